"""An article's file → its name, a link where the article is on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.discord.markdown import escape, one_line

if TYPE_CHECKING:
    from retrieval import Article

_LONGEST_ADDRESS = 200
"""Characters; a longer one takes more of the message than it is worth."""
_ENDS_A_LINK = frozenset(" ()<>\n\\")


def source_link(article: Article, limit: int) -> str:
    """Return markdown of an article's file name, cut at `limit` characters, that links to its address."""
    name = escape(one_line(article.source, limit))
    url = article.url
    if (
        url
        and url.startswith(("https://", "http://"))
        and len(url) <= min(_LONGEST_ADDRESS, 3 * limit)
        and not _ENDS_A_LINK & set(url)
    ):
        return f"[{name}]({url})"
    return name

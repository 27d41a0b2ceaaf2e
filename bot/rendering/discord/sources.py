"""An article's file → its name, a link where the article is on the web."""

from __future__ import annotations

from bot.rendering.discord.markdown import escape, one_line

_LONGEST_ADDRESS = 200
"""Characters; a longer one takes more of the message than it is worth."""
_ENDS_A_LINK = frozenset(" ()<>\n\\")


def source_link(source: str, url: str | None, limit: int) -> str:
    """Return markdown of a file name, cut at `limit` characters, that links to its article's address."""
    name = escape(one_line(source, limit))
    if (
        url
        and url.startswith(("https://", "http://"))
        and len(url) <= min(_LONGEST_ADDRESS, 3 * limit)
        and not _ENDS_A_LINK & set(url)
    ):
        return f"[{name}]({url})"
    return name

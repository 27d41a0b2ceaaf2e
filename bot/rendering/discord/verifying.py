"""Where a passage stands, in a form that anybody can check without trusting the bot."""

from __future__ import annotations

import hashlib
import json
import shlex
from typing import TYPE_CHECKING

from bot.rendering.citation import place_of
from bot.rendering.discord.markdown import escape, one_line
from bot.rendering.discord.views import panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.translations import Texts
    from retrieval import Article, Span

MOST_VERIFIED = 3
"""Passages that one message verifies; Discord takes no more text."""
_LONGEST_CODE = 900
"""Characters of the lines to run; a file whose name makes them longer is told without them."""


def verify_view(shown: Sequence[tuple[Article, Span]], texts: Texts) -> discord.ui.LayoutView:
    """Return, for each stretch of an article, its file, lines, characters and hash, and two lines to run."""
    parts = [
        texts("verify.intro"),
        *(_proof(article, span, texts) for article, span in shown[:MOST_VERIFIED]),
    ]
    return panel(parts)


def commands_for(article: Article, span: Span) -> tuple[str, str]:
    """Return two shell lines, for the folder of the articles: the file's hash, and the stretch itself."""
    start, end = span
    # JSON's strings are Python's too, and their double quotes stay readable between a shell's single ones.
    source = json.dumps(article.source)
    if _is_plain_utf8(article):
        read = f'open({source}, encoding="utf-8-sig").read()'
    else:  # decoded or extracted: only the same program gives the same characters
        read = f'__import__("retrieval").Archive.open(".").read({source})[0].article.text'
    script = shlex.quote(f"print({read}[{start}:{end}])")
    return f"sha256sum -- {shlex.quote(article.source)}", f"python3 -c {script}"


def _is_plain_utf8(article: Article) -> bool:
    """Whether the file is the text itself, but for a byte-order mark and the kind of line ends."""
    forms = (article.text, article.text.replace("\n", "\r\n"))
    return any(
        hashlib.sha256(mark + form.encode("utf-8", "surrogatepass")).hexdigest() == article.sha256
        for form in forms
        for mark in (b"", b"\xef\xbb\xbf")
    )


def _proof(article: Article, span: Span, texts: Texts) -> str:
    start, end = span
    lines = (article.text.count("\n", 0, start) + 1, article.text.count("\n", 0, end) + 1)
    where = texts(
        "verify.where", lines=place_of(lines, texts), start=str(start), end=str(end), length=end - start
    )
    commands = "\n".join(commands_for(article, span))
    # A backtick in a file's name would end the block of code.
    code = f"```sh\n{commands}\n```" if "`" not in commands else escape(commands)
    words = hashlib.sha256(article.text[start:end].encode("utf-8", "surrogatepass")).hexdigest()
    proof = [
        f"**{escape(one_line(article.source, 100))}**",
        escape(where),
        f"-# {escape(texts('verify.file'))} `{article.sha256}`\n-# {escape(texts('verify.words'))} `{words}`",
    ]
    return "\n".join((*proof, code) if len(code) <= _LONGEST_CODE else proof)

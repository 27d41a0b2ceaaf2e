"""A report that somebody else said it: the form, and what was written into it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.commands.answering import page_of, place_of
from bot.commands.persistent import PersistentForm
from bot.commands.presses.places import ChangedError, article_passages
from bot.questions import command_named
from bot.records.reports import LONGEST_COMMENT, LONGEST_NAME
from bot.rendering.discord.buttons import TEMPLATE, Press, Target
from bot.rendering.discord.markdown import one_line
from bot.rendering.discord.sizes import CHOICE, CHOICES, MODAL_TITLE, cut
from bot.rendering.discord.views import sealed_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.pressed import Pressed
    from bot.records.answers import KeptAnswer, KeptPlace
    from bot.translations import Texts

_WHICH, _WHO, _COMMENT = "which", "who", "comment"


async def report_wrong_speaker(pressed: Pressed, answer: KeptAnswer, _: Target) -> None:
    """Ask which quotation it is, and who it was instead. Nothing is searched: a form cannot be waited for."""
    quoted: list[tuple[KeptPlace, str]] = []
    for place in answer.places[:CHOICES]:
        if place.quoted is not False:
            article = (await article_passages(pressed, place))[0].article
            quoted.append((place, article.text[place.start : place.end]))
    if not quoted:
        raise ChangedError(pressed.texts("answer.no_more"))
    # The form says which page it is about: the answer may be turned while it is open.
    about = Target(Press.WRONG, answer.answer_id, answer.first)
    await pressed.open(wrong_speaker_form(quoted, about, pressed.texts))


def wrong_speaker_form(
    quoted: Sequence[tuple[KeptPlace, str]], about: Target, texts: Texts
) -> discord.ui.Modal:
    """Return the form, for quotations given by their places and words."""
    which: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=_WHICH,
        options=[
            discord.SelectOption(
                label=one_line(words, CHOICE) or "…", value=_value(place), default=number == 0
            )
            for number, (place, words) in enumerate(quoted)
        ],
    )
    who: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=_WHO,
        required=False,
        max_length=LONGEST_NAME,
        placeholder=cut(texts("wrong.who_hint"), CHOICE),
    )
    comment: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=_COMMENT,
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=LONGEST_COMMENT,
    )
    fields: list[discord.ui.Label[Any]] = [
        discord.ui.Label(text=cut(texts(f"wrong.{key}"), MODAL_TITLE), component=field)
        for key, field in (("which", which), ("who", who), ("comment", comment))
    ]
    return sealed_form(texts("wrong.title"), about.custom_id, fields)


class WrongSpeakerForm(PersistentForm):
    """Which quotation it is, who said it, and what shows it."""

    template = TEMPLATE
    told_alone = True

    async def send(self, pressed: Pressed) -> None:
        """Put it on the operator's list."""
        about = Target.read(self.match)
        answer = await pressed.bot.store.answers.get(about.answer) if about else None
        if about is None or answer is None:
            await pressed.tell_expired()
            return
        as_shown = replace(answer, first=about.number)
        page = await page_of(pressed.bot, command_named(answer.command), as_shown)
        for result in page.answer.results:
            if result.quoted and _value(place_of(result)) == self.written.get(_WHICH):
                await pressed.bot.store.reports.add(
                    result.passage.article,
                    result.quoted.quotation,
                    server=answer.server,
                    member=pressed.member.id,
                    right_speaker=self.written.get(_WHO) or None,
                    comment=self.written.get(_COMMENT, ""),
                )
                await pressed.tell(pressed.texts("wrong.thanks"))
                return
        raise ChangedError(pressed.texts("answer.no_more"))


def _value(place: KeptPlace) -> str:
    """Return what a quotation is known by in the form, whatever else the answer shows by then."""
    return f"{place.start}:{place.sha256[:16]}"

"""One vote a member and answer, changeable."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.commands.pressed import Pressed
    from bot.records.answers import KeptAnswer
    from bot.rendering.discord.buttons import Target


async def vote_good(pressed: Pressed, answer: KeptAnswer, _: Target) -> None:
    """Call an answer good."""
    await _vote(pressed, answer, good=True)


async def vote_bad(pressed: Pressed, answer: KeptAnswer, _: Target) -> None:
    """Call an answer bad."""
    await _vote(pressed, answer, good=False)


async def _vote(pressed: Pressed, answer: KeptAnswer, *, good: bool) -> None:
    votes, member = pressed.bot.store.votes, pressed.member.id
    taken_back = await votes.of(answer, member) is good
    tally = await (votes.withdraw(answer, member) if taken_back else votes.cast(answer, member, good=good))
    key = "answer.vote_taken_back" if taken_back else "answer.voted"
    await pressed.tell(pressed.texts(key, good=tally.good, bad=tally.bad))

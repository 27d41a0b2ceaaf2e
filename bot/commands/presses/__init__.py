"""What each button of an answer does: one file a kind of button."""

from collections.abc import Awaitable, Callable, Mapping

from bot.commands.pressed import Pressed
from bot.commands.presses.checking import verify
from bot.commands.presses.reading import read_around, read_article
from bot.commands.presses.turning import delete, share, turn
from bot.commands.presses.voting import vote_bad, vote_good
from bot.commands.presses.wrong_speaker import WrongSpeakerForm, report_wrong_speaker
from bot.records.answers import KeptAnswer
from bot.rendering.discord.buttons import Press, Target

PRESSES: Mapping[Press, Callable[[Pressed, KeptAnswer, Target], Awaitable[None]]] = {
    Press.AROUND: read_around,
    Press.READ: read_article,
    Press.PAGE: turn,
    Press.VERIFY: verify,
    Press.GOOD: vote_good,
    Press.BAD: vote_bad,
    Press.WRONG: report_wrong_speaker,
    Press.DELETE: delete,
    Press.SHARE: share,
}

TOLD_ALONE = frozenset({Press.AROUND, Press.VERIFY, Press.GOOD, Press.BAD, Press.WRONG})
"""Presses that are answered by a message of their own, to who pressed alone."""

__all__ = ["PRESSES", "TOLD_ALONE", "WrongSpeakerForm"]

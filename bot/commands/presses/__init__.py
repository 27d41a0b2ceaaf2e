"""What each button of an answer does: one file a kind of button."""

from collections.abc import Awaitable, Callable, Mapping

from bot.commands.presses.checking import report_wrong_speaker, verify
from bot.commands.presses.places import Interaction
from bot.commands.presses.reading import read_around, read_article
from bot.commands.presses.turning import delete, share, turn
from bot.commands.presses.voting import vote_bad, vote_good
from bot.records.answers import KeptAnswer
from bot.rendering.discord.buttons import Press, Target

PRESSES: Mapping[Press, Callable[[Interaction, KeptAnswer, Target], Awaitable[None]]] = {
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

__all__ = ["PRESSES"]

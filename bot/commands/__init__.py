"""One file a family of commands."""

from bot.commands.articles import Articles
from bot.commands.edits import Edits
from bot.commands.guide import Guide
from bot.commands.library import Library
from bot.commands.menus import MessageMenus
from bot.commands.questions import Questions
from bot.commands.taking_along import TakingAlong
from bot.commands.timelines import Timelines
from bot.commands.watches import Watches

FAMILIES = (Questions, Timelines, Articles, Library, TakingAlong, Watches, Guide, MessageMenus, Edits)
"""Every family, in the order in which help shows them."""

__all__ = [
    "FAMILIES",
    "Articles",
    "Edits",
    "Guide",
    "Library",
    "MessageMenus",
    "Questions",
    "TakingAlong",
    "Timelines",
    "Watches",
]

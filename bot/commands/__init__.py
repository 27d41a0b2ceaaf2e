"""One file a family of commands."""

from bot.commands.articles import Articles
from bot.commands.edits import Edits
from bot.commands.guide import Guide
from bot.commands.menus import MessageMenus
from bot.commands.questions import Questions
from bot.commands.timelines import Timelines
from bot.commands.watches import Watches

FAMILIES = (Questions, Timelines, Articles, Watches, Guide, MessageMenus, Edits)
"""Every family, in the order in which help shows them."""

__all__ = ["FAMILIES", "Articles", "Edits", "Guide", "MessageMenus", "Questions", "Timelines", "Watches"]

"""One file a family of commands."""

from bot.commands.articles import Articles
from bot.commands.guide import Guide
from bot.commands.questions import Questions
from bot.commands.timelines import Timelines
from bot.commands.watches import Watches

FAMILIES = (Questions, Timelines, Articles, Watches, Guide)
"""Every family, in the order in which help shows them."""

__all__ = ["FAMILIES", "Articles", "Guide", "Questions", "Timelines", "Watches"]

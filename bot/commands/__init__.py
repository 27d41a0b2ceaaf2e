"""One file a family of commands."""

from bot.commands.articles import Articles
from bot.commands.edits import Edits
from bot.commands.folder import Folder
from bot.commands.guide import Guide
from bot.commands.menus import MessageMenus
from bot.commands.privacy import Privacy
from bot.commands.questions import Questions
from bot.commands.statistics import Statistics
from bot.commands.timelines import Timelines
from bot.commands.watches import Watches

FAMILIES = (
    Questions,
    Timelines,
    Articles,
    Watches,
    Privacy,
    Statistics,
    Folder,
    Guide,
    MessageMenus,
    Edits,
)
"""Every family, in the order in which help shows them."""

"""One file a family of commands."""

from bot.commands.articles import Articles
from bot.commands.edits import Edits
from bot.commands.folder import Folder
from bot.commands.guide import Guide
from bot.commands.library import Library
from bot.commands.menus import MessageMenus
from bot.commands.persistence import Persistence
from bot.commands.privacy import Privacy
from bot.commands.questions import QUESTIONS, Questions
from bot.commands.reports import ReportList
from bot.commands.server_settings import ServerSettingsPanel
from bot.commands.statistics import Statistics
from bot.commands.taking_along import TakingAlong
from bot.commands.timelines import Timelines
from bot.commands.watch_news import WatchNews
from bot.commands.watches import Watches

FAMILIES = (
    Questions,
    Timelines,
    Articles,
    Library,
    TakingAlong,
    Watches,
    WatchNews,
    Privacy,
    Statistics,
    Folder,
    ReportList,
    ServerSettingsPanel,
    Guide,
    MessageMenus,
    Edits,
    Persistence,
)
"""Every family of commands, and what else answers members."""

__all__ = ["FAMILIES", "QUESTIONS"]

"""A server's settings → a panel of selects and buttons, on two pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import discord

from bot.records.servers import MOST_RESULTS
from bot.rendering.discord.markdown import escape
from bot.rendering.discord.sizes import BUTTON_LABEL, CHOICE, CHOICES, MODAL_TITLE, custom_id, cut
from bot.rendering.discord.views import panel, sealed_form
from bot.translations import languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records.servers import ServerSettings
    from bot.rendering.discord.views import Item
    from bot.translations import Texts


class Chosen(StrEnum):
    """What a part of the panel sets; written into custom ids, so a value must never change its meaning."""

    ALLOW = "allow"
    DENY = "deny"
    OFF = "off"
    RESULTS = "results"
    LANGUAGE = "language"
    PRIVATE = "private"
    LOG = "log"
    WORDS = "words"
    """What is written: the prefix and the cooldown."""
    PAGE = "page"


TEMPLATE = re.compile(
    r"s1:(?P<chosen>allow|deny|off|results|language|private|log|words|page):(?P<page>[0-9])"
)
_RESULTS = range(1, MOST_RESULTS + 1)
_MOST_CHANNELS = 25


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where a server chose nothing."""

    prefix: str
    results: int
    questions: int
    seconds: float


def settings_view(
    chosen: ServerSettings, usual: Usual, commands: Sequence[str], page: int, texts: Texts
) -> discord.ui.LayoutView:
    """Return the panel; `commands` are those that may be switched off."""
    told = [f"### {escape(texts('settings.title'))}", "\n".join(_lines(chosen, usual, texts))]
    selects = _places(chosen, texts) if page == 0 else _manners(chosen, commands, texts)
    rows: list[Item] = [discord.ui.ActionRow(select) for select in selects]
    other = 1 - page
    turn = _button(texts("settings.manners" if other else "settings.places"), Chosen.PAGE, other)
    private = texts("settings.private_off" if chosen.private else "settings.private_on")
    log = texts("settings.log_off" if chosen.question_log else "settings.log_on")
    buttons = [
        _button(texts("settings.words"), Chosen.WORDS, page),
        _button(private, Chosen.PRIVATE, page),
        _button(log, Chosen.LOG, page),
        turn,
    ]
    return panel(told, below=[*rows, discord.ui.ActionRow(*buttons)])


def words_form(chosen: ServerSettings, usual: Usual, page: int, texts: Texts) -> discord.ui.Modal:
    """Return the form for what is written, with what holds; `page` is the one of the panel behind it."""
    questions = chosen.cooldown_questions or usual.questions
    seconds = f"{chosen.cooldown_seconds or usual.seconds:g}"
    written = {"prefix": (chosen.prefix or usual.prefix, 5), "cooldown": (f"{questions} {seconds}", 20)}
    fields: list[discord.ui.Label[Any]] = [
        discord.ui.Label(
            text=cut(texts(f"settings.{key}"), MODAL_TITLE),
            description=cut(texts(f"settings.{key}_hint"), CHOICE),
            component=discord.ui.TextInput(custom_id=key, default=now, max_length=longest),
        )
        for key, (now, longest) in written.items()
    ]
    return sealed_form(texts("settings.title"), custom_id(f"s1:{Chosen.WORDS}:{page}"), fields)


def _lines(chosen: ServerSettings, usual: Usual, texts: Texts) -> list[str]:
    def channels(ids: frozenset[int], none: str) -> str:
        return " ".join(f"<#{channel}>" for channel in sorted(ids)[:10]) or texts(none)

    def switched(on: bool) -> str:
        return texts("settings.on" if on else "settings.off")

    questions = chosen.cooldown_questions or usual.questions
    seconds = f"{chosen.cooldown_seconds or usual.seconds:g}"
    values = {
        "prefix": escape(chosen.prefix or usual.prefix),
        "results": str(chosen.results or usual.results),
        "cooldown": texts("settings.cooldown_is", count=questions, seconds=seconds),
        "private": switched(chosen.private),
        "log": switched(chosen.question_log),
        "language": chosen.language or texts("settings.members_language"),
        "allow": channels(chosen.allowed_channels, "settings.everywhere"),
        "deny": channels(chosen.denied_channels, "settings.nowhere"),
        "commands_off": escape(", ".join(sorted(chosen.commands_off))) or texts("settings.none"),
    }
    return [f"**{escape(texts(f'settings.{key}'))}:** {value}" for key, value in values.items()]


def _places(
    chosen: ServerSettings, texts: Texts
) -> list[discord.ui.Select[Any] | discord.ui.ChannelSelect[Any]]:
    return [
        _channels(texts("settings.allow"), Chosen.ALLOW, chosen.allowed_channels),
        _channels(texts("settings.deny"), Chosen.DENY, chosen.denied_channels),
    ]


def _channels(label: str, what: Chosen, ids: frozenset[int]) -> discord.ui.ChannelSelect[Any]:
    return discord.ui.ChannelSelect(
        custom_id=custom_id(f"s1:{what}:0"),
        placeholder=cut(label, 150),
        min_values=0,
        max_values=_MOST_CHANNELS,
        default_values=[
            discord.SelectDefaultValue(id=channel, type=discord.SelectDefaultValueType.channel)
            for channel in sorted(ids)[:_MOST_CHANNELS]
        ],
    )


def _manners(
    chosen: ServerSettings, commands: Sequence[str], texts: Texts
) -> list[discord.ui.Select[Any] | discord.ui.ChannelSelect[Any]]:
    shown = commands[:CHOICES]
    off = [
        discord.SelectOption(label=name, value=name, default=name in chosen.commands_off) for name in shown
    ]
    results = [
        discord.SelectOption(
            label=texts("settings.results_of", count=n), value=str(n), default=n == chosen.results
        )
        for n in _RESULTS
    ]
    spoken = [
        discord.SelectOption(
            label=texts("settings.members_language") if name == "auto" else name,
            value=name,
            default=name == (chosen.language or "auto"),
        )
        for name in ("auto", *languages())
    ]
    return [
        _select(texts("settings.commands_off"), Chosen.OFF, off, least=0, most=len(off)),
        _select(texts("settings.results"), Chosen.RESULTS, results),
        _select(texts("settings.language"), Chosen.LANGUAGE, spoken),
    ]


def _select(
    label: str, what: Chosen, options: list[discord.SelectOption], *, least: int = 1, most: int = 1
) -> discord.ui.Select[Any]:
    return discord.ui.Select(
        custom_id=custom_id(f"s1:{what}:1"),
        placeholder=cut(label, 150),
        options=options,
        min_values=least,
        max_values=most,
    )


def _button(label: str, what: Chosen, page: int) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=cut(label, BUTTON_LABEL), custom_id=custom_id(f"s1:{what}:{page}"))

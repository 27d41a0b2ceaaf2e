"""Nothing English stands in a German reply but what the articles and the commands are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
import pytest
from simcord.components import walk_components

from bot.cooldown import Cooldown
from bot.settings import Settings
from bot.translations import ENGLISH, Counted, texts_in
from tests.bot.news import read

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot
    from retrieval import Archive

HAFEN = """Hafen wird teurer

Kapitän Ada Byron sagte: „Die Gebühren sind viel zu hoch für kleine Boote.“

Der Hafen war am Montag geschlossen, und die Boote blieben draußen vor der Mole liegen.

Am Dienstag öffnete der Hafen wieder, und die Fähre fuhr am Mittag wie gewohnt hinaus.
"""
MESSAGES = (
    "!about Hafen",
    "!about Hafn",
    "!about Hafen Zebra",
    "!about Zebra",
    "!about ?",
    "!about",
    '!about "Zebra Hafen"',
    "!about Hafen since:2014",
    "!about Hafen source:zebra",
    "!ask wer fährt hinaus?",
    "!who said kleine Boote",
    "!who said Fähre",
    "!who said Zebra",
    "!quotes Byron",
    "!quotes Zebra",
    "!positions Gebühren",
    "!timeline Hafen",
    "!timeline Zebra",
    "!compare Hafen vs Boote",
    "!compare Hafen",
    "!read Hafen",
    "!read Zebra",
    "!random",
    "!cite",
    "!export",
    "!speakers",
    "!articles",
    "!watch Hafen",
    "!watches",
    "!unwatch Zebra",
    "!unwatch Hafen",
    "!watches",
    "!privacy",
    "!my data",
    "!forget me",
    "!cite",
    "!stats",
    "!reload",
    "!add",
    "!remove zebra",
    "!remove hafen.txt",
    "!reports",
    "!reports 7",
    "!settings",
    "!settings zebra",
    "!settings results 99",
    "!settings prefix zebra!",
    "!settings allow zebra",
    "!settings cooldown zebra",
    "!help",
    "!help about",
    "!help who said",
    "!help zebra",
)
LABELS = ("Drumherum lesen", "Nachprüfen", "👍", "👎")


@pytest.fixture
def seeds(tmp_path: Path) -> Archive:
    """One German article, and files that are skipped for different reasons."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "hafen.txt").write_text(HAFEN, "utf-8")
    (folder / "leer.txt").write_bytes(b"")
    (folder / "bild.txt").write_bytes(bytes(range(32)) * 99)
    (folder / "wirr.txt").write_bytes(b"\xff\xfe\x00\xd8a")
    return read(folder)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=tmp_path / "whosaid.db", articles_dir=tmp_path / "articles", watch_folder=False)


def strings_in(part: object) -> list[str]:
    """Return all that a component shows."""
    if isinstance(part, dict):
        shown = [part[key] for key in ("content", "label", "placeholder", "description") if part.get(key)]
        return [*shown, *(each for value in part.values() for each in strings_in(value))]
    return [each for value in part for each in strings_in(value)] if isinstance(part, list) else []


def shown_in(message: Any) -> str:
    components = [c if isinstance(c, dict) else c.to_dict() for c in message.components]
    return "\n".join(strings_in(list(walk_components(components)))).replace("\\", "")


def fixed_parts(text: str | Counted) -> list[str]:
    forms = (text.one, text.other) if isinstance(text, Counted) else (text,)
    return [part.strip(" .,:;“”") for form in forms for part in re.split(r"\{\w+\}", form)]


def english_in(shown: str) -> list[str]:
    german = texts_in("de").catalogue
    return [
        part
        for key, text in ENGLISH.catalogue.items()
        for part in fixed_parts(text)
        if " " in part
        and re.search(rf"\b{re.escape(part)}\b", shown)
        and part not in fixed_parts(german[key])
    ]


async def test_no_english_in_german_replies(
    simcord_env: Env, channel: ChannelHandle, simcord_bot: WhosaidBot
) -> None:
    role = simcord_env.guild.create_role("editors", permissions=discord.Permissions(manage_guild=True))
    owner = simcord_env.guild.add_member(simcord_env.create_user("owner"), roles=[role])
    simcord_bot.owner_id = owner.id
    simcord_bot.cooldown = Cooldown(questions=1000)
    await simcord_bot.store.change_server(simcord_env.guild.id, language="de")
    for message in MESSAGES:
        before = len(channel.history())
        await owner.send(channel, message)
        assert len(channel.history()) == before + 2, message
        shown = shown_in(channel.last_message)
        assert english_in(shown) == [], (message, shown)
    assert simcord_env.errors, "some of these are mistakes on purpose"


async def test_no_english_in_what_presses_tell(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, ben: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await simcord_bot.store.change_server(simcord_env.guild.id, language="de")
    await ann.send(channel, "!who said Gebühren")
    answer = channel.last_message
    for label in LABELS:
        shown = shown_in((await ann.click(answer, label=label)).response)
        assert english_in(shown) == [], (label, shown)
    refused = shown_in((await ben.click(answer, label="Löschen")).response)
    assert english_in(refused) == [], refused
    assert "nur, wer gefragt hat" in refused


async def test_no_english_in_faults(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot, seeds: Archive
) -> None:
    await simcord_bot.store.change_server(simcord_env.guild.id, language="de")
    for message in ("!reload", "!settings", "!stats"):
        await ann.send(channel, message)
        assert english_in(shown_in(channel.last_message)) == [], message
    simcord_bot.owner_id = ann.id
    (seeds.folder / "hafen.txt").unlink()
    await ann.send(channel, "!reload")
    assert "kein Artikel, der sich lesen lässt" in shown_in(channel.last_message)
    assert english_in(shown_in(channel.last_message)) == []
    (seeds.folder / "speakers.toml").write_text("zebra = 1", "utf-8")
    await ann.send(channel, "!reload")
    assert "In speakers.toml steht „zebra“" in shown_in(channel.last_message)
    assert len(simcord_env.errors) == 5

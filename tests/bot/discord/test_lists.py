"""`articles` and `speakers`: their pages, before and after a restart, and their languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from simcord.components import validate_components

from bot.cooldown import Cooldown
from bot.rendering.discord import sizes
from bot.rendering.discord.lists import ListPage, articles_view, speakers_view
from bot.translations import ENGLISH
from retrieval import Archive, QuotedSpeaker, Speaker
from tests.bot.discord.messages import components_of, labels_of, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot


@pytest.fixture
def many(tmp_path: Path) -> Archive:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(21):
        head = f"---\ntitle: Ferry {number}\ndate: 2014-03-{number + 1:02}\n---\n"
        text = f"{head}\nThe ferry number {number} sails.\n"
        (folder / f"{number:02}.md").write_text(text, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return Archive.open(folder)


async def test_the_list(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!articles")
    listed = text_of(channel.last_message)
    assert listed.startswith("### 3 articles, ")
    assert "000\\_634a01dd6089b270.txt · " in listed
    assert labels_of(channel.last_message) == []


@pytest.mark.parametrize("restarted", [False, True], ids=["before", "after a restart"])
async def test_turning_pages(
    channel: ChannelHandle,
    ann: MemberActor,
    ben: MemberActor,
    simcord_bot: WhosaidBot,
    restart: Callable[[], Awaitable[WhosaidBot]],
    many: Archive,
    restarted: bool,
) -> None:
    simcord_bot.current.archive = many
    await ann.send(channel, "!articles")
    first = text_of(channel.last_message)
    assert "**Ferry 0**\n-# 00\\.md · 2 passages · 1 March 2014" in first
    assert "Skipped 1 file:\n- empty.txt: it is empty" in first
    assert "page 1 of 3" in first
    assert labels_of(channel.last_message) == ["▶"]
    if restarted:
        (await restart()).current.archive = many
    refused = await ben.click(channel.last_message, label="▶")
    assert "Only who asked" in text_of(refused.response)
    await ann.click(channel.last_message, label="▶")
    assert "page 2 of 3" in text_of(channel.last_message)
    assert labels_of(channel.last_message) == ["◀", "▶"]
    await ann.click(channel.last_message, label="▶")
    assert "**Ferry 20**" in text_of(channel.last_message)
    assert labels_of(channel.last_message) == ["◀"]
    await ann.click(channel.last_message, label="◀")
    await ann.click(channel.last_message, label="◀")
    assert text_of(channel.last_message) == first


@pytest.mark.parametrize("restarted", [False, True], ids=["before", "after a restart"])
async def test_turning_pages_of_speakers(
    channel: ChannelHandle,
    ann: MemberActor,
    ben: MemberActor,
    restart: Callable[[], Awaitable[WhosaidBot]],
    restarted: bool,
) -> None:
    await ann.send(channel, "!speakers")
    first = channel.last_message
    assert "- **Sergei Lavrov**, Russian Foreign Minister\n-# " in text_of(first)
    assert "page 1 of " in text_of(first)
    assert pictures_in(first) == ["speakers.png"]
    shown = text_of(first)
    if restarted:
        await restart()
    refused = await ben.click(first, label="▶")
    assert "Only who asked" in text_of(refused.response)
    await ann.click(first, label="▶")
    second = channel.last_message
    assert "page 2 of " in text_of(second)
    assert "**Sergei Lavrov**" not in text_of(second)
    assert pictures_in(second) == []
    await ann.click(second, label="◀")
    assert text_of(channel.last_message) == shown
    assert pictures_in(channel.last_message) == ["speakers.png"]


def pictures_in(message: Any) -> list[str]:
    galleries = [part for part in components_of(message) if part["type"] == 12]
    return [item["media"]["url"].rpartition("/")[2] for gallery in galleries for item in gallery["items"]]


@pytest.mark.parametrize("name", ["word ", "слово ", "😀😀 ", "*_* "])
def test_the_longest_list_of_speakers_fits(name: str) -> None:
    speaker = Speaker(name * 60, name * 60)
    speakers = [QuotedSpeaker(speaker, 10**6, ("a",) * 1000) for _ in range(25)]
    for number in (0, 1, 99):
        view = speakers_view(speakers, 43, ListPage(10**19, number), ENGLISH, drawn=True)
        assert sizes.fits(view)
        validate_components(view.to_components(), flags=1 << 15)


async def test_in_german(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await simcord_bot.store.change_server(simcord_env.guild.id, language="de")
    await ann.send(channel, "!articles")
    assert text_of(channel.last_message).startswith("### 3 Artikel, ")
    assert " Absätze" in text_of(channel.last_message)
    await ann.send(channel, "!speakers")
    assert " Sprecher\n" in text_of(channel.last_message)
    assert " Zitate in " in text_of(channel.last_message)


@pytest.mark.parametrize("title", ["word ", "слово ", "😀😀 ", "*_* "])
def test_the_longest_list_fits(tmp_path: Path, title: str) -> None:
    for number in range(12):
        name = f"{number:02}{'_' * 80}.md"
        head = f"---\ntitle: {title * 60}\ndate: 2014-09-28\n---\n"
        text = f"{head}\nThe ferry number {number} sails.\n"
        (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / f"{name}.txt").write_bytes(b"")
    archive = Archive.open(tmp_path)
    for page in (0, 1, 99):
        view = articles_view(archive, ListPage(10**19, page), ENGLISH)
        assert sizes.fits(view)
        validate_components(view.to_components(), flags=1 << 15)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("articles", {}),
        ("speakers", {}),
        ("read", {"article": "003"}),
        ("random", {}),
        ("cite", {}),
        ("export", {}),
        ("timeline", {"topic": "sanctions"}),
    ],
)
async def test_private_and_what_the_server_chose(
    simcord_env: Env,
    channel: ChannelHandle,
    ann: MemberActor,
    simcord_bot: WhosaidBot,
    command: str,
    options: dict[str, str],
) -> None:
    simcord_bot.cooldown = Cooldown(questions=100)
    await ann.slash(channel, "about", topic="sanctions")
    assert not (await ann.slash(channel, command, **options)).ephemeral
    assert (await ann.slash(channel, command, **options, private=True)).ephemeral
    await simcord_bot.store.change_server(simcord_env.guild.id, private=True)
    assert (await ann.slash(channel, command, **options)).ephemeral
    assert not (await ann.slash(channel, command, **options, private=False)).ephemeral


async def test_sharing_any_passage(channel: ChannelHandle, ann: MemberActor) -> None:
    private = (await ann.slash(channel, "random", private=True)).response
    shared = await ann.click(private, label="Share")
    assert text_of(shared.response) == text_of(private)
    assert "Delete" in labels_of(shared.response)


async def test_a_question_that_begins_like_a_list_is_a_question(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    await ann.send(channel, f"<@{simcord_env.bot.user.id}> articles about sanctions")
    assert "**sanctions**" in text_of(channel.last_message)

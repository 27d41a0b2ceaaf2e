from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.current_archive import CurrentArchive
from retrieval import Archive
from tests.bot.discord.messages import components_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot

ASKED = [("timeline", "topic", "sanctions"), ("compare", "topics", "sanctions vs referendum")]


def pictures_of(message: object) -> list[str | None]:
    """Return the descriptions of a message's pictures."""
    galleries = [part for part in components_of(message) if part["type"] == 12]
    return [item.get("description") for gallery in galleries for item in gallery["items"]]


@pytest.mark.parametrize(("command", "option", "words"), ASKED)
async def test_by_prefix_slash_and_mention(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot, command: str, option: str, words: str
) -> None:
    await ann.send(channel, f"!{command} {words}")
    by_prefix = channel.last_message
    assert "When “sanctions”" in text_of(by_prefix)
    (description,) = pictures_of(by_prefix)
    assert description is not None
    assert description.startswith("Bar chart. Passages by article: “sanctions”")
    assert [file.filename for file in by_prefix.attachments] == [f"{command}.png"]
    result = await ann.slash(channel, command, **{option: words})
    assert text_of(result.response) == text_of(by_prefix)
    assert not result.ephemeral
    await ann.send(channel, f"<@{simcord_bot.user.id}> {command} {words}")
    assert text_of(channel.last_message) == text_of(by_prefix)
    await ann.send_dm(f"{command} {words}")
    assert text_of(ann.user.dm_channel.last_message) == text_of(by_prefix)


async def test_it_can_be_private(channel: ChannelHandle, ann: MemberActor) -> None:
    result = await ann.slash(channel, "timeline", topic="sanctions", private=True)
    assert result.ephemeral


async def test_where_articles_bear_no_dates_it_says_so(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!timeline sanctions")
    text = text_of(channel.last_message)
    assert "The articles bear no dates" in text
    assert "First in the folder:" in text
    assert "line" in text


async def test_with_dates_it_tells_the_first_and_the_latest(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot, tmp_path: Path
) -> None:
    folder = tmp_path / "dated"
    folder.mkdir()
    for day in (date(2014, 3, 16), date(2014, 3, 18)):
        story = "The harbour opens\n\nThe mayor spoke about the harbour for an hour on Monday.\n"
        (folder / f"{day.isoformat()}.txt").write_text(story, "utf-8")
    simcord_bot.current = CurrentArchive(Archive.open(folder))
    await ann.send(channel, "!timeline harbour")
    text = text_of(channel.last_message)
    assert "First: **16 March 2014** · The harbour opens · 2014-03-16.txt, line" in text
    assert "Latest: **18 March 2014**" in text
    assert "no dates" not in text


async def test_nothing_found_is_said_without_a_picture(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!timeline zebras")
    assert "zebras" in text_of(channel.last_message)
    assert pictures_of(channel.last_message) == []
    assert "When" not in text_of(channel.last_message)


async def test_the_mentions_link_to_where_the_articles_are_on_the_web(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    simcord_bot.settings = replace(simcord_bot.settings, source_base_url="https://news.example/")
    await ann.send(channel, "!timeline sanctions")
    assert "](https://news.example/000_634a01dd6089b270.txt), line" in text_of(channel.last_message)


async def test_without_the_extra_the_text_stands_alone(
    channel: ChannelHandle, ann: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    await ann.send(channel, "!timeline sanctions")
    assert "whosaid\\[charts\\]" in text_of(channel.last_message)
    assert "passages in" in text_of(channel.last_message)
    assert pictures_of(channel.last_message) == []


@pytest.mark.parametrize("words", ["sanctions", "sanctions vs", "vs", "a vs b vs c vs d vs e"])
async def test_compare_needs_two_to_four_topics(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, words: str
) -> None:
    await ann.send(channel, f"!compare {words}")
    assert len(simcord_env.errors) == 1
    assert "!compare sanctions vs referendum" in text_of(channel.last_message)


async def test_it_speaks_the_servers_language(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await simcord_bot.store.change_server(simcord_env.guild.id, language="de")
    await ann.send(channel, "!timeline sanctions")
    assert "Wann von „sanctions“ die Rede ist" in text_of(channel.last_message)


async def test_a_long_topic_of_any_script_fits_into_a_message(
    channel: ChannelHandle, ann: MemberActor
) -> None:
    for words in ("sanctions " * 190, "санкции 👍 " * 150):
        await ann.send(channel, f"!timeline {words}")
        assert len(text_of(channel.last_message)) < 4000


async def test_where_no_files_may_be_sent_the_text_comes_alone(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    me = simcord_env.bot.get_guild(simcord_env.guild.id).me
    await simcord_env.bot.get_channel(channel.id).set_permissions(me, attach_files=False)
    await ann.send(channel, "!timeline sanctions")
    assert "When “sanctions”" in text_of(channel.last_message)
    assert not channel.last_message.attachments
    await ann.send(channel, "!about sanctions")
    await ann.send(channel, "!export")
    assert "I may not send files here" in text_of(channel.last_message)

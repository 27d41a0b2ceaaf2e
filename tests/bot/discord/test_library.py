"""`read`, `random`, `cite` and `export`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.commands.completion import articles
from bot.rendering.discord.buttons import Press
from bot.rendering.discord.sizes import CHOICE, CHOICES
from retrieval import Archive
from tests.bot.discord.messages import custom_ids_of, labels_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import ChannelHandle, MemberActor

    from bot.discord_bot import WhosaidBot


@pytest.mark.parametrize("written", ["000_634a01dd6089b270.txt", "ukraine ceasefire being observed"])
async def test_reading_an_article(channel: ChannelHandle, ann: MemberActor, written: str) -> None:
    await ann.send(channel, f"!read {written}")
    page = channel.last_message
    assert "is being observed" in text_of(page)
    assert labels_of(page) == ["▶"]
    await ann.click(page, label="▶")
    assert "is being observed" not in text_of(channel.last_message)
    assert "page 2 of" in text_of(channel.last_message)
    by_slash = await ann.slash(channel, "read", article=written)
    assert text_of(by_slash.response) == text_of(page)


async def test_only_who_reads_turns_the_pages(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    await ann.send(channel, "!read 000")
    before = text_of(channel.last_message)
    refused = await ben.click(channel.last_message, label="▶")
    assert "Only who asked" in text_of(refused.response)
    assert text_of(channel.last_message) == before


async def test_reading_what_is_not_there(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!read zzzzqqqq")
    assert "no article “zzzzqqqq”" in text_of(channel.last_message)


async def test_files_are_offered_while_typing(channel: ChannelHandle, ann: MemberActor) -> None:
    offered = await ann.autocomplete(channel, "read", "article", "003")
    file = "003_b7d0383968e4a5b0.txt"
    assert offered == [{"name": f"Lavrov: 'No Intention' To Cross Ukraine's Border · {file}", "value": file}]


def test_what_is_offered_to_read_is_of_discords_sizes(tmp_path: Path) -> None:
    for number in range(30):
        text = f"The harbour opens again and again after a very long winter {number}\n\nIt opened today.\n"
        (tmp_path / f"{number:02}{'x' * 90}.txt").write_text(text, "utf-8")
    (tmp_path / f"{'y' * 120}.txt").write_text("The harbour closes\n\nIt closed today, too.\n", "utf-8")
    offered = articles(Archive.open(tmp_path), "harbour")
    assert len(offered) == CHOICES
    assert all(len(choice.name) <= CHOICE and len(choice.value) <= CHOICE for choice in offered)
    assert all(choice.value.endswith("x.txt") for choice in offered)
    assert articles(Archive.open(tmp_path), "harbour closes") == []


async def test_any_passage(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!random")
    by_prefix = channel.last_message
    assert "Read around it" in labels_of(by_prefix)
    around = await ann.click(by_prefix, custom_id=custom_ids_of(by_prefix, Press.AROUND)[0])
    assert "Whole article" in labels_of(around.response)
    by_slash = await ann.slash(channel, "random")
    assert "Verify" in labels_of(by_slash.response)


@pytest.mark.parametrize("slash", [False, True])
async def test_citing_the_last_answer(channel: ChannelHandle, ann: MemberActor, slash: bool) -> None:
    await ann.send(channel, "!who said undergoing their usual routine")
    if slash:
        told = text_of((await ann.slash(channel, "cite")).response)
    else:
        await ann.send(channel, "!cite")
        told = text_of(channel.last_message)
    assert told.startswith("1. “Our forces in Russia")
    assert "Vitaly Churkin" in told
    assert "003\\_b7d0383968e4a5b0.txt, line 28" in told


@pytest.mark.parametrize("command", ["cite", "export"])
async def test_without_an_answer_there_is_nothing_to_take(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor, command: str
) -> None:
    await ben.send(channel, "!about sanctions")
    await ann.send(channel, f"!{command}")
    assert "no answer of yours" in text_of(channel.last_message)


async def test_exporting_the_last_answer(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!about sanctions")
    await ann.send(channel, "!export")
    (markdown,) = channel.last_message.attachments
    assert markdown.filename.startswith("about-sanctions-")
    assert "# about: sanctions" in (await markdown.read()).decode()
    by_slash = await ann.slash(channel, "export", form="json")
    (exported,) = by_slash.response.attachments
    told = json.loads(await exported.read())
    assert told["query"] == "sanctions"
    assert len(told["results"]) > 3


async def test_links_to_where_the_articles_are(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    base = "https://news.example/"
    simcord_bot.settings = replace(simcord_bot.settings, source_base_url=base)
    await ann.send(channel, "!who said undergoing their usual routine")
    link = f"[003\\_b7d0383968e4a5b0.txt]({base}003_b7d0383968e4a5b0.txt)"
    assert link in text_of(channel.last_message)
    await ann.send(channel, "!cite")
    assert "003\\_b7d0383968e4a5b0.txt" in text_of(channel.last_message).split("https")[1]
    await ann.send(channel, "!random")
    assert f"]({base}" in text_of(channel.last_message)


async def test_taking_along_an_article_that_was_read(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!read 003")
    await ann.send(channel, "!cite")
    assert "003\\_b7d0383968e4a5b0.txt" in text_of(channel.last_message)
    await ann.send(channel, "!export")
    assert channel.last_message.attachments

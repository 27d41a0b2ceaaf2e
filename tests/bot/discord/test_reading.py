from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.bot.discord.messages import custom_ids_of, labels_of, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot


async def test_reading_around_a_passage_and_on_through_the_article(
    channel: ChannelHandle, ann: MemberActor, ben: MemberActor
) -> None:
    await ann.send(channel, "!about too painful overall")
    answer = channel.last_message
    around = await ben.click(answer, custom_id=custom_ids_of(answer, "around")[0])
    assert around.ephemeral
    assert "> Russia's foreign minister said" in text_of(around.response)
    assert "In an interview due to air" in text_of(around.response)

    page = await ben.click(around.response, label="Whole article")
    assert "too painful overall" in text_of(page.response or around.response)


async def test_the_foot_links_to_where_the_article_is_on_the_web(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    simcord_bot.settings = replace(simcord_bot.settings, source_base_url="https://news.example/")
    link = "](https://news.example/001_c8a04db4c8e6d410.txt) · "
    await ann.send(channel, "!about too painful overall")
    answer = channel.last_message
    around = await ann.click(answer, custom_id=custom_ids_of(answer, "around")[0])
    assert link in text_of(around.response)
    page = await ann.click(around.response, label="Whole article")
    assert link in text_of(page.response or around.response)
    await ann.send(channel, "!read 001")
    assert link in text_of(channel.last_message)


async def test_the_title_stands_once_around_a_passage(channel: ChannelHandle, ann: MemberActor) -> None:
    await ann.send(channel, "!about heavy concentration")
    around = await ann.click(channel.last_message, custom_id=custom_ids_of(channel.last_message, "around")[0])
    assert text_of(around.response).count("Ukraine ceasefire being observed") == 1


async def test_buttons_work_after_a_restart(
    channel: ChannelHandle, ann: MemberActor, restart: Callable[[], Awaitable[WhosaidBot]]
) -> None:
    await ann.send(channel, "!about sanctions")
    answer = channel.last_message
    await restart()
    around = await ann.click(answer, custom_id=custom_ids_of(answer, "around")[1])
    assert labels_of(around.response) == ["Whole article"]


async def test_after_the_retention_a_press_is_told_kindly(
    simcord_env: Env, channel: ChannelHandle, ann: MemberActor
) -> None:
    await ann.send(channel, "!about sanctions")
    answer = channel.last_message
    answers = simcord_env.bot.store.answers
    await answers.drop(await answers.latest(ann.id, channel.id))
    press = await ann.click(answer, custom_id=custom_ids_of(answer, "around")[0])
    assert press.ephemeral
    assert "too old" in text_of(press.response)

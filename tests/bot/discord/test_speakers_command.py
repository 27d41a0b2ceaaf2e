from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.speakers import speakers_chart
from bot.translations import ENGLISH
from tests.bot.discord.messages import components_of, text_of

if TYPE_CHECKING:
    from simcord import ChannelHandle, MemberActor

    from bot.discord_bot import WhosaidBot


async def test_who_is_quoted_is_shown_as_a_picture_too(
    channel: ChannelHandle, ann: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await ann.send(channel, "!speakers")
    by_prefix = channel.last_message
    assert "Lavrov" in text_of(by_prefix)
    (gallery,) = [part for part in components_of(by_prefix) if part["type"] == 12]
    (picture,) = gallery["items"]
    assert picture["description"].startswith("Bar chart. Who is quoted most. Highest: Sergei Lavrov: ")
    assert [file.filename for file in by_prefix.attachments] == ["speakers.png"]
    result = await ann.slash(channel, "speakers")
    assert text_of(result.response) == text_of(by_prefix)
    await ann.send(channel, f"<@{simcord_bot.user.id}> speakers")
    assert text_of(channel.last_message) == text_of(by_prefix)


def test_where_nobody_is_quoted_there_is_no_picture() -> None:
    assert speakers_chart([], ENGLISH) is None

"""Reading what the bot posted, and opening its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from simcord import ResponseMessage
from simcord.components import walk_components

from bot.rendering.discord.buttons import Press

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, InteractionResult, MemberActor


def components_of(message: discord.Message | ResponseMessage) -> list[dict[str, Any]]:
    components = message.components
    return list(walk_components([c if isinstance(c, dict) else c.to_dict() for c in components]))


def text_of(message: discord.Message | ResponseMessage | None) -> str:
    """Return all text of a message, as markdown."""
    assert message is not None, "the bot posted nothing"
    return "\n".join(part["content"] for part in components_of(message) if part["type"] == 10)


def refuse_direct_messages(env: Env, channel: ChannelHandle) -> None:
    """Answer the bot's next message there as Discord does for who takes no direct messages."""
    env.inject_error(
        "POST",
        f"/channels/{channel.id}/messages",
        status=403,
        code=50007,
        message="Cannot send messages to this user",
    )


def labels_of(message: discord.Message | ResponseMessage) -> list[str]:
    """Return the labels of a message's buttons that can be pressed, in order."""
    return [
        part["label"] for part in components_of(message) if part["type"] == 2 and not part.get("disabled")
    ]


def custom_ids_of(message: discord.Message | ResponseMessage, press: str) -> list[str]:
    """Return the custom ids of one kind of button, in order."""
    ids = [part["custom_id"] for part in components_of(message) if part["type"] == 2]
    return [each for each in ids if each.split(":")[1] == press]


def fields_of(shown: InteractionResult) -> dict[str, dict[str, Any]]:
    """Return the fields of a form by their custom ids."""
    return {
        part["custom_id"]: part for part in walk_components(shown.modal["components"]) if "custom_id" in part
    }


async def open_report(channel: ChannelHandle, member: MemberActor) -> tuple[InteractionResult, list[str]]:
    """Open the form for a wrong speaker; return it and its quotations' values."""
    answer = channel.last_message
    shown = await member.click(answer, custom_id=custom_ids_of(answer, Press.WRONG)[0])
    return shown, [option["value"] for option in fields_of(shown)["which"]["options"]]

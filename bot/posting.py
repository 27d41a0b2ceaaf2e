"""A reply to a message → the one request that posts it.

`Context.send` gathers the same from two dozen arguments, and makes objects of all parts of the post when it
comes back, of which nothing but the id is needed: together as long as an answer of few articles is searched
for. Rate limits, repetitions and faults are those of discord.py's own requests either way.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import discord
from discord.http import MultipartParameters

from bot.rendering.discord.sizes import components_of

if TYPE_CHECKING:
    from discord.http import HTTPClient

_FLAGS = discord.MessageFlags(components_v2=True).value
_NO_MENTIONS = discord.AllowedMentions.none().to_dict()


async def post_reply(http: HTTPClient, message: discord.Message, view: discord.ui.LayoutView) -> int:
    """Post `view` as a reply to `message` and return the post's id. Raises discord.HTTPException."""
    payload = {
        "components": components_of(view),
        "flags": _FLAGS,
        "message_reference": message.to_reference(fail_if_not_exists=False).to_dict(),
        "allowed_mentions": _NO_MENTIONS,
        # A request that is repeated after a fault must not post twice.
        "nonce": str(secrets.randbits(64)),
        "enforce_nonce": True,
    }
    posted = await http.send_message(message.channel.id, params=MultipartParameters(payload, None, None))
    return int(posted["id"])

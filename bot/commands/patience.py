"""Telling that an answer takes a moment, before Discord gives up waiting for it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from discord.ext import commands

    from bot.discord_bot import WhosaidBot

SECONDS = 1.5
"""Discord waits three for the first response to a slash command."""


@asynccontextmanager
async def patience(ctx: commands.Context[WhosaidBot], *, ephemeral: bool) -> AsyncIterator[None]:
    """Show “thinking” or “typing” when what is done inside takes long; what is quick costs only a timer.

    Whether a slash command's answer is ephemeral is settled by the deferral, so it must be known here.
    """
    telling: list[asyncio.Task[None]] = []

    def tell() -> None:
        telling.append(asyncio.create_task(_tell(ctx, ephemeral=ephemeral)))

    timer = asyncio.get_running_loop().call_later(SECONDS, tell)
    try:
        yield
    finally:
        timer.cancel()
        if telling:
            await telling[0]


async def _tell(ctx: commands.Context[WhosaidBot], *, ephemeral: bool) -> None:
    if ctx.interaction is not None:
        # What takes long a second time has been told the first time.
        if not ctx.interaction.response.is_done():
            await ctx.defer(ephemeral=ephemeral)
    else:
        await ctx.typing()

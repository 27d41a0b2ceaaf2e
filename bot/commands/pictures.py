"""A chart → a picture that is sent along, drawn off the event loop."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

import discord

from bot.permissions import may_attach
from bot.rendering.charts import ChartsMissingError, draw

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord_bot import WhosaidBot
    from bot.rendering.charts import Chart


async def picture_of(
    ctx: commands.Context[WhosaidBot], chart: Chart, description: str, name: str
) -> discord.File | None:
    """Draw a chart; None where the extra that draws is not installed, or no file may be sent."""
    if not may_attach(ctx):
        return None
    try:
        drawn = await asyncio.to_thread(draw, chart)
    except ChartsMissingError:
        return None
    return discord.File(BytesIO(drawn), f"{name}.png", description=description)

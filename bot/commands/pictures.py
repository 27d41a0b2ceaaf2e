"""A chart → a picture that is sent along, drawn off the event loop."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

import discord

from bot.rendering.charts import ChartsMissingError, draw

if TYPE_CHECKING:
    from bot.rendering.charts import Chart


async def picture_of(chart: Chart, description: str, name: str) -> discord.File | None:
    """Draw a chart; None where the extra that draws is not installed."""
    try:
        drawn = await asyncio.to_thread(draw, chart)
    except ChartsMissingError:
        return None
    return discord.File(BytesIO(drawn), f"{name}.png", description=description)

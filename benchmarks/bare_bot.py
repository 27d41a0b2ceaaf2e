"""The least a discord.py bot can do: `!ping` and `/ping` with a fixed embed."""

import asyncio
import os

import discord
from discord.ext import commands


class BareBot(commands.AutoShardedBot):
    """Nothing but discord.py."""

    async def setup_hook(self) -> None:
        await self.tree.sync()


bot = BareBot(
    command_prefix="!", intents=discord.Intents(guilds=True, guild_messages=True, message_content=True)
)
EMBED = discord.Embed(title="Pong", description="A fixed answer of about the length of a passage. " * 4)


@bot.command()
async def ping(ctx: commands.Context[BareBot]) -> None:
    """Answer a message."""
    await ctx.send(embed=EMBED)


@bot.tree.command(name="ping", description="Answer.")
async def slash_ping(interaction: discord.Interaction) -> None:
    """Answer a slash command."""
    await interaction.response.send_message(embed=EMBED)


asyncio.run(bot.start(os.environ["DISCORD_TOKEN"]))

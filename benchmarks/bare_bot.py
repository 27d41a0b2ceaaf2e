"""The least a discord.py bot can do.

`!ping` and `/ping` answer with a fixed embed, `!parts` and `/parts` with what an answer of three passages is
made of, always the same.
"""

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
PASSAGE = (
    "### A headline\n> "
    + "A fixed passage of **some** words, as long as most. " * 7
    + "\n-# a_file.txt · line 7"
)


class Parts(discord.ui.LayoutView):
    """As many parts and as much text as an answer, made once."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        buttons = [discord.ui.Button[Parts](label="Press", custom_id=f"a-custom-id-{n}") for n in range(9)]
        sections = [discord.ui.Section[Parts](PASSAGE, accessory=button) for button in buttons[:3]]
        rows = [discord.ui.ActionRow[Parts](*buttons[3:6]), discord.ui.ActionRow[Parts](*buttons[6:])]
        self.add_item(discord.ui.Container[Parts](*sections, *rows, accent_colour=0x3B82C4))
        self.stop()


@bot.command()
async def parts(ctx: commands.Context[BareBot]) -> None:
    """Answer a message with parts."""
    await ctx.send(view=PARTS, reference=ctx.message)


@bot.tree.command(name="parts", description="Answer with parts.")
async def slash_parts(interaction: discord.Interaction) -> None:
    """Answer a slash command with parts."""
    await interaction.response.send_message(view=PARTS)


@bot.command()
async def ping(ctx: commands.Context[BareBot]) -> None:
    """Answer a message."""
    await ctx.send(embed=EMBED)


@bot.tree.command(name="ping", description="Answer.")
async def slash_ping(interaction: discord.Interaction) -> None:
    """Answer a slash command."""
    await interaction.response.send_message(embed=EMBED)


PARTS = Parts()
asyncio.run(bot.start(os.environ["DISCORD_TOKEN"]))

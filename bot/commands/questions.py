"""`about`, `ask` and `who said`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands.answering import answer_question
from bot.commands.completion import Choice, complete, quotations, speakers, topics
from bot.commands.hybrid import PRIVATE, hybrid, hybrid_group, second_word
from bot.questions import command_named

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot

    Context = commands.Context[WhosaidBot]

Interaction = discord.Interaction[Any]
ABOUT, ASK, WHO_SAID = command_named("about"), command_named("ask"), command_named("who said")
QUOTES, POSITIONS = command_named("quotes"), command_named("positions")

QUESTIONS = {command.name: command for command in (ABOUT, ASK, WHO_SAID, QUOTES, POSITIONS)}
"""By name, what a message asks with nothing but words."""


class Questions(commands.Cog):
    """The commands that the articles answer."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot

    @hybrid(ABOUT)
    @app_commands.describe(topic="Words to look for.", private=PRIVATE)
    async def about(self, ctx: Context, *, topic: str, private: bool | None = None) -> None:
        """Answer with the passages that tell most about a topic."""
        await answer_question(ctx, ABOUT, topic, private=private)

    @hybrid(ASK)
    @app_commands.describe(question="A question in plain words.", private=PRIVATE)
    async def ask(self, ctx: Context, *, question: str, private: bool | None = None) -> None:
        """Answer with the passages that answer a question."""
        await answer_question(ctx, ASK, question, private=private)

    @hybrid(POSITIONS)
    @app_commands.describe(topic="Words to look for.", private=PRIVATE)
    async def positions(self, ctx: Context, *, topic: str, private: bool | None = None) -> None:
        """Answer with who said what about a topic."""
        await answer_question(ctx, POSITIONS, topic, private=private)

    @hybrid(QUOTES)
    @app_commands.describe(speaker="Who said it.", about="What it is about.", private=PRIVATE)
    async def quotes(
        self, ctx: Context, *, speaker: str, about: str | None = None, private: bool | None = None
    ) -> None:
        """Answer with what somebody said."""
        await answer_question(ctx, QUOTES, f"{speaker} about {about}" if about else speaker, private=private)

    @hybrid_group(WHO_SAID)
    async def who(self, ctx: Context) -> None:
        """Hold `who said` together; what is written after `who` alone is read as `who said`."""

    @second_word(who, WHO_SAID)
    @app_commands.describe(words="Words that were said.", private=PRIVATE)
    async def who_said(self, ctx: Context, *, words: str, private: bool | None = None) -> None:
        """Answer with who said these words."""
        await answer_question(ctx, WHO_SAID, words, private=private)

    @about.autocomplete("topic")
    @ask.autocomplete("question")
    @positions.autocomplete("topic")
    async def _topics(self, interaction: Interaction, typed: str) -> list[Choice]:
        return await complete(interaction, typed, topics)

    @who_said.autocomplete("words")
    async def _quotations(self, interaction: Interaction, typed: str) -> list[Choice]:
        return await complete(interaction, typed, quotations)

    @quotes.autocomplete("speaker")
    async def _speakers(self, interaction: Interaction, typed: str) -> list[Choice]:
        return await complete(interaction, typed, speakers)

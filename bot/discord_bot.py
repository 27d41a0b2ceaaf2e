"""The bot on Discord: which messages are meant for it, and what it needs at hand to answer them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

import discord
from discord.ext import commands
from discord.ext.commands.view import StringView

from bot.addressing import HELP, QUESTION, Addressed, Addressing, CommandName, names_of
from bot.admission import is_elsewhere, refusal
from bot.command_sync import sync_commands
from bot.commands import FAMILIES, QUESTIONS
from bot.commands.answering import answer_question
from bot.commands.faults import tell_fault
from bot.commands.language import CommandTranslator, texts_for
from bot.cooldown import Cooldown
from bot.finding import Finder
from bot.permissions import may_write
from bot.posting import post_reply
from bot.store import DIRECT_MESSAGES, Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.current_archive import CurrentArchive
    from bot.questions import Command
    from bot.settings import Settings

log = logging.getLogger(__name__)

Context = commands.Context["WhosaidBot"]


def intents_for(settings: Settings) -> discord.Intents:
    """Return the fewest intents that serve: servers, messages, and their words where the operator allows."""
    return discord.Intents(
        guilds=True, guild_messages=True, dm_messages=True, message_content=settings.message_content
    )


class WhosaidBot(commands.AutoShardedBot):
    """Answers commands by prefix, slash and mention from one definition each."""

    def __init__(self, settings: Settings, current: CurrentArchive) -> None:
        super().__init__(
            # Messages are read by `addressing`, which knows what a mention and a direct message mean.
            command_prefix=settings.command_prefix,
            help_command=None,
            intents=intents_for(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            # Nothing here looks at who is a member or at earlier messages, so nothing is remembered of them.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            activity=discord.CustomActivity("/help"),
            allowed_installs=discord.app_commands.AppInstallationType(
                guild=True, user=settings.allow_user_install
            ),
            allowed_contexts=discord.app_commands.AppCommandContext(
                guild=True, dm_channel=settings.allow_dm, private_channel=settings.allow_user_install
            ),
        )
        self.settings = settings
        self.current = current
        self.finder = Finder(current)
        self.cooldown = Cooldown()
        self.addressing = Addressing(())
        self.add_check(admitted)
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        """The database; it is open from `setup_hook` to `close`."""
        if self._store is None:
            raise RuntimeError("The database is opened in setup_hook.")
        return self._store

    async def setup_hook(self) -> None:
        """Open the database and register the commands, before the first message can arrive."""
        self._store = await Store.open(self.settings.database, self.settings.retention_days)
        if self._store.fault:
            log.warning("%s", self._store.fault)
        for family in FAMILIES:
            await self.add_cog(family(self))
        self.addressing = addressing_of(self)
        await self.tree.set_translator(CommandTranslator())
        await sync_commands(
            cast("discord.app_commands.CommandTree[discord.Client]", self.tree),
            self._store,
            self.settings.test_guild,
        )

    async def close(self) -> None:
        """Leave Discord, then write what is still to be written."""
        await super().close()
        await self.close_store()

    async def close_store(self) -> None:
        """Write what is still to be written and let go of the database."""
        if self._store is not None:
            store, self._store = self._store, None
            await store.close()

    async def on_ready(self) -> None:
        """Say where it is; this comes again after every new session."""
        servers = "1 server" if len(self.guilds) == 1 else f"{len(self.guilds)} servers"
        log.info("Connected to Discord as %s, in %s.", self.user, servers)

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is meant for the bot and stay silent to all else."""
        if message.author.bot or message.webhook_id is not None:
            return
        addressed = self.addressed(message)
        if addressed is None:
            return
        if self.refusal_in(message.guild, message.channel, addressed.command) is not None:
            return
        if (question := QUESTIONS.get(addressed.command)) and (words := addressed.words_of(message.content)):
            await self._answer(self._context(message, addressed, message.content), question, words)
        elif addressed.command == HELP and addressed.bare and (quoted := _replied_to(message)):
            # A reply that only mentions the bot asks what it replies to, where asking is not switched off.
            await self.invoke(self._context(message, Addressed(QUESTION, 0), quoted))
        else:
            await self.invoke(self._context(message, addressed, message.content))

    def _context(self, message: discord.Message, addressed: Addressed, asked: str) -> Context:
        view = StringView(asked)
        view.index = addressed.words_at
        return commands.Context(
            message=message,
            bot=self,
            view=view,
            prefix=self.prefix_in(message.guild),
            invoked_with=addressed.command,
            command=self.get_command(addressed.command),
        )

    async def _answer(self, ctx: Context, question: Command, words: str) -> None:
        """Answer a message, as `invoke` would by way of its checks and converters.

        Where it may be asked has been looked at, and all that is written are its words.
        """
        try:
            await answer_question(ctx, question, words)
        except Exception as fault:  # noqa: BLE001  (whatever it is, who asked is told and the log has it)
            self.dispatch("command_error", ctx, fault)

    def addressed(self, message: discord.Message) -> Addressed | None:
        """Return what a message asks of the bot, None where it is not meant for it."""
        if self.user is None:
            return None
        prefix, direct = self.prefix_in(message.guild), message.guild is None
        return self.addressing.read(message.content, prefix, self.user.id, direct=direct)

    def refusal_in(
        self,
        guild: discord.Guild | None,
        channel: discord.abc.Snowflake | None,
        command: str,
        *,
        elsewhere: bool = False,
    ) -> str | None:
        """Return the key of the text that says why a command is not answered there; None where it is."""
        chosen = self.store.server(guild.id if guild else DIRECT_MESSAGES)
        server = guild.id if guild else None
        return refusal(
            self.settings, chosen, server=server, channel=channel, command=command, elsewhere=elsewhere
        )

    async def is_owner(self, user: discord.abc.User, /) -> bool:
        """Say whether somebody is of the application's team, or named as an owner by the operator."""
        return user.id in (self.settings.owners or ()) or await super().is_owner(user)

    def prefix_in(self, guild: discord.Guild | None) -> str:
        """Return the prefix that commands have in a server, or in direct messages."""
        server = self.store.server(guild.id if guild else DIRECT_MESSAGES)
        return server.prefix or self.settings.command_prefix

    async def on_command_error(self, context: Any, exception: Exception) -> None:
        """Tell a fault to who met it."""
        await tell_fault(context, exception)

    async def reply(
        self,
        ctx: Context,
        view: discord.ui.LayoutView,
        *,
        ephemeral: bool = False,
        files: Sequence[discord.File] = (),
    ) -> int | None:
        """Post a message as the answer to `ctx`, with what is attached, and return its id.

        None where the bot may not write.
        """
        if ctx.interaction is not None:
            return (await ctx.send(view=view, ephemeral=ephemeral, files=list(files))).id
        if not may_write(ctx.channel, ctx.guild):
            # Asking Discord all the same would be refused, and too many refusals are a ban.
            return None
        if not files:
            return await post_reply(self.http, ctx.message, view)
        reference = ctx.message.to_reference(fail_if_not_exists=False)
        return (await ctx.send(view=view, reference=reference, files=list(files))).id


async def admitted(ctx: Context) -> bool:
    """Say whether a command is answered where it was asked, and tell who asked why it is not."""
    command = ctx.command.qualified_name if ctx.command else ""
    elsewhere = is_elsewhere(ctx.interaction)
    key = ctx.bot.refusal_in(ctx.guild, ctx.channel, command, elsewhere=elsewhere)
    if key is not None:
        raise commands.CheckFailure(texts_for(ctx)(key))
    return True


def _replied_to(message: discord.Message) -> str | None:
    """Return the text of the message that another person's was a reply to."""
    replied = message.reference.resolved if message.reference else None
    if not isinstance(replied, discord.Message) or replied.author.bot:
        return None
    return replied.content.strip() or None


def takes_words(command: commands.Command[Any, ..., Any]) -> bool:
    """Say whether words may follow a command in a message; `private` is of slash commands alone."""
    return bool(command.clean_params.keys() - {"private"})


def addressing_of(bot: commands.Bot | commands.AutoShardedBot) -> Addressing:
    """Return the names that the bot's commands answer to; an alias of a group is one of its first command."""
    names: list[CommandName] = []
    for command in bot.walk_commands():
        if isinstance(command, commands.Group):
            continue
        aliases = list(command.aliases)
        with_words = takes_words(command)
        # "forget about it" must not be read as "forget me": only what takes words may lose its second word.
        if with_words and isinstance(command.parent, commands.Group) and len(command.parent.commands) == 1:
            aliases += [command.parent.name, *command.parent.aliases]
        names += names_of(command.qualified_name, sorted(set(aliases)), takes_words=with_words)
    return Addressing(names)

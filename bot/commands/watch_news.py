"""Telling what the watches found: each match once, and none lost where Discord does not take it at once."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.ext import commands

from bot.permissions import may_write
from bot.records.answers import KeptAnswer, KeptPlace
from bot.records.tables import StoreError
from bot.rendering.discord.watches import news_view
from bot.source_links import linked_result
from bot.translations import texts_in
from bot.watching import Look

if TYPE_CHECKING:
    from bot.discord_bot import WhosaidBot
    from bot.records.watches import Watch
    from bot.translations import Texts
    from bot.watching import News
    from retrieval import Passage

log = logging.getLogger(__name__)

_GONE = frozenset({10003, 10004, 10013})
"""Discord's codes for an unknown channel, server and member:
https://docs.discord.com/developers/topics/opcodes-and-status-codes#json"""
_SOON, _LATER = 60.0, 3600.0
"""Seconds until what could not be told is tried again; each time twice as long, up to an hour."""


class WatchNews(commands.Cog):
    """Looks at the articles after the start and after every change, and tells the watches' news."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self._telling = asyncio.Lock()
        self._looks: set[asyncio.Task[None]] = set()
        self._looked = False
        self._again: asyncio.TimerHandle | None = None
        self._wait = _SOON

    async def cog_unload(self) -> None:
        """Stop looking; what is not told yet is told after the next start."""
        if self._again is not None:
            self._again.cancel()
        for look in self._looks:
            look.cancel()
        await asyncio.gather(*self._looks, return_exceptions=True)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look once after the start: articles may have been added while the bot was away."""
        if not self._looked:
            self._looked = True
            self.look_soon()

    @commands.Cog.listener()
    async def on_articles_reloaded(self) -> None:
        """Look after every reload."""
        self.look_soon()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """End the watches of a server that the bot was taken from: nobody could end them any more."""
        try:
            ended = await self.bot.store.watches.remove_of_server(guild.id)
        except StoreError as fault:
            log.warning("The watches of a server that the bot was taken from stay: %s", fault)
        else:
            log.info("The bot was taken from a server, and %d watches with it.", ended)

    def look_soon(self) -> None:
        """Look without anybody waiting for it."""
        look = asyncio.create_task(self.tell_news())
        self._looks.add(look)
        look.add_done_callback(self._looks.discard)

    async def tell_news(self) -> None:
        """Tell of every watch what the articles hold since the last look; what cannot be told, later."""
        async with self._telling:
            if self._again is not None:
                self._again.cancel()
            try:
                all_told = await self._look()
            except StoreError as fault:
                log.warning("What is watched cannot be told at the moment: %s", fault)
                all_told = False
            except Exception:
                log.exception("What is watched could not be told.")
                all_told = False
            self._wait = _SOON if all_told else self._wait
            if not all_told:
                self._again = asyncio.get_running_loop().call_later(self._wait, self.look_soon)
                self._wait = min(2 * self._wait, _LATER)

    async def _look(self) -> bool:
        """Return whether everything was told."""
        look = Look(self.bot.store.watches, self.bot.current.archive, self.bot.finder.when_idle)
        all_told = True
        async for news in look.news():
            if await self._tell(news):
                await look.told(news)
            else:
                await look.untold(news)
                all_told = False
        await look.end()
        return all_told

    async def _tell(self, news: News) -> bool:
        """Post the news, and say whether that is done: posted, or never to be."""
        watch = news.watch
        try:
            return await self._post(news)
        except discord.NotFound as fault:
            if fault.code not in _GONE:
                log.warning("The watch %d is told later: %s", watch.id, fault.text or fault)
                return False
            await self._end(watch)
            return True
        except discord.Forbidden as fault:
            log.info("The watch %d may not be told at the moment: %s", watch.id, fault.text or fault)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as fault:
            log.warning("The watch %d is told later: %s", watch.id, fault)
        except StoreError:
            raise
        except Exception:  # one watch must not keep the others from being told
            log.exception("The watch %d could not be told.", watch.id)
        return False

    async def _post(self, news: News) -> bool:
        watch = news.watch
        if not watch.direct and self.bot.get_guild(watch.server) is None:
            await self._end(watch)
            return True
        to = await self._where(watch)
        if to is None:
            log.info("The watch %d may not be told at the moment: I may not write there.", watch.id)
            return False
        kept = KeptAnswer(
            command="about",
            query=watch.topic,
            asker=watch.member,
            server=watch.server,
            channel=watch.channel,
            places=tuple(_place(result.passage) for result in news.results),
        )
        base = self.bot.settings.source_base_url
        linked = replace(news, results=tuple(linked_result(result, base) for result in news.results))
        view = news_view(linked, kept.answer_id, self._texts(watch))
        message = await to.send(view=view, nonce=_nonce(news))
        self.bot.store.answers.keep(replace(kept, message=message.id))
        return True

    async def _end(self, watch: Watch) -> None:
        log.info("The place of the watch %d is gone, and the watch with it.", watch.id)
        await self.bot.store.watches.remove(watch.id)

    async def _where(self, watch: Watch) -> discord.abc.Messageable | None:
        """Return where a watch is told; None where the bot may not write."""
        if watch.direct:
            return self.bot.get_user(watch.member) or await self.bot.fetch_user(watch.member)
        channel: Any = self.bot.get_channel(watch.channel) or await self.bot.fetch_channel(watch.channel)
        return channel if may_write(channel, getattr(channel, "guild", None)) else None

    def _texts(self, watch: Watch) -> Texts:
        guild = self.bot.get_guild(watch.server)
        chosen = self.bot.store.server(watch.server).language
        return texts_in(chosen or (guild.preferred_locale.value if guild else None))


def _place(passage: Passage) -> KeptPlace:
    article = passage.article
    return KeptPlace(article.source, passage.start, passage.end, article.sha256, quoted=False)


def _nonce(news: News) -> str:
    """Return what Discord knows the same news by, should they be posted again minutes after a fault."""
    told = b"".join([str(news.watch.id).encode(), *sorted(news.passages)])
    return hashlib.blake2b(told, digest_size=12).hexdigest()

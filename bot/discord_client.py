"""Starting and stopping the Discord front end, and saying in one sentence why it cannot run."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.articles_folder import choose_folder
from bot.current_archive import CurrentArchive
from bot.discord_bot import WhosaidBot
from bot.garbage import spare_what_stays
from bot.reading_progress import ReadingProgress
from retrieval import WhosaidError

if TYPE_CHECKING:
    from bot.settings import Settings

log = logging.getLogger(__name__)

RETRY_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Waits between tries to reach Discord at the start: half a minute, for a machine whose network comes
up later. Once connected, discord.py reconnects by itself for as long as it takes."""

NOT_CONNECTED = (
    "There is no DISCORD_TOKEN; set it to your bot's token (developer portal, page “Bot”), "
    "or use `whosaid console` to ask in the terminal."
)
REFUSED = (
    "Discord refuses DISCORD_TOKEN; reset the token in the developer portal (page “Bot”) and set the new one."
)
NO_INTENT = (
    "Discord does not let this bot read messages; switch on “Message Content Intent” in the developer portal "
    "(page “Bot”), or set MESSAGE_CONTENT=off to run with slash commands, mentions and direct messages only."
)
UNREACHABLE = "Discord cannot be reached ({reason}); check this machine's network, and discordstatus.com."


class DiscordStartError(WhosaidError):
    """The bot cannot run on Discord; the message says what to do."""


def run_discord(settings: Settings) -> int:
    """Run the bot until it is told to stop; 0, or 2 where it cannot run."""
    discord.utils.setup_logging(level=logging.getLevelNamesMapping()[settings.log_level])
    # Nothing here speaks; without this, every start warns that the voice libraries are missing.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    try:
        asyncio.run(_run(settings))
    except WhosaidError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except KeyboardInterrupt:  # where the loop takes no signals, as on Windows
        log.info("Stopped.")
    return 0


async def _run(settings: Settings) -> None:
    if settings.discord_token is None:
        raise DiscordStartError(NOT_CONNECTED)
    current = await _load(settings)
    spare_what_stays()
    try:
        await _run_until_told_to_stop(settings, settings.discord_token, current)
    finally:
        await current.stop_reading()


async def _run_until_told_to_stop(settings: Settings, token: str, current: CurrentArchive) -> None:
    stopping = asyncio.create_task(_told_to_stop())
    running = asyncio.create_task(_run_with_retries(settings, token, current))
    done, _ = await asyncio.wait({stopping, running}, return_when=asyncio.FIRST_COMPLETED)
    if running in done:
        stopping.cancel()
        await running
        return
    log.info("Stopping.")
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    log.info("Stopped.")


async def _load(settings: Settings) -> CurrentArchive:
    folder, told = choose_folder(settings.articles_dir)
    if told:
        log.info("%s", told)
    started = asyncio.get_running_loop().time()
    with ReadingProgress() as progress:
        current = await CurrentArchive.load(
            folder,
            index=settings.index,
            data=settings.database.parent,
            language=settings.language,
            progress=progress,
        )
    archive = current.archive
    log.info(
        "Read %d articles with %d passages in %.0f ms (%d files skipped).",
        len(archive.articles),
        len(archive.passages),
        (asyncio.get_running_loop().time() - started) * 1000,
        len(archive.skipped),
    )
    for skipped in archive.skipped:
        log.warning("Skipped %s: %s.", skipped.source, skipped.reason)
    current.read_on()
    return current


async def _told_to_stop() -> None:
    """Return at the first SIGINT or SIGTERM."""
    told = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C comes as KeyboardInterrupt
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    await told.wait()


async def _run_with_retries(settings: Settings, token: str, current: CurrentArchive) -> None:
    reason = ""
    for wait in (*RETRY_SECONDS, None):
        bot = WhosaidBot(settings, current)
        try:
            async with bot:
                await bot.start(token)
        except discord.LoginFailure as fault:
            raise DiscordStartError(REFUSED) from fault
        except discord.PrivilegedIntentsRequired as fault:
            raise DiscordStartError(NO_INTENT) from fault
        except discord.ConnectionClosed as fault:
            raise DiscordStartError(
                REFUSED if fault.code == 4004 else UNREACHABLE.format(reason=f"it closed with {fault.code}")
            ) from fault
        except (
            aiohttp.ClientError,
            OSError,
            TimeoutError,
            discord.HTTPException,
            discord.GatewayNotFound,
        ) as fault:
            reason = _reason(fault)
            if wait is None:
                raise DiscordStartError(UNREACHABLE.format(reason=reason)) from fault
            log.warning("Discord cannot be reached (%s); trying again in %g s.", reason, wait)
            await asyncio.sleep(wait)
        else:
            return


def _reason(fault: Exception) -> str:
    if isinstance(fault, discord.HTTPException):
        return f"it answers with {fault.status}"
    return str(fault) or type(fault).__name__

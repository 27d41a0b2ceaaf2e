"""Registering slash commands with Discord, only when they changed: it takes 200 new ones a day."""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from typing import TYPE_CHECKING

import discord

from bot.database import reason_of

if TYPE_CHECKING:
    from discord import app_commands

    from bot.store import Store

log = logging.getLogger(__name__)


async def sync_commands(
    tree: app_commands.CommandTree[discord.Client], store: Store, test_guild: int | None
) -> bool:
    """Register the commands everywhere, or at once in the test server alone; say whether that was needed."""
    guild = discord.Object(test_guild) if test_guild is not None else None
    if guild is not None:
        tree.copy_global_to(guild=guild)
    application = tree.client.application_id
    scope = f"{application}/{test_guild or 'everywhere'}"
    payload_hash = await hash_of(tree, guild)
    if await _last_hash(store, scope) == payload_hash:
        log.info("The slash commands are registered as they are.")
        return False
    try:
        await tree.sync(guild=guild)
    except discord.HTTPException as fault:
        where = f"the test server {test_guild}" if guild is not None else "Discord"
        log.warning("The slash commands cannot be registered with %s: %s", where, fault.text or fault)
        return False
    await _keep_hash(store, scope, payload_hash)
    log.info("The slash commands are registered anew.")
    return True


async def _last_hash(store: Store, scope: str) -> str | None:
    try:
        async with store.connection.execute(
            "SELECT payload_hash FROM synced_commands WHERE scope = ?", (scope,)
        ) as rows:
            row = await rows.fetchone()
    except sqlite3.Error as fault:
        log.warning("The database %s; the slash commands will be registered again.", reason_of(fault))
        return None
    return str(row[0]) if row else None


async def _keep_hash(store: Store, scope: str, payload_hash: str) -> None:
    try:
        async with store.transaction():
            await store.connection.execute(
                "INSERT OR REPLACE INTO synced_commands (scope, payload_hash) VALUES (?, ?)",
                (scope, payload_hash),
            )
    except sqlite3.Error as fault:
        # They are registered; the next start registers them once more.
        log.warning("The database %s; the slash commands will be registered again.", reason_of(fault))


async def hash_of(tree: app_commands.CommandTree[discord.Client], guild: discord.Object | None) -> str:
    """Return a hash of exactly what `tree.sync` would send."""
    translator = tree.translator
    payloads = [
        command.to_dict(tree)
        if translator is None
        else await command.get_translated_payload(tree, translator)
        for command in tree.get_commands(guild=guild)
    ]
    payloads.sort(key=lambda payload: (payload["type"], payload["name"]))
    return hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()

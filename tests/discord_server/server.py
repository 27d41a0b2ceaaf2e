"""Start and stop the whole thing on a free port of this machine."""

from __future__ import annotations

import asyncio
from typing import Self

from aiohttp import web

from tests.discord_server.gateway import Gateway
from tests.discord_server.rest import Request, Rest
from tests.discord_server.world import BOT_ID, CHANNEL_ID, DM_CHANNEL_ID, GUILD_ID, JSON, MEMBER, World

TOKEN = "MTAwMTAwMTAwMTAwMTAwMQ.made.up"


class DiscordServer:
    """`async with DiscordServer() as discord:` … then talk as a member would."""

    def __init__(self) -> None:
        self.world = World()
        self.gateway = Gateway(TOKEN)
        self.rest = Rest(self.world, TOKEN)
        self.port = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self.rest.middleware])
        app.add_routes([*self.rest.routes(), web.get("/gateway/", self.gateway.handle)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.address = self.rest.gateway_address = f"ws://127.0.0.1:{self.port}/gateway/"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def until_connected(self, seconds: float = 60.0) -> None:
        """Wait until the bot has identified."""
        async with asyncio.timeout(seconds):
            await self.gateway.identified_once.wait()

    def posted(self) -> list[JSON]:
        """Return the bot's messages as they are now, in order."""
        return [m for m in self.world.messages.values() if m["author"]["id"] == str(BOT_ID)]

    async def say(
        self, content: str, *, channel: int = CHANNEL_ID, author: JSON = MEMBER, **more: object
    ) -> JSON:
        """Send a message as a member would; return its JSON."""
        message = self.world.message(channel, author, content, **more)
        if channel != DM_CHANNEL_ID:
            joined = {
                "roles": [],
                "joined_at": "2026-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
                "flags": 0,
            }
            message |= {"guild_id": str(GUILD_ID), "member": joined}
        await self.gateway.dispatch("MESSAGE_CREATE", message)
        return message

    async def ask(self, content: str, *, channel: int = CHANNEL_ID, **more: object) -> Request:
        """Send a message and return the bot's next post in that channel."""
        before = len(self.rest.requests)
        await self.say(content, channel=channel, **more)
        return await self.rest.wait_for("POST", f"/channels/{channel}/messages", after=before)

    async def slash(
        self, name: str, options: list[JSON], *, channel: int = CHANNEL_ID, where: JSON | None = None
    ) -> Request:
        """Use a slash command and return the response; `where` gives other parts of the payload."""
        command = next(c for c in self.world.commands if c["name"] == name)
        data = {"id": command["id"], "name": name, "type": command.get("type", 1), "options": options}
        return await self._interact(2, data, channel, where or {})

    async def press(self, message: JSON, custom_id: str, *, where: JSON | None = None) -> Request:
        """Press a button of a message that the bot posted, and return the response."""
        data = {"custom_id": custom_id, "component_type": 2}
        return await self._interact(
            3, data, int(message["channel_id"]), {"message": message, **(where or {})}
        )

    async def _interact(self, kind: int, data: JSON, channel: int, more: JSON) -> Request:
        before = len(self.rest.requests)
        payload = self.world.interaction(kind, channel, data, **more)
        if "message" in payload:
            self.rest.note_pressed(payload["token"], int(payload["message"]["id"]))
        await self.gateway.dispatch("INTERACTION_CREATE", payload)
        return await self.rest.wait_for("POST", f"/interactions/{payload['id']}/*", after=before)

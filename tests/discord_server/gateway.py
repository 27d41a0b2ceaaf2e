"""The gateway: HELLO, IDENTIFY, READY, heartbeats, dispatches with sequence numbers, RESUME."""

from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMessage, WSMsgType, web

from tests.discord_server.world import BOT, BOT_ID, JSON, guild

DISPATCH, HEARTBEAT, IDENTIFY, RESUME = 0, 1, 2, 6
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11
AUTHENTICATION_FAILED, DISALLOWED_INTENTS = 4004, 4014
MESSAGE_CONTENT = 1 << 15


@dataclass
class Session:
    """What outlives a connection: the events sent, so that RESUME can send what was missed."""

    session_id: str
    intents: int
    events: list[JSON] = field(default_factory=list)


class Connection:
    """One websocket, compressed as the client asked for."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.request = request
        self.socket = socket
        self.session: Session | None = None
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def send(self, payload: JSON) -> None:
        text = json.dumps(payload)
        if self._deflate is None:
            await self.socket.send_str(text)
        else:
            data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(data)


class Gateway:
    """Accepts the bot and sends it events."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.heartbeat_interval = 41_250
        self.privileged_allowed = True
        self.address = ""
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.identified = 0
        self.identified_once = asyncio.Event()
        self.resumed = 0
        self.heartbeats = 0
        self._beaten = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(request, socket)
        self.connections.append(connection)
        await connection.send({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_interval}})
        try:
            async for message in socket:
                await self._receive(connection, message)
        finally:
            self.connections.remove(connection)
        return socket

    async def _receive(self, connection: Connection, message: WSMessage) -> None:
        if message.type is not WSMsgType.TEXT:
            return
        payload = json.loads(message.data)
        data = payload["d"]
        if payload["op"] == HEARTBEAT:
            self.heartbeats += 1
            async with self._beaten:
                self._beaten.notify_all()
            await connection.send({"op": HEARTBEAT_ACK})
        elif payload["op"] == IDENTIFY:
            await self._identify(connection, data)
        elif payload["op"] == RESUME:
            await self._resume(connection, data)

    async def _identify(self, connection: Connection, data: JSON) -> None:
        if data["token"] != self.token:
            await connection.socket.close(code=AUTHENTICATION_FAILED, message=b"Authentication failed.")
            return
        if data["intents"] & MESSAGE_CONTENT and not self.privileged_allowed:
            await connection.socket.close(code=DISALLOWED_INTENTS, message=b"Disallowed intent(s).")
            return
        self.identified += 1
        self.identified_once.set()
        session = Session(f"session-{self.identified}", data["intents"])
        self.sessions[session.session_id] = session
        connection.session = session
        await self._dispatch(
            connection,
            "READY",
            {
                "v": 10,
                "user": BOT,
                "guilds": [{"id": guild()["id"], "unavailable": True}],
                "session_id": session.session_id,
                "resume_gateway_url": self.address,
                "shard": data.get("shard", [0, 1]),
                "application": {"id": str(BOT_ID), "flags": 0},
                "private_channels": [],
                "relationships": [],
                "user_settings": {},
            },
        )
        await self._dispatch(connection, "GUILD_CREATE", guild())

    async def _resume(self, connection: Connection, data: JSON) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self.token:
            await connection.send({"op": INVALID_SESSION, "d": False})
            return
        self.resumed += 1
        connection.session = session
        for event in session.events[data["seq"] :]:
            await connection.send(event)
        await self._dispatch(connection, "RESUMED", {})

    async def _dispatch(self, connection: Connection, name: str, data: JSON) -> None:
        assert connection.session is not None
        events = connection.session.events
        events.append({"op": DISPATCH, "t": name, "s": len(events) + 1, "d": data})
        with suppress(ConnectionResetError):  # broken meanwhile: it is sent again when the session resumes
            await connection.send(events[-1])

    async def dispatch(self, name: str, data: JSON) -> None:
        """Send an event to every session; one that is away gets it when it resumes."""
        present = {id(c.session): c for c in self.connections if c.session is not None}
        for session in self.sessions.values():
            connection = present.get(id(session))
            if connection is not None:
                await self._dispatch(connection, name, data)
            else:
                session.events.append({"op": DISPATCH, "t": name, "s": len(session.events) + 1, "d": data})

    def drop(self) -> None:
        """Break every connection, as a network fault does; the sessions stay resumable."""
        for connection in list(self.connections):
            if connection.request.transport is not None:
                connection.request.transport.abort()

    async def ask_to_reconnect(self) -> None:
        for connection in list(self.connections):
            await connection.send({"op": RECONNECT, "d": None})

    async def until_heartbeats(self, number: int, seconds: float = 60.0) -> None:
        async with asyncio.timeout(seconds), self._beaten:
            await self._beaten.wait_for(lambda: self.heartbeats >= number)

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Tell that the session is invalid; where it is not resumable, it is gone."""
        if not resumable:
            self.sessions.clear()
        for connection in list(self.connections):
            await connection.send({"op": INVALID_SESSION, "d": resumable})

    @property
    def connected(self) -> bool:
        return any(connection.session is not None for connection in self.connections)

    def intents(self) -> int:
        """The intents that the last session asked for."""
        return list(self.sessions.values())[-1].intents

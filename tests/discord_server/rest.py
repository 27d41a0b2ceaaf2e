"""REST: what discord.py calls to log in, register commands, post, edit and answer interactions."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from aiohttp import web

from tests.discord_server.world import (
    BOT,
    BOT_ID,
    DM_CHANNEL_ID,
    JSON,
    World,
    application,
    dm_channel,
    text_channel,
)

EPHEMERAL, LOADING = 1 << 6, 1 << 7
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Request:
    """One call that the bot made, as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: dict[str, bytes]
    arrived_at: float
    """On the clock of time.perf_counter."""


@dataclass
class Fault:
    """An answer given instead of the right one, `times` times."""

    method: str
    path: str
    status: int
    body: JSON
    headers: dict[str, str]
    times: int


class Rest:
    """The REST half; every request is kept in `requests`."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.arrived = asyncio.Condition()
        self.channel_limit: tuple[int, float] | None = None
        """(messages, seconds) a channel takes; beyond it the answer is 429. None: no limit."""
        self.gateway_address = ""
        self._posted: dict[int, deque[float]] = defaultdict(deque)
        self._originals: dict[str, int] = {}

    def routes(self) -> list[web.RouteDef]:
        api = "/api/v10"
        return [
            web.get(f"{api}/users/@me", self._constant(BOT)),
            web.get(f"{api}/oauth2/applications/@me", self._constant(application())),
            web.get(f"{api}/applications/@me", self._constant(application())),
            web.get(f"{api}/gateway/bot", self._gateway),
            web.put(f"{api}/applications/{{app}}/commands", self._put_commands),
            web.put(f"{api}/applications/{{app}}/guilds/{{guild}}/commands", self._put_commands),
            web.get(f"{api}/channels/{{channel}}", self._constant(text_channel())),
            web.post(f"{api}/users/@me/channels", self._constant(dm_channel())),
            web.post(f"{api}/channels/{{channel}}/messages", self._post),
            web.patch(f"{api}/channels/{{channel}}/messages/{{message}}", self._edit),
            web.delete(f"{api}/channels/{{channel}}/messages/{{message}}", self._delete),
            web.post(f"{api}/channels/{{channel}}/typing", self._nothing),
            web.post(f"{api}/interactions/{{id}}/{{token}}/callback", self._callback),
            web.post(f"{api}/webhooks/{{app}}/{{token}}", self._followup),
            web.get(f"{api}/webhooks/{{app}}/{{token}}/messages/@original", self._original),
            web.patch(f"{api}/webhooks/{{app}}/{{token}}/messages/@original", self._edit_original),
            web.delete(f"{api}/webhooks/{{app}}/{{token}}/messages/@original", self._delete_original),
        ]

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Keep the request, then answer: a fault where one is set, 401 for another token, else the route."""
        if not request.path.startswith("/api/"):
            return await handler(request)
        arrived_at = time.perf_counter()
        body, files = await _body(request)
        path = request.path.removeprefix("/api/v10")
        response = self._fault(request.method, path)
        if response is None and not self._authorized(request, path):
            response = _json({"message": "401: Unauthorized", "code": 0}, status=401)
        if response is None:
            response = await handler(request)
        async with self.arrived:
            self.requests.append(Request(request.method, path, dict(request.query), body, files, arrived_at))
            self.arrived.notify_all()
        return response

    def fail(
        self,
        method: str,
        path: str,
        status: int,
        *,
        body: JSON | None = None,
        headers: dict[str, str] | None = None,
        times: int = 1,
    ) -> None:
        """Answer the next calls of `method` on `path` (an fnmatch pattern) with `status`."""
        answer = body or {"message": f"{status}", "code": 0}
        self.faults.append(Fault(method, path, status, answer, headers or {}, times))

    def limit_rate(self, method: str, path: str, retry_after: float, *, times: int = 1) -> None:
        """Answer with 429 as Discord itself does: with a Via header, and when to try again."""
        body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": False}
        self.fail(method, path, 429, body=body, headers={"Via": "1.1 google"}, times=times)

    async def wait_for(self, method: str, path: str, *, after: int = 0, seconds: float = 60.0) -> Request:
        """Return the first request of this kind from the `after`-th on; TimeoutError when none comes."""

        def found() -> Request | None:
            fitting = (r for r in self.requests[after:] if r.method == method and fnmatch(r.path, path))
            return next(fitting, None)

        async with asyncio.timeout(seconds), self.arrived:
            await self.arrived.wait_for(found)
        request = found()
        assert request is not None
        return request

    async def wait_for_count(self, method: str, path: str, number: int, *, seconds: float = 60.0) -> None:
        """Wait until so many requests of this kind have come in all."""

        def enough() -> bool:
            return sum(r.method == method and fnmatch(r.path, path) for r in self.requests) >= number

        async with asyncio.timeout(seconds), self.arrived:
            await self.arrived.wait_for(enough)

    def note_pressed(self, token: str, message: int) -> None:
        """Take a message as the original one of a press, until the press is answered by another."""
        self._originals[token] = message

    def _fault(self, method: str, path: str) -> web.Response | None:
        for fault in self.faults:
            if fault.times > 0 and fault.method == method and fnmatch(path, fault.path):
                fault.times -= 1
                return _json(fault.body, status=fault.status, headers=fault.headers)
        return None

    def _authorized(self, request: web.Request, path: str) -> bool:
        tokenless = path.startswith(("/interactions/", "/webhooks/"))
        return tokenless or request.headers.get("Authorization") == f"Bot {self.token}"

    def _constant(self, body: JSON) -> Handler:
        async def answer(_: web.Request) -> web.Response:
            return _json(body)

        return answer

    async def _nothing(self, _: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _gateway(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return _json({"url": self.gateway_address, "shards": 1, "session_start_limit": limit})

    async def _put_commands(self, request: web.Request) -> web.Response:
        scope = request.match_info.get("guild")
        self.world.commands = [
            {
                "id": str(self.world.new_id()),
                "application_id": str(BOT_ID),
                "version": "1",
                "default_member_permissions": None,
                "type": 1,
                "description": "",
                **({"guild_id": scope} if scope else {}),
                **command,
            }
            for command in await _json_of(request)
        ]
        return _json(self.world.commands)

    async def _post(self, request: web.Request) -> web.Response:
        channel = int(request.match_info["channel"])
        headers, over = self._rate(channel)
        if over is not None:
            body = {"message": "You are being rate limited.", "retry_after": over, "global": False}
            return _json(body, status=429, headers={**headers, "Via": "1.1 google"})
        message = self.world.message(channel, BOT, "", **_kept(await _json_of(request)))
        if channel != DM_CHANNEL_ID:
            message["guild_id"] = None
        reference = (await _json_of(request)).get("message_reference")
        if reference:
            message["type"] = 19
        return _json(message, headers=headers)

    def _rate(self, channel: int) -> tuple[dict[str, str], float | None]:
        """Return the rate limit headers of a post, and the seconds to wait when it is one too many."""
        if self.channel_limit is None:
            return {}, None
        allowed, seconds = self.channel_limit
        posted, now = self._posted[channel], time.monotonic()
        while posted and now - posted[0] > seconds:
            posted.popleft()
        over = None
        if len(posted) >= allowed:
            over = round(seconds - (now - posted[0]), 3)
        else:
            posted.append(now)
        reset_after = seconds - (now - posted[0])
        return {
            "X-RateLimit-Limit": str(allowed),
            "X-RateLimit-Remaining": str(allowed - len(posted)),
            "X-RateLimit-Reset": f"{time.time() + reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{reset_after:.3f}",
            "X-RateLimit-Bucket": "messages-of-a-channel",
        }, over

    async def _edit(self, request: web.Request) -> web.Response:
        message = self.world.messages.get(int(request.match_info["message"]))
        if message is None:
            return _unknown_message()
        message.update(_kept(await _json_of(request)))
        return _json(message)

    async def _delete(self, request: web.Request) -> web.Response:
        self.world.messages.pop(int(request.match_info["message"]), None)
        return web.Response(status=204)

    async def _callback(self, request: web.Request) -> web.Response:
        body = await _json_of(request)
        kind, data = body["type"], body.get("data") or {}
        answer: JSON = {"interaction": {"id": request.match_info["id"], "type": 2}}
        if kind in {4, 5}:
            flags = data.get("flags", 0) | (LOADING if kind == 5 else 0)
            message = self.world.message(
                int(text_channel()["id"]), BOT, "", **_kept({**data, "flags": flags})
            )
            self._originals[request.match_info["token"]] = int(message["id"])
            answer["resource"] = {"type": kind, "message": message}
            answer["interaction"] |= {
                "response_message_id": message["id"],
                "response_message_loading": kind == 5,
                "response_message_ephemeral": bool(flags & EPHEMERAL),
            }
        if request.query.get("with_response") in {"1", "true"}:
            return _json(answer)
        return web.Response(status=204)

    async def _followup(self, request: web.Request) -> web.Response:
        message = self.world.message(int(text_channel()["id"]), BOT, "", **_kept(await _json_of(request)))
        self._originals.setdefault(request.match_info["token"], int(message["id"]))
        return _json(message)

    def _message_of(self, request: web.Request) -> JSON | None:
        return self.world.messages.get(self._originals.get(request.match_info["token"], 0))

    async def _original(self, request: web.Request) -> web.Response:
        message = self._message_of(request)
        return _unknown_message() if message is None else _json(message)

    async def _edit_original(self, request: web.Request) -> web.Response:
        message = self._message_of(request)
        if message is None:
            return _unknown_message()
        message.update(_kept({**await _json_of(request), "flags": message["flags"] & ~LOADING}))
        return _json(message)

    async def _delete_original(self, request: web.Request) -> web.Response:
        self.world.messages.pop(self._originals.pop(request.match_info["token"], 0), None)
        return web.Response(status=204)


def _json(body: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # discord.py reads a body as JSON only where the type is exactly this, with no charset behind it.
    headers = {**(headers or {}), "Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers)


def _kept(body: JSON) -> JSON:
    """Return the part of a posted body that the message shows again."""
    kept = {
        key: body[key] for key in ("content", "embeds", "components", "flags") if body.get(key) is not None
    }
    for number, component in enumerate(kept.get("components", [])):
        component.setdefault("id", number + 1)
    return kept


def _unknown_message() -> web.Response:
    return _json({"message": "Unknown Message", "code": 10008}, status=404)


async def _json_of(request: web.Request) -> Any:
    return (await _body(request))[0]


async def _body(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        files = {
            field.filename: field.file.read() for field in form.values() if isinstance(field, web.FileField)
        }
        return json.loads(str(form["payload_json"])), files
    text = await request.text()
    return (json.loads(text) if text else {}), {}

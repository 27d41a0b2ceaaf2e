"""The things a Discord holds, as the JSON that Discord sends for them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

BOT_ID = 1001
GUILD_ID = 2001
CHANNEL_ID = 3001
THREAD_ID = 3002
OWNER_ID = 4001
MEMBER_ID = 4002
DM_CHANNEL_ID = 5001
GROUP_ID = 5002
OTHER_GUILD_ID = 2002

EVERY_PERMISSION = str((1 << 49) - 1)
JSON = dict[str, Any]


def user(user_id: int, name: str, *, bot: bool = False) -> JSON:
    return {
        "id": str(user_id),
        "username": name,
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
    }


BOT = user(BOT_ID, "Whosaid", bot=True)
OWNER = user(OWNER_ID, "owner")
MEMBER = user(MEMBER_ID, "ann")


def _joined(person: JSON) -> JSON:
    return {
        "user": person,
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def _channel(channel_id: int, kind: int, name: str, **more: Any) -> JSON:
    return {
        "id": str(channel_id),
        "type": kind,
        "name": name,
        "guild_id": str(GUILD_ID),
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        **more,
    }


def text_channel() -> JSON:
    return _channel(CHANNEL_ID, 0, "newsroom")


def thread() -> JSON:
    return _channel(
        THREAD_ID,
        11,
        "a story",
        parent_id=str(CHANNEL_ID),
        owner_id=str(OWNER_ID),
        message_count=0,
        member_count=1,
        rate_limit_per_user=0,
        thread_metadata={
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": "2026-01-01T00:00:00+00:00",
            "locked": False,
        },
    )


def guild() -> JSON:
    everyone = {
        "id": str(GUILD_ID),
        "name": "@everyone",
        "permissions": EVERY_PERMISSION,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(GUILD_ID),
        "name": "The Desk",
        "owner_id": str(OWNER_ID),
        "unavailable": False,
        "member_count": 3,
        "large": False,
        "roles": [everyone],
        "members": [_joined(BOT), _joined(OWNER), _joined(MEMBER)],
        "channels": [text_channel()],
        "threads": [thread()],
        "emojis": [],
        "stickers": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "afk_timeout": 300,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "vanity_url_code": None,
        "application_id": None,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "system_channel_id": None,
        "afk_channel_id": None,
        "joined_at": "2026-01-01T00:00:00+00:00",
    }


def dm_channel() -> JSON:
    return {"id": str(DM_CHANNEL_ID), "type": 1, "recipients": [MEMBER], "last_message_id": None}


def elsewhere() -> JSON:
    """The parts of an interaction from a server that the bot is no member of."""
    return {
        "guild_id": str(OTHER_GUILD_ID),
        "guild": {"id": str(OTHER_GUILD_ID), "locale": "en-US", "features": []},
        "channel": {**text_channel(), "guild_id": str(OTHER_GUILD_ID)},
        "authorizing_integration_owners": {"1": str(MEMBER_ID)},
    }


def in_a_group() -> JSON:
    """The parts of an interaction from the direct messages of a group of people."""
    group = {"id": str(GROUP_ID), "type": 3, "recipients": [MEMBER, OWNER], "last_message_id": None}
    return {
        "guild_id": None,
        "guild_locale": None,
        "member": None,
        "user": MEMBER,
        "channel": {**group, "name": None, "icon": None, "owner_id": str(OWNER_ID)},
        "authorizing_integration_owners": {"1": str(MEMBER_ID)},
        "context": 2,
    }


def application() -> JSON:
    return {
        "id": str(BOT_ID),
        "name": "Whosaid",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": OWNER,
        "team": None,
        "flags": 0,
        "summary": "",
    }


@dataclass
class World:
    """What changes while the server runs: identifiers handed out, messages, registered commands."""

    messages: dict[int, JSON] = field(default_factory=dict)
    commands: list[JSON] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def new_id(self) -> int:
        """Return a snowflake of this moment: discord.py reads from it whether an interaction expired."""
        milliseconds = int(time.time() * 1000) - 1_420_070_400_000
        return milliseconds << 22 | next(self._numbers) & 0xFFF

    def message(self, channel_id: int, author: JSON, content: str, **more: Any) -> JSON:
        """Make a message and keep it."""
        message_id = self.new_id()
        made = {
            "id": str(message_id),
            "channel_id": str(channel_id),
            "author": author,
            "content": content,
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "type": 0,
            "flags": 0,
            **more,
        }
        self.messages[message_id] = made
        return made

    def interaction(self, kind: int, channel_id: int, data: JSON, **more: Any) -> JSON:
        """Make an INTERACTION_CREATE payload of the member in the channel, without what is None."""
        payload: JSON = {
            "id": str(self.new_id()),
            "application_id": str(BOT_ID),
            "type": kind,
            "token": f"interaction-{self.new_id()}",
            "version": 1,
            "guild_id": str(GUILD_ID),
            "channel_id": str(channel_id),
            "channel": text_channel(),
            "member": {**_joined(MEMBER), "permissions": EVERY_PERMISSION},
            "data": data,
            "locale": "en-US",
            "guild_locale": "en-US",
            "app_permissions": EVERY_PERMISSION,
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(GUILD_ID)},
            "context": 0,
            "attachment_size_limit": 10_485_760,
            **more,
        }
        return {name: part for name, part in payload.items() if part is not None}

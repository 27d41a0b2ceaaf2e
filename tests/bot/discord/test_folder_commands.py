from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from bot.commands.folder import Folder
from bot.folder import LARGEST_ADDED
from bot.records.folder_changes import FolderAction
from bot.settings import Settings
from retrieval import Archive
from tests.bot.discord.messages import components_of, text_of
from tests.bot.discord.test_watch_commands import look_after_start
from tests.bot.news import FERRY, HARBOUR

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from simcord import ChannelHandle, Env, MemberActor

    from bot.discord_bot import WhosaidBot


@pytest.fixture
def seeds(folder: Path) -> Archive:
    """What the bot answers from here."""
    return Archive.open(folder)


@pytest.fixture
def settings(tmp_path: Path, folder: Path) -> Settings:
    return Settings(database=tmp_path / "whosaid.db", articles_dir=folder, watch_folder=False)


@pytest.fixture
def owner(simcord_env: Env, channel: ChannelHandle, simcord_bot: WhosaidBot) -> MemberActor:  # noqa: ARG001  (its server is needed)
    # The slash commands are shown to who manages the server, and do what they say for the bot's owners.
    role = simcord_env.guild.create_role("editors", permissions=discord.Permissions(manage_guild=True))
    owner = simcord_env.guild.add_member(simcord_env.create_user("owner"), roles=[role])
    simcord_bot.owner_id = owner.id
    return owner


def files_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


async def test_a_reload_tells_the_difference(
    channel: ChannelHandle, owner: MemberActor, simcord_bot: WhosaidBot, folder: Path
) -> None:
    (folder / "b.txt").write_text(FERRY, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    await owner.send(channel, "!reload")
    assert text_of(channel.last_message).startswith(
        "The folder is read: +1 new, 1 skipped (empty.txt: it is empty). Now: 2 articles, "
    )
    await owner.send(channel, "!about ferry")
    assert "**ferry**" in text_of(channel.last_message)
    result = await owner.slash(channel, "reload")
    assert result.ephemeral
    assert "+1 new" not in text_of(result.response)
    await owner.send(channel, f"<@{simcord_bot.user.id}> reload")
    assert "The folder is read" in text_of(channel.last_message)
    await owner.send_dm("reload")
    assert "The folder is read" in text_of(owner.user.dm_channel.last_message)


@pytest.mark.parametrize("words", ["reload", "add", "remove a.txt"])
async def test_the_folder_is_the_owners(
    simcord_env: Env, channel: ChannelHandle, ben: MemberActor, folder: Path, words: str
) -> None:
    await ben.send(channel, f"!{words}", attachments=[("b.txt", FERRY.encode())])
    assert text_of(channel.last_message) == "This is for the bot's owners."
    assert len(simcord_env.errors) == 1
    assert files_in(folder) == {"a.txt": HARBOUR}


async def test_an_attached_article_answers_at_once(
    channel: ChannelHandle, owner: MemberActor, simcord_bot: WhosaidBot, folder: Path
) -> None:
    attached = [("b.txt", FERRY.encode()), ("c.exe", b"program"), ("d.txt", b"")]
    await owner.send(channel, "!add", attachments=attached)
    lines = text_of(channel.last_message).splitlines()
    assert lines[0] == "“b.txt” is in the folder now."
    assert lines[1].startswith("“c.exe” is no kind of file that articles are read from")
    assert lines[2] == "“d.txt” cannot be read as an article: it is empty."
    assert lines[3].startswith("The folder is read: +1 new.")
    assert files_in(folder) == {"a.txt": HARBOUR, "b.txt": FERRY}
    await owner.send(channel, "!about ferry")
    assert "**ferry**" in text_of(channel.last_message)
    (change,) = await simcord_bot.store.folder_changes.latest()
    assert (change.member, change.action, change.source) == (owner.id, FolderAction.ADDED, "b.txt")


async def test_nothing_is_overwritten_without_being_asked(
    channel: ChannelHandle, owner: MemberActor, folder: Path
) -> None:
    await owner.send(channel, "!add", attachments=[("A.txt", FERRY.encode())])
    assert text_of(channel.last_message).splitlines() == [
        "There is a file “a.txt” already.",
        "To replace it, send it again with: !add replace",
    ]
    assert files_in(folder) == {"a.txt": HARBOUR}
    await owner.send(channel, "!add replace", attachments=[("A.txt", FERRY.encode())])
    assert text_of(channel.last_message).startswith("“a.txt” is replaced.\nThe folder is read: 1 changed.")
    assert files_in(folder) == {"a.txt": FERRY}


async def test_add_without_a_file_shows_how_it_is_used(
    simcord_env: Env, channel: ChannelHandle, owner: MemberActor
) -> None:
    await owner.send(channel, "!add")
    assert "Write for example: !add" in text_of(channel.last_message)
    assert len(simcord_env.errors) == 1


async def test_a_file_that_cannot_be_fetched_leaves_the_others(
    channel: ChannelHandle, owner: MemberActor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = discord.Attachment.read

    async def refused(self: discord.Attachment, *, use_cached: bool = False) -> bytes:
        if self.filename == "c.txt":
            raise aiohttp.ClientConnectionError("reset")
        return await fetch(self, use_cached=use_cached)

    monkeypatch.setattr(discord.Attachment, "read", refused)
    await owner.send(channel, "!add", attachments=[("b.txt", FERRY.encode()), ("c.txt", FERRY.encode())])
    lines = text_of(channel.last_message).splitlines()
    assert lines[:2] == [
        "“b.txt” is in the folder now.",
        "“c.txt” could not be fetched from Discord; send it again.",
    ]
    assert set(files_in(folder)) == {"a.txt", "b.txt"}


async def test_a_file_that_is_too_large(channel: ChannelHandle, owner: MemberActor, folder: Path) -> None:
    await owner.send(channel, "!add", attachments=[("b.txt", b"x" * (LARGEST_ADDED + 1))])
    assert text_of(channel.last_message) == "“b.txt” is larger than 5 MB."
    assert files_in(folder) == {"a.txt": HARBOUR}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("b.exe", b"MZ", "“b.exe” is no kind of file that articles are read from"),
        ("b.txt", b"", "“b.txt” cannot be read as an article: it is empty."),
        ("b.txt", b"\x00\x01\x02" * 100, "“b.txt” cannot be read as an article:"),
    ],
)
async def test_what_is_no_article_is_refused_and_the_rest_is_added(
    channel: ChannelHandle, owner: MemberActor, folder: Path, name: str, content: bytes, told: str
) -> None:
    await owner.send(channel, "!add", attachments=[(name, content), ("c.txt", FERRY.encode())])
    refused, added, *_ = text_of(channel.last_message).splitlines()
    assert refused.startswith(told)
    assert added == "“c.txt” is in the folder now."
    assert files_in(folder) == {"a.txt": HARBOUR, "c.txt": FERRY}


async def test_a_file_as_large_as_may_be(channel: ChannelHandle, owner: MemberActor, folder: Path) -> None:
    words = b"A ferry sails. "
    content = words * (LARGEST_ADDED // len(words)) + b"." * (LARGEST_ADDED % len(words))
    await owner.send(channel, "!add", attachments=[("b.txt", content)])
    assert text_of(channel.last_message).startswith("“b.txt” is in the folder now.")
    assert (folder / "b.txt").stat().st_size == LARGEST_ADDED


async def test_the_samples_stay_as_they_are(
    channel: ChannelHandle, owner: MemberActor, simcord_bot: WhosaidBot, folder: Path
) -> None:
    simcord_bot.settings = replace(simcord_bot.settings, articles_dir=None)
    await owner.send(channel, "!add", attachments=[("b.txt", FERRY.encode())])
    assert "to a folder of your own first" in text_of(channel.last_message)
    assert files_in(folder) == {"a.txt": HARBOUR}


def confirmation_of(message: object) -> str:
    (button,) = [part["custom_id"] for part in components_of(message) if part["type"] == 2]
    return button


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_article_is_removed_after_a_question(
    channel: ChannelHandle,
    owner: MemberActor,
    ben: MemberActor,
    folder: Path,
    simcord_bot: WhosaidBot,
    restart: Callable[[], Awaitable[WhosaidBot]],
    restarted: bool,
) -> None:
    (folder / "b.txt").write_text(FERRY, "utf-8")
    await owner.send(channel, "!reload")
    await owner.send(channel, "!remove ferry sails")
    question = channel.last_message
    assert "The ferry sails from here" in text_of(question)
    assert "cannot be undone" in text_of(question)
    bot = simcord_bot
    if restarted:
        bot = await restart()
        bot.owner_id = owner.id
    refused = await ben.click(question, custom_id=confirmation_of(question))
    assert text_of(refused.response) == "This is for the bot's owners."
    assert len(files_in(folder)) == 2
    await owner.click(question, custom_id=confirmation_of(question))
    told = text_of(channel.last_message)
    assert told.startswith("“b.txt” is removed.\nThe folder is read: 1 gone. Now: 1 article, 1 passage.")
    assert files_in(folder) == {"a.txt": HARBOUR}
    assert [c.action for c in await bot.store.folder_changes.latest()] == [FolderAction.REMOVED]


async def test_an_article_that_changed_since_the_question_stays(
    channel: ChannelHandle, owner: MemberActor, folder: Path
) -> None:
    result = await owner.slash(channel, "remove", article="a.txt")
    assert result.ephemeral
    (folder / "a.txt").write_text(FERRY, "utf-8")
    pressed = await owner.click(result.response, custom_id=confirmation_of(result.response))
    assert "has changed in the meantime" in text_of(pressed.response or result.response)
    assert files_in(folder) == {"a.txt": FERRY}


async def test_an_article_that_is_not_there(channel: ChannelHandle, owner: MemberActor) -> None:
    await owner.send(channel, "!remove zebras")
    assert text_of(channel.last_message) == "There is no article “zebras” in the folder."


async def test_files_are_offered_while_typing(channel: ChannelHandle, owner: MemberActor) -> None:
    choices = await owner.autocomplete(channel, "remove", "article", "harb")
    assert [choice["value"] for choice in choices] == ["a.txt"]


async def test_a_watch_tells_of_what_was_added(
    simcord_env: Env, channel: ChannelHandle, owner: MemberActor, simcord_bot: WhosaidBot
) -> None:
    await owner.send(channel, "!watch ferry")
    await owner.send(channel, "!add", attachments=[("b.txt", FERRY.encode())])
    await look_after_start(simcord_bot)
    await simcord_env.settle()
    assert "New on **ferry**" in text_of(channel.last_message)


async def test_a_folder_that_is_empty_now_leaves_the_articles(
    simcord_env: Env, channel: ChannelHandle, owner: MemberActor, folder: Path
) -> None:
    (folder / "a.txt").unlink()
    await owner.send(channel, "!reload")
    assert "holds no" in text_of(channel.last_message)
    assert len(simcord_env.errors) == 1
    await owner.send(channel, "!about harbour")
    assert "**harbour**" in text_of(channel.last_message)


async def test_the_watched_folder_is_read_by_itself(
    simcord_env: Env, simcord_bot: WhosaidBot, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await simcord_env.settle()
    caplog.set_level("INFO", "bot.commands.folder")
    family = simcord_bot.get_cog("Folder")
    assert isinstance(family, Folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    await family._reload_by_itself()
    assert simcord_bot.current.archive.about("ferry").found
    assert caplog.messages == ["The folder of articles changed: +1 new."]
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    await family._reload_by_itself()
    assert "the articles stay as they were" in caplog.messages[-1]
    assert simcord_bot.current.archive.about("ferry").found

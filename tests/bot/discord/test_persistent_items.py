"""What all buttons, selects and forms have in common: faults are told, slow work is deferred."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.commands.persistence import ITEMS
from bot.commands.persistent import PersistentItem
from bot.fair_queue import CrowdedError
from bot.rendering.discord.buttons import Press
from tests.bot.discord.messages import custom_ids_of, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simcord import ChannelHandle, Env, InteractionResult, MemberActor, ResponseMessage

OURS = "Something went wrong here, and it is noted in the bot's log."
CHANGED, MESSAGE, DEFERRED_MESSAGE, DEFERRED_CHANGE, MODAL = 7, 4, 5, 6, 9


def responses(env: Env) -> list[int]:
    """Return the types of the bot's first responses, in order."""
    return [request.json["type"] for request in env.http_requests if request.path.endswith("/callback")]


def told_in(result: InteractionResult) -> ResponseMessage:
    """Return what a press was answered with, also after a deferral."""
    return result.followups[-1] if result.followups else result.response


class TestOneWayForAll:
    """No kind of item reads, tells or acknowledges in a way of its own."""

    def test_every_item_is_of_the_one_base(self) -> None:
        assert len({item.pattern.pattern for item in ITEMS}) == len(ITEMS)
        for item in ITEMS:
            assert issubclass(item, PersistentItem)
            assert item.callback is PersistentItem.callback
            reads = item.from_custom_id.__func__  # type: ignore[attr-defined]  # a class method
            assert reads is PersistentItem.from_custom_id.__func__  # type: ignore[attr-defined]  # the same
            assert item.press is not PersistentItem.press

    async def test_nothing_else_is_registered(self, simcord_env: Env) -> None:
        store = simcord_env.bot._connection._view_store
        assert set(store._dynamic_items.values()) == set(ITEMS)
        assert not store.persistent_views

    async def test_forms_and_views_are_not_held(
        self, simcord_env: Env, channel: ChannelHandle, chief: MemberActor
    ) -> None:
        await chief.send(channel, "!settings")
        await chief.click(channel.last_message, label="Prefix and cooldown")
        store = simcord_env.bot._connection._view_store
        assert not store._modals
        assert not store._views


class TestFaults:
    """An unexpected fault is in the log, and one sentence is told to who pressed."""

    @pytest.fixture(autouse=True)
    def broken(self, simcord_env: Env, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
        def breaks(fault: Exception) -> None:
            async def fails(*_: Any, **__: Any) -> Any:
                raise fault

            store = simcord_env.bot.store
            monkeypatch.setattr(store.answers, "get", fails)
            monkeypatch.setattr(store, "change_server", fails)

        return breaks

    @pytest.mark.parametrize("press", list(Press))
    async def test_every_button_of_an_answer(
        self,
        channel: ChannelHandle,
        ann: MemberActor,
        broken: Callable[[Exception], None],
        caplog: pytest.LogCaptureFixture,
        press: Press,
    ) -> None:
        question = "!who said sanctions" if press is Press.WRONG else "!about Lavrov"
        await ann.send(channel, question)
        answer = channel.last_message
        if press is Press.SHARE:
            answer = (await ann.slash(channel, "about", topic="Lavrov", private=True)).response
        elif press is Press.READ:
            answer = (await ann.click(answer, custom_id=custom_ids_of(answer, Press.AROUND)[0])).response
        broken(ZeroDivisionError("a fault of the program"))
        told = await ann.click(answer, custom_id=custom_ids_of(answer, press)[-1])
        assert told.ephemeral
        assert text_of(told.response).startswith(OURS)
        assert "a fault of the program" in caplog.text

    async def test_a_setting(
        self,
        channel: ChannelHandle,
        chief: MemberActor,
        broken: Callable[[Exception], None],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        await chief.send(channel, "!settings")
        panel = channel.last_message
        form = await chief.click(panel, label="Prefix and cooldown")
        broken(ZeroDivisionError("a fault of the program"))
        pressed = await chief.click(panel, label="Private at first")
        sent = await chief.submit_modal(form, {"prefix": "$", "cooldown": "2 30"})
        for told in (pressed, sent):
            assert told.ephemeral
            assert text_of(told.response).startswith(OURS)
        assert caplog.text.count("a fault of the program") == 2

    async def test_a_flood_is_told_as_such(
        self, channel: ChannelHandle, ann: MemberActor, broken: Callable[[Exception], None]
    ) -> None:
        await ann.send(channel, "!about Lavrov")
        broken(CrowdedError("Too many."))
        answer = channel.last_message
        told = await ann.click(answer, custom_id=custom_ids_of(answer, Press.VERIFY)[0])
        assert text_of(told.response).startswith("Very many questions wait")

    async def test_what_is_answered_is_not_followed_by_an_excuse(
        self,
        simcord_env: Env,
        channel: ChannelHandle,
        ann: MemberActor,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        async def fails(*_: Any) -> None:
            raise ZeroDivisionError("only counting failed")

        monkeypatch.setattr(simcord_env.bot.store.votes, "note_opened", fails)
        await ann.send(channel, "!about Lavrov")
        answer = channel.last_message
        shown = await ann.click(answer, custom_id=custom_ids_of(answer, Press.AROUND)[0])
        assert "Lavrov" in text_of(shown.response)
        assert not shown.followups
        assert "only counting failed" in caplog.text

    async def test_a_response_that_comes_too_late_is_a_line_in_the_log(
        self,
        simcord_env: Env,
        channel: ChannelHandle,
        ann: MemberActor,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        await ann.send(channel, "!about Lavrov")
        answer = channel.last_message
        simcord_env.inject_error(
            "POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction"
        )
        await ann.click(answer, custom_id=custom_ids_of(answer, Press.VERIFY)[0])
        assert "came too late to be answered: Unknown interaction" in caplog.text
        assert "Traceback" not in caplog.text


def slowly(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def slow(*arguments: Any, **named: Any) -> Any:
        await asyncio.sleep(0.2)
        return await method(*arguments, **named)

    return slow


class TestSlowWork:
    """Discord gives up after three seconds, so what takes longer than half of that is deferred."""

    @pytest.fixture(autouse=True)
    def patient_for_a_moment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.commands.patience.SECONDS", 0.05)

    @pytest.fixture
    def slow_archive(self, simcord_env: Env, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
        """Every look into the archive takes long, on the clock that the made-up Discord sets."""

        def slow_down() -> None:
            monkeypatch.setattr(asyncio, "to_thread", slowly(asyncio.to_thread))
            monkeypatch.setattr(simcord_env.bot.finder, "find", slowly(simcord_env.bot.finder.find))

        return slow_down

    @pytest.fixture
    def slow_database(self, simcord_env: Env, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
        """What is kept is found and changed only after a while, as when another locks the database."""

        def slow_down() -> None:
            store = simcord_env.bot.store
            monkeypatch.setattr(store.answers, "get", slowly(store.answers.get))
            monkeypatch.setattr(store, "change_server", slowly(store.change_server))

        return slow_down

    @pytest.mark.parametrize("press", [Press.AROUND, Press.VERIFY])
    async def test_what_is_shown_to_who_presses(
        self,
        simcord_env: Env,
        channel: ChannelHandle,
        ann: MemberActor,
        ben: MemberActor,
        slow_archive: Callable[[], None],
        press: Press,
    ) -> None:
        await ann.send(channel, "!about sanctions")
        answer = channel.last_message
        slow_archive()
        shown = await ben.click(answer, custom_id=custom_ids_of(answer, press)[0])
        assert responses(simcord_env) == [DEFERRED_MESSAGE]
        assert shown.ephemeral
        assert "634a01dd6089b270.txt" in text_of(told_in(shown))

    async def test_turning_pages(
        self, simcord_env: Env, channel: ChannelHandle, ann: MemberActor, slow_archive: Callable[[], None]
    ) -> None:
        await ann.send(channel, "!about Lavrov")
        answer = channel.last_message
        first_page = text_of(answer)
        slow_archive()
        await ann.click(answer, custom_id=custom_ids_of(answer, Press.PAGE)[1])
        assert responses(simcord_env) == [DEFERRED_CHANGE]
        assert channel.last_message.id == answer.id
        assert text_of(channel.last_message) != first_page
        assert "Lavrov" in text_of(channel.last_message)

    async def test_sharing(
        self, simcord_env: Env, channel: ChannelHandle, ann: MemberActor, slow_archive: Callable[[], None]
    ) -> None:
        private = (await ann.slash(channel, "about", topic="sanctions", private=True)).response
        slow_archive()
        shared = await ann.click(private, custom_id=custom_ids_of(private, Press.SHARE)[0])
        assert responses(simcord_env) == [MESSAGE, DEFERRED_CHANGE]
        (message,) = shared.followups
        assert text_of(message) == text_of(private) == text_of(channel.last_message)
        kept = await simcord_env.bot.store.answers.of_member(ann.id)
        assert [each.message for each in kept if not each.private] == [channel.last_message.id]

    async def test_voting_and_a_refusal(
        self,
        simcord_env: Env,
        channel: ChannelHandle,
        ann: MemberActor,
        ben: MemberActor,
        slow_database: Callable[[], None],
    ) -> None:
        await ann.send(channel, "!about sanctions")
        answer = channel.last_message
        slow_database()
        voted = await ben.click(answer, custom_id=custom_ids_of(answer, Press.GOOD)[0])
        assert "1 👍" in text_of(told_in(voted))
        refused = await ben.click(answer, custom_id=custom_ids_of(answer, Press.DELETE)[0])
        assert "Only who asked" in text_of(told_in(refused))
        await ann.click(answer, custom_id=custom_ids_of(answer, Press.DELETE)[0])
        assert responses(simcord_env) == [DEFERRED_MESSAGE, DEFERRED_CHANGE, DEFERRED_CHANGE]
        assert answer.id not in {message.id for message in channel.history()}

    async def test_a_form_that_comes_too_late_is_asked_for_again(
        self, simcord_env: Env, channel: ChannelHandle, ann: MemberActor, slow_database: Callable[[], None]
    ) -> None:
        await ann.send(channel, "!who said sanctions")
        answer = channel.last_message
        slow_database()
        told = await ann.click(answer, custom_id=custom_ids_of(answer, Press.WRONG)[0])
        assert responses(simcord_env) == [DEFERRED_MESSAGE]
        assert told.ephemeral
        assert "Press again" in text_of(told_in(told))

    async def test_a_sent_report(
        self, simcord_env: Env, channel: ChannelHandle, ann: MemberActor, slow_archive: Callable[[], None]
    ) -> None:
        await ann.send(channel, "!quotes Lavrov")
        answer = channel.last_message
        form = await ann.click(answer, custom_id=custom_ids_of(answer, Press.WRONG)[0])
        which = form.modal["components"][0]["component"]["options"][0]["value"]
        slow_archive()
        thanks = await ann.submit_modal(form, {"which": [which], "who": "", "comment": ""})
        assert responses(simcord_env) == [MODAL, DEFERRED_MESSAGE]
        assert "operator" in text_of(told_in(thanks))
        assert len(await simcord_env.bot.store.reports.open()) == 1

    async def test_settings(
        self, simcord_env: Env, channel: ChannelHandle, chief: MemberActor, slow_database: Callable[[], None]
    ) -> None:
        await chief.send(channel, "!settings")
        panel = channel.last_message
        form = await chief.click(panel, label="Prefix and cooldown")
        slow_database()
        await chief.click(panel, label="Private at first")
        await chief.submit_modal(form, {"prefix": "$", "cooldown": "2 30"})
        assert responses(simcord_env) == [MODAL, DEFERRED_CHANGE, DEFERRED_CHANGE]
        assert channel.last_message.id == panel.id
        assert "**Prefix:** $" in text_of(channel.last_message)
        assert simcord_env.bot.store.server(simcord_env.guild.id).private


class TestOfAnotherVersion:
    """What no kind of today knows is told kindly, where Discord would say that the bot did not respond."""

    @pytest.mark.parametrize("custom_id", ["w0:around:abc", "w1:somethingelse:abc:0:0", "s1:colour:0"])
    async def test_a_button(
        self, simcord_env: Env, channel: ChannelHandle, ann: MemberActor, custom_id: str
    ) -> None:
        view = discord.ui.LayoutView()
        view.add_item(discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id=custom_id)))
        view.stop()
        sent = await simcord_env.bot.get_channel(channel.id).send(view=view)
        told = await ann.click(sent, custom_id=custom_id)
        assert told.ephemeral
        assert "earlier version" in text_of(told.response) or "too old" in text_of(told.response)

    async def test_a_form(
        self, channel: ChannelHandle, chief: MemberActor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await chief.send(channel, "!settings")
        form = await chief.click(channel.last_message, label="Prefix and cooldown")
        monkeypatch.setattr("bot.commands.persistence.FORMS", ())
        told = await chief.submit_modal(form, {"prefix": "$", "cooldown": "2 30"})
        assert "earlier version" in text_of(told.response)

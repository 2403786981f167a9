"""A restored backup sends nothing again."""

from datetime import UTC, datetime
from pathlib import Path

from bot.client import RestSession
from bot.wires.over_discord import DiscordWire
from tests.e2e.delivery.outbox import Outbox
from tests.fakes.discord import Channel, FakeDiscord
from watchers.store import Store
from watchers.store.backup import backup, restore


async def test_what_was_sent_after_the_backup_is_found_not_sent(
    fake: FakeDiscord, channel: Channel, session: RestSession, tmp_path: Path
) -> None:
    """Owed at the time of the backup, sent since: the look into history finds it."""
    # given
    wire, copy = DiscordWire(session), tmp_path / "copy.db"
    outbox = Outbox(store=Store.open("", data_dir=tmp_path))
    place = outbox.add_place(channel)
    sent = outbox.owe(place, "before")
    async with outbox.delivering(wire):
        await outbox.until(sent)
    owed = outbox.owe(place, "a", "b")
    backup(outbox.store, copy)
    async with outbox.delivering(wire):
        await outbox.until(owed)
    outbox.store.close()
    # when
    restore(copy, "", data_dir=tmp_path, now=datetime.now(UTC))
    restored = Outbox(store=Store.open("", data_dir=tmp_path))
    later = restored.owe(place, "c")
    async with restored.delivering(wire) as deliverer:
        await restored.until([*owed, *later])
    restored.store.close()
    # then
    texts = [message.text for message in fake.messages(channel)]
    assert texts == ["before at 0", "a at 0", "b at 0", "c at 0"]
    assert deliverer.counts["found"] == 2
    nonces = {message.nonce for message in fake.messages(channel)}
    assert len(nonces) == 4

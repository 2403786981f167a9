"""kill -9 at any moment: what was acknowledged is there, and nothing is half there."""

import random
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from tests.contract.store.making import World
from watchers.store import Store, Tx
from watchers.store.schema import (
    article_keys,
    articles,
    deliveries,
    delivery_stories,
    matches,
    stories,
)

ROOT = Path(__file__).parents[3]
KILLS = 2


def test_a_killed_writer_loses_nothing_acknowledged(
    world: World, database: str, tmp_path: Path
) -> None:
    """Every story whose transaction returned is stored with all that belongs to it."""
    # given
    world.store.close()
    ids = [str(each) for each in (world.shipped.id, world.place_a.id, world.watch.id)]
    dice = random.Random(3)
    acknowledged: list[int] = []
    # when
    for _ in range(KILLS):
        acknowledged += _write_until_killed([database, str(tmp_path), *ids], dice.randint(1, 30))
    # then
    store = Store.open(database, data_dir=tmp_path)
    counted = store.read_now(_count)
    stored = set(store.read_now(lambda tx: list(tx.scalars(select(articles.c.id)))))
    store.close()
    assert set(acknowledged) <= stored
    assert len(stored) <= len(acknowledged) + KILLS
    assert set(counted.values()) == {len(stored)}


def _write_until_killed(arguments: list[str], after: int) -> list[int]:
    """The ids that were acknowledged before and while the process was killed."""
    command = [sys.executable, "-m", "tests.contract.store.killed_writer", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = [int(process.stdout.readline()) for _ in range(after)]
        process.kill()
        rest, _ = process.communicate()
    return seen + [int(line) for line in rest.split("\n")[:-1]]


def _count(tx: Tx) -> dict[str, int]:
    tables = (articles, article_keys, matches, stories, deliveries, delivery_stories)
    return {table.name: tx.scalar(select(func.count()).select_from(table)) or 0 for table in tables}

"""A process that remembers one story after another, each with what it owes, until it is killed.

Usage: python -m tests.contract.store.killed_writer URL FOLDER SOURCE_ID PLACE_ID WATCH_ID
Prints the number of each story once its transaction is on disk.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.contract.store.making import match
from watchers.model import Article, DeliveryKind, Grouped, News, Owed, Story, Tier
from watchers.store import Store, articles

NOW = datetime(2023, 8, 14, 9, 0, tzinfo=UTC)


def main(url: str, folder: str, *ids: str) -> None:
    """Remember until killed."""
    source_id, place_id, watch_id = map(int, ids)
    store = Store.open(url, data_dir=Path(folder))
    while True:
        new_id = store.ids.next(NOW)
        remembered = _story(new_id, source_id, place_id, watch_id)
        store.write_now(lambda tx, r=remembered: articles.remember(tx, r))
        print(new_id, flush=True)


def _story(new_id: int, source_id: int, place_id: int, watch_id: int) -> articles.Remembered:
    article = Article(id=new_id, title="News", first_seen_at=NOW, source_id=source_id)
    grouped = Grouped(article_id=new_id, story_id=new_id, is_new_story=True)
    owed = Owed(
        place_id=place_id,
        kind=DeliveryKind.ALERT,
        about=f"story:{new_id}:1",
        tier=Tier.NORMAL,
        due_at=NOW,
        story_ids=(new_id,),
    )
    return articles.Remembered(
        at=NOW,
        news=(News(article=article, grouped=grouped, matches=(match(new_id, watch_id),)),),
        keys={new_id: [f"url:{new_id}"]},
        stories=(Story(id=new_id, title="News", revision=1, first_seen_at=NOW, updated_at=NOW),),
        owed=(owed,),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

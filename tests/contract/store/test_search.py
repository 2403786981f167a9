"""Search: every part of a name is found, in every script, the same on both databases."""

import random
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select, update

from tests.contract.store.making import READER_A, READER_B, START, World, minutes
from watchers.model import Reader
from watchers.store import Store, Tx, search, stories
from watchers.store.articles import Remembered, remember
from watchers.store.schema import articles, installation

TEXTS = (
    "Kim Jong Un calls for expanded production of munitions",
    "北韓 최고지도자 김정은이 포탄 공장을 시찰했다",
    "金正恩视察兵工厂,习近平未置评",
    "金正恩総書記がミサイル工場を視察",
    "Президент Путин прибыл в Пекин; В. В. Путин",
    "ＵＦＳ演習 begins: Köln, São Paulo, naïve café",
    "คิมจองอึนเยี่ยมชมโรงงาน",
    "किम जोंग उन ने कारखाने का दौरा किया",
    "زار كيم جونغ أون مصنعا للذخيرة",
)

# By query, the numbers of the texts to be found, newest first.
EXPECTED = {
    "kim": [0],
    "KIM munitions": [0],
    '"jong un"': [0],
    '"un jong"': [],
    "김정은": [1],
    "정은": [1],
    "공장을 시찰": [1],
    "金正恩": [3, 2],
    "正恩": [3, 2],
    "近平": [2],
    "習近平": [],
    "恩": [3, 2],
    "場": [3],
    "ミサイル": [3],
    "サイ": [3],
    "путин": [4],
    "UFS": [5],
    "koln": [5],
    "Café SÃO": [5],
    "จองอึน": [6],
    "जोंग": [7],
    "جونغ": [8],
    "munitions absent": [],
    "": [],
    "«»!?": [],
    '"': [],
    "kim OR 1=1; DROP TABLE articles -- * ( ' :": [],
}


def titles(world: World, query: str, reader: Reader = READER_A) -> list[str]:
    """The titles found, newest first."""
    found = world.read(lambda tx: search.search(tx, query, reader, limit=100))
    return [each.title for each in found.articles]


def test_finds_every_part_of_a_name(world: World) -> None:
    """Two-character names, particles, widths, diacritics and hostile queries."""
    # given
    world.remember(*(world.news(text, at=minutes(n)) for n, text in enumerate(TEXTS)))
    # when
    found = {query: titles(world, query) for query in EXPECTED}
    # then
    assert found == {query: [TEXTS[n] for n in texts] for query, texts in EXPECTED.items()}


def test_recall_of_two_character_names_is_whole(world: World) -> None:
    """Against substring search over random text, nothing is missed and nothing made up."""
    # given
    dice = random.Random(7)
    letters = "金正恩習近平韓国朝鮮김정은문재인ミサイル"
    texts = ["".join(dice.choices(letters, k=30)) for _ in range(60)]
    world.remember(*(world.news(text, at=minutes(n)) for n, text in enumerate(texts)))
    names = ["".join(dice.choices(letters, k=size)) for size in (1, 2, 2, 2, 3) for _ in range(12)]
    # when
    found = {name: set(titles(world, name)) for name in names}
    # then
    assert found == {name: {text for text in texts if name in text} for name in names}
    assert any(found.values())


def test_pages_follow_one_another(world: World) -> None:
    """Each hit is on one page, newest first, and the last page says so."""
    # given
    world.remember(*(world.news(f"Report {n}", at=minutes(n)) for n in range(7)))
    seen: list[str] = []
    before: int | None = None
    # when
    while True:
        page = world.read(
            lambda tx, b=before: search.search(tx, "report", READER_A, limit=3, before_id=b)
        )
        seen += [each.title for each in page.articles]
        before = page.before_id
        if before is None:
            break
    # then
    assert seen == [f"Report {n}" for n in reversed(range(7))]


def test_hidden_hits_do_not_shorten_a_page(world: World) -> None:
    """A page is full of what the reader may see, however many hits lie between."""
    # given
    private = world.private_source("https://b.example/rss", READER_B)
    world.remember(*(world.news(f"Report {n}", at=minutes(n)) for n in range(3)))
    world.remember(
        *(
            world.news(f"Report hidden {n}", at=minutes(10 + n), source_id=private.id)
            for n in range(60)
        )
    )
    # when
    found = titles(world, "report")
    # then
    assert found == ["Report 2", "Report 1", "Report 0"]


def test_a_rewritten_article_is_found_by_its_new_words_alone(world: World) -> None:
    """The index follows a revision, also where the old text held what databases refuse."""
    # given
    news = world.news("Kim\x00 calls for shells", text="Old\x00 text 金\x00正恩")
    world.remember(news)
    revised = replace(news.article, title="Kim demands missiles", text="新しい")
    # when
    world.write(lambda tx: remember(tx, Remembered(at=START, revised=(revised,))))
    # then
    assert [titles(world, query) for query in ("shells", "金正", "missiles", "新し")] == [
        [],
        [],
        ["Kim demands missiles"],
        ["Kim demands missiles"],
    ]


def test_the_index_can_be_made_anew(world: World) -> None:
    """Made from the stored articles, the index finds the same."""
    # given
    world.remember(*(world.news(text, at=minutes(n)) for n, text in enumerate(TEXTS)))
    # when
    world.write(search.rebuild)
    # then
    assert titles(world, "正恩") == [TEXTS[3], TEXTS[2]]


def test_an_index_of_an_earlier_version_is_made_anew_at_start(
    world: World, database: str, tmp_path: Path
) -> None:
    """When texts are cut into other terms than before, the next start makes the index fit."""
    # given
    world.remember(world.news(TEXTS[2]))
    world.write(lambda tx: search.forget_articles(tx, list(tx.scalars(select(articles.c.id)))))
    world.write(lambda tx: tx.execute(update(installation).values(search_version=0)).close())
    world.store.close()
    # when
    store = Store.open(database, data_dir=tmp_path)
    found = store.read_now(lambda tx: search.search(tx, "近平", READER_A)).articles
    store.close()
    # then
    assert [each.title for each in found] == [TEXTS[2]]


def test_a_very_long_text_is_indexed_within_bounds(world: World) -> None:
    """A text of 300,000 words is remembered; its beginning is found."""
    # given
    news = world.news("Long read", text="needle " + "word " * 300_000 + "金" * 1000)
    # when
    world.remember(news)
    # then
    assert titles(world, "needle") == ["Long read"]


def test_stories_can_be_counted_per_day(world: World) -> None:
    """A trend counts the stories of a watch by day."""
    # given
    world.remember(*(world.news(f"Report {n}", at=minutes(n * 60 * 13)) for n in range(4)))

    def count(tx: Tx) -> dict[str, int]:
        return stories.counts_per_day(tx, world.watch.id, START, minutes(60 * 24 * 9), READER_A)

    # when
    days = world.read(count)
    # then
    assert days == {"2023-08-14": 2, "2023-08-15": 1, "2023-08-16": 1}

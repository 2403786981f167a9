"""Which articles become one story, and which never do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.stories.newspaper import LEAD, START, group, make_article, make_index

FIRED = "North Korea fires ballistic missile into sea east of peninsula"
FIRED_TOO = "Pyongyang launches ballistic missile from Sunan into eastern waters, Seoul says"
FLOOD = "Floods in Kerala kill twelve as rivers burst their banks"
FLOOD_TEXT = (
    "Rescuers in boats brought families off their roofs in Kerala on Monday after two days of "
    "monsoon rain, and officials opened schools as shelters in the district of Idukki."
)


def test_outlets_on_one_event_become_one_story() -> None:
    """Two outlets tell one launch in other words; a flood is another story."""
    # given
    retold = make_article(2, FIRED_TOO, LEAD.replace("flew about", "travelled some"))

    # then
    assert group(make_article(1, FIRED), retold, make_article(3, FLOOD, FLOOD_TEXT)) == [1, 1, 2]


def test_the_same_article_again_changes_nothing() -> None:
    """Assigning an article twice answers the same and leaves the story's revision."""
    # given
    index = make_index()
    first = index.assign(make_article(1, FIRED))

    # when
    again = index.assign(make_article(1, FIRED))

    # then
    assert again == first
    assert index.story(first.story_id).revision == 1


def test_one_outlet_is_never_merged_by_likeness_alone() -> None:
    """Two alike articles of one outlet stay apart, while another outlet's joins."""
    # given
    first = make_article(1, FIRED, outlet="Daily")
    alike = make_article(2, FIRED_TOO, "", outlet="Daily")
    other = make_article(3, FIRED_TOO, "", outlet="Weekly")

    # then
    assert group(replace(first, text=""), alike)[1] == 2
    assert group(replace(first, text=""), other)[1] == 1


@pytest.mark.parametrize(
    "title",
    [
        "(LEAD) N. Korea fires ballistic missile toward East Sea: JCS",
        "(URGENT) N. Korea fires ballistic missile",
        "(3rd LD) N. Korea fires ballistic missile toward East Sea ahead of drills",
        "CORRECTED: N. Korea fires ballistic missile toward East Sea",
    ],
)
def test_marked_revisions_of_one_dispatch_are_one_story(title: str) -> None:
    """A wire's marks say that it writes its own dispatch again."""
    # given
    flash = make_article(1, "(URGENT) N. Korea fires ballistic missile toward East Sea", "")
    revised = make_article(2, title, LEAD, outlet="Outlet 1")

    # then
    assert group(flash, revised) == [1, 1]


@pytest.mark.parametrize(
    ("url", "again"),
    [
        ("https://news.example/a/1", "https://news.example/a/1?utm_source=feed"),
        ("https://news.example/a/1", "https://m.news.example/a/1"),
        (
            "https://news.example/kim-tours-munitions-factories",
            "https://news.example/asia/kim-tours-munitions-factories-2.html",
        ),
    ],
)
def test_one_address_is_one_story_whatever_its_title(url: str, again: str) -> None:
    """A rewritten headline, another guid or date under one address opens no story."""
    # given
    first = make_article(1, FIRED, "", url=url, outlet="Daily")
    later = make_article(
        2, "What we know so far", "", url=again, outlet="Daily", published_at=START
    )

    # then
    assert group(first, later) == [1, 1]


def test_a_wire_copy_under_another_headline_is_a_copy() -> None:
    """The same text in another outlet joins and brings nothing new."""
    # given
    index = make_index()
    index.assign(make_article(1, FIRED))

    # when
    grouped = index.assign(make_article(2, "World news in brief from our agencies", LEAD))

    # then
    assert grouped.story_id == 1
    assert grouped.change is not None
    assert grouped.change.code == "copy"
    assert index.story(1).revision == 1


def test_a_headline_repeated_on_another_day_is_another_story() -> None:
    """A column that runs under one title every day is not one story."""
    # given
    title = "Morning briefing from the newsroom"
    monday = make_article(1, title, FLOOD_TEXT, outlet="Daily")
    thursday = make_article(
        2,
        title,
        LEAD,
        outlet="Daily",
        first_seen_at=START + timedelta(days=3),
        published_at=START + timedelta(days=3),
    )

    # then
    assert group(monday, thursday) == [1, 2]


def test_the_next_launch_is_another_story() -> None:
    """An event of the same kind a week on opens its own story."""
    # given
    later = START + timedelta(days=7)
    again = make_article(2, FIRED, "", first_seen_at=later, published_at=later)

    # then
    assert group(make_article(1, FIRED, ""), again) == [1, 2]


def test_unspaced_scripts_are_grouped() -> None:
    """Korean and Chinese headlines in other words join their stories."""
    # given
    korean = [
        make_article(1, "북한, 동해상으로 탄도미사일 발사", "", language="ko"),
        make_article(2, '합참 "북한 탄도미사일 동해상으로 발사"', "", language="ko"),
        make_article(3, "케랄라 홍수로 열두 명 사망", "", language="ko"),
    ]
    chinese = [
        make_article(4, "金正恩视察南浦造船厂并检查驱逐舰", "", language="zh"),
        make_article(5, "朝媒:金正恩到南浦造船厂检查新驱逐舰", "", language="zh"),
    ]

    # then
    assert group(*korean, *chinese) == [1, 1, 2, 3, 3]


def test_languages_meet_on_the_words_of_the_beat() -> None:
    """Korean and Chinese headlines join the English story of the launch, not that of the tour."""
    # given
    launch = make_article(1, FIRED, language="en")
    tour = make_article(2, "Kim inspects destroyer at Nampho shipyard", "", language="en")
    abroad = [
        make_article(3, "북한, 동해상으로 탄도미사일 발사", "", language="ko"),
        make_article(4, "朝鲜向东部海域发射弹道导弹", "", language="zh"),
        make_article(5, "김정은, 남포조선소 시찰…구축함 건조 점검", "", language="ko"),
        make_article(6, "케랄라 홍수로 열두 명 사망", "", language="ko"),
    ]

    # then
    assert group(launch, tour, *abroad) == [1, 2, 1, 1, 2, 3]


def test_another_watch_keeps_languages_apart() -> None:
    """The same words of the beat under another watch are another story."""
    # given
    index = make_index()
    index.assign(make_article(1, FIRED), frozenset({1}))

    # when
    grouped = index.assign(
        make_article(2, "동해상으로 탄도미사일 시험 발사", "", language="ko"), frozenset({2})
    )

    # then
    assert grouped.is_new_story


def test_a_new_count_is_a_change_and_an_old_one_is_not() -> None:
    """A higher toll changes the story once; the first toll told again does not."""
    # given
    index = make_index()
    tolls = ["12 dead", "15 dead", "12 dead"]
    articles = [
        make_article(n, f"Kerala floods leave {toll} as rivers burst banks", "")
        for n, toll in enumerate(tolls, 1)
    ]

    # when
    changes = [index.assign(article).change for article in articles]

    # then
    assert changes[0] is None
    assert changes[1] is not None
    assert (changes[1].code, dict(changes[1].params)) == (
        "number",
        {"now": "15 dead", "before": "12"},
    )
    assert changes[2] is not None
    assert changes[2].code == "outlet"


def test_stories_of_one_watch_and_day_are_one_event() -> None:
    """A reaction is a story of its own under the event of the launch."""
    # given
    index = make_index()
    launch = index.assign(make_article(1, FIRED), frozenset({7}))
    text = "Tokyo's government lodged a protest with Pyongyang over the ballistic missile launch."

    # when
    reaction = index.assign(
        make_article(2, "Japan protests over missile launch", text), frozenset({7})
    )
    other = index.assign(make_article(3, FLOOD, FLOOD_TEXT), frozenset({7}))

    # then
    assert reaction.event_id == launch.event_id
    assert other.event_id == other.story_id


def test_restoring_gives_the_same_answers() -> None:
    """A rebuilt index joins what the old one would have joined, and keeps revisions."""
    # given
    index, rebuilt = make_index(), make_index()
    first = make_article(1, FIRED)
    index.assign(first)

    # when
    rebuilt.restore(first, replace(index.story(1), revision=5), frozenset())

    # then
    assert rebuilt.assign(make_article(2, FIRED_TOO)).story_id == 1
    assert rebuilt.story(1).revision >= 5
    assert rebuilt.assign(first).story_id == 1


def test_what_is_forgotten_is_gone_and_harms_nothing() -> None:
    """A forgotten story is not joined, not known, and leaves no trace in the keys."""
    # given
    index = make_index()
    index.assign(make_article(1, FIRED, url="https://news.example/a/1"))

    # when
    index.forget(START + timedelta(days=1))

    # then
    with pytest.raises(KeyError):
        index.story(1)
    assert index.assign(make_article(2, FIRED, url="https://news.example/a/1")).story_id == 2


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"title": "x" * 100_000},
        {"title": "\x00\ud800"},
        {"title": FIRED, "published_at": None},
        {"title": FIRED, "published_at": START.replace(year=1970)},
        {"title": FIRED, "published_at": START.replace(year=2099)},
    ],
)
def test_odd_articles_get_a_story_all_the_same(values: dict[str, object]) -> None:
    """No title, a title of 100 kB, no date, 1970 and 2099: each is grouped and told from others."""
    # given
    odd = replace(make_article(1, FIRED, ""), **values)
    normal = make_article(2, FLOOD, FLOOD_TEXT)

    # then
    assert group(odd, normal, odd) == [1, 2, 1]


def test_ten_thousand_articles_under_one_title_stay_cheap() -> None:
    """One title ten thousand times is one story a day whose memory does not grow with it."""
    # given
    index = make_index()

    # when
    stories = {
        index.assign(make_article(n, FIRED, "", first_seen_at=START, published_at=START)).story_id
        for n in range(1, 10_001)
    }

    # then
    assert stories == {1}
    assert len(index.facts(1).outlets) == 10_000


def test_the_next_launch_two_days_on_is_another_story() -> None:
    """After two silent days a headline almost the same tells the next event of its kind."""
    # given
    later = START + timedelta(hours=48)
    next_one = [
        make_article(n, title, "", first_seen_at=later, published_at=later)
        for n, title in ((3, "North Korea fires two ballistic missiles into sea"), (4, FIRED_TOO))
    ]

    # then
    assert group(make_article(1, FIRED, ""), make_article(2, FIRED_TOO, ""), *next_one) == [
        1,
        1,
        2,
        2,
    ]


def test_quakes_of_other_magnitude_are_other_stories() -> None:
    """Two quakes within the hour are told apart by their size; a size revised by .1 is one."""
    # given
    quakes = [
        make_article(1, "Magnitude 6.1 earthquake strikes Indonesia's Papua", ""),
        make_article(2, "Earthquake of magnitude 6.2 strikes Indonesia's Papua region", ""),
        make_article(3, "Magnitude 5.6 earthquake strikes Indonesia's Sumatra", ""),
    ]

    # then
    assert group(*quakes) == [1, 1, 2]


def test_a_date_told_otherwise_is_a_change() -> None:
    """An exercise put off changes the story's date once; the same days again do not."""
    # given
    index = make_index()
    days = ["August 21 to August 31", "August 21 to August 31", "August 28 to September 7"]
    articles = [
        make_article(
            n,
            "Allies to hold Ulchi Freedom Shield exercise",
            f"The allies will hold the exercise Ulchi Freedom Shield from {span}, they told us.",
        )
        for n, span in enumerate(days, 1)
    ]

    # when
    changes = [index.assign(article, frozenset({3})).change for article in articles]

    # then
    assert [change and change.code for change in changes] == [None, "outlet", "date"]
    assert changes[2] is not None
    assert changes[2].params == {"now": "2023-08-28/2023-09-07", "before": "2023-08-21/2023-08-31"}


def test_the_address_of_a_site_tells_nothing() -> None:
    """Entries that all bear their site's address are told apart by what they say."""
    # given
    home = "https://news.example/"
    first = make_article(1, FIRED, LEAD, url=home, outlet="Daily")
    second = make_article(2, FLOOD, FLOOD_TEXT, url=home, outlet="Daily")

    # then
    assert group(first, second) == [1, 2]


def test_a_slug_used_again_weeks_later_is_another_story() -> None:
    """Sites number the slug of the next article under the same headline."""
    # given
    later = START + timedelta(days=3)
    url = "https://news.example/north-korea-fires-ballistic-missile"
    first = make_article(1, FIRED, "", url=url, outlet="Daily")
    again = make_article(
        2, FIRED_TOO, "", url=f"{url}-2", outlet="Daily", first_seen_at=later, published_at=later
    )

    # then
    assert group(first, again) == [1, 2]

"""How names are found: spellings, orders, scripts and what clings to them."""

import pytest

from tests.unit.matching.given import match, score, watch

KIM = watch(
    "Kim Jong Un",
    "person",
    "김정은",
    "金正恩",
    "Ким Чен Ын",
    "كيم جونغ أون",
    confusables=("Kim Jong-nam", "김정은지"),
)
PUTIN = watch("Vladimir Putin", "person", "Владимир Путин", "بوتين")
HWASONG = watch("Hwasong-17", "weapon")


@pytest.mark.parametrize(
    "text",
    [
        "North Korean leader Kim Jong Un visits a plant",
        "KIM JONG UN VISITS A PLANT",
        "Kim Jong-un visits a plant",
        "Kim Jong\u2011un visits a plant",
        "Kim Jongun visits a plant",
        "#KimJongUn visits a plant",
        "Kim Jong Eun visits a plant",
        "Kim Jong Un's visit to a plant",
        "Kim Jong Un’s visit to a plant",
        "Ｋｉｍ Ｊｏｎｇ Ｕｎ visits a plant",
        "Kim Jong-\nun visits a plant",
        "Ki\u00adm Jo\u200bng Un visits a plant",
        "Kіm Jоng Un visits a plant",
        "김정은이 공장을 시찰했다",
        "북한 김정은에게서 편지가 왔다",
        "金正恩视察工厂",
        "Встреча с Ким Чен Ыном прошла в Москве",
        "زار كيم جونغ أون المصنع",
    ],
)
def test_spellings_of_a_name_match(text: str) -> None:
    """A name is found in every way the press writes it."""
    # given a watch for him
    # when the text names him
    found = score(KIM, text)
    # then it counts at balanced
    assert found >= 80


@pytest.mark.parametrize(
    "text",
    [
        "Kim Jong-nam murder trial opens in Malaysia",
        "Kim Jong Il founded the programme",
        "Singer Kim Jong-kook returns to the stage",
        "Swimmer Kim Yong Un wins",
        "UN chief meets minister Kim, Jong says",
        "김정은지가 노래했다",
        "Kim said the price of rice rose",
    ],
)
def test_people_who_look_like_him_do_not_match(text: str) -> None:
    """A similar name of somebody else never counts."""
    # given a watch for him
    # when the text names another
    found = score(KIM, text)
    # then it does not count even at wide
    assert found < 65


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Putin, Vladimir: the interview", 95),
        ("Vladimir Poutine en visite", 90),
        ("Wladimir Putin reist nach Peking", 90),
        ("Vladimir V. Putin spoke", 90),
        ("Vladimir Vladimirovich Putin spoke", 90),
        ("Владимиром Путиным подписан указ", 95),
        ("Vladmir Putin spoke", 85),
        ("Vladimir Puttin spoke", 80),
    ],
)
def test_variants_cost_little(text: str, least: float) -> None:
    """Order, initials, endings, sound and one slip of the pen lower the score a little."""
    # given a watch for him
    # when the text writes him differently
    found = score(PUTIN, text)
    # then the score stays high
    assert found >= least


def test_words_of_a_name_in_two_sentences_are_no_name() -> None:
    """A name does not reach over the end of a sentence."""
    # given a watch
    # when its words stand in two sentences
    found = match(PUTIN, "He thanked Vladimir. Putin left")
    # then nothing is found
    assert found is None


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("North Korea fires Hwasong-17 missile", True),
        ("North Korea fires Hwasong 17 missile", True),
        ("North Korea fires Hwasong17 missile", True),
        ("North Korea fires Hwaseong-17 missile", True),
        ("North Korea fires Hwasong-18 missile", False),
        ("North Korea fires Hwasong-1 missile", False),
        ("North Korea fires Hwasong-170 missile", False),
    ],
)
def test_digits_never_flex(text: str, is_found: bool) -> None:
    """A weapon of another number is another weapon."""
    # given a watch for one of them
    # when the text names one
    found = score(HWASONG, text)
    # then only its own number counts
    assert (found >= 80) is is_found


def test_evidence_points_at_the_raw_text() -> None:
    """Offsets count code points of the text as it was given."""
    # given text with wide letters and a soft hyphen before the name
    text = "🚀 “Ｒ” Ki\u00adm Jong Un’s plant"
    # when it is matched
    found = match(KIM, text)
    # then the span holds the name without its genitive
    assert found is not None
    first = found.evidence[0]
    assert text[first.start : first.end] == first.text == "Ki\u00adm Jong Un"

"""What wires say of their own dispatches."""

import pytest

from watchers.model import Mark
from watchers.text.marks import read_marks


@pytest.mark.parametrize(
    ("title", "marks", "bare"),
    [
        ("(URGENT) N. Korea fires missile", (Mark.URGENT,), "N. Korea fires missile"),
        ("(LEAD) N. Korea fires missile", (Mark.LEAD,), "N. Korea fires missile"),
        ("(2nd LD) N. Korea fires missile", (Mark.LEAD,), "N. Korea fires missile"),
        ("[속보] 북한, 미사일 발사", (Mark.URGENT,), "북한, 미사일 발사"),
        ("[1보] 북한, 미사일 발사", (Mark.URGENT,), "북한, 미사일 발사"),
        ("북한, 미사일 발사(종합2보)", (Mark.WRAPUP,), "북한, 미사일 발사"),
        ("북한, 미사일 발사(2보)", (Mark.LEAD,), "북한, 미사일 발사"),
        ("UPDATE 2-North Korea fires missile", (Mark.UPDATE,), "North Korea fires missile"),
        (
            "CORRECTED-UPDATE 1-North Korea fires",
            (Mark.CORRECTION, Mark.UPDATE),
            "North Korea fires",
        ),
        ("WRAPUP 3-Markets fall on missile", (Mark.WRAPUP,), "Markets fall on missile"),
        ("Correction: Missile story", (Mark.CORRECTION,), "Missile story"),
        ("BREAKING: Missile fired", (Mark.URGENT,), "Missile fired"),
        ("速報：北朝鮮がミサイル発射", (Mark.URGENT,), "北朝鮮がミサイル発射"),
        ("【速報】北朝鮮がミサイル発射", (Mark.URGENT,), "北朝鮮がミサイル発射"),
        ("快讯：朝鲜发射导弹", (Mark.URGENT,), "朝鲜发射导弹"),
        ("СРОЧНО: КНДР запустила ракету", (Mark.URGENT,), "КНДР запустила ракету"),
        ("KILL: Missile story", (Mark.RETRACTION,), "Missile story"),
        ("[기사 취소] 북한 관련 기사", (Mark.RETRACTION,), "북한 관련 기사"),
        ("撤稿：朝鲜发射导弹", (Mark.RETRACTION,), "朝鲜发射导弹"),
    ],
)
def test_mark_is_read_and_taken_off(title: str, marks: tuple[Mark, ...], bare: str) -> None:
    """Each wire's ways, at the headline's beginning or end."""
    assert read_marks(title) == (marks, bare)


@pytest.mark.parametrize(
    "title",
    [
        "Kill Bill returns to cinemas",
        "Breaking bad habits",
        "Update on the talks in Geneva",
        "Flash floods hit Seoul",
        "Alert level raised in Guam",
        "Withdrawn from the treaty, Russia turns to Asia",
        "Lead found in drinking water",
        "Urgent need for aid",
        "Kill: ",
        "",
    ],
)
def test_plain_words_are_no_marks(title: str) -> None:
    """The same words inside a sentence say nothing of the dispatch."""
    assert read_marks(title) == ((), title.strip())

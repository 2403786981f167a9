"""Charts are drawn with every glyph."""

import warnings
from datetime import date

from bot.render.chart import draw_chart
from bot.render.series import Chart, Series


def test_korean_chinese_and_japanese_have_every_glyph() -> None:
    """A missing glyph is a warning of the drawing library; here it would be an error."""
    chart = Chart(
        title="하루 소식 수: 김정은 · 金正恩 · キム・ジョンウン · Ким · كيم",
        y_label="소식",
        x_label="날짜 (UTC)",
        baseline_label="평소 하루 1.5건",
        first=date(2026, 8, 1),
        last=date(2026, 8, 30),
        series=(
            Series(name="김정은", counts={"2026-08-03": 5, "2026-08-20": 9}),
            Series(name="乌尔奇自由护盾", counts={"2026-08-18": 14}),
        ),
    )

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = draw_chart(chart)

    assert content.startswith(b"\x89PNG")
    assert len(content) > 10_000

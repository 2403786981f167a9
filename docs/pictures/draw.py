"""Draw the pictures of the docs from the real renderer's messages, with headless Chromium.

Run in a checkout: `PYTHONPATH=. .venv/bin/python docs/pictures/draw.py`. Needs Chromium and the
Noto CJK and emoji fonts of the system; no test needs it.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from page import page  # noqa: E402
from sample import HELD, NOW, REASONS, alert_view, other_views  # noqa: E402

from bot.commands.context import Backtest  # noqa: E402
from bot.commands.follow_card import FollowCard, follow_card  # noqa: E402
from bot.commands.trend import describe  # noqa: E402
from bot.render.alert import alert  # noqa: E402
from bot.render.chart import draw_chart  # noqa: E402
from bot.render.digest import DigestSection, DigestView, digest  # noqa: E402
from bot.render.message import Message  # noqa: E402
from bot.render.notice import card  # noqa: E402
from bot.render.parts import picture  # noqa: E402
from bot.render.safe import Markup  # noqa: E402
from bot.render.series import Chart, Series  # noqa: E402
from bot.render.shown import NORMAL, Shown, Voice  # noqa: E402
from bot.render.why import why  # noqa: E402
from bot.render.words import load_words  # noqa: E402
from watchers.model import GuildSettings, Mode, Strictness, Tier  # noqa: E402

MARKER = "k3f9ab-2hX0"
HEIGHTS = {"alert": 350, "digest": 460, "why": 310, "follow": 325, "trend": 410}


def cards() -> Mapping[str, Sequence[Message]]:
    """Each picture's messages, by its file's name."""
    voice = Voice(words=load_words())
    shown = Shown(voice=voice, marker=MARKER, tier=Tier.URGENT, reasons=REASONS)
    letter, drills = other_views()
    view = DigestView(
        sections=(
            DigestSection(watch="Kim Jong Un", stories=(alert_view(), letter), more=2),
            DigestSection(watch="Ulchi Freedom Shield", stories=(drills,)),
        ),
        since=NOW - timedelta(days=1),
        until=NOW,
        reasons=HELD,
    )
    return {
        "alert": [alert(alert_view(), shown)],
        "digest": digest(view, voice, MARKER),
        "why": [why(alert_view(), shown)],
        "follow": [follow_card(proposal(), voice)],
        "trend": [trend(voice)],
    }


def proposal() -> FollowCard:
    """The card that /follow answers with."""
    backtest = Backtest(
        searched=1840,
        articles=41,
        stories=9,
        alerts=7,
        first_at=NOW - timedelta(days=30),
        last_at=NOW,
        samples=tuple(view.articles[0] for view in (alert_view(), *other_views()[:1])),
    )
    return FollowCard(
        name="Kim Jong Un",
        place=Markup("#news"),
        mode=Mode.BOTH,
        strictness=Strictness.BALANCED,
        languages=(),
        nearest=(),
        advice=(),
        settings=GuildSettings(zone="Asia/Seoul"),
        backtest=backtest,
        token="sample",  # noqa: S106  # names a draft, no secret
    )


def chart() -> Chart:
    """A month of invented numbers."""
    counts = (1, 0, 2, 1, 0, 1, 3, 1, 0, 2, 1, 1, 0, 1, 4, 9, 7, 3, 2, 1, 0, 1, 2, 0, 1, 1, 0, 2)
    first = (NOW - timedelta(days=len(counts) - 1)).date()
    days = {(first + timedelta(days=n)).isoformat(): count for n, count in enumerate(counts)}
    return Chart(
        title="Stories per day: 김정은 (Kim Jong Un)",
        y_label="stories",
        x_label="day (UTC)",
        baseline_label="usual: 1.7 a day",
        first=first,
        last=NOW.date(),
        series=(Series(name="김정은 (Kim Jong Un)", counts=days),),
    )


def trend(voice: Voice) -> Message:
    """The reply of /news trend."""
    shown = picture("attachment://trend.png", "")
    words = "\n".join(describe(chart(), voice))
    return card([f"### {voice.say('trend-title', names='Kim Jong Un')}", words], NORMAL, [shown])


def screenshot(chromium: str, source: Path, picture: Path, height: int) -> None:
    """A picture of a page, at twice the density of its pixels."""
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += ["--force-device-scale-factor=2", f"--window-size=660,{height}"]
    subprocess.run(  # noqa: S603  # its arguments are the lines above
        [*command, f"--screenshot={picture}", source.as_uri()], check=True, capture_output=True
    )


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is needed to draw: install the package chromium, then run this again.")
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "trend.png"
        drawn.write_bytes(draw_chart(chart()))
        for name, messages in cards().items():
            source = Path(folder) / f"{name}.html"
            source.write_text(page(messages, NOW, drawn.as_uri()), encoding="utf-8")
            screenshot(chromium, source, HERE / f"{name}.png", HEIGHTS[name])


if __name__ == "__main__":
    main()

"""A chart of stories per day as a PNG, legible on Discord's dark and light ground."""

import io
from collections.abc import Sequence
from datetime import date

from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ticker import MaxNLocator
from noto_cjk_sans_otc import FONT_PATH

from bot.render.series import Chart, Series, days_between, mean, values

# One ground of its own for both themes: text keeps its contrast wherever the picture stands.
GROUND = "#1e1f24"
INK = "#f2f3f5"
FAINT = "#8a8f98"
LINES = ("#5aa2ff", "#ffb454")
INCHES = (8.0, 3.8)
DOTS_PER_INCH = 120


def draw_chart(chart: Chart) -> bytes:
    """The PNG. Touches no display and no global state of the drawing library but its fonts."""
    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, facecolor=GROUND, layout="constrained")
    axes = figure.add_subplot()
    days = days_between(chart.first, chart.last)
    for series, colour in zip(chart.series, LINES, strict=False):
        _draw_series(axes, series, days, colour)
    if len(chart.series) == 1:
        _draw_baseline(axes, mean(values(chart.series[0], days)), chart.baseline_label)
    _dress(axes, chart)
    figure.legend(
        loc="outside lower left",
        ncols=3,
        facecolor=GROUND,
        edgecolor=GROUND,
        labelcolor=INK,
        prop=chart_font(10),
    )
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _draw_series(axes: Axes, series: Series, days: Sequence[date], colour: str) -> None:
    numbers = values(series, days)
    places = mdates.date2num(list(days))  # type: ignore[no-untyped-call]
    axes.plot(places, numbers, color=colour, linewidth=2.2, label=series.name, marker="o", ms=3.5)
    axes.fill_between(places, numbers, color=colour, alpha=0.15)


def _draw_baseline(axes: Axes, baseline: float, label: str) -> None:
    axes.axhline(baseline, color=FAINT, linestyle="--", linewidth=1.2, label=label)


def _dress(axes: Axes, chart: Chart) -> None:
    """Title, axes, legend and grid in colours and fonts that can be read."""
    font = chart_font(10)
    axes.set_facecolor(GROUND)
    axes.set_title(chart.title, color=INK, fontproperties=chart_font(13), loc="left", pad=10)
    axes.set_ylabel(chart.y_label, color=INK, fontproperties=font)
    axes.set_xlabel(chart.x_label, color=INK, fontproperties=font)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_locator(mdates.AutoDateLocator(maxticks=8))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%m-%d"))  # type: ignore[no-untyped-call]
    axes.grid(axis="y", color=FAINT, alpha=0.25)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(color=INK, fontproperties=font)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(color=FAINT)


def chart_font(size: float) -> FontProperties:
    """Noto Sans CJK for Korean, Chinese, Japanese and Latin, the library's own for the rest."""
    path = str(FONT_PATH)
    if path not in {font.fname for font in fontManager.ttflist}:
        fontManager.addfont(path)
    family = next(font.name for font in fontManager.ttflist if font.fname == path)
    return FontProperties(family=[family, "DejaVu Sans"], size=size)

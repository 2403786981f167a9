"""The figures in docs/matching.md are those that the code has."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import evaluate_cases, evaluate_matching, evaluate_roles
from watchers.model import Strictness

DOC = Path(__file__).resolve().parents[3] / "docs" / "matching.md"
DRIFT = 0.01
"""Figures that moved by more want the document to be written anew."""


def written() -> dict[tuple[str, str, str], tuple[float, float]]:
    """Precision and recall by set, half and way, as the document has them."""
    table = DOC.read_text(encoding="utf-8").split("<!-- figures -->")[1].split("<!-- end")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines()]
    return {
        (row[0], row[1], row[2]): (float(row[3]), float(row[4]))
        for row in rows
        if len(row) == 6 and row[3].replace(".", "").isdigit()
    }


def assert_as_written(rows: Iterable[dict[str, Any]]) -> None:
    table = written()
    compared = 0
    for row in rows:
        told = table.get((row["set"], row["half"], row["way"]))
        if told is None:
            continue
        compared += 1
        assert row["precision"] == pytest.approx(told[0], abs=DRIFT), row
        assert row["recall"] == pytest.approx(told[1], abs=DRIFT), row
    assert compared


@pytest.mark.parametrize("run", [evaluate_cases.run, evaluate_roles.run])
def test_figures_of_own_samples_stand_in_the_document(
    run: Callable[[], list[dict[str, Any]]],
) -> None:
    """What was measured on our own samples is what the document says."""
    # given the document's table
    # when the samples are evaluated
    # then the figures agree
    assert_as_written(run())


def test_figures_of_labelled_sets_stand_in_the_document(shared: Path) -> None:
    """What was measured on the labelled sets at balanced is what the document says."""
    # given the labelled sets
    sets = evaluate_matching.load_sets(shared / "eval")
    if not sets:
        pytest.skip("the labelled sets are missing: no eval_dev.tar.xz in the shared folder")
    # when each is matched at balanced
    for labelled in sets:
        pairs = evaluate_matching.matched_pairs(labelled, Strictness.BALANCED)
        rows = [
            {
                "set": labelled.name,
                "half": half,
                "way": "watchfloor balanced",
                "precision": figures.precision,
                "recall": figures.recall,
            }
            for half, watches in evaluate_matching.halves(labelled).items()
            for figures in [evaluate_matching.count(labelled, pairs, watches)]
        ]
        # then the figures agree
        assert_as_written(rows)

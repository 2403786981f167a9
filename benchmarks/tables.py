"""Runs measuring modules one after another and prints what they find as tables."""

import importlib
import pkgutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

import benchmarks

Row = Mapping[str, Any]


def find_modules(prefix: str, wanted: Sequence[str] = ()) -> list[str]:
    """The measuring modules of that kind by name, or those of them that were asked for."""
    names = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__))
    found = [name for name in names if name.startswith(prefix)]
    return [name for name in found if not wanted or name.removeprefix(prefix) in wanted]


def measure(names: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """Each module with its rows, printed as soon as they are there."""
    console = Console(width=None if sys.stdout.isatty() else 140)
    for name in names:
        started = time.perf_counter()
        module = importlib.import_module(f"benchmarks.{name}")
        heading = (module.__doc__ or name).strip().splitlines()[0]
        rows: list[Row] = list(module.run())
        took_s = time.perf_counter() - started
        console.print(f"\n[bold]{heading}[/bold]  [dim]{name}, {took_s:.0f} s[/dim]")
        console.print(as_table(rows) if rows else "  left out: its data are not here")
        yield name, rows


def as_table(rows: Sequence[Row]) -> Table:
    """The rows under their keys; numbers to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for key, value in rows[0].items():
        table.add_column(key, justify="left" if isinstance(value, str) else "right")
    for row in rows:
        table.add_row(*(_tell(row.get(key)) for key in rows[0]))
    return table


def _tell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.3f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)

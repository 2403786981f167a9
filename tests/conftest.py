"""Fixtures that every kind of test may ask for."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference and labelled data beside the checkout; read in place, not copied."""
    if not SHARED.is_dir():
        pytest.skip(f"the folder of shared data is missing: no {SHARED.name}/ beside the checkout")
    return SHARED

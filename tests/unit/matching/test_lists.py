"""What the reasons and word lists promise each other."""

import re
from pathlib import Path

from watchers.matching.codes import PARAMS
from watchers.matching.everyday import COMMON
from watchers.matching.words import GIVEN_NAMES

ROOM = Path(__file__).resolve().parents[3] / "watchers" / "matching"
CODE = re.compile(r'"((?:match|role|refused|refuse|advise)-[a-z-]+)"')


def test_every_code_in_use_is_declared() -> None:
    """Whoever words the reasons finds all of them in one table."""
    # given the sources of the room
    sources = [path for path in ROOM.glob("*.py") if path.name != "codes.py"]
    # when their codes are collected
    used = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    # then the table has them
    assert used
    assert used <= PARAMS.keys()


def test_no_given_name_is_an_ordinary_word_only() -> None:
    """Word lists are in small letters, as they are asked for."""
    # given the lists
    # then no word has a capital
    assert all(word == word.lower() for word in COMMON | GIVEN_NAMES)

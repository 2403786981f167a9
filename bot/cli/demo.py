"""`watchfloor demo`: the whole path offline, in a folder that is thrown away."""

import asyncio
import logging
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.demo.play import play


def act(args: Namespace) -> int:
    """Play it; ends by itself."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    with TemporaryDirectory(prefix="watchfloor-demo-") as folder:
        asyncio.run(play(Path(folder)))
    return 0

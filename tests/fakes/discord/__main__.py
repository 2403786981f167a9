"""The local Discord as a process: `python -m tests.fakes.discord --port N --control`.

Prints one line of JSON with `api_url`, `gateway_url`, `token` and, with --control, `control_url`;
runs until SIGTERM or SIGINT.
"""

import argparse
import asyncio
import json
import signal
from contextlib import AsyncExitStack
from pathlib import Path

from tests.fakes.discord.control import Control
from tests.fakes.discord.limits import Limits
from tests.fakes.discord.server import FakeDiscord, Timing, token_of
from tests.fakes.discord.snapshot import load_world, save_world


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.discord", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token")
    parser.add_argument("--state", type=Path, help="file that keeps the world between runs")
    parser.add_argument("--nonce-window", type=float, default=120.0, metavar="S")
    parser.add_argument("--limits", choices=("none", "real"), default="none")
    parser.add_argument("--control", nargs="?", type=int, const=0, metavar="PORT")
    return parser.parse_args()


async def main(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    fake = FakeDiscord(
        token=arguments.token,
        port=arguments.port,
        limits=Limits.real() if arguments.limits == "real" else Limits.none(),
        timing=Timing(nonce_window_s=arguments.nonce_window),
    )
    if arguments.state is not None and arguments.state.exists():
        load_world(fake.world, arguments.state)
        fake.token = arguments.token or token_of(fake.world.bot.id)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(fake)
        urls = {"api_url": fake.api_url, "gateway_url": fake.gateway_url, "token": fake.token}
        if arguments.control is not None:
            control = await stack.enter_async_context(Control(fake, arguments.control))
            urls["control_url"] = control.url
        print(json.dumps(urls), flush=True)
        await stop.wait()
    if arguments.state is not None:
        save_world(fake.world, arguments.state)


if __name__ == "__main__":
    asyncio.run(main(read_arguments()))

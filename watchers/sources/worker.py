"""The process that reads documents: started anew when one takes too long or too much memory.

Runs as `python -m watchers.sources.worker`: requests on standard input, answers on standard output,
both as length and pickle. It holds no secret and opens no file or connection.
"""

import pickle
import resource
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

Request = tuple[str, bytes, str, str]
"""Which reading (`feed` or `page`), body, media type, address."""
HEADER = struct.Struct("<Q")
READY = b"."
"""Said once, when all that reading needs has been loaded."""


def main() -> None:
    """Answer requests until standard input closes."""
    memory_bytes, limit_s = int(sys.argv[1]), float(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from watchers.sources.formats import read

    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    answers.write(READY)
    answers.flush()
    while (request := _receive(requests)) is not None:
        reading, body, media_type, url = request
        reads = read if reading == "feed" else _page_reading()
        signal.setitimer(signal.ITIMER_VIRTUAL, limit_s)  # its signal ends us, whatever runs
        answer = pickle.dumps(reads(body, media_type, url), protocol=5)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        answers.write(HEADER.pack(len(answer)))
        answers.write(answer)
        answers.flush()


def _page_reading() -> Callable[[bytes, str, str], object]:
    """Loaded only where pages are wanted: the extraction library is large."""
    from watchers.sources.pages import read_page

    return read_page


def _receive(stream: BinaryIO) -> Request | None:
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    body: Request = pickle.loads(stream.read(HEADER.unpack(header)[0]))  # noqa: S301 - from our own parent
    return body


if __name__ == "__main__":
    main()

"""A source's server for the benchmarks, in a process of its own: HTTPS, four 304s and one 200.

`python -m benchmarks.poll_server` prints its port; the 200 is about 200 kB of RSS in 50 kB of gzip.
"""

import asyncio
import gzip
import random
import ssl
from pathlib import Path

TLS = Path(__file__).resolve().parents[1] / "tests" / "samples" / "tls"
WORDS = 5000
ENTRIES = 40


def document(seed: int = 1) -> bytes:
    """A feed of forty entries with their text in HTML, the same for the same seed."""
    dice = random.Random(seed)
    words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(WORDS)]
    entries = "".join(
        f"<item><title>{' '.join(dice.choices(words, k=9))}</title>"
        f"<link>https://news.example/{seed}/{n}</link><guid>{seed}-{n}</guid>"
        f"<pubDate>Mon, 14 Aug 2023 10:{n:02}:00 GMT</pubDate>"
        f"<description><![CDATA[{_page(dice, words[:400])}]]></description></item>"
        for n in range(ENTRIES)
    )
    return f'<rss version="2.0"><channel><title>T</title>{entries}</channel></rss>'.encode()


def _page(dice: random.Random, words: list[str]) -> str:
    """Paragraphs, links and a picture, as the press writes them."""
    picture = '<figure><img src="https://news.example/i.jpg" alt=""><figcaption>A picture'
    paragraphs = (
        f'<p class="t">{" ".join(dice.choices(words, k=45))} <a href="https://news.example/{n}">'
        f"{' '.join(dice.choices(words, k=3))}</a> <em>{dice.choice(words)}</em>.</p>"
        for n in range(10)
    )
    return f"{picture}</figcaption></figure>{''.join(paragraphs)}"


def answers() -> list[bytes]:
    """Four answers of 304 and one of 200."""
    body = gzip.compress(document(), 6)
    whole = (
        b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "a"\r\n'
        b"Content-Encoding: gzip\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    ) + body
    unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nConnection: close\r\n\r\n'
    return [unchanged, unchanged, whole, unchanged, unchanged]


async def serve() -> None:
    """Answer in turn until killed."""
    replies, count = answers(), 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal count
        try:
            await reader.readuntil(b"\r\n\r\n")
            count += 1
            writer.write(replies[count % len(replies)])
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        except (OSError, asyncio.IncompleteReadError, ssl.SSLError):
            writer.transport.abort()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())

"""Bodies unpacked under a cap."""

import gzip
import zlib

import pytest

from watchers.sources.decode import BadEncoding, BodyDecoder, TooLarge


def unpack(body: bytes, encoding: str, *, limit: int = 10_000, step: int = 7) -> bytes:
    decoder = BodyDecoder(encoding, limit)
    for start in range(0, len(body), step):
        decoder.feed(body[start : start + step])
    return decoder.finish()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"plain", ""),
        (b"plain", "identity"),
        (b"plain", "gzip"),  # labelled gzip, sent plain
        (gzip.compress(b"plain", mtime=0), "gzip"),
        (gzip.compress(b"plain", mtime=0), ""),
        (gzip.compress(b"pl", mtime=0) + gzip.compress(b"ain", mtime=0), "x-gzip"),
        (gzip.compress(b"plain", mtime=0) + b"\0\0\0", "gzip"),
        (zlib.compress(b"plain"), "deflate"),
        (zlib.compress(b"plain")[2:-4], "deflate"),  # raw, as some servers send it
    ],
)
def test_body_is_unpacked_as_its_bytes_tell(body: bytes, encoding: str) -> None:
    """Labels are hints: gzip is known by its first bytes, deflate comes with and without header."""
    assert unpack(body, encoding) == b"plain"


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, br"])
def test_encoding_not_asked_for_is_refused(encoding: str) -> None:
    """What we cannot unpack under a cap we do not unpack."""
    with pytest.raises(BadEncoding):
        unpack(b"x", encoding)


def test_stream_cut_short_is_an_error_and_not_a_document() -> None:
    """Half a gzip stream never passes for a whole one."""
    with pytest.raises(BadEncoding):
        unpack(gzip.compress(b"a" * 5000, mtime=0)[:-9], "gzip")


def test_bomb_ends_at_the_limit() -> None:
    """Not one step more than the limit is kept."""
    with pytest.raises(TooLarge):
        unpack(gzip.compress(bytes(2**24)), "gzip", limit=2**16, step=2**20)

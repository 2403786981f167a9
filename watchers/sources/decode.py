"""Bodies unpacked by us under a cap: a decompression bomb ends at the limit, not in memory."""

import zlib

_GZIP_MAGIC = b"\x1f\x8b"
_STEP = 1 << 16
_IDENTITY = frozenset({"", "identity", "none", "utf-8", "binary"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})


class TooLarge(Exception):
    """More bytes than the cap allows."""


class BadEncoding(Exception):
    """A compression that was not asked for, is damaged, or ends before its end."""


class BodyDecoder:
    """Takes the bytes off the wire one piece at a time; `finish` gives the whole decoded body."""

    def __init__(self, encoding: str, limit_bytes: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in _IDENTITY | _PACKED:
            raise BadEncoding(self._encoding)
        self._limit = limit_bytes
        self._body = bytearray()
        self._unpacker: zlib._Decompress | None = None
        self._has_started = False

    def feed(self, piece: bytes) -> None:
        """Takes the next piece; raises TooLarge or BadEncoding as soon as either is certain."""
        if not piece:
            return
        if not self._has_started:
            self._has_started = True
            self._unpacker = self._choose_unpacker(piece)
        if self._unpacker is None:
            self._keep(piece)
        else:
            self._unpack(piece)

    def finish(self) -> bytes:
        """The decoded body; raises BadEncoding where the compressed stream was cut short."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise BadEncoding("cut short")
        return bytes(self._body)

    def so_far(self) -> bytes:
        """What has been decoded of a body that is not read to its end."""
        return bytes(self._body)

    def _choose_unpacker(self, piece: bytes) -> "zlib._Decompress | None":
        if piece.startswith(_GZIP_MAGIC):
            return zlib.decompressobj(wbits=31)
        if self._encoding != "deflate":
            return None  # servers do label plain bodies as gzip; the bytes decide
        is_zlib = piece[0] & 0x0F == 8 and (len(piece) < 2 or (piece[0] << 8 | piece[1]) % 31 == 0)
        return zlib.decompressobj(wbits=15 if is_zlib else -15)

    def _unpack(self, piece: bytes) -> None:
        while piece and self._unpacker is not None:
            try:
                self._keep(self._unpacker.decompress(piece, _STEP))
            except zlib.error as error:
                raise BadEncoding(str(error)) from error
            piece = self._unpacker.unconsumed_tail or self._next_member(self._unpacker)

    def _next_member(self, unpacker: "zlib._Decompress") -> bytes:
        """What follows a finished gzip member: another member, or padding to be dropped."""
        rest = unpacker.unused_data
        if not unpacker.eof or not rest.startswith(_GZIP_MAGIC):
            return b""
        self._unpacker = zlib.decompressobj(wbits=31)
        return rest

    def _keep(self, piece: bytes) -> None:
        self._body += piece
        if len(self._body) > self._limit:
            raise TooLarge

"""One process per database, one per Discord token."""

import fcntl
import os
import tempfile
from hashlib import blake2b
from pathlib import Path

from watchers.store.errors import StoreError


class FileLock:
    """A lock that the kernel lets go of when its process ends, however it ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; the file stays, for removing it would let two in."""
        os.close(self._descriptor)


def lock_database(file: Path) -> FileLock:
    """Hold the lock beside the database file; raises StoreError while another process does."""
    beside = file.with_name(file.name + ".lock")
    try:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        params = {"database": str(file), "detail": error.strerror or "no access"}
        raise StoreError("read-only", params) from error
    holder = _try_lock(descriptor)
    if holder is not None:
        raise StoreError("in-use", {"database": str(file), "detail": holder})
    return FileLock(descriptor)


def lock_token(token: str) -> FileLock | None:
    """Hold this machine's lock of the token; None where this machine keeps no such locks."""
    beside = Path(tempfile.gettempdir()) / f"watchfloor-{token_digest(token)}.lock"
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        descriptor = os.open(beside, flags, 0o600)
    except OSError:
        return None
    if _try_lock(descriptor) is not None:
        raise StoreError("token-in-use")
    return FileLock(descriptor)


def token_digest(token: str) -> str:
    """A short one-way name of the token."""
    return blake2b(token.encode(), digest_size=8, person=b"watchfloor-token").hexdigest()


def _try_lock(descriptor: int) -> str | None:
    """None once locked, with our process number in the file; else who holds it, in brackets."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(descriptor, 20).decode(errors="replace").strip()
        os.close(descriptor)
        return f" (process {holder})" if holder.isdigit() else ""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return None

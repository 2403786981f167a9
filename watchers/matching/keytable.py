"""Which tokens share a key: one sorted array, and a small dictionary for what came later."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

_MASK = 0xFFFFFFFF


class KeyTable:
    """From key to ids; a key's hash may collide, so that whoever asks must check what it gets."""

    def __init__(self) -> None:
        self._packed: npt.NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        self._blocks: list[npt.NDArray[np.uint64]] = []
        self._open: list[int] = []
        self._later: dict[int, tuple[int, ...]] = {}
        self._is_building = True

    def add(self, keys: Iterable[str], value: int) -> None:
        """File the value under each key."""
        if self._is_building:
            self._open.extend((hash(key) & _MASK) << 32 | value for key in keys)
            if len(self._open) > 1 << 16:
                self._close_block()
            return
        for key in keys:
            short = hash(key) & _MASK
            self._later[short] = (*self._later.get(short, ()), value)

    def settle(self) -> None:
        """End the bulk load; what is added from now on goes to the dictionary."""
        if not self._is_building:
            return
        self._close_block()
        if self._blocks:
            self._packed = np.concatenate(self._blocks)
            self._packed.sort()
        self._blocks = []
        self._is_building = False

    def _close_block(self) -> None:
        self._blocks.append(np.array(self._open, dtype=np.uint64))
        self._open = []

    def find(self, keys: Sequence[str]) -> set[int]:
        """Every value filed under one of the keys, and perhaps a few strangers."""
        shorts = [hash(key) & _MASK for key in keys]
        found: set[int] = set()
        if self._packed.size:
            self._find_packed(shorts, found)
        if self._later:
            for short in shorts:
                found.update(self._later.get(short, ()))
        return found

    def _find_packed(self, shorts: list[int], found: set[int]) -> None:
        packed = self._packed
        wanted = np.array(shorts, dtype=np.uint64) << np.uint64(32)
        places = packed.searchsorted(wanted)
        ends = packed.searchsorted(wanted + np.uint64(1 << 32))
        for k in np.flatnonzero(places != ends).tolist():
            found.update((packed[places[k] : ends[k]] & np.uint64(_MASK)).tolist())

"""JSON lines in and out: bad lines are told with their number, counted and skipped."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from rich.console import Console
from rich.progress import open as open_with_progress

from bot.cli.failures import USAGE, CommandFailed

AnyRow = TypeVar("AnyRow", bound=BaseModel)
STDIN = Path("-")


class BadLine(ValueError):
    """A line that gives no row; str() says why."""


class Lines(Generic[AnyRow]):
    """The rows of a file of JSON lines; `bad` counts those that were skipped so far."""

    def __init__(self, path: Path, model: type[AnyRow]) -> None:
        self.bad = 0
        self._path = path
        self._model = model

    def __iter__(self) -> Iterator[tuple[int, AnyRow]]:
        """Each row with its line's number, from 1. Raises CommandFailed without the file."""
        with _open(self._path) as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield from self._read(number, line)

    def _read(self, number: int, line: bytes) -> Iterator[tuple[int, AnyRow]]:
        try:
            yield number, self._model.model_validate(_read_object(line))
        except ValidationError as error:
            self.tell(number, _word(error))
        except BadLine as error:
            self.tell(number, str(error))

    def tell(self, number: int, why: str) -> None:
        """Count a line as bad and say so on standard error."""
        self.bad += 1
        print(f"watchfloor: {self._path}:{number}: {why}; line skipped", file=sys.stderr)


def write(record: Mapping[str, Any]) -> None:
    """One JSON line to standard output; lone surrogates stay escaped."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(record)
    sys.stdout.write(text + "\n")


def _open(path: Path) -> AbstractContextManager[BinaryIO]:
    """The file, with a progress bar on standard error where that is a terminal."""
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    console = Console(stderr=True)
    try:
        return open_with_progress(
            path, "rb", description=path.name, console=console, disable=not console.is_terminal
        )
    except OSError as error:
        raise CommandFailed(f"{path} cannot be read: {error.strerror}", USAGE) from error


def _read_object(line: bytes) -> Any:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine("not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise BadLine("not JSON that can be read: too deep, or a number too long") from error
    if not isinstance(record, dict):
        raise BadLine("not a JSON object")
    return record


def _word(error: ValidationError) -> str:
    """The first fault of a row in a few words."""
    detail = error.errors(include_url=False, include_input=False)[0]
    keys = [str(key) for key in detail["loc"] if not str(key).startswith("function-")]
    name = ".".join(keys[:3])
    if detail["type"] == "missing":
        return f"“{name}” is missing"
    message = detail["msg"].removeprefix("Value error, ")
    return f"“{name}”: {message[:1].lower()}{message[1:]}"

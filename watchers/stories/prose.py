"""What of an article is its own telling: the bare headline and the lines of prose."""

from dataclasses import dataclass

from watchers.model import Article, LineClass, Mark
from watchers.text.lines import classify_lines
from watchers.text.marks import read_marks

MAX_TITLE_CHARS = 500
MAX_BODY_CHARS = 20_000
MAX_LINES = 30
MAX_LINE_CHARS = 1500
LEAD_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Headline without its marks, and the first lines without captions, credits and notes."""

    title: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def lead(self) -> str:
        """The headline and the first lines, one a line."""
        return "\n".join((self.title, *self.lines[:LEAD_LINES]))


def read_prose(article: Article) -> Prose:
    """The article's telling, bounded in size; of its summary where it has no text."""
    marks, title = read_marks(article.title[:MAX_TITLE_CHARS])
    body = (article.text or article.summary)[:MAX_BODY_CHARS]
    lines = (
        body[line.start : line.end].strip()[:MAX_LINE_CHARS]
        for line in classify_lines(body)
        if line.kind is LineClass.PROSE
    )
    return Prose(
        title=title,
        lines=tuple(line for line in lines if line)[:MAX_LINES],
        marks=tuple(dict.fromkeys((*article.marks, *marks))),
    )

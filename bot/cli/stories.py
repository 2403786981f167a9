"""`watchfloor stories`: an archive's articles, each with the story it belongs to."""

import itertools
from argparse import Namespace

from bot.cli.archive import Articles, Id
from bot.cli.failures import WORK_FAILED
from bot.cli.lines import write
from watchers.stories import StoryIndex


def act(args: Namespace) -> int:
    """Write one line per article, in the order of the file."""
    articles = Articles(args.articles)
    for article_id, story in _group(articles):
        write({"article": article_id, "story": story})
    return WORK_FAILED if articles.bad else 0


def _group(articles: Articles) -> list[tuple[Id, int]]:
    numbers = itertools.count(1)
    index = StoryIndex(lambda _: next(numbers))
    return [(article_id, index.assign(article).story_id) for article_id, article in articles]

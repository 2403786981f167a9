"""What can be wrong with a database, each as one clear line with its cure."""

from collections.abc import Mapping

from watchers.model import Param

_LINES: Mapping[str, str] = {
    "newer-schema": "the database {database} was written by a newer Watchfloor (schema {found}); "
    "start that version again, or restore a backup from before the upgrade",
    "not-a-database": "{database} is not a database; move that file away or restore a backup "
    "with: watchfloor restore FILE",
    "foreign-database": "{database} holds another program's tables; name another database in "
    "WATCHFLOOR_DATABASE_URL",
    "damaged": "the database {database} is damaged ({detail}); keep the file, and restore a backup "
    "with: watchfloor restore FILE",
    "read-only": "the database {database} cannot be written ({detail}); give this user the right "
    "to write the file and its folder, or name another in WATCHFLOOR_DATABASE_URL",
    "full": "no room left for the database {database}; free some space, and writing goes on by "
    "itself",
    "in-use": "another Watchfloor is already running on {database}{detail}; stop it first",
    "token-in-use": "another Watchfloor is already running with the same Discord token; stop it "
    "first, or give this one a token of its own",
    "busy": "the database {database} stayed locked by another program for {seconds} s; close that "
    "program",
    "unreachable": "the database {database} cannot be reached ({detail}); see that it runs and "
    "that WATCHFLOOR_DATABASE_URL is right",
    "bad-url": "WATCHFLOOR_DATABASE_URL is not a database address that Watchfloor knows "
    "({detail}); use sqlite:///path/to/file.db or postgresql://user:password@host/name",
    "no-folder": "the folder {folder} cannot be made ({detail}); create it, or name another in "
    "WATCHFLOOR_DATA_DIR",
    "missing": "there is no database {database} yet; start the service once with: watchfloor run",
    "old-schema": "the database {database} has an older schema; run: watchfloor db upgrade",
    "file-exists": "the file {file} exists already; name another for the backup",
    "no-backup": "there is no backup at {file}; name the file that watchfloor backup wrote",
    "not-a-backup": "{file} is not a backup of Watchfloor ({detail}); name the file that "
    "watchfloor backup wrote",
    "old-postgresql": "PostgreSQL {found} is too old; Watchfloor needs 15 or newer",
}


class StoreError(Exception):
    """A database that cannot serve; `str() says in one line why, and the cure."""

    def __init__(self, code: str, params: Mapping[str, Param] | None = None) -> None:
        self.code = code
        self.params: Mapping[str, Param] = dict(params or {})
        super().__init__(_LINES[code].format(**self.params))


class AlreadyRemembered(Exception):
    """Another transaction was first: some of these articles are known by now; nothing was written.

    Look their keys up again and decide anew. `article_ids` are those of the caller.
    """

    def __init__(self, article_ids: tuple[int, ...]) -> None:
        self.article_ids = article_ids
        super().__init__(f"already remembered: {article_ids}")

"""How a command fails: one line and an exit code."""

WORK_FAILED = 1
USAGE = 2
TOKEN_REFUSED = 78  # sysexits.h, EX_CONFIG: no restart will help


class CommandFailed(Exception):
    """The command cannot go on; str() is what the operator reads."""

    def __init__(self, message: str, exit_code: int = WORK_FAILED) -> None:
        self.exit_code = exit_code
        super().__init__(message)

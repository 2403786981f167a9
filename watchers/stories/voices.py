"""Who tells a story and on whose report, counted so that copies and retellings add no weight."""

from watchers.stories.copies import are_copies
from watchers.stories.member import Member
from watchers.stories.origins import STATE_MEDIA

STATE_AGENCIES = frozenset({"KCNA", "Rodong Sinmun", "Xinhua", "TASS", "IRNA", "SANA", STATE_MEDIA})
MAX_QUOTED = 2000


class Voices:
    """Outlets and origins of one story, by key → the name to show."""

    def __init__(self) -> None:
        self.outlets: dict[str, str] = {}
        self.origins: dict[str, str] = {}
        self._is_state: dict[str, bool] = {}
        self._quoted: dict[int, str] = {}
        self._origin_of: dict[str, str] = {}

    @property
    def is_state_only(self) -> bool:
        """Whether every origin is state media."""
        return bool(self._is_state) and all(self._is_state.values())

    def add(self, member: Member, others: list[Member]) -> None:
        """Count one more telling; `others` are the story's earlier members.

        An outlet's first telling says whose report it has; what it adds later is no new origin.
        """
        self.outlets.setdefault(member.outlet, member.name)
        if member.outlet not in self._origin_of:
            self._add_origin(member, others)

    def _add_origin(self, member: Member, others: list[Member]) -> None:
        key, name = self._origin(member, others)
        self._origin_of[member.outlet] = key
        self.origins.setdefault(key, name)
        is_state = member.is_state_media if key == member.outlet else name in STATE_AGENCIES
        self._is_state[key] = self._is_state.get(key, True) and is_state
        if len(self._quoted) < MAX_QUOTED:
            for run in member.quoted:
                self._quoted.setdefault(run, key)

    def _origin(self, member: Member, others: list[Member]) -> tuple[str, str]:
        """The agency named, the report quoted or copied, else the outlet itself."""
        if member.origin:
            return self._known(member.origin)
        for run in member.quoted:
            key = self._quoted.get(run)
            if key is not None:
                return key, self.origins[key]
        for other in others:
            if other.outlet != member.outlet and are_copies(member.shingles, other.shingles):
                return self._known(other.origin) if other.origin else (other.outlet, other.name)
        return member.outlet, member.name

    def _known(self, origin: str) -> tuple[str, str]:
        """An agency that is itself among the outlets is that outlet."""
        key = origin.casefold()
        same = next((k for k, name in self.outlets.items() if key in (k, name.casefold())), None)
        return (same, self.outlets[same]) if same else (key, origin)

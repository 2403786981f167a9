"""`python -m benchmarks [SUBJECT…]`: ratios of speed, printed and written to results.json.

Both sides of a ratio run in one process after one another; compare ratios, not times.
"""

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tables import find_modules, measure

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Measure everything, or the subjects that were named."""
    names = find_modules("bench_", sys.argv[1:])
    if not names:
        print(f"no benchmark of that name; there are: {', '.join(find_modules('bench_'))}")
        return 2
    load = os.getloadavg()[0]
    results = dict(measure(names))
    about = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": "python -m benchmarks " + " ".join(sys.argv[1:]),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load_before": load,
        "results": results,
    }
    RESULTS.write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\nwritten to benchmarks/results.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m benchmarks.evaluate [SUBJECT…]`: accuracy on the labelled sets beside the baselines.

The sets lie beside the checkout and are read in place; without them there is nothing to measure.
"""

import sys

from benchmarks.tables import find_modules, measure


def main() -> int:
    """Evaluate everything, or the subjects that were named."""
    names = find_modules("evaluate_", sys.argv[1:])
    if not names:
        print(f"no evaluation of that name; there are: {', '.join(find_modules('evaluate_'))}")
        return 2
    for _ in measure(names):
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())

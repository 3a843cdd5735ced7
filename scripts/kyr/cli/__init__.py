"""The command line: the only place that prints, counts progress and chooses exit codes.

Each module holds the commands of one subject; importing them here is what makes them known.
"""

import gc

from kyr.cli import building, difference, looking, reporting, status, translating
from kyr.cli.common import app

# Words are read once and kept: to look every 700 objects for some to throw away took a tenth of the time.
gc.set_threshold(100_000, 20, 100)

__all__ = ["app", "building", "difference", "looking", "reporting", "status", "translating"]

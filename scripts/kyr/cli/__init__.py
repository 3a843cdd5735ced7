"""The command line: the only place that prints, counts progress and chooses exit codes.

Each module holds the commands of one subject; importing them here is what makes them known.
"""

from kyr.cli import building, difference, looking, reporting, status, translating
from kyr.cli.common import app

__all__ = ["app", "building", "difference", "looking", "reporting", "status", "translating"]

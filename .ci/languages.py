"""Which languages a run of continuous integration has to do with, as lines “name=value” for the jobs that follow.

.ci/with python .ci/languages.py published
git diff -z --name-only BEFORE AFTER | .ci/with python .ci/languages.py touched
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from kyr.languages import Language
from kyr.problems import ProblemError
from kyr.project import load_project, registered
from kyr.translation.publication import publications

MOST = 8
"""Languages of which a change is shown; each costs a machine for some minutes."""
SHARED = (
    *("docs/assets/", "docs/contacts.yml", "docs/states.yml", "docs/terms.yml", "mkdocs.yml"),
    *("overrides/", "printables/", "pyproject.toml", "scripts/kyr/", "uv.lock"),
)
"""What pages and pieces of every language are made from: English stands for all of them then."""


def touched(languages: Sequence[Language], names: Sequence[str]) -> list[str]:
    """Those of ``languages`` whose words are among the changed files ``names``, in the order of mkdocs.yml.

    English words are shown in English only: the report says which translations they leave behind.
    """
    own = [one for one in languages if any(name.startswith(f"docs/{one.tag}/") for name in names)]
    if any(name.startswith(SHARED) for name in names):
        own += [one for one in languages if one.is_source and one not in own]
    # Who changed a translation looks for that first.
    return [one.tag for one in sorted(own, key=lambda one: one.is_source)]


def main(arguments: list[str]) -> int:
    """Print what was asked for; 1 where the project cannot be read, 2 where nothing is known by that name."""
    root = Path()
    try:
        if arguments == ["touched"]:
            names = sys.stdin.buffer.read().decode("utf-8", "replace").split("\0")
            # Words that cannot be read are shown all the same, as far as they can.
            languages = touched(registered(root), names)
            print(f"left={', '.join(languages[MOST:])}")
            languages = languages[:MOST]
        elif arguments == ["published"]:
            project = load_project(root)
            languages = list(publications(project))
            print(f"placeholder={json.dumps(project.is_placeholder)}")
        else:
            sys.stderr.write(__doc__ or "")
            return 2
    except ProblemError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(f"languages={json.dumps(languages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

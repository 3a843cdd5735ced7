"""Which languages a change is shown in, and whether the site is published."""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import languages
import pytest

from kyr.languages import make_language
from kyr.project import registered
from tests.sandbox import ROOT, Sandbox


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["docs/es/now.md"], ["es"]),
        (["docs/zh-Hans/site.yml", "docs/ar/translation.lock", "README.md"], ["ar", "zh-Hans"]),
        (["docs/en/rights/home.md"], ["en"]),
        (["docs/en/now.md", "docs/es/now.md"], ["es", "en"]),
        (["scripts/kyr/cli.py"], ["en"]),
        (["docs/contacts.yml"], ["en"]),
        (["mkdocs.yml", "docs/es/now.md"], ["es", "en"]),
        # Nothing that a page is made from.
        (["README.md", "tests/test_cli.py", "docs/past/now.md.lock", ".ci/run"], []),
        # Not in the list of languages.
        (["docs/vi/now.md", "docs/esperanto", "docs/es", "../docs/es/x", ""], []),
    ],
)
def test_what_is_touched(names: list[str], expected: list[str]) -> None:
    assert languages.touched(registered(ROOT), names) == expected


def told(
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *what: str,
) -> tuple[int, dict[str, str]]:
    changed = b"docs/es/now.md\0docs/ar/\xff.md\0"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(changed)))
    monkeypatch.chdir(sandbox.root)
    code = languages.main(list(what))
    lines = capsys.readouterr().out.splitlines()
    return code, dict(line.split("=", 1) for line in lines)


def test_what_the_jobs_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = Sandbox(tmp_path)
    code, found = told(sandbox, monkeypatch, capsys, "touched")
    assert (code, found) == (0, {"languages": '["es", "ar"]', "left": ""})
    code, found = told(sandbox, monkeypatch, capsys, "published")
    assert (code, found["placeholder"]) == (0, "true")
    assert json.loads(found["languages"]) == ["en", "es", "ar", "zh-Hans"]
    assert told(sandbox, monkeypatch, capsys, "all")[0] == 2


def test_words_that_cannot_be_read_are_shown_but_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = Sandbox(tmp_path)
    (sandbox.root / "docs/es/now.md").write_text("no front matter")
    assert told(sandbox, monkeypatch, capsys, "touched")[1]["languages"] == '["es", "ar"]'
    assert told(sandbox, monkeypatch, capsys, "published") == (1, {})
    sandbox.edit("mkdocs.yml", "locale: es,", "locale: xx,")
    assert told(sandbox, monkeypatch, capsys, "touched") == (1, {})


def test_many_languages_are_bounded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    many = [make_language(tag) for tag in "en es ar vi ko ru uk fa ps ur ht fr pt".split()]
    monkeypatch.setattr(languages, "registered", lambda root: many)
    names = "\0".join(f"docs/{one.tag}/now.md" for one in many)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(names.encode())))
    assert languages.main(["touched"]) == 0
    lines = dict(line.split("=", 1) for line in capsys.readouterr().out.splitlines())
    assert len(json.loads(lines["languages"])) == languages.MOST
    assert len(lines["left"].split(", ")) == len(many) - languages.MOST


def test_the_environment_is_made_without_a_word_between() -> None:
    """What a job reads from standard output, and hands on by standard input, is the command's alone."""
    echo = "import sys; sys.stdout.write(sys.stdin.read() + sys.argv[1])"
    done = subprocess.run(
        [ROOT / ".ci/with", "python", "-c", echo, "a b"],
        input="heard ",
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "heard a b"


@pytest.mark.parametrize(
    ("answer", "placeholder", "expected", "word"),
    [
        ("workflow https://library.test/rights/", "false", "publish=true", ""),
        (
            "workflow https://library.test/rights/",
            "true",
            "publish=false",
            "site_url: https://library.test/rights/",
        ),
        ("legacy https://library.test/rights/", "false", "publish=false", "GitHub Actions"),
        ("HTTP 404", "false", "publish=false", "not turned on"),
        ("HTTP 403", "false", "", "HTTP 403"),
    ],
)
def test_whether_to_publish(
    tmp_path: Path, answer: str, placeholder: str, expected: str, word: str
) -> None:
    gh = tmp_path / "gh"
    fails = answer.startswith("HTTP")
    said = f'echo "gh: no ({answer})" >&2; exit 1' if fails else f"echo '{answer}'"
    gh.write_text(f'#!/bin/sh\n[ "$1 $2" = "api repos/library/rights/pages" ] || exit 9\n{said}\n')
    gh.chmod(0o755)
    done = subprocess.run(
        [ROOT / ".github/scripts/may-publish"],
        env={
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "library/rights",
            "PLACEHOLDER": placeholder,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == expected
    assert word in done.stderr
    # Only what nobody can have wanted is a failure.
    assert done.returncode == (0 if expected else 1)

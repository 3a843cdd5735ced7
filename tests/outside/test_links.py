"""``kyr check --links`` from the files to the exit code, with ordinary addresses answered on loopback."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kyr import outside
from kyr.cli import app
from kyr.contacts import Status
from kyr.outside.visit import Limits
from kyr.outside.written import written
from kyr.project import Project
from kyr.yamlfile import parse_yaml
from tests.outside.elsewhere import Elsewhere, Reply
from tests.sandbox import ROOT, Sandbox


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    monkeypatch.setattr(outside, "Limits", lambda: Limits(seconds=5.0, pause=0.0))
    return Sandbox(tmp_path)


@pytest.fixture
def few(sandbox: Sandbox) -> Sandbox:
    """With the addresses of contacts and of three pages: each of the rest would be visited once more in every test."""
    sandbox.only_english()
    kept = [f"docs/en/{name}.md" for name in ("now", "rights/home", "glossary")]
    paths = [sandbox.root / "docs/states.yml", *(sandbox.root / "docs/en").rglob("*.md")]
    for path in paths:
        if path.relative_to(sandbox.root).as_posix() not in kept:
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(?m)^ +url: .*\n", "", text), encoding="utf-8")
    return sandbox


def run(sandbox: Sandbox, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *options, "--root", str(sandbox.root)])
    return result.exit_code, result.output


def line_of(sandbox: Sandbox, name: str, text: str) -> int:
    lines = (sandbox.root / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_everything_is_written_down_with_its_place(project: Project) -> None:
    places = written(project)
    for contact in project.contacts.values():
        if contact.url:
            assert contact.url in places or contact.status is Status.DEAD
    for page in project.source.pages.values():
        for source in page.front.sources:
            if source.url:
                assert page.path in {place.path for place in places[source.url.partition("#")[0]]}
    assert project.library.exit in places
    for shared in project.states.shared.values():
        if shared.url:
            assert any(p.path.name == "states.yml" for p in places[shared.url.partition("#")[0]])
    assert project.site_url not in places
    for address, found in places.items():
        for place in found:
            text = place.path.read_text(encoding="utf-8").splitlines()[place.line - 1]
            assert address in text, f"{place.path}:{place.line}"


def test_an_address_that_is_written_twice_has_two_places(project: Project) -> None:
    found = written(project)["https://www.nilc.org/warrants-and-subpoenas-101/"]
    assert {"home.md", "warrants.md", "glossary.md"} <= {place.path.name for place in found}


def test_the_library_s_own_addresses_are_written_too(sandbox: Sandbox) -> None:
    sandbox.edit("mkdocs.yml", "https://library.example/", "https://rights.springfield.gov/")
    sandbox.edit("mkdocs.yml", 'site: ""', "site: https://www.springfield.gov/library/")
    contact = (
        "contacts: [{name: County line, url: 'https://county.gov/line', verified: 2026-11-21}]"
    )
    line = sandbox.edit("mkdocs.yml", "contacts: []", contact)
    places = written(sandbox.load())
    assert places["https://county.gov/line"][0].line == line
    assert "https://www.springfield.gov/library/" in places
    assert "https://rights.springfield.gov/" in places


def test_any_file_that_is_read_into_the_project_counts(project: Project) -> None:
    """A new file of facts needs no word in this check."""

    @dataclasses.dataclass(frozen=True)
    class More(Project):
        further: object = None

    further = parse_yaml("- {state: OH, url: 'https://codes.ohio.gov/x'}", ROOT / "docs/more.yml")
    values = {item.name: getattr(project, item.name) for item in dataclasses.fields(project)}
    places = written(More(**values, further=further))
    assert [(p.path.name, p.line) for p in places["https://codes.ohio.gov/x"]] == [("more.yml", 1)]


def test_all_is_well(sandbox: Sandbox, world: Elsewhere) -> None:
    before = fingerprint(sandbox.root)
    code, text = run(sandbox, "--links", "--strict")
    assert code == 0, text
    count = len(written(sandbox.load()))
    assert f"{count} of {count}: " in text
    assert f"{count} outside addresses visited: 0 errors, 0 warnings, 0 notes." in text
    assert len(world.requests) == count
    assert fingerprint(sandbox.root) == before, "a file was changed"


def test_each_place_of_each_fault_is_told(few: Sandbox, world: Elsewhere) -> None:
    twice = "https://www.nilc.org/warrants-and-subpoenas-101/"
    world.replies[twice] = Reply(404)
    world.replies["https://www.aclu.org/know-your-rights/immigrants-rights"] = Reply(
        301, "https://www.aclu.org/rights"
    )
    world.replies["https://988lifeline.org/"] = Reply(403)
    world.untrusted.add("www.weather.gov")
    before = fingerprint(few.root)
    code, text = run(few, "--links")
    assert code == 1, text
    places = written(few.load())[twice]
    assert len(places) > 1
    for place in places:
        assert f"error {place.path.relative_to(few.root)}:{place.line} [link-dead]" in text
    line = line_of(few, "docs/en/now.md", "aclu.org")
    assert f"warning docs/en/now.md:{line} [link-moved]" in text
    assert "to https://www.aclu.org/rights" in text
    line = line_of(few, "docs/contacts.yml", "url: https://988lifeline.org/")
    assert f"note docs/contacts.yml:{line} [link-refused]" in text
    assert "It is shown on help.md" in text
    line = line_of(few, "mkdocs.yml", "weather.gov")
    assert f"error mkdocs.yml:{line} [link-tls]" in text
    assert fingerprint(few.root) == before, "a file was changed"


def test_what_has_only_moved_stops_a_strict_run_alone(few: Sandbox, world: Elsewhere) -> None:
    world.replies["https://988lifeline.org/"] = Reply(301, "https://988lifeline.org/now/")
    code, text = run(few, "--links")
    assert code == 0, text
    places = written(few.load())["https://988lifeline.org/"]
    assert f"0 errors, {len(places)} warnings" in text
    assert run(few, "--links", "--strict")[0] == 1


def test_a_dead_address_that_nobody_is_shown_is_a_note(few: Sandbox, world: Elsewhere) -> None:
    contact = next(
        contact
        for contact in few.load().contacts.values()
        if contact.status is Status.UNVERIFIED and contact.url
    )
    world.replies[str(contact.url)] = Reply(404)
    code, text = run(few, "--links")
    assert code == 0, text
    assert "0 errors, 0 warnings, 1 notes" in text


def test_known_dead_or_unsafe_addresses_are_not_visited(few: Sandbox, world: Elsewhere) -> None:
    contacts = few.load().contacts
    contact = next(c for c in contacts.values() if c.status is Status.UNVERIFIED and c.url)
    path = few.root / "docs/contacts.yml"
    before, after = path.read_text(encoding="utf-8").split(f"- id: {contact.id}\n")
    after = after.replace("status: unverified", "status: dead-or-removed", 1)
    path.write_text(f"{before}- id: {contact.id}\n{after}", encoding="utf-8")
    assert run(few, "--links")[0] == 0
    assert contact.url not in {request.address for request in world.requests}


def test_no_way_out_is_not_a_hundred_dead_addresses(
    sandbox: Sandbox, world: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(host: str, *args: object, **options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    code, text = run(sandbox, "--links")
    assert code == 2
    assert "is this machine on the network?" in text
    assert "link-dead" not in text


def test_words_with_problems_are_mended_before_anything_is_visited(
    sandbox: Sandbox, world: Elsewhere
) -> None:
    sandbox.append("docs/en/now.md", "{{ nobody.phone }}")
    assert run(sandbox, "--links")[0] == 1
    assert world.requests == []


def test_without_links_nothing_touches_the_network(sandbox: Sandbox) -> None:
    """In a process of its own, whose interpreter refuses every name look-up and every connection."""
    code = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto', 'socket.bind'):\n"
        "        print('NETWORK', event, arguments, flush=True); import os; os._exit(77)\n"
        "sys.addaudithook(refuse)\n"
        "from kyr.cli import app\n"
        "for options in [], ['--strict']:\n"
        "    try:\n"
        "        app(['check', *options, *sys.argv[1:]])\n"
        "    except SystemExit as ended:\n"
        "        print(ended.code, 'httpx' in sys.modules, 'kyr.outside' in sys.modules)\n"
    )
    command = [sys.executable, "-c", code, "--root", str(sandbox.root)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("0 False False") == 2, done.stdout


def test_the_guard_of_that_test_guards(sandbox: Sandbox) -> None:
    code = (
        "import sys, os\n"
        "sys.addaudithook(lambda e, a: os._exit(77) if e == 'socket.getaddrinfo' else None)\n"
        "from kyr.cli import app\napp(sys.argv[1:])\n"
    )
    command = [sys.executable, "-c", code, "check", "--links", "--root", str(sandbox.root)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == 77, done.stdout + done.stderr

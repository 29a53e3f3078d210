"""The child process that builds, and its answers."""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.findings import Finding
from plugins.desk.values import (
    ADAPTER,
    CHANGE_ADAPTER,
    JOINED_ADAPTER,
    EarlyRow,
    JoinedDesk,
    SavedChange,
)
from plugins.preview.builder import Builder, BuildResult
from tests.desk.made_up import full

WARNING = Finding("", 0, "warning", "a/c", "Odd.", "")
# Answers each line of its standard input with `answer()`; `output` is the descriptor for it.
CHILD = """
import json, os, sys
output, builds = int(sys.argv[-1]), 0
if output == 1:
    output = os.dup(1)
    os.dup2(2, 1)
def findings(*lines, ok=True):
    found = [dict.fromkeys(("path", "severity", "rule", "message"), "error") for _ in lines]
    found = [{{**each, "line": line}} for each, line in zip(found, lines)]
    return json.dumps({{"ok": ok, "findings": found}}) + "\\n"
{}
for line in sys.stdin:
    builds += 1
    os.write(output, answer().encode())
"""
PROCESS = "def answer(): return findings(os.getpid())"


def answer_of(*findings, ok=True):
    return json.dumps({"ok": ok, "findings": [dict(vars(finding)) for finding in findings]})


def never():
    return False


@pytest.fixture(params=["here", "windows"])
def start(request, tmp_path, monkeypatch):
    """Returns builders whose child process runs the given Python, in a folder with settings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pelicanconf.py").touch()
    if request.param == "windows":
        monkeypatch.delattr(os, "fork")
        monkeypatch.delattr(os, "killpg")
    made = []

    def builder(words):
        command = [sys.executable, "-c", CHILD.format(words)]
        made.append(Builder(command, tmp_path / "pelicanconf.py"))
        return made[-1]

    yield builder
    for each in made:
        each.close()


def test_a_successful_build_may_have_warnings(start):
    """The answer says whether it is a success."""
    builder = start(f"def answer(): return {answer_of(WARNING)!r} + '\\n'")

    assert builder.build(never) == BuildResult(ok=True, findings=(WARNING,))


def test_a_failed_build_has_findings(start):
    """In the order of the answer, which may come in parts."""
    builder = start("def answer(): return findings(*range(5000), ok=False)")

    result = builder.build(never)

    assert not result.ok
    assert [finding.line for finding in result.findings] == list(range(5000))


def test_one_process_builds_again_and_again(start):
    """As long as nothing has happened to its code."""
    builder = start("def answer(): return findings(builds)")

    assert [builder.build(never).findings[0].line for _ in range(3)] == [1, 2, 3]


def test_a_page_may_be_answered_before_the_build(start):
    """Both answers may come at once; the child gets the path of a file that was saved alone."""
    builder = start(
        "import json\n"
        "def answer(): return json.dumps({'page': json.loads(line)}) + '\\n' + findings(1)"
    )
    shown = []
    for saved in ((Path("a b.md"),), (Path("a.md"), Path("b.md")), ()):
        assert builder.build(never, saved, shown.append).findings[0].line == 1

    assert shown == ["a b.md", "", ""]


def test_the_desk_is_answered_before_the_build(start):
    """And what a saved post changes before that; a long answer comes in parts."""
    values = full()
    row = dict.fromkeys(EarlyRow.__dataclass_fields__)
    row |= {"path": "a.md", "title": "A", "status": "draft", "shown": False, "words": 3}
    row |= {"authors": (), "unreviewed": False, "linked": (), "size": 9, "compressed": 5}
    long = replace(values, posts=values.posts * 200)
    change, early = SavedChange(EarlyRow(**row), (WARNING,)), JoinedDesk(values, (WARNING,))
    lines = [("change", CHANGE_ADAPTER.dump_json(change))]
    lines += [("change", JOINED_ADAPTER.dump_json(early)), ("desk", ADAPTER.dump_json(long))]
    Path("answer").write_text("".join(f'{{"{name}": {line.decode()}}}\n' for name, line in lines))
    builder = start(
        "def answer():\n"
        "    text = open('answer').read() if builds == 1 else ''\n"
        "    os.write(output, text[:100_000].encode())\n"
        "    os.write(output, text[100_000:].encode())\n"
        "    return findings(1, ok=False)"
    )
    changes = []

    assert builder.build(never, note=changes.append).desk == long
    assert changes == [change, early]
    assert builder.build(never, note=changes.append).desk is None
    assert len(changes) == 2


def test_what_a_failed_build_did_not_use_counts_as_saved(start):
    """An early page made with a template that the site was not built with would be half of each."""
    builder = start(
        "def answer(): return json.dumps({'page': json.loads(line)}) + '\\n'"
        " + findings(ok=builds not in {1, 4})"
    )
    shown = []
    for saved in ("a.md", "a.md", "a.md", "c.html", "d.md", "d.md"):
        builder.build(never, [Path(saved)], shown.append)

    assert shown == ["a.md", "a.md", "a.md", "c.html", "", "d.md"]


def process_of(builder):
    """The process id of the child, which has answered with PROCESS."""
    return builder.build(never).findings[0].line


@pytest.mark.parametrize("name", ["plugins/a/b.py", "pelicanconf.py", "more.py", "plugins/a/c.js"])
def test_changed_code_is_loaded_by_a_new_process(start, tmp_path, name):
    """A plugin, the settings file, and what it may import."""
    (tmp_path / "plugins/a").mkdir(parents=True)
    (tmp_path / "plugins/a/b.py").touch()
    builder = start(PROCESS)
    first = process_of(builder)

    (tmp_path / name).write_text("# changed\n")
    second = process_of(builder)

    assert first != second
    assert process_of(builder) == second
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_deleted_plugin_is_a_change(start, tmp_path):
    """Although none of the others has changed."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/x.py").touch()
    builder = start(PROCESS)
    first = process_of(builder)

    (tmp_path / "plugins/x.py").unlink()

    assert process_of(builder) != first


def test_compiled_code_is_no_change(start, tmp_path):
    """The child itself may write it."""
    (tmp_path / "plugins").mkdir()
    builder = start(PROCESS)
    first = process_of(builder)

    (tmp_path / "plugins/__pycache__").mkdir()
    (tmp_path / "plugins/__pycache__/x.pyc").touch()

    assert process_of(builder) == first


def test_a_process_that_ended_between_two_builds_is_replaced(start):
    """Nobody has to know."""
    builder = start(PROCESS)
    first = process_of(builder)

    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)

    assert process_of(builder) != first


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("sys.exit(1)", "ended with exit code 1"),
        ("os.kill(os.getpid(), 9)", "was ended by SIGKILL"),
        ("os.kill(os.getpid(), 40)", "was ended by signal 40"),
        ("sys.exit(0)", "ended with exit code 0"),
        ("return '{\\n'", "was ended by SIGTERM"),
        ("return '[]\\n'", "was ended by SIGTERM"),
        ('return \'{"ok": false, "findings": [{"path": 1}]}\\n\'', "was ended by SIGTERM"),
    ],
)
def test_an_end_without_an_answer_is_a_finding(start, words, end):
    """A crash, an invalid answer and a kill; the next build has a new process."""
    builder = start(f"def answer(): {words}")

    for _ in range(2):
        (found,) = builder.build(never).findings
        assert (found.path, found.severity) == ("", "error")
        assert found.rule == "preview/build-stopped"
        assert end in found.message


def test_the_output_of_the_build_is_printed(start, capfd):
    """What the subprocess prints appears in the terminal."""
    start(
        f"def answer(): os.write(1, b'out'); os.write(2, b'err'); return {answer_of()!r} + '\\n'"
    ).build(never)

    assert "".join(capfd.readouterr()) == "outerr"


def test_a_build_can_be_stopped(start, tmp_path):
    """The subprocess gets SIGTERM, may clean up, and is waited for."""
    ready, tidied = tmp_path / "ready", tmp_path / "tidied"
    builder = start(
        "import pathlib, signal, time\n"
        f"def tidy(*_): pathlib.Path({str(tidied)!r}).touch(); raise SystemExit(143)\n"
        "signal.signal(signal.SIGTERM, tidy)\n"
        f"def answer(): pathlib.Path({str(ready)!r}).touch(); time.sleep(60)\n"
    )

    assert builder.build(ready.exists) == BuildResult(ok=False, cut_off=True)
    assert tidied.exists()


def test_a_build_that_has_answered_is_not_cut_off(start, tmp_path, eventually):
    """The stop came before its answer was read; the process is ended all the same."""
    answered = tmp_path / "answered"
    builder = start(
        "import pathlib, time\n"
        f"def answer(): os.write(output, {answer_of(WARNING)!r}.encode() + b'\\n')\\\n"
        f"    and pathlib.Path({str(answered)!r}).touch(); time.sleep(60)\n"
    )

    def stopping():
        eventually(answered.exists, "the answer")
        return True

    assert builder.build(stopping) == BuildResult(ok=True, findings=(WARNING,))


def test_a_build_that_ignores_sigterm_is_killed(start, tmp_path, monkeypatch):
    """A subprocess that does not end does not block the end of the preview."""
    monkeypatch.setattr("plugins.preview.builder.GRACE", 0.05)
    ready = tmp_path / "ready"
    builder = start(
        "import pathlib, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"def answer(): pathlib.Path({str(ready)!r}).touch(); time.sleep(60)\n"
    )

    assert builder.build(ready.exists).cut_off

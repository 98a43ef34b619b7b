"""What the documents promise: examples that parse, links that lead somewhere, a report page that matches the report."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

from simulator.cli import _parser
from simulator.core.persona_advice import AdviceKind, advise
from simulator.core.persona_draft import Draft, person_from
from simulator.core.persona_schema import FEWEST_LINES, FEWEST_LINES_OTHERWISE, LINES_ONE_MAY_LACK, PersonaFile
from simulator.core.persona_subjects import COMMON_SUBJECTS
from simulator.core.persona_yaml import persona_yaml
from simulator.core.personas import parse_persona
from simulator.core.report import build_report, report_json
from simulator.core.rubric import DIMENSIONS
from simulator.domain import FLAG_KINDS, Booking, Dislikes, Likes, LineKind, MeetingFormat, MoveKind
from simulator.engines.fake import FakeClassifier
from simulator.pipeline import Company
from simulator.scripted import ScriptLine, read_script, rehearse_script
from simulator.settings import PERSONAS_FOLDER

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
EXAMPLE = re.compile(r"python -m simulator (?P<arguments>[^`\n]+)")
SHELL = re.compile(r"\s*[<>|#].*")
MOST_README_LINES = 170


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def examples(path: Path) -> list[str]:
    """The arguments of every `python -m simulator …` in backticks or on a line of its own, less what is for the shell."""
    found = [match["arguments"].replace("\\|", "|") for match in EXAMPLE.finditer(path.read_text(encoding="utf-8"))]
    return [SHELL.sub("", arguments).strip() for arguments in found]


ALL_EXAMPLES = sorted({(path.name, one) for path in DOCUMENTS for one in examples(path)})
README_EXAMPLES = examples(ROOT / "README.md")


@pytest.mark.parametrize(("document", "arguments"), ALL_EXAMPLES, ids=lambda value: str(value))
def test_every_example_of_the_command_line_parses(document, arguments, capsys):
    try:
        options = _parser().parse_args(shlex.split(arguments))
    except SystemExit:
        pytest.fail(f"{document}: python -m simulator {arguments}: {capsys.readouterr().err}")
    assert callable(options.run)


def test_the_readme_shows_every_command():
    commands = next(action.choices for action in _parser()._actions if action.dest == "command")
    assert {shlex.split(one)[0] for one in README_EXAMPLES} == set(commands)


def test_the_readme_s_examples_name_people_and_files_that_are_there():
    options = [_parser().parse_args(shlex.split(one)) for one in README_EXAMPLES]
    people = {one.persona for one in options if getattr(one, "persona", None)}
    files = [path for one in options for path in getattr(one, "files", [])]
    assert people
    assert people <= {path.stem for path in PERSONAS_FOLDER.glob("*.yaml")}
    assert files
    assert [path for path in files if not (ROOT / path).is_file()] == []


def test_the_readme_s_script_can_be_replayed():
    shown = re.search(r"```json\n(.*?)```", text_of("README.md"), re.S)
    assert shown is not None
    assert len(read_script(shown[1].splitlines(), source="README.md")) == 4


def test_the_readme_is_short_enough_to_be_read():
    assert len(text_of("README.md").splitlines()) < MOST_README_LINES


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path):
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_the_readme_links_to_the_other_documents():
    assert {path.relative_to(ROOT).as_posix() for path in DOCUMENTS[1:]} <= set(LINK.findall(text_of("README.md")))


# ── docs/report.md ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_page_has_each_check_with_its_weight_and_guides():
    row = re.compile(r"^\| `(\w+)` \(([\d.]+)\) \| `(\w+)` \| [^|]+ \| ([\d.]+) \| (\d+|–) \|$", re.M)
    told = [(one[0], float(one[1]), one[2], float(one[3]), one[4]) for one in row.findall(text_of("docs/report.md"))]
    assert told == [
        (dimension.id, dimension.weight, check.id, check.weight, str(check.sources or "–"))
        for dimension in DIMENSIONS
        for check in dimension.checks
    ]


def keys(value: object) -> set[str]:
    """Every key of a JSON value, however deep."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


def test_the_report_page_has_every_key_of_a_report(nadia, knowledge):
    company = Company(nadia, knowledge[nadia.id], FakeClassifier({"hire": MoveKind.JOB_ASK, "thank": MoveKind.THANKS}))
    said = (
        "Hello, thank you for making time for me, I would like to hear about your work and how you came to it.",
        "How did you get started in nursing, and what was it that made you stay when it was hard to go on?",
        "What does a good day look like for you, from the moment you come in until you leave the ward at night?",
        "Would you hire me?",
    )
    script = [ScriptLine(text, 5.0, 1.0) for text in said]
    state = rehearse_script(company, script, Booking(MeetingFormat.VIDEO, 20), seed=0)
    report = json.loads(json.dumps(report_json(build_report(nadia, state))))
    assert report["flags"]
    assert report["questions"]
    assert report["highlights"]["fix"]
    assert report["their_view"]["thoughts"]
    assert report["their_view"]["would"]
    page = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", text_of("docs/report.md")))))
    assert keys(report) - page == set()


def test_the_report_page_has_every_kind_of_flag():
    assert [kind for kind in FLAG_KINDS if f"`{kind}`" not in text_of("docs/report.md")] == []


# ── requirements.txt ─────────────────────────────────────────────────────────────────────────────────────────────


def test_every_requirement_says_why_it_is_there():
    lines = [line for line in text_of("requirements.txt").splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+\S*\s+# \w.{8,}", line)] == []


# ── docs/personas.md ─────────────────────────────────────────────────────────────────────────────────────────────


def persona_keys(model: object) -> set[str]:
    """Every key of the schema, however deep."""
    properties = json.loads(json.dumps(model))
    found: set[str] = set()
    for one in [properties, *properties.get("$defs", {}).values()]:
        found |= set(one.get("properties", {}))
    return found


def test_the_guide_knows_every_key_and_every_kind_of_line_and_of_advice():
    guide = text_of("docs/personas.md")
    examples_of_keys = "\n".join(re.findall(r"```yaml\n(.*?)```", guide, re.S))
    keys_shown = set(re.findall(r"(\w+):", examples_of_keys))
    assert persona_keys(PersonaFile.model_json_schema()) - keys_shown == set()
    for kind in (*LineKind, *AdviceKind, *COMMON_SUBJECTS):
        assert f"`{kind}`" in guide, kind
    for kind in (*Likes, *Dislikes):
        assert f"{kind}:" in examples_of_keys, kind


def test_the_guide_s_numbers_of_lines_are_the_ones_that_are_checked():
    told = re.findall(r"^\| `(\w+)` \| .* \| (\d+) \| \d+ \|$", text_of("docs/personas.md"), re.M)
    needed = [kind for kind in LineKind if kind not in LINES_ONE_MAY_LACK]
    assert [(LineKind(kind), int(count)) for kind, count in told] == [
        (kind, FEWEST_LINES.get(kind, FEWEST_LINES_OTHERWISE)) for kind in needed
    ]


def test_the_guide_s_example_is_a_person_without_faults():
    draft = Draft(name="Ada Example", title="Head", organisation="Rivermouth Water", field="Public service")
    content = yaml.safe_load(persona_yaml(person_from(draft, "ada-example")))
    for block in re.findall(r"```yaml\n(.*?)```", text_of("docs/personas.md"), re.S):
        shown = yaml.safe_load(block)
        content["lines"] |= shown.pop("lines", {})
        content["topics"] = [*shown.pop("topics", content["topics"][:1]), *content["topics"][1:]]
        content |= shown
    persona = parse_persona(yaml.safe_dump(content, allow_unicode=True), source="docs/personas.md")
    shown_there = (("topics", 0), ("public_facts", 0), ("asks_back", 0))
    about_ada = [one for one in advise(persona) if one.path[:2] in shown_there]
    assert [one.says for one in about_ada] == ["has 3 of 5 questions"]

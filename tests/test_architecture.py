"""The layers: who may import whom. Read off the source, so that a lazy import counts too."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "simulator"
LEAVES = {"domain", "errors", "language", "rarity", "skops_file", "turn_sound"}
ALLOWED = {
    "domain": set(),
    "errors": set(),
    "language": set(),
    "skops_file": set(),
    "rarity": {"errors"},
    "turn_sound": set(),
    "fillers": LEAVES | {"fillers"},
    "ports": LEAVES,
    "core": LEAVES | {"ports", "core"},
    "engines": LEAVES | {"ports", "engines", "fillers"},
    "store": LEAVES | {"ports", "store"},
    "moves": LEAVES | {"ports", "moves"},
    "subjects": LEAVES | {"ports", "subjects"},
    "pipeline": LEAVES | {"ports", "core"},
    "settings": LEAVES,
    "scripted": LEAVES | {"core", "pipeline"},
    "report_html": LEAVES | {"core", "report_svg"},
    "report_svg": LEAVES | {"core"},
    "report_text": LEAVES | {"core"},
    "evaluation": LEAVES | {"ports", "core", "pipeline"},
    "recorded_talks": LEAVES | {"ports", "core", "pipeline", "engines", "evaluation", "sound_of_talks"},
    "rehearsal": LEAVES | {"ports", "core", "pipeline", "store"},
    "voice": LEAVES | {"ports", "core", "pipeline", "rehearsal", "voice"},
    "persona_check": LEAVES | {"core"},
    "own_people": LEAVES | {"core", "settings"},
    "retakes": LEAVES | {"ports", "core", "pipeline", "store"},
    "drills": LEAVES | {"core"},
    "past_talks": LEAVES | {"core", "store", "stored"},
    "report_pdf": LEAVES | {"core"},
    "export": LEAVES | {"core", "store", "stored", "past_talks", "scripted", "report_html", "report_pdf"},
    "sound_of_talks": LEAVES | {"core", "store"},
    "stored": LEAVES | {"core", "store", "sound_of_talks"},
}
IMPURE = {"time", "random", "threading", "os", "subprocess", "streamlit", "sounddevice", "av", "faster_whisper"}


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_layer_imports_only_what_lies_further_in(path):
    own = {name.split(".")[1] for name in imports(path) if name.startswith("simulator.")}
    allowed = ALLOWED.get(layer(path))
    if allowed is not None:
        assert own <= allowed


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_pages_import_streamlit(path):
    assert layer(path) == "ui" or not any(name.split(".")[0] == "streamlit" for name in imports(path))


@pytest.mark.parametrize("path", sorted((PACKAGE / "core").glob("*.py")), ids=lambda path: path.name)
def test_the_core_reads_no_clock_and_draws_no_chance_of_its_own(path):
    found = {name.split(".")[0] for name in imports(path)} & IMPURE
    assert found <= {"random"}  # for the type of the chance that is handed in
    assert "random.random(" not in path.read_text(encoding="utf-8")


def test_the_pipeline_loads_no_heavy_library():
    heavy = "sklearn streamlit faster_whisper pocketsphinx av sqlalchemy numpy".split()
    program = f"import sys, simulator.pipeline; print([name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.strip() == "[]"


def test_no_page_lets_people_s_words_be_markup():
    for path in (PACKAGE / "ui").rglob("*.py"):
        assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), path

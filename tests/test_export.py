"""Talks as files: all as JSON and CSV, one as a page, a PDF or JSON; in the program and on the command line."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from simulator.cli import main
from simulator.core.report import build_report, report_json
from simulator.domain import Booking, EndedBy, MeetingFormat, MoveKind, Role, Turn
from simulator.engines.fake import FakeClassifier
from simulator.errors import SimulatorError, StoreError
from simulator.export import COLUMNS, AllFormat, TalkFormat, export_all, export_talk, find_talk
from simulator.pipeline import Company
from simulator.rehearsal import Rehearsal
from simulator.report_html import report_html
from simulator.report_pdf import report_pdf
from simulator.scripted import ScriptLine, rehearse_script
from simulator.store import SessionStore
from simulator.stored import stored_report

BOOKING = Booking(MeetingFormat.VIDEO, 20)
NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
SAID = (
    "Hello, thank you for making the time, I would love to hear about your work and how you came to it.",
    "How did you get started in nursing, and what made you stay when it was hard to go on?",
    "Would you hire me & my friend Wanjirũ <b>Kamau</b>? “Please” – naïve, ask Жанна 😀",
    "What does a good day look like for you on the ward, from the morning to the night?",
)


@pytest.fixture(scope="module")
def company(nadia, knowledge):
    moves = {"hire": MoveKind.JOB_ASK, "thank": MoveKind.THANKS, "?": MoveKind.QUESTION}
    return Company(nadia, knowledge[nadia.id], FakeClassifier(moves))


@pytest.fixture(scope="module")
def report(nadia, company):
    script = [ScriptLine(text, 5.0, 1.0) for text in SAID]
    state = rehearse_script(company, script, BOOKING, seed=0)
    return build_report(nadia, state, started="2026-03-09T12:00:00+00:00")


@pytest.fixture(scope="module")
def pdf(report):
    return pypdf.PdfReader(io.BytesIO(report_pdf(report)))


@pytest.fixture
def store(home):
    return SessionStore(home)


@pytest.fixture
def talk_id(store, company):
    seconds = iter(float(number) for number in range(0, 10_000, 10))
    talk = Rehearsal.begin(company, store, BOOKING, seed=1, synthesizer=None, steady_s=lambda: next(seconds))
    for text in SAID:
        talk.take(text, expected_index=len(talk.state.turns))
    talk.end()
    return talk.session_id


def words_of(document) -> str:
    """The document's text on one line, without the feet of its pages."""
    pages = [page.extract_text().replace(f"Page {number}", "") for number, page in enumerate(document.pages, start=1)]
    return " ".join(" ".join(pages).split())


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_pdf_is_a4_with_numbered_pages_bookmarks_and_a_title(pdf):
    assert len(pdf.pages) >= 2
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert all(f"Page {number}" in page.extract_text() for number, page in enumerate(pdf.pages, start=1))
    assert pdf.metadata.title == "Your talk with Nadia Rahman"
    outline = [one for one in pdf.outline if not isinstance(one, list)]
    assert [one.title for one in outline] == ["Your talk with Nadia Rahman"]


def test_the_pdf_s_fonts_are_inside(pdf):
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    ours = [font for font in fonts if "Helvetica" not in font["/BaseFont"]]
    assert ours
    assert all("/FontFile2" in font["/FontDescriptor"] for font in ours)
    assert all("/ToUnicode" in font for font in ours)


def test_the_pdf_says_what_the_report_says_in_its_order(pdf, report):
    text = words_of(pdf)
    for said in [report.headline, report.fix.next_time, *(turn.text for turn in report.facts.state.turns[:2])]:
        assert " ".join(said.split()) in text
    for flag in report.flags:
        assert flag.flag.rewrite in text
        assert flag.flag.why in text
    for result in report.dimensions:
        assert f"{result.dimension.title}: {'not rated' if result.score is None else result.score}" in text
        assert all(one.finding.why in text for one in result.checks)
    headings = (
        "What went well",
        "One thing to fix first",
        "The talk at a glance",
        "What they may have minded",
        "Scores",
    )
    places = [text.index(one) for one in (*headings, "The whole talk")]
    assert places == sorted(places)
    page = report_html(report)
    assert [page.index(one) for one in headings] == sorted(page.index(one) for one in headings)


def test_the_pdf_keeps_names_quotes_and_marks_and_shows_what_it_cannot_draw(pdf):
    said = "Would you hire me & my friend Wanjirũ <b>Kamau</b>? “Please” – naïve, ask Жанна \N{BLACK SQUARE}"
    assert said in words_of(pdf)


def test_the_same_report_gives_the_same_pdf(report):
    assert report_pdf(report) == report_pdf(report)


def test_words_without_end_and_signs_of_every_kind_make_a_pdf(nadia, company):
    script = [
        ScriptLine("a" * 3_000 + "?", 5.0, 1.0),
        ScriptLine("\0 \x1b \u202e <para> &amp; ]]> \U0010ffff", 1.0, 1.0),
    ]
    state = rehearse_script(company, script, BOOKING, seed=0)
    assert words_of(pypdf.PdfReader(io.BytesIO(report_pdf(build_report(nadia, state)))))


# ── one talk, all talks ──────────────────────────────────────────────────────────────────────────────────────────


def test_one_talk_as_a_page_a_pdf_and_json(store, talk_id, nadia):
    people, report = {nadia.id: nadia}, stored_report(store, talk_id, nadia)
    assert export_talk(store, people, talk_id, TalkFormat.HTML).decode() == report_html(report)
    assert export_talk(store, people, talk_id, TalkFormat.PDF).startswith(b"%PDF-")
    told = json.loads(export_talk(store, people, talk_id, TalkFormat.JSON))
    assert told["report"] == json.loads(json.dumps(report_json(report)))
    assert [turn["text"] for turn in told["turns"]] == [turn.text for turn in store.turns(talk_id)]


def test_all_talks_as_json_the_oldest_first_with_what_cannot_be_judged(store, talk_id, nadia, home):
    goes_on = store.create(nadia.id, BOOKING, 1, now=datetime.now(UTC), persona_name=nadia.name)
    gone = store.create("tom-gone", BOOKING, 1, now=NOON, persona_name="Tom Gone")
    store.append(gone, Turn(0, Role.USER, "Hello?", 0.0, 1.0))
    store.finish(gone, EndedBy.STOPPED, 60.0)
    told = json.loads(export_all(store, {nadia.id: nadia}, AllFormat.JSON))
    assert (told["schema"], [one["id"] for one in told["talks"]]) == (1, [gone, talk_id, goes_on])
    assert [one["report"] is None for one in told["talks"]] == [True, False, True]
    assert told["talks"][0]["turns"][0]["text"] == "Hello?"
    with closing(sqlite3.connect(home / "talks.sqlite3")) as connection:
        connection.execute("UPDATE turns SET moves = 'nonsense' WHERE session_id = ?", (gone,))
        connection.commit()
    damaged = json.loads(export_all(store, {nadia.id: nadia}, AllFormat.JSON))["talks"]
    assert (damaged[0]["turns"], len(damaged[1]["turns"])) == (None, len(store.turns(talk_id)))


def test_all_talks_as_csv_a_row_each(store, talk_id, nadia):
    gone = store.create("tom-gone", BOOKING, 1, now=NOON, persona_name="=HYPERLINK(1)")
    store.finish(gone, EndedBy.STOPPED, 90.0)
    store.create(nadia.id, BOOKING, 1, now=NOON, persona_name=nadia.name)  # goes on
    rows = list(csv.DictReader(io.StringIO(export_all(store, {nadia.id: nadia}, AllFormat.CSV).decode())))
    assert [row["id"] for row in rows] == [gone, talk_id]
    assert (rows[0]["person"], rows[0]["minutes"], rows[0]["overall"]) == ("'=HYPERLINK(1)", "1.5", "")
    report = stored_report(store, talk_id, nadia)
    assert (rows[1]["overall"], rows[1]["flags"]) == (str(report.overall), "1")
    assert rows[1]["score_learning_not_asking"] == str(report.dimensions[1].score)
    assert rows[1]["score_delivery"] == ""


def test_the_page_on_exports_has_every_column():
    page = (Path(__file__).parents[1] / "docs" / "progress.md").read_text(encoding="utf-8")
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert [one for one in COLUMNS if f"`{one}`" not in page] == []


def test_what_cannot_be_exported_is_said(store, talk_id, nadia):
    goes_on = store.create(nadia.id, BOOKING, 1, now=NOON, persona_name=nadia.name)
    with pytest.raises(StoreError, match="not finished"):
        export_talk(store, {nadia.id: nadia}, goes_on, TalkFormat.PDF)
    with pytest.raises(SimulatorError, match="Export it as json"):
        export_talk(store, {}, talk_id, TalkFormat.HTML)
    assert json.loads(export_talk(store, {}, talk_id, TalkFormat.JSON))["report"] is None


def test_a_talk_is_found_by_its_id_its_beginning_or_as_the_last(store, talk_id, nadia):
    store.create(nadia.id, BOOKING, 1, now=datetime.now(UTC), persona_name=nadia.name)  # the newest, goes on
    assert {find_talk(store, one) for one in (talk_id, talk_id[:6], "last")} == {talk_id}
    for wanted, says in (("abc", "too short"), ("zzzz", "no talk that begins"), ("", "too short")):
        with pytest.raises(StoreError, match=says):
            find_talk(store, wanted)
    with pytest.raises(StoreError, match="no finished talk yet"):
        find_talk(SessionStore(store_folder_without_talks(store)), "last")


def store_folder_without_talks(store):
    store.delete_all()
    return store._database._path.parent


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_prints_or_writes(talk_id, capsysbinary, tmp_path):
    assert main(["export"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["talks"][0]["id"] == talk_id
    assert main(["export", "--format", "csv"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"id,started,person,")
    out = tmp_path / "talk.pdf"
    assert main(["export", "--talk", "last", "--format", "pdf", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert main(["export", "--talk", talk_id[:8], "--format", "html"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "pdf"], "for one talk add --talk ID."),
        (["--talk", "last", "--format", "csv"], "one talk is written as html or pdf or json."),
        (["--talk", "last", "--out", "nowhere/talk.json"], "cannot be written: No such file"),
        (["--talk", "0000"], "There is no talk that begins with '0000'."),
    ],
)
@pytest.mark.usefixtures("talk_id")
def test_the_command_says_in_a_sentence_what_is_wrong(capsys, monkeypatch, tmp_path, arguments, says):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 1
    printed, complained = capsys.readouterr()
    assert printed == ""
    assert says in complained
    assert complained.count("\n") == 1


@pytest.mark.usefixtures("talk_id")
def test_the_command_overwrites_nothing(capsys, tmp_path):
    out = tmp_path / "talks.json"
    out.write_text("mine")
    assert main(["export", "--out", str(out)]) == 1
    assert "nothing was overwritten" in capsys.readouterr().err
    assert out.read_text() == "mine"

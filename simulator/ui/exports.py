"""Buttons that take talks along as files. A file is made when its button is pressed, not before."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st

from simulator.core.report import Report, report_json
from simulator.domain import Persona
from simulator.export import AllFormat, export_all
from simulator.report_html import report_html
from simulator.report_pdf import report_pdf
from simulator.store import SessionStore
from simulator.ui.lazy_download import lazy_download


def export_all_buttons(store: SessionStore, people: Mapping[str, Persona]) -> None:
    """All talks as JSON and as CSV, behind one button."""
    with st.popover("Take all talks along", icon=":material/download:"):
        lazy_download(
            "All talks as JSON",
            lambda: export_all(store, people, AllFormat.JSON),
            file_name="talks.json",
            mime="application/json",
            icon=":material/data_object:",
            key="export-json",
            type="tertiary",
            help="Every word of them, with their reports: for other programs, or as a copy of your own.",
        )
        lazy_download(
            "A table of scores",
            lambda: export_all(store, people, AllFormat.CSV),
            file_name="talks.csv",
            mime="text/csv",
            icon=":material/table:",
            key="export-csv",
            type="tertiary",
            help="A row a talk, without a word that was said: for a spreadsheet.",
        )


def report_buttons(report: Report) -> None:
    """One talk's feedback as a PDF, a page and JSON, behind one button."""
    name = f"feedback-{report.facts.persona.id}"
    with st.popover("Take this feedback along", icon=":material/download:"):
        lazy_download(
            "Download as a PDF",
            lambda: report_pdf(report),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            key="report-pdf",
            type="tertiary",
        )
        lazy_download(
            "Download as a page",
            lambda: report_html(report),
            file_name=f"{name}.html",
            mime="text/html",
            icon=":material/web:",
            key="report-page",
            type="tertiary",
        )
        lazy_download(
            "Download as JSON",
            lambda: json.dumps(report_json(report), indent=2, ensure_ascii=False),
            file_name=f"{name}.json",
            mime="application/json",
            icon=":material/data_object:",
            key="report-json",
            type="tertiary",
            help="For other programs.",
        )

"""Buttons that take talks along as files. A file is made when its button is pressed, not before.

What makes it runs outside the page: it must not touch the page's state, so everything it needs is handed to it.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from simulator.core.report import Report
from simulator.domain import Persona
from simulator.export import AllFormat, export_all
from simulator.report_pdf import report_pdf
from simulator.store import SessionStore


def export_all_buttons(store: SessionStore, people: Mapping[str, Persona]) -> None:
    """All talks as JSON and as CSV."""
    st.download_button(
        "All talks as JSON",
        lambda: export_all(store, people, AllFormat.JSON),
        file_name="talks.json",
        mime="application/json",
        icon=":material/data_object:",
        on_click="ignore",
        help="Every word of them, with their reports: for other programs, or as a copy of your own.",
    )
    st.download_button(
        "A table of scores",
        lambda: export_all(store, people, AllFormat.CSV),
        file_name="talks.csv",
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
        help="A row a talk, without a word that was said: for a spreadsheet.",
    )


def pdf_button(report: Report, *, file_name: str) -> None:
    """The report as a PDF."""
    st.download_button(
        "Download as a PDF",
        lambda: report_pdf(report),
        file_name=file_name,
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )

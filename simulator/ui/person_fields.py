"""The fields of the page on which a person is written: each keeps what is typed at once, in the page and on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from simulator.core.persona_draft import Draft
from simulator.errors import SimulatorError
from simulator.own_people import forget_draft, keep_draft
from simulator.ui.plain import plain

DRAFT, SERIAL, SECTION, TROUBLE = "person_draft", "person_serial", "person_section", "person_trouble"

Put = Callable[[Draft, Any], None]
"""Puts the value of a field into the draft."""


def current_draft() -> Draft | None:
    """What is being written, if the page shows it."""
    draft: Draft | None = st.session_state.get(DRAFT)
    return draft


def open_draft(draft: Draft, *, instead: bool = False) -> None:
    """Show the draft; it is kept from the first thing that is typed on. `instead`: of another, which is forgotten."""
    if instead:
        forget_draft()
    st.session_state[DRAFT] = draft
    st.session_state.pop(SECTION, None)
    show_anew()


def close_draft(*, forget: bool) -> None:
    """Back to the gallery. What was typed stays on disk unless it is to be forgotten."""
    st.session_state.pop(DRAFT, None)
    if forget:
        forget_draft()


def show_anew() -> None:
    """Let every field take its value from the draft again: entries of a list have moved."""
    st.session_state[SERIAL] = st.session_state.get(SERIAL, 0) + 1


def keep() -> None:
    """Keep the draft on disk; where that fails it stays in the page, which says so."""
    draft = current_draft()
    if draft is None:
        return
    try:
        keep_draft(draft)
        st.session_state.pop(TROUBLE, None)
    except SimulatorError as error:
        st.session_state[TROUBLE] = str(error)


def key_of(name: str, value: object) -> str:
    """The key of a field, which has the value to begin with."""
    key = f"person-{st.session_state.get(SERIAL, 0)}-{name}"
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def take(key: str, put: Put) -> None:
    """Runs before the page is drawn again, so that nothing is lost when the field is not on it any more."""
    draft = current_draft()
    if draft is not None:
        put(draft, st.session_state[key])
        keep()


def setter(name: str) -> Put:
    return lambda draft, value: setattr(draft, name, value)


def line(
    name: str, label: str, value: str, put: Put, *, hint: str = "", most: int = 200, help: str | None = None
) -> None:
    """One line of text."""
    key = key_of(name, value)
    st.text_input(
        label, key=key, max_chars=most, placeholder=hint, help=help, on_change=take, args=(key, put), autocomplete="off"
    )


def area(
    name: str,
    label: str,
    value: str,
    put: Put,
    *,
    hint: str = "",
    most: int = 1_500,
    height_px: int = 110,
    help: str | None = None,
) -> None:
    """Several lines of text."""
    key = key_of(name, value)
    st.text_area(
        label,
        key=key,
        max_chars=most,
        placeholder=hint,
        height=height_px,
        help=help,
        on_change=take,
        args=(key, put),
    )


def choice(name: str, label: str, options: Sequence[Any], value: object, put: Put, **more: Any) -> None:  # noqa: ANN401
    """One of a few, from a list that unfolds."""
    key = key_of(name, value)
    st.selectbox(label, options, key=key, on_change=take, args=(key, put), **more)


def remark(problems: dict[str, str], name: str, *, when: bool = True) -> None:
    """What is wrong with the field above, if anything is."""
    if when and name in problems:
        st.markdown(f":red[:material/error: {plain(problems[name])}]")  # a caption would be too pale

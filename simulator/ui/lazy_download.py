"""A download whose file is made when its button is pressed, and which says in a sentence when it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Literal

import streamlit as st

from simulator.errors import SimulatorError
from simulator.ui.plain import plain

LONGEST_START_S, LONGEST_MAKING_S = 5.0, 120.0
"""So long the page waits for the browser to ask for the file, and for the file to be made."""
UNKNOWN_TROUBLE = "This file could not be made. Your talks are as they were. Load the page again and try once more."


class Making:
    """What becomes of the files that one button makes. They are made on another thread than the page's."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._begun = self._done = self._told = 0
        self._problem = ""

    def make(self, file: Callable[[], bytes | str]) -> bytes | str:
        """The file. Raises `SimulatorError` with a sentence for the page, whatever was raised."""
        with self._changed:
            self._begun += 1
            self._changed.notify_all()
        problem = ""
        try:
            return file()
        except SimulatorError as error:
            problem = str(error)
            raise
        except Exception:  # what broke may hold words of the talk, and what is raised here is logged
            problem = UNKNOWN_TROUBLE
            raise SimulatorError(UNKNOWN_TROUBLE) from None
        finally:
            with self._changed:
                self._done += 1
                self._problem = problem
                self._changed.notify_all()

    def problem(self, *, start_s: float = LONGEST_START_S, making_s: float = LONGEST_MAKING_S) -> str:
        """Wait for a file that was just asked for: what went wrong in a sentence, or nothing."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._begun > self._told, start_s):
                return UNKNOWN_TROUBLE
            self._changed.wait_for(lambda: self._done == self._begun, making_s)
            self._told = self._done
            return self._problem


@st.fragment
def lazy_download(
    label: str,
    file: Callable[[], bytes | str],
    *,
    file_name: str,
    mime: str,
    icon: str,
    key: str,
    help: str | None = None,
    type: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """The button, in a part of the page of its own: the rest stays as it is.

    `file` runs outside the page: it must not touch the page's state, so everything it needs is handed to it.
    """
    making: Making = st.session_state.setdefault(f"making-{key}", Making())
    pressed = st.download_button(
        label,
        lambda: making.make(file),
        file_name=file_name,
        mime=mime,
        icon=icon,
        key=key,
        help=help,
        type=type,
    )
    if not pressed:
        return
    with st.spinner("Making the file …"):
        problem = making.problem()
    if problem:
        st.error(plain(problem), icon=":material/error:")

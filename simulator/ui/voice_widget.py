"""The browser's side of a hands-free talk: its files put together and mounted. No build, no frame, nothing fetched."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent / "voice_component"
SCRIPTS = ("help.js", "sound.js", "line.js", "face.js", "voice.js")
"""In this order; they share one module, and the last one hands it over."""
WORKLETS = {"CAPTURE_WORKLET": "capture.worklet.js", "PLAYBACK_WORKLET": "playback.worklet.js"}
"""They run in the browser's sound thread, which takes a file of its own: each travels as a string."""


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def script() -> str:
    """All of the JavaScript as one module."""
    worklets = [f"const {name} = {json.dumps(_text(file))};" for name, file in WORKLETS.items()]
    return "\n".join([*worklets, *map(_text, SCRIPTS)])


def mount_voice(data: dict[str, Any], *, key: str, on_change: Callable[[], None]) -> dict[str, Any]:
    """The room, and what it reports: `rev`, `again` and `stale` are numbers that grow, `cannot` is a word.

    `key` must stay the same through a talk, or the browser would open a second microphone.
    """
    component = st.components.v2.component(
        "hands_free_room", html=_text("voice.html"), css=_text("voice.css"), js=script()
    )
    changes: dict[str, Any] = dict.fromkeys(
        ("on_rev_change", "on_again_change", "on_stale_change", "on_cannot_change"), on_change
    )
    return dict(component(key=key, data=data, **changes))

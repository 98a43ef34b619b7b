"""The room: a talk held hands-free, and the switch to recording and sending each answer by hand."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from simulator.domain import Persona, Role
from simulator.errors import SimulatorError
from simulator.rehearsal import Rehearsal
from simulator.settings import Settings
from simulator.ui.machine import engine_notice, machine
from simulator.ui.plain import plain
from simulator.ui.portrait import portrait_svg
from simulator.ui.steps import REHEARSAL
from simulator.ui.talk import HEARD, PROBLEM, UNSENT, show_over, show_talk
from simulator.ui.voice_widget import mount_voice
from simulator.voice.hub import HUB
from simulator.voice.socket import PATH
from simulator.voice.wire import LiveCall
from simulator.wiring import build_call

WAY, LINE, CANNOT, SEEN = "way_to_talk", "voice_line", "hands_free_cannot", "room_seen"
PATIENCE = "normal"


class Way(StrEnum):
    """How the user talks. Kept for as long as the page is open."""

    HANDS_FREE = "hands-free"
    RECORDED = "recorded"


WAY_NAMES = {Way.HANDS_FREE: "Hands-free", Way.RECORDED: "Record and send"}


def way_to_talk() -> Way:
    return Way(st.session_state.get(WAY, Way.HANDS_FREE))


def choose_way(key: str) -> None:
    """Before the talk: how one would like to speak."""
    chosen = st.pills(
        "How you talk",
        list(Way),
        format_func=WAY_NAMES.__getitem__,
        default=way_to_talk(),
        required=True,
        help="Hands-free: as on a call. Record and send: a click before and after each answer, and you can check the words.",
        key=key,
    )
    st.session_state[WAY] = chosen or Way.HANDS_FREE


def show_conversation(rehearsal: Rehearsal, current: Settings) -> None:
    """The page of a talk, in the way that was chosen."""
    if way_to_talk() is Way.HANDS_FREE:
        _show_room(rehearsal, current)
        return
    show_talk(rehearsal, current)
    reason = _why_not_hands_free()
    if reason:
        st.caption(reason)
    if CANNOT not in st.session_state and not rehearsal.state.over:
        st.button("Talk hands-free instead", icon=":material/hearing:", type="tertiary", on_click=_to_hands_free)


def _to_hands_free() -> None:
    st.session_state[WAY] = Way.HANDS_FREE
    for left in (HEARD, PROBLEM, UNSENT):
        st.session_state.pop(left, None)


def _to_recorded(rehearsal: Rehearsal) -> None:
    st.session_state[WAY] = Way.RECORDED
    _hang_up()
    rehearsal.go_on()


# ── the room ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _show_room(rehearsal: Rehearsal, current: Settings) -> None:
    st.session_state.pop("resumed", None)  # the room itself says that it waited
    persona = rehearsal.company.persona
    try:
        with st.spinner("Getting ready to listen …"):
            token = "" if rehearsal.state.over else _line(rehearsal, current)
    except SimulatorError as error:
        st.session_state[PROBLEM] = str(error)
        _to_recorded(rehearsal)
        st.rerun()

    @st.fragment
    def room() -> None:
        told = mount_voice(_room_data(rehearsal, token), key=f"voice-{rehearsal.session_id}", on_change=_nothing)
        _heed(told, rehearsal, was_over=not token)

    room()
    if rehearsal.state.over:
        _hang_up()
        show_over(rehearsal, persona.name.split()[0])
        return
    notice = engine_notice(current)
    if notice:
        st.caption(notice)
    with st.container(horizontal_alignment="center"):
        st.button(
            "Record and send instead", icon=":material/mic:", type="tertiary", on_click=_to_recorded, args=(rehearsal,)
        )


def _nothing() -> None:
    """The page draws itself again when the room reports; that is all that is needed."""


def _line(rehearsal: Rehearsal, current: Settings) -> str:
    """The token of this page's line; the talk waits until the browser begins. Raises what the recogniser raises."""
    talk, token = st.session_state.get(LINE, ("", ""))
    if talk == rehearsal.session_id and HUB.knows(token):
        return str(token)
    _hang_up()
    call = _new_call(rehearsal, current)
    rehearsal.hold()
    token = HUB.open(call, talk=rehearsal.session_id, page=_page_id())
    st.session_state[LINE] = (rehearsal.session_id, token)
    return token


def _new_call(rehearsal: Rehearsal, current: Settings) -> LiveCall:
    return build_call(rehearsal, current, transcriber=machine().transcriber(rehearsal.company.persona, current))


def _page_id() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _hang_up() -> None:
    _, token = st.session_state.pop(LINE, ("", ""))
    HUB.close(token)


def _room_data(rehearsal: Rehearsal, token: str) -> dict[str, Any]:
    """What the browser needs to draw the room."""
    persona, state = rehearsal.company.persona, rehearsal.state
    return {
        "path": PATH,
        "token": token,
        **_who(persona),
        "patience": PATIENCE,
        "turns": [
            {"turn": turn.index, "who": "you" if turn.role is Role.USER else "person", "text": turn.text}
            for turn in state.turns
        ],
        "begun": len(state.turns) > 1,
        "over": state.over,
        "now_s": rehearsal.now_s if state.over else state.turns[-1].end_s if state.turns else 0.0,
        "end_s": state.clock.end_s,
    }


def _who(persona: Persona) -> dict[str, str]:
    return {
        "name": persona.name,
        "first": persona.name.split()[0],
        "role": f"{persona.title}, {persona.organisation}",
        "portrait": portrait_svg(persona.portrait),
    }


def _heed(told: dict[str, Any], rehearsal: Rehearsal, *, was_over: bool) -> None:
    """What the browser reported may need more of the page than the room."""
    seen: dict[str, Any] = st.session_state.setdefault(SEEN, {})
    news = {name for name, value in told.items() if value is not None and seen.get(name) != value}
    seen.update({name: told[name] for name in news})
    if "cannot" in news:
        st.session_state[CANNOT] = told["cannot"]
        _to_recorded(rehearsal)
    if "again" in news:  # the talk went on elsewhere, or broke: as it is stored now
        _hang_up()
        st.session_state.pop(REHEARSAL, None)
    if news & {"cannot", "again", "stale"} or (rehearsal.state.over and not was_over):
        st.rerun()


def _why_not_hands_free() -> str | None:
    """Why this browser cannot, in a sentence for the page; None when it can."""
    reasons = {
        "insecure": "Browsers give a microphone only to pages on this computer (localhost) or on https. You can type.",
        "unsupported": "This browser cannot talk hands-free, so you record and send. A current Chrome, Edge, Firefox or Safari can.",
    }
    return plain(reasons.get(st.session_state.get(CANNOT, ""), "")) or None

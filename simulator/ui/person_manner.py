"""Two steps of writing a person: how they are, and how they sound and look."""

from __future__ import annotations

from typing import Any, get_args

import streamlit as st

from simulator.core.manner import DISLIKES_IN_WORDS, LIKES_IN_WORDS, NOTICEABLE_FACTOR, SCALES, STRONG_FACTOR, Scale
from simulator.core.persona_draft import Draft, person_from
from simulator.core.persona_schema import HairStyle
from simulator.domain import LineKind
from simulator.ui.person_fields import choice, key_of, line, setter, take
from simulator.ui.portrait import portrait_svg
from simulator.ui.speak import hear_voice

ACCENTS = {
    "en-us": "American",
    "en-us-nyc": "New York",
    "en-gb": "British",
    "en-gb-x-rp": "British, formal",
    "en-gb-x-gbclan": "Lancashire",
    "en-gb-x-gbcwmd": "West Midlands",
    "en-gb-scotland": "Scottish",
    "en-029": "Caribbean",
}
TIMBRES = {
    "f1": "a woman's, clear",
    "f2": "a woman's, mild",
    "f3": "a woman's, soft",
    "f4": "a woman's, firm",
    "f5": "a woman's, bright",
    "m1": "a man's, clear",
    "m2": "a man's, light",
    "m3": "a man's, deep",
    "m4": "a man's, mild",
    "m7": "a man's, dark",
    "": "plain",
}
HAIR_STYLES = {"bun": "in a bun", "headscarf": "under a headscarf"}


def show_manner(draft: Draft) -> None:
    for scale in SCALES:
        key = key_of(scale.field, scale.words_of(getattr(draft, scale.field)))
        st.select_slider(scale.asks, scale.words, key=key, on_change=take, args=(key, _putter(scale)))
    _factors("warms_to", "What wins them over most", LIKES_IN_WORDS, draft.warms_to)
    _factors("cools_at", "What they mind most", DISLIKES_IN_WORDS, draft.cools_at)
    filled = person_from(draft.model_copy(update={"temperament_note": ""}), "x")
    line(
        "temperament_note",
        "How it is to talk to them, in a sentence",
        draft.temperament_note,
        setter("temperament_note"),
        hint=filled.temperament_note,
        most=300,
        help="It stands on their card. Left empty, it is made from the choices above.",
    )


def _putter(scale: Scale) -> Any:  # noqa: ANN401
    number = int if scale.field == "extension_minutes" else float
    return lambda draft, words: setattr(draft, scale.field, number(scale.value_of(words)))


def _factors(name: str, label: str, words: dict[Any, str], factors: dict[Any, float]) -> None:
    """What counts much for this person; finer shades that a file has stay until something here is changed."""
    key = key_of(name, [kind for kind in words if factors.get(kind, 1.0) >= NOTICEABLE_FACTOR])

    def put(draft: Draft, chosen: list[Any]) -> None:
        before: dict[Any, float] = getattr(draft, name)
        after = {kind: factor for kind, factor in before.items() if factor < NOTICEABLE_FACTOR}
        setattr(draft, name, after | {kind: max(STRONG_FACTOR, before.get(kind, 0.0)) for kind in chosen})

    st.pills(
        label,
        list(words),
        selection_mode="multi",
        format_func=words.__getitem__,
        key=key,
        on_change=take,
        args=(key, put),
    )


def show_looks(draft: Draft) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Voice", anchor=False)
        _voice(draft)
    with right:
        st.subheader("Face", anchor=False)
        _face(draft)


def _voice(draft: Draft) -> None:
    accent, _, timbre = draft.voice_name.partition("+")
    choice(
        "accent",
        "Accent",
        list(dict.fromkeys([*ACCENTS, accent])),
        accent,
        lambda draft, value: setattr(draft, "voice_name", _voice_name(value, draft.voice_name.partition("+")[2])),
        format_func=lambda one: ACCENTS.get(one, one),
    )
    choice(
        "timbre",
        "The voice is",
        list(dict.fromkeys([*TIMBRES, timbre])),
        timbre,
        lambda draft, value: setattr(draft, "voice_name", _voice_name(draft.voice_name.partition("+")[0], value)),
        format_func=lambda one: TIMBRES.get(one, one),
    )
    key = key_of("rate", draft.rate_wpm)
    st.slider("Pace, in words a minute", 80, 260, key=key, step=1, on_change=take, args=(key, setter("rate_wpm")))
    key = key_of("pitch", draft.pitch)
    st.slider("Pitch, from low to high", 0, 100, key=key, step=1, on_change=take, args=(key, setter("pitch")))
    if st.button("Hear it", icon=":material/volume_up:", key="hear-draft"):
        persona = person_from(draft, "x")
        hear_voice(persona.lines[LineKind.OPENING][0], persona.voice, draft.first_name)


def _voice_name(accent: str, timbre: str) -> str:
    return f"{accent}+{timbre}" if timbre else accent


def _face(draft: Draft) -> None:
    st.image(portrait_svg(person_from(draft, "x").portrait), width=150, alt="Their portrait, as it is now")
    with st.container(horizontal=True):
        for name, label in (("skin", "Skin"), ("hair", "Hair"), ("clothes", "Clothes")):
            key = key_of(name, getattr(draft, name))
            st.color_picker(label, key=key, on_change=take, args=(key, setter(name)))
    styles = list(get_args(HairStyle))
    words = HAIR_STYLES
    choice(
        "hair_style",
        "Hair",
        styles,
        draft.hair_style,
        setter("hair_style"),
        format_func=lambda one: words.get(one, one),
    )
    for name, label in (("glasses", "Glasses"), ("beard", "Beard")):
        key = key_of(name, getattr(draft, name))
        st.toggle(label, key=key, on_change=take, args=(key, setter(name)))

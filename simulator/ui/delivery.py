"""How the user spoke: plain sentences with ranges and where those come from; nothing is judged that was not measured."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from simulator.core.delivery import COMFORTABLE_WPM, Delivery
from simulator.core.known import WHY_NOT, Need
from simulator.core.report import Report
from simulator.core.voice_measures import FEW_FILLERS_PER_MINUTE, LEAST_SESSIONS, USUAL_PITCH_SEMITONES
from simulator.ui.plain import plain

BASELINE_WORDS = {
    "words_per_minute": "{:.0f} words a minute",
    "pause_share": "pauses in {:.0%} of the time",
    "pitch_variation_semitones": "a pitch that moves by {:.1f} semitones",
    "fillers_per_minute": "about {:.1f} fillers a minute",
}
SOURCES = (
    "Ranges are what is common, not marks. Pace: US conversation is about 150 words a minute (National Center for Voice and "
    "Speech). Pitch: speakers in Hincks 2004 and 2005. Fillers: up to about five a minute listeners do not mind (Laske 2024); "
    "they also tell people that you are still thinking (Clark and Fox Tree 2002), so none at all is no aim."
)


def delivery_section(report: Report) -> None:
    """The folded section of the feedback."""
    with st.expander("How you spoke", icon=":material/graphic_eq:"):
        spoken = delivery_sentences(report.delivery) if report.facts.known.voices_are_sure else ()
        for sentence in (*share_sentences(report), *spoken):
            st.markdown(f"- {plain(sentence)}")
        line = baseline_sentence(report)
        if line is not None:
            st.markdown(f":material/history: {plain(line)}")
        if report.delivery.words_per_minute is not None:
            st.caption(SOURCES)


def share_sentences(report: Report) -> Iterator[str]:
    """Who spoke how much."""
    if not report.facts.known.voices_are_sure:
        yield WHY_NOT[Need.VOICES]
        return
    share = report.facts.user_share
    if share is not None:
        yield f"You spoke {round(100 * share)} % of the talking time. In such a talk, 20 to 45 % is usual."
    elif report.facts.known.real:
        word_share = round(100 * report.facts.user_word_share)
        yield f"{word_share} % of the words were yours. How long you spoke the {report.facts.known.read_from} does not tell."


def delivery_sentences(measured: Delivery) -> Iterator[str]:
    """What was measured, a sentence each."""
    if measured.words_per_minute is None:
        yield "There is too little recorded speech here to measure a pace."
        return
    slow, fast = COMFORTABLE_WPM
    without = (
        f", {round(measured.articulation_wpm)} without the pauses" if measured.articulation_wpm is not None else ""
    )
    yield f"About {round(measured.words_per_minute)} words a minute{without}; {slow:.0f} to {fast:.0f} is easy to follow."
    yield from _turn_sentences(measured)
    yield from _filler_sentences(measured)
    if measured.sound_not_rated is not None:
        yield f"Pauses and pitch are not rated: {measured.sound_not_rated[0].lower()}{measured.sound_not_rated[1:]}"
        return
    yield from _pause_sentences(measured)
    if measured.pitch_variation_semitones is not None:
        low, high = USUAL_PITCH_SEMITONES
        yield (
            f"Your pitch moved by {measured.pitch_variation_semitones:.1f} semitones around its middle. "
            f"Speakers are mostly between {low} and {high}; less sounds flat, more sounds lively."
        )


def _turn_sentences(measured: Delivery) -> Iterator[str]:
    if measured.longest_turn_s is not None:
        gap = (
            f" You mostly took {measured.response_gap_s:.1f} seconds before you spoke."
            if measured.response_gap_s is not None
            else ""
        )
        yield f"Your longest turn took {round(measured.longest_turn_s)} seconds.{gap}"
    if measured.interruptions:
        times = "once" if measured.interruptions == 1 else f"{measured.interruptions} times"
        yield f"You began to speak {times} before they had finished."


def _filler_sentences(measured: Delivery) -> Iterator[str]:
    if measured.fillers_range is None:
        return
    low, high = measured.fillers_range
    few = f"Up to about {FEW_FILLERS_PER_MINUTE:.0f} a minute is nothing to mind."
    if measured.fillers_in_sound is None:
        yield (
            f"Between {low} and {high} fillers such as “um”: recognisers leave many of them out, so this is a range. {few}"
        )
    else:
        yield (
            f"Between {low} and {high} fillers such as “um”, in the words and in the sound between them. That is a range, "
            f"because some sounds only seem to be one. {few}"
        )


def _pause_sentences(measured: Delivery) -> Iterator[str]:
    if measured.pauses is None or measured.pause_share is None:
        return
    if not measured.pauses or measured.pause_median_s is None or measured.pause_longest_s is None:
        yield "You made no pause within your turns."
        return
    count = "one pause" if measured.pauses == 1 else f"{measured.pauses} pauses"
    yield (
        f"You made {count} within your turns, mostly around {measured.pause_median_s:.1f} seconds and at the longest "
        f"{measured.pause_longest_s:.1f}; together {round(100 * measured.pause_share)} % of the time."
    )


def baseline_sentence(report: Report) -> str | None:
    """The user's own usual figures, to compare with; None where the sound tells nothing."""
    if report.delivery.sound_not_rated is not None or report.facts.known.real:
        return None
    if report.baseline is None:
        return f"After {LEAST_SESSIONS} spoken talks, your own usual figures stand here to compare with."
    usual = [
        words.format(report.baseline[name]).replace("%", " %")
        for name, words in BASELINE_WORDS.items()
        if name in report.baseline
    ]
    return f"Your usual, in earlier talks: {', '.join(usual)}." if usual else None

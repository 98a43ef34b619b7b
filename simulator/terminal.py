"""The same talk in a terminal: typed, or by this machine's microphone and loudspeaker."""

from __future__ import annotations

import contextlib
import random
import sys
from typing import TYPE_CHECKING

from simulator.core.clock import clock_face
from simulator.core.report import summary_line
from simulator.domain import Booking, Persona
from simulator.errors import AudioError, EngineError, EngineMissing
from simulator.ports import Transcriber
from simulator.rehearsal import Heard, Rehearsal
from simulator.settings import load_settings
from simulator.wiring import build_company, build_store, build_synthesizer, build_transcriber, build_wording

if TYPE_CHECKING:
    from simulator.engines.local_audio import LocalMicrophone


def rehearse_in_terminal(persona: Persona, booking: Booking, *, typed: bool) -> int:
    """Rehearse until one side leaves. Raises `EngineMissing` without a microphone, unless typed."""
    settings = load_settings()
    if not typed:
        from simulator.engines.local_audio import LocalMicrophone, play

        microphone = LocalMicrophone()
        transcriber = build_transcriber(settings, persona)
    synthesizer = None
    if not typed and settings.speak_aloud:
        with contextlib.suppress(EngineMissing):
            synthesizer = build_synthesizer()
    rehearsal = Rehearsal.begin(
        build_company(persona),
        build_store(),
        booking,
        seed=random.randrange(2**31),
        synthesizer=synthesizer,
        wording=build_wording(settings),
    )
    print(
        "Type an empty line, or press Ctrl-D, to leave."
        if typed
        else "Press Enter to speak, Enter again to stop; q to leave."
    )
    while True:
        _show_last(rehearsal)
        if not typed and rehearsal.clip is not None:
            with contextlib.suppress(EngineMissing, EngineError):  # a broken loudspeaker: the text stands above
                play(rehearsal.clip)
        if rehearsal.state.over:
            break
        heard: Heard | None = None
        try:
            if typed:
                text = input("You: ").strip()
            elif input("[Enter] ").strip().lower() == "q":
                text = ""
            else:
                heard = _hear(rehearsal, microphone, transcriber)
                if heard is None:
                    continue
                text = heard.transcript.text
        except EOFError:
            text = ""
        if not text:
            rehearsal.end()
            break
        rehearsal.take(text, expected_index=len(rehearsal.state.turns), heard=heard)
    print(f"\n{summary_line(rehearsal.report())}")
    print("Open the page to read the whole feedback: it lists this talk under Progress.", file=sys.stderr)
    return 0


def _hear(rehearsal: Rehearsal, microphone: LocalMicrophone, transcriber: Transcriber) -> Heard | None:
    """What was said; None, and a sentence, when nothing can be made of it. The talk goes on either way."""
    try:
        heard = rehearsal.hear(microphone.record_until_enter(), transcriber)
    except (AudioError, EngineError) as error:
        print(error, file=sys.stderr)
        return None
    finally:
        rehearsal.go_on()
    print(f"You: {heard.transcript.text or '(nothing was heard)'}")
    return heard if heard.transcript.text else None


def _show_last(rehearsal: Rehearsal) -> None:
    turn = rehearsal.state.turns[-1]
    name = rehearsal.company.persona.name.split()[0]
    print(f"[{clock_face(rehearsal.now_s)} of {clock_face(rehearsal.state.clock.end_s)}] {name}: {turn.text}")

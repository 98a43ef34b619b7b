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
from simulator.settings import Settings, load_settings
from simulator.wiring import (
    build_call,
    build_company,
    build_store,
    build_synthesizer,
    build_transcriber,
    build_wording,
)

if TYPE_CHECKING:
    from simulator.engines.local_audio import LocalMicrophone
    from simulator.voice.messages import Message


def rehearse_in_terminal(
    persona: Persona, booking: Booking, *, typed: bool, push_to_talk: bool = False, headset: bool = False
) -> int:
    """Rehearse until one side leaves: hands-free, or by the Enter key with `push_to_talk`, or typed. With a `headset` the
    person can be interrupted. Raises `EngineMissing` without a microphone, unless typed."""
    settings = load_settings()
    if not typed and not push_to_talk:
        return _hands_free(persona, booking, settings, headset=headset)
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
    return _leave(rehearsal)


def _leave(rehearsal: Rehearsal) -> int:
    print(f"\n{summary_line(rehearsal.report())}")
    print("Open the page to read the whole feedback: it lists this talk under Progress.", file=sys.stderr)
    return 0


def _hands_free(persona: Persona, booking: Booking, settings: Settings, *, headset: bool) -> int:
    from simulator.engines.local_audio import LocalMicrophone, play_until
    from simulator.voice.terminal_call import talk

    microphone = LocalMicrophone()
    build_transcriber(settings, persona)  # what is missing is said before a talk is kept
    rehearsal = Rehearsal.begin(
        build_company(persona),
        build_store(),
        booking,
        seed=random.randrange(2**31),
        synthesizer=None,  # the call itself gives them a voice, sentence by sentence
        wording=build_wording(settings),
    )
    call = build_call(rehearsal, settings, headset=headset)
    print("Just talk. Press Ctrl-C to leave." + ("" if headset else " With --headset you can interrupt them."))
    talk(call, microphone, play_until, _Captions(persona.first_name), headset=headset)
    if not rehearsal.state.over:
        rehearsal.end()
    return _leave(rehearsal)


class _Captions:
    """Prints what is said, each turn once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shown = -1

    def __call__(self, message: Message) -> None:
        values = message.values
        if message.type == "problem":
            print(values["text"], file=sys.stderr)
        elif message.type == "caption" and values["final"] and values["turn"] > self._shown:
            self._shown = values["turn"]
            print(f"{'You' if values['who'] == 'you' else self._name}: {values['text']}", flush=True)


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

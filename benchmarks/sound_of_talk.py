"""How long the feedback of a long spoken talk takes: the recordings measured, and the report made.

    python -m benchmarks.sound_of_talk [--turns N] [--turn-s S]

By default thirty minutes in 120 turns, 60 of them the user's, of 10 s each: a third of the time. Needs the espeak-ng program.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from benchmarks.fillers import clip_of
from benchmarks.hearing import SENTENCES, VOICES
from simulator.core.report import build_report
from simulator.domain import Booking, EndedBy, MeetingFormat, Role, Turn, Word
from simulator.engines.audio_files import encode_wav
from simulator.fillers.mixes import RATE_HZ, make_mix
from simulator.sound_of_talks import measure_talk, stored_sounds
from simulator.store import SessionStore
from simulator.stored import stored_state
from simulator.wiring import build_sound_measure, load_gallery

SLOT_S = 1800.0


def a_turn(turn_s: float) -> tuple[np.ndarray, tuple[Word, ...], str]:
    """A turn of so many seconds, with its words."""
    chance = random.Random(3)
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()
    sound, words = np.zeros(0, np.float32), []
    while len(sound) < turn_s * RATE_HZ:
        mix = make_mix(chance.choice(sentences), VOICES[0], chance)
        at_s = len(sound) / RATE_HZ
        words += [Word(one.text, one.start_s + at_s, one.end_s + at_s) for one in mix.words]
        sound = np.concatenate([sound, mix.sound])
    kept = tuple(one for one in words if one.end_s <= turn_s)
    return sound[: round(turn_s * RATE_HZ)], kept, " ".join(one.text for one in kept)


def fill(store: SessionStore, persona_id: str, turns: int, turn_s: float) -> str:
    talk = store.create(persona_id, Booking(MeetingFormat.VIDEO, 30), 0, now=datetime.now(UTC), persona_name="Somebody")
    sound, words, text = a_turn(turn_s)
    wav = encode_wav(clip_of(sound))
    for index in range(turns):
        start_s = index * SLOT_S / turns
        if index % 2 == 0:
            store.append(talk, Turn(index, Role.PERSONA, "That is a good question.", start_s, start_s + 3.0))
        else:
            timed = tuple(Word(one.text, one.start_s + start_s, one.end_s + start_s) for one in words)
            store.append(talk, Turn(index, Role.USER, text, start_s, start_s + turn_s, timed))
            store.save_audio(talk, index, wav)
    store.finish(talk, EndedBy.USER, SLOT_S)
    return talk


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=120)
    parser.add_argument("--turn-s", type=float, default=10.0)
    options = parser.parse_args()
    persona = next(iter(load_gallery().people.values()))
    with tempfile.TemporaryDirectory() as folder:
        store = SessionStore(Path(folder))
        talk = fill(store, persona.id, options.turns, options.turn_s)
        started_s, worked_s = time.perf_counter(), time.process_time()
        measure_talk(store, talk, build_sound_measure())
        measured_s, work_s = time.perf_counter() - started_s, time.process_time() - worked_s
        started_s = time.perf_counter()
        report = build_report(persona, stored_state(store, talk, persona), sounds=stored_sounds(store, talk))
        print(
            f"{options.turns // 2} recordings of {options.turn_s:.0f} s: {measured_s:.1f} s ({work_s:.1f} s of processor time)"
        )
        print(f"the report: {time.perf_counter() - started_s:.2f} s")
        print(report.delivery)


if __name__ == "__main__":
    main()

"""A recording of a real talk, from the file to who said what; then, how the user sounded in it.

    file ── read ──► channels ── voices ──► stretches ── recogniser ──► pieces ── heard_talk ──► talk ── evaluate ──► report
                                                                                                └ with_sounds ┘

Nothing of it is written anywhere. Two channels are a speaker each, where each microphone hears its own speaker best; else the
voices are told apart by how they sound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO

from simulator.core.known import Voices
from simulator.core.recorded_talk import HeardPiece, HeardTalk, heard_talk
from simulator.core.stretches import Stretch, pieces, without_listening
from simulator.core.transcripts import TranscribedTalk
from simulator.domain import Role
from simulator.engines.audio_files import encode_wav
from simulator.engines.channel_speech import speech_in, speech_of_each
from simulator.engines.long_recordings import Recording, read_recording
from simulator.engines.two_voices import tell_apart
from simulator.errors import AudioError, TranscriptError
from simulator.evaluation import RealTalk
from simulator.pipeline import hear
from simulator.ports import Transcriber
from simulator.sound_of_talks import Measure, words_in_clip

SPEAKERS = ("Speaker 1", "Speaker 2")
"""On two channels the left one is the first, else who speaks first."""
AROUND_S = 0.1
"""So much around a piece is heard with it: voice activity may begin late."""


class Step(StrEnum):
    """What is being done to a recording, in the order in which it is done."""

    OPENING = "Reading the recording"
    VOICES = "Finding out who speaks when"
    WORDS = "Listening to what is said"
    SOUND = "Listening to how you spoke"


Progress = Callable[[Step, float], object]
"""Called with the step and the share of it that is done, in [0, 1]. It may raise to stop the work: nothing is left behind."""


@dataclass(frozen=True, eq=False)
class RecordedTalk:
    """Who said what in a recording, and the recording itself, as long as the user's voice is still to be measured."""

    heard: HeardTalk
    recording: Recording

    @property
    def talk(self) -> TranscribedTalk:
        return self.heard.talk

    def channel_of(self, speaker: str) -> int:
        return SPEAKERS.index(speaker) if len(self.recording.channels) == 2 else 0


@dataclass(frozen=True, eq=False)
class _Voices:
    """A recording with whose stretches are whose."""

    recording: Recording
    stretches: tuple[Stretch, ...]
    how: Voices


def hear_talk(
    file: BinaryIO, transcriber: Transcriber, *, source: str, progress: Progress = lambda *_: None
) -> RecordedTalk:
    """Who said what in an open recording. Raises `AudioError` for what cannot be read, `TranscriptError` where there are no two
    people in it, and what the recogniser raises. As long as the recogniser takes, and some hundredths of the recording."""
    recording = read_recording(file, name=source, tell=lambda share: progress(Step.OPENING, share))
    voices = _voices_in(recording, source, progress)
    stretches, listening = voices.stretches, 0
    if voices.how is Voices.SEPARATE:
        stretches, listening = without_listening(stretches)
    heard = _understood(voices.recording, pieces(stretches), transcriber, progress)
    talk = heard_talk(heard, SPEAKERS, source=source, voices=voices.how, notes=_on_listening(listening))
    return RecordedTalk(talk, voices.recording)


def with_sounds(
    real: RealTalk, recorded: RecordedTalk, measure: Measure, *, progress: Progress = lambda *_: None
) -> RealTalk:
    """The talk with what was measured of the user's voice; as it is where the voices are not told apart for sure.

    Some hundredths of a second for each second of the user's.
    """
    if not real.known.voices_are_sure:
        return real
    own = [turn for turn in real.state.turns if turn.role is Role.USER]
    user = next(name for name in SPEAKERS if name != real.persona.name)
    sounds = []
    for done, turn in enumerate(own):
        progress(Step.SOUND, done / len(own))
        zero_s, channel = recorded.heard.zero_s, recorded.channel_of(user)
        clip = recorded.recording.clip(channel, zero_s + turn.start_s, zero_s + turn.end_s)
        try:
            sounds.append(measure(turn.index, encode_wav(clip), words_in_clip(turn)))
        except AudioError:  # a turn too long to be one, or too short to hear anything in
            continue
    return replace(real, sounds=tuple(sounds))


def _voices_in(recording: Recording, source: str, progress: Progress) -> _Voices:
    """Whose voice is where. Raises `TranscriptError` where nobody speaks."""
    done = 0.0

    def tell(share: float) -> None:
        progress(Step.VOICES, done + share * (1 - done) / 2)

    if len(recording.channels) == 2:
        each = speech_of_each(recording, tell)
        if each is not None:
            stretches = [Stretch(*span, speaker) for speaker in (0, 1) for span in each[speaker]]
            return _Voices(recording, tuple(stretches), Voices.SEPARATE)
        recording, done = recording.on_one_channel(), 0.5
    speech = speech_in(recording, 0, tell)
    if not speech:
        raise TranscriptError(f"{source}: nobody speaks in it.", fix="Choose the file that holds the talk.")
    done = (1 + done) / 2
    apart = tell_apart(recording, speech, lambda share: progress(Step.VOICES, done + share * (1 - done)))
    first = apart.spans[0][2]  # who speaks first is Speaker 1
    stretches = [Stretch(start_s, end_s, int(voice != first)) for start_s, end_s, voice in apart.spans]
    return _Voices(recording, tuple(stretches), Voices.BY_SOUND if apart.sure else Voices.UNSURE)


def _understood(
    recording: Recording, parts: tuple[Stretch, ...], transcriber: Transcriber, progress: Progress
) -> list[HeardPiece]:
    """What is said in each piece, with times of words from the beginning of the piece."""
    total_s = sum(one.duration_s for one in parts)
    done_s = 0.0
    heard: list[HeardPiece] = []
    for one in parts:
        progress(Step.WORDS, done_s / total_s)
        channel = one.speaker if len(recording.channels) == 2 else 0
        before_s = min(AROUND_S, one.start_s)
        clip = recording.clip(channel, one.start_s - before_s, one.end_s + AROUND_S)
        found = hear(clip, transcriber)
        words = tuple(
            replace(word, start_s=max(0.0, word.start_s - before_s), end_s=max(0.0, word.end_s - before_s))
            for word in found.words
        )
        heard.append(HeardPiece(one, replace(found, words=words)))
        done_s += one.duration_s
    return heard


def _on_listening(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    what = "One short word" if count == 1 else f"{count} short words"
    return (f"{what} while the other one went on speaking, such as “mhm”, counted as listening and left out.",)

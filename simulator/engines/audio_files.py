"""Any recording a browser or a phone makes, as an `AudioClip`; and clips as WAV."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from simulator.domain import PCM16_BYTES, AudioClip
from simulator.errors import AudioError

if TYPE_CHECKING:
    from av import AudioFrame

SPEECH_RATE_HZ = 16_000
MOST_BYTES = 50 * 1024 * 1024
MOST_TURN_S = 600.0
"""Longer than ten minutes is no turn of a talk."""
NOT_SOUND = "is not sound this program can read, or it breaks off at once. WAV, WebM, Ogg, MP3, M4A and FLAC work."
LEAST_S = 0.1
"""What is left of a broken file is used from here on."""
CONTAINERS = "wav,w64,matroska,webm,ogg,mp3,aac,mov,mp4,m4a,flac,aiff,au,caf,amr"
"""The kinds of file that are opened. Playlists are not among them: they would make the library open what they name."""


def decode_audio(
    data: bytes, *, name: str = "The recording", most_s: float = MOST_TURN_S, sample_rate_hz: int = SPEECH_RATE_HZ
) -> AudioClip:
    """Mono 16-bit sound at `sample_rate_hz` from WAV, WebM/Opus, Ogg, MP3, M4A, FLAC … at any rate, mono or not.

    A file that breaks off gives what can be heard of it. Raises `AudioError` for what is empty, larger than 50 MB, longer
    than `most_s` (found while decoding: the rest is never decoded), or not sound.
    """
    if not data:
        raise AudioError(f"{name} is empty. Check that the microphone is on, and record again.")
    if len(data) > MOST_BYTES:
        raise AudioError(
            f"{name} has {len(data) / 1e6:.0f} MB; {MOST_BYTES / 1e6:.0f} MB is the most. Record a shorter answer."
        )
    pcm = bytearray()
    try:
        for _, piece in _pieces(io.BytesIO(data), name, sample_rate_hz, most_channels=1):
            pcm += piece
            if len(pcm) > most_s * sample_rate_hz * PCM16_BYTES:
                raise AudioError(f"{name} is longer than {_spoken_length(most_s)}. Record a shorter answer.")
    except _broken() as error:
        if len(pcm) < LEAST_S * sample_rate_hz * PCM16_BYTES:
            raise AudioError(f"{name} {NOT_SOUND}") from error
    if not pcm:
        raise AudioError(f"{name} holds no sound. Check that the microphone is on, and record again.")
    return AudioClip(bytes(pcm), sample_rate_hz)


def decoded_pieces(
    file: BinaryIO, name: str, *, sample_rate_hz: int = SPEECH_RATE_HZ, most_channels: int = 2
) -> Iterator[tuple[int, bytes]]:
    """The 16-bit sound of an open file, piece by piece as it is decoded: the number of channels (1 or 2, always the same),
    and their samples in turns. More than two channels are made one. A file that breaks off ends there.

    Raises `AudioError` where nothing can be decoded.
    """
    heard = False
    try:
        for piece in _pieces(file, name, sample_rate_hz, most_channels=most_channels):
            heard = True
            yield piece
    except _broken() as error:
        if not heard:
            raise AudioError(f"{name} {NOT_SOUND}") from error


def _pieces(file: BinaryIO, name: str, sample_rate_hz: int, *, most_channels: int) -> Iterator[tuple[int, bytes]]:
    import av

    options = {"format_whitelist": CONTAINERS}
    with av.open(file, "r", metadata_errors="ignore", options=options) as container:
        if not container.streams.audio:
            raise AudioError(f"{name} holds no sound. Choose an audio file, or record again.")
        stream = container.streams.audio[0]
        count = getattr(stream.codec_context, "channels", 1)  # a damaged file may have no context at all
        channels = 2 if most_channels == count == 2 else 1
        layout = "stereo" if channels == 2 else "mono"
        resampler = av.AudioResampler(format="s16", layout=layout, rate=sample_rate_hz)
        for frame in container.decode(stream):
            for piece in resampler.resample(frame):
                yield channels, _bytes_of(piece, channels)
        for piece in resampler.resample(None):
            yield channels, _bytes_of(piece, channels)


def _broken() -> tuple[type[Exception], ...]:
    """What the library raises at a file it cannot read."""
    import av

    return (av.error.FFmpegError, ValueError, IndexError, EOFError)


def _bytes_of(frame: AudioFrame, channels: int) -> bytes:
    return bytes(frame.planes[0])[: frame.samples * channels * PCM16_BYTES]


def _spoken_length(duration_s: float) -> str:
    return f"{duration_s / 60:.0f} minutes" if duration_s >= 120 else f"{duration_s:.0f} seconds"


def encode_wav(clip: AudioClip) -> bytes:
    """The clip as a WAV file."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(PCM16_BYTES)
        sound.setframerate(clip.sample_rate_hz)
        sound.writeframes(clip.pcm16)
    return memory.getvalue()


def resampled(clip: AudioClip, sample_rate_hz: int = SPEECH_RATE_HZ) -> AudioClip:
    """The clip at another rate; itself when it has it already."""
    if clip.sample_rate_hz == sample_rate_hz:
        return clip
    return decode_audio(encode_wav(clip), most_s=clip.duration_s + 1.0, sample_rate_hz=sample_rate_hz)


def cut(clip: AudioClip, start_s: float, end_s: float) -> AudioClip:
    """The sound between two moments of a clip, in seconds from its start."""
    first, last = (2 * round(moment_s * clip.sample_rate_hz) for moment_s in (start_s, end_s))
    return AudioClip(clip.pcm16[first:last], clip.sample_rate_hz)


def require_turn_length(clip: AudioClip) -> None:
    """Raises `AudioError` for a clip that is longer than a turn may be."""
    if clip.duration_s > MOST_TURN_S:
        raise AudioError(f"The recording is longer than {_spoken_length(MOST_TURN_S)}. Record a shorter answer.")

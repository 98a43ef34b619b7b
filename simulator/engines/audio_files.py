"""Any recording a browser or a phone makes, as an `AudioClip`; and clips as WAV."""

from __future__ import annotations

import io
import wave

from simulator.domain import PCM16_BYTES, AudioClip
from simulator.errors import AudioError

SPEECH_RATE_HZ = 16_000
MOST_BYTES = 50 * 1024 * 1024
MOST_TURN_S = 600.0
"""Longer than ten minutes is no turn of a talk."""
LEAST_S = 0.1


def decode_audio(
    data: bytes, *, name: str = "The recording", most_s: float = MOST_TURN_S, sample_rate_hz: int = SPEECH_RATE_HZ
) -> AudioClip:
    """Mono 16-bit sound at `sample_rate_hz` from WAV, WebM/Opus, Ogg, MP3, M4A, FLAC … at any rate, mono or not.

    A file that breaks off gives what can be heard of it. Raises `AudioError` for what is empty, larger than 50 MB, longer
    than `most_s` (found while decoding: the rest is never decoded), or not sound.
    """
    import av

    if not data:
        raise AudioError(f"{name} is empty. Check that the microphone is on, and record again.")
    if len(data) > MOST_BYTES:
        raise AudioError(
            f"{name} has {len(data) / 1e6:.0f} MB; {MOST_BYTES / 1e6:.0f} MB is the most. Record a shorter answer."
        )
    pcm = bytearray()
    most_bytes = int(most_s * sample_rate_hz) * PCM16_BYTES
    try:
        with av.open(io.BytesIO(data), mode="r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise AudioError(f"{name} holds no sound. Choose an audio file, or record again.")
            stream = container.streams.audio[0]
            resampler = av.AudioResampler(format="s16", layout="mono", rate=sample_rate_hz)
            for frame in container.decode(stream):
                for piece in resampler.resample(frame):
                    pcm += bytes(piece.planes[0])[: piece.samples * PCM16_BYTES]
                if len(pcm) > most_bytes:
                    raise AudioError(f"{name} is longer than {most_s / 60:.0f} minutes. Record a shorter answer.")
            for piece in resampler.resample(None):
                pcm += bytes(piece.planes[0])[: piece.samples * PCM16_BYTES]
    except (av.error.FFmpegError, ValueError, IndexError, EOFError) as error:
        if len(pcm) < LEAST_S * sample_rate_hz * PCM16_BYTES:
            raise AudioError(
                f"{name} is not sound this program can read, or it breaks off at once. "
                "WAV, WebM, Ogg, MP3, M4A and FLAC work."
            ) from error
    if not pcm:
        raise AudioError(f"{name} holds no sound. Check that the microphone is on, and record again.")
    return AudioClip(bytes(pcm), sample_rate_hz)


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


def require_turn_length(clip: AudioClip) -> None:
    """Raises `AudioError` for a clip that is longer than a turn may be."""
    if clip.duration_s > MOST_TURN_S:
        raise AudioError(f"The recording is longer than {MOST_TURN_S / 60:.0f} minutes. Record a shorter answer.")

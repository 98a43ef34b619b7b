"""Agreed time, what is left of it, cues, extension, overrun. Numbers in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.domain import Clock

TIME_IS_UP = 0
"""The cue "our time is up", among cues counted in minutes left."""

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()


def cues_for(agreed_s: float) -> tuple[int, ...]:
    """At how many minutes before the end the person mentions the time: early enough to close well, never half-way."""
    if agreed_s >= 15 * 60:
        return (5, 2)
    if agreed_s >= 10 * 60:
        return (3, 1)
    return (1,)


def remaining_s(clock: Clock, now_s: float) -> float:
    """Seconds to the agreed end, extension included; negative once it has passed."""
    return clock.end_s - now_s


def due_cue(clock: Clock, now_s: float) -> int | None:
    """The cue to give now, in minutes left (0 = time is up), or None. A later cue makes the earlier ones needless."""
    passed = [cue for cue in (*cues_for(clock.agreed_s), TIME_IS_UP) if remaining_s(clock, now_s) <= cue * 60.0]
    if not passed:
        return None
    cue = min(passed)
    return None if cue in clock.cues_given else cue


def with_cue(clock: Clock, cue: int) -> Clock:
    """The clock after a cue; the cues it overtook count as given too."""
    overtaken = [earlier for earlier in cues_for(clock.agreed_s) if earlier > cue]
    return replace(clock, cues_given=tuple(sorted({*clock.cues_given, *overtaken, cue}, reverse=True)))


def with_extension(clock: Clock, granted_s: float) -> Clock:
    """The clock after the person gave more time: the last cues may be given again for the new end."""
    still_given = tuple(cue for cue in clock.cues_given if cue * 60.0 > granted_s)
    return replace(clock, extended_s=clock.extended_s + granted_s, cues_given=still_given)


def overrun_s(clock: Clock) -> float | None:
    """Seconds the talk went past its agreed end, extension included; None while it is still going on."""
    return None if clock.ended_s is None else max(0.0, clock.ended_s - clock.end_s)


def minutes_phrase(seconds: float) -> str:
    """A time left as people say it: "five minutes", "one minute", "less than a minute"."""
    minutes = round(seconds / 60.0)
    if seconds < 45.0:
        return "less than a minute"
    number = _NUMBERS[minutes] if minutes < len(_NUMBERS) else str(minutes)
    return f"{number} minute" if minutes == 1 else f"{number} minutes"


def clock_face(seconds: float) -> str:
    """Minutes and seconds, `7:05`; a minus sign once time is up."""
    whole = round(abs(seconds))
    sign = "−" if seconds < 0 and whole else ""
    return f"{sign}{whole // 60}:{whole % 60:02d}"


@dataclass(frozen=True, slots=True)
class MeetingClock:
    """Where a live meeting stands, given readings of any steady clock.

    The meeting stood at `meeting_s` when the steady clock read `steady_s`, and moves with it while `running`. It is
    stopped while the program itself is at work (recognising speech) or the user is away: neither is the user's time.
    """

    meeting_s: float
    steady_s: float
    running: bool = True

    def at(self, steady_s: float) -> float:
        """Seconds into the meeting."""
        return self.meeting_s + (max(0.0, steady_s - self.steady_s) if self.running else 0.0)

    def stopped(self, steady_s: float) -> MeetingClock:
        return MeetingClock(self.at(steady_s), steady_s, running=False)

    def started(self, steady_s: float) -> MeetingClock:
        return MeetingClock(self.at(steady_s), steady_s, running=True)

    def set_to(self, meeting_s: float, steady_s: float) -> MeetingClock:
        return MeetingClock(meeting_s, steady_s, self.running)

"""A calendar entry (iCalendar, RFC 5545) that reminds one of the thank-you note within a day of the talk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

WITHIN = timedelta(hours=24)
REMIND_AFTER = timedelta(hours=18)
"""Late enough to have slept on it, early enough to keep within the day."""
TAKES = timedelta(minutes=15)
MOST_LINE_BYTES = 75
"""RFC 5545, 3.1: longer lines are folded; the line break does not count, the space of a continued line does."""
_PRODUCT = "-//informational-interview-simulator//thank-you note//EN"


def thank_you_reminder(person: str, *, talk_ended: datetime, now: datetime, uid: str) -> str:
    """The entry as text with CRLF line ends. Both times must know their zone; `uid` names the talk.

    An entry for a talk so long ago that the reminder would lie in the past is set to `now`. Raises `ValueError` for a time
    without a zone.
    """
    starts = max(_utc(talk_ended) + REMIND_AFTER, _utc(now))
    summary = f"Write the thank-you note to {person}"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_escaped(uid)}@informational-interview-simulator",
        f"DTSTAMP:{_stamp(now)}",
        f"DTSTART:{_stamp(starts)}",
        f"DTEND:{_stamp(starts + TAKES)}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped('Thank them within a day of the talk, for one thing they told you, and say what you will do with it.')}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time must know its time zone, such as datetime.now(UTC)")
    return moment.astimezone(UTC)


def _stamp(moment: datetime) -> str:
    return f"{_utc(moment):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A TEXT value: backslash, comma, semicolon and line breaks escaped; signs that no calendar may hold left out."""
    lines = "\n".join(text.splitlines())
    kept = "".join(one for one in lines if one.isprintable() or one == "\n")
    return kept.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, each continued with a blank; no sign is cut in two."""
    pieces: list[str] = []
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode("utf-8"))
        if size + width > MOST_LINE_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    return "\r\n".join([*pieces, piece])

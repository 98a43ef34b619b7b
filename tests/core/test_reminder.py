"""The calendar entry: what a calendar reads in it, and that it keeps to the format."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.reminder import thank_you_reminder

ENDED = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)


def parse(text):
    """A tiny reader of iCalendar: unfolds, checks the nesting, and gives the properties of each component."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    open_now, found = [], {}
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, value = line.split(":", 1)
        if name == "BEGIN":
            open_now.append(value)
            found[value] = {}
        elif name == "END":
            assert open_now.pop() == value
        else:
            found[open_now[-1]][name] = value
    assert open_now == []
    return found


def plain(value):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def test_it_reminds_within_the_day():
    found = parse(thank_you_reminder("Nadia Rahman", talk_ended=ENDED, now=ENDED, uid="abc"))
    event = found["VEVENT"]
    assert event["DTSTART"] == "20260302T040000Z"
    assert event["DTEND"] == "20260302T041500Z"
    assert event["DTSTAMP"] == "20260301T100000Z"
    assert event["UID"].startswith("abc@")
    assert found["VALARM"]["ACTION"] == "DISPLAY"
    assert found["VALARM"]["TRIGGER"] == "PT0S"
    assert found["VCALENDAR"]["VERSION"] == "2.0"


def test_a_talk_of_long_ago_is_to_be_thanked_for_now():
    now = ENDED + timedelta(days=9)
    assert parse(thank_you_reminder("N", talk_ended=ENDED, now=now, uid="a"))["VEVENT"]["DTSTART"] == "20260310T100000Z"


def test_another_zone_is_written_in_utc():
    there = datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    assert thank_you_reminder("N", talk_ended=there, now=there, uid="a") == thank_you_reminder(
        "N", talk_ended=ENDED, now=ENDED, uid="a"
    )


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        thank_you_reminder("N", talk_ended=datetime(2026, 3, 1), now=ENDED, uid="a")


def test_marks_and_line_breaks_are_escaped():
    name = "O'Neil; Ann, \\ and\nfriends"
    event = parse(thank_you_reminder(name, talk_ended=ENDED, now=ENDED, uid="a"))["VEVENT"]
    assert plain(event["SUMMARY"]) == f"Write the thank-you note to {name}"


@given(st.text(max_size=120))
def test_any_name_can_be_read_back(name):
    event = parse(thank_you_reminder(name, talk_ended=ENDED, now=ENDED, uid="a"))["VEVENT"]
    kept = "".join(one for one in "\n".join(name.splitlines()) if one.isprintable() or one == "\n")
    told = plain(event["SUMMARY"]).removeprefix("Write the thank-you note to ")
    assert kept.strip() == told.strip()

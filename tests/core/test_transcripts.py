"""Transcripts in every format people have them in: who says what, when, and what is wrong with a file."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.known import Timing
from simulator.core.transcript_formats import seconds
from simulator.core.transcripts import MOST_BYTES, MOST_TURN_CHARACTERS, MOST_TURNS, read_transcript
from simulator.errors import SimulatorError, TranscriptError

TYPED = """Anna: hi there, thanks for, um, for doing this
Ben: sure
no problem at all

Anna: so how did you get into it?
"""
TIMED = """[00:01:23] Anna Berg: Hi, thanks for doing this.
[00:01:26] Ben Otis: Sure.
[00:01:27] Anna Berg: How did you get into it?
"""
BARE_TIMES = "00:01:23 Anna: Hi.\n00:01:25 - Ben: Hello.\n(1:40) Anna: So how did you start?\n"
VOICES = """WEBVTT
Kind: captions

NOTE
Ben: this is no part of the talk

STYLE
::cue { color: red }

6f0c-4/12-0
00:00:05.000 --> 00:00:08.000 align:start position:0%
<v Anna Berg>Hi, thanks for</v>

6f0c-4/13-0
00:00:08.100 --> 00:00:09.000
<v Anna Berg>doing <i>this</i> &amp; that.</v>

6f0c-4/14-0
00:00:08.800 --> 00:00:11.500
<v.loud Ben Otis>Sure &lt;laughs&gt;</v>
"""
ZOOM_VTT = """WEBVTT

1
00:00:05.000 --> 00:00:08.000
Anna Berg: Hi, thanks for doing this.

2
00:00:08.500 --> 00:00:09.000
Ben Otis: Sure,

3
00:00:09.000 --> 00:00:12.000
Ben Otis: no problem at all.
"""
SRT = """1
00:00:05,000 --> 00:00:08,000
ANNA: Hi, thanks for
doing this.

2
00:00:08,500 --> 00:00:09,000
BEN: Sure.
3
00:00:09,100 --> 00:00:12,000
No problem at all.
"""
SRT_DASHES = "1\n00:00:01,000 --> 00:00:04,000\n- Anna: So how was it?\n- Ben: Long.\n"
CUE_WITH_BLANK = "WEBVTT\n\n00:01.000 --> 00:04.000\nAnna: So how\n\nwas it?\n\n00:04.000 --> 00:05.000\nBen: Long.\n"
ZOOM_CHAT = "14:03:12 From Anna Berg to Everyone: hi\n14:03:15 From  Ben Otis  to  Everyone:\n\thello you\n"
ZOOM_CHAT_SHORT = "14:03:12 Anna Berg: hi\n14:03:15 Ben Otis: hello you\n"
TEAMS_TEXT = """Interview-20260504_100000-Meeting Transcript
May 4, 2026, 10:00AM

Anna Berg started transcription

Anna Berg   0:03
Hi, thanks for doing this.

Ben Otis (Guest)   0:06
Sure. I can stay until 10:30
Two things: first, the coffee.

Anna Berg   0:14
Great.

Anna Berg stopped transcription
"""
OTTER = "Anna Berg  0:03\nHi, thanks.\n\nSpeaker 2  0:06\nSure.\n\nTranscribed by https://otter.ai\n"
BRACKETED = "Speaker 1 (00:03): hello\nSpeaker 2 (00:05): hi there\nSpeaker 1 (01:02:05): bye\n"
WHISPER = "[SPEAKER_00]: hello\n[SPEAKER_01]: hi there\n"
MEET = "00:00:00\n\nAnna Berg: Hello.\n00:00:05\nBen Otis: Hi.\n"
MARKDOWN = "**Anna:** hello\n- **Ben:** hi there, see https://example.org: it is all there\n"
QUESTIONS_AND_ANSWERS = "Q: How did you start?\nA: By accident.\nQ: How so?\n"
LOWER_CASE = "me: hello\nher: hi\nme: what do you do all day?\nwell: it depends\nher: that depends\n"
PARTICLES = "Anna van den Berg: hello\nDr. O'Neil-Ruiz: hi\nBerg, Tom: hello too\n"
TWELVE_HOURS = "Anna Berg 11:59 AM\nhello\n\nBen Otis 12:01 PM\nhi\n"

SAYS = {
    "typed": (TYPED, Timing.ESTIMATED, ["Anna", "Ben", "Anna"], "sure no problem at all"),
    "timed": (TIMED, Timing.STARTS, ["Anna Berg", "Ben Otis", "Anna Berg"], "Sure."),
    "bare times": (BARE_TIMES, Timing.STARTS, ["Anna", "Ben", "Anna"], "Hello."),
    "voices": (VOICES, Timing.MEASURED, ["Anna Berg", "Ben Otis"], "Sure <laughs>"),
    "zoom vtt": (ZOOM_VTT, Timing.MEASURED, ["Anna Berg", "Ben Otis"], "Sure, no problem at all."),
    "srt": (SRT, Timing.MEASURED, ["ANNA", "BEN"], "Sure. No problem at all."),
    "srt dashes": (SRT_DASHES, Timing.MEASURED, ["Anna", "Ben"], "Long."),
    "cue with blank": (CUE_WITH_BLANK, Timing.MEASURED, ["Anna", "Ben"], "Long."),
    "zoom chat": (ZOOM_CHAT, Timing.STARTS, ["Anna Berg", "Ben Otis"], "hello you"),
    "zoom chat, short": (ZOOM_CHAT_SHORT, Timing.STARTS, ["Anna Berg", "Ben Otis"], "hello you"),
    "teams text": (
        TEAMS_TEXT,
        Timing.STARTS,
        ["Anna Berg", "Ben Otis", "Anna Berg"],
        "Sure. I can stay until 10:30 Two things: first, the coffee.",
    ),
    "otter": (OTTER, Timing.STARTS, ["Anna Berg", "Speaker 2"], "Sure."),
    "bracketed times": (BRACKETED, Timing.STARTS, ["Speaker 1", "Speaker 2", "Speaker 1"], "hi there"),
    "whisper": (WHISPER, Timing.ESTIMATED, ["SPEAKER_00", "SPEAKER_01"], "hi there"),
    "meet": (MEET, Timing.STARTS, ["Anna Berg", "Ben Otis"], "Hi."),
    "markdown": (MARKDOWN, Timing.ESTIMATED, ["Anna", "Ben"], "hi there, see https://example.org: it is all there"),
    "questions and answers": (QUESTIONS_AND_ANSWERS, Timing.ESTIMATED, ["Q", "A", "Q"], "By accident."),
    "lower case": (LOWER_CASE, Timing.ESTIMATED, ["me", "her", "me", "her"], "hi"),
    "particles": (PARTICLES, Timing.ESTIMATED, ["Anna van den Berg", "Dr. O'Neil-Ruiz", "Berg, Tom"], "hi"),
    "twelve hours": (TWELVE_HOURS, Timing.STARTS, ["Anna Berg", "Ben Otis"], "hi"),
}


def read(text, source="talk.txt"):
    return read_transcript(text if isinstance(text, bytes) else text.encode(), source=source)


@pytest.mark.parametrize("name", SAYS)
def test_every_format_says_who_says_what(name):
    text, timing, speakers, second = SAYS[name]
    talk = read(text)
    assert talk.timing is timing
    assert [turn.speaker for turn in talk.turns] == speakers
    assert talk.turns[1].text == second


@pytest.mark.parametrize("name", SAYS)
def test_line_ends_and_byte_order_marks_change_nothing(name):
    text = SAYS[name][0]
    talk = read(text)
    for other in (b"\xef\xbb\xbf" + text.encode(), text.replace("\n", "\r\n").encode(), text.encode("utf-16")):
        assert read(other) == talk


def test_times_count_from_the_first_word():
    assert [(turn.start_s, turn.end_s) for turn in read(ZOOM_VTT).turns] == [(0.0, 3.0), (3.5, 7.0)]
    assert [turn.start_s for turn in read(TIMED).turns] == [0.0, 3.0, 4.0]
    assert [turn.start_s for turn in read(TWELVE_HOURS).turns] == [0.0, 120.0]


def test_with_beginnings_alone_a_turn_lasts_until_the_next_one_or_as_long_as_slow_speech():
    first, second, last = read(TIMED).turns
    assert (first.end_s, second.end_s) == (3.0, 4.0)  # five words at 75 a minute would be four seconds
    assert last.end_s == pytest.approx(4.0 + 6 / 2.5)
    long_pause = read("[00:00:00] Anna: Hi.\n[00:10:00] Ben: Hello.\n")
    assert long_pause.turns[0].end_s == 1.0


def test_without_times_turns_follow_each_other_at_the_usual_pace():
    talk = read("Anna: one two three four five\nBen: six seven\n")
    assert [(turn.start_s, turn.end_s) for turn in talk.turns] == [(0.0, 2.0), (2.0, pytest.approx(2.8))]
    assert talk.notes == ("talk.txt has no times, so nothing that depends on the clock is rated.",)


def test_cues_of_one_speaker_that_overlap_are_one_turn():
    talk = read(
        "00:00:00.000 --> 00:00:04.000\nAnna: a b\n\n00:00:03.000 --> 00:00:03.500\nAnna: c\n\n"
        "00:00:05.000 --> 00:00:06.000\nBen: d\n"
    )
    assert [(turn.text, turn.start_s, turn.end_s) for turn in talk.turns] == [("a b c", 0.0, 4.0), ("d", 5.0, 6.0)]


def test_cues_out_of_order_are_put_in_order():
    talk = read("00:00:04.000 --> 00:00:05.000\nBen: second\n\n00:00:01.000 --> 00:00:03.000\nAnna: first\n")
    assert [turn.text for turn in talk.turns] == ["first", "second"]


def test_a_missing_time_makes_all_of_them_useless_and_is_told():
    talk = read("[00:00:01] Anna: hello\nBen: hi\n")
    assert talk.timing is Timing.ESTIMATED
    assert talk.notes == ("Only 1 of 2 turns in talk.txt have a time, so none of them was used.",)


def test_hours_and_minutes_that_look_like_minutes_and_seconds_are_not_believed():
    said = "word " * 200
    talk = read(f"14:03 Anna: {said}\n14:05 Ben: {said}\n")
    assert talk.timing is Timing.ESTIMATED
    assert "too close together for what was said" in talk.notes[0]


def test_latin_1_is_read_and_told():
    talk = read("Zoë: It\x92s a café.\nBen: Oui.\n".encode("latin-1"))
    assert (talk.turns[0].speaker, talk.turns[0].text) == ("Zoë", "It’s a café.")
    assert talk.notes[0] == "talk.txt is not UTF-8, so it was read as Latin-1: look over accents and quotation marks."


def test_what_stands_before_the_first_name_is_left_out_and_told():
    talk = read("Our talk\nin May\nAnna: hello\nBen: hi\n")
    assert talk.turns[0].text == "hello"
    assert talk.notes[0] == "talk.txt, lines 1 to 2: nobody is named yet, so this was left out."


def test_invisible_signs_do_not_make_two_of_one_speaker():
    assert read("Anna: a\n\u200eBen: b\nAnna\u200b: c\n").speakers == ("Anna", "Ben")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "talk.txt: is empty."),
        (b" \n\n", "talk.txt: is empty."),
        (b"a walk in the park\nand back\n", "talk.txt, line 1: no speaker names were found in this file."),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n", "talk.txt, line 1: no speaker names were found"),
        (b"Anna: all alone\nAnna: still\n", "talk.txt, line 1: only one person speaks, Anna."),
        (b"Anna:\nBen:\n", "talk.txt: nothing is said in it."),
        (b"WEBVTT\n\n00:01.000 --> later\n<v Anna>hello\n", "talk.txt, line 3: these times cannot be read."),
        (b"[00:10:00] Anna: hello\n[00:00:10] Ben: hi\n", "talk.txt, line 2: the times go backwards here."),
        (b"PK\x03\x04....", "talk.txt: is a Word document, and only text can be read."),
        (b"%PDF-1.7", "talk.txt: is a PDF, and only text can be read."),
        (bytes(range(256)), "talk.txt: is not text."),
        (b"Anna: hi\n" + b"x" * MOST_BYTES, "talk.txt: is larger than 2 MiB."),
        (b"Anna: hi\nBen: " + b"so " * MOST_TURN_CHARACTERS, "talk.txt, line 2: Ben says more than 20,000 characters"),
        (
            b"Anna: hi\nBen: ho\n" * (MOST_TURNS // 2 + 1),
            f"line {MOST_TURNS + 1}: a talk may have 2,000 turns at most.",
        ),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_used_says_where_and_what_to_do(content, says):
    with pytest.raises(TranscriptError) as raised:
        read(content)
    assert says in str(raised.value)
    assert raised.value.fix


@pytest.mark.parametrize(
    ("time", "expected_s"),
    [
        ("0:03", 3),
        ("1:02:03.5", 3723.5),
        ("62:03", 3723),
        ("00:00:05,250", 5.25),
        ("10:03 AM", 36180),
        ("1:00 p.m.", 46800),
    ],
)
def test_times_as_files_write_them(time, expected_s):
    assert seconds(time) == expected_s


PIECES = st.sampled_from(
    ["WEBVTT", "NOTE x", "1", "00:00:01.000 --> 00:00:02.000", "00:01 --> x", "Anna: hello", "Ben: what do you do?", "<v Anna>hi</v>",
     "<v >", "<v", "Anna Berg   0:03", "[00:01:23] Ben: yes", "(12:00) so", "&#0;&amp;&lt;", ": :", "-", "", "\x0b", "\ud7ff", "99:99"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=30), max_size=12).map("\n".join)


def talk_or_sentence(content):
    """The talk, or None for a file that was refused with a sentence that names it."""
    try:
        return read(content)
    except SimulatorError as error:
        complaint = str(error)
    assert complaint.startswith("talk.txt")
    return None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_a_talk_or_a_sentence(text):
    talk = talk_or_sentence(text.encode("utf-8", errors="surrogatepass"))
    if talk is not None:
        assert len(talk.speakers) >= 2
        assert all(turn.text and turn.start_s is not None and turn.end_s >= turn.start_s >= 0.0 for turn in talk.turns)
        assert all(one.speaker != two.speaker for one, two in pairwise(talk.turns))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_talk_or_a_sentence(content):
    talk_or_sentence(content)

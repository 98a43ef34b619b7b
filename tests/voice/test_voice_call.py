"""A call from the first word to the last, on a clock that moves with the sound; slow work is done when a test says so."""

from __future__ import annotations

import pytest

from simulator.domain import AudioClip, Booking, EndedBy, MeetingFormat, MoveKind, ReplyKind, Role, Transcript, Word
from simulator.engines.fake import BrokenEngine, FakeClassifier, FakeSynthesizer
from simulator.errors import EngineError, StoreError
from simulator.pipeline import Company
from simulator.rehearsal import Rehearsal
from simulator.store import SessionStore
from simulator.voice.call import Call, Mode
from simulator.voice.messages import FRAME_BYTES, Message, Sound

BOOKING = Booking(MeetingFormat.VIDEO, 20)
CUES = {"thank you": MoveKind.THANKS, "goodbye": MoveKind.GOODBYE, "bye": MoveKind.GOODBYE}
SPEECH = b"\x00\x20" * (FRAME_BYTES // 2)
SILENCE = bytes(FRAME_BYTES)
ASKED = "How did you come to nursing?"


class LoudIsSpeech:
    def probability(self, window):
        return 0.95 if any(window) else 0.02

    def reset(self):
        pass


class WorkByHand:
    """Does what it was given when it is told to."""

    def __init__(self):
        self.waiting = {}

    def submit(self, kind, work):
        self.waiting[kind] = work

    def run(self):
        while self.waiting:
            self.waiting.pop(min(self.waiting))()

    def close(self):
        self.waiting.clear()


class Transcriber:
    """Hears the last of the texts it was told, until it is told another."""

    name = "told"

    def __init__(self):
        self.text = ASKED
        self.clips = []

    def transcribe(self, utterance):
        self.clips.append(utterance.clip)
        spoken = self.text.split()
        return Transcript(self.text, tuple(Word(one, 0.0, 0.1) for one in spoken), self.name)


class Store(SessionStore):
    full = False

    def append(self, session_id, turn):
        if self.full:
            raise StoreError("The disk is full.")
        super().append(session_id, turn)


class Talk:
    """A call and both of its ends."""

    def __init__(self, company, home, synthesizer=None, transcriber=None, **options):
        self.now_s = 50.0
        self.store = Store(home)
        self.ear = transcriber or Transcriber()
        self.workers = {}
        synthesizer = synthesizer or FakeSynthesizer()
        self.rehearsal = Rehearsal.begin(
            company, self.store, BOOKING, seed=7, synthesizer=synthesizer, steady_s=self.clock
        )
        self.call = self.connect(**options)
        self.sent = []

    def connect(self, **options):
        return Call(
            self.rehearsal, self.ear, LoudIsSpeech(), headset=True, worker=self.worker, steady_s=self.clock, **options
        )

    def clock(self):
        return self.now_s

    def worker(self, name, _on_crash):
        self.workers[name] = WorkByHand()
        return self.workers[name]

    def work(self):
        for one in self.workers.values():
            one.run()
        for one in self.workers.values():
            one.run()

    def hello(self):
        self.tell(type="hello", headset=True)

    def tell(self, **message):
        self.call.receive(message)
        self.work()
        self.fetch()

    def fetch(self):
        new = self.call.drain(0.0)
        self.sent += new
        return new

    def feed(self, seconds, frame, *, working=True):
        """Sound of so many seconds; with `working` the slow work is done as it comes."""
        for _ in range(round(seconds / 0.02)):
            self.now_s += 0.02
            self.call.receive_audio(frame)
            if working:
                self.work()
        return self.fetch()

    def speak(self, seconds, text=None, **options):
        if text is not None:
            self.ear.text = text
        return self.feed(seconds, SPEECH, **options)

    def silence(self, seconds, **options):
        return self.feed(seconds, SILENCE, **options)

    def until(self, mode, limit_s=200.0):
        """Silence until the call is in this mode."""
        while self.call.mode is not mode and limit_s > 0:
            self.silence(0.1)
            limit_s -= 0.1
        assert self.call.mode is mode

    def start(self):
        self.hello()
        self.until(Mode.LISTENING)
        return self

    def ask(self, text=ASKED):
        """A turn of the user's, up to the person's first sound."""
        self.speak(2.0, text)
        self.until(Mode.SPEAKING, 5.0)

    def turns(self):
        return self.store.turns(self.rehearsal.session_id)

    def messages(self, kind):
        return [one.values for one in self.sent if isinstance(one, Message) and one.type == kind]


@pytest.fixture
def company(nadia, knowledge):
    return Company(nadia, knowledge[nadia.id], FakeClassifier(CUES))


@pytest.fixture
def talk(company, home):
    return Talk(company, home).start()


def test_the_person_says_hello_sentence_by_sentence_and_then_listens(company, home):
    talk = Talk(company, home)
    assert talk.rehearsal.held
    talk.hello()
    assert talk.call.mode is Mode.SPEAKING
    clips = talk.messages("clip")
    assert [one["clip"] for one in clips] == list(range(1, len(clips) + 1))
    assert " ".join(one["text"] for one in clips) == talk.turns()[0].text
    assert clips[-1]["last"]
    place = talk.sent.index(next(one for one in talk.sent if isinstance(one, Sound)))
    assert talk.sent[place - 1].values["bytes"] == len(talk.sent[place].pcm16)
    talk.until(Mode.LISTENING)
    assert len(talk.turns()) == 1


def test_a_question_is_heard_answered_and_kept(talk):
    talk.ask()
    assert len(talk.turns()) == 1  # it may yet go on
    talk.silence(1.0)
    assert [turn.text for turn in talk.turns()[1:]] == [ASKED]
    talk.until(Mode.LISTENING)
    user, person = talk.turns()[1:]
    assert person.reply.text == person.text
    assert user.duration_s == pytest.approx(2.0, abs=0.1)
    assert user.words[0].start_s >= user.start_s
    assert person.duration_s == pytest.approx(talk.rehearsal.now_s - person.start_s, abs=0.3)
    assert talk.turns() == talk.rehearsal.state.turns


def test_it_is_transcribed_in_the_silence_and_answered_as_soon_as_the_wait_is_over(talk):
    talk.speak(2.0)
    talk.silence(0.2)
    assert len(talk.ear.clips) == 1
    assert talk.call.mode is Mode.LISTENING
    talk.until(Mode.SPEAKING, 1.2)


def test_a_pause_within_a_turn_ends_nothing(talk):
    talk.speak(1.0, "I was wondering if you could")
    talk.silence(1.0)
    talk.speak(1.0, "I was wondering if you could tell me how you came to nursing?")
    talk.until(Mode.SPEAKING, 3.0)
    talk.silence(1.0)
    assert len(talk.turns()) == 2
    assert talk.ear.clips[-1].duration_s == pytest.approx(3.6, abs=0.3)


def test_words_that_come_too_late_belong_to_nothing(talk):
    talk.speak(1.0, "How did you", working=False)
    talk.silence(0.3, working=False)
    late = talk.workers["hearing"].waiting.copy()
    talk.speak(1.0, ASKED, working=False)
    talk.workers["hearing"].waiting.clear()
    for work in late.values():
        work()
    assert talk.messages("caption")[-1]["who"] == "person"
    talk.until(Mode.SPEAKING, 3.0)


def test_who_goes_on_before_the_first_sound_has_not_finished(talk):
    talk.speak(1.0, working=False)
    talk.silence(2.0, working=False)  # recognition is slow: the turn counts as finished meanwhile
    assert talk.call.mode is Mode.THINKING
    assert talk.rehearsal.held
    talk.speak(1.0, "How did you come to nursing and why?", working=False)
    assert talk.call.mode is Mode.LISTENING
    talk.work()
    talk.until(Mode.SPEAKING, 3.0)
    talk.silence(1.0)
    assert [turn.text for turn in talk.turns()[1:]] == ["How did you come to nursing and why?"]


def test_who_goes_on_in_the_first_moments_of_the_answer_is_let_go_on(talk):
    talk.ask("How did you come to nursing")
    talk.silence(0.3)
    talk.speak(1.0, "How did you come to nursing and what was it like?")
    assert talk.call.mode is Mode.LISTENING
    assert talk.messages("stop")
    assert len(talk.turns()) == 1
    talk.until(Mode.SPEAKING, 3.0)
    talk.silence(1.0)
    assert [turn.text for turn in talk.turns()[1:]] == ["How did you come to nursing and what was it like?"]
    assert talk.ear.clips[-1].duration_s > 3.5  # one recording of both


def test_an_interruption_stops_them_and_only_what_was_heard_is_kept(talk):
    talk.ask()
    talk.silence(2.0)
    talk.speak(1.0, "Sorry, what does that mean?")
    assert talk.messages("duck")[0]["on"]
    assert talk.messages("stop")
    assert talk.call.mode is Mode.LISTENING
    talk.until(Mode.SPEAKING, 3.0)
    talk.until(Mode.LISTENING)
    cut, asked = talk.turns()[2:4]
    assert cut.cut_off
    assert cut.reply.text.startswith(cut.text.rstrip("—"))
    assert cut.duration_s == pytest.approx(2.5, abs=0.4)
    assert asked.text == "Sorry, what does that mean?"
    assert asked.start_s == pytest.approx(cut.end_s - 0.5, abs=0.7)


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "Mm-hm."), (0.5, "yeah"), (0.14, "")])
def test_nods_and_coughs_do_not_stop_them(talk, seconds, text):
    talk.ask()
    talk.silence(2.0)
    talk.speak(seconds, text)
    talk.silence(0.5)
    assert talk.call.mode is Mode.SPEAKING
    assert [one["on"] for one in talk.messages("duck")][-2:] == [True, False]
    talk.until(Mode.LISTENING)
    assert len(talk.turns()) == 3
    assert not talk.turns()[2].cut_off


def test_who_stopped_for_nothing_goes_on_within_two_seconds_and_says_the_rest(talk):
    talk.ask()
    talk.silence(2.0)
    before = len(talk.messages("clip"))
    talk.speak(1.0, "")  # a long noise without words
    assert talk.call.mode is Mode.LISTENING
    talk.until(Mode.SPEAKING, 2.0)
    again = talk.messages("clip")[before:]
    assert again
    talk.until(Mode.LISTENING)
    assert len(talk.turns()) == 3
    assert not talk.turns()[2].cut_off


def test_speech_that_begins_as_they_end_is_the_next_turn(talk):
    talk.ask("bye the way, how are you?")
    talk.silence(0.9)
    while talk.call.mode is Mode.SPEAKING:
        talk.speak(0.02, "And then?", working=False)
        talk.call.drain(0.0)
        if talk.call._floor is None:
            break
    assert talk.call.mode in (Mode.LISTENING, Mode.SPEAKING)


def test_im_done_ends_the_turn_at_once(talk):
    talk.speak(1.0, "So I was wondering about")
    talk.tell(type="done")
    assert talk.call.mode is Mode.SPEAKING


def test_typing_counts_and_cuts_nobody_short(talk):
    talk.ask()
    talk.silence(2.0)
    talk.tell(type="typed", text="What came next?")
    assert talk.call.mode is Mode.SPEAKING
    talk.until(Mode.LISTENING)
    assert [turn.text for turn in talk.turns()[1:4:2]] == [ASKED, "What came next?"]
    assert talk.turns()[2].cut_off
    assert talk.turns()[3].words == ()


def test_a_pause_stops_them_and_the_clock_and_they_go_on_where_they_were(talk):
    talk.ask()
    talk.silence(2.0)
    talk.tell(type="pause", on=True)
    assert talk.call.mode is Mode.PAUSED
    held_s = talk.rehearsal.now_s
    talk.speak(5.0)
    assert talk.rehearsal.now_s == held_s
    talk.tell(type="pause", on=False)
    assert talk.call.mode is Mode.SPEAKING
    talk.until(Mode.LISTENING)
    assert len(talk.turns()) == 3


def test_a_muted_microphone_is_not_heard(talk):
    talk.tell(type="mute", on=True)
    talk.speak(3.0)
    talk.silence(4.0)
    assert talk.call.mode is Mode.LISTENING
    assert talk.ear.clips == []


def test_the_end_keeps_what_was_said(talk):
    talk.ask()
    talk.silence(1.5)
    talk.tell(type="end")
    assert talk.call.mode is Mode.OVER
    assert talk.rehearsal.state.ended_by is EndedBy.STOPPED
    assert [turn.role for turn in talk.turns()] == [Role.PERSONA, Role.USER, Role.PERSONA]
    assert talk.turns()[2].cut_off
    assert talk.messages("over")


def test_a_goodbye_ends_the_call_when_it_has_been_said(talk):
    talk.ask("Goodbye!")
    talk.until(Mode.OVER)
    assert talk.turns()[-1].reply.kind is ReplyKind.GOODBYE
    assert talk.rehearsal.state.ended_by is EndedBy.USER


def test_asked_to_hold_on_they_wait_and_the_clock_with_them_once(talk):
    held = []
    for _ in range(2):
        talk.ask("Can you hold on a second?")
        talk.until(Mode.LISTENING)
        held.append(talk.rehearsal.held)
    assert held == [True, False]


def test_a_minute_of_silence_and_of_clicks_is_no_turn(talk):
    talk.silence(20.0)
    for _ in range(20):
        talk.speak(0.06)
        talk.silence(0.5)
    assert len(talk.turns()) == 1
    assert talk.call.mode is Mode.LISTENING


def test_noise_that_sounds_like_speech_but_has_no_words_is_no_turn(talk):
    talk.speak(3.0, "")
    talk.silence(4.0)
    assert len(talk.turns()) == 1
    assert talk.call.mode is Mode.LISTENING


def test_a_broken_voice_leaves_the_text_and_the_talk_goes_on(company, home):
    talk = Talk(company, home, BrokenEngine(lambda: EngineError("no voice", stage="say"))).start()
    talk.ask()
    talk.until(Mode.LISTENING)
    assert talk.messages("clip") == []
    assert talk.messages("caption")[-1]["text"] == talk.turns()[2].text
    assert not talk.turns()[2].cut_off


def test_a_voice_that_hangs_is_given_up_after_four_seconds(talk):
    talk.speak(2.0)
    while talk.call.mode is not Mode.THINKING:
        talk.now_s += 0.02
        talk.call.receive_audio(SILENCE)
        talk.workers["hearing"].run()
    talk.now_s += 3.9
    talk.call.drain(0.0)
    assert talk.call.mode is Mode.THINKING
    talk.now_s += 0.2
    talk.sent += talk.call.drain(0.0)
    assert talk.call.mode is Mode.SPEAKING
    assert talk.messages("caption")[-1]["who"] == "person"
    talk.work()  # it comes after all: too late
    talk.until(Mode.LISTENING)
    assert len(talk.turns()) == 3


def test_a_broken_recogniser_is_explained_and_loses_only_that_turn(company, home):
    talk = Talk(
        company, home, transcriber=BrokenEngine(lambda: EngineError("The recogniser failed.", stage="hear"))
    ).start()
    talk.speak(2.0)
    talk.silence(3.0)
    assert talk.messages("problem")[0] == {"type": "problem", "text": "The recogniser failed.", "fatal": False}
    assert talk.call.mode is Mode.LISTENING
    talk.tell(type="typed", text=ASKED)
    assert talk.call.mode is Mode.SPEAKING


def test_a_full_disk_is_told(talk):
    talk.store.full = True
    talk.ask()
    talk.silence(1.0)
    assert talk.messages("problem")[-1]["fatal"]


def test_what_the_page_reports_counts_more_than_the_clock(talk):
    talk.ask()
    clip = talk.messages("clip")[-1]["clip"]
    first = next(one["clip"] for one in talk.messages("clip") if one["turn"] == 2)
    talk.tell(type="played", clip=first, position_s=0.3)
    talk.silence(1.0)
    assert len(talk.turns()) == 1  # the page is slow: only 0.3 s have sounded
    talk.tell(type="played", clip=clip, position_s=0.0, ended=True)
    assert talk.call.mode is Mode.LISTENING
    assert len(talk.turns()) == 3


def test_a_lost_connection_keeps_what_was_said_and_another_call_goes_on(talk):
    talk.ask()
    talk.call.close()
    assert talk.turns()[1].text == ASKED
    assert talk.rehearsal.held
    talk.call = talk.connect()
    talk.hello()
    talk.until(Mode.LISTENING)
    talk.ask("What came next?")
    talk.silence(1.0)
    assert talk.turns()[-1].text == "What came next?"


def test_a_turn_still_unanswered_is_answered_by_the_next_call(talk):
    talk.speak(2.0)
    talk.silence(0.2)
    talk.call.close()
    assert [turn.role for turn in talk.turns()] == [Role.PERSONA, Role.USER]
    talk.call = talk.connect()
    talk.hello()
    assert talk.call.mode is Mode.SPEAKING
    talk.until(Mode.LISTENING)
    assert len(talk.turns()) == 3


def test_the_users_sound_is_kept_where_they_want_it(company, home):
    kept = {}
    talk = Talk(company, home, keep_recording=kept.__setitem__).start()
    talk.ask()
    talk.silence(1.0)
    assert list(kept) == [1]
    assert isinstance(kept[1], AudioClip)
    assert kept[1].duration_s == pytest.approx(2.7, abs=0.4)


def test_a_turn_without_end_is_taken_after_three_minutes(talk):
    talk.speak(181.0, working=False)
    assert talk.call.mode is Mode.THINKING


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"type": "shout"},
        {"type": "typed", "text": ""},
        {"type": "typed", "text": "a" * 2_001},
        {"type": "hello", "patience": "endless"},
        {"type": "played", "clip": 1, "position_s": float("nan")},
        {"type": "mute", "on": "yes"},
    ],
)
def test_a_message_that_makes_no_sense_is_refused(talk, message):
    with pytest.raises(ValueError, match=r"."):
        talk.call.receive(message)


@pytest.mark.parametrize("size", [1, 32_002])
def test_a_frame_of_the_wrong_size_is_refused(talk, size):
    with pytest.raises(ValueError, match="a frame must hold"):
        talk.call.receive_audio(bytes(size))


def test_another_page_hears_the_rest(talk):
    talk.ask()
    talk.silence(1.5)
    before = len(talk.messages("clip"))
    talk.hello()
    assert talk.messages("mode")[-1]["mode"] == "speaking"
    assert len(talk.messages("clip")) > before
    talk.until(Mode.LISTENING)
    assert not talk.turns()[2].cut_off


def test_a_recogniser_that_can_follows_the_turn_while_it_is_spoken(company, home):
    class Following(Transcriber):
        def follower(self):
            return self

    talk = Talk(company, home, transcriber=Following()).start()
    talk.speak(2.0)
    lengths = [clip.duration_s for clip in talk.ear.clips]
    assert len(lengths) == 3
    assert lengths == sorted(lengths)
    assert talk.messages("caption")[-1] == {"type": "caption", "who": "you", "text": ASKED, "final": False, "turn": 1}

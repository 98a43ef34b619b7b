"""About: how it judges, how far to trust it, whose work it stands on."""

from __future__ import annotations

import streamlit as st

from simulator import __version__
from simulator.ui import judging, reliability


def page() -> None:
    st.title("About", anchor=False)
    st.markdown(
        "An informational interview is a short talk with somebody experienced, **to learn and not to ask for a job**. Most "
        "people get one try. This program lets you rehearse it aloud and shows you, in your own words, what to do differently."
    )
    st.subheader("How it judges", anchor=False)
    st.markdown(
        "A classifier trained on labelled sentences finds what drifts into asking for a job. A clock finds overrunning. "
        "Everything else is a check that can be seen in the words; each quote is taken from the transcript. About a hundred "
        "published guides were read for the rules, and the number beside each check says how many of them name it, at least."
    )
    judging.rubric()
    st.subheader("How far to trust it", anchor=False)
    st.markdown(
        "- The people are scripted: they answer from what was written for them, and say so when nothing fits.\n"
        "- The built-in recogniser mishears a good deal. Correct your lines, or fetch Whisper.\n"
        "- The classifier is wrong at times, in both directions. A flag is a question to yourself, not a verdict.\n"
        "- It was written in English, for meetings as they are held in Britain and North America."
    )
    reliability.link()
    st.subheader("Licences", anchor=False)
    st.markdown(
        "This program is under the MIT licence. It uses Streamlit (Apache 2.0), faster-whisper and CTranslate2 (MIT), "
        "scikit-learn (BSD), pocketsphinx (BSD), pyttsx3 (MPL 2.0), sounddevice (MIT) and SQLAlchemy (MIT). espeak-ng is under "
        "GPL 3 and runs in a process of its own."
    )
    st.caption(f"Version {__version__}")

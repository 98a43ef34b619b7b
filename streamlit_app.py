"""The entry point: which pages there are, and the line for talking. Start it with `streamlit run streamlit_app.py`.

The file is read twice: once as the server's application, then as the page, for each visitor.
"""

import streamlit as st
from streamlit import runtime

from simulator.voice.socket import voice_route


def main() -> None:
    """The page."""
    from simulator.ui import about, drills, judging, people, practice, progress, real_talk, reliability, settings_page
    from simulator.ui.machine import machine

    st.set_page_config(page_title="Informational interview practice", page_icon=":material/forum:", layout="centered")

    machine()  # engines load in the background while the first page is read

    practice_page = st.Page(
        practice.page, title="Practice", icon=":material/record_voice_over:", url_path="practice", default=True
    )
    reliability_page = st.Page(
        reliability.page, title="Reliability", icon=":material/rule:", url_path="reliability", visibility="hidden"
    )
    real_talk_page = st.Page(
        real_talk.page, title=real_talk.TITLE, icon=":material/description:", url_path="real-talk", visibility="hidden"
    )
    judging_page = st.Page(
        judging.page, title=judging.TITLE, icon=":material/balance:", url_path="judging", visibility="hidden"
    )
    drills_page = st.Page(
        drills.page, title=drills.TITLE, icon=":material/exercise:", url_path="drills", visibility="hidden"
    )
    st.session_state["judging_page"] = judging_page
    st.session_state["drills_page"] = drills_page
    st.session_state["practice_page"] = practice_page
    st.session_state["real_talk_page"] = real_talk_page
    st.session_state["reliability_page"] = reliability_page
    st.navigation(
        [
            practice_page,
            st.Page(progress.page, title="Progress", icon=":material/trending_up:", url_path="progress"),
            st.Page(people.page, title="People", icon=":material/groups:", url_path="people"),
            st.Page(settings_page.page, title="Settings", icon=":material/tune:", url_path="settings"),
            st.Page(about.page, title="About", icon=":material/info:", url_path="about"),
            real_talk_page,
            drills_page,
            reliability_page,
            judging_page,
        ],
        position="top",
    ).run()


if runtime.exists():
    main()
else:
    app = st.App(__file__, routes=[voice_route()])

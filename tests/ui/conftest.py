"""One server for the browser tests that need nothing of their own: each takes seconds to start on a small machine."""

from __future__ import annotations

import pytest

from simulator.settings import HOME_VARIABLE, Settings, save_settings
from tests.ui.browser import WHISPER, require_browser, server


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory):
    """The home of the shared server, where people are silent. Talks of several tests lie in it side by side."""
    home = tmp_path_factory.mktemp("shared-home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        save_settings(Settings(speak_aloud=False))
    return home


@pytest.fixture(scope="session")
def shared_address(shared_home):
    """Where the shared server listens."""
    require_browser()
    with server(shared_home, **WHISPER) as (address, _):
        yield address

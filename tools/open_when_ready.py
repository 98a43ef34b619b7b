"""Open the page in the user's browser once the server answers; print nothing where there is no browser.

python tools/open_when_ready.py http://localhost:8501
"""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
import webbrowser

PATIENCE_S = 30.0


def main(address: str) -> int:
    """0 when the page answered in time."""
    give_up_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up_s:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    else:
        return 1
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

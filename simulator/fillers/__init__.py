"""Hearing "um" and "uh" in the sound itself: what may be one, and a small model that tells."""

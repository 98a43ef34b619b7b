"""Decisions: same arguments, same answer. No clock, no chance of its own, no threads, no audio."""

"""Talking hands-free: the line between a browser and a talk, and what happens on it."""

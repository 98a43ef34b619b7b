"""The prompts of the exercises, written by hand, and how they are read."""

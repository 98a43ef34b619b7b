"""A practice informational interview, by voice, with somebody who is not really there."""

__version__ = "0.1.0"

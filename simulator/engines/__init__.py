"""Adapters to the outside, one library a file. Only `wiring` knows them by name; heavy libraries load when they are used."""

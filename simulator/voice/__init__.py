"""Talking hands-free: what is heard and said while a call is on, decided on the server."""

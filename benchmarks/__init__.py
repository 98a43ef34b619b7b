"""Scripts that measure: each prints a table; run them as `python -m benchmarks.NAME`."""

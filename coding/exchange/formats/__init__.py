"""One format a file: `SUFFIXES`, and `read`, `write` or both."""

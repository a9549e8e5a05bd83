"""Projects of other programs, read and written: one file for each format, found by its suffix."""

"""The formats of other programs, one a file; each has a `FORMAT`."""

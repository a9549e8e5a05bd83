"""The formats datasets come in, one a file; each has a `FORMAT`."""

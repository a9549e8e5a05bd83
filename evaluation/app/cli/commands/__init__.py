"""One file for each command; a file with `register` is found by itself."""

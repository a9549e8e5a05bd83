"""The checks, one a file; each has `of_file(file, around)` or `of_study(around)`."""

"""What action plans are read from; each format is one file that declares its `SUFFIXES` and reads sheets."""

"""What instruments are printed as; each format is one file with a `FORMAT`."""

"""What action plans are written as; each format is one file with a `FORMAT`."""

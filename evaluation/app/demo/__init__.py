"""The sample study; all that stands in it is invented."""

"""The sections of the report's method appendix: one file each, discovered; one without data is not there."""

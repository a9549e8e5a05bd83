"""QualCoder's projects: their database (versions 1 to 14 and what came after) and their media."""

"""What the databases of other programs have in common: loose rows, codes under categories, places with their words."""

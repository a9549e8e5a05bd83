"""Action plans: read from files, kept with their history, compared, and asked what is due."""

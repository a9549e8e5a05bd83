"""Who takes part, and how they took part."""

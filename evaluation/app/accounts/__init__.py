"""The accounts of a team: making them, changing them, and signing in by them."""

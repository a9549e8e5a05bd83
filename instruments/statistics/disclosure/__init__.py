"""Hiding what would tell too much of too few, over all the tables of a report at once."""

"""From disagreement to consensus: where coders differ, what is decided there, and what all agree on."""

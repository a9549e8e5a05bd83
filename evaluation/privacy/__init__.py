"""What may be told of those who spoke."""

"""How long what can be led back to people is kept, what they may see of it, and taking it away for good."""

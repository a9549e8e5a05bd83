"""What words are used: how often, by whom more than by others, beside which, and where."""

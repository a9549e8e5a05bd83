"""What followed from an agreement in a period: decided, done, delayed and reported, by sub-goal."""

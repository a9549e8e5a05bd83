"""The study's memory: what was captured, and every change made to it."""

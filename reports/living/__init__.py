"""The living narrative: what changed in the evidence, which paragraphs speak of it, and who read them again."""

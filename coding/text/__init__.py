"""What a text is made of, by true offsets: folded letters, words, paragraphs and sentences."""

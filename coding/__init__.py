"""What it means: transcripts, codebooks, codings and what is read out of them."""

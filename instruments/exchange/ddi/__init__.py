"""DDI-Codebook 2.5: what is asked, as archives describe it."""

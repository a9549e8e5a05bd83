"""Joint reports: one document in which each party has a chapter, read as party and heading."""

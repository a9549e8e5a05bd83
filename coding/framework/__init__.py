"""The framework matrix (Ritchie and Spencer): cases by themes, a written summary in each cell, and its quotes."""

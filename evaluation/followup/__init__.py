"""What became of the agreement between two evaluations: meetings, plans and what the parties reported."""

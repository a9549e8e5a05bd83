"""The joint report of a reporting round, compiled from what the parties delivered."""

"""What in a text may tell who somebody is, found by rules and lists alone."""

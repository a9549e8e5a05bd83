"""What finds places in a text that tell who somebody is; one kind of trace a file."""

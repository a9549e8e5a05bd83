"""The files of other programs that become instruments, one kind a file; each has an `IMPORTER`."""

"""One file for each subject the server answers about; each declares its `ROUTER`."""

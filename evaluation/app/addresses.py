"""Where forms are answered when nothing else is said: on this machine alone."""

HOST = "127.0.0.1"
PORT = 8340
HERE = f"http://{HOST}:{PORT}"

"""Whether what a report claims rests on what it says it rests on."""

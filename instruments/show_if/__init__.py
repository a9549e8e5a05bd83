"""When a question is shown: a small language of conditions on earlier answers."""

"""How an older store becomes a new one."""

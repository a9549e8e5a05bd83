"""The files a person writes: YAML read with every fault and its line."""

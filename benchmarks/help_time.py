"""How long `underveis --help` takes, beside a Python that does nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from measuring import compiled, figure, middle, run, tell

LIMIT = 0.4
TIMES = 7


def main() -> None:
    times = 1 if "--small" in sys.argv else TIMES
    command = Path(sys.executable).with_name("underveis")
    with compiled():
        run([command, "--help"])
        ours = middle([run([command, "--help"]) for _ in range(times)])
        nothing = middle([run([sys.executable, "-c", "pass"]) for _ in range(times)])
    told = figure("underveis --help", limit=LIMIT, ours=ours.cpu, peer=nothing.cpu, unit="s of CPU")
    tell(told | {"peer_is": "python -c pass", "median_of": times, "cost": ours.told()})


if __name__ == "__main__":
    main()

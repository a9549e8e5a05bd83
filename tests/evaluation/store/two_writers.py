"""A program that codes a study over and over: `python -m tests.evaluation.store.two_writers STUDY NAME TIMES`."""

from __future__ import annotations

import sys

from evaluation.model import Coding
from evaluation.study import open_study


def main(folder: str, name: str, times: str) -> None:
    study = open_study(folder)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for number in range(int(times)):
        study.add(Coding("gruppe", number, number + 5, "forebygging", name))


if __name__ == "__main__":
    main(*sys.argv[1:])

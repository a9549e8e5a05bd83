"""How fast a million short answers are coded by 80 codes × 15 indicators, beside a trie in C over the same text."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from made_answers import answers, codebook
from measuring import compiled, figure, run_part, tell, timed

from coding.rules import apply
from coding.rules.bulk import matches
from evaluation.model import Source

MEMORY_LIMIT, RATIO_LIMIT, LINEAR_LIMIT = 2000.0, 3.0, 1.5
EXPRESSIONS, SAMPLE = 10_000, 2_000


def main() -> None:
    number = 20_000 if "--small" in sys.argv else 1_000_000
    few = number // 10
    with compiled():
        told = {name: _part(name, number) for name in ("ours", "trie", "prepared", "rows")}
        told |= {"fewer": _part("ours", few)}
        told |= {name: _part(name, min(size, few)) for name, size in (("expressions", EXPRESSIONS), ("agree", SAMPLE))}
    ours, trie = told["ours"], told["trie"]["cpu_s"]
    # Ours on ten times as many answers, for each ten of its seconds on the tenth of them.
    linear = round(ours["cpu_s"] / (told["fewer"]["cpu_s"] * number / few), 2)
    name = f"code {number} answers by 80 × 15 indicators"
    whole = figure(name, limit=RATIO_LIMIT * trie, ours=ours["cpu_s"], peer=trie, unit="s of CPU")
    agree = told["agree"]["differ"] == 0
    reached = whole["reached"] and agree and ours["peak_mb"] < MEMORY_LIMIT and linear < LINEAR_LIMIT
    expressions = told["expressions"]
    tell(
        whole
        | {
            "reached": reached,
            "peer_is": "one pass of ahocorasick_rs over the text, joined and in lower case already: literals only",
        }
        | {"cost": ours, "peer_cost": told["trie"], "time_for_each_answer_beside_a_tenth_of_them": linear}
        | {"agrees_with_apply": agree, "sample": told["agree"], "fewer": told["fewer"]}
        | {"the_pass_with_joining_and_lower_case": told["prepared"]}
        | {"ahocorasick_rs_row_by_row": told["rows"]}
        | {"an_expression_for_each_code": expressions | _extrapolated(expressions, number)}
    )


def _part(name: str, number: int) -> dict[str, Any]:
    """What a part prints of itself, with the peak memory of its whole process, the answers among it."""
    cost = run_part(__file__, name, str(number))
    return {**json.loads(cost.printed), "peak_mb": round(cost.peak, 1)}


def _extrapolated(told: dict[str, Any], number: int) -> dict[str, Any]:
    return {"cpu_s_extrapolated": round(told["cpu_s"] * number / told["answers"], 1), "extrapolated_to": number}


def _print(texts: list[str], work: Callable[[], int]) -> None:
    found: list[int] = []
    wall, cpu = timed(lambda: found.append(work()))
    size = round(sum(len(text.encode()) for text in texts[:1000]) * len(texts) / min(1000, len(texts)) / 1e6, 1)
    print(
        json.dumps(
            {
                "answers": len(texts),
                "megabytes": size,
                "wall_s": round(wall, 3),
                "cpu_s": round(cpu, 3),
                "found": found[0],
            }
        )
    )


def _ours(number: int) -> None:
    """With the libraries loaded, as the peer has its automaton built."""
    import coding.text.punkt  # noqa: F401 - loads NLTK, which draws in SciPy and scikit-learn

    texts, made = list(answers(number)), codebook()
    matches(made, texts[:1])  # so that pandas is loaded
    _print(texts, lambda: len(matches(made, texts)))


def _trie(number: int) -> None:
    texts, automaton = list(answers(number)), _automaton()
    text = "\n".join(texts).lower().encode()
    _print(texts, lambda: len(automaton.find_matches_as_indexes(text, overlapping=True)))


def _prepared(number: int) -> None:
    texts, automaton = list(answers(number)), _automaton()
    _print(texts, lambda: len(automaton.find_matches_as_indexes("\n".join(texts).lower().encode(), overlapping=True)))


def _rows(number: int) -> None:
    texts, automaton = list(answers(number)), _automaton()
    _print(
        texts,
        lambda: sum(len(automaton.find_matches_as_indexes(text.lower().encode(), overlapping=True)) for text in texts),
    )


def _automaton() -> Any:
    from ahocorasick_rs import BytesAhoCorasick

    return BytesAhoCorasick([written.rstrip("*").encode() for code in codebook() for written in code.indicators.nb])


def _expressions(number: int) -> None:
    texts, patterns = (
        list(answers(number)),
        [re.compile("|".join(_literals(code.indicators.nb)), re.IGNORECASE) for code in codebook()],
    )
    _print(texts, lambda: sum(pattern.search(text) is not None for text in texts for pattern in patterns))


def _literals(written: tuple[str, ...]) -> Iterator[str]:
    for each in written:
        words = r"\s+".join(re.escape(word) for word in each.rstrip("*").split())
        yield rf"\b{words}" + ("" if each.endswith("*") else r"\b")


def _agree(number: int) -> None:
    """The pairs of answer and code that the two ways do not both find."""
    texts, made = list(answers(number)), codebook()
    one_by_one = {
        (row, each.code)
        for row, text in enumerate(texts)
        for each in apply(made, Source("answer", text, kind="answers"), unit="turn", languages=("nb", "nn"))
    }
    found = matches(made, texts)
    at_once = set(zip(found["row"].tolist(), found["code"].tolist(), strict=True))
    print(json.dumps({"answers": number, "pairs": len(at_once), "differ": len(at_once ^ one_by_one)}))


PARTS: dict[str, Callable[[int], None]] = {
    "ours": _ours,
    "trie": _trie,
    "prepared": _prepared,
    "rows": _rows,
    "expressions": _expressions,
    "agree": _agree,
}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](int(sys.argv[3]))
    else:
        main()

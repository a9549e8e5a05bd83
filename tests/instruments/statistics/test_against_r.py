"""Estimates agree with those of R's survey to the sixth decimal."""

from __future__ import annotations

from typing import Any

import pytest

from instruments.statistics.association import association
from instruments.statistics.comparing import difference
from instruments.statistics.estimates import by_group, design_effect, mean, proportion, ratio, total
from instruments.statistics.multiple import multiple_response
from instruments.statistics.quantiles import quantiles
from instruments.statistics.reliability import reliability
from instruments.statistics.result import Estimate
from instruments.statistics.tables import Asked, frequencies
from instruments.statistics.trends import independent_trend
from instruments.statistics.weighting import Weighted, calibrate, post_stratify, rake
from instruments.statistics.weights import kish_effect
from tests.instruments.statistics.reference import DESIGNS, agrees, expected, near, needs_reference, schools, waves

pytestmark = needs_reference
SCHOOL_TYPES = {"E": 4421, "H": 755, "M": 1018}
every_design = pytest.mark.parametrize("name", DESIGNS)
both_waves = pytest.mark.parametrize("wave", [1, 2])


def figures(found: Estimate) -> list[float]:
    return [found.value, found.se, found.low, found.high]


def of(told: dict[str, Any], name: str) -> list[float]:
    return [told["coef"][name], told["se"][name], *told["ci95"][name]]


@every_design
def test_means_and_totals(name: str) -> None:
    frame, design = schools(name)
    assert design.degrees == expected()[name]["degf"]
    assert (design.n, design.size) == near((expected()[name]["n"], expected()[name]["N"]))
    assert figures(mean(frame["api00"], design)) == near(of(expected()[name]["mean_api00"], "api00"))
    assert figures(total(frame["enroll"], design)) == near(of(expected()[name]["total_enroll"], "enroll"))


@every_design
@pytest.mark.parametrize("kind", ["E", "H", "M"])
def test_totals_and_shares_of_groups(name: str, kind: str) -> None:
    frame, design = schools(name)
    is_kind = frame["stype"] == kind
    assert figures(total(is_kind, design)) == near(of(expected()[name]["total_stype"], f"stype{kind}"))
    assert figures(proportion(is_kind, design, interval="t")) == near(
        of(expected()[name]["prop_stype"], f"stype{kind}")
    )


@every_design
@pytest.mark.parametrize("answer", ["No", "Yes"])
def test_shares_of_answers_in_a_table(name: str, answer: str) -> None:
    frame, design = schools(name)
    row = frequencies(frame["sch.wide"], design, asked=Asked(interval="t")).row(answer)
    assert [row.value, row.se, row.low, row.high] == near(of(expected()[name]["prop_schwide"], f"sch.wide{answer}"))


@every_design
def test_ratios(name: str) -> None:
    frame, design = schools(name)
    told = expected()[name]["ratio_api.stu_enroll"]
    assert figures(ratio(frame["api.stu"], frame["enroll"], design)) == near(of(told, "api.stu/enroll"))


@every_design
def test_quantiles_with_woodruffs_intervals(name: str) -> None:
    frame, design = schools(name)
    told, found = expected()[name]["quantile_api00"], quantiles(frame["api00"], design)
    assert [each.value for each in found] == told["q"]
    assert [each.se for each in found] == near(told["se"])
    assert [[each.low, each.high] for each in found] == told["ci"]


@every_design
@pytest.mark.parametrize(
    ("interval", "in_r"),
    [("beta", "beta"), ("logit", "logit"), ("logit", "xlogit"), ("asin", "asin"), ("t", "mean")],
)
def test_intervals_of_shares(name: str, interval: Any, in_r: str) -> None:
    frame, design = schools(name)
    told = expected()[name]["ciprop_schwide"][in_r]
    found = proportion(frame["sch.wide"] == "Yes", design, interval=interval)
    assert [found.value, found.low, found.high] == near([told["p"], *told["ci"]])


@every_design
def test_a_share_that_the_design_fixes_is_its_own_interval(name: str) -> None:
    """R gives (0.5, 0.5) around a share of 0.12 where the standard error is 0; elsewhere we are alike."""
    frame, design = schools(name)
    told, found = expected()[name]["ciprop_stypeH_beta"], proportion(frame["stype"] == "H", design)
    fixed = told["ci"] == [0.5, 0.5]
    assert [found.low, found.high] == near([told["p"]] * 2 if fixed else told["ci"])


@every_design
def test_groups_as_domains(name: str) -> None:
    frame, design = schools(name)
    told, found = expected()[name]["by_stype_api00"], by_group(mean, frame["api00"], frame["stype"], design)
    assert [each.value for each in found] == near(told["mean"])
    assert [each.se for each in found] == near(told["se"])


@every_design
def test_shares_by_group_in_a_table(name: str) -> None:
    frame, design = schools(name)
    told, table = expected()[name]["by_awards_schwide"], frequencies(frame["sch.wide"], design, by=frame["awards"])
    found = [table.row("Yes", group) for group in told["level"]]
    assert [each.value for each in found] == near(told["p_yes"])
    assert [each.se for each in found] == near(told["se"])


@every_design
def test_a_domain_has_its_own_degrees_of_freedom(name: str) -> None:
    frame, design = schools(name)
    told = expected()[name]["domain_compimpYes_mean_api00"]
    found = mean(frame["api00"], design.within(frame["comp.imp"] == "Yes"))
    assert found.degrees == told["degf"]
    assert figures(found) == near(of(told, "api00"))


@every_design
def test_weighted_counts_of_a_cross_table(name: str) -> None:
    frame, design = schools(name)
    told, table = expected()[name]["table_schwide_awards"], frequencies(frame["sch.wide"], design, by=frame["awards"])
    found = [[table.row(row, column).n_weighted for column in told["cols"]] for row in told["rows"]]
    assert found == [near(row) for row in told["N"]]


@every_design
def test_design_effects(name: str) -> None:
    frame, design = schools(name)
    assert design_effect(frame["api00"], design) == near(expected()[name]["deff_api00"])
    assert design_effect(frame["api00"], design, replacement=True) == near(expected()[name]["deff_replace_api00"])


@every_design
@pytest.mark.parametrize(
    ("statistic", "in_r"),
    [("F", "F"), ("chi-square", "Chisq"), ("wald", "Wald"), ("adjusted-wald", "adjWald")],
)
def test_tests_of_association(name: str, statistic: Any, in_r: str) -> None:
    frame, design = schools(name)
    told = expected()[name]["chisq_schwide_awards"][in_r]
    found = association(frame["sch.wide"], frame["awards"], design, statistic=statistic)
    freedom = [found.numerator, found.denominator][: len(told["parameter"])]
    assert [found.statistic, *freedom] == near([told["statistic"], *told["parameter"].values()])
    assert found.p == pytest.approx(told["p"], rel=1e-6)


@every_design
@pytest.mark.parametrize(("statistic", "in_r"), [("F", "F"), ("chi-square", "Chisq")])
def test_rao_and_scotts_test_of_a_larger_table(name: str, statistic: Any, in_r: str) -> None:
    frame, design = schools(name)
    told = expected()[name]["chisq_stype_schwide"][in_r]
    found = association(frame["stype"], frame["sch.wide"], design, statistic=statistic)
    freedom = [found.numerator, found.denominator][: len(told["parameter"])]
    assert [found.statistic, *freedom] == near([told["statistic"], *told["parameter"].values()])
    assert found.p == pytest.approx(told["p"], rel=1e-6)


@every_design
def test_the_difference_between_two_groups(name: str) -> None:
    frame, design = schools(name)
    told, found = expected()[name]["ttest_api00_schwide"], difference(frame["api00"], frame["sch.wide"], design)
    assert [found.estimate.value, found.test.statistic, found.test.denominator, found.test.p] == near(
        [told["diff"], told["t"], told["df"], told["p"]]
    )


def weighted(kind: str) -> Weighted:
    frame, design = schools("apiclus1")
    if kind == "poststrat":
        return post_stratify(frame, design, "stype", SCHOOL_TYPES)
    if kind == "rake":
        return rake(frame, design, {"stype": SCHOOL_TYPES, "sch.wide": {"No": 1072, "Yes": 5122}})
    return calibrate(frame, design, {"stype": SCHOOL_TYPES, "api99": 3914069.0})


@pytest.mark.parametrize("kind", ["poststrat", "rake", "greg"])
def test_weighting_and_what_it_does_to_the_errors(kind: str) -> None:
    told, found = expected()["weighting_apiclus1"][kind], weighted(kind)
    frame, _ = schools("apiclus1")
    assert figures(mean(frame["api00"], found.design)) == near(of(told["mean_api00"], "api00"))
    if "total_enroll" in told:
        assert figures(total(frame["enroll"], found.design)) == near(of(told["total_enroll"], "enroll"))
    assert [found.weights.min(), found.weights.max()] == near(told["w_range"])
    assert found.weights[:5].tolist() == near(told.get("w_first5", found.weights[:5].tolist()))


def test_the_cost_of_weights() -> None:
    _, design = schools("apistrat")
    told = expected()["kish"]["apistrat"]
    assert kish_effect(design.weights) == near(told["deff_w"])
    assert design.n / kish_effect(design.weights) == near(told["neff"])


@both_waves
def test_the_response_rate_of_the_sample_survey(wave: int) -> None:
    frame, invited = waves()[wave]
    told, found = expected("reference_synt")[f"wave{wave}"], proportion(frame["svart"], invited)
    assert (found.n, frame["svart"].sum()) == (told["n"], told["n_resp"])
    assert [found.value, found.se] == near([told["resp_rate_w"], told["resp_rate_se"]])


@both_waves
def test_a_share_among_those_who_answered(wave: int) -> None:
    frame, invited = waves()[wave]
    told = expected("reference_synt")[f"wave{wave}"]
    found = proportion(agrees(frame), invited.within(frame["svart"] == 1))
    assert (found.n, found.degrees) == (told["n_item"], told["degf"])
    assert figures(found) == near([told["p_enig"], told["se"], *told["beta_ci"]])


@both_waves
def test_a_mean_among_those_who_answered(wave: int) -> None:
    frame, invited = waves()[wave]
    told = expected("reference_synt")[f"wave{wave}"]
    found = mean(frame["q1_1"], invited.within(frame["svart"] == 1))
    assert [found.value, found.se] == near([told["mean_q1_1"], told["mean_se"]])


@both_waves
def test_shares_by_sector_and_their_test(wave: int) -> None:
    frame, invited = waves()[wave]
    told, answered = expected("reference_synt")[f"wave{wave}"], invited.within(frame["svart"] == 1)
    table = frequencies(agrees(frame), answered, by=frame["sektor"])
    rows = [table.row("1", group) for group in ("1", "2", "3")]
    assert [row.value for row in rows] == near(told["by_sektor"]["p"])
    assert [row.se for row in rows] == near(told["by_sektor"]["se"])
    test = association(agrees(frame), frame["sektor"], answered)
    assert [test.statistic, test.numerator, test.denominator, test.p] == near(
        [told["rs_F"], told["rs_par"]["ndf"], told["rs_par"]["ddf"], told["rs_p"]]
    )


@both_waves
def test_a_question_with_several_answers(wave: int) -> None:
    frame, invited = waves()[wave]
    told = expected("reference_synt")[f"wave{wave}"]["mr"]
    options = [f"q2_{number}" for number in range(1, 6)]
    table = multiple_response(frame, options, invited.within(frame["svart"] == 1))
    assert [row.value for row in table.rows] == near([each["p"] for each in told])
    assert [row.se for row in table.rows] == near([each["se"] for each in told])


def test_the_change_between_the_waves() -> None:
    told = expected("reference_synt")["diff_wave2_1"]
    (one, first), (two, second) = waves()[1], waves()[2]
    designs = first.within(one["svart"] == 1), second.within(two["svart"] == 1)
    found = independent_trend(agrees(one), agrees(two), designs)
    assert [found.change.value, found.change.se, found.statistic] == near([told["est"], told["se"], told["z"]])


def test_the_alpha_of_the_sample_survey() -> None:
    import pandas as pd

    told, both = expected("reference_synt")["alpha"], pd.concat([waves()[1][0], waves()[2][0]])
    found = reliability(both, [f"q1_{number}" for number in range(1, 6)])
    assert (found.n, found.alpha, found.standardised) == near((told["n"], told["raw"], told["std"]))

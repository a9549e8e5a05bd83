"""Every figure of the references is held to by a test that is named here, or is left out by name, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from importlib import import_module
from typing import Any

import pytest

from tests.instruments.statistics.reference import expected, needs_reference

pytestmark = needs_reference
# Path of the figures → the test that holds us to them: module, function.
SCHOOLS: dict[str, tuple[str, str]] = {
    "degf": ("test_against_r", "test_means_and_totals"),
    "n": ("test_against_r", "test_means_and_totals"),
    "N": ("test_against_r", "test_means_and_totals"),
    "mean_api00/*": ("test_against_r", "test_means_and_totals"),
    "total_enroll/*": ("test_against_r", "test_means_and_totals"),
    "deff_api00": ("test_against_r", "test_design_effects"),
    "deff_replace_api00": ("test_against_r", "test_design_effects"),
    "total_stype/*": ("test_against_r", "test_totals_and_shares_of_groups"),
    "prop_stype/*": ("test_against_r", "test_totals_and_shares_of_groups"),
    "prop_schwide/*": ("test_against_r", "test_shares_of_answers_in_a_table"),
    "ratio_api.stu_enroll/*": ("test_against_r", "test_ratios"),
    "quantile_api00/*": ("test_against_r", "test_quantiles_with_woodruffs_intervals"),
    "ciprop_schwide/likelihood/*": ("test_intervals", "test_likelihood_intervals_are_rs"),
    "ciprop_schwide/*": ("test_against_r", "test_intervals_of_shares"),
    "ciprop_stypeH_beta/*": ("test_against_r", "test_a_share_that_the_design_fixes_is_its_own_interval"),
    "by_stype_api00/*": ("test_against_r", "test_groups_as_domains"),
    "by_awards_schwide/*": ("test_against_r", "test_shares_by_group_in_a_table"),
    "domain_compimpYes_mean_api00/*": ("test_against_r", "test_a_domain_has_its_own_degrees_of_freedom"),
    "table_schwide_awards/*": ("test_against_r", "test_weighted_counts_of_a_cross_table"),
    "chisq_schwide_awards/F/*": ("test_against_r", "test_tests_of_association"),
    "chisq_schwide_awards/Chisq/*": ("test_against_r", "test_tests_of_association"),
    "chisq_schwide_awards/Wald/*": ("test_against_r", "test_tests_of_association"),
    "chisq_schwide_awards/adjWald/*": ("test_against_r", "test_tests_of_association"),
    "chisq_stype_schwide/*": ("test_against_r", "test_rao_and_scotts_test_of_a_larger_table"),
    "ttest_api00_schwide/*": ("test_against_r", "test_the_difference_between_two_groups"),
}
DESIGNS = ("apisrs", "apistrat", "apiclus1", "apistrat_nofpc")
TESTED: dict[str, tuple[str, str]] = {
    **{f"{design}/{path}": test for design in DESIGNS for path, test in SCHOOLS.items()},
    "weighting_apiclus1/poststrat/*": ("test_against_r", "test_weighting_and_what_it_does_to_the_errors"),
    "weighting_apiclus1/rake/*": ("test_against_r", "test_weighting_and_what_it_does_to_the_errors"),
    "weighting_apiclus1/greg/*": ("test_against_r", "test_weighting_and_what_it_does_to_the_errors"),
    "replicate_*": ("test_replicates", "test_the_jackknife_agrees_with_r"),
    "kish/apistrat/*": ("test_against_r", "test_the_cost_of_weights"),
    "binomial/*": ("test_intervals", "test_intervals_of_counts_agree_with_r"),
    "chisq_plain/fisher_p": ("test_exact", "test_it_agrees_with_r_for_a_larger_table"),
    "chisq_plain/*": ("test_comparing", "test_pearsons_test_without_a_design"),
    "reliability_attitude/*": ("test_reliability", "test_reliability_agrees_with_psych"),
    "synt/wave?/n": ("test_against_r", "test_the_response_rate_of_the_sample_survey"),
    "synt/wave?/n_resp": ("test_against_r", "test_the_response_rate_of_the_sample_survey"),
    "synt/wave?/resp_rate_*": ("test_against_r", "test_the_response_rate_of_the_sample_survey"),
    "synt/wave?/n_item": ("test_against_r", "test_a_share_among_those_who_answered"),
    "synt/wave?/p_enig": ("test_against_r", "test_a_share_among_those_who_answered"),
    "synt/wave?/se": ("test_against_r", "test_a_share_among_those_who_answered"),
    "synt/wave?/beta_ci": ("test_against_r", "test_a_share_among_those_who_answered"),
    "synt/wave?/degf": ("test_against_r", "test_a_share_among_those_who_answered"),
    "synt/wave?/mean_*": ("test_against_r", "test_a_mean_among_those_who_answered"),
    "synt/wave?/by_sektor/*": ("test_against_r", "test_shares_by_sector_and_their_test"),
    "synt/wave?/rs_*": ("test_against_r", "test_shares_by_sector_and_their_test"),
    "synt/wave?/mr/*": ("test_against_r", "test_a_question_with_several_answers"),
    "synt/diff_wave2_1/*": ("test_against_r", "test_the_change_between_the_waves"),
    "synt/alpha/*": ("test_against_r", "test_the_alpha_of_the_sample_survey"),
}
LEFT_OUT = {
    "meta/*": "what the figures are made with, no figures",
    "synt/note": "a sentence",
    "synt/R": "a version",
    "synt/survey": "a version",
    "*/default": "the name of a method",
    "*/lincom/*": "the whole distribution of Rao and Scott's statistic; F, which comes as close, is what we offer",
    "*/saddlepoint/*": "another approximation of the same",
    "*/glm_*": "regressions are left to statsmodels",
    "weighting_apiclus1/rake_R_default_epsilon/*": "stops before it fits: the reference calls it no target",
    "reliability_attitude/data": "where the data are",
    "reliability_attitude/psych": "a version",
}


def paths(told: Any, above: str = "") -> Iterator[str]:
    """The path of each figure; those of a list are one, unless they are objects."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from paths(value, f"{above}{key}/")
    elif isinstance(told, list) and told and isinstance(told[0], dict):
        for number, value in enumerate(told):
            yield from paths(value, f"{above}{number}/")
    else:
        yield above.rstrip("/")


def everything() -> list[str]:
    return [*paths(expected()), *paths(expected("reference_synt"), "synt/")]


def meant(path: str, patterns: Iterator[str] | dict[str, Any]) -> list[str]:
    return [each for each in patterns if fnmatchcase(path, each)]


def test_each_figure_is_tested_or_left_out_by_name() -> None:
    assert [path for path in everything() if not meant(path, TESTED) and not meant(path, LEFT_OUT)] == []


def test_no_line_here_is_about_nothing() -> None:
    there = everything()
    assert [line for line in (*TESTED, *LEFT_OUT) if not any(fnmatchcase(path, line) for path in there)] == []


def test_nothing_is_both_tested_and_left_out() -> None:
    both = {path for path in everything() if meant(path, TESTED) and meant(path, LEFT_OUT)}
    assert {path for path in both if not path.endswith(("/default", "/data", "/psych"))} == set()


@pytest.mark.parametrize(("module", "function"), sorted(set(TESTED.values())))
def test_the_tests_that_are_named_are_there(module: str, function: str) -> None:
    assert callable(getattr(import_module(f"tests.instruments.statistics.{module}"), function))

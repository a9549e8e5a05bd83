from __future__ import annotations

from evaluation.app.web.guessing import MOST, MOST_IN_ALL, NETWORKS, WINDOW, Guesses, network_of


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_so_many_wrong_tokens_are_forgiven_and_then_one_waits():
    guesses = Guesses(Clock())
    assert [guesses.wait("192.0.2.1") for _ in range(MOST)] == [0] * MOST
    assert guesses.wait("192.0.2.1") == WINDOW
    assert guesses.wait("192.0.2.2") == 0


def test_a_window_later_one_may_try_again():
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(MOST + 1):
        guesses.wait("192.0.2.1")
    clock.now = WINDOW
    assert guesses.wait("192.0.2.1") == 0


def test_guessing_from_everywhere_is_slowed_down_too():
    guesses = Guesses(Clock())
    waits = [guesses.wait(f"10.0.{number // 250}.{number % 250}") for number in range(MOST_IN_ALL + 1)]
    assert (waits[-2], waits[-1]) == (0, WINDOW)


def test_no_more_networks_are_remembered_than_there_is_room_for():
    guesses = Guesses(Clock())
    for number in range(NETWORKS + 50):
        guesses.wait(f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")
    assert len(guesses._seen) == NETWORKS


def test_one_who_has_many_addresses_is_one_all_the_same():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::1")

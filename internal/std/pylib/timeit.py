"""How long a function takes. Code given as text can't run in a compiled program."""

import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


class Timer:
    """Times a function."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        if isinstance(stmt, str) and stmt != "pass" or isinstance(setup, str) and setup != "pass":
            raise NotImplementedError("not supported yet: timeit of code given as text; give it a function")
        self.timer = timer
        self._stmt = stmt if callable(stmt) else lambda: None
        self._setup = setup if callable(setup) else lambda: None

    def timeit(self, number=default_number):
        self._setup()
        f = self._stmt
        start = self.timer()
        for _ in range(number):
            f()
        return self.timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        for number in _rising():
            took = self.timeit(number)
            if callback:
                callback(number, took)
            if took >= 0.2:
                return number, took


def _rising():
    # 1, 2, 5, 10, 20, 50 and so on.
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)

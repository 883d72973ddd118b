"""Run 2 of Epstein (2002) in numba: arrays and plain loops that look at every site in sight.

It is timed as a peer, and its runs are what all other programs are compared with: it shares no code with them, keeps no
counts that could go wrong, and is short enough to be read against the law.
"""

import math

import numpy as np
from numba import njit

import interface
import lattice_law as law

DENSITY, ARREST, LEGITIMACY, THRESHOLD = law.DENSITY, law.ARREST, law.LEGITIMACY, law.THRESHOLD
TRIES, RETURNS = law.TRIES, law.RETURNS
QUIET, ACTIVE, JAILED, COP = law.QUIET, law.ACTIVE, law.JAILED, law.COP

# Faults for the check of the check: each is a mistake that a person could make when writing a peer.
FAULTS = {
    "look-then-move": "people decide before they move and not after",
    "literal": "cops over actives is not rounded down",
    "counted-twice": "an active person counts himself twice",
    "square-sight": "sight is a square and not a circle",
    "term-33": "jail terms are U(0, 33) and not U(0, 30)",
    "cops-stay": "cops do not move",
}
_NUMBER = {name: number for number, name in enumerate(FAULTS, 1)}


@njit(cache=True)
def seeded(seed):
    """Sets the stream of random numbers that the loops use."""
    np.random.seed(seed)


@njit(cache=True)
def settle(who, x, y):
    """Puts all units on random sites."""
    side = who.shape[0]
    places = np.random.permutation(side * side)
    for unit in range(x.size):
        x[unit], y[unit] = places[unit] // side, places[unit] % side
        who[x[unit], y[unit]] = unit


@njit(cache=True)
def walk(who, x, y, steps, unit):
    """To a random empty site in sight."""
    side = who.shape[0]
    found_x, found_y, empty = 0, 0, 0
    for _ in range(TRIES):
        step = np.random.randint(steps.shape[0])
        to_x, to_y = (x[unit] + steps[step, 0]) % side, (y[unit] + steps[step, 1]) % side
        if who[to_x, to_y] < 0:
            found_x, found_y, empty = to_x, to_y, 1
            break
    if empty == 0:
        for step in range(steps.shape[0]):
            to_x, to_y = (x[unit] + steps[step, 0]) % side, (y[unit] + steps[step, 1]) % side
            if who[to_x, to_y] < 0:
                empty += 1
                # Each of those seen so far is equally likely to be kept.
                if np.random.randint(empty) == 0:
                    found_x, found_y = to_x, to_y
    if empty > 0:
        who[x[unit], y[unit]] = -1
        x[unit], y[unit] = found_x, found_y
        who[found_x, found_y] = unit


@njit(cache=True)
def wants(who, x, y, state, steps, unit, grievance, aversion, fault):
    """Whether a person acts, from what is in sight."""
    if grievance[unit] <= THRESHOLD:
        return False
    side = who.shape[0]
    cops, actives = 0, 1
    for step in range(steps.shape[0]):
        other = who[(x[unit] + steps[step, 0]) % side, (y[unit] + steps[step, 1]) % side]
        if other >= 0:
            cops += state[other] == COP
            actives += state[other] == ACTIVE
    if fault == 3 and state[unit] == ACTIVE:
        actives += 1
    ratio = cops / actives
    if fault != 2:
        ratio = math.floor(ratio)
    return grievance[unit] - aversion[unit] * (1 - math.exp(-ARREST * ratio)) > THRESHOLD


@njit(cache=True)
def arrest(who, x, y, state, until, steps, cop, tick, longest):
    """A random active person in sight goes to jail."""
    side = who.shape[0]
    found, actives = -1, 0
    for step in range(steps.shape[0]):
        other = who[(x[cop] + steps[step, 0]) % side, (y[cop] + steps[step, 1]) % side]
        if other >= 0 and state[other] == ACTIVE:
            actives += 1
            if np.random.randint(actives) == 0:
                found = other
    if found >= 0:
        state[found] = JAILED
        until[found] = tick + math.ceil(np.random.random() * longest)
        who[x[found], y[found]] = -1


@njit(cache=True)
def release(who, x, y, state, until, tick):
    """Those whose term is over come back to random empty sites."""
    side = who.shape[0]
    for unit in range(x.size):
        if state[unit] == JAILED and until[unit] <= tick:
            for _ in range(RETURNS):
                to_x, to_y = np.random.randint(side), np.random.randint(side)
                if who[to_x, to_y] < 0:
                    x[unit], y[unit] = to_x, to_y
                    who[to_x, to_y] = unit
                    state[unit] = QUIET
                    break


@njit(cache=True)
def one_tick(who, x, y, state, until, grievance, aversion, steps, tick, longest, fault):
    """Everybody who is free acts once, in random order."""
    release(who, x, y, state, until, tick)
    for unit in np.random.permutation(x.size):
        if state[unit] == JAILED:
            continue
        if state[unit] == COP:
            if fault != 6:
                walk(who, x, y, steps, unit)
            arrest(who, x, y, state, until, steps, unit, tick, longest)
            continue
        if fault != 1:
            walk(who, x, y, steps, unit)
        acts = wants(who, x, y, state, steps, unit, grievance, aversion, fault)
        state[unit] = ACTIVE if acts else QUIET
        if fault == 1:
            walk(who, x, y, steps, unit)


class World:
    """One run."""

    smallest = 400

    def __init__(self, n, seed, fault=None):
        side, cops, people = law.numbers(n)
        self.units = cops + people
        rng = np.random.default_rng(seed)
        self.longest = 33.0 if fault == "term-33" else float(law.LONGEST_TERM)
        self.fault = _NUMBER.get(fault, 0)
        steps = law.in_sight()
        if fault == "square-sight":
            steps = [(dx, dy) for dx in range(-7, 8) for dy in range(-7, 8) if (dx, dy) != (0, 0)]
        self.steps = np.array(steps, dtype=np.int64)
        self.who = np.full((side, side), -1, dtype=np.int64)
        self.x, self.y, self.until = (np.zeros(self.units, dtype=np.int64) for _ in range(3))
        self.state = np.full(self.units, QUIET, dtype=np.int8)
        self.state[:cops] = COP
        self.grievance = rng.random(self.units) * (1 - LEGITIMACY)
        self.aversion = rng.random(self.units)
        seeded(seed)
        settle(self.who, self.x, self.y)
        self.tick = 0

    def step(self):
        """One tick."""
        one_tick(
            self.who, self.x, self.y, self.state, self.until, self.grievance, self.aversion, self.steps, self.tick,
            self.longest, self.fault,
        )  # fmt: skip
        self.tick += 1

    @property
    def active(self):
        """People who act."""
        return np.count_nonzero(self.state == ACTIVE)

    @property
    def jailed(self):
        """People in jail."""
        return np.count_nonzero(self.state == JAILED)


if __name__ == "__main__":
    interface.main("numba", World)

"""The workload in numba: the flat arrays of the NumPy peer, and one compiled loop over persons.

The draws come from NumPy in one call a step. Drawing inside the loop, with numba's own stream, costs three times as
much, and this bench takes the faster of two usual ways.
"""

import math

import numba
import numpy as np

import interface
from law import ACTIVE, ARREST, COPS, JAILED, LEGITIMACY, LEVELS, P_ACT, P_ARR, P_REL, QUIET, THRESHOLD


@numba.njit(parallel=True, cache=True)
def walk(state, grievance, risk_aversion, draws, risk):
    """One step of everyone; the number of active and jailed persons after it."""
    all_active = 0
    all_jailed = 0
    for i in numba.prange(state.size):
        u = draws[i]
        now = state[i]
        wants = grievance[i] - risk_aversion[i] * risk > THRESHOLD
        if now == QUIET:
            if wants and u < P_ACT:
                now = ACTIVE
        elif now == ACTIVE:
            if u < P_ARR:
                now = JAILED
            elif not wants:
                now = QUIET
        elif u < P_REL:
            now = QUIET
        state[i] = now
        all_active += now == ACTIVE
        all_jailed += now == JAILED
    return all_active, all_jailed


class Crowd:
    """One well-mixed group."""

    def __init__(self, n, seed):
        self.rng = np.random.default_rng(seed)
        hardship = (self.rng.integers(LEVELS, size=n) + 0.5) / LEVELS
        self.grievance = hardship * (1 - LEGITIMACY)
        self.risk_aversion = (self.rng.integers(LEVELS, size=n) + 0.5) / LEVELS
        self.state = np.full(n, QUIET, dtype=np.int8)
        self.active = 0
        self.jailed = 0
        self.draws = np.empty(n)

    def step(self):
        """The chance of arrest is fixed before anyone moves."""
        risk = 1 - math.exp(-ARREST * COPS * self.state.size / (self.active + 1))
        self.rng.random(out=self.draws)
        self.active, self.jailed = walk(self.state, self.grievance, self.risk_aversion, self.draws, risk)


if __name__ == "__main__":
    interface.main("numba", Crowd)

"""The workload in NumPy: one flat array for each property, and a mask for each rule."""

import numpy as np

import interface
from law import ACTIVE, ARREST, COPS, JAILED, LEGITIMACY, LEVELS, P_ACT, P_ARR, P_REL, QUIET, THRESHOLD


class Crowd:
    """One well-mixed group."""

    def __init__(self, n, seed):
        self.n = n
        self.rng = np.random.default_rng(seed)
        hardship = (self.rng.integers(LEVELS, size=n) + 0.5) / LEVELS
        self.grievance = hardship * (1 - LEGITIMACY)
        self.risk_aversion = (self.rng.integers(LEVELS, size=n) + 0.5) / LEVELS
        self.state = np.full(n, QUIET, dtype=np.int8)

    @property
    def active(self):
        """Persons who are active."""
        return np.count_nonzero(self.state == ACTIVE)

    @property
    def jailed(self):
        """Persons who are jailed."""
        return np.count_nonzero(self.state == JAILED)

    def step(self):
        """All masks are taken from the state at the start of the step."""
        risk = 1 - np.exp(-ARREST * COPS * self.n / (self.active + 1))
        wants = self.grievance - self.risk_aversion * risk > THRESHOLD
        u = self.rng.random(self.n)
        state = self.state
        quiet, active, jailed = state == QUIET, state == ACTIVE, state == JAILED
        state[quiet & wants & (u < P_ACT)] = ACTIVE
        state[active & ~wants] = QUIET
        state[active & (u < P_ARR)] = JAILED
        state[jailed & (u < P_REL)] = QUIET


if __name__ == "__main__":
    interface.main("NumPy", Crowd)

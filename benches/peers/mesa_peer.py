"""The workload in Mesa: an `Agent` for each person, and a `Model` that asks all of them to step.

The tutorials shuffle the agents before each step (`shuffle_do`). Here the order cannot matter, because all look at
the same count, so the faster `do` is used. `--shuffle` is the tutorials' way; it is measured as a tool of its own.
"""

import math
import sys
from enum import Enum

import mesa

import interface
from law import ARREST, COPS, LEGITIMACY, LEVELS, P_ACT, P_ARR, P_REL, THRESHOLD


class State(Enum):
    """What a person does."""

    QUIET = 0
    ACTIVE = 1
    JAILED = 2


class Citizen(mesa.Agent):
    """One person."""

    def __init__(self, model):
        super().__init__(model)
        self.hardship = (self.random.randrange(LEVELS) + 0.5) / LEVELS
        self.risk_aversion = (self.random.randrange(LEVELS) + 0.5) / LEVELS
        self.grievance = self.hardship * (1 - LEGITIMACY)
        self.state = State.QUIET

    def step(self):
        """One draw decides what happens."""
        model = self.model
        u = self.random.random()
        if self.state is State.JAILED:
            if u < P_REL:
                self.state = State.QUIET
                model.jailed -= 1
            return
        wants = self.grievance - self.risk_aversion * model.risk > THRESHOLD
        if self.state is State.QUIET:
            if wants and u < P_ACT:
                self.state = State.ACTIVE
                model.active += 1
        elif u < P_ARR:
            self.state = State.JAILED
            model.active -= 1
            model.jailed += 1
        elif not wants:
            self.state = State.QUIET
            model.active -= 1


class Crowd(mesa.Model):
    """One well-mixed group."""

    shuffle = False

    def __init__(self, n, seed):
        super().__init__(rng=seed)
        self.cops = COPS * n
        self.active = 0
        self.jailed = 0
        self.risk = 0.0
        Citizen.create_agents(self, n)

    def step(self):
        """The chance of arrest is fixed before anyone moves."""
        self.risk = 1 - math.exp(-ARREST * self.cops / (self.active + 1))
        if self.shuffle:
            self.agents.shuffle_do("step")
        else:
            self.agents.do("step")


if __name__ == "__main__":
    if "--shuffle" in sys.argv:
        sys.argv.remove("--shuffle")
        Crowd.shuffle = True
    interface.main("Mesa (shuffle_do)" if Crowd.shuffle else "Mesa", Crowd)

"""Run 2 of Epstein (2002) in Mesa: `CellAgent`s on an orthogonal grid, `shuffle_do` for the random order.

Written after Mesa's own example of this model, with the law of `benches/README.md`. Mesa's grids have square and
diamond neighbourhoods, so the circle is cut out of the square once for each cell, at the start. Two shortcuts make it
faster than the example: who would not act without risk does not look around, and random cells are tried before all
empty ones are listed.
"""

import math
from enum import Enum

import mesa
from mesa.discrete_space import CellAgent, CellCollection, OrthogonalMooreGrid

import interface
import lattice_law as law


class State(Enum):
    """What a person does."""

    QUIET = 0
    ACTIVE = 1
    JAILED = 2


class Walker(CellAgent):
    """What people and cops share."""

    def move(self):
        """To a random empty cell in sight."""
        cells = self.model.sight[self.cell].cells
        for _ in range(law.TRIES):
            cell = self.random.choice(cells)
            if cell.is_empty:
                self.cell = cell
                return
        empty = [cell for cell in cells if cell.is_empty]
        if empty:
            self.cell = self.random.choice(empty)


class Citizen(Walker):
    """One person."""

    def __init__(self, model):
        super().__init__(model)
        self.grievance = self.random.random() * (1 - law.LEGITIMACY)
        self.risk_aversion = self.random.random()
        self.state = State.QUIET
        self.until = 0

    def step(self):
        """Moves, looks around and decides."""
        if self.state is State.JAILED:
            return
        self.move()
        acts = self.grievance > law.THRESHOLD and self.dares()
        self.model.active += acts - (self.state is State.ACTIVE)
        self.state = State.ACTIVE if acts else State.QUIET

    def dares(self):
        """Whether the risk of arrest is low enough."""
        cops, actives = 0, 1
        for agent in self.model.sight[self.cell].agents:
            if isinstance(agent, Cop):
                cops += 1
            elif agent.state is State.ACTIVE:
                actives += 1
        risk = self.risk_aversion * (1 - math.exp(-law.ARREST * (cops // actives)))
        return self.grievance - risk > law.THRESHOLD

    def release(self):
        """Back to a random empty cell."""
        self.state = State.QUIET
        self.cell = self.model.grid.select_random_empty_cell()


class Cop(Walker):
    """Moves, and arrests a random active person in sight."""

    def step(self):
        """One activation."""
        self.move()
        model = self.model
        seen = model.sight[self.cell].agents
        actives = [agent for agent in seen if isinstance(agent, Citizen) and agent.state is State.ACTIVE]
        if actives:
            arrested = self.random.choice(actives)
            arrested.state = State.JAILED
            arrested.until = model.tick + math.ceil(self.random.random() * law.LONGEST_TERM)
            arrested.cell = None
            model.prisoners.append(arrested)
            model.active -= 1


class Town(mesa.Model):
    """The torus."""

    smallest = 400

    def __init__(self, n, seed):
        super().__init__(rng=seed)
        side, cops, people = law.numbers(n)
        self.units = cops + people
        self.tick = 0
        self.active = 0
        self.prisoners = []
        self.grid = OrthogonalMooreGrid((side, side), torus=True, capacity=1, random=self.random)
        self.sight = {cell: self.circle(cell, side) for cell in self.grid.all_cells}
        cells = self.random.sample(self.grid.all_cells.cells, self.units)
        for place, cell in enumerate(cells):
            agent = Cop(self) if place < cops else Citizen(self)
            agent.cell = cell

    def circle(self, cell, side):
        """The cells in sight of one."""

        def across(a, b):
            return min(abs(a - b), side - abs(a - b))

        def near(other):
            dx, dy = (across(a, b) for a, b in zip(cell.coordinate, other.coordinate))
            return 0 < dx * dx + dy * dy <= law.VISION**2

        square = cell.get_neighborhood(radius=int(law.VISION))
        return CellCollection([other for other in square if near(other)], random=self.random)

    @property
    def jailed(self):
        """People in jail."""
        return len(self.prisoners)

    def step(self):
        """One tick."""
        for prisoner in [one for one in self.prisoners if one.until <= self.tick]:
            prisoner.release()
            self.prisoners.remove(prisoner)
        self.agents.shuffle_do("step")
        self.tick += 1


if __name__ == "__main__":
    interface.main("Mesa", Town)

"""The two workloads: what is run, what it is compared with, and how it is spoken of."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import check
import reference

PEERS = Path(__file__).resolve().parent / "peers"


@dataclass
class Workload:
    """One workload. A tool's `--n` is a number of `unit`s."""

    name: str
    unit: str  # what n counts
    who: str  # who makes a step
    stem: str  # part of the name of its results
    smallest: int  # the least n, to see how long a tool takes to start
    sizes: tuple  # the n that are timed
    sized_from: int  # the least n at which bytes mean something
    n: int  # the n of the comparison
    law: str  # what tools are compared with
    wanted: Callable  # its counts
    faults: dict  # planted faults
    sample: Callable  # counts of (n, runs, seed, fault)
    tests: dict  # name -> chance of a difference as large as the one seen
    tools: int  # tools that share the one per cent, in the check of the check
    good: int  # samples without a fault that the check of the check draws


def lattice_counts(n, runs, seed, fault=None):
    """Counts of the plain loops at the marks, as `reference.counts` gives them."""
    sys.path.insert(0, str(PEERS))
    import numpy as np
    from lattice_numba_peer import World

    marks = reference.law.MARKS
    out = {what: {mark: [] for mark in marks} for what in ("active", "jailed")}
    for run in range(runs):
        world = World(n, seed + run, fault)
        for step in range(1, max(marks) + 1):
            world.step()
            if step in marks:
                out["active"][step].append(world.active)
                out["jailed"][step].append(world.jailed)
    return {what: {mark: np.array(of[mark]) for mark in marks} for what, of in out.items()}


def lattice_faults():
    """Planted faults of the lattice; none, if numba is missing."""
    sys.path.insert(0, str(PEERS))
    try:
        from lattice_numba_peer import FAULTS
    except ImportError:
        return {}
    return FAULTS


# Far from the seeds of the tools, which count from 1.
SEED = 20_260_101


def crowd():
    """The non-spatial workload."""
    return Workload(
        name="crowd",
        unit="persons",
        who="person",
        stem="",
        smallest=64,
        sizes=(10_000, 100_000, 1_000_000, 10_000_000),
        sized_from=100_000,
        n=10_000,
        law="exact law",
        wanted=lambda: reference.counts(10_000, 1000, SEED),
        faults=reference.FAULTS,
        sample=reference.counts,
        tests=check.BY_MOMENTS,
        tools=7,
        good=100,
    )


def lattice():
    """Run 2 of Epstein (2002) on his torus, and on a larger one."""
    return Workload(
        name="lattice",
        unit="sites",
        who="agent",
        stem="-lattice",
        smallest=400,
        sizes=(1600, 10_000),
        sized_from=10_000,
        n=10_000,
        law="plain loops (numba), 250 runs",
        wanted=lambda: lattice_counts(10_000, 250, SEED),
        faults=lattice_faults(),
        sample=lattice_counts,
        tests=check.BY_RANKS,
        tools=4,
        good=25,
    )


ALL = {"crowd": crowd, "lattice": lattice}

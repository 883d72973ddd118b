"""The exact law of the workload, counted over groups of equal people instead of persons.

All persons of one pair of levels and one state are alike and draw independently, so their changes are binomial. The
numbers of persons in the 32 x 32 pairs are multinomial. This gives the same law as a walk over persons.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))

import law  # noqa: E402  (it lies with the peers, which run on their own)

# Faults for the check of the check: each is a mistake that a person could make when writing a peer.
FAULTS = {
    "act-for-ever": "an active person who no longer wants to act stays active",
    "arrest-0.21": "active persons are arrested with chance 0.21 and not 0.20",
    "even-levels": "each pair of levels gets the same number of persons, so that only the spread is wrong",
    "late-count": "the chance of arrest is seen one step late",
    "levels-without-half": "levels are k/32 and not (k+0.5)/32",
    "no-wish": "quiet persons act whether they want to or not",
    "release-0.055": "jailed persons are released with chance 0.055 and not 0.05",
    "one-draw-short": "persons released in a step may act in the same step",
}


def counts(n, runs, seed, fault=None, steps=100):
    """Counts at the marks: `{"active": {5: array of runs, ...}, "jailed": {...}}`."""
    rng = np.random.default_rng(seed)
    shift = 0.0 if fault == "levels-without-half" else 0.5
    level = (np.arange(law.LEVELS) + shift) / law.LEVELS
    hardship, aversion = (grid.ravel() for grid in np.meshgrid(level, level, indexing="ij"))
    p_arr = 0.21 if fault == "arrest-0.21" else law.P_ARR
    p_rel = 0.055 if fault == "release-0.055" else law.P_REL

    quiet = rng.multinomial(n, np.full(level.size**2, 1 / level.size**2), size=runs)
    if fault == "even-levels":
        even = np.arange(1, level.size**2 + 1) * n // level.size**2
        quiet = np.tile(np.diff(even, prepend=0), (runs, 1))
    active = np.zeros_like(quiet)
    jailed = np.zeros_like(quiet)
    before = np.zeros((runs, 1))
    out = {"active": {}, "jailed": {}}
    for step in range(1, steps + 1):
        total = active.sum(axis=1, keepdims=True)
        seen = before if fault == "late-count" else total
        before = total
        risk = 1 - np.exp(-law.ARREST * law.COPS * n / (seen + 1))
        wants = hardship * (1 - law.LEGITIMACY) - aversion * risk > law.THRESHOLD

        released = rng.binomial(jailed, p_rel)
        able = quiet + released if fault == "one-draw-short" else quiet
        rise = rng.binomial(able, law.P_ACT if fault == "no-wish" else law.P_ACT * wants)
        arrested = rng.binomial(active, p_arr)
        free = active - arrested
        calm = 0 if fault == "act-for-ever" else np.where(wants, 0, free)

        quiet = quiet - rise + calm + released
        active = free - calm + rise
        jailed = jailed + arrested - released
        if step in law.MARKS:
            out["active"][step] = active.sum(axis=1)
            out["jailed"][step] = jailed.sum(axis=1)
    return out

"""The numbers of the lattice workload: Run 2 of Epstein (2002). `benches/README.md` tells the law in words."""

DENSITY = 0.7
COPS = 0.04
VISION = 7.0
LEGITIMACY = 0.82
ARREST = 2.3
THRESHOLD = 0.1
LONGEST_TERM = 30

# Random sites that are tried before the empty ones in sight are listed.
TRIES = 20
# Random sites that a person out of jail tries in one tick.
RETURNS = 32

QUIET, ACTIVE, JAILED, COP = 0, 1, 2, 3


def in_sight(vision=VISION):
    """Steps to all sites within `vision`, the own one left out."""
    reach = range(-int(vision), int(vision) + 1)
    near = [(dx, dy) for dx in reach for dy in reach if dx * dx + dy * dy <= vision * vision]
    return [step for step in near if step != (0, 0)]


def numbers(sites):
    """Side of the square, cops and people."""
    side = round(sites**0.5)
    if side * side != sites:
        raise ValueError(f"{sites} sites are not a square")
    return side, round(COPS * sites), round(DENSITY * sites)

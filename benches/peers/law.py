"""The numbers of the workload. The head of `benches/README.md` tells the law in words."""

LEVELS = 32
LEGITIMACY = 0.5
ARREST = 2.3
THRESHOLD = 0.1
COPS = 0.04
P_ACT = 0.3
P_ARR = 0.2
P_REL = 0.05

QUIET, ACTIVE, JAILED = 0, 1, 2

# Steps after which the counts are written down.
MARKS = (5, 20, 100)

"""Compares the counts of a tool with the law, and checks that this comparison finds faults.

For each count at each mark there are three tests. Without space: Welch's t for the mean, Brown and Forsythe's for
the variance (the counts have longer tails than the normal law, which would upset the F test), and two-sample
Kolmogorov-Smirnov for the whole distribution. On the lattice a rare second outburst makes some counts very uneven, which
upsets the first two: Mann and Whitney's test of ranks and Mood's of their spread take their places. The chance of
any false alarm in a whole run, over all tests and all tools, is at most 1 % (Bonferroni).
"""

import numpy as np
from scipy import stats

from reference import law

FALSE_ALARM = 0.01


BY_MOMENTS = {
    "mean": lambda a, b: stats.ttest_ind(a, b, equal_var=False).pvalue,
    "variance": lambda a, b: stats.levene(a, b, center="median").pvalue,
    "distribution": lambda a, b: stats.ks_2samp(a, b).pvalue,
}
BY_RANKS = {
    "rank": lambda a, b: stats.mannwhitneyu(a, b).pvalue,
    "spread": lambda a, b: stats.mood(a, b).pvalue,
    "distribution": lambda a, b: stats.ks_2samp(a, b).pvalue,
}


def tests(sample, wanted, by):
    """Chances of a difference as large as the one seen, if there is none: (what, test, chance)."""
    found = []
    for what in ("active", "jailed"):
        for mark in law.MARKS:
            ours = np.asarray(sample[what][mark], dtype=float)
            theirs = np.asarray(wanted[what][mark], dtype=float)
            name = f"{what} at step {mark}"
            found += [(name, test, chance(ours, theirs)) for test, chance in by.items()]
    return found


def compare(sample, wanted, tools, by):
    """Judges one tool out of `tools`: whether it agrees, and the test that comes nearest to saying no."""
    found = tests(sample, wanted, by)
    allowed = FALSE_ALARM / (len(found) * tools)
    # A chance that cannot be computed (no spread at all) is a refusal and not a pass.
    found = [(name, test, 0.0 if np.isnan(chance) else float(chance)) for name, test, chance in found]
    name, test, chance = min(found, key=lambda one: one[2])
    return {
        "agrees": chance >= allowed,
        "runs": len(sample["active"][law.MARKS[0]]),
        "nearest": f"{test} of {name}",
        "chance": chance,
        "allowed": allowed,
    }


def summary(sample):
    """Mean and standard deviation of each count at each mark."""
    return {
        what: {
            mark: (float(np.mean(sample[what][mark])), float(np.std(sample[what][mark], ddof=1)))
            for mark in law.MARKS
        }
        for what in ("active", "jailed")
    }


def self_check(work, runs):
    """Good samples must pass and each planted fault must be refused. Returns whether all is well."""
    exact, tools = work.wanted(), work.tools
    good = work.good
    drawn = work.sample(work.n, runs * good, 7)
    refused = 0
    for part in range(good):
        cut = slice(part * runs, (part + 1) * runs)
        sample = {what: {mark: all_runs[cut] for mark, all_runs in of.items()} for what, of in drawn.items()}
        refused += not compare(sample, exact, tools, work.tests)["agrees"]
    print(f"samples without a fault: {refused} of {good} refused; about {good * FALSE_ALARM / tools:.1f} may be")
    well = refused <= 2
    for fault, words in work.faults.items():
        verdict = compare(work.sample(work.n, runs, 11, fault), exact, tools, work.tests)
        well &= not verdict["agrees"]
        said = "passed, and must not" if verdict["agrees"] else "refused"
        print(f"planted fault, {words}: {said} ({verdict['nearest']}, chance {verdict['chance']:.1e})")
    return well

"""Checks each tool against the exact law, and times those that agree."""

import statistics
import sys
from pathlib import Path

import check
from reference import law
from tools import ToolFailed

STEPS = 100
FEWEST_STEPS = 5
# A run is planned to take at most AIM seconds, with fewer steps if need be; beyond LIMIT it is not made.
AIM, LIMIT = 15.0, 30.0
# A tool may take this part of the memory that is free.
PART_OF_MEMORY = 0.6


def say(text):
    """For the person who waits."""
    print(text, file=sys.stderr, flush=True)


def check_all(tools, runs, work):
    """Fills in what the check says of each tool. Returns the law's means and spreads."""
    exact = work.wanted()
    able = [tool for tool in tools if not tool.missing]
    for tool in able:
        say(f"checking {tool.name}: {runs} runs of {work.n} {work.unit}")
        sample = {what: {mark: [] for mark in law.MARKS} for what in ("active", "jailed")}
        try:
            for seed in range(1, runs + 1):
                # The first run of a program of ours may build it.
                line, _ = tool.run(work.n, STEPS, seed, (30 if tool.ours else 4) * LIMIT)
                for what, of in sample.items():
                    for mark in law.MARKS:
                        of[mark].append(line[what][str(mark)])
        except (ToolFailed, KeyError) as error:
            tool.missing = f"failed in the check: {error}"
            continue
        tool.verdict = check.compare(sample, exact, len(able), work.tests)
        tool.summary = check.summary(sample)
    return check.summary(exact)


def free_memory():
    """Bytes that a program may take now; None if the kernel does not say."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


class Plan:
    """What is known of one tool while the sizes grow, and from it the steps that the next size can have."""

    def __init__(self, tool, smallest):
        self.tool = tool
        self.smallest = smallest
        line, self.start = tool.run(smallest, 1, 1, LIMIT)
        self.last = line, self.start
        self.why_not = ""

    def steps(self, n):
        """Steps of a run of size n; 0 if it would take too long or too much memory."""
        if self.why_not:
            return 0
        line, wall = self.last
        if line["n"] == self.smallest:
            return STEPS
        times = n / line["n"]
        step = line["cpu_ns_per_person_step"] * n / 1e9
        set_up = max(0.0, wall - self.start - step / times * line["steps"]) * times
        free, need = free_memory(), (line["bytes_per_person"] or 0) * n
        if free is not None and need > PART_OF_MEMORY * free:
            self.why_not = f"would need about {need / 2**30:.0f} GiB"
            return 0
        if self.start + set_up + FEWEST_STEPS * step > LIMIT:
            self.why_not = f"would run for more than {LIMIT:.0f} s"
            return 0
        if step <= 0.0:
            return STEPS
        can = int((AIM - self.start - set_up) / step)
        return max(FEWEST_STEPS, min(STEPS, can))


def time_all(tools, sizes, repeats, work):
    """Rows of the table of times. Tools take turns, so that a slow minute of the machine hits all alike."""
    plans = []
    for tool in tools:
        try:
            plans.append(Plan(tool, work.smallest))
        except ToolFailed as error:
            tool.missing = f"failed before it was timed: {error}"
    rows = []
    for n in sizes:
        steps = {plan.tool.name: plan.steps(n) for plan in plans}
        lines = {plan.tool.name: [] for plan in plans}
        for repeat in range(1, repeats + 1):
            for plan in plans:
                name = plan.tool.name
                if not steps[name] or plan.why_not:
                    continue
                say(f"timing {name}: {n} {work.unit}, {steps[name]} steps, run {repeat} of {repeats}")
                try:
                    plan.last = plan.tool.run(n, steps[name], repeat, 3 * LIMIT)
                    lines[name].append(plan.last[0])
                except ToolFailed as error:
                    plan.why_not = str(error)
        rows += [row(plan, n, lines[plan.tool.name], repeats) for plan in plans]
    return rows


def row(plan, n, lines, repeats):
    """One tool at one size."""
    if len(lines) < repeats:
        return {"tool": plan.tool.name, "n": n, "why_not": plan.why_not}
    costs = [line["cpu_ns_per_person_step"] for line in lines]
    sizes = [line["bytes_per_person"] for line in lines if line["bytes_per_person"] is not None]
    return {
        "tool": plan.tool.name,
        "n": n,
        "steps": lines[0]["steps"],
        "cpu_ns_per_person_step": statistics.median(costs),
        "lowest": min(costs),
        "highest": max(costs),
        "runs": len(costs),
        "bytes_per_person": statistics.median(sizes) if sizes else None,
    }

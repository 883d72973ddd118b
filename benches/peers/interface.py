"""What the Python peers share: flags, memory, timing, and the line of JSON that they print.

A peer hands over a class: `World(n, seed)` sets up, `step()` makes one step, and `active` and `jailed` are counts.
`units` is how many persons or agents make a step, if that is not n; `smallest` is the least n, if that is not 64.
"""

import argparse
import json
import time

from law import MARKS


def status(key):
    """One line of the kernel's account of this process, in bytes; None outside Linux."""
    try:
        with open("/proc/self/status", encoding="ascii") as lines:
            for line in lines:
                if line.startswith(key):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


def memory_before():
    """Memory in use now. It also sets the peak back to it, where the kernel allows that."""
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as handle:
            handle.write("5")
    except OSError:
        pass  # the peak then includes the imports
    return status("VmRSS:")


def main(tool, world_class):
    """Runs one world and prints its line."""
    flags = argparse.ArgumentParser(description=f"One workload of the benchmark in {tool}.")
    flags.add_argument("--n", type=int, required=True)
    flags.add_argument("--steps", type=int, required=True)
    flags.add_argument("--seed", type=int, required=True)
    asked = flags.parse_args()

    # A small world first, so that a tool that compiles itself has done so before it is timed.
    warm = world_class(getattr(world_class, "smallest", 64), 0)
    for _ in range(3):
        warm.step()
    del warm

    before = memory_before()
    world = world_class(asked.n, asked.seed)
    active, jailed = {}, {}
    done, cpu = 0, 0.0
    for mark in [*(mark for mark in MARKS if mark < asked.steps), asked.steps]:
        start = time.process_time()
        while done < mark:
            world.step()
            done += 1
        cpu += time.process_time() - start
        if mark in MARKS:
            active[str(mark)], jailed[str(mark)] = int(world.active), int(world.jailed)
    peak = status("VmHWM:")
    units = getattr(world, "units", asked.n)
    known = before is not None and peak is not None
    line = {
        "tool": tool,
        "n": asked.n,
        "steps": asked.steps,
        "seed": asked.seed,
        "cpu_ns_per_person_step": round(cpu * 1e9 / (units * asked.steps), 4),
        "bytes_per_person": round(max(0, peak - before) / units, 2) if known else None,
        "active": active,
        "jailed": jailed,
    }
    print(json.dumps(line))

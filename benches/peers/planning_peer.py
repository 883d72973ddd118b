"""The linear program and the course of our planning bench, in SciPy's HiGHS and in BoARIO: the same answers, and at what cost."""

import json
import logging
import sys
import time
import warnings

import numpy as np
import pandas as pd
import pymrio
from boario import event
from boario.extended_models import ARIOPsiModel
from boario.simulation import Simulation
from scipy.optimize import linprog
from scipy.sparse import coo_array

DAYS = 365


def fastest(times, work):
    """Seconds of the fastest of some repetitions, and the last answer."""
    best, answer = float("inf"), None
    for _ in range(times):
        began = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - began)
    return best, answer


def solve(program, method):
    """The value of the program, by one of the methods of HiGHS."""
    rows, columns, values = (np.array(part) for part in zip(*program["cells"]))
    shape = (len(program["limits"]), len(program["goal"]))
    cells = coo_array((values, (rows, columns)), shape=shape).tocsc()
    found = linprog(-np.array(program["goal"]), A_ub=cells, b_ub=program["limits"], method=method)
    if found.status != 0:
        raise SystemExit(f"planning: {method} gave up: {found.message}")
    return -found.fun


def economy():
    """The three branches of `crates/planning/src/reference.rs`, for BoARIO."""
    flows = np.array([[20.0, 40, 10], [30, 60, 30], [10, 20, 40]])
    output = np.array([200.0, 300, 250])
    index = pd.MultiIndex.from_product([["R"], ["A", "B", "C"]], names=["region", "sector"])
    final = pd.MultiIndex.from_product([["R"], ["F"]], names=["region", "category"])
    table = pymrio.IOSystem(
        Z=pd.DataFrame(flows, index=index, columns=index),
        Y=pd.DataFrame(output - flows.sum(axis=1), index=index, columns=final),
        x=pd.DataFrame(output, index=index, columns=["indout"]),
    )
    return table.calc_all()


def simulation():
    """The run of row T24, not yet made."""
    stocks = {"A": 90, "B": 90, "C": 90}
    model = ARIOPsiModel(
        economy(),
        order_type="noalt",
        alpha_base=1.0,
        alpha_max=1.25,
        alpha_tau=365,
        inventory_dict=stocks,
        inventory_restoration_tau=60,
        psi_param=0.8,
    )
    lost = pd.Series([0.3], index=pd.MultiIndex.from_tuples([("R", "B")], names=["region", "sector"]))
    run = Simulation(model, n_temporal_units_to_sim=DAYS)
    run.add_event(
        event.from_series(
            lost, event_type="arbitrary", occurrence=5, duration=60, recovery_tau=30, recovery_function="linear"
        )
    )
    return run


def course(run):
    """Output over output at rest, by row and branch."""
    run.loop()
    made = run.production_realised.to_numpy()
    return made / made[0]


def main(path):
    """Compares and prints. Returns 1 if the answers differ."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with open(path, encoding="utf-8") as file:
        ours = json.load(file)
    differ = False
    program = ours["program"]
    print(f"linear program: {len(program['goal'])} columns, {len(program['limits'])} rows, {len(program['cells'])} cells")
    for method in ("highs-ds", "highs-ipm"):
        seconds, level = fastest(3, lambda method=method: solve(program, method))
        off = abs(level / ours["level"] - 1)
        differ |= not off < 1e-6
        print(f"  {method:<10} differs by {off:.1e}; {seconds:.3f} s; ours {seconds / ours['program_seconds']:.2f} times as fast")
    run = simulation()
    seconds, theirs = fastest(1, lambda: course(run))
    off = np.abs(theirs - np.array(ours["course"])).max()
    lost = np.abs((1 - theirs).sum(axis=0) - np.array(ours["lost"])).max()
    differ |= not off < 1e-12
    print(f"BoARIO, {DAYS} steps of three branches: largest difference of output {off:.1e}, of loss {lost:.1e} days")
    print(f"  {seconds / DAYS * 1e6:.0f} us a step; ours {seconds / ours['course_seconds']:.0f} times as fast")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

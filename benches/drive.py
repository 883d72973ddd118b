"""Runs the whole benchmark after the peers are installed. `benches/run` starts it."""

import argparse
import datetime
import sys
from pathlib import Path

import check
import drawing
import engine
import machine
import measure
import report
import workload
from tools import ROOT, bench_targets, our_tools, peer_tools


def flags():
    """What the command line asks for."""
    read = argparse.ArgumentParser(prog="benches/run", description="The benchmark.")
    read.add_argument("--workload", choices=sorted(workload.ALL), default="crowd", help="which one; crowd if not said")
    read.add_argument("--quick", action="store_true", help="small and short, to see that all runs")
    read.add_argument("--check-only", action="store_true", help="compare with the law, and time nothing")
    read.add_argument("--check-check", action="store_true", help="whether the comparison finds planted faults")
    read.add_argument("--engine-only", action="store_true", help="our own engine and its limits, and no other tool")
    read.add_argument("--only", help="tools to run, by name, with commas between")
    read.add_argument("--runs", type=int, default=40, help="runs of each tool in the comparison, at least 30")
    for hidden in ("--peers", "--load"):
        read.add_argument(hidden, required=True, help=argparse.SUPPRESS)
    read.add_argument("--engine", default="", help=argparse.SUPPRESS)
    read.add_argument("--ours", action="append", default=[], help=argparse.SUPPRESS)
    asked = read.parse_args()
    if asked.runs < 30:
        read.error(f"--runs is {asked.runs}; the comparison wants at least 30")
    return asked


def say_missing(tools):
    """A clear line for each tool that is skipped."""
    for tool in tools:
        if tool.missing:
            measure.say(f"skipped: {tool.name}: {tool.missing}")


def only(tools, names):
    """The tools that were asked for by name."""
    wanted = {name.strip() for name in names.split(",")}
    unknown = wanted - {tool.name for tool in tools}
    if unknown:
        known = "; ".join(tool.name for tool in tools)
        measure.say(f"error: no tool is called {', '.join(sorted(unknown))}\nhint: the tools are: {known}")
        sys.exit(2)
    return [tool for tool in tools if tool.name in wanted]


def place(asked, peers, busy):
    """Where results go. Only a whole run on a quiet machine is a result of the project."""
    if asked.quick or asked.check_only or asked.only or busy:
        return peers / "results"
    return ROOT / "benches" / "results"


def main():
    """All in order; 0 if all went well, 1 if a tool does not agree with the law."""
    asked = flags()
    work = workload.ALL[asked.workload]()
    if asked.check_check:
        return 0 if check.self_check(work, asked.runs) else 1
    peers = (ROOT / asked.peers).resolve()
    facts = machine.facts(asked.load)
    busy = machine.busy(asked.load)
    if busy:
        measure.say(f"the machine was busy before (load average {asked.load}): results are kept apart")

    targets = bench_targets()
    tools = [] if asked.engine_only else our_tools(asked.ours, targets) + peer_tools(peers, work.name)
    if asked.only:
        tools = only(tools, asked.only)
    say_missing(tools)
    exact = measure.check_all(tools, asked.runs, work) if tools else {}

    rows, lines, why = [], [], "not asked for"
    if not asked.check_only:
        agreed = [tool for tool in tools if tool.verdict.get("agrees")]
        rows = measure.time_all(agreed, work.sizes[:2] if asked.quick else work.sizes, 3, work) if agreed else []
        if asked.engine:
            lines, why = engine.measure(asked.engine, targets)
            if why:
                measure.say(f"skipped: engine: {why}")

    versions = machine.versions(peers)
    parts = [
        report.machine_part(facts, versions, asked.quick),
        *([report.check_part(tools, exact, work)] if tools else []),
        *([report.times_part(rows, tools, work)] if tools and not asked.check_only else []),
        *([report.engine_part(lines, why)] if asked.engine and not asked.check_only else []),
    ]
    result = {
        "workload": work.name,
        "date": datetime.date.today().isoformat(),
        "quick": asked.quick,
        "busy": busy,
        "machine": facts,
        "versions": versions,
        "check": [{"tool": tool.name, "missing": tool.missing, **tool.verdict} for tool in tools],
        "times": rows,
        "engine": lines,
    }
    write(place(asked, peers, busy), result, parts, work)
    return 0 if all(tool.verdict.get("agrees", True) for tool in tools) else 1


def write(folder, result, parts, work):
    """Prints the tables, and writes them with their numbers and drawings."""
    folder.mkdir(parents=True, exist_ok=True)
    alone = "" if result["check"] else "-engine"
    stem = f"{result['date']}-{machine.slug(result['machine']['processor'])}{work.stem}{alone}"
    title = f"# Benchmark of {result['date']}{', on a lattice' if work.stem else ''}\n"
    drawings = []
    if any("steps" in row for row in result["times"]):
        drawing.times(result["times"], folder / f"{stem}.svg", work)
        drawings.append(f"![CPU time of one step of one {work.who} by size]({stem}.svg)\n")
    curves = engine.growth(result["engine"])
    if curves:
        drawing.growth(curves, folder / f"{stem}-growth.svg")
        drawings.append(f"![Growth of the engine's costs]({stem}-growth.svg)\n")
    text = "\n".join([title, *parts, *drawings])
    (folder / f"{stem}.md").write_text(text, encoding="utf-8")
    (folder / f"{stem}.json").write_text(machine.as_json(result), encoding="utf-8")
    print(text)
    shown = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else Path(folder)
    measure.say(f"written: {shown / stem}.md, .json" + (", .svg" if drawings else ""))


if __name__ == "__main__":
    sys.exit(main())

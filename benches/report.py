"""The tables, in Markdown."""

import engine
from reference import law


def table(head, rows, numbers_from=1):
    """A Markdown table; columns from `numbers_from` on are set to the right."""
    rule = ["---" if place < numbers_from else "---:" for place in range(len(head))]
    lines = [head, rule, *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def figure(value):
    """A number with three digits that count."""
    if value is None:
        return "unknown"
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.3g}"


def chance(value):
    """A chance, short."""
    return f"{value:.3f}" if value >= 0.001 else f"{value:.0e}"


def machine_part(facts, versions, quick):
    """What it was measured on and with."""
    rows = [
        ("processor", facts["processor"]),
        ("cores", facts["cores"]),
        ("memory", f"{facts['memory_gib']} GiB"),
        ("system", facts["system"]),
        ("load average before", facts["load_before"]),
        *versions.items(),
    ]
    note = "A quick run: the numbers show that all runs, and no more.\n\n" if quick else ""
    return f"## Machine\n\n{note}" + table(("what", "value"), rows, 2)


def check_part(tools, exact, work):
    """What the comparison with the law says."""
    rows = []
    for tool in tools:
        if not tool.verdict:
            rows.append((tool.name, tool.missing, "", "", "", ""))
            continue
        said = "agrees" if tool.verdict["agrees"] else "**differs; not timed**"
        means = [
            " / ".join(f"{tool.summary[what][mark][0]:.0f}" for mark in law.MARKS) for what in ("active", "jailed")
        ]
        near = f"{tool.verdict['nearest']}: {chance(tool.verdict['chance'])}"
        rows.append((tool.name, said, tool.verdict["runs"], *means, near))
    exact_means = [" / ".join(f"{exact[what][mark][0]:.0f}" for mark in law.MARKS) for what in ("active", "jailed")]
    rows.append((work.law, "", "", *exact_means, ""))
    marks = ", ".join(str(mark) for mark in law.MARKS)
    allowed = next((tool.verdict["allowed"] for tool in tools if tool.verdict), None)
    head = ("tool", "verdict", "runs", "mean active", "mean jailed", "nearest to a no")
    line = "" if allowed is None else f" A tool is refused below a chance of {allowed:.1e}."
    return f"## Same distribution\n\n{work.n:,} {work.unit}, steps {marks}.{line}\n\n" + table(head, rows, 2)


def base_of(rows, tools):
    """What the ratios are taken to: the first of our programs that was timed, or else the first tool."""
    timed = {row["tool"] for row in rows if "steps" in row}
    names = [tool.name for tool in tools if tool.ours] + ["numba"] + [tool.name for tool in tools]
    return next((name for name in names if name in timed), None)


def times_part(rows, tools, work):
    """One table for each size."""
    base = base_of(rows, tools)
    if base is None:
        return "## Cost\n\nNothing was timed.\n"
    parts = [
        "## Cost\n\nCPU time (user and system) of the stepping loop, one thread; the median of all runs, with the"
        f" lowest and highest. Ratios are to {base}, in this one run. Bytes are the growth of the peak of memory.\n"
    ]
    for n in sorted({row["n"] for row in rows}):
        here = [row for row in rows if row["n"] == n]
        one = next((row["cpu_ns_per_person_step"] for row in here if row["tool"] == base and "steps" in row), None)
        lines = []
        for row in here:
            if "steps" not in row:
                lines.append((row["tool"], row["why_not"] or "not run", "", "", "", ""))
                continue
            cost = row["cpu_ns_per_person_step"]
            ratio = "" if one is None else figure(cost / one)
            spread = f"{figure(row['lowest'])} to {figure(row['highest'])}"
            # Below this, pages and start-up memory drown what persons take.
            size = figure(row["bytes_per_person"]) if n >= work.sized_from else ""
            lines.append((row["tool"], figure(cost), spread, ratio, size, row["steps"]))
        head = ("tool", f"CPU ns per {work.who}-step", "range", "ratio", f"bytes per {work.who}", "steps")
        parts.append(f"### {n:,} {work.unit}\n\n" + table(head, lines))
    return "\n".join(parts)


def engine_part(lines, why):
    """Our own measurements, by section."""
    if not lines:
        return f"## Engine\n\nSkipped: {why}.\n"
    parts = ["## Engine\n"]
    for section, of in engine.sections(lines).items():
        grows = any("x" in line for line in of)
        rows = []
        for line in of:
            where = f"{line.get('x_name', 'x')} = {line['x']:,}" if "x" in line else ""
            value = line["value"]
            shown = figure(value) if isinstance(value, (int, float)) and value >= 0 else value
            rows.append((line["what"], *([where] if grows else []), shown, line["unit"]))
        head = ("what", *(["at"] if grows else []), "value", "unit")
        parts.append(f"### {section}\n\n" + table(head, rows, 2 if grows else 1))
    return "\n".join(parts)

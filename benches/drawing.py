"""The two drawings: cost by size, and growth of our engine's costs."""

import matplotlib

matplotlib.use("svg")
# Letters stay letters, and the same numbers give the same file.
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "closerun", "font.size": 10})

from matplotlib import pyplot  # noqa: E402  (the kind of drawing has to be set first)

MARKERS = "osD^vP*X<>"


def save(figure, path):
    """Writes the file without a date, so that it changes only when numbers do."""
    figure.savefig(path, format="svg", metadata={"Date": None}, bbox_inches="tight")
    pyplot.close(figure)


def times(rows, path, work):
    """CPU time of a step of one by size, one curve for each tool, with the lowest and highest run."""
    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    names = list(dict.fromkeys(row["tool"] for row in rows))
    for name, marker in zip(names, MARKERS * 2):
        points = [row for row in rows if row["tool"] == name and "steps" in row]
        if not points:
            continue
        x = [row["n"] for row in points]
        y = [row["cpu_ns_per_person_step"] for row in points]
        below = [row["cpu_ns_per_person_step"] - row["lowest"] for row in points]
        above = [row["highest"] - row["cpu_ns_per_person_step"] for row in points]
        ours = name.startswith("closerun")
        axes.errorbar(
            x, y, yerr=[below, above], marker=marker, label=name, capsize=2, linewidth=2.5 if ours else 1.2
        )
    axes.set(xscale="log", yscale="log", xlabel=work.unit, ylabel=f"CPU ns per {work.who}-step")
    axes.grid(which="major", alpha=0.3)
    # Beside the curves, where it hides none of them.
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    save(figure, path)


def growth(curves, path):
    """One panel for each thing that grows."""
    by_x = {}
    for (x_name, what), points in curves.items():
        by_x.setdefault((x_name, points[0][2]), []).append((what, points))
    columns = 2
    rows = -(-len(by_x) // columns)
    size = (5.5 * columns, 4 * rows)
    figure, panels = pyplot.subplots(rows, columns, figsize=size, squeeze=False, layout="constrained")
    for axes in panels.flat[len(by_x):]:
        axes.remove()
    for axes, ((x_name, unit), lines) in zip(panels.flat, by_x.items()):
        for (what, points), marker in zip(lines, MARKERS * 4):
            axes.plot([x for x, _, _ in points], [y for _, y, _ in points], marker=marker, label=what)
        axes.set(xlabel=x_name, ylabel=unit)
        # A scale from zero shows small differences small; a wide range needs a logarithm.
        for axis, at in (("x", 0), ("y", 1)):
            values = [point[at] for _, points in lines for point in points]
            if min(values) > 0 and max(values) >= 20 * min(values):
                axes.set(**{f"{axis}scale": "log"})
            else:
                axes.set(**{f"{axis}lim": (0, 1.15 * max(values))})
        axes.grid(which="major", alpha=0.3)
        axes.legend(frameon=False)
    save(figure, path)

"""Measurements of our engine that have no peer: lines of JSON, sorted into sections."""

import shlex
import subprocess

from tools import ROOT, json_lines, last_line, no_target

FIELDS = ("section", "what", "value", "unit")
LONGEST = 3600


def measure(command, targets):
    """Runs the bench. Returns its lines, and why there are none if there are none."""
    words = shlex.split(command)
    why = no_target(words, targets)
    if why:
        return [], why
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return [], str(error)
    if done.returncode != 0:
        return [], f"exit code {done.returncode}: {last_line(done.stderr)}"
    lines = [line for line in json_lines(done.stdout) if all(name in line for name in FIELDS)]
    return lines, "" if lines else "printed no line of JSON with section, what, value and unit"


def sections(lines):
    """Lines by section, in the order in which sections came."""
    found = {}
    for line in lines:
        found.setdefault(line["section"], []).append(line)
    return found


def growth(lines):
    """Curves of section "growth": (name of x, what) -> [(x, value, unit)]."""
    curves = {}
    for line in lines:
        if line["section"] == "growth" and "x" in line:
            key = (line.get("x_name", "x"), line["what"])
            curves.setdefault(key, []).append((line["x"], line["value"], line["unit"]))
    return {key: sorted(points) for key, points in curves.items()}

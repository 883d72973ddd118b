"""The tools: how each is started, and its line of JSON."""

import json
import os
import shlex
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benches" / "peers"

# One thread each: the cost is counted in CPU time, and a second thread would only add to it.
ONE_THREAD = {
    name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
}
WANTED = ("tool", "n", "steps", "seed", "cpu_ns_per_person_step", "bytes_per_person", "active", "jailed")


class ToolFailed(Exception):
    """A run that gave no usable line."""


@dataclass
class Tool:
    """One way to run the workload."""

    name: str
    command: list
    ours: bool = False
    missing: str = ""  # why it cannot be run, if it cannot
    verdict: dict = field(default_factory=dict)  # what the check said
    summary: dict = field(default_factory=dict)  # means and spreads that the check saw

    def run(self, n, steps, seed, limit):
        """Runs once. Returns its line, and the seconds that passed on the wall."""
        command = [*self.command, "--n", str(n), "--steps", str(steps), "--seed", str(seed)]
        start = time.monotonic()
        try:
            done = subprocess.run(
                command, cwd=ROOT, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, timeout=limit
            )
        except subprocess.TimeoutExpired as error:
            raise ToolFailed(f"ran for more than {limit:.0f} s") from error
        except OSError as error:
            raise ToolFailed(str(error)) from error
        wall = time.monotonic() - start
        if done.returncode != 0:
            raise ToolFailed(f"exit code {done.returncode}: {last_line(done.stderr)}")
        return one_line(done.stdout, n, steps, seed), wall


def last_line(text):
    """The last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "no message"


def one_line(text, n, steps, seed):
    """The line of JSON, checked against what was asked for."""
    lines = json_lines(text)
    if not lines:
        raise ToolFailed("printed no line of JSON")
    line = lines[-1]
    lacking = [name for name in WANTED if name not in line]
    if lacking:
        raise ToolFailed(f"its line lacks {', '.join(lacking)}")
    for name, asked in (("n", n), ("steps", steps), ("seed", seed)):
        if line[name] != asked:
            raise ToolFailed(f"{name} is {line[name]} and not {asked}")
    return line


def json_lines(text):
    """All lines that are JSON objects; other lines are for people."""
    found = []
    for line in text.splitlines():
        if line.lstrip().startswith("{"):
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError:
                continue
    return found


def installed(peers):
    """What the set-up wrote down: part -> "" or the reason why it is missing."""
    parts = {}
    for line in (peers / "set-up.tsv").read_text(encoding="utf-8").splitlines():
        part, code, why = line.split("\t")
        parts[part] = "" if code == "0" else why
    return parts


def peer_tools(peers, workload):
    """All peers of a workload, in the order of the tables."""
    parts = installed(peers)
    python = str(peers / "venv" / "bin" / "python")

    def script(name):
        return [python, str(PEERS / name)]

    def program(name, binary=None):
        return [str(peers / name / "target" / "release" / (binary or f"peer-{name}"))]

    lattice = [
        ("Mesa", script("lattice_mesa_peer.py"), "mesa"),
        ("numba", script("lattice_numba_peer.py"), "numba"),
        ("krABMaga", program("krabmaga", "lattice"), "krabmaga"),
    ]
    crowd = [
        ("Mesa", script("mesa_peer.py"), "mesa"),
        ("Mesa (shuffle_do)", [*script("mesa_peer.py"), "--shuffle"], "mesa"),
        ("NumPy", script("numpy_peer.py"), "base"),
        ("numba", script("numba_peer.py"), "numba"),
        ("krABMaga", program("krabmaga"), "krabmaga"),
        ("ixa", program("ixa"), "ixa"),
    ]
    missing = {part: f"not installed: {why}" if why else "" for part, why in parts.items()}
    listed = {"crowd": crowd, "lattice": lattice}[workload]
    return [Tool(name, command, missing=missing[part]) for name, command, part in listed]


def our_tools(listed, targets):
    """Our own programs; `listed` is name|command."""
    found = []
    for one in listed:
        name, command = one.split("|", 1)
        words = shlex.split(command)
        found.append(Tool(name, words, ours=True, missing=no_target(words, targets)))
    return found


def bench_targets():
    """All bench targets of the workspace, as (package, target)."""
    command = ["cargo", "metadata", "--no-deps", "--format-version", "1", "--offline"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return set()
    packages = json.loads(done.stdout)["packages"]
    return {
        (package["name"], target["name"])
        for package in packages
        for target in package["targets"]
        if "bench" in target["kind"]
    }


def no_target(words, targets):
    """Why a `cargo bench` command cannot be run yet, or ""."""
    if words[:2] != ["cargo", "bench"]:
        return ""
    package, bench = (words[words.index(flag) + 1] for flag in ("-p", "--bench"))
    return "" if (package, bench) in targets else f"package `{package}` has no bench target `{bench}` yet"

"""What the numbers were measured on. Names the kind of machine, and nothing that belongs to one owner."""

import json
import os
import platform
import re
import subprocess
from importlib import metadata
from pathlib import Path

from tools import ROOT


def facts(load):
    """Cores, processor, memory, system, and the load before anything was started."""
    return {
        "processor": processor(),
        "cores": cores(),
        "memory_gib": memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "load_before": load,
    }


def cores():
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def processor():
    """The name that the maker gave it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return said(["sysctl", "-n", "machdep.cpu.brand_string"]) or platform.processor() or platform.machine()


def memory():
    """GiB of memory, rounded."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (ValueError, OSError):
        return None


def said(command):
    """First line of a command's answer; "" if there is none."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.splitlines()[0].strip() if done.returncode == 0 and done.stdout else ""


def versions(peers):
    """Versions of all that was measured."""
    found = {"python": platform.python_version(), "rustc": said(["rustc", "--version"]).removeprefix("rustc ")}
    for name in ("mesa", "numba", "numpy", "scipy"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    for name in ("krabmaga", "ixa"):
        lock = peers / name / "Cargo.lock"
        if lock.exists():
            hit = re.search(rf'name = "{name}"\nversion = "([^"]+)"', lock.read_text(encoding="utf-8"))
            if hit:
                found[name] = hit.group(1)
    found["closerun"] = said(["git", "describe", "--always", "--dirty", "--exclude", "*"])
    return found


def busy(load):
    """Whether someone else was using the machine: more than half a core in the last minute."""
    try:
        return float(load.split()[0]) > 0.5
    except (ValueError, IndexError):
        return False


def slug(name):
    """The processor as part of a file name."""
    plain = re.sub(r"\((r|tm)\)|\bcpu\b|@.*$|\bprocessor\b", " ", name.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def as_json(value):
    """Text of a result file."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"

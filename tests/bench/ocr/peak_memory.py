#!/usr/bin/python3
"""peak_memory.py COMMAND...: runs it, and prints the most memory that it and all its processes held at a time, in MB:
of all together, shared pages counted once (Pss, looked at every so often); of all together by the kernel's own
high-water marks (VmHWM; a mark misses no short peak, but peaks at different times add up, and shared pages count in
each); of the command itself, and of the largest of the others (VmHWM)."""

import subprocess
import sys
import time
from pathlib import Path

EVERY = 0.02  # seconds


def parents():
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
    return found


def family(root):
    of, found = parents(), [root]
    for member in found:
        found += [pid for pid, parent in of.items() if parent == member]
    return found


def field(path, name):
    """In kB; 0 of a process that is gone."""
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def main():
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    most = [0, 0, 0, 0]
    while process.poll() is None:
        members = family(process.pid)
        pss = sum(field(f"/proc/{pid}/smaps_rollup", "Pss:") for pid in members)
        marks = {pid: field(f"/proc/{pid}/status", "VmHWM:") for pid in members}
        now = [pss, sum(marks.values()), marks.pop(process.pid), max(marks.values(), default=0)]
        most = [max(pair) for pair in zip(most, now)]
        time.sleep(EVERY)
    print(" ".join(f"{size / 1024:.1f}" for size in most))
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()

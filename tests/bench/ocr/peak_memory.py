#!/usr/bin/python3
"""peak_memory.py COMMAND...: runs it, and prints the most memory that it and all its processes held at a time, in MB:
of all together (shared pages counted once: Pss), of the command itself and of the largest of the others (Rss)."""

import subprocess
import sys
import time
from pathlib import Path

EVERY = 0.05  # seconds


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


def memory(pid):
    """Pss and Rss in kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    sizes = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
    return sizes.get("Pss:", 0), sizes.get("Rss:", 0)


def main():
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    most = [0, 0, 0]
    while process.poll() is None:
        sizes = {pid: memory(pid) for pid in family(process.pid)}
        now = [sum(pss for pss, _ in sizes.values()), sizes.pop(process.pid)[1], max([rss for _, rss in sizes.values()], default=0)]
        most = [max(pair) for pair in zip(most, now)]
        time.sleep(EVERY)
    print(" ".join(f"{size / 1024:.1f}" for size in most))
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()

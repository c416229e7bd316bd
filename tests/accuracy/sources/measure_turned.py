#!/usr/bin/python3
"""Scores the turn of pages: measure_turned.py TRUTH.json RECORDS.ndjson [--errors]"""

import json
import sys
from pathlib import Path

from measure_layers import overlap, words_of


def main():
    truth = json.loads(Path(sys.argv[1]).read_text())
    tally = {}
    for line in Path(sys.argv[2]).read_text().splitlines():
        record = json.loads(line)
        name = Path(record["file"]).name
        page = truth[name][record["page"] - 1]
        score = overlap(words_of(record), page["words"])
        right = record["rotation"] == page["rotation"]
        row = tally.setdefault(name.rsplit("-", 2)[0] if name.endswith("png") else name.rsplit("-", 1)[0], [0, 0, 0, 0.0])
        row[0] += 1
        row[1] += right
        row[2] += page["rotation"] == 0 and not right
        row[3] += score
        if "--errors" in sys.argv and (not right or score < 0.6):
            print(f"{name} page {record['page']}: turned by {record['rotation']}, not {page['rotation']}; words {score:.3f}; {record.get('note')}")
    print("| kind | pages | right way up | upright ones turned | words, mean F1 % |\n|---|---|---|---|---|")
    for kind, (pages, right, spoilt, score) in sorted(tally.items()):
        print(f"| {kind} | {pages} | {right} | {spoilt} | {100 * score / pages:.1f} |")
    rows = tally.values()
    print(f"all: {sum(r[1] for r in rows)} of {sum(r[0] for r in rows)} the right way up")


if __name__ == "__main__":
    main()

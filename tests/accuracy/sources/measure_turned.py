#!/usr/bin/python3
"""Scores the turn of pages: measure_turned.py TRUTH.json RECORDS.ndjson [--errors]"""

import sys

from measure_layers import scored_pages


def main():
    tally = {}
    for name, record, page, score in scored_pages(*sys.argv[1:3]):
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

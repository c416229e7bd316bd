#!/usr/bin/python3
"""Scores what was decided about text layers: measure_layers.py TRUTH.json RECORDS.ndjson [--errors]

A table of kinds of documents: pages, right decisions, and words right. `keep` pages must come from their layer,
`redo` and `blank` pages from recognition; for `any` the words decide (95 of 100). Words are compared without their
order.
"""

import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path


def words_of(record):
    return [unicodedata.normalize("NFC", w["text"]) for w in record["words"]]


def overlap(found, wanted):
    """F1 of two bags of words."""
    if not found and not wanted:
        return 1.0
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / (len(found) + len(wanted))


def is_right(wanted, record, score):
    kept = record["source"] == "text-layer"
    if wanted == "keep":
        return kept and score >= 0.99
    if wanted == "any":
        return score >= 0.95
    return not kept


def scored_pages(truth, records):
    """Each page record with its file's name, its truth and how far the words are the same."""
    truth = json.loads(Path(truth).read_text())
    for line in Path(records).read_text().splitlines():
        record = json.loads(line)
        name = Path(record["file"]).name
        page = truth[name][record["page"] - 1]
        yield name, record, page, overlap(words_of(record), page["words"])


def main():
    tally = {}
    for name, record, page, score in scored_pages(*sys.argv[1:3]):
        right = is_right(page["wanted"], record, score)
        row = tally.setdefault((page["wanted"], name.rsplit("-", 1)[0]), [0, 0, 0.0])
        row[0] += 1
        row[1] += right
        row[2] += score
        if "--errors" in sys.argv and (not right or score < 0.9):
            print(f"{name} page {record['page']} ({page['content']}, {page['wanted']}): words {score:.3f}; {record.get('note')}")
    print("| kind | wanted | pages | right | words, mean F1 % |\n|---|---|---|---|---|")
    for (wanted, kind), (pages, right, score) in sorted(tally.items()):
        print(f"| {kind} | {wanted} | {pages} | {right} | {100 * score / pages:.1f} |")
    for wanted in ("keep", "redo", "any", "blank"):
        rows = [row for (w, _), row in tally.items() if w == wanted]
        if rows:
            print(f"{wanted}: {sum(r[1] for r in rows)} of {sum(r[0] for r in rows)} right, "
                  f"words {100 * sum(r[2] for r in rows) / sum(r[0] for r in rows):.1f} %")


if __name__ == "__main__":
    main()

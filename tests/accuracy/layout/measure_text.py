#!/usr/bin/python3
"""Scores the joining of plain text by the truth of make_documents.py.

Usage:  measure_text.py TRUTH_FOLDER RESULT_FOLDER [--errors]

RESULT_FOLDER holds what `renskrift join` made of what pdftotext made of the documents. The text has no
places, so words are counted: those of heads, feet and numbers that are still there, and those of the
running text that are not. A paragraph is right if it is one line of the text, letter by letter but for blanks.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def score(truth, text):
    want = Counter(squeeze(b["text"]) for b in truth["blocks"])
    got = Counter(squeeze(line) for line in text.splitlines() if line.strip())
    body = Counter(w for b in truth["blocks"] for w in b["text"].split())
    furniture = Counter(w[0] for page in truth["pages"] for w in page if w[5] != "body")
    words = Counter(text.split())
    lost, left = body - words, (words - body) & furniture
    counts = Counter(docs=1, right=(want & got).total(), want=want.total(), got=got.total(), body=body.total(),
                     lost=lost.total(), furniture=furniture.total(), left=left.total())
    return counts, [("- ", p) for p in (want - got).elements()] + [("+ ", p) for p in (got - want).elements()]


def main():
    truths, results = map(Path, sys.argv[1:3])
    total, notes = Counter(), []
    for path in sorted(truths.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        counts, errors = score(json.loads(path.read_text()), (results / f"{name}.txt").read_text())
        total += counts
        notes += [f"{name}: {sign}{p[:100]} ... {p[-30:]}" for sign, p in errors]
    t = total
    print(f"{t['docs']} documents: paragraphs F1 {200 * t['right'] / (t['want'] + t['got']):.2f} % ({t['right']} of {t['want']}, "
          f"{t['got']}); words of furniture left {t['left']} of {t['furniture']}, words of text lost {t['lost']} of {t['body']}")
    if "--errors" in sys.argv:
        print("\n".join(notes))


if __name__ == "__main__":
    main()

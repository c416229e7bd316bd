#!/usr/bin/python3
"""How many signs of make_sign_pages.py's pages came out: measure_signs.py PAGES READ [--errors SIGNS] [--kinds]

READ has NNNN.json, the page record of each page. Letters are aligned (Levenshtein 1966) over the whole page; a
sign is right if it stands opposite itself. Precision: of the signs in the output.
"""
import argparse
import collections
import glob
import json
import os

import numpy as np

SIGNS = "§%@•–“”’-\"'åäö"


def align(truth, seen):
    """Pairs of places, None where a letter has no counterpart, and the distance."""
    a, b = np.array([ord(c) for c in truth]), np.array([ord(c) for c in seen])
    column = np.arange(len(b) + 1)
    costs = np.zeros((len(a) + 1, len(b) + 1), np.int32)
    costs[0] = column
    for i in range(1, len(a) + 1):
        row = np.empty(len(b) + 1, np.int32)
        row[0] = i
        row[1:] = np.minimum(costs[i - 1, :-1] + (b != a[i - 1]), costs[i - 1, 1:] + 1)
        costs[i] = np.minimum.accumulate(row - column) + column
    i, j, pairs = len(a), len(b), []
    while i or j:
        if i and j and costs[i, j] == costs[i - 1, j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif i and costs[i, j] == costs[i - 1, j] + 1:
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1], int(costs[-1, -1])


def show(name, how, sign, truth, seen, pairs, at):
    near = pairs[max(0, at - 12) : at + 12]
    left = "".join(truth[i] for i, _ in near if i is not None)
    right = "".join(seen[j] for _, j in near if j is not None)
    missed = pairs[at][0] is not None and truth[pairs[at][0]] == sign
    print(name, how, "missed" if missed else "false", left, right, sep=" | ")


def read_page(path):
    with open(path, encoding="utf-8") as file:
        return " ".join(word["text"] for word in json.load(file)["words"])


def read_file(path):
    with open(path, encoding="utf-8") as file:
        return " ".join(file.read().split())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages")
    parser.add_argument("read")
    parser.add_argument("--errors", default="", help="signs whose errors are shown")
    parser.add_argument("--kinds", action="store_true", help="§ by kind of damage, too")
    args = parser.parse_args()
    printed, written, right = collections.Counter(), collections.Counter(), collections.Counter()
    kinds = collections.defaultdict(lambda: [0, 0, 0])
    wrong = letters = pages = 0
    for path in sorted(glob.glob(os.path.join(args.pages, "*.how"))):
        name = os.path.basename(path)[:-4]
        record = os.path.join(args.read, name + ".json")
        if not os.path.exists(record):
            continue
        how, truth, seen = read_file(path), read_file(path[:-4] + ".txt"), read_page(record)
        pairs, distance = align(truth, seen)
        wrong, letters, pages = wrong + distance, letters + len(truth), pages + 1
        for at, (i, j) in enumerate(pairs):
            a, b = "" if i is None else truth[i], "" if j is None else seen[j]
            printed[a] += 1
            written[b] += 1
            right[a] += a == b
            kind = kinds[how.split()[0]]
            for k, what in enumerate([a == "§", b == "§", a == b == "§"]):
                kind[k] += what
            if a != b and (a and a in args.errors or b and b in args.errors):
                show(name, how, a if a and a in args.errors else b, truth, seen, pairs, at)
    print(f"{pages} pages, CER {100 * wrong / max(1, letters):.2f} %")
    for sign in SIGNS:
        recall, precision = 100 * right[sign] / max(1, printed[sign]), 100 * right[sign] / max(1, written[sign])
        print(f"{sign} printed {printed[sign]}, written {written[sign]}, right {right[sign]}: recall {recall:.1f} %, precision {precision:.1f} %")
    for kind, counts in sorted(kinds.items() if args.kinds else []):
        print("§ {}: printed {}, written {}, right {}".format(kind, *counts))


if __name__ == "__main__":
    main()

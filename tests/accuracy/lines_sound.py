#!/usr/bin/env python3
"""Parts a corpus for lines_accuracy: lines_sound.py CORPUS OUT [BLOCK,BLOCK...]

CORPUS: a folder of texts, a paragraph a line (*.txt), in blocks of 250 paragraphs. OUT/hold5/ gets block 5 of each
twelve (and so on for the others named), OUT/train/ all blocks that are not named, OUT/sound5/ of the block the
paragraphs that are whole: they begin with a capital, a digit or a sign and end with a stop, hold no
address, no suspended hyphen that lost its blank (`hälso-och`) and no hyphen left over from a divided word
(`tillsyns-myndighet`, `för- valtning`:
one real hyphen in fifteen of the corpus is such a one, and joining it is no mistake).
"""
import collections
import glob
import os
import re
import sys

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LEFT_OVER = re.compile(r"\w- (?!och|eller|samt|respektive|resp|som|liksom|alternativt)\w|\w-(?:och|eller|samt)\s")


def pairs(token):
    part = token.split("-")
    return zip(part, part[1:])


def count(files):
    tokens = collections.Counter()
    for name in files:
        text = open(name, encoding="utf8").read().lower()
        tokens.update(WORD.findall(re.sub(r"(?:\w+://|www\.)\S+", "", text)))
    joined, hyphened = collections.Counter(), collections.Counter()
    for token, n in tokens.items():
        if "-" not in token:
            joined[token] += n
        for a, b in pairs(token):
            hyphened[a + "-" + b] += n
    return joined, hyphened


def is_stray(a, b, joined, hyphened):
    if b[0].isupper():
        return False
    left, right = a.lower(), b.lower()
    if left[-1] == "s" and len(left) > 5 and joined[left[:-1]] > 3 * joined[left]:
        return True  # a linking s: ungdoms-avgift
    j, h = joined[left + right], hyphened[left + "-" + right]
    if j >= 3 and j > 3 * h:
        return True
    no_words = joined[left] == 0 or joined[right] == 0
    return h == 1 and j > 0 and no_words and len(left) > 3 and a[0].islower()


def is_sound(line, joined, hyphened):
    if not re.match(r"[A-ZÅÄÖ0-9”\"(§–•]", line) or not re.search(r"[.:!?”\")]$", line):
        return False
    if LEFT_OVER.search(line) or "--" in line or "://" in line or "www." in line:
        return False
    if re.search(r"[a-zåäö][A-ZÅÄÖ][a-zåäö]", line):
        return False
    return not any(is_stray(a, b, joined, hyphened) for t in WORD.findall(line) for a, b in pairs(t))


def main(corpus, out, blocks):
    files = sorted(glob.glob(corpus + "/*.txt"))
    joined, hyphened = count(files)
    parts = ["train"] + [kind + str(block) for kind in ("hold", "sound") for block in blocks]
    for part in parts:
        os.makedirs(os.path.join(out, part), exist_ok=True)
    for name in files:
        to = {p: open(os.path.join(out, p, os.path.basename(name)), "w", encoding="utf8") for p in parts}
        for i, line in enumerate(open(name, encoding="utf8")):
            block = i // 250 % 12
            if block not in blocks:
                to["train"].write(line)
                continue
            to["hold" + str(block)].write(line)
            if is_sound(line.rstrip("\n"), joined, hyphened):
                to["sound" + str(block)].write(line)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], [int(b) for b in sys.argv[3].split(",")] if len(sys.argv) == 4 else [5])

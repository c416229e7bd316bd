#!/usr/bin/env python3
"""Parts a corpus for lines_accuracy: lines_sound.py CORPUS OUT [BLOCK]

CORPUS: a folder of texts, a paragraph a line (*.txt). OUT/train/ gets eleven of twelve
blocks of 250 paragraphs, OUT/hold/ the other (BLOCK of each twelve, default 5), OUT/sound/ of those the paragraphs that
are whole: they begin with a capital, a digit or a sign and end with a stop, hold no
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
    joined, hyphened = collections.Counter(), collections.Counter()
    for name in files:
        for line in open(name, encoding="utf8"):
            for token in WORD.findall(re.sub(r"\S*(://|www\.)\S*", "", line)):
                if "-" not in token:
                    joined[token.lower()] += 1
                for a, b in pairs(token):
                    hyphened[a.lower() + "-" + b.lower()] += 1
    return joined, hyphened


def is_stray(a, b, joined, hyphened):
    if b[0].isupper():
        return False
    left, right = a.lower(), b.lower()
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


def main(corpus, out, block):
    files = sorted(glob.glob(corpus + "/*.txt"))
    joined, hyphened = count(files)
    for part in ("train", "hold", "sound"):
        os.makedirs(os.path.join(out, part), exist_ok=True)
    for name in files:
        to = {p: open(os.path.join(out, p, os.path.basename(name)), "w", encoding="utf8") for p in ("train", "hold", "sound")}
        for i, line in enumerate(open(name, encoding="utf8")):
            held = i // 250 % 12 == block
            to["hold" if held else "train"].write(line)
            if held and is_sound(line.rstrip("\n"), joined, hyphened):
                to["sound"].write(line)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) == 4 else 5)

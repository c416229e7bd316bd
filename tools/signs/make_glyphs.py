#!/usr/bin/python3
"""Pages of single signs, figures and letters with the place of each, for sign_samples.c to cut out.

    make_glyphs.py OUT FIRST COUNT seen|unseen [FOLDER]

Writes OUT/NNNN.png and OUT/NNNN.tsv: line, letter and the box of its ink, in pixels of the image.
"""
import os
import random
import sys

import numpy as np

import sign_press

SIGNS = "§§§§%%@•“”’'"
LIKE = "88SS&&$$5566339900BgsßaeoOQGCD?2,.\"\"*·°-–"
PLAIN = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789.,:;()/!?«»+="
COMMON = "eanrtsilodkgmvfähupåöcbjy0123456789"


def word(rng):
    what = rng.random()
    digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(1, 3)))
    if what < 0.2:
        return "§" + rng.choice(["", " ", " ", " "]) + digits
    if what < 0.27:
        return digits + " §" + rng.choice(["", "", "§", ",", "."])
    if what < 0.36:
        return digits + rng.choice(["", " "]) + "%" + rng.choice(["", "", ".", ","])
    if what < 0.42:
        return "".join(rng.choice(COMMON) for _ in range(rng.randint(2, 5))) + "@" + "".join(rng.choice(COMMON) for _ in range(rng.randint(2, 5)))
    if what < 0.48:
        return "•"
    if what < 0.58:
        open_sign, close = rng.choice(["””", "“”", '""'])
        return open_sign + "".join(rng.choice(COMMON) for _ in range(rng.randint(2, 6))) + rng.choice(["", ",", "."]) + close
    if what < 0.65:
        return "".join(rng.choice(COMMON + "ONL") for _ in range(rng.randint(1, 5))) + rng.choice("’’'") + rng.choice(COMMON)
    if what < 0.72:
        return digits + rng.choice(["", " "]) + rng.choice(LIKE) + rng.choice(["", " "]) + digits
    letters = LIKE if what < 0.84 else PLAIN if what < 0.9 else COMMON
    return "".join(rng.choice(letters) for _ in range(rng.randint(1, 7)))


def make(out, number, paths):
    rng = random.Random(f"glyphs/{number}")
    chance = np.random.default_rng(rng.getrandbits(63))
    path, points = rng.choice(paths), rng.choice([9, 10, 10, 11, 11, 12, 12, 13, 14])
    font, dpi = sign_press.open_font(path, points), sign_press.PRINT_DPI
    step, count = round(points * dpi / 72 * rng.uniform(1.2, 1.6)), 26
    page, draw = sign_press.blank_page(round(7 * dpi), step * count + dpi)
    boxes = []
    for line in range(count):
        text, width = word(rng), rng.uniform(0.5, 6) * dpi
        while font.getlength(text) < width:
            text += " " + word(rng)
        found = []
        sign_press.set_line(draw, dpi // 2, dpi // 2 + line * step, text, font, found)
        boxes += [(line, *box) for box in found]
    kind = rng.choice([k for k in sign_press.DAMAGES if k != "skew"] + 2 * sign_press.HARSH)
    image, seen = sign_press.scan(page, kind, rng, chance)
    image.save(os.path.join(out, f"{number:04}.png"), dpi=(seen, seen), compress_level=1)
    scale = image.width / page.width
    with open(os.path.join(out, f"{number:04}.tsv"), "w", encoding="utf-8") as file:
        for line, letter, *box in boxes:
            print(line, letter, *(f"{value * scale:.1f}" for value in box), sep="\t", file=file)


def main():
    out, first, count, which = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    paths = sign_press.fonts({"seen": sign_press.SEEN, "unseen": sign_press.UNSEEN}[which], *sys.argv[5:6])
    os.makedirs(out, exist_ok=True)
    for number in range(first, first + count):
        make(out, number, paths)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Makes pages without text, and pages of text that look like noise: make_noise.py FOLDER SEED

KIND-SEED.png at 300 dpi; truth.json has the words of each (none for those without text).
"""

import json
import random
import sys
from pathlib import Path

import numpy
from make_layers import FILES, FOLDER, one_page, plain, raster
from page_contents import CONTENTS, Sheet
from pdf_writer import Coded, Font
from PIL import Image, ImageFilter

W, H = 2480, 3508


def clouds(chance, cell):
    small = chance.uniform(0, 255, (H // cell + 2, W // cell + 2)).astype(numpy.uint8)
    return numpy.asarray(Image.fromarray(small).resize((W, H), Image.BICUBIC), float)


def photo(chance):
    return sum(clouds(chance, c) * w for c, w in ((600, .4), (150, .3), (40, .2), (12, .1))) * 1.4 - 50 + chance.normal(0, 6, (H, W))


def screened(chance, period):
    y, x = numpy.mgrid[0:H, 0:W]
    a = (x + y) * 2 * numpy.pi / period / 1.414
    b = (x - y) * 2 * numpy.pi / period / 1.414
    return numpy.where(photo(chance) > 128 + 127 * numpy.cos(a) * numpy.cos(b), 255.0, 0.0)


def errors_spread(chance):
    picture = Image.fromarray(photo(chance).clip(0, 255).astype(numpy.uint8))
    return numpy.asarray(picture.convert("1").convert("L"), float)


def blots(chance, size, share):
    picture = Image.fromarray((chance.random((H, W)) * 255).astype(numpy.uint8)).filter(ImageFilter.GaussianBlur(size))
    data = numpy.asarray(picture, float)
    return numpy.where(data < numpy.quantile(data, share), 30.0, 240.0)


EMPTY = {
    "grey-noise": lambda c: c.normal(128, 60, (H, W)),
    "faint-noise": lambda c: c.normal(225, 12, (H, W)),
    "bilevel-noise": lambda c: numpy.where(c.random((H, W)) < 0.5, 0.0, 255.0),
    "pepper-5": lambda c: numpy.where(c.random((H, W)) < 0.05, 0.0, 255.0),
    "pepper-20": lambda c: numpy.where(c.random((H, W)) < 0.2, 0.0, 255.0),
    "pepper-coarse": lambda c: numpy.kron(numpy.where(c.random((H // 4, W // 4)) < 0.1, 0.0, 255.0), numpy.ones((4, 4))),
    "blots-small": lambda c: blots(c, 3, 0.15),
    "blots-letters": lambda c: blots(c, 8, 0.12),
    "photo": photo,
    "halftone-6": lambda c: screened(c, 6),
    "halftone-12": lambda c: screened(c, 12),
    "halftone-25": lambda c: screened(c, 25),
    "spread": errors_spread,
    "blank-grain": lambda c: c.normal(235, 3, (H, W)),
    "blank-stained": lambda c: 200 + 0.15 * clouds(c, 300) + c.normal(0, 4, (H, W)),
}


def text(rng, content):
    font = Font(f"{FOLDER}/{rng.choice(FILES)}")
    sheet = Sheet(font)
    CONTENTS[content](rng, sheet)
    width, height, grey = raster(one_page(plain, Coded(font), sheet.runs, rng), 300, 0, rng)
    page = numpy.full((H, W), 245.0)
    data = numpy.frombuffer(grey, numpy.uint8).reshape(height, width).astype(float)
    page[:min(H, height), :min(W, width)] = data[:H, :W]
    return page, [w for r in sheet.runs for w in r.text.split()]


def pale(page, c):
    return 235 - (245 - page) * 0.12 + c.normal(0, 3, (H, W))


def grainy(page, c):
    return page + c.normal(0, 45, (H, W))


def peppered(page, c):
    return numpy.where(c.random((H, W)) < 0.04, c.choice([0.0, 255.0], (H, W)), page)


def copied(page, c):
    worn = numpy.asarray(Image.fromarray(page.clip(0, 255).astype(numpy.uint8)).filter(ImageFilter.GaussianBlur(1.6)), float)
    return numpy.where(worn + c.normal(0, 55, (H, W)) < 150, 0.0, 255.0)


def stained(page, c):
    return page - 0.5 * (255 - clouds(c, 200)) + c.normal(0, 8, (H, W))


def on_photo(page, c):
    picture = 0.5 * photo(c).clip(0, 255) + 110
    picture[H // 3:] = page[H // 3:]
    return numpy.minimum(picture, page)


WORN = {f.__name__: f for f in (pale, grainy, peppered, copied, stained, on_photo)}


def save(folder, name, pixels):
    Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8)).save(folder / f"{name}.png", dpi=(300, 300), compress_level=1)


def main():
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    truth = {}
    for name, make in EMPTY.items():
        save(folder, f"{name}-{seed}", make(numpy.random.default_rng([seed, len(name)])))
        truth[f"{name}-{seed}.png"] = []
    for name, wear in WORN.items():
        for content in ("prose", "sparse", "names"):
            rng = random.Random(f"{seed} {name} {content}")
            page, words = text(rng, content)
            save(folder, f"{name}-{content}-{seed}", wear(page, numpy.random.default_rng([seed, len(name + content)])))
            truth[f"{name}-{content}-{seed}.png"] = words
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False))


if __name__ == "__main__":
    main()

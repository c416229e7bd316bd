#!/usr/bin/python3
"""Makes pages that lie on their side or upside down: make_turned.py FOLDER FIRST COUNT [layers|scans]

Layers: PDFs that say so with /Rotate (flag-R), that do not say so (drawn-R), and that say so wrongly (wrong-R).
Scans: turned, sound, noisy or worn, without any flag. truth.json: the turn that makes each page upright, and its words.
"""

import json
import random
import sys
from pathlib import Path

import numpy
from make_layers import FILES, FOLDER, one_page, plain, raster
from page_contents import CONTENTS, HEIGHT, WIDTH, Sheet
from pdf_writer import Coded, Font, Pdf
from PIL import Image, ImageFilter

MATRIX = {0: "1 0 0 1 0 0", 90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT}", 270: f"0 -1 1 0 0 {WIDTH}"}
LAYERS = ("prose", "half", "cover", "table", "numbers", "names", "english", "headings", "sparse")
SCANS = ("prose", "half", "cover", "table", "numbers", "names", "headings", "sparse")


def make_sheet(rng, content):
    font = Font(f"{FOLDER}/{rng.choice(FILES)}")
    sheet = Sheet(font)
    CONTENTS[content](rng, sheet)
    return font, sheet.runs, [w for r in sheet.runs for w in r.text.split()]


def make_layer(seed, how, turn):
    """A page each of LAYERS in one PDF."""
    pdf, truth = Pdf(), []
    for content in LAYERS:
        rng = random.Random(f"{seed} {how} {turn} {content}")
        font, runs, words = make_sheet(rng, content)
        coded = Coded(font)
        drawn, flag = (0, turn) if how == "wrong" else (turn, turn if how == "flag" else 0)
        lying = drawn % 180 == 90
        content = f"q {MATRIX[drawn]} cm\n{plain(rng, coded, runs)}Q\n"
        pdf.page(content, {"F": coded}, width=HEIGHT if lying else WIDTH, height=WIDTH if lying else HEIGHT,
                 attributes=f"/Rotate {flag}" if flag else "")
        wanted = {"flag": 0, "drawn": turn, "wrong": (360 - turn) % 360}[how]
        truth.append({"rotation": wanted, "words": words})
    return pdf.bytes(), truth


def worn(pixels, chance, how):
    if how == "noisy":
        return pixels + chance.normal(0, 40, pixels.shape)
    if how == "worn":
        soft = numpy.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(1.1)), float)
        return numpy.where(soft + chance.normal(0, 45, pixels.shape) < 150, 0.0, 255.0)
    return pixels


def make_scan(seed, content, how, turn):
    rng = random.Random(f"{seed} {content} {how}")
    font, runs, words = make_sheet(rng, content)
    width, height, grey = raster(one_page(plain, Coded(font), runs, rng), 200, 4, rng)
    pixels = numpy.frombuffer(grey, numpy.uint8).reshape(height, width)
    chance = numpy.random.default_rng(rng.randrange(1 << 30))
    pixels = numpy.rot90(worn(pixels, chance, how).clip(0, 255).astype(numpy.uint8), turn // 90)
    return Image.fromarray(numpy.ascontiguousarray(pixels)), {"rotation": turn, "words": words}


def main():
    folder, first, count, what = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    truth = {}
    for seed in range(first, first + count):
        if what == "layers":
            for how in ("flag", "drawn", "wrong"):
                for turn in (90, 180, 270):
                    name = f"{how}-{turn}-{seed}.pdf"
                    data, truth[name] = make_layer(seed, how, turn)
                    (folder / name).write_bytes(data)
            continue
        for content in SCANS:
            for how in ("sound", "noisy", "worn"):
                for turn in (0, 90, 180, 270):
                    name = f"{content}-{how}-{turn}-{seed}.png"
                    picture, page = make_scan(seed, content, how, turn)
                    truth[name] = [page]
                    picture.save(folder / name, dpi=(200, 200), compress_level=1)
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False))


if __name__ == "__main__":
    main()

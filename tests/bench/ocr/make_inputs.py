#!/usr/bin/python3
"""Makes what tests/bench/ocr.sh reads: make_inputs.py FOLDER scans|layer|small COUNT

scans: COUNT made council pages, damaged in turn in the ways of WORN, as images (list.txt names them) and together as
scans.pdf, in which they are kept without loss (python3-img2pdf). layer: layer.pdf, pages of text that is no picture.
small: small-COUNT.pdf and .tif, scans of two lines each.
"""

import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "accuracy/ocr"))
from council_sheets import LAYOUTS, make_sheet  # noqa: E402
from make_pages import draw, save  # noqa: E402
from page_setter import Page, raster, write_pdf  # noqa: E402
from scanner import grey_of  # noqa: E402

WORN = ["archive", "clean", "skew-2", "fax", "light", "turned90", "jpeg", "borders", "bleed", "dpi200", "copy", "contrast"]
SEED = 51


def scans(folder, count):
    import img2pdf

    images = []
    for i in range(count):
        pixels, dpi, suffix, _ = draw(SEED + i // 9, WORN[i % len(WORN)], LAYOUTS[i % len(LAYOUTS)], None)
        images.append(folder / f"scan-{i:03d}.{suffix}")
        save(images[-1], pixels, dpi)
    (folder / "list.txt").write_text("".join(f"{image}\n" for image in images))
    (folder / "scans.pdf").write_bytes(img2pdf.convert([str(image) for image in images]))


def layer(folder, count):
    pages = [make_sheet(SEED + i // 3, "layer", ["minutes", "letter", "reservation"][i % 3])["page"] for i in range(count)]
    write_pdf(pages, folder / "layer.pdf", "lines", random.Random(SEED))


def small(folder, count):
    images = []
    for i in range(count):
        made = make_sheet(SEED + i % 5, "small", "minutes")  # the same five, else a larger one may come late
        rows = sorted({word.y for word in made["page"].words})
        page = Page(words=[word for word in made["page"].words if word.y in rows[3:5]], height=rows[4] + 30)
        grey = grey_of(raster(page, 200))[int((rows[3] - 30) * 200 / 72) :]
        images.append(Image.fromarray(np.where(grey < 150, 0, 255).astype(np.uint8)).convert("1"))
    first, *rest = images
    first.save(folder / f"small-{count}.tif", save_all=True, append_images=rest, dpi=(200, 200), compression="group4")
    first.save(folder / f"small-{count}.pdf", save_all=True, append_images=rest, resolution=200)


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    {"scans": scans, "layer": layer, "small": small}[sys.argv[2]](Path(sys.argv[1]), int(sys.argv[3]))

#!/usr/bin/python3
"""Makes council pages and damages them: make_pages.py FOLDER SEED [--kinds LIST] [--layouts LIST] [--spread N] [-c TEXT]

FOLDER gets KIND-LAYOUT.png (or jpg, tif) and truth.json: of each page its file, kind, layout, lines as they are
printed, paragraphs, and the lines of its head. Seeds below 100 are for tuning; others have other fonts and a wider
range of strengths. Kinds of GEOMETRY share their text, each other kind has its own. --spread: N layouts for each kind,
others for each. TEXT: a paragraph a line to draw from instead of the sentences here. Needs python3-cairo, python3-pil,
python3-numpy, hyphen-sv and fonts (tools/packages.sh).
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
from PIL import Image

import council_prose  # noqa: F401 (finds tests/accuracy/layout)
import cairo
from council_sheets import LAYOUTS, make_sheet
from page_damage import KINDS
from page_setter import HEIGHT, WIDTH, raster
from scanner import grey_of, on_one_sheet, pen

GEOMETRY = ["clean", "skew-2", "skew5", "turned90", "turned180", "turned270", "twoup", "warped"]

STRIDE = 4  # between the layouts of a kind, where there is an odd number of them


def scribble(surface, style, rng):
    """Pens and a round stamp beside the text, strokes under it and across its margin."""
    context = cairo.Context(surface)
    context.scale(300 / 72, 300 / 72)
    context.set_source_rgb(*rng.choice([(0.1, 0.1, 0.1), (0.25, 0.25, 0.25), (0.4, 0.4, 0.4)]))
    for _ in range(rng.randint(2, 4)):
        pen(context, rng.choice([style.left - 48, WIDTH - style.right + 8]), rng.uniform(120, 470), 34, rng)
    for _ in range(rng.randint(1, 3)):
        y = rng.uniform(130, 460)
        context.set_line_width(rng.uniform(0.6, 1.4))
        context.move_to(style.left + rng.uniform(-20, 200), y)
        context.rel_curve_to(40, rng.uniform(-2, 2), 80, rng.uniform(-2, 2), rng.uniform(90, 160), rng.uniform(-3, 3))
        context.stroke()
    context.set_line_width(1.5)
    context.arc(rng.uniform(380, 500), rng.uniform(520, 640), rng.uniform(26, 40), 0, 6.29)
    context.stroke()
    pen(context, style.left + 200, 580, 120, rng)


def draw(seed, kind, layout, outside):
    """Grey pixels at 300 dpi, and the truth."""
    group = "geometry" if kind in GEOMETRY else kind
    rng, chance = random.Random(f"{seed} {kind} {layout} how"), np.random.default_rng(abs(hash_of(seed, kind, layout)))
    made = make_sheet(seed, group, layout, outside)
    surface = raster(made["page"], 300)
    if kind == "marks":
        scribble(surface, made["style"], rng)
    page = grey_of(surface)
    truth = {key: made[key] for key in ("lines", "flow", "head")}
    if kind == "twoup":
        other = make_sheet(seed, "other half", layout, outside)
        page = on_one_sheet(page, grey_of(raster(other["page"], 300)), 300, rng, chance)
        truth = {key: truth[key] + other[key] for key in truth}
    strength = rng.uniform(0.85, 1.1) if seed < 100 else rng.uniform(0.75, 1.25)
    pixels, dpi, suffix = KINDS[kind](page.astype(np.float32), chance, np.float32(strength))
    return pixels, dpi, suffix, truth


def hash_of(*parts):
    return random.Random(" ".join(map(str, parts))).getrandbits(60)


def save(path, pixels, dpi):
    pixels = np.ascontiguousarray(pixels.clip(0, 255)).astype(np.uint8)
    image = Image.fromarray(pixels)
    if path.suffix in (".png", ".tif") and pixels.ndim == 2 and not ((pixels > 0) & (pixels < 255)).any():
        image = image.convert("1", dither=Image.Dither.NONE)
    if path.suffix == ".tif":
        image.save(path, dpi=dpi, compression="group4")
    elif path.suffix == ".jpg":
        image.save(path, dpi=dpi, quality=80)
    else:
        image.save(path, dpi=dpi, compress_level=1)


def named(wanted, all_of):
    names = wanted.split(",") if wanted else list(all_of)
    for name in names:
        if name not in all_of:
            raise SystemExit(f"{name} is none of {', '.join(all_of)}")
    return names


def chosen(args):
    """(layout, kind) of the pages that are wanted."""
    layouts = named(args.layouts, LAYOUTS)
    groups = ["geometry", *(kind for kind in KINDS if kind not in GEOMETRY)]
    for kind in named(args.kinds, KINDS):
        first = groups.index("geometry" if kind in GEOMETRY else kind)
        if not args.spread:
            yield from ((layout, kind) for layout in layouts)
            continue
        stride = STRIDE if len(layouts) % 2 else 1
        for i in range(min(args.spread, len(layouts))):
            yield layouts[(first + stride * i) % len(layouts)], kind


def add_choice(parser):
    parser.add_argument("--kinds")
    parser.add_argument("--layouts")
    parser.add_argument("--spread", type=int)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("seed", type=int)
    add_choice(parser)
    parser.add_argument("-c", dest="text", type=Path)
    args = parser.parse_args()
    outside = [line for line in args.text.read_text("utf-8").splitlines() if 60 < len(line) < 600] if args.text else None
    args.folder.mkdir(parents=True, exist_ok=True)
    record = args.folder / "truth.json"
    truth = json.loads(record.read_text("utf-8")) if record.exists() else {}
    for layout, kind in chosen(args):
        name = f"{kind}-{layout}"
        if name in truth:
            continue
        pixels, dpi, suffix, told = draw(args.seed, kind, layout, outside)
        save(args.folder / f"{name}.{suffix}", pixels, dpi)
        truth[name] = {"file": f"{name}.{suffix}", "kind": kind, "layout": layout, **told}
        record.write_text(json.dumps(truth, ensure_ascii=False, indent=0), "utf-8")


if __name__ == "__main__":
    main()

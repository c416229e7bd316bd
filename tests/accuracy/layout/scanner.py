"""Scans of drawn pages: what a scanner, a copier or a book does to them.

KINDS: scan (a little turned, blurred, noisy), scan-skewed (up to 5 degrees), scan-turned (lying on a side or
upside down), scan-two (two pages on a sheet), scan-marked (stamps, signatures, pen strokes, punch holes, dark
edges and specks beside the text).
"""

import math

import cairo
import numpy
from PIL import Image, ImageFilter

from page_setter import HEIGHT, WIDTH, raster

KINDS = ["scan", "scan-skewed", "scan-turned", "scan-two", "scan-marked"]
STAMPS = ["INKOM", "Rätt avskrivet intygas", "ARKIVEXEMPLAR", "KOPIA", "Dnr 2024-17"]


def grey_of(surface):
    shape = (surface.get_height(), surface.get_stride() // 4, 4)
    return numpy.ndarray(shape, numpy.uint8, surface.get_data())[:, : surface.get_width(), 0].copy()


def as_scanned(grey, angle, dpi, chance):
    image = Image.fromarray(grey).rotate(angle, Image.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(0.5 * dpi / 300))
    noisy = numpy.asarray(image, numpy.float32) * 0.9 + 12 + chance.normal(0, 9, (image.height, image.width))
    return noisy.clip(0, 255).astype(numpy.uint8)


def on_one_sheet(left, right, dpi, rng, chance):
    """Two pages beside each other, each turned a little by itself; the fold may be dark."""
    halves = [numpy.full_like(left, 255) if page is None else page for page in (left, right)]
    turned = [numpy.asarray(Image.fromarray(h).rotate(rng.uniform(-0.5, 0.5), Image.BICUBIC, fillcolor=255)) for h in halves]
    sheet = numpy.hstack(turned)
    if rng.random() < 0.5:
        middle, wide = turned[0].shape[1] + rng.uniform(-3, 3), rng.uniform(6, 14) * dpi / 72
        shade = 1 - rng.uniform(0.3, 0.7) * numpy.exp(-(((numpy.arange(sheet.shape[1]) - middle) / wide) ** 2))
        sheet = (sheet * shade).astype(numpy.uint8)
    return as_scanned(sheet, 0, dpi, chance)


# ---- what lies on the paper beside the text


def pen(context, x, y, length, rng):
    """A few letters' worth of handwriting."""
    context.set_line_width(rng.uniform(0.7, 1.3))
    context.move_to(x, y)
    end = x + length
    while x < end:
        step = rng.uniform(3, 7)
        context.curve_to(x + step * 0.6, y - rng.uniform(2, 14), x + step * 0.2, y + rng.uniform(0, 8), x + step, y + rng.uniform(-2, 2))
        x += step
    context.stroke()


def stamp(context, x, y, text, family):
    context.save()
    context.translate(x, y)
    context.rotate(-0.06)
    context.select_font_face(family, cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD)
    context.set_font_size(9)
    context.set_line_width(1.2)
    width = context.text_extents(text).x_advance
    context.rectangle(-6, -12, width + 12, 18)
    context.stroke()
    context.move_to(0, 0)
    context.show_text(text)
    context.restore()


def mark(surface, dpi, rng, style):
    """Pen and stamps in the margins only: they cover no text."""
    context = cairo.Context(surface)
    context.scale(dpi / 72, dpi / 72)
    context.set_source_rgb(0.1, 0.1, 0.1)
    if rng.random() < 0.5:  # initials of those who checked the minutes
        for k in range(rng.randint(1, 2)):
            pen(context, style.left - 42, HEIGHT - 200 + 60 * k, 26, rng)
    if rng.random() < 0.5:
        pen(context, WIDTH - style.right + 10, rng.uniform(150, 600), min(40, style.right - 20), rng)
    if rng.random() < 0.3:
        context.set_line_width(1)  # a stroke beside a passage
        y = rng.uniform(150, 500)
        context.move_to(style.left - 9, y)
        context.curve_to(style.left - 12, y + 20, style.left - 7, y + 40, style.left - 10, y + 70)
        context.stroke()
    if rng.random() < 0.4:
        stamp(context, WIDTH - 170, 28, rng.choice(STAMPS), style.family)
    if rng.random() < 0.4:  # punch holes
        for y in (HEIGHT / 2 - 113, HEIGHT / 2 + 113):
            context.arc(22, y, 7, 0, 2 * math.pi)
            context.fill()
    if rng.random() < 0.4:  # the dark edge of a copy
        context.rectangle(0, 0, rng.uniform(2, 9), HEIGHT)
        context.fill()
    for _ in range(rng.randint(0, 25)):
        context.arc(rng.choice([rng.uniform(3, style.left - 14), rng.uniform(WIDTH - style.right + 12, WIDTH - 3)]),
                    rng.uniform(5, HEIGHT - 5), rng.uniform(0.3, 1.1), 0, 2 * math.pi)
        context.fill()


# ---- the file


def sheets(pages, kind):
    """Which pages lie on each sheet."""
    if kind != "scan-two":
        return [[page] for page in pages]
    return [pages[i : i + 2] for i in range(0, len(pages), 2)]


def write_scan(pages, path, dpi, rng, kind, style):
    """A TIFF."""
    chance = numpy.random.default_rng(rng.randrange(1 << 30))
    images = []
    if kind == "scan-two":
        for pair in sheets(pages, kind):
            drawn = [grey_of(raster(page, dpi)) for page in pair] + [None]
            images.append(on_one_sheet(drawn[0], drawn[1], dpi, rng, chance))
    else:
        most = 5 if kind == "scan-skewed" else 0.6
        quarter = rng.randint(1, 3) if kind == "scan-turned" else 0
        for page in pages:
            surface = raster(page, dpi)
            if kind == "scan-marked":
                mark(surface, dpi, rng, style)
            images.append(numpy.rot90(as_scanned(grey_of(surface), rng.uniform(-most, most), dpi, chance), quarter))
    images = [Image.fromarray(numpy.ascontiguousarray(image)) for image in images]
    images[0].save(path, save_all=True, append_images=images[1:], dpi=(dpi, dpi))  # not compressed: noise is not

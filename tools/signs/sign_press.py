"""Prints lines of text in the fonts of offices and scans them badly: what tools/signs learns and measures with.

Fonts are those of the Debian packages named below; the ones that are not installed are passed over. SEEN are
learned from, UNSEEN are for the figures only (no face of the same design is in both).
"""
import io
import os

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

PRINT_DPI = 400
ROOTS = ["/usr/share/fonts", "/usr/share/texmf/fonts/opentype"]

# fonts-liberation fonts-dejavu fonts-freefont-ttf fonts-crosextra-carlito fonts-crosextra-caladea fonts-courier-prime fonts-texgyre
# fonts-linuxlibertine fonts-open-sans fonts-lato fonts-roboto-unhinted fonts-noto-core fonts-cantarell
# fonts-sil-gentium-basic fonts-lmodern fonts-cmu fonts-sil-charis fonts-hack fonts-junicode fonts-urw-base35
SEEN = """LiberationSerif-Regular.ttf LiberationSerif-Bold.ttf LiberationSerif-Italic.ttf
LiberationSans-Regular.ttf LiberationSans-Bold.ttf LiberationSans-Italic.ttf
LiberationMono-Regular.ttf LiberationMono-Bold.ttf
DejaVuSerif.ttf DejaVuSerif-Bold.ttf DejaVuSerif-Italic.ttf DejaVuSans.ttf DejaVuSans-Bold.ttf DejaVuSans-Oblique.ttf
DejaVuSansMono.ttf DejaVuSansMono-Bold.ttf DejaVuSansCondensed.ttf
FreeSerif.ttf FreeSerifBold.ttf FreeSerifItalic.ttf FreeSans.ttf FreeSansBold.ttf FreeSansOblique.ttf
FreeMono.ttf FreeMonoBold.ttf Carlito-Regular.ttf Carlito-Bold.ttf Carlito-Italic.ttf
Courier~Prime.otf Courier~Prime~Bold.otf Courier~Prime~Italic.otf
texgyretermes-regular.otf texgyretermes-bold.otf texgyretermes-italic.otf
texgyrepagella-regular.otf texgyrepagella-bold.otf texgyrepagella-italic.otf
texgyreheros-regular.otf texgyreheros-bold.otf texgyreheroscn-regular.otf
texgyrecursor-regular.otf texgyrecursor-bold.otf texgyreadventor-regular.otf texgyreadventor-bold.otf
LinLibertine_R.otf LinLibertine_RB.otf LinLibertine_RI.otf LinBiolinum_R.otf LinBiolinum_RB.otf
OpenSans-Regular.ttf OpenSans-Semibold.ttf OpenSans-Italic.ttf Lato-Regular.ttf Lato-Bold.ttf Lato-Italic.ttf
Roboto-Regular.ttf Roboto-Bold.ttf Roboto-Italic.ttf RobotoCondensed-Regular.ttf
NotoSerif-Regular.ttf NotoSerif-Bold.ttf NotoSans-Regular.ttf NotoSans-Bold.ttf Cantarell-Regular.otf Cantarell-Bold.otf
GenBasR.ttf GenBasB.ttf GenBasI.ttf lmroman10-regular.otf lmroman10-bold.otf lmroman10-italic.otf lmmono10-regular.otf
lmsans10-regular.otf cmunorm.ttf cmuntt.ttf CharisSIL-Regular.ttf CharisSIL-Bold.ttf CharisSIL-Italic.ttf
Hack-Regular.ttf JunicodeTwoBeta-Regular.otf JunicodeTwoBeta-Bold.otf
texgyreschola-regular.otf texgyreschola-bold.otf texgyreschola-italic.otf texgyrebonum-regular.otf texgyrebonum-bold.otf
C059-Roman.otf C059-Bold.otf URWBookman-Light.otf URWBookman-Demi.otf URWBookman-LightItalic.otf
Caladea-Regular.ttf Caladea-Bold.ttf Caladea-Italic.ttf"""

# fonts-liberation (Sans Narrow) fonts-dejavu-extra fonts-ebgaramond
# fonts-oldstandard fonts-courier-prime (Sans) fonts-anonymous-pro fonts-mononoki
UNSEEN = """LiberationSansNarrow-Regular.ttf LiberationSansNarrow-Bold.ttf
DejaVuSerifCondensed.ttf DejaVuSerifCondensed-Bold.ttf EBGaramond12-Regular.otf
OldStandard-Regular.ttf OldStandard-Bold.ttf Courier~Prime~Sans.otf Courier~Prime~Sans~Bold.otf
Anonymous~Pro.ttf mononoki-Regular.ttf"""


def fonts(names, extra=None):
    """The installed ones of the names, as paths."""
    found = {}
    for root in ROOTS + ([extra] if extra else []):
        for folder, _, files in os.walk(root):
            for file in files:
                found.setdefault(file, os.path.join(folder, file))
    wanted = [name.replace("~", " ") for name in names.split()]  # ~ for a blank
    return [found[name] for name in wanted if name in found]


# ---- printing


def open_font(path, points):
    return ImageFont.truetype(path, round(points * PRINT_DPI / 72), layout_engine=ImageFont.Layout.BASIC)


def set_line(draw, x, y, text, font, boxes=None):
    """Draws a line; boxes gets (letter, left, top, right, bottom) of the ink of each letter."""
    if boxes is None:
        draw.text((x, y), text, fill=0, font=font)
        return
    for i, letter in enumerate(text):
        if letter == " ":
            continue
        at = round(x + font.getlength(text[:i]))
        draw.text((at, y), letter, fill=0, font=font)
        mask, (left, top) = font.getmask2(letter)
        ink = mask.getbbox()
        if ink:
            boxes.append((letter, at + left + ink[0], y + top + ink[1], at + left + ink[2], y + top + ink[3]))


def blank_page(width, height):
    page = Image.new("L", (width, height), 255)
    return page, ImageDraw.Draw(page)


# ---- scanning

DAMAGES = ["clean", "clean", "low", "low", "blur", "jpeg", "noise", "bleed", "salt", "speckle", "copy", "thin", "thick",
           "faint", "holes", "bilevel", "fax", "skew", "grey"]
# For learning only: so bad that letters flow together, fall apart or are hardly more than their outline.
HARSH = ["heavy", "heavy", "heavy", "coarse", "coarse", "coarse", "worn", "ribbon", "dirt"]


def noisy(grey, sigma, chance):
    return grey + chance.standard_normal(grey.shape, dtype=np.float32) * sigma


def clouds(shape, cell, chance):
    small = chance.random((shape[0] // cell + 2, shape[1] // cell + 2))
    image = Image.fromarray((small * 255).astype(np.uint8)).resize((shape[1], shape[0]), Image.BICUBIC)
    return np.asarray(image, dtype=np.float32) / 255


def specks(grey, share, size, chance, dark):
    for y, x in zip(*np.nonzero(chance.random(grey.shape, dtype=np.float32) < share)):
        high, wide = chance.integers(1, size + 1, 2)
        grey[y : y + high, x : x + wide] = 0 if dark or chance.random() < 0.5 else 255
    return grey


def resized(page, dpi):
    scale = dpi / PRINT_DPI
    return page.resize((round(page.width * scale), round(page.height * scale)), Image.BOX if scale < 0.5 else Image.BILINEAR)


def packed(grey, quality):
    image = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    data = io.BytesIO()
    image.save(data, "JPEG", quality=quality)
    return np.asarray(Image.open(data).convert("L"), dtype=np.float32)


def heavy(page, dpi, rng, chance):
    """Too much toner: strokes are up to five pixels wider at 300 dpi, narrow white fills up."""
    grey = np.asarray(page.filter(ImageFilter.GaussianBlur(rng.uniform(1, 2.5) * dpi / 300)), dtype=np.float32)
    level = rng.uniform(200, 238)
    return np.where(grey + rng.uniform(0, 20) * (clouds(grey.shape, 5, chance) - 0.5) < level, 0.0, 255.0)


def worn(page, dpi, rng, chance):
    """A copy of a copy."""
    strength = rng.uniform(0.4, 1)
    grey = np.asarray(page.filter(ImageFilter.GaussianBlur(1.3 * strength * dpi / 150)), dtype=np.float32)
    grey = grey + 80 * strength * (clouds(grey.shape, 2, chance) - 0.5) + 50 * (clouds(grey.shape, 75, chance) - 0.5)
    return np.where(noisy(grey, 26 * strength, chance) < rng.uniform(150, 190), 0.0, 255.0)


def ribbon(page, dpi, rng, chance):
    """Strokes of unlike force and full of holes."""
    ink = 255 - np.asarray(page.filter(ImageFilter.GaussianBlur(0.8)), dtype=np.float32)
    force = 1 - 0.8 * clouds(ink.shape, dpi // 9, chance) * clouds(ink.shape, dpi // 25, chance)
    weave = 1 - rng.uniform(0.3, 0.6) * (clouds(ink.shape, 2, chance) > 0.62)
    return noisy(238 - 0.75 * ink * force.clip(0.25, 1) * weave, 5, chance)


def coarse(page, dpi, rng, chance):
    grey = np.asarray(page.filter(ImageFilter.GaussianBlur(rng.uniform(0, 0.5))), dtype=np.float32)
    return noisy(grey, rng.uniform(0, 4), chance)


def dirt(page, dpi, rng, chance):
    grey = np.asarray(page.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.6))), dtype=np.float32).copy()
    return specks(grey, rng.uniform(0.001, 0.004), 3, chance, True)


HARSH_OF = {"heavy": heavy, "worn": worn, "ribbon": ribbon, "coarse": coarse, "dirt": dirt}


def scan_harshly(page, kind, rng, chance):
    dpi = {"worn": rng.choice([150, 150, 200]), "coarse": rng.choice([90, 100, 100, 120, 150])}.get(kind, rng.choice([200, 300, 300]))
    grey = HARSH_OF[kind](resized(page, dpi), dpi, rng, chance)
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8)), dpi


def scan(page, kind, rng, chance):
    """(image, dpi) of a page printed at PRINT_DPI."""
    if kind in HARSH:
        return scan_harshly(page, kind, rng, chance)
    dpi = rng.choice([200, 300, 300, 300, 400])
    if kind in ("low", "copy"):
        dpi = rng.choice([150, 150, 170, 200])
    elif kind == "fax":
        dpi = 200
    elif kind in ("thin", "thick", "bilevel"):
        dpi = rng.choice([200, 300, 300])
    if kind in ("thick", "bleed") and rng.random() < 0.7 or kind == "copy":
        page = Image.blend(page, page.filter(ImageFilter.MinFilter(3)), rng.uniform(0.3, 1))
    if kind == "thin":
        page = page.filter(ImageFilter.MaxFilter(3))
    if kind == "skew":
        page = page.rotate(rng.uniform(-1.2, 1.2), Image.BICUBIC, fillcolor=255)
    page = resized(page, dpi)
    radius = rng.uniform(0.2, 0.6) if kind != "blur" else rng.uniform(0.8, 1.9) * dpi / 300
    if kind == "copy":
        radius = rng.uniform(0.5, 0.9)
    grey = np.asarray(page.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float32)
    ink = 255 - grey
    if kind == "faint":
        ink *= rng.uniform(0.25, 0.6)
    if kind == "holes":
        ink *= 1 - (clouds(ink.shape, rng.randint(2, 4), chance) < rng.uniform(0.1, 0.25)) * rng.uniform(0.5, 1)
    if kind in ("copy", "grey"):
        ink *= 1 - rng.uniform(0.2, 0.5) * clouds(ink.shape, rng.randint(60, 200), chance)
    paper = rng.uniform(195, 235) if kind in ("grey", "copy", "bleed") else rng.uniform(240, 255)
    grey = paper - ink * paper / 255
    if kind == "bleed":  # the other side shines through, from right to left
        other = np.asarray(Image.fromarray(ink.astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.2)), dtype=np.float32)
        grey = grey - np.roll(other[:, ::-1], round(dpi * 0.08), axis=0) * rng.uniform(0.15, 0.3)
    grey = noisy(grey, {"noise": rng.uniform(12, 28), "copy": rng.uniform(6, 16), "salt": 3}.get(kind, rng.uniform(0, 7)), chance)
    if kind == "salt":
        grey = specks(grey, rng.uniform(0.003, 0.02), 1, chance, False)
    if kind in ("speckle", "copy"):
        grey = specks(grey, rng.uniform(0.0002, 0.001), 2, chance, True)
    if kind in ("thin", "thick", "bilevel", "fax"):
        level = {"thin": rng.uniform(90, 130), "thick": rng.uniform(170, 215)}.get(kind, rng.uniform(120, 180))
        grey = np.where(grey < level, 0.0, 255.0).astype(np.float32)
    if kind == "fax":
        grey = np.repeat(grey[::2], 2, axis=0)[: grey.shape[0]]
    if kind in ("jpeg", "copy"):
        grey = packed(grey, rng.randint(15, 40))
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8)), dpi

"""What copiers, scanners, time and handling do to a page: KINDS, each a function of the page's grey pixels at 300 dpi.

A kind gets pixels (float, 0 black, 255 white), numpy's generator and a strength about 1, and gives (pixels, dots per
inch across and down, suffix of the file). Pixels of two values are saved with one bit each.
"""

import io
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "layout"), str(HERE.parents[2] / "tools/confusions")]
from make_pairs import clouds  # noqa: E402
from scanner import as_scanned  # noqa: E402

DPI = (300, 300)


def image_of(page):
    return Image.fromarray(page.clip(0, 255).astype(np.uint8))


def pixels_of(image):
    return np.asarray(image, np.float32)


def blurred(page, radius):
    return pixels_of(image_of(page).filter(ImageFilter.GaussianBlur(radius)))


def resized(page, across, down):
    height, width = page.shape
    return pixels_of(image_of(page).resize((width * across // 300, height * down // 300), Image.BOX if across < 200 else Image.BILINEAR))


def two_valued(page, level):
    return np.where(page < level, 0.0, 255.0)


def turned(page, angle, chance):
    return as_scanned(page.clip(0, 255).astype(np.uint8), angle, 300, chance)


# ---- how the page lay


def clean(page, chance, s):
    return page, DPI, "png"


def skew_2(page, chance, s):
    return turned(page, -2 * s, chance), DPI, "png"


def skew_5(page, chance, s):
    return turned(page, 5 * s, chance), DPI, "png"


def lying(quarters):
    def damage(page, chance, s):
        return np.rot90(turned(page, chance.uniform(-0.6, 0.6) * s, chance), quarters), DPI, "png"

    return damage


def warped(page, chance, s):
    """A book that is not pressed flat: lines bend near the fold, which is dark."""
    height, width = page.shape
    from_fold = np.arange(width)[:: chance.choice([-1, 1])] / width
    drop = 34 * s * np.exp(-((from_fold / 0.22) ** 2)) * chance.choice([-1, 1]) + 5 * s * np.sin(5 * from_fold)
    rows = np.arange(height)[:, None] + drop[None, :]
    low = np.floor(rows).astype(int)
    part = (rows - low).astype(np.float32)
    across = np.arange(width)[None, :]
    bent = page[low.clip(0, height - 1), across] * (1 - part) + page[(low + 1).clip(0, height - 1), across] * part
    return bent * (1 - 0.45 * np.exp(-from_fold / 0.06))[None, :] - 6, DPI, "png"


def black_borders(page, chance, s):
    dark = blurred(turned(page, chance.uniform(-0.8, 0.8), chance), 0.4)
    height, width = dark.shape
    ragged = np.cumsum(chance.normal(0, 0.5, height + width))
    for side in chance.permutation(4)[:3]:
        wide = int(chance.uniform(25, 80) * s)
        edge = (wide + ragged[:height] if side < 2 else wide + ragged[:width]).clip(5, 160)
        depth = np.arange(width)[None, :] if side < 2 else np.arange(height)[:, None]
        depth = depth[:, ::-1] if side == 1 else depth[::-1] if side == 3 else depth
        dark = np.where(depth < (edge[:, None] if side < 2 else edge[None, :]), 18, dark)
    return dark, DPI, "png"


# ---- paper and light


def bleed_through(page, chance, s):
    """The back of the sheet shows: another part of the text, mirrored."""
    back = np.roll(page[:, ::-1], (chance.integers(40, 300), chance.integers(-60, 60)), (0, 1))
    paper = 240 - 30 * s * clouds(page.shape, 300, chance)
    back_ink = (255 - blurred(back, 1.6)) / 255 * 95 * s * (0.6 + 0.4 * clouds(page.shape, 150, chance))
    return np.minimum(paper - back_ink, page * 0.85 + 25) + chance.normal(0, 3, page.shape), DPI, "png"


def low_contrast(page, chance, s):
    return 214 - (255 - page) / 255 * 58 / s + chance.normal(0, 3.5, page.shape), DPI, "png"


def uneven_light(page, chance, s):
    across = np.linspace(0, 1, page.shape[1])[None, :] * chance.choice([-1, 1]) + np.linspace(0, 1, page.shape[0])[:, None]
    light = 1 - (0.55 * s).clip(0, 0.75) * (across - across.min()) / (across.max() - across.min())
    return (page * 0.85 + 20) * light + chance.normal(0, 3, page.shape), DPI, "png"


def coloured_paper(page, chance, s):
    paper = np.array([[236, 208, 120], [240, 170, 180], [150, 205, 160], [160, 190, 225]][chance.integers(4)], np.float32)
    ink = np.array([40, 40, 70], np.float32)
    share = (page / 255)[:, :, None]
    grain = 8 * s * (clouds(page.shape, 9, chance) - 0.5)[:, :, None]
    return ink + (paper - ink + grain) * share, DPI, "jpg"


def negative(page, chance, s):
    return 245 - 0.9 * blurred(page, 0.5), DPI, "png"


def punch_holes(page, chance, s):
    holed = turned(page, chance.uniform(-0.5, 0.5), chance).astype(np.float32)
    height, width = holed.shape
    down, across = np.mgrid[0:height, 0:width]
    for at in (0.36, 0.64) if chance.random() < 0.5 else (0.2, 0.4, 0.6, 0.8):
        distance = np.hypot(down - at * height, across - chance.uniform(95, 125))
        holed = np.where(distance < 38 * s, chance.uniform(5, 60), holed)
    return holed, DPI, "png"


# ---- dirt


def salt_and_pepper(page, chance, s):
    share = chance.random(page.shape)
    return np.where(share < 0.02 * s, 0, np.where(share > 1 - 0.02 * s, 255, page)), DPI, "png"


def speckle(page, chance, s):
    """Dirt of one to four pixels, as dense as letters."""
    seeds = chance.random(page.shape)
    specks = np.zeros(page.shape, bool)
    for share, size in ((0.0012, 1), (0.0024, 2), (0.0010, 3)):
        dots = seeds < share * s
        seeds = seeds + share * 50 * dots
        for dy in range(size):
            for dx in range(size):
                specks |= np.roll(dots, (dy, dx), (0, 1))
    return np.where(specks, chance.uniform(0, 90, page.shape), page), DPI, "png"


# ---- copies and prints


def bad_copy(page, chance, s):
    """A copy of a copy at 150 dpi: blurred, grainy, letters broken and joined."""
    worn = blurred(page, 2.5 * s) + 80 * s * (clouds(page.shape, 4, chance) - 0.5) + 50 * (clouds(page.shape, 150, chance) - 0.5)
    small = resized(worn, 150, 150)
    return two_valued(small + chance.normal(0, 26 * s, small.shape), 165), (150, 150), "png"


def thin(page, chance, s):
    """Hardly any ink: strokes break."""
    return two_valued(blurred(page, 1.2) + 26 * s * (clouds(page.shape, 3, chance) - 0.3), 82 / s), DPI, "png"


def heavy(page, chance, s):
    """Too much toner: letters fill up and touch."""
    return two_valued(blurred(page, 2.0 * s) + 20 * (clouds(page.shape, 5, chance) - 0.5), 222 + 14 * (s - 1)), DPI, "png"


def ribbon(page, chance, s):
    """A worn ribbon: each stroke of the machine has another force, letters have holes."""
    ink = (255 - blurred(page, 0.8)) / 255
    force = 1 - 0.75 * s * clouds(page.shape, 35, chance) * clouds(page.shape, 12, chance)
    weave = 1 - 0.55 * s * (clouds(page.shape, 2, chance) > 0.62)
    return 238 - 190 * ink * force.clip(0.25, 1) * weave + chance.normal(0, 5, page.shape), DPI, "png"


def blur(page, chance, s):
    return blurred(page, 2.0 * s), DPI, "png"


def jpeg(page, chance, s):
    packed = io.BytesIO()
    image_of(resized(page, 200, 200)).save(packed, "JPEG", quality=int(22 / s))
    return pixels_of(Image.open(packed)), (200, 200), "png"


def fax(page, chance, s):
    return two_valued(resized(page, 204, 196) + chance.normal(0, 18 * s, resized(page, 204, 196).shape), 150), (204, 196), "tif"


def at_dpi(dpi):
    def damage(page, chance, s):
        return resized(page, dpi, dpi) + 2 * chance.normal(0, s, resized(page, dpi, dpi).shape), (dpi, dpi), "png"

    return damage


def archive(page, chance, s):
    """As offices store them: a little skew, a few specks, a border line, 200 dpi, one bit."""
    worn = turned(page, chance.uniform(-1, 1) * s, chance)
    small = resized(worn.astype(np.float32), 200, 200)
    small[:, : int(6 * s)] = 0
    return two_valued(np.where(chance.random(small.shape) < 0.0004 * s, 0, small), 150), (200, 200), "tif"


KINDS = {"clean": clean, "skew-2": skew_2, "skew5": skew_5, "turned90": lying(1), "turned180": lying(2), "turned270": lying(3),
         "twoup": clean, "warped": warped, "borders": black_borders, "bleed": bleed_through, "contrast": low_contrast,
         "light": uneven_light, "colour": coloured_paper, "negative": negative, "holes": punch_holes, "marks": clean,
         "salt": salt_and_pepper, "speckle": speckle, "copy": bad_copy, "thin": thin, "heavy": heavy, "ribbon": ribbon, "blur": blur,
         "jpeg": jpeg, "fax": fax, "dpi200": at_dpi(200), "dpi150": at_dpi(150), "dpi100": at_dpi(100), "archive": archive}

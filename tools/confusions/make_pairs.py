#!/usr/bin/python3
"""Pages of text as a scanner and tesseract give them back, next to what was printed.

    make_pairs.py --text FILE [FILE...] --out DIR --pages N --model swe [--strength 0:1] [--wer 3:30]

A FILE (.txt or .txt.xz) holds one paragraph a line; each page takes a run of them from one
of the files, all files alike. Each page is set in a font, printed, damaged (by a strength
drawn from the range; 0 is a clean page at 300 dpi) and read with tesseract. DIR gets
NNN.truth.txt (the printed lines), NNN.seen.txt and NNN.tsv (tesseract's words with their
confidences), and pages.tsv with what was done to each. Pages whose word error rate in per
cent lies outside --wer are dropped. The same seed makes the same pages.

Wants Debian's python3-pil, python3-numpy, tesseract-ocr, tesseract-ocr-eng, tesseract-ocr-swe
and the font packages that tools/packages.sh names; fonts that are not installed are passed over.
"""
import argparse
import io
import lzma
import os
import random
import resource
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

PRINT_DPI = 300
PAGE_WORDS = (300, 450)
MARGIN = 1.0  # inches
PAGE_HEIGHT = 11.69
READING_SECONDS = 15  # of processor time: tesseract never ends on a page of noise
LINE_WIDTH = (5.6, 6.5)

# Regular and bold faces of what offices print with.
FONTS = [
    ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
    ("liberation/LiberationMono-Regular.ttf", "liberation/LiberationMono-Bold.ttf"),
    ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    ("freefont/FreeSerif.ttf", "freefont/FreeSerifBold.ttf"),
    ("freefont/FreeSans.ttf", "freefont/FreeSansBold.ttf"),
    ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"),
    ("crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf"),
    ("courier-prime/Courier Prime.otf", "courier-prime/Courier Prime Bold.otf"),
    ("tex-gyre/texgyretermes-regular.otf", "tex-gyre/texgyretermes-bold.otf"),
    ("tex-gyre/texgyrepagella-regular.otf", "tex-gyre/texgyrepagella-bold.otf"),
    ("tex-gyre/texgyreschola-regular.otf", "tex-gyre/texgyreschola-bold.otf"),
    ("tex-gyre/texgyrebonum-regular.otf", "tex-gyre/texgyrebonum-bold.otf"),
    ("tex-gyre/texgyrecursor-regular.otf", "tex-gyre/texgyrecursor-bold.otf"),
]
FONT_ROOTS = ["/usr/share/fonts/truetype", "/usr/share/fonts/opentype", "/usr/share/texmf/fonts/opentype/public"]


def font_path(name):
    for root in FONT_ROOTS:
        path = os.path.join(root, name)
        if os.path.exists(path):
            return path
    return None


def installed_fonts():
    pairs = [(font_path(regular), font_path(bold)) for regular, bold in FONTS]
    return [pair for pair in pairs if all(pair)]


# ---- printing -------------------------------------------------------------


def wrap(paragraph, font, width):
    """The lines of a paragraph; nothing is hyphenated."""
    lines, line = [], ""
    for word in paragraph.split():
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line] if line else lines


def print_page(paragraphs, fonts, rng):
    """An image of the page at PRINT_DPI, and its lines."""
    regular, bold = rng.choice(fonts)
    points = rng.choice([9, 9.5, 10, 10.5, 11, 11, 12, 12])
    size = round(points * PRINT_DPI / 72)
    body, heading = ImageFont.truetype(regular, size), ImageFont.truetype(bold, size)
    width = rng.uniform(*LINE_WIDTH) * PRINT_DPI
    step = round(size * rng.uniform(1.15, 1.45))
    set_lines, y = [], MARGIN * PRINT_DPI
    for paragraph in paragraphs:
        short = len(paragraph.split()) <= 8 and not paragraph.endswith((".", ":", ";"))
        font = heading if short and rng.random() < 0.6 else body
        for line in wrap(paragraph, font, width):
            if y + step > (PAGE_HEIGHT - MARGIN) * PRINT_DPI:
                break
            set_lines.append((y, line, font))
            y += step
        y += step * 0.6
    page = Image.new("L", (int(8.27 * PRINT_DPI), int(set_lines[-1][0] + MARGIN * PRINT_DPI)), 255)
    draw = ImageDraw.Draw(page)
    for y, line, font in set_lines:
        draw.text((MARGIN * PRINT_DPI, y), line, fill=0, font=font)
    return page, [line for _, line, _ in set_lines], f"{os.path.basename(regular)} {points}"


# ---- damage ---------------------------------------------------------------


def clouds(shape, cell, noise):
    """Slowly changing noise, 0 to 1: stains, worn toner."""
    small = noise.random((shape[0] // cell + 2, shape[1] // cell + 2))
    image = Image.fromarray((small * 255).astype(np.uint8)).resize((shape[1], shape[0]), Image.BICUBIC)
    return np.asarray(image, dtype=np.float32) / 255


def damage_print(page, strength, rng, noise, done):
    """What happens to the ink: it bleeds, is thin, is faint in places, has holes."""
    if rng.random() < 0.35 * (0.4 + strength):
        thick = rng.random() < 0.5
        other = page.filter(ImageFilter.MinFilter(3) if thick else ImageFilter.MaxFilter(3))
        page = Image.blend(page, other, rng.uniform(0.2, 0.7) * (0.5 + strength))
        done.append("bleed" if thick else "thin")
    ink = 255 - np.asarray(page, dtype=np.float32)
    if rng.random() < 0.5:
        left = 1 - rng.uniform(0.1, 0.75) * strength
        ink *= left
        done.append(f"faint {left:.2f}")
    if rng.random() < 0.4:
        ink *= 1 - rng.uniform(0.2, 0.8) * strength * clouds(ink.shape, rng.randint(60, 250), noise)
        done.append("uneven")
    if rng.random() < 0.35:
        holes = clouds(ink.shape, rng.randint(2, 4), noise) < rng.uniform(0.05, 0.3) * (0.3 + strength)
        ink *= 1 - holes * rng.uniform(0.5, 1.0)
        done.append("holes")
    return Image.fromarray((255 - ink).clip(0, 255).astype(np.uint8))


def damage_scan(page, strength, rng, noise, done):
    """What the scanner does: skew, few dots an inch, blur, noise, threshold, JPEG."""
    if rng.random() < 0.6:
        angle = rng.uniform(-1.4, 1.4) * (0.3 + strength)
        page = page.rotate(angle, Image.BICUBIC, fillcolor=255)
        done.append(f"skew {angle:.1f}")
    dpi = PRINT_DPI
    if rng.random() < 0.75:
        dpi = round(rng.uniform(250 - 130 * strength, 280 - 110 * strength))
        page = page.resize((page.width * dpi // PRINT_DPI, page.height * dpi // PRINT_DPI), Image.BILINEAR)
        done.append(f"dpi {dpi}")
    if rng.random() < 0.75:
        radius = rng.uniform(0.2, 1.6) * strength * dpi / 200
        page = page.filter(ImageFilter.GaussianBlur(radius))
        done.append(f"blur {radius:.2f}")
    grey = np.asarray(page, dtype=np.float32)
    if rng.random() < 0.8:
        sigma = rng.uniform(3, 38) * strength
        grey = grey + noise.standard_normal(grey.shape, dtype=np.float32) * sigma
        done.append(f"noise {sigma:.0f}")
    if rng.random() < 0.1:
        specks = noise.random(grey.shape, dtype=np.float32)
        share = rng.uniform(0.0005, 0.01) * strength
        grey = np.where(specks < share, 0, np.where(specks > 1 - share, 255, grey))
        done.append(f"specks {share:.3f}")
    if rng.random() < 0.3:
        level = rng.uniform(110, 200)
        grey = np.where(grey < level, 0, 255)
        done.append(f"threshold {level:.0f}")
    page = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    if rng.random() < 0.6:
        quality = round(rng.uniform(75 - 65 * strength, 90 - 55 * strength))
        packed = io.BytesIO()
        page.save(packed, "JPEG", quality=quality)
        page = Image.open(packed).convert("L")
        done.append(f"jpeg {quality}")
    return page, dpi


# ---- reading --------------------------------------------------------------


def limit_time():
    resource.setrlimit(resource.RLIMIT_CPU, (READING_SECONDS, READING_SECONDS))


def read_page(page, dpi, model, layout):
    """Tesseract's text and its table of words; nothing if the page is beyond reading."""
    with tempfile.TemporaryDirectory() as folder:
        image, base = os.path.join(folder, "page.pgm"), os.path.join(folder, "out")
        page.save(image)
        command = ["tesseract", image, base, "-l", model, "--psm", layout, "--dpi", str(dpi), "txt", "tsv"]
        done = subprocess.run(command, stderr=subprocess.DEVNULL, preexec_fn=limit_time, check=False,
                              env={**os.environ, "OMP_THREAD_LIMIT": "1"})
        if done.returncode:
            return "", ""
        with open(base + ".txt", encoding="utf-8") as text, open(base + ".tsv", encoding="utf-8") as table:
            return text.read().replace("\f", ""), table.read()


def word_error_rate(truth, seen):
    """Word edits per word of the truth, in per cent."""
    a, b = truth.split(), seen.split()
    row = list(range(len(b) + 1))
    for i, word in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            best = min(diagonal + (word != other), row[j] + 1, row[j - 1] + 1)
            diagonal, row[j] = row[j], best
    return 100 * row[-1] / max(1, len(a))


# ---- pages ----------------------------------------------------------------


def read_paragraphs(path):
    opened = lzma.open if path.endswith(".xz") else open
    with opened(path, "rt", encoding="utf-8") as text:
        return [line.strip() for line in text if line.strip()]


def choose_paragraphs(paragraphs, rng):
    """A run of paragraphs from somewhere in the text, as long as a page."""
    wanted, chosen, words = rng.randint(*PAGE_WORDS), [], 0
    at = rng.randrange(len(paragraphs))
    while words < wanted:
        paragraph = paragraphs[at % len(paragraphs)].split()[: PAGE_WORDS[1] - words]
        chosen.append(" ".join(paragraph))
        words += len(paragraph)
        at += 1
    return chosen


def make_page(texts, fonts, args, number):
    """Page `number` of the seed: (truth, seen, table, word error rate, what was done)."""
    rng = random.Random(f"{args.seed}/{number}")
    noise = np.random.default_rng(rng.getrandbits(64))
    page, lines, what = print_page(choose_paragraphs(rng.choice(texts), rng), fonts, rng)
    strength, dpi, done = rng.uniform(*args.strength), PRINT_DPI, [what]
    if strength > 0:
        done.append(f"strength {strength:.2f}")
        page = damage_print(page, strength, rng, noise, done)
        page, dpi = damage_scan(page, strength, rng, noise, done)
    layout = rng.choice(["3", "3", "6"])
    done.append(f"layout {layout}")
    truth = "\n".join(lines) + "\n"
    seen, table = read_page(page, dpi, args.model, layout)
    return truth, seen, table, word_error_rate(truth, seen), ", ".join(done)


def span(text):
    low, _, high = text.partition(":")
    return float(low), float(high or low)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", required=True, nargs="+", help="one paragraph a line; .txt or .txt.xz")
    parser.add_argument("--out", required=True)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--model", required=True, help="tesseract's model")
    parser.add_argument("--strength", type=span, default=(0, 0), help="of the damage, LOW:HIGH")
    parser.add_argument("--wer", type=span, default=(0, 100), help="word error rates wanted, LOW:HIGH per cent")
    parser.add_argument("--tries", type=int, default=0, help="give up after so many pages (default: 6 times --pages)")
    parser.add_argument("--seed", default="1")
    args = parser.parse_args()
    fonts = installed_fonts()
    if not fonts:
        sys.exit("make_pairs.py: none of the fonts is installed")
    texts = [read_paragraphs(path) for path in args.text]
    os.makedirs(args.out, exist_ok=True)
    kept = 0
    with open(os.path.join(args.out, "pages.tsv"), "w", encoding="utf-8") as log:
        for number in range(args.tries or 6 * args.pages):
            if kept == args.pages:
                break
            truth, seen, table, wer, done = make_page(texts, fonts, args, number)
            if not args.wer[0] <= wer <= args.wer[1]:
                print(f"-\t{wer:.1f}\t{done}", file=log, flush=True)
                continue
            kept += 1
            for name, content in (("truth.txt", truth), ("seen.txt", seen), ("tsv", table)):
                with open(os.path.join(args.out, f"{kept:03}.{name}"), "w", encoding="utf-8") as out:
                    out.write(content)
            print(f"{kept:03}\t{wer:.1f}\t{done}", file=log, flush=True)
    if kept < args.pages:
        print(f"make_pairs.py: {kept} of {args.pages} pages only", file=sys.stderr)


if __name__ == "__main__":
    main()

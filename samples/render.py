#!/usr/bin/python3
"""Makes the sample scans, PDFs and broken texts from the sources in text/.

Usage:  samples/render.py [FOLDER]

Writes every sample into FOLDER (default: the folder of this script), and the
text each of them should turn into as FOLDER/text/NAME.gold.txt.  The same
sources give the same bytes: all chance comes from one fixed seed.

Needs, from Debian 12: python3-pil, fonts-liberation, fonts-dejavu-core,
hyphen-sv, libcairo2, tesseract-ocr and tesseract-ocr-eng.

A source has one block per line and a blank line between blocks:

    @head A | B | C | D   running head: top left, top middle, below left, below middle
    @foot A | B           bottom line
    @page                 page break
    # text                title or paragraph number (set large)
    ## text               heading
    - text, 1. text       list item
    | a | b               table row
    {damage} text         only in broken texts: how this line is broken
    text                  paragraph
"""

import ctypes
import html
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).resolve().parent
SEED = 20240522

# ---------------------------------------------------------------- sources


@dataclass
class Block:
    kind: str  # title, heading, item, row, paragraph or page
    marker: str  # what stands left of a list item or a table row
    text: str


@dataclass
class Document:
    head: list = field(default_factory=list)
    foot: list = field(default_factory=list)
    blocks: list = field(default_factory=list)


MARKUP = [
    ("title", r"# ()(.+)"),
    ("heading", r"## ()(.+)"),
    ("item", r"(-|\d+\.) (.+)"),
    ("row", r"\| (.+?) \| (.+)"),
    ("page", r"@page()()"),
    ("paragraph", r"()(.+)"),
]


def read_blocks(name):
    return (HERE / "text" / f"{name}.txt").read_text("utf-8").strip().split("\n\n")


def parse_block(line):
    for kind, pattern in MARKUP:
        match = re.fullmatch(pattern, line)
        if match:
            return Block(kind, *match.groups())
    raise ValueError(f"not one line: {line!r}")


def parse(name):
    document = Document()
    for line in read_blocks(name):
        word, _, rest = line.partition(" ")
        if word in ("@head", "@foot"):
            setattr(document, word[1:], rest.split(" | "))
        else:
            document.blocks.append(parse_block(line))
    return document


def gold(document):
    """The running text alone: no markup, no page furniture."""
    lines = (f"{b.marker} {b.text}".strip() for b in document.blocks if b.kind != "page")
    return "\n\n".join(lines) + "\n"


# ------------------------------------------------------------ hyphenation

PATTERNS = Path("/usr/share/hyphen/hyph_sv_SE.dic")

# Swedish writes two of three equal consonants where a compound meets, and
# takes the third back when the line ends there: tillägg, till-lägg.
TRIPLES = [("till", "lägg"), ("till", "låt"), ("till", "lämp"), ("buss", "station")]

SHORTEST = 3  # letters left alone on either side of a hyphen


@lru_cache
def patterns():
    """Liang patterns: {letters: weights between them}."""
    table = {}
    for line in PATTERNS.read_text("latin-1").splitlines()[3:]:
        weights = re.split(r"[^\d]", line)
        table[re.sub(r"\d", "", line)] = [int(w or 0) for w in weights]
    return table


def syllable_ends(word):
    """Where the patterns let a run of letters be cut."""
    dotted = f".{word.lower()}."
    best = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, len(dotted) + 1):
            for offset, weight in enumerate(patterns().get(dotted[start:end], ())):
                best[start + offset] = max(best[start + offset], weight)
    return [i for i in range(SHORTEST, len(word) - SHORTEST + 1) if best[i + 1] % 2]


def triple_cuts(word):
    """(span to leave to the triple, head, tail) for each triple in the word."""
    for left, right in TRIPLES:
        short = left + right[1:]
        at = word.lower().find(short)
        if at >= 0:
            joint = at + len(left)
            yield (at, at + len(short)), word[:joint] + "-", word[joint - 1 :]


def cuts(word):
    """All (head, tail) a line end may make of a word, longest head first."""
    found = [(head, tail) for _, head, tail in triple_cuts(word)]
    taken = [span for span, _, _ in triple_cuts(word)]
    for run in re.finditer(r"[^\W\d_]+", word):
        for end in syllable_ends(run.group()):
            at = run.start() + end
            if not any(start < at < stop for start, stop in taken):
                found.append((word[:at] + "-", word[at:]))
    for hyphen in re.finditer(r"(?<=\w)-(?=\w)", word):  # kept as it is
        found.append((word[: hyphen.end()], word[hyphen.end() :]))
    return sorted(found, key=lambda cut: -len(cut[0]))


# ----------------------------------------------------------------- layout

PAGE = (595.28, 841.89)  # A4; all layout is in points
LEFT, RIGHT, TOP, BOTTOM = 74, 530, 92, 776
MIDDLE = 300  # where the middle column of head and foot starts
INDENT = 18  # of list items
GAP = 16  # between the columns of a table

FONTS = Path("/usr/share/fonts/truetype")
FAMILIES = {
    "serif": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    "sans": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
    "book": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
}
CAIRO_NAMES = {"serif": "Liberation Serif", "sans": "Liberation Sans", "book": "DejaVu Serif"}

SPACE_BEFORE = {"title": 15, "heading": 8, "paragraph": 5, "item": 3, "row": 1}


@dataclass(frozen=True)
class Look:
    family: str
    size: float
    dpi: int = 300
    justify: bool = False


@dataclass
class Run:
    """Words on one baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False


@dataclass
class Page:
    runs: list = field(default_factory=list)
    rules: list = field(default_factory=list)  # heights of lines across the page


@lru_cache
def font(family, bold, size, dpi):
    return ImageFont.truetype(str(FONTS / FAMILIES[family][bold]), round(size * dpi / 72))


def width(text, look, size, bold=False):
    return font(look.family, bold, size, look.dpi).getlength(text) * 72 / look.dpi


def glue(text):
    """Keeps '4 612 000' and '§ 52' on one line."""
    return re.sub(r"(?<=\d) (?=\d{3}\b)|(?<=§) (?=\d)", "\u00a0", text)


def break_lines(text, room, measure, hyphenate):
    """Fills each line with as much as fits."""
    lines, line, words = [], "", glue(text).split(" ")
    while words:
        word = words.pop(0)
        longer = f"{line} {word}".strip()
        if measure(longer) <= room:
            line = longer
            continue
        for head, tail in cuts(word) if hyphenate else ():
            if measure(f"{line} {head}".strip()) <= room:
                line = f"{line} {head}".strip()
                word = tail
                break
        lines.append(line)
        line = ""
        words.insert(0, word)
    return lines + [line]


def spread(line, x, room, measure):
    """The words of a justified line, each in its place."""
    words = line.split(" ")
    slack = (room - sum(map(measure, words))) / max(1, len(words) - 1)
    for word in words:
        yield x, word
        x += measure(word) + slack


class Setter:
    """Sets blocks on pages from top to bottom."""

    def __init__(self, look):
        self.look = look
        self.pages = []
        self.turn_page()

    def turn_page(self):
        self.pages.append(Page())
        self.y = TOP

    def set_group(self, kind, blocks):
        """Blocks of one kind in a row; a table gets its columns here."""
        if kind == "page":
            self.turn_page()
            return
        indent = {"item": INDENT}.get(kind, 0)
        if kind == "row":
            indent = GAP + max(width(b.marker, self.look, self.look.size) for b in blocks)
        for number, block in enumerate(blocks):
            self.set_block(block, indent, first=number == 0)

    def set_block(self, block, indent, first):
        look = self.look
        bold = block.kind in ("title", "heading")
        size = look.size * (1.2 if block.kind == "title" else 1)
        room = RIGHT - LEFT - indent

        def measure(text):
            return width(text, look, size, bold)

        if self.y > TOP:
            self.y += SPACE_BEFORE["paragraph"] if first and not bold else SPACE_BEFORE[block.kind]
        if bold and self.y + 3 * size * 1.25 > BOTTOM:
            self.turn_page()  # a heading stays with what it heads
        lines = break_lines(block.text, room, measure, hyphenate=not bold)
        for number, line in enumerate(lines):
            self.next_line(size)
            if number == 0 and block.marker:
                self.put(LEFT, block.marker, size)
            if look.justify and number < len(lines) - 1 and not bold:
                for x, word in spread(line, LEFT + indent, room, measure):
                    self.put(x, word, size)
            else:
                self.put(LEFT + indent, line, size, bold)

    def next_line(self, size):
        if self.y + size * 1.25 > BOTTOM:
            self.turn_page()
        self.y += size * 1.25

    def put(self, x, text, size, bold=False):
        plain = text.replace("\u00a0", " ")  # glue has done its work
        self.pages[-1].runs.append(Run(x, self.y, plain, size, bold))


def add_furniture(pages, document):
    size = 9.5
    for number, page in enumerate(pages, 1):
        if document.head:
            organ, title, board, date = document.head
            page.runs += [
                Run(LEFT, 50, organ, size, True),
                Run(MIDDLE, 50, title, size, True),
                Run(RIGHT - 48, 50, f"Sida {number} ({len(pages)})", size),
                Run(LEFT, 64, board, size),
                Run(MIDDLE, 64, date, size),
            ]
            page.rules.append(72)
        if document.foot:
            page.rules.append(790)
            for text, x in zip(document.foot, (LEFT, MIDDLE)):
                page.runs.append(Run(x, 803, text, size - 1))


def lay_out(document, look):
    setter = Setter(look)
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        setter.set_group(kind, list(blocks))
    add_furniture(setter.pages, document)
    return setter.pages


# ------------------------------------------------------------ page images


def draw(page, look):
    """Black on white, as the printer left it."""
    scale = look.dpi / 72
    image = Image.new("L", [round(side * scale) for side in PAGE], 255)
    pen = ImageDraw.Draw(image)
    for run in page.runs:
        face = font(look.family, run.bold, run.size, look.dpi)
        pen.text((run.x * scale, run.y * scale), run.text, 0, face, anchor="ls")
    for y in page.rules:
        pen.line([(LEFT * scale, y * scale), (RIGHT * scale, y * scale)], 0, 2)
    return image


def noise(size, chance, strength):
    """Grain around zero level 128."""
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return grain.point(lambda v: round(128 + (v - 127.5) * strength))


def add_dust(image, chance, count):
    pen = ImageDraw.Draw(image)
    for _ in range(count):
        x, y = chance.randrange(image.width), chance.randrange(image.height)
        size = chance.choice((1, 1, 2))
        pen.ellipse([x, y, x + size, y + size], chance.randrange(90, 190))


def punch_holes(image, dpi):
    """The two holes of a binder, 80 mm apart."""
    pen = ImageDraw.Draw(image)
    x, radius = 11 / 25.4 * dpi, 2.7 / 25.4 * dpi
    for side in (-40, 40):
        y = image.height / 2 + side / 25.4 * dpi
        pen.ellipse([x - radius, y - radius, x + radius, y + radius], 120)


def wear(image, chance):
    """Toner that did not take everywhere."""
    coarse = noise((image.width // 3, image.height // 3), chance, 1)
    gaps = coarse.resize(image.size, Image.BICUBIC).point(lambda v: max(0, (v - 156) * 3))
    return ImageChops.lighter(image, gaps)


def skew(image, angle):
    return image.rotate(angle, Image.BICUBIC, fillcolor=255)


def scan_grey(image, angle, dpi, chance):
    """A worn copy, skewed and blurred, on grey paper that darkens to one side."""
    image = wear(image, chance)
    punch_holes(image, dpi)
    add_dust(image, chance, 60)
    image = skew(image, angle).filter(ImageFilter.GaussianBlur(dpi / 270))
    image = image.point(lambda v: 52 + v * 176 // 255)
    shade = Image.linear_gradient("L").rotate(90).resize(image.size)
    image = ImageChops.subtract(image, shade.point(lambda v: v // 16))
    return ImageChops.add(image, noise(image.size, chance, 0.06), 1, -128)


def scan_bilevel(image, angle, chance):
    """Skewed, ragged at the edges and dusty, in pure black and white."""
    image = skew(image, angle).filter(ImageFilter.GaussianBlur(1.1))
    image = ImageChops.add(image, noise(image.size, chance, 0.35), 1, -128)
    add_dust(image, chance, 40)
    return image.point(lambda v: 255 if v > 150 else 0).convert("1")


def scan_few_greys(image, angle, dpi):
    """A copy in sixteen greys, which PNG packs well."""
    image = skew(image, angle).filter(ImageFilter.GaussianBlur(dpi / 260))
    return image.point(lambda v: 40 + v * 190 // 255).quantize(16, dither=Image.Dither.NONE)


# --------------------------------------------------------------- files out


def write_scanned_pdf(images, path, dpi):
    day = time.strptime("2024-05-27", "%Y-%m-%d")
    images[0].save(
        path,
        save_all=True,
        append_images=images[1:],
        resolution=dpi,
        quality=38,
        creationDate=day,
        modDate=day,
    )


def write_text_pdf(pages, look, path):
    """A PDF with a text layer, drawn by cairo."""
    cairo = ctypes.CDLL("libcairo.so.2")
    for name in ("cairo_pdf_surface_create", "cairo_create"):
        getattr(cairo, name).restype = ctypes.c_void_p
    number = ctypes.c_double
    surface = ctypes.c_void_p(
        cairo.cairo_pdf_surface_create(os.fsencode(path), *map(number, PAGE))
    )
    created = 5  # CAIRO_PDF_METADATA_CREATE_DATE
    cairo.cairo_pdf_surface_set_metadata(surface, created, b"2024-05-06T09:00:00Z")
    context = ctypes.c_void_p(cairo.cairo_create(surface))
    for page in pages:
        for run in page.runs:
            name = CAIRO_NAMES[look.family].encode()
            cairo.cairo_select_font_face(context, name, 0, int(run.bold))
            cairo.cairo_set_font_size(context, number(run.size))
            cairo.cairo_move_to(context, number(run.x), number(run.y))
            cairo.cairo_show_text(context, run.text.encode())
        for y in page.rules:
            cairo.cairo_rectangle(context, *map(number, (LEFT, y, RIGHT - LEFT, 0.5)))
            cairo.cairo_fill(context)
        cairo.cairo_show_page(context)
    cairo.cairo_destroy(context)
    cairo.cairo_surface_destroy(surface)


def read_in_english(images, dpi):
    """What tesseract makes of the pages when it knows no å, ä or ö."""
    with tempfile.TemporaryDirectory() as folder:
        tiff = Path(folder) / "pages.tif"
        images[0].save(tiff, save_all=True, append_images=images[1:], dpi=(dpi, dpi))
        command = ["tesseract", str(tiff), "-", "-l", "eng", "--psm", "3"]
        one_thread = dict(os.environ, OMP_THREAD_LIMIT="1")
        return subprocess.run(command, env=one_thread, capture_output=True, check=True).stdout


# ------------------------------------------------------------ broken texts


def as_cp1252(data):
    """Bytes read as cp1252; its five holes are read as control characters."""
    return "".join(
        bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in data
    )


def entities(text):
    names = html.entities.codepoint2name
    return "".join(f"&{names[ord(c)]};" if ord(c) in names else c for c in text)


DAMAGE = {
    "utf8": lambda text: as_cp1252(text.encode()),
    "twice": lambda text: as_cp1252(as_cp1252(text.encode()).encode()),
    "cp850": lambda text: as_cp1252(text.encode("cp850")),
    "entities": entities,
    "clean": str,
}


def split_damage(line):
    kind, text = re.fullmatch(r"(?:\{(\w+)\} )?(.+)", line).groups()
    return kind or "utf8", text


# ------------------------------------------------------------- the samples


def make_social(folder):
    look = Look("serif", 11, justify=True)
    document = parse("social-protokoll")
    chance = random.Random(SEED)
    pages = lay_out(document, look)
    angles = (0.7, -1.8, 1.5, -0.4)
    images = [scan_grey(draw(p, look), a, look.dpi, chance) for p, a in zip(pages, angles)]
    write_scanned_pdf(images, folder / "social-protokoll.pdf", look.dpi)
    return gold(document)


def make_aldre(folder):
    look = Look("sans", 10.5)
    document = parse("aldre-protokoll")
    chance = random.Random(SEED)
    images = [
        scan_bilevel(draw(page, look), angle, chance)
        for page, angle in zip(lay_out(document, look), (-0.6, 0.9))
    ]
    images[0].save(
        folder / "aldre-protokoll.tif",
        save_all=True,
        append_images=images[1:],
        compression="group4",
        dpi=(look.dpi, look.dpi),
    )
    return gold(document)


def make_byalag(folder):
    look = Look("book", 11, dpi=200)
    document = parse("byalag-skrivelse")
    (page,) = lay_out(document, look)
    image = scan_few_greys(draw(page, look), 0.5, look.dpi)
    image.save(
        folder / "byalag-skrivelse.png", optimize=True, bits=4, dpi=(look.dpi, look.dpi)
    )
    return gold(document)


def make_kallelse(folder):
    look = Look("sans", 11)
    document = parse("kallelse")
    write_text_pdf(lay_out(document, look), look, folder / "kallelse.pdf")
    return gold(document)


def make_kultur(folder):
    look = Look("serif", 11, justify=True)
    document = parse("kultur-protokoll")
    images = [draw(page, look) for page in lay_out(document, look)]
    text = read_in_english(images, look.dpi)
    (folder / "kultur-protokoll-engelsk-ocr.txt").write_bytes(text)
    return gold(document)


def make_teknik(folder):
    lines = [split_damage(line) for line in read_blocks("teknik-protokoll-mojibake")]
    broken = (DAMAGE[kind](text) for kind, text in lines)
    path = folder / "teknik-protokoll-mojibake.txt"
    path.write_text("\n\n".join(broken) + "\n", "utf-8")
    return "\n\n".join(text for _, text in lines) + "\n"


def make_recoded(name, encoding):
    """A sample whose gold is its source: the same text in an old encoding."""

    def make(folder):
        text = (HERE / "text" / f"{name}.gold.txt").read_text("utf-8")
        (folder / f"{name}.txt").write_bytes(text.encode(encoding))
        return text

    return make


SAMPLES = {
    "social-protokoll": make_social,
    "aldre-protokoll": make_aldre,
    "byalag-skrivelse": make_byalag,
    "kallelse": make_kallelse,
    "kultur-protokoll-engelsk-ocr": make_kultur,
    "teknik-protokoll-mojibake": make_teknik,
    "miljo-anteckning-cp850": make_recoded("miljo-anteckning-cp850", "cp850"),
    "bygg-anteckning-cp1252": make_recoded("bygg-anteckning-cp1252", "cp1252"),
}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    (folder / "text").mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        (folder / "text" / f"{name}.gold.txt").write_text(make(folder), "utf-8")
        print(name)


if __name__ == "__main__":
    main()

"""Sets blocks on A4 pages, keeps the place of every word, and draws them with cairo."""

import math
import sys
from dataclasses import dataclass, field
from pathlib import Path

import cairo

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "samples"))
from render import cuts  # noqa: E402 (hyphenation with the patterns of hyphen-sv)

WIDTH, HEIGHT = 595.28, 841.89  # points


@dataclass
class Word:
    text: str
    x: float
    y: float  # baseline
    size: float
    bold: bool
    kind: str  # body, head, foot, number, stamp or lineno
    block: int  # which block of the truth; -1 for furniture
    run: int  # words drawn with one call share a number
    family: str = ""
    width: float = 0.0


@dataclass
class Page:
    words: list = field(default_factory=list)
    rules: list = field(default_factory=list)  # x, y, length


@dataclass
class Style:
    family: str
    size: float
    leading: float
    left: float
    right: float
    top: float
    bottom: float
    columns: int
    justify: bool
    hyphenate: bool
    indent: bool  # paragraphs told apart by an indent, not a gap


class Setter:
    def __init__(self, style):
        self.style, self.pages, self.blocks = style, [], []
        self.context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 8, 8))
        self.widths, self.run, self.column = {}, 0, 0
        self.top = style.top
        self.turn_page()

    # ---- measuring and placing

    def measure(self, text, size, bold=False, family=None):
        key = (text, bold, family)
        if key not in self.widths:
            self.context.select_font_face(family or self.style.family, cairo.FONT_SLANT_NORMAL, weight(bold))
            self.context.set_font_size(100)
            self.widths[key] = self.context.text_extents(text).x_advance / 100
        return self.widths[key] * size

    def put(self, page, text, x, y, size, bold, kind, block=-1):
        self.run += 1
        space = self.measure(" ", size, bold)
        for part in text.split(" "):
            word = Word(part, x, y, size, bold, kind, block, self.run, self.style.family, self.measure(part, size, bold))
            page.words.append(word)
            x += word.width + space
        return x

    def turn_page(self):
        self.pages.append(Page())
        self.column, self.y = 0, self.style.top
        self.top = self.style.top

    @property
    def page(self):
        return self.pages[-1]

    @property
    def room(self):
        whole = WIDTH - self.style.left - self.style.right
        return whole if self.style.columns == 1 or self.spanning else (whole - 24) / 2

    spanning = False  # over both columns

    @property
    def x0(self):
        return self.style.left + self.column * (self.room + 24)

    def next_line(self, height):
        if self.y + height > HEIGHT - self.style.bottom:
            if self.column + 1 < self.style.columns and not self.spanning:
                self.column += 1
                self.y = self.top
            else:
                self.turn_page()
        self.y += height
        return self.y

    def need(self, height):
        if self.y + height > HEIGHT - self.style.bottom:
            self.y = HEIGHT

    def gap(self, height):
        if self.y > self.top:
            self.y += height

    # ---- blocks

    def new_block(self, kind, text):
        self.blocks.append({"kind": kind, "text": text})
        return len(self.blocks) - 1

    def break_lines(self, text, size, bold, first, room, hyphenate):
        lines, line, used, words = [], [], first, text.split(" ")
        space = self.measure(" ", size, bold)
        while words:
            word = words.pop(0)
            width = self.measure(word, size, bold)
            if not line or used + space * bool(line) + width <= room:
                used += space * bool(line) + width
                line.append(word)
                continue
            for head, tail in cuts(word) if hyphenate else ():
                if used + space + self.measure(head, size, bold) <= room:
                    line.append(head)
                    word = tail
                    break
            lines.append(line)
            line, used = [], 0
            words.insert(0, word)
        return lines + [line]

    def text(self, kind, text, size=None, bold=False, left=0, right=0, marker=None, indent=0):
        s = self.style
        size = size or s.size
        block = self.new_block(kind, f"{marker} {text}" if marker else text)
        hang = 0 if marker is None else max(18, self.measure(marker + " ", size, bold))
        room = self.room - left - right - hang
        lines = self.break_lines(text, size, bold, indent, room, s.hyphenate and kind in ("text", "item", "quote"))
        for i, words in enumerate(lines):
            y = self.next_line(size * s.leading)
            x = self.x0 + left + hang + (indent if i == 0 else 0)
            if i == 0 and marker:
                self.put(self.page, marker, self.x0 + left, y, size, bold, "body", block)
            natural = sum(self.measure(w, size, bold) for w in words)
            if s.justify and i + 1 < len(lines) and len(words) > 1 and kind in ("text", "item", "quote"):
                gap = (room - (indent if i == 0 else 0) - natural) / (len(words) - 1)
                for word in words:
                    self.put(self.page, word, x, y, size, bold, "body", block)
                    x += self.measure(word, size, bold) + gap
            else:
                self.put(self.page, " ".join(words), x, y, size, bold, "body", block)

    def row(self, cells, stops, numbers=False, bold=False, kind="row"):
        """Cells at stops (shares of the room); figures end at their stop."""
        block = self.new_block(kind, " ".join(cells))
        y = self.next_line(self.style.size * self.style.leading)
        for i, (cell, stop) in enumerate(zip(cells, stops)):
            x = self.x0 + stop * self.room
            if numbers and i:
                x -= self.measure(cell, self.style.size, bold)
            self.put(self.page, cell, x, y, self.style.size, bold, "body", block)

    def rule(self, page, x, y, length):
        page.rules.append((x, y, length))


def weight(bold):
    return cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL


# ---- drawing


def draw(context, page, words, whole_lines):
    """whole_lines: one call for words set with plain blanks, else a call a word."""
    done = set()
    for word in words:
        if whole_lines and word.run in done:
            continue
        context.select_font_face(word.family, cairo.FONT_SLANT_NORMAL, weight(word.bold))
        context.set_font_size(word.size)
        context.move_to(word.x, word.y)
        text = word.text
        if whole_lines:
            done.add(word.run)
            text = " ".join(w.text for w in words if w.run == word.run)
        context.show_text(text)
    for x, y, length in page.rules:
        context.rectangle(x, y, length, 0.6)
        context.fill()


def raster(page, dpi):
    scale = dpi / 72
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, math.ceil(WIDTH * scale), math.ceil(HEIGHT * scale))
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.scale(scale, scale)
    context.set_source_rgb(0, 0, 0)
    options = cairo.FontOptions()
    options.set_hint_metrics(cairo.HINT_METRICS_OFF)  # letters as wide as in print, not rounded to pixels
    options.set_hint_style(cairo.HINT_STYLE_NONE)
    context.set_font_options(options)
    draw(context, page, page.words, False)
    surface.flush()
    return surface


def write_pdf(pages, path, order, rng):
    """order: lines, words, shuffled, or hidden (a picture over a text layer of words that lie a little off)."""
    surface = cairo.PDFSurface(str(path), WIDTH, HEIGHT)
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2024-05-06T09:00:00Z")
    context = cairo.Context(surface)
    for page in pages:
        words = list(page.words)
        if order == "shuffled":
            rng.shuffle(words)
        if order == "hidden":
            words = [Word(**{**w.__dict__, "x": w.x + rng.uniform(-0.5, 0.5), "y": w.y + rng.uniform(-0.5, 0.5)}) for w in words]
        context.set_source_rgb(0, 0, 0)
        draw(context, page, words, order == "lines")
        if order == "hidden":
            context.save()
            context.scale(72 / 150, 72 / 150)
            context.set_source_surface(raster(page, 150))
            context.paint()
            context.restore()
        context.show_page()
    surface.finish()

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
    kind: str  # body, note, head, foot, number, stamp or lineno
    block: int  # which block of the truth; -1 for furniture
    run: int  # words drawn with one call share a number
    family: str = ""
    width: float = 0.0


@dataclass
class Page:
    words: list = field(default_factory=list)
    rules: list = field(default_factory=list)  # x, y, length
    width: float = WIDTH
    height: float = HEIGHT
    notes: list = field(default_factory=list)  # lines at the foot: words, block


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

    def turn_page(self, on_its_side=False):
        if self.pages:
            self.put_notes()
        self.pages.append(Page(width=HEIGHT, height=WIDTH) if on_its_side else Page())
        self.column, self.y = 0, self.style.top
        self.top = self.style.top
        self.bottom = self.page.height - self.style.bottom

    @property
    def page(self):
        return self.pages[-1]

    @property
    def room(self):
        whole, columns = self.page.width - self.style.left - self.style.right, self.style.columns
        return whole if self.spanning else (whole - 24 * (columns - 1)) / columns

    spanning = False  # over all columns

    @property
    def x0(self):
        return self.style.left + self.column * (self.room + 24)

    def next_line(self, height):
        if self.y + height > self.bottom:
            if self.column + 1 < self.style.columns and not self.spanning:
                self.column += 1
                self.y = self.top
            else:
                self.turn_page()
        self.y += height
        return self.y

    def need(self, height):
        if self.y + height > self.bottom:
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

    def row(self, cells, stops, numbers=False, bold=False, kind="row", size=None):
        """Cells at stops (shares of the room); figures end at their stop."""
        size = size or self.style.size
        block = self.new_block(kind, " ".join(cells))
        y = self.next_line(self.style.size * self.style.leading)
        for i, (cell, stop) in enumerate(zip(cells, stops)):
            x = self.x0 + stop * self.room
            if numbers and i:
                x -= self.measure(cell, size, bold)
            self.put(self.page, cell, x, y, size, bold, "body", block)

    def wrapped_row(self, text, figures, share, stops, bold=False):
        """A cell of several lines, and figures beside its first line."""
        size = self.style.size
        block = self.new_block("row", " ".join([text, *figures]))
        lines = self.break_lines(text, size, bold, 0, share * self.room, False)
        self.need(len(lines) * size * self.style.leading)
        beside = None
        for words in lines:
            y = self.next_line(size * self.style.leading)
            beside = beside or y
            self.put(self.page, " ".join(words), self.x0, y, size, bold, "body", block)
        for figure, stop in zip(figures, stops):
            x = self.x0 + stop * self.room - self.measure(figure, size, bold)
            self.put(self.page, figure, x, beside, size, bold, "body", block)

    def beside(self, lists, stops, drops):
        """Lists of lines beside each other, to be read one after the other."""
        height = self.style.size * self.style.leading
        self.need(max(len(lines) for lines in lists) * height + max(drops))
        if self.y + height > self.bottom:
            self.next_line(height)
        top = self.y
        for lines, stop, drop in zip(lists, stops, drops):
            for i, line in enumerate(lines):
                y = top + drop + (i + 1) * height
                self.put(self.page, line, self.x0 + stop * self.room, y, self.style.size, False, "body", self.new_block("line", line))
                self.y = max(self.y, y)

    def leaders(self, text, number):
        """A line of a list of contents: dots up to the number at the right."""
        size = self.style.size
        dot, blank = self.measure(".", size), self.measure(" ", size)
        y = self.next_line(size * self.style.leading)
        right = self.x0 + self.room - self.measure(number, size)
        room = right - self.x0 - self.measure(text, size) - 4 * blank
        dots = "." * max(3, int(room / dot))
        block = self.new_block("row", f"{text} {dots} {number}")
        self.put(self.page, text, self.x0, y, size, False, "body", block)
        self.put(self.page, dots, right - 2 * blank - len(dots) * dot, y, size, False, "body", block)
        self.put(self.page, number, right, y, size, False, "body", block)

    def note(self, text):
        """A note at the foot of this page, if there is room; it narrows what is left for the text."""
        size = max(7, self.style.size - 2.5)
        number = f"{sum(len(page.notes) for page in self.pages) + 1}"
        lines = self.break_lines(f"{number} {text}", size, False, 0, self.page.width - self.style.left - self.style.right, False)
        height = len(lines) * size * 1.2 + (0 if self.page.notes else 14)
        if self.style.columns > 1 or self.bottom - self.y < height + 3 * self.style.size * self.style.leading:
            return
        self.page.notes.append((lines, size, self.new_block("note", f"{number} {text}")))
        self.bottom -= height

    def put_notes(self):
        y = self.bottom + 12
        if self.page.notes:
            self.rule(self.page, self.style.left, y - 4, 140)
        for lines, size, block in self.page.notes:
            for words in lines:
                y += size * 1.2
                self.put(self.page, " ".join(words), self.style.left, y, size, False, "note", block)

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
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, math.ceil(page.width * scale), math.ceil(page.height * scale))
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
        surface.set_size(page.width, page.height)
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

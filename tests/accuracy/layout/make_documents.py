#!/usr/bin/python3
"""Makes council documents of several pages whose layout is known.

Usage:  make_documents.py FOLDER FIRST COUNT [--scan DPI [KIND]]

Documents FIRST .. FIRST+COUNT-1: NAME.pdf (or NAME.tif) and NAME.truth.json with the blocks of the
running text in reading order and each page's words with their places and kinds. The number of a
document is the seed of all its chance. KIND: see scanner.py. Needs python3-cairo, python3-pil,
python3-numpy, hyphen-sv and the fonts of FAMILIES.
"""

import json
import random
import sys
from pathlib import Path

from council_forms import Forms
from council_text import ORGANS, PLACES, TOWNS, Writer
from page_furniture import Furniture
from page_setter import WIDTH, Setter, Style, write_pdf
from scanner import KINDS, sheets, write_scan

FAMILIES = ["Liberation Serif", "Liberation Sans", "Carlito", "Caladea", "DejaVu Serif", "DejaVu Sans", "TeX Gyre Termes",
            "TeX Gyre Pagella", "TeX Gyre Heros", "FreeSerif", "Liberation Mono"]


def choose_style(rng):
    family = rng.choice(FAMILIES)
    size = rng.choice([10, 10.5, 11, 12]) - (1 if family in ("DejaVu Sans", "DejaVu Serif", "Liberation Mono") else 0)
    columns = 2 if rng.random() < 0.2 and family != "Liberation Mono" else 1
    return Style(family, size, rng.choice([1.15, 1.25, 1.35, 1.5]), rng.choice([62, 72, 90]), rng.choice([62, 72, 90]),
                 rng.choice([95, 110]), rng.choice([90, 105]), columns, rng.random() < 0.4, rng.random() < 0.6,
                 rng.random() < 0.25)


class Author:
    """Writes a document block by block."""

    def __init__(self, rng, style, forms=None):
        """forms: the number of a document that has the forms of council_forms.py, else None."""
        self.rng, self.style, self.set, self.writer = rng, style, Setter(style), Writer(rng, forms is not None)
        self.line = style.size * style.leading
        self.paragraph_gap = 0 if style.indent else self.line * rng.choice([0.5, 0.7, 1.0])
        self.number = rng.randint(12, 180)
        self.bold = rng.random() < 0.7
        self.heading_size = style.size + rng.choice([0, 0, 1.5, 3] if self.bold else [2, 3])
        self.new_pages = rng.random() < 0.2
        self.marks = rng.choice(["•", "-", "–"])
        self.after_heading = True
        self.forms = None if forms is None else Forms(forms, self)

    def paragraphs(self, low, high):
        for _ in range(self.rng.randint(low, high)):
            indent = 14 if self.style.indent and not self.after_heading else 0
            self.set.gap(self.paragraph_gap)
            self.set.text("text", self.writer.sentences(1, 5), indent=indent)
            self.after_heading = False

    def heading(self, text, larger=0):
        self.set.need(5 * self.line + larger)
        self.set.gap(max(self.paragraph_gap, 0.5 * self.line) + 0.4 * self.line)
        self.set.text("heading", text, size=self.heading_size + larger, bold=self.bold or larger > 0)
        self.after_heading = True

    def title(self):
        self.set.spanning = True
        self.set.text("heading", self.rng.choice(["Protokoll", "Tjänsteutlåtande", "Sammanträdesprotokoll", "Yttrande"]),
                      size=self.style.size + 6, bold=True)
        organ = self.rng.choice(ORGANS)
        self.set.gap(self.line)
        town = self.rng.choice(TOWNS)
        for label, text in [("Nämnd", organ[0].upper() + organ[1:]), ("Plats", self.rng.choice(PLACES)), ("Kommun", town)]:
            self.set.row([label, text], [0, 0.25])
        if self.forms:
            self.forms.begin()
        if self.rng.random() < 0.6:
            self.attendance()
        elif self.forms and self.forms.members:
            self.forms.member_lists()
        self.set.gap(1.5 * self.line)
        self.set.spanning = False
        self.set.top = self.set.y
        self.after_heading = True

    def attendance(self):
        self.heading(self.rng.choice(["Närvarande", "Beslutande ledamöter"]))
        self.set.gap(0.3 * self.line)
        for _ in range(self.rng.randint(5, 12)):
            self.set.row(self.writer.person_row(), [0, 0.45, 0.55])
        self.after_heading = False

    def budget(self):
        columns = self.rng.randint(2, 3) if self.style.columns == 1 else self.rng.randint(1, 2)
        rows = self.writer.budget_rows(columns)
        self.set.need((len(rows) + 1) * self.line)
        self.set.gap(max(self.line * 0.7, self.paragraph_gap))
        stops = [0] + [0.4 + 0.6 * (i + 1) / columns for i in range(columns)]
        for i, row in enumerate(rows):
            self.set.row(row, stops, numbers=True, bold=i in (0, len(rows) - 1))
        self.set.gap(0.5 * self.line)
        self.after_heading = True

    def items(self, numbered):
        for i in range(self.rng.randint(2, 5)):
            self.set.gap(0.5 * self.paragraph_gap if self.paragraph_gap else 0)
            text = self.writer.decision() if numbered else self.writer.bullet()
            self.set.text("item", text, left=12, marker=f"{i + 1}." if numbered else self.marks)
        self.after_heading = True

    def decision(self):
        self.heading("Beslut")
        organ = self.rng.choice(ORGANS)
        self.set.gap(self.paragraph_gap)
        self.set.text("text", f"{organ[0].upper() + organ[1:]} beslutar")
        self.items(True)

    def quotation(self):
        self.set.gap(max(self.paragraph_gap, 0.6 * self.line))
        self.set.text("quote", f"”{self.writer.sentences(1, 3)}”", left=28, right=28)
        self.set.gap(0.6 * self.line)
        self.after_heading = True

    def matter(self):
        if self.new_pages and self.set.pages[-1].words:
            self.set.y, self.set.column = 9999, 9
        if self.forms and self.forms.dnr_at_right:
            self.set.need(7 * self.line)
            self.set.gap(1.2 * self.line)
            self.forms.number_line(self.number)
            self.heading(self.writer.matter(), larger=1)
        else:
            self.heading(f"§ {self.number} {self.writer.matter()}", larger=1)
        self.number += 1
        if self.rng.random() < 0.6:
            self.set.text("line", f"Dnr {self.writer.dnr()}")
        self.decision()
        for _ in range(self.rng.randint(1, 3)):
            self.heading(self.writer.heading())
            self.paragraphs(1, 4)
            extra = self.rng.random()
            if extra < 0.25:
                self.items(False)
            elif extra < 0.45:
                self.quotation()
            elif extra < 0.6 and self.style.columns < 3:
                self.budget()
            if self.forms:
                self.forms.after_part()

    def signatures(self):
        if self.forms and self.forms.sided and self.style.columns == 1:
            self.forms.signatures()
            return
        self.set.need(7 * self.line)
        self.set.gap(2 * self.line)
        for text in ["Vid protokollet", self.writer.name(), "Justeras", self.writer.name()]:
            self.set.text("line", text)
            self.set.gap(0.8 * self.line)


def words_of(page, shift):
    return [[w.text, round(w.x + shift, 2), round(w.y - 0.72 * w.size, 2), round(w.width, 2), round(0.9 * w.size, 2), w.kind, w.block]
            for w in page.words]


def make(seed, folder, dpi, kind):
    rng = random.Random(seed * 7919 + 11)
    style = choose_style(rng)
    if not dpi and style.columns == 1 and rng.random() < 0.06 and style.family != "Liberation Mono":
        style.columns, style.size, style.hyphenate = 3, min(style.size, 10), True
    author = Author(rng, style, None if dpi else seed)
    if rng.random() < 0.7:
        author.title()
    pages = rng.randint(2, 9) if not dpi else rng.randint(2, 4)
    while len(author.set.pages) < pages:
        author.matter()
    if author.forms and author.forms.wide:
        author.forms.wide_page()
    author.signatures()
    author.set.put_notes()
    furniture = Furniture(rng, author.set, author.writer)
    if author.forms:
        furniture.choose_more(author.forms.rng)
    if kind == "scan-marked":
        furniture.mark_margins()
    furniture.put_all()
    name = f"{folder}/doc-{seed:04d}"
    if dpi:
        write_scan(author.set.pages, f"{name}.tif", dpi, rng, kind, style)
    else:
        kind = ["lines", "words", "shuffled", "hidden"][seed % 4]
        write_pdf(author.set.pages, f"{name}.pdf", kind, rng)
    pages = [sum((words_of(page, k * WIDTH) for k, page in enumerate(sheet)), []) for sheet in sheets(author.set.pages, kind)]
    truth = {"order": kind, "blocks": author.set.blocks, "pages": pages}
    Path(f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False))


if __name__ == "__main__":
    dots = int(sys.argv[5]) if len(sys.argv) > 5 and sys.argv[4] == "--scan" else 0
    scan = sys.argv[6] if len(sys.argv) > 6 else "scan"
    if scan not in KINDS:
        sys.exit(f"make_documents.py: {scan} is none of {', '.join(KINDS)}")
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + int(sys.argv[3])):
        make(number, sys.argv[1], dots, scan)

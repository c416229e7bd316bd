"""Council pages of nine layouts: what stands where (page_setter), and the lines of their truth."""

import random

from council_prose import HEADINGS, MONTHS, OFFICES, PARTIES, PLACES, POSTS, ROLES, STREETS, Prose, capital
from page_setter import HEIGHT, Setter, Style

TUNING_FONTS = ["Liberation Serif", "Liberation Sans", "DejaVu Serif", "TeX Gyre Termes", "FreeSerif", "Carlito"]
OTHER_FONTS = ["Caladea", "TeX Gyre Pagella", "TeX Gyre Schola", "TeX Gyre Heros", "FreeSans", "DejaVu Sans", "TeX Gyre Bonum",
               "Liberation Serif", "Carlito"]
TYPED_FONTS = {True: ["Courier Prime", "Liberation Mono"], False: ["TeX Gyre Cursor", "FreeMono", "Liberation Mono", "Courier Prime"]}
WIDE = ("DejaVu Serif", "DejaVu Sans", "TeX Gyre Bonum")
FULL_PAGE = 470  # points from the top: 20 to 28 lines


class Sheet:
    """One page. Layouts are methods; each writes blocks until the page is full."""

    def __init__(self, rng, layout, tuning, outside=None):
        self.rng, self.prose = rng, Prose(rng, outside)
        typed = layout == "typed"
        family = rng.choice(TYPED_FONTS[tuning] if typed else TUNING_FONTS if tuning else OTHER_FONTS)
        size = rng.choice([10, 10.5, 11, 12]) - (1 if family in WIDE or typed else 0)
        side = rng.choice([62, 72, 85])
        columns, bottom = (2, HEIGHT - 400) if layout == "columns" else (1, 60)
        self.style = Style(family, size, rng.choice([1.15, 1.25, 1.35]) + (0.25 if typed else 0), side, side, rng.choice([70, 90]), bottom,
                           columns, rng.random() < 0.4 and not typed, rng.random() < 0.6 or columns > 1, False)
        self.set, self.line = Setter(self.style), size * self.style.leading
        self.number = rng.randint(7, 290)
        self.head(layout)
        getattr(self, layout)()

    # ---- pieces

    def head(self, layout):
        if layout in ("letter", "typed") or self.rng.random() < 0.3:
            return
        page, small = self.set.page, self.style.size - 1
        y, right = 46, page.width - self.style.right
        self.set.put(page, f"{self.prose.town} kommun", self.style.left, y, small, True, "head")
        text = self.rng.choice(["SAMMANTRÄDESPROTOKOLL", "Protokollsutdrag", "PROTOKOLL", "Sammanträdesprotokoll"])
        width = self.set.measure(text, small)
        self.set.put(page, text, right - width, y, small, False, "head")
        if self.rng.random() < 0.5:
            self.set.put(page, capital(self.prose.organ), self.style.left, y + 1.3 * small, small, False, "head")
        self.set.y = self.set.top = max(self.style.top, y + 4 * small)

    @property
    def full(self):
        return self.set.y > FULL_PAGE or len(self.set.pages) > 1

    def heading(self, text, larger=0):
        self.set.gap(0.8 * self.line)
        self.set.text("heading", text, size=self.style.size + larger, bold=self.rng.random() < 0.8)
        self.set.gap(0.3 * self.line)

    def section(self):
        self.heading(f"§ {self.number} {self.prose.matter()}", self.rng.choice([0, 1, 2]))
        self.number += 1
        if self.rng.random() < 0.6:
            self.set.text("line", self.prose.dnr())
            self.set.gap(0.4 * self.line)

    def paragraph(self, low=2, high=4):
        self.set.text("text", self.prose.sentences(low, high))
        self.set.gap(0.6 * self.line)

    def items(self, marks, count, text):
        for i in range(count):
            self.set.text("item", text(), left=12, marker=marks or f"{i + 1}.")
        self.set.gap(0.6 * self.line)

    def decide(self):
        self.heading(self.rng.choice(["Beslut", "Kommunstyrelsens beslut", "Nämndens beslut"]))
        self.set.text("text", f"{capital(self.prose.organ)} beslutar")
        self.items(None if self.rng.random() < 0.6 else "–", self.rng.randint(2, 3), self.prose.decision)

    # ---- layouts

    def minutes(self):
        while not self.full:
            self.section()
            self.decide()
            if not self.full:
                self.heading(self.rng.choice(HEADINGS))
            for _ in range(2):
                if not self.full:
                    self.paragraph()

    def bullets(self):
        while not self.full:
            self.section()
            self.paragraph(1, 2)
            self.items("•", self.rng.randint(3, 5), self.prose.bullet)
            if not self.full:
                self.set.text("text", self.prose.sentences(1, 1))
                self.items("–", self.rng.randint(2, 3), self.prose.bullet)

    def attendance(self):
        self.heading("Närvarande", 2)
        date = f"{self.rng.randint(1, 28)} {self.rng.choice(MONTHS)} {self.rng.randint(1975, 2026)} kl. {self.prose.hour()}–{self.prose.hour()}"
        for label, text in [("Plats", self.rng.choice(PLACES)), ("Tid", date), ("Paragrafer", f"§§ {self.number}–{self.number + 9}")]:
            self.set.row([label, text], [0, 0.25])
        self.heading("Beslutande")
        for _ in range(self.rng.randint(8, 12)):
            self.set.row([self.prose.name(), self.rng.choice(PARTIES), self.rng.choice(ROLES)], [0, 0.45, 0.56])
        self.heading("Övriga närvarande")
        for _ in range(self.rng.randint(3, 5)):
            self.set.row([self.prose.name(), self.rng.choice(OFFICES)], [0, 0.45])
        self.heading("Justering")
        self.paragraph(1, 2)

    def votes(self):
        self.section()
        self.paragraph(1, 2)
        self.heading("Omröstningsresultat")
        stops = [0, 0.48, 0.62, 0.76, 0.9]
        self.set.row(["Ledamot", "Parti", "Ja", "Nej", "Avstår"], stops, bold=True)
        sums = [0, 0, 0]
        for _ in range(self.rng.randint(8, 12)):
            vote = self.rng.choice([0, 0, 1, 1, 2])
            sums[vote] += 1
            self.set.row([self.prose.name(), self.rng.choice(PARTIES), "X"], [0, 0.48, stops[2 + vote]])
        self.set.row(["Summa", *map(str, sums)], [0, *stops[2:]], bold=True)
        self.set.gap(0.6 * self.line)
        self.paragraph(1, 2)
        self.set.text("text", f"Beslutet framgår av § {self.number - 1} ovan.")

    def columns(self):
        self.set.spanning = True
        self.heading(self.prose.matter(), 4)
        self.set.spanning = False
        self.set.top = self.set.y
        while len(self.set.pages) == 1 and not (self.set.column and self.set.y > self.set.bottom - 4 * self.line):
            self.heading(f"§ {self.number} {self.rng.choice(HEADINGS)}")
            self.number += 1
            self.paragraph(2, 3)

    def letter(self):
        page, prose = self.set.page, self.prose
        self.set.put(page, prose.town.upper(), self.style.left, 52, self.style.size + 4, True, "head")
        self.set.y = 75
        self.set.row(["Datum", "Vår beteckning", "Er beteckning"], [0, 0.4, 0.72], size=self.style.size - 1.5)
        self.set.row([prose.date(), prose.dnr(), prose.dnr()], [0, 0.4, 0.72])
        self.set.gap(self.line)
        for text in [f"{prose.name()}, {self.rng.choice(OFFICES)}", prose.email(), f"0{self.rng.randint(11, 98)}-{self.rng.randint(10, 99)} {self.rng.randint(10, 99)} 00"]:
            self.set.text("line", text)
        self.set.gap(self.line)
        for text in [capital(prose.organ), f"{self.rng.choice(STREETS)} {self.rng.randint(1, 80)}", f"{self.rng.randint(100, 980)} {self.rng.randint(10, 99)} {prose.town}"]:
            self.set.text("line", text)
        matter = prose.matter()
        self.heading(f"Yttrande över {self.rng.choice(['remiss', 'förslag', 'ansökan'])} om {matter[0].lower()}{matter[1:]}")
        while not self.full:
            self.paragraph()
        self.set.text("line", "Med vänlig hälsning")
        self.set.gap(self.line)
        self.set.text("line", prose.name())

    def typed(self):
        """A machine's letters; paragraph numbers stand in the margin."""
        for text in [f"{self.prose.town.upper()} KOMMUN", f"{capital(self.prose.organ)} den {self.rng.randint(1, 28)} {self.rng.choice(MONTHS)} {self.rng.randint(1958, 1989)}"]:
            self.set.text("line", text)
        while not self.full:
            self.set.gap(0.8 * self.line)
            self.set.row([f"§ {self.number}", self.prose.matter()], [0, 0.16])
            self.number += 1
            self.set.gap(0.3 * self.line)
            self.set.text("text", self.prose.sentences(2, 3), left=0.16 * self.set.room)

    def reservation(self):
        self.heading(f"Reservation mot beslutet i § {self.number}", 2)
        self.set.text("line", f"{capital(self.prose.organ)} {self.prose.date()}, {self.prose.dnr()}")
        self.set.gap(0.5 * self.line)
        quotes = self.prose.quotes
        while self.set.y < FULL_PAGE - 130:
            self.paragraph(2, 4)
            self.set.text("quote", f"{quotes[0]}{self.prose.sentences(1, 2)}{quotes[1]}", left=24, right=24)
            self.set.gap(0.6 * self.line)
        self.set.text("text", "Vi yrkade därför")
        self.items(None, self.rng.randint(2, 3), self.prose.decision)
        for _ in range(2):
            self.set.text("line", self.prose.member())

    def budget(self):
        self.section()
        self.paragraph(1, 2)
        stops, year = [0, 0.55, 0.72, 0.88], self.rng.randint(1990, 2026)
        self.set.row(["Verksamhet", f"Bokslut {year}", f"Budget {year + 1}", "%"], stops, numbers=True, bold=True)
        for post in self.rng.sample(POSTS, self.rng.randint(6, 9)):
            figures = [f"{self.rng.randint(-9, 60)} {self.rng.randint(100, 999)}" for _ in range(2)]
            self.set.row([post, *figures, f"{self.prose.percent()} %"], stops, numbers=True)
        self.set.gap(0.8 * self.line)
        while not self.full:
            self.paragraph(2, 3)


LAYOUTS = ["minutes", "attendance", "votes", "columns", "bullets", "typed", "letter", "reservation", "budget"]


def lines_of(words):
    """Words as they stand, a line a line."""
    lines, last = [], None
    for word in words:
        place = (word.block, round(word.y, 1))
        if place == last:
            lines[-1] += " " + word.text
        else:
            lines.append(word.text)
        last = place
    return lines


def make_sheet(seed, group, layout, outside=None):
    """The page to draw, its lines as printed, its paragraphs, and the lines of its head."""
    sheet = Sheet(random.Random(f"{seed} {group} {layout}"), layout, seed < 100, outside)
    first = sheet.set.pages[0]
    over = {word.block for page in sheet.set.pages[1:] for word in page.words}
    first.words = [word for word in first.words if word.block not in over]
    shown = sorted({word.block for word in first.words if word.block >= 0})
    head = lines_of([word for word in first.words if word.kind == "head"])
    return {"page": first, "style": sheet.style, "lines": lines_of(first.words), "head": head,
            "flow": [sheet.set.blocks[block]["text"] for block in shown]}

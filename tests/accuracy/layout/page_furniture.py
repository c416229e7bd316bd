"""Running heads and feet, page numbers, stamps and line numbers of the generated documents."""

from council_text import ORGANS, TOWNS

FORMS = ["Sida {n} ({m})", "{n}({m})", "- {n} -", "{n} ({m})", "Sid {n}", "Sida {n} av {m}", "{n}", "{n}/{m}", "Blad {n}", "– {n} –"]


class Furniture:
    def __init__(self, rng, setter, writer):
        self.rng, self.set, self.writer = rng, setter, writer
        self.left, self.from_right = setter.style.left, setter.style.right
        self.size = setter.style.size - rng.choice([0, 1, 2])
        self.town, self.organ = rng.choice(TOWNS), rng.choice(ORGANS)
        self.date = f"{rng.randint(2019, 2026)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        self.dnr = writer.dnr()
        self.form = rng.choice(FORMS)
        self.first_number = 1 if rng.random() < 0.8 else rng.randint(2, 40)
        self.head = rng.choice([self.head_table, self.head_line, self.head_first, self.head_sides, self.head_paragraphs, None])
        self.foot = rng.choice([self.foot_signatures, self.foot_address, self.foot_centre, self.foot_outer, None])
        self.number_in_head = self.head is not None and rng.random() < 0.6
        self.stamps = rng.random() < 0.12 and setter.style.right > 70
        self.line_numbers = rng.choice([1, 5]) if rng.random() < 0.1 and setter.style.columns == 1 else 0

    def mark_margins(self):
        """Stamps or line numbers, where there is room."""
        self.stamps = self.set.style.right > 60
        self.line_numbers = self.set.style.columns == 1 and self.rng.choice([0, 1, 5, 10])

    def choose_more(self, rng):
        """Heads and feet of forms: a third of the documents have one."""
        if rng.random() < 0.25:
            self.head, self.number_in_head = rng.choice([self.head_logo, self.head_labels]), True
        if rng.random() < 0.25:
            self.foot = self.foot_columns

    def right_of(self, page):
        return page.width - self.from_right

    def put_all(self):
        total = len(self.set.pages) + self.first_number - 1
        for i, page in enumerate(self.set.pages):
            self.number = self.form.format(n=i + self.first_number, m=total)
            if self.line_numbers:
                self.put_line_numbers(page)
            if self.head:
                self.head(page, i)
            if self.foot:
                self.foot(page, i)
            if self.stamps:
                self.put_stamp(page)

    # ---- pieces of a line: at the left, in the middle, at the right

    def put(self, page, text, y, at, kind, bold=False, size=None):
        size = size or self.size
        width = sum(self.set.measure(w, size, bold) for w in text.split(" ")) + text.count(" ") * self.set.measure(" ", size, bold)
        right = self.right_of(page)
        x = {"left": self.left, "middle": (self.left + right - width) / 2, "right": right - width}[at]
        self.set.put(page, text, x, y, size, bold, kind)

    def head_number(self, page, y, at="right"):
        if self.number_in_head:
            self.put(page, self.number, y, at, "number")

    def head_table(self, page, _):
        self.put(page, f"{self.town} kommun", 45, "left", "head", bold=True)
        self.put(page, "SAMMANTRÄDESPROTOKOLL", 45, "middle", "head")
        self.head_number(page, 45)
        self.put(page, self.organ[0].upper() + self.organ[1:], 45 + 1.4 * self.size, "left", "head")
        self.put(page, f"Sammanträdesdatum {self.date}", 45 + 1.4 * self.size, "right", "head")
        self.set.rule(page, self.left, 52 + 1.4 * self.size, self.right_of(page) - self.left)

    def head_line(self, page, _):
        self.put(page, f"Dnr {self.dnr}", 48, "left", "head")
        self.head_number(page, 48)

    def head_first(self, page, i):
        if i == 0:
            self.put(page, f"{self.town} kommun", 44, "left", "head", bold=True, size=self.size + 5)
        else:
            self.put(page, f"{self.town} kommun, {self.organ}", 44, "left", "head")
        self.put(page, self.date, 44, "right", "head")
        self.head_number(page, 44 + 1.4 * self.size)

    def head_sides(self, page, i):
        self.put(page, f"{self.organ[0].upper() + self.organ[1:]} {self.date}", 50, "left" if i % 2 else "right", "head")
        self.head_number(page, 50, "right" if i % 2 else "left")

    def head_paragraphs(self, page, i):
        start = 12 + 3 * i
        self.put(page, f"{self.town} kommun", 42, "left", "head")
        self.put(page, f"Protokoll {self.date}, §§ {start}-{start + self.rng.randint(1, 2)}", 42 + 1.3 * self.size, "left", "head")
        self.head_number(page, 42)

    def head_logo(self, page, i):
        """The name of the town, large, what it is, the day and the number in one row."""
        self.put(page, self.town.upper(), 46, "left", "head", bold=True, size=self.size + 4)
        self.put(page, f"Protokoll {self.date}", 46, "middle", "head")
        self.put(page, self.number, 46, "right", "number")

    def head_labels(self, page, i):
        """Labels, and below them what they mean; the number among them."""
        small, right = self.size - 2, self.right_of(page)
        xs = [self.left, self.left + 0.4 * (right - self.left), self.left + 0.8 * (right - self.left)]
        for x, label in zip(xs, ["Nämnd", "Datum", "Sida"]):
            self.set.put(page, label, x, 40, small, False, "head")
        self.set.put(page, self.organ[0].upper() + self.organ[1:], xs[0], 42 + self.size, self.size, False, "head")
        self.set.put(page, self.date, xs[1], 42 + self.size, self.size, False, "head")
        self.set.put(page, self.number, xs[2], 42 + self.size, self.size, False, "number")

    def foot_columns(self, page, i):
        """Address, telephone and number of the organisation beside each other."""
        small, room = max(6.5, self.size - 3), self.right_of(page) - self.left
        lists = [[f"{self.town} kommun", "Storgatan 12", f"123 45 {self.town}"], ["Telefon 0500-12 34 00", "Fax 0500-12 34 01"],
                 ["Org.nr 212000-1234", "Bankgiro 123-4567", "kommun@kommunen.se"]]
        for x, lines in zip([self.left, self.left + 0.4 * room, self.left + 0.72 * room], lists):
            for k, line in enumerate(lines):
                self.set.put(page, line, x, page.height - 62 + 1.25 * small * k, small, False, "foot")
        if not self.number_in_head:
            self.put(page, self.number, page.height - 26, "middle", "number")

    def foot_signatures(self, page, i):
        y = page.height - 60
        self.set.rule(page, self.left, y - 1.6 * self.size, self.right_of(page) - self.left)
        small = self.size - 1.5
        self.put(page, "Justerarens signatur", y, "left", "foot", size=small)
        self.put(page, "Utdragsbestyrkande", y, "right", "foot", size=small)
        if not self.number_in_head:
            self.put(page, self.number, page.height - 35, "middle", "number")

    def foot_address(self, page, i):
        small = self.size - 1
        y = page.height - 56
        town = self.town.lower().replace("å", "a").replace("ä", "a").replace("ö", "o")
        self.put(page, f"{self.town} kommun, {100 + len(town)} 45 {self.town}", y, "left", "foot", size=small)
        self.put(page, f"Telefon 0500-12 34 00, kommun@{town}.se", y + 1.3 * small, "left", "foot", size=small)
        if not self.number_in_head:
            self.put(page, self.number, y, "right", "number", size=small)

    def foot_centre(self, page, _):
        if self.number_in_head:
            return
        self.put(page, self.number, page.height - 48, "middle", "number")

    def foot_outer(self, page, i):
        sides = ["left", "right"] if i % 2 else ["right", "left"]
        if not self.number_in_head:
            self.put(page, self.number, page.height - 46, sides[0], "number")
        self.put(page, f"Dnr {self.dnr}", page.height - 46, sides[1], "foot")

    def put_stamp(self, page):
        x, y = self.right_of(page) + 14, 300 + self.rng.uniform(-2, 2)
        for k, text in enumerate(["Just.", "sign."]):
            self.set.put(page, text, x, y + 9 * k, 7.5, False, "stamp")

    def put_line_numbers(self, page):
        heights = sorted({round(w.y, 2) for w in page.words if w.block >= 0})
        for k, y in enumerate(heights, 1):
            if k % self.line_numbers == 0:
                width = self.set.measure(str(k), 7)
                self.set.put(page, str(k), self.left - 22 - width, y, 7, False, "lineno")

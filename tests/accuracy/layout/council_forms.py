"""Forms of council documents beside running text: letterheads, contents, lists of members beside each other, signatures
beside each other, tables with wrapped cells, wide tables on pages on their side, notes at the foot, lists of two levels."""

import random

from council_text import HEADINGS, MATTERS, MONTHS, ORGANS, PLACES, POSTS, TOWNS

TITLES = "Ordförande|Sekreterare|Kommundirektör|Förvaltningschef|Utredare|Ekonomichef|Nämndsekreterare|Justerare".split("|")
LABELS = ["Datum", "Diarienummer", "Handläggare", "Ert datum", "Er beteckning", "Sida", "Telefon"]
STREETS = "Storgatan|Kyrkogatan|Järnvägsgatan|Skolvägen|Torggatan|Hamngatan".split("|")
NOTES = """SFS 2017:725, 4 kap.|Protokoll den {d} {m} {y}, § {i}.|Se även förvaltningens skrivelse den {d} {m} {y}.
Beräknat på {i} procent av invånarna i {t}.|Kommunala styrdokument, antagna av {o} den {d} {m} {y}.
Uppgiften avser år {y} och har hämtats ur {o}s årsredovisning, där jämförelsetal för närliggande kommuner också finns."""
NOTES = NOTES.replace("\n", "|").split("|")


class Forms:
    """Adds forms to a document. Its chance is its own, so that the rest of the document stays as it would be without."""

    def __init__(self, seed, author):
        self.rng = random.Random(seed * 104729 + 7)
        self.author, self.set, self.style, self.line = author, author.set, author.style, author.line
        chance = self.rng.random
        self.letterhead = self.rng.choice([self.label_grid, self.sender_and_receiver, None, None])
        self.has_contents = chance() < 0.2
        self.members = chance() < 0.25
        self.sided = chance() < 0.4
        self.dnr_at_right = chance() < 0.3
        self.wide = chance() < 0.15
        self.often = {name: chance() < 0.3 for name in ("note", "wrapped", "nested")}

    def words(self, pattern):
        """A pattern of the writer filled with this form's own chance."""
        writer = self.author.writer
        writer.rng, kept = self.rng, writer.rng
        text = writer.fill(pattern)
        writer.rng = kept
        return text

    def name(self):
        return self.words("{N}")

    def party_name(self):
        return self.words("{N} ({k})")

    # ---- at the beginning

    def begin(self):
        if self.letterhead:
            self.set.gap(1.5 * self.line)
            self.letterhead()
        if self.has_contents:
            self.contents()

    def label_grid(self):
        """Labels in a row, what they mean below them."""
        labels = self.rng.sample(LABELS, 3)
        values = {"Datum": self.words("{y}-10-{d}"), "Ert datum": self.words("{d} {m} {y}"), "Diarienummer": self.author.writer.dnr(),
                  "Er beteckning": self.words("Dnr {y}-{i}"), "Handläggare": self.name(), "Sida": "1 (1)", "Telefon": "0500-12 34 00"}
        values["Diarienummer"] = self.words("KS {y}/{i}")
        stops = [0, 0.4, 0.72]
        self.set.row(labels, stops, size=self.style.size - 2)
        self.set.row([values[label] for label in labels], stops)
        self.set.gap(1.5 * self.line)

    def sender_and_receiver(self):
        """Two blocks of lines, each with lines of its own."""
        town = self.rng.choice(TOWNS)
        organ = self.rng.choice(ORGANS)
        sender = [f"{town} kommun", organ[0].upper() + organ[1:], f"{self.name()}, utredare", "0500-12 34 56"]
        receiver = [self.words("{t} kommun"), f"{self.rng.choice(STREETS)} {self.rng.randint(1, 60)}",
                    f"{self.rng.randint(100, 900)} {self.rng.randint(10, 99)} {self.rng.choice(TOWNS)}"]
        self.set.beside([sender, receiver], [0, 0.56], [0, 0.45 * self.line])
        self.set.gap(2 * self.line)

    def contents(self):
        self.author.heading("Innehåll")
        self.set.gap(0.4 * self.line)
        page = 1
        numbered = self.rng.random() < 0.6
        titles = self.rng.sample(HEADINGS, self.rng.randint(4, 8))
        for i, title in enumerate(titles, 1):
            text = f"{i}. {title}" if numbered else title
            page += self.rng.randint(0, 3)
            self.set.leaders(text, str(page))
        self.set.gap(1.5 * self.line)
        self.author.after_heading = True

    def member_lists(self):
        """Members and substitutes beside each other, in rows."""
        self.author.heading("Närvarande")
        self.set.gap(0.3 * self.line)
        self.set.row(["Ledamöter", "Ersättare"], [0, 0.5], bold=True)
        rows = self.rng.randint(4, 9)
        substitutes = self.rng.randint(3, rows)
        for i in range(rows):
            cells = [self.party_name()] + [self.party_name()] * (i < substitutes)
            self.set.row(cells, [0, 0.5])
        self.author.after_heading = False

    # ---- within

    def number_line(self, number):
        self.set.row([f"§ {number}", self.words("Dnr KS {y}/{i}")], [0, 1.0], numbers=True, bold=self.author.bold, kind="heading")

    def after_part(self):
        chance = self.rng.random
        if self.often["note"] and chance() < 0.35:
            self.set.note(self.words(self.rng.choice(NOTES)))
        if self.often["wrapped"] and self.style.columns == 1 and chance() < 0.3:
            self.wrapped_table()
        if self.often["nested"] and chance() < 0.3:
            self.nested_list()

    def wrapped_table(self):
        """A table whose first cells are wrapped; the figures stand beside their first line."""
        rows = [("Åtgärd", ["2024", "2025"])]
        for _ in range(self.rng.randint(3, 6)):
            matter = self.rng.choice(MATTERS)
            text = self.rng.choice(["Genomlysning av", "Ökade kostnader för", "Fortsatt arbete med", "Uppföljning av"])
            rows.append((f"{text} {matter}", [f"{self.rng.randint(1, 9)} {self.rng.randint(100, 999)}" for _ in range(2)]))
        self.set.need(8 * self.line)
        self.set.gap(0.7 * self.line)
        for i, (text, figures) in enumerate(rows):
            self.set.wrapped_row(text, figures, 0.48, [0.75, 1.0], bold=i == 0)
            self.set.gap(0.35 * self.line)
        self.set.gap(0.5 * self.line)
        self.author.after_heading = True

    def nested_list(self):
        outer, inner = self.rng.choice([("•", "–"), ("-", "•"), ("•", "o")])
        for _ in range(self.rng.randint(2, 3)):
            self.set.gap(0.5 * self.author.paragraph_gap)
            self.set.text("item", self.words("stöd till {p} i {t} under {y}"), left=12, marker=outer)
            for _ in range(self.rng.randint(0, 3)):
                self.set.text("item", self.words("{a} enligt beslut av {o} den {d} {m}"), left=34, marker=inner)
        self.author.after_heading = True

    def wide_page(self):
        """A table of many columns on a page on its side."""
        self.set.turn_page(on_its_side=True)
        self.set.spanning = True
        self.set.text("heading", self.words("Bilaga {i} Budget i sammandrag"), size=self.author.heading_size, bold=True)
        self.set.gap(self.line)
        columns = self.rng.randint(5, 8)
        stops = [0] + [0.25 + 0.75 * (i + 1) / columns for i in range(columns)]
        self.set.row(["Nämnd"] + [str(2018 + i) for i in range(columns)], stops, numbers=True, bold=True)
        for post in self.rng.sample(POSTS, 9):
            self.set.row([post] + [f"{self.rng.randint(1, 60)} {self.rng.randint(100, 999)}" for _ in range(columns)], stops, numbers=True)
        self.set.spanning = False
        self.set.turn_page()

    # ---- at the end

    def signatures(self):
        """Places to sign beside each other: a dotted line, a name, a title."""
        self.set.need(8 * self.line)
        self.set.gap(2 * self.line)
        self.set.spanning = True
        people = [["." * int(self.rng.uniform(0.3, 0.4) * self.set.room / self.set.measure(".", self.style.size)), self.name(), self.rng.choice(TITLES)] for _ in range(2)]
        self.set.beside(people, [0, 0.55], [0, 0])
        self.set.spanning = False

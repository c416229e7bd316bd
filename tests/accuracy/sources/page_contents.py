"""What stands on the pages: lists of Run(x, y, size, text), y from the top in points."""

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "layout"))
from council_text import HEADINGS, MONTHS, ORGANS, PLACES, TOWNS, Writer  # noqa: E402

WIDTH, HEIGHT = 595, 842

ENGLISH = """The committee received a report on the condition of the school buildings in {t}.
Members noted that the number of applications had risen by {i} per cent since the spring.
The cost of the works is estimated at {n} kronor and can be met within the approved budget.
A further report will be presented to the board before the end of {y}.
Residents were invited to comment on the draft plan, and {i} written replies were received.
The contract with the present supplier expires in {y} and may be extended by two years.
It was agreed that the working group should continue and report back to the next meeting.
Safety at road crossings near schools was raised by several of those present.
The library will be closed for repairs during the summer, with a smaller branch open instead.
The auditor found no reason for remarks but recommended clearer routines for procurement.""".split("\n")
FINNISH = """Lautakunta käsitteli selvityksen koulurakennusten kunnosta kunnassa {t}.
Hakemusten määrä on kasvanut {i} prosenttia viime keväästä.
Töiden kustannukset ovat arviolta {n} kruunua, ja ne mahtuvat hyväksyttyyn talousarvioon.
Asiasta annetaan uusi selvitys ennen vuoden {y} loppua.
Asukkailta pyydettiin lausuntoja luonnoksesta, ja vastauksia saatiin {i} kappaletta.
Sopimus nykyisen toimittajan kanssa päättyy vuonna {y}, ja sitä voidaan jatkaa kahdella vuodella.
Työryhmän päätettiin jatkavan työtään ja raportoivan seuraavassa kokouksessa.
Vähemmistökielten asema on huomioitava palvelujen suunnittelussa ja viestinnässä.""".split("\n")
WIDE_NAMES = """Þórunn Guðmundsdóttir|Mohammed Al-Khatib|Ewa Wiśniewska|Nguyễn Thị Hương|Jürgen Köhler|Siân Llywelyn
Marija Đurić|Håkan Bäckström|Şebnem Yıldız|Åsa Öberg|Kjell-Åke Hjärne|Dragan Petrović|Pekka Hämäläinen|Zsófia Kovács
Anaïs Lefèvre|Björk Ómarsdóttir|Tuğba Çelik|Óscar Núñez|Leyla Hosseini|Bo G Wååg""".replace("\n", "|").split("|")


@dataclass
class Run:
    x: float
    y: float
    size: float
    text: str


class Sheet:
    def __init__(self, font, size=11, left=72, right=72):
        self.font, self.size, self.left, self.right, self.y, self.runs = font, size, left, right, 72.0, []

    def put(self, text, x=None, size=None):
        self.runs.append(Run(self.left if x is None else x, self.y, size or self.size, self.known(text)))

    def known(self, text):
        return "".join(c if c == " " or self.font.has(c) else "?" for c in text)

    def down(self, lines=1.0):
        self.y += 1.35 * self.size * lines

    @property
    def full(self):
        return self.y > HEIGHT - 80

    def paragraph(self, text):
        line = ""
        for word in text.split() + [None]:
            tried = f"{line} {word}" if line else word
            if word is not None and self.font.measure(tried) * self.size <= WIDTH - self.left - self.right:
                line = tried
                continue
            if self.full:
                return
            self.put(line)
            self.down()
            line = word
        self.down(0.6)

    def heading(self, text):
        self.down(0.4)
        self.put(text, size=self.size + 3)
        self.down(1.4)


def pick(rng, patterns):
    values = dict(t=rng.choice(TOWNS), i=rng.randint(3, 49), y=rng.randint(2018, 2027), n=Writer(rng).number())
    return rng.choice(patterns).format(**values)


def prose(rng, sheet, paragraphs=6):
    writer = Writer(rng)
    for i in range(paragraphs):
        if i % 3 == 0:
            sheet.heading(rng.choice(HEADINGS))
        sheet.paragraph(writer.sentences(2, 5))


def half(rng, sheet):
    prose(rng, sheet, 2)


def cover(rng, sheet):
    sheet.y = 250
    for text in [rng.choice(["Protokoll", "Årsredovisning", "Tjänsteutlåtande"]), rng.choice(ORGANS).capitalize(),
                 f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(1985, 2026)}"]:
        sheet.put(text, size=18)
        sheet.down(4)


def numbers(rng, sheet):
    for _ in range(24):
        for column in range(5):
            sheet.put(f"{rng.randint(1, 99)} {rng.randint(100, 999)}" if rng.random() < 0.8 else f"{rng.random() * 100:.1f}".replace(".", ","),
                      x=80 + 90 * column)
        sheet.down(1.2)


def table(rng, sheet):
    for row in Writer(rng).budget_rows(4) + Writer(rng).budget_rows(4):
        for i, cell in enumerate(row):
            sheet.put(cell, x=72 + (0 if i == 0 else 60 + 80 * i))
        sheet.down(1.2)


def names(rng, sheet):
    sheet.heading("Närvarande")
    for _ in range(22):
        name, party, role = Writer(rng).person_row()
        sheet.put(name if rng.random() < 0.5 else rng.choice(WIDE_NAMES))
        sheet.put(party, x=260)
        sheet.put(role, x=330)
        sheet.down(1.3)


def english(rng, sheet):
    for _ in range(6):
        sheet.paragraph(" ".join(pick(rng, ENGLISH) for _ in range(3)))


def finnish(rng, sheet):
    for _ in range(6):
        sheet.paragraph(" ".join(pick(rng, FINNISH) for _ in range(3)))


def addresses(rng, sheet):
    """Codes, e-mail and web addresses, dates: hardly a word of any language."""
    for _ in range(22):
        first, last = (rng.choice(["anna", "erik", "lena", "per", "ulla"]), rng.choice(["nordin", "rask", "hammar", "wallin"]))
        town = rng.choice(["hogsjo", "ekeryd", "tallnas"])
        sheet.put(rng.choice([f"{first}.{last}@{town}.se", f"www.{town}.se/{last}", f"0{rng.randint(10, 99)}-{rng.randint(100, 999)} {rng.randint(10, 99)} {rng.randint(10, 99)}",
                              f"SE{rng.randint(10 ** 11, 10 ** 12)}", f"{rng.choice('KSBTN')}N-{rng.randint(2001, 2026)}-{rng.randint(1, 999):05d}",
                              f"{rng.randint(2001, 2026)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"]))
        sheet.down(1.3)


def headings(rng, sheet):
    """A list of contents: titles, dots and page numbers."""
    writer = Writer(rng)
    for i in range(20):
        title = f"§ {60 + i} {writer.matter()}"
        sheet.put(title)
        sheet.put("." * 12 + f" {i + 3}", x=430)
        sheet.down(1.3)


def sparse(rng, sheet):
    sheet.y = rng.randint(90, 400)
    sheet.put(f"Bilaga {rng.randint(1, 9)}", size=14)
    sheet.down(2)
    sheet.put(f"{rng.choice(PLACES)}, {rng.choice(TOWNS)}")
    sheet.down(1.3)
    sheet.paragraph(Writer(rng).decision())


CONTENTS = {f.__name__: f for f in (prose, half, cover, numbers, table, names, english, finnish, addresses, headings, sparse)}

#!/usr/bin/python3
"""Half pages of minutes full of § % @ – • “ ” ’ and of what looks like them, printed and scanned.

    make_sign_pages.py OUT FIRST COUNT seen|unseen [FOLDER]

Writes OUT/NNNN.png (with its dpi), OUT/NNNN.txt (what was printed) and OUT/NNNN.how for pages FIRST to FIRST +
COUNT - 1; those that are there stay. FOLDER has more fonts (tools/signs/sign_press.py names the sets). The same
number and fonts make the same page.
"""
import os
import random
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/signs"))
import sign_press  # noqa: E402

TOWNS = "Lillåkra Norrvåla Högsjö Västermåla Öjebro Tallnäs Ekeryd Åminne Sörbygden Kvarnfors".split()
NAMES = "Anna Lindqvist|Göran Åberg|Åke Öhman|Märta Hallberg|Jörgen Söderlund|Ulla Sjögren|Björn Hammar".split("|")
PARTIES = "S M SD C V KD L MP".split()
ORGANS = "kommunstyrelsen|socialnämnden|byggnadsnämnden|tekniska nämnden|kommunfullmäktige|valnämnden".split("|")
HEADS = """Taxa för vatten och avlopp|Svar på motion om gång- och cykelvägar|Årsredovisning|Fyllnadsval
Anmälan av delegationsbeslut|Budgetuppföljning|Detaljplan för Björken 8|Yttrande över remiss|Val av justerare
Ekonomisk rapport|Information från förvaltningen|Öppethållande vid återvinningscentralen|Bidrag till föreningar""".replace("\n", "|").split("|")
LAWS = "kommunallagen|plan- och bygglagen|förvaltningslagen|socialtjänstlagen|skollagen|miljöbalken|tryckfrihetsförordningen".split("|")

SENTENCES = """Med stöd av {k} kap. {i} § {law} beslutar {organ} att avslå ansökan.
Enligt {i} § {law} ska {organ} yttra sig före den {d} mars {y}.
{Organ} beslutade den {d} juni {y}, § {n}, att återremittera ärendet.
Se även {organ}s protokoll {y}-0{m}-{d2}, §§ {n}–{n2}.
Bestämmelserna i {k} kap. {i} och {j} §§ {law} är tillämpliga.
Kostnaden ökar med {i} % och väntas uppgå till {i} {t} 000 kronor.
Andelen nöjda var {i},{j} % i {town} mot {j} procent året innan.
Av de {i} tillfrågade svarade {j}% att de var nöjda.
Frågor besvaras av registrator@{towna}.se eller {first}.{last}@{towna}.se senast den {d} maj.
Perioden {y}–{y2} omfattar {i}–{i2} lägenheter i {town} – de flesta små.
Förslaget – som har varit på remiss – väntas kosta {i} {t} 000 kronor.
Kl. 08.30–12.15 ajourneras sammanträdet i {town}.
{name} ({p}) säger att ”frågan är dåligt utredd” och yrkar avslag.
{name} ({p}) kallar förslaget “oskäligt” och får medhåll av {name2} ({p2}).
Rapporten ”Hållbar tillväxt i {town}” läggs till handlingarna.
Parterna i Lloyd’s och O’Neills avtal har inte hörts om {town}.
Tomten {town} 5:{i} är {t} kvadratmeter och ligger vid väg {j}.
Bidraget är {i} {t} kronor, varav {j} kronor betalas {y}.
AB Holm & Söner har lämnat anbud på {i} {t} 000 kronor.
Ärendet bordlades {y}-0{m}-{d2} och har dnr KS-{y}-00{t}.
Deltagare: {name} ({p}), {name2} (S), en ledig plats samt {j} åhörare.
Hyran höjs från {i} {t} till {j} {t} kronor i månaden för e-tjänster.
Nämnden har {i} 8 {j} som underlag för sitt yttrande till {organ}.
Vid S 4 i {town} byggs {i} platser, 8 av dem för personal och 5 för besök.
Motionären menar att barn- och ungdomsgården i {town} bör rustas upp.""".split("\n")
BULLETS = """att {organ} får i uppdrag att se över taxan
ökad samverkan med {organ} i {town}
{i} nya platser på förskolan i {town}
E-post till alla som bor i {town}
8 lägenheter för äldre""".split("\n")


class Writer:
    def __init__(self, rng):
        self.rng = rng
        self.number = rng.randint(1, 380)
        self.english = rng.random() < 0.25  # “...” throughout
        self.straight = rng.random() < 0.3  # ' for ’
        self.bullet = rng.choice("•••-–")

    def fill(self, pattern):
        c, r = self.rng.choice, self.rng.randint
        organ, name, i = c(ORGANS), c(NAMES), r(2, 89)
        n, y = r(1, 380), r(2009, 2027)
        first, last = name.lower().translate(str.maketrans("åäö", "aao")).split()
        town = c(TOWNS)
        text = pattern.format(k=r(2, 12), i=i, i2=i + r(1, 40), j=r(2, 58), law=c(LAWS), organ=organ, Organ=organ.capitalize(), d=r(1, 28), d2=r(10, 28),
                              m=r(1, 9), y=y, y2=y + r(1, 4), n=n, n2=n + r(1, 5), t=r(100, 989), town=town, p=c(PARTIES), p2=c(PARTIES),
                              towna=town.lower().translate(str.maketrans("åäö", "aao")), first=first, last=last, name=name, name2=c(NAMES))
        if not self.english:
            text = text.replace("“", "”")
        elif "“" not in text:
            text = text.replace("”", "“", 1)
        return text.replace("’", "'") if self.straight else text

    def heading(self):
        self.number += self.rng.randint(1, 2)
        form = self.rng.choice(["§ {} {}", "§ {} {}", "§ {}\t{}", "§{} {}", "{} § {}", "§ {}", "{} §", "§§ {}–{} {}"])
        head = self.rng.choice(HEADS)
        if form.startswith("§§"):
            return form.format(self.number, self.number + 2, head)
        return form.format(self.number, head)


def wrap(text, font, width):
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line]


def rows(writer, rng, font, width):
    """(indent, text) of the lines of a half page."""
    out = []
    while len(out) < 17:
        what = rng.random()
        if what < 0.33:
            out.append((0, writer.heading()))
        elif what < 0.43:
            for _ in range(rng.randint(2, 3)):
                out.append((0.2, writer.bullet + " " + writer.fill(rng.choice(BULLETS))))
        elif what < 0.48:
            cells = [str(rng.randint(2, 99)) for _ in range(4)]
            out.append((0, writer.fill("{town}\t") + "\t".join(cells)))
        else:
            text = " ".join(writer.fill(s) for s in rng.sample(SENTENCES, rng.randint(1, 2)))
            out += [(0, line) for line in wrap(text, font, width)]
    return out


def make(out, number, paths):
    rng = random.Random(f"signs/{number}")
    chance = np.random.default_rng(rng.getrandbits(63))
    path, points = rng.choice(paths), rng.choice([9, 10, 10, 11, 11, 12, 12, 13, 14])
    font, dpi = sign_press.open_font(path, points), sign_press.PRINT_DPI
    width, step = 6 * dpi, round(points * dpi / 72 * rng.uniform(1.15, 1.5))
    lines = rows(Writer(rng), rng, font, width)
    page, draw = sign_press.blank_page(round(7.4 * dpi), step * len(lines) + round(1.0 * dpi))
    for i, (indent, text) in enumerate(lines):
        x = (0.7 + indent) * dpi
        for piece in text.split("\t"):
            sign_press.set_line(draw, round(x), round(0.5 * dpi) + i * step, piece, font)
            x += max(font.getlength(piece + "  "), 0.6 * dpi)
    kind = rng.choice(sign_press.DAMAGES)
    image, seen = sign_press.scan(page, kind, rng, chance)
    base = os.path.join(out, f"{number:04}")
    image.save(base + ".png", dpi=(seen, seen))
    with open(base + ".txt", "w", encoding="utf-8") as file:
        file.writelines(text.replace("\t", " ") + "\n" for _, text in lines)
    with open(base + ".how", "w", encoding="utf-8") as file:
        print(kind, os.path.basename(path), points, seen, sep="\t", file=file)


def main():
    out, first, count, which = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    paths = sign_press.fonts({"seen": sign_press.SEEN, "unseen": sign_press.UNSEEN}[which], *sys.argv[5:6])
    os.makedirs(out, exist_ok=True)
    for number in range(first, first + count):
        if not os.path.exists(os.path.join(out, f"{number:04}.how")):
            make(out, number, paths)


if __name__ == "__main__":
    main()

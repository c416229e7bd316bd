#!/usr/bin/python3
"""Makes PDFs whose text layers are sound, or broken in a known way.

Usage:  make_layers.py FOLDER FIRST COUNT

For each seed FIRST .. FIRST+COUNT-1 one PDF per kind, KIND-SEED.pdf, with a page for each of the
contents that the kind is tried on; truth.json has for each page what ought to be done with its layer
(keep: nobody may recognise it anew; redo: it must be recognised; any: either will do if the words come out right;
blank) and its words. Needs pdftoppm, python3-pil, python3-numpy and fonts-liberation, -dejavu, -crosextra-carlito.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from page_contents import CONTENTS, HEIGHT, WIDTH, Run, Sheet
from pdf_writer import Coded, Font, Pdf

FOLDER = "/usr/share/fonts/truetype"
FILES = ["liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSans-Regular.ttf", "dejavu/DejaVuSans.ttf",
         "dejavu/DejaVuSerif.ttf", "crosextra/Carlito-Regular.ttf", "crosextra/Caladea-Regular.ttf"]
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
WORDY = ("prose", "half", "names", "headings")
GOOD = tuple(CONTENTS)


# ---- how runs are drawn

def shown(coded, run, dx=0.0, dy=0.0, extra=""):
    return f"{extra}BT /F {run.size} Tf 1 0 0 1 {run.x + dx:.2f} {HEIGHT - run.y + dy:.2f} Tm {coded.string(run.text)} Tj ET\n"


def plain(rng, coded, runs):
    return "".join(shown(coded, r) for r in runs)


def pieces(runs, unit):
    """The words, or the letters, of runs, each with its place."""
    for run in runs:
        def place(i):
            return run.x + run.size * CODED.font.measure(run.text[:i])
        start = 0
        for i, char in enumerate(run.text + " "):
            if unit == "letter" and char != " ":
                yield Run(place(i), run.y, run.size, char)
            elif unit == "word" and char == " ":
                if i > start:
                    yield Run(place(start), run.y, run.size, run.text[start:i])
                start = i + 1


CODED = None  # the font that is drawn with; set by draw()


def by_words(rng, coded, runs):
    return plain(rng, coded, pieces(runs, "word"))


def by_letters(rng, coded, runs):
    return plain(rng, coded, pieces(runs, "letter"))


def shuffled(rng, coded, runs):
    words = list(pieces(runs, "word"))
    rng.shuffle(words)
    return plain(rng, coded, words)


def backwards(rng, coded, runs):
    return plain(rng, coded, reversed(list(pieces(runs, "letter"))))


def bold_line(offset, down=0.0):
    return lambda rng, coded, runs: "".join(shown(coded, r) + shown(coded, r, offset, -down) for r in runs)


def bold_word(rng, coded, runs):
    return "".join(shown(coded, r) + shown(coded, r, 0.5) for r in pieces(runs, "word"))


def bold_letter(rng, coded, runs):
    return "".join(shown(coded, r) + shown(coded, r, 0.4) for r in pieces(runs, "letter"))


def bold_page(rng, coded, runs):
    return plain(rng, coded, runs) + "".join(shown(coded, r, 0.6, -0.3) for r in runs)


JUNK = ["hemligt utkast får inte spridas", "sökord kommun protokoll nämnd", "lorem ipsum dolor sit amet"]


def with_white(rng, coded, runs):
    gap = Run(72, 60, 9, rng.choice(JUNK))
    return plain(rng, coded, runs) + "1 1 1 rg\n" + shown(coded, gap) + shown(coded, Run(72, 800, 9, rng.choice(JUNK))) + "0 g\n"


def with_tiny(rng, coded, runs):
    return plain(rng, coded, runs) + shown(coded, Run(72, 55, 0.01, rng.choice(JUNK))) + shown(coded, Run(90, 500, 0.3, rng.choice(JUNK)))


def with_unseen(rng, coded, runs):
    return plain(rng, coded, runs) + "BT 3 Tr ET\n" + shown(coded, Run(72, 60, 9, rng.choice(JUNK))) + "BT 0 Tr ET\n"


def with_outside(rng, coded, runs):
    return plain(rng, coded, runs) + shown(coded, Run(700, 100, 9, rng.choice(JUNK))) + shown(coded, Run(72, -40, 9, rng.choice(JUNK)))


def spaced_heads(rng, coded, runs):
    """The large type is spaced out: P R O T O K O L L."""
    small = min(r.size for r in runs)
    return "".join((f"BT 3 Tc ET\n{shown(coded, r)}BT 0 Tc ET\n" if r.size > small else shown(coded, r)) for r in runs)


def blank_heads(rng, coded, runs):
    """The same with blanks that are drawn."""
    small = min(r.size for r in runs)
    return "".join(shown(coded, Run(r.x, r.y, r.size, " ".join(r.text)) if r.size > small else r) for r in runs)


# ---- what the letters are said to mean

def meaning_of(table):
    return lambda char, code: table.get(char, char)


def shifted(char, code):
    return chr(max(ord(char) - 29, 1)) if ord(char) < 0x100 else char


def decomposed(marks):
    parts = {"å": ("a", 0), "ä": ("a", 1), "ö": ("o", 1), "Å": ("A", 0), "Ä": ("A", 1), "Ö": ("O", 1), "é": ("e", 2)}

    def meaning(char, code):
        if char not in parts:
            return char
        letter, mark = parts[char]
        return letter + marks[mark] if marks[0] == "\u030a" else marks[mark] + letter
    return meaning


LOST = {c: "" for c in "åäöÅÄÖ"}
CURRENCY = {c: "¤" for c in "åäöÅÄÖ"}
BARE = dict(zip("åäöÅÄÖ", "aaoAAO"))
MAC = dict(zip("åäöÅÄÖéü", "ŒŠš€…‚ŽŸ"))


class Kind:
    def __init__(self, wanted, contents, draw=plain, meaning=lambda char, code: char, claim=lambda w: w, ligatures=None,
                 change=None):
        self.wanted, self.contents, self.draw, self.meaning = wanted, contents, draw, meaning
        self.claim, self.ligatures, self.change = claim, ligatures, change


def ligature_meaning(table):
    return lambda char, code: table(char, code) if char in LIGATURES.values() else char


def nonbreaking(runs):
    return [Run(r.x, r.y, r.size, r.text.replace(" ", "\u00a0")) for r in runs]


def soft(char, code):
    """Hyphenation points and zero-width blanks left in the words."""
    return {"k": "k\u00ad", "n": "n\u200b", "m": "\u200dm"}.get(char, char)


KINDS = {
    # sound ones
    "good": Kind("keep", GOOD),
    "by-words": Kind("keep", GOOD, by_words),
    "by-letters": Kind("keep", WORDY + ("numbers", "english"), by_letters),
    "shuffled": Kind("keep", WORDY + ("table",), shuffled),
    "backwards": Kind("keep", WORDY + ("table",), backwards),
    "bold-near": Kind("keep", WORDY + ("cover", "numbers"), bold_line(0.3)),
    "bold-far": Kind("keep", WORDY + ("cover", "numbers"), bold_line(0.8, 0.3)),
    "shadow": Kind("keep", WORDY + ("cover", "numbers"), bold_line(1.4, 1.4)),
    "bold-word": Kind("keep", WORDY + ("table",), bold_word),
    "bold-letter": Kind("keep", WORDY, bold_letter),
    "bold-page": Kind("keep", WORDY + ("numbers",), bold_page),
    "white-words": Kind("keep", WORDY, with_white),
    "tiny-words": Kind("keep", WORDY, with_tiny),
    "unseen-words": Kind("keep", WORDY, with_unseen),
    "outside-words": Kind("keep", WORDY, with_outside),
    "ligature-signs": Kind("keep", WORDY + ("english",), ligatures=True),
    "ligature-letters": Kind("keep", WORDY + ("english",), ligatures=True,
                             meaning=ligature_meaning(lambda c, code: {v: k for k, v in LIGATURES.items()}[c])),
    "composed-later": Kind("keep", WORDY, meaning=decomposed(("\u030a", "\u0308", "\u0301"))),
    "nonbreaking": Kind("keep", WORDY + ("table",), change=nonbreaking),
    "soft-hyphens": Kind("keep", WORDY, meaning=soft),
    "spaced-heads": Kind("keep", ("prose", "cover", "names"), spaced_heads),
    "blank-heads": Kind("keep", ("prose", "cover", "names"), blank_heads),
    # broken ones
    "no-map": Kind("redo", WORDY + ("numbers", "english", "cover"), meaning=None),
    "replacement": Kind("redo", WORDY + ("numbers", "cover"), meaning=lambda char, code: "\ufffd"),
    "private": Kind("redo", WORDY + ("numbers", "cover"), meaning=lambda char, code: chr(0xF000 + code)),
    "shifted": Kind("redo", WORDY + ("numbers", "english", "cover"), meaning=shifted),
    "scrambled": Kind("redo", WORDY + ("numbers", "english", "cover"),
                      meaning=lambda char, code: char if char == " " else chr(ord("A") + code * 7 % 57)),
    "digits-scrambled": Kind("redo", ("numbers", "table"),
                             meaning=lambda char, code: str((int(char) * 3 + 4) % 10) if char.isdigit() else char),
    "diacritics-lost": Kind("redo", WORDY + ("cover",), meaning=meaning_of(LOST)),
    "diacritics-currency": Kind("redo", WORDY, meaning=meaning_of(CURRENCY)),
    "diacritics-bare": Kind("redo", WORDY, meaning=meaning_of(BARE)),
    "diacritics-spacing": Kind("any", WORDY, meaning=decomposed(("°", "¨", "´"))),
    "mac": Kind("redo", WORDY, meaning=meaning_of(MAC)),
    "ligature-lost": Kind("redo", ("prose", "half"), ligatures=True, meaning=ligature_meaning(lambda c, code: None)),
    "ligature-control": Kind("redo", ("prose", "half"), ligatures=True,
                             meaning=ligature_meaning(lambda c, code: chr(0x0B + list(LIGATURES.values()).index(c)))),
    "ligature-letter": Kind("redo", ("prose", "half"), ligatures=True,
                            meaning=ligature_meaning(lambda c, code: "Þßð®¿"[list(LIGATURES.values()).index(c)])),
    "no-blanks": Kind("redo", WORDY, by_letters, claim=lambda w: 1.6 * w),
    "letters-apart": Kind("any", ("prose", "half"), by_letters, claim=lambda w: 0.3 * w),
}


# ---- pages with pictures

def raster(pdf_bytes, dpi, noise, rng):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.pdf").write_bytes(pdf_bytes)
        subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), f"{folder}/a.pdf", f"{folder}/a"], check=True)
        data = next(Path(folder).glob("a*.pgm")).read_bytes()
    head = data.split(b"\n", 3)
    width, height = map(int, head[1].split())
    pixels = numpy.frombuffer(head[3], numpy.uint8)[:width * height].reshape(height, width).astype(float)
    chance = numpy.random.default_rng(rng.randrange(1 << 30))
    pixels = 245 - (255 - pixels) * 0.82 + chance.normal(0, noise, pixels.shape)
    return width, height, pixels.clip(0, 255).astype(numpy.uint8).tobytes()


def one_page(draw, coded, runs, rng):
    pdf = Pdf()
    pdf.page(draw(rng, coded, runs), {"F": coded})
    return pdf.bytes()


def misread(rng, text, share):
    table = {"å": "a", "ä": "a", "ö": "o", "e": "c", "n": "ri", "m": "rn", "l": "1", "r": "t", "t": "f", "s": "5", "i": "j", "o": "0", "d": "cl"}
    return "".join(table.get(c, c) if rng.random() < share else c for c in text)


SCANS = {
    # name: wanted, what happens to the hidden words (None: there are none)
    "scan-bare": ("redo", None),
    "scan-good-layer": ("keep", lambda rng, text: text),
    "scan-slips": ("any", lambda rng, text: misread(rng, text, 0.01)),
    "scan-poor-layer": ("redo", lambda rng, text: misread(rng, text, 0.3)),
    "scan-english-model": ("redo", lambda rng, text: "".join(BARE.get(c, c) for c in text)),
    "scan-stamped": ("redo", "stamp"),
}
SCAN_CONTENTS = ("prose", "half", "names", "table", "sparse")


def scan_page(pdf, rng, font, content, layer):
    sheet = Sheet(font)
    CONTENTS[content](rng, sheet)
    picture = pdf.image(*raster(one_page(plain, Coded(font), sheet.runs, rng), 200, 6, rng))
    drawing, coded = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q\n", Coded(font)
    if layer == "stamp":
        drawing += shown(coded, Run(330, 40, 9, f"Diarieförd handling KS 2024/{rng.randint(100, 999)}"))
    elif layer:
        drawing += "BT 3 Tr ET\n" + "".join(shown(coded, Run(r.x, r.y, r.size, layer(rng, r.text))) for r in sheet.runs)
    pdf.page(drawing, {"F": coded}, {"I": picture})
    return sheet.runs


def photo_page(pdf, rng, font):
    """A picture and its caption; a page of text around a picture."""
    chance = numpy.random.default_rng(rng.randrange(1 << 30))
    small = chance.normal(130, 60, (30, 40))
    grey = numpy.kron(small, numpy.ones((16, 16))).clip(0, 255).astype(numpy.uint8)
    picture = pdf.image(640, 480, grey.tobytes())
    sheet = Sheet(font)
    if rng.random() < 0.5:
        CONTENTS["half"](rng, sheet)
    sheet.runs = [r for r in sheet.runs if r.y < 380]
    sheet.y = 790
    sheet.put(f"Bild {rng.randint(1, 9)}. Skolan i Tallnäs efter ombyggnaden. Foto: Åke Nordin")
    coded = Coded(font)
    pdf.page(f"q 450 0 0 360 72 {HEIGHT - 770} cm /I Do Q\n" + plain(rng, coded, sheet.runs), {"F": coded}, {"I": picture})
    return sheet.runs


# ---- documents

def set_ligatures(runs, font):
    def put(text):
        for letters, sign in LIGATURES.items():
            if font.has(sign):
                text = text.replace(letters, sign)
        return text
    return [Run(r.x, r.y, r.size, put(r.text)) for r in runs]


def truth_of(wanted, content, runs):
    return {"wanted": wanted, "content": content, "words": [w for r in runs for w in r.text.split()]}


def has_ligatures(runs):
    return sum(sign in r.text for r in runs for sign in LIGATURES.values()) > 0


def make_kind(rng, kind, font):
    global CODED
    pdf, truth = Pdf(), []
    for content in kind.contents:
        while True:
            sheet = Sheet(font, size=rng.choice([9.5, 10, 11, 12]))
            CONTENTS[content](rng, sheet)
            runs = set_ligatures(sheet.runs, font) if kind.ligatures else sheet.runs
            if kind.wanted == "keep" or not kind.ligatures or has_ligatures(runs):
                break
        truth.append(truth_of(kind.wanted, content, sheet.runs))
        CODED = coded = Coded(font, kind.meaning, kind.claim)
        if kind.change:
            runs = kind.change(runs)
        pdf.page(kind.draw(rng, coded, list(runs)), {"F": coded})
    return pdf, truth


def make_mixed(rng, font):
    """What a case file looks like: born-digital pages, a scanned appendix, an empty page, other languages."""
    pdf, truth = Pdf(), []
    for content in ("cover", "prose", "numbers", "english", "names", "finnish", "sparse"):
        sheet = Sheet(font)
        CONTENTS[content](rng, sheet)
        coded = Coded(font)
        pdf.page(plain(rng, coded, sheet.runs), {"F": coded})
        truth.append(truth_of("keep", content, sheet.runs))
    pdf.page("q Q", {})
    truth.append(truth_of("blank", "empty", []))
    truth.append(truth_of("redo", "appendix", scan_page(pdf, rng, font, rng.choice(["half", "table"]), None)))
    truth.append(truth_of("keep", "photo", photo_page(pdf, rng, font)))
    return pdf, truth


def make(folder, seed, all_truth):
    for name in [*KINDS, *SCANS, "mixed"]:
        rng = random.Random(f"{seed} {name}")
        fonts = [f for f in FILES if not (name in KINDS and KINDS[name].ligatures) or "Liberation" in f or "DejaVu" in f]
        font = Font(f"{FOLDER}/{rng.choice(fonts)}")
        if name in KINDS:
            pdf, truth = make_kind(rng, KINDS[name], font)
        elif name == "mixed":
            pdf, truth = make_mixed(rng, font)
        else:
            wanted, layer = SCANS[name]
            pdf, truth = Pdf(), []
            for content in rng.sample(SCAN_CONTENTS, 2):
                truth.append(truth_of(wanted, content, scan_page(pdf, rng, font, content, layer)))
        (folder / f"{name}-{seed}.pdf").write_bytes(pdf.bytes())
        all_truth[f"{name}-{seed}.pdf"] = truth


def main():
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    all_truth = {}
    for seed in range(first, first + count):
        make(folder, seed, all_truth)
    (folder / "truth.json").write_text(json.dumps(all_truth, ensure_ascii=False))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Checks what `renskrift ocr` wrote of one file in all its formats.

    check_outputs.py ORIGINAL FOLDER NAME

FOLDER/NAME.page.ndjson is the truth: the other formats have to hold its words in its order.
Prints a line "ORIGINAL<TAB>CHECK<TAB>ok" or "... what is wrong" for each check.
"""
import collections
import hashlib
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

XHTML = "{http://www.w3.org/1999/xhtml}"
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
LINES = {"ocr_line", "ocr_header", "ocr_footer", "ocr_pageno"}
PARENT = {"ocr_carea": {"ocr_page"}, "ocr_par": {"ocr_carea"}, "ocrx_word": LINES, **{c: {"ocr_par"} for c in LINES}}
FURNITURE = {"running-head", "running-foot", "page-number", "margin"}
COLUMNS = "level page_num block_num par_num line_num word_num left top width height conf text".split()


def run(*command, data=None):
    return subprocess.run(command, input=data, capture_output=True, check=False)


def wrong(found, wanted, what="words"):
    for i, (a, b) in enumerate(zip(found, wanted)):
        if a != b:
            return f"{what}: number {i + 1} is {a!r}, not {b!r}"
    return None if len(found) == len(wanted) else f"{what}: {len(found)}, not {len(wanted)}"


class Pages:
    """The page records."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.pages = [json.loads(line) for line in file]

    def words(self):
        """As they stand in the boxes, with U+00AD where a word goes on in the next line."""
        out = []
        for page in self.pages:
            for i, word in enumerate(page["words"]):
                rest = self.rest(page, i)
                broken = rest is not None and page["words"][rest]["line"] != word["line"]
                out.append(word["text"] + ("\u00ad" if broken and not word["text"].endswith("-") else ""))
        return out

    @staticmethod
    def rest(page, i):
        def furniture(k):
            return page["lines"][page["words"][k]["line"]]["role"] in FURNITURE

        if not page["words"][i].get("joined") or furniture(i):
            return None
        return next((k for k in range(i + 1, len(page["words"])) if not furniture(k)), None)

    def whole(self, parted=False):
        """Words as a reader should copy them; parted: where a hyphen ends a line they are two."""
        out = []
        for page in self.pages:
            seen = set()
            for i in range(len(page["words"])):
                if i in seen:
                    continue
                text, at = "", i
                while at is not None:
                    seen.add(at)
                    text += page["words"][at]["text"]
                    at = self.rest(page, at)
                    if parted and text.endswith("-"):
                        out.append(text)
                        text = ""
                out.append(text)
        return out


# ---- hOCR -----------------------------------------------------------------------------


def fields(title):
    return {part.split()[0]: part.split()[1:] for part in title.split(";") if part.strip()}


def inside(box, outer):
    return outer[0] <= box[0] <= box[2] <= outer[2] and outer[1] <= box[1] <= box[3] <= outer[3]


def check_hocr(path, pages):
    root = ET.parse(path).getroot()
    meta = {m.get("name"): m.get("content") for m in root.iter(XHTML + "meta")}
    if not meta.get("ocr-system"):
        return "no ocr-system"
    capabilities, ids, words = set(meta.get("ocr-capabilities", "").split()), set(), []

    def walk(node, above, box):
        kind = node.get("class", "")
        if kind.startswith("ocr"):
            props = fields(node.get("title", ""))
            if kind not in capabilities:
                return f"{kind} is not among the capabilities"
            if kind in PARENT and above not in PARENT[kind]:
                return f"{kind} in {above}"
            if node.get("id") in ids or not node.get("id"):
                return f"id {node.get('id')} is not unique"
            ids.add(node.get("id"))
            own = [int(n) for n in props["bbox"]]
            if len(own) != 4 or (box and not inside(own, box)):
                return f"{node.get('id')}: box {own} is not in {box}"
            if kind == "ocrx_word":
                if not 0 <= int(props["x_wconf"][0]) <= 100:
                    return f"{node.get('id')}: x_wconf"
                words.append("".join(node.itertext()))
            if kind == "ocr_line" and len(node) and len([float(n) for n in props["baseline"]]) != 2:
                return f"{node.get('id')}: baseline"
            above, box = kind, own
        for child in node:
            problem = walk(child, above, box)
            if problem:
                return problem
        return None

    return walk(root, None, None) or wrong(words, pages.words())


def check_xhtml(path):
    result = run("xmllint", "--noout", "--nonet", "--valid", path)
    return result.stderr.decode().splitlines()[0] if result.returncode else None


# ---- ALTO -----------------------------------------------------------------------------


def check_alto(path, pages, schema):
    result = run("xmllint", "--noout", "--nonet", "--schema", schema, path)
    if result.returncode:
        return result.stderr.decode().splitlines()[0]
    words = []
    for page in ET.parse(path).getroot().iter(ALTO + "Page"):
        size = float(page.get("WIDTH", 0)), float(page.get("HEIGHT", 0))
        for line in page.iter(ALTO + "TextLine"):
            for part in line:
                if part.tag == ALTO + "String":
                    words.append(part.get("CONTENT"))
                    x, y, w, h = (float(part.get(k)) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
                    if x < 0 or y < 0 or x + w > size[0] or y + h > size[1]:
                        return f"{part.get('ID')} is not on its page"
                elif part.tag == ALTO + "HYP":
                    words[-1] += part.get("CONTENT")
    return wrong(sorted(words), sorted(pages.words()))  # margins come before the print space


# ---- TSV, text ------------------------------------------------------------------------


def check_tsv(path, pages):
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    if rows[0] != COLUMNS:
        return "other columns"
    words, level = [], 0
    for row in rows[1:]:
        if len(row) != 12 or not all(re.fullmatch(r"-?\d+", v) for v in row[:10]):
            return f"row {row}"
        if not re.fullmatch(r"-1|\d{1,3}\.\d{6}", row[10]) or int(row[0]) > level + 1 + (level == 0):
            return f"row {row}"
        level = int(row[0])
        if level == 5:
            words.append(row[11])
    return wrong(words, pages.words())


def check_text(path, pages):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if text.count("\f") != len(pages.pages) - 1:
        return f"{text.count(chr(12))} form feeds"
    return wrong(text.split(), [w.replace("\u00ad", "-") for w in pages.words()])


# ---- PDF ------------------------------------------------------------------------------


def qpdf(path):
    result = run("qpdf", "--check", path)
    return None if result.returncode == 0 else (result.stderr or result.stdout).decode().splitlines()[-1]


def copied(pdf, pages, *command, parted=False):
    """Words that a reader takes out, whatever its order. Layers that were kept are not ours."""
    if any(page["source"] != "ocr" for page in pages.pages):
        return None
    text = run(*command).stdout.decode("utf-8", "replace")
    found = collections.Counter(re.sub("\u00ad\\s*", "", text).split())
    wanted = collections.Counter(word for word in pages.whole(parted) if word)
    missing, more = wanted - found, found - wanted
    if not missing and not more:
        return None
    return f"{sum(missing.values())} of {sum(wanted.values())} missing {list(missing)[:3]}, {sum(more.values())} more {list(more)[:3]}"


def images(path):
    with tempfile.TemporaryDirectory() as folder:
        run("pdfimages", "-all", path, folder + "/i")
        names = sorted(os.listdir(folder))
        return [hashlib.sha256(open(os.path.join(folder, n), "rb").read()).hexdigest() for n in names]


def is_pdf(path):
    with open(path, "rb") as file:
        return file.read(1024).find(b"%PDF-") >= 0


def is_cmyk(jpeg):
    """CMYK is made RGB."""
    frame = re.search(rb"\xff[\xc0-\xc2]..\x08....(.)", jpeg, re.S)
    return bool(frame) and frame.group(1) == b"\x04"


def check_images(original, pdf):
    if is_pdf(original):
        return wrong(images(pdf), images(original), "images")
    with open(original, "rb") as file:
        whole = file.read()
    kept = (whole[:2] == b"\xff\xd8" and not is_cmyk(whole)) or whole[4:8] == b"jP  "
    with open(pdf, "rb") as file:
        return None if not kept or whole in file.read() else "the file's bytes are not in it"


def check_look(original, pdf):
    """A page of the PDF looks like the original's, pixel by pixel."""
    if not is_pdf(original):
        return None
    def look(path):
        return run("pdftoppm", "-r", "60", "-gray", path).stdout
    before, after = look(original), look(pdf)
    rotated = re.findall(r"Page +\d+ rot: +(\d+)", run("pdfinfo", "-l", "9999", pdf).stdout.decode())
    if rotated != re.findall(r"Page +\d+ rot: +(\d+)", run("pdfinfo", "-l", "9999", original).stdout.decode()):
        return None  # set upright
    return None if before == after else "it looks different"


def check_claim(pdf):
    """It says PDF/A-2b, or why not is known; with VERAPDF it is put to the test."""
    with open(pdf, "rb") as file:
        claims = b"<pdfaid:part>2<" in file.read()
    if not claims:
        return "not claimed"
    validator = os.environ.get("VERAPDF")
    if not validator:
        return None
    said = run(*validator.split(), pdf).stdout.decode()
    return None if said.startswith("PASS") else said.strip().splitlines()[-1]


def check_again(pages, folder):
    """The PDF read as a text layer gives the same words at the same places."""
    path = os.path.join(folder, "again.page.ndjson")
    if not os.path.exists(path) or not any(p["source"] == "ocr" and p["words"] for p in pages.pages):
        return None
    again, far = Pages(path), 0
    for before, after in zip(pages.pages, again.pages):
        places = collections.defaultdict(list)
        scale, turn = (before["dpi"] or 300) / 300, math.radians(before["skew"])
        sine, cosine = math.sin(turn), math.cos(turn)
        for word in after["words"]:
            places[word["text"]].append([(word["box"][k] + word["box"][k + 2] / 2) * scale for k in (0, 1)])
        rests = {rest for i in range(len(before["words"])) if (rest := Pages.rest(before, i)) is not None}
        for i, word in enumerate(before["words"]):
            if before["source"] != "ocr" or word.get("joined") or i in rests:
                continue
            x, y, w, h = word["box"]
            x, y = x + w / 2 - before["width"] / 2, y + h / 2 - before["height"] / 2
            x, y = x * cosine + y * sine + before["width"] / 2, y * cosine - x * sine + before["height"] / 2
            near = [p for p in places[word["text"]] if abs(p[0] - x) < 20 + w / 8 and abs(p[1] - y) < 30]
            far += not near
    total = len(pages.words())
    return None if far <= total // 50 else f"{far} of {total} words are elsewhere"


def main():
    original, folder, name = sys.argv[1:4]
    schema = os.path.join(os.path.dirname(os.path.abspath(__file__)), "alto-4.xsd")
    base = os.path.join(folder, name)
    pages = Pages(base + ".page.ndjson")
    pdf = base + ".pdf"
    checks = [
        ("hocr", lambda: check_hocr(base + ".hocr", pages)),
        ("xhtml", lambda: check_xhtml(base + ".hocr")),
        ("alto", lambda: check_alto(base + ".alto.xml", pages, schema)),
        ("tsv", lambda: check_tsv(base + ".tsv", pages)),
        ("text", lambda: check_text(base + ".txt", pages)),
        ("qpdf", lambda: qpdf(pdf)),
        ("pdf/a", lambda: check_claim(pdf)),
        ("images", lambda: check_images(original, pdf)),
        ("look", lambda: check_look(original, pdf)),
        ("places", lambda: check_again(pages, folder)),
        ("copy poppler", lambda: copied(pdf, pages, "pdftotext", pdf, "-")),
        ("copy raw", lambda: copied(pdf, pages, "pdftotext", "-raw", pdf, "-")),
        ("copy mupdf", lambda: copied(pdf, pages, "mutool", "draw", "-q", "-F", "txt", pdf, parted=True)),
    ]
    for check, function in checks:
        try:
            problem = function()
        except Exception as error:  # whatever it is, it is no valid file
            problem = f"{type(error).__name__}: {error}"
        print(os.path.basename(original), check, problem or "ok", sep="\t")


main()

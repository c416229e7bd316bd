#!/usr/bin/python3
"""Reads made pages with renskrift and others and scores them: measure_ocr.py BUILD FOLDER KEPT [options]

FOLDER: of make_pages.py. KEPT: where what the programs said is kept. Rows are kinds of damage (--by layout: layouts):
CER and WER of the lines as they were read, in per cent of the truth's letters and words (blanks and line ends count
as one blank); å, ä, ö right; § found and § that are right. After the corrector: WER of what `renskrift run` writes,
against the paragraphs, with or without the head of the page. A missing page counts as an empty text.
"""

import argparse
import json
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from make_pages import add_choice, chosen
from read_pages import PROGRAMS, Reader

DOTTED = "åäöÅÄÖ"


def table_of(truth, text):
    """Levenshtein's table; rows by the truth."""
    codes, where = {}, []
    a = np.array([codes.setdefault(x, len(codes)) for x in truth], np.int32)
    b = np.array([codes.setdefault(x, len(codes)) for x in text], np.int32)
    across = np.arange(len(b) + 1, dtype=np.int32)
    where.append(across)
    for i, letter in enumerate(a, 1):
        above = where[-1]
        row = np.minimum(above + 1, np.concatenate(([i], above[:-1] + (b != letter))).astype(np.int32))
        where.append(np.minimum.accumulate(row - across) + across)
    return where


def distance(truth, text):
    return int(table_of(truth, text)[-1][-1])


def pairs(truth, text):
    """Letters that stand for each other, best alignment; (letter, None) where one is lost."""
    table = table_of(truth, text)
    i, j, found = len(truth), len(text), []
    while i or j:
        here = table[i][j]
        if i and j and table[i - 1][j - 1] + (truth[i - 1] != text[j - 1]) == here:
            i, j = i - 1, j - 1
            found.append((truth[i], text[j]))
        elif i and table[i - 1][j] + 1 == here:
            i -= 1
            found.append((truth[i], None))
        else:
            j -= 1
            found.append((None, text[j]))
    return int(table[-1][-1]), found[::-1]


def flat(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def words_wrong(truths, text):
    return min(distance(flat(truth).split(), flat(text).split()) for truth in truths)


class Sums(dict):
    def add(self, **values):
        for key, value in values.items():
            self[key] = self.get(key, 0) + value

    def share(self, part, whole):
        return 100 * self.get(part, 0) / self[whole] if self.get(whole) else float("nan")


def score(page, said):
    truth, text = flat("\n".join(page["lines"])), flat(said["raw"])
    errors, found = pairs(truth, text)
    sums = Sums(pages=1, letters=len(truth), errors=errors, words=len(truth.split()), seconds=said["seconds"],
                words_wrong=words_wrong([truth], text), dotted=sum(a in DOTTED for a, _ in found if a),
                dotted_right=sum(a == b and a in DOTTED for a, b in found if a),
                signs=truth.count("§"), signs_read=text.count("§"), signs_right=sum(a == b == "§" for a, b in found))
    if "clean" in said and "flow" in page:
        flow = "\n".join(page["flow"])
        whole = "\n".join(page["head"]) + "\n" + flow
        sums.add(flow_words=len(flat(whole).split()), after_wrong=words_wrong([flow, whole], said["clean"]),
                 after_signs=min(said["clean"].count("§"), sums["signs"]), after_signs_read=said["clean"].count("§"))
    return sums


def columns_of(sums):
    return f"{sums.share('errors', 'letters'):.2f} / {sums.share('words_wrong', 'words'):.1f} / {sums.share('dotted_right', 'dotted'):.1f}"


def verdict(row, programs):
    """Where renskrift is worse than another on this row."""
    if "renskrift" not in programs:
        return ""
    mine, said = row["renskrift"], []
    for other in programs:
        if other == "renskrift":
            continue
        if mine.share("errors", "letters") > row[other].share("errors", "letters") + 1e-9:
            said.append(f"CER > {other}")
        if other == "tesseract" and mine.share("dotted_right", "dotted") < row[other].share("dotted_right", "dotted") - 1e-9:
            said.append("å-ä-ö < tesseract")
    return ", ".join(said)


def print_table(rows, programs, by):
    heads = [f"{program} CER / WER / å-ä-ö" for program in programs]
    more = ["§ found, right", "WER after", "after / before", "§ after"] if "renskrift" in programs else []
    print("| " + " | ".join([by, "pages", *heads, *more, "worse"]) + " |")
    print("|" + "---|" * (len(heads) + len(more) + 3))
    for name, row in rows.items():
        cells = [name, str(row[programs[0]]["pages"]), *(columns_of(row[program]) for program in programs)]
        if more:
            mine = row["renskrift"]
            before, after = mine.share("words_wrong", "words"), mine.share("after_wrong", "flow_words")
            cells += [f"{mine.share('signs_right', 'signs'):.1f}, {mine.share('signs_right', 'signs_read'):.1f}", f"{after:.2f}",
                      f"{after / before:.2f}" if before else "", f"{mine.share('after_signs', 'signs'):.1f}, {mine.share('after_signs', 'after_signs_read'):.1f}"]
        print("| " + " | ".join([*cells, verdict(row, programs)]).replace("nan", "–") + " |")


def print_bars(whole, rows, programs):
    print()
    for program in programs:
        print(f"{program}: {whole[program]['seconds'] / whole[program]['pages']:.2f} s of processor time a page")
    for other, bar in (("tesseract", 0.4), ("ocrmypdf", 0.5)):
        if other in programs and "renskrift" in programs:
            ratio = whole["renskrift"].share("errors", "letters") / whole[other].share("errors", "letters")
            print(f"CER over the set / {other}: {ratio:.3f} (bar {bar})")
    if "renskrift" in programs and "clean" in rows:
        upright = rows["clean"]["renskrift"].share("errors", "letters")
        lying = {kind: row["renskrift"].share("errors", "letters") for kind, row in rows.items() if kind.startswith(("turned", "skew", "twoup"))}
        print("CER / upright (bar 1.2): " + ", ".join(f"{kind} {cer / upright:.2f}" if upright else f"{kind} {cer:.2f} %" for kind, cer in lying.items()))


def show(page, said):
    """The words that differ as they were read, and after the corrector, on standard error."""
    for stage, truth, text in (("read", page["lines"], said["raw"]), ("after", page.get("flow", []), said["clean"])):
        for a, b in differing(flat("\n".join(truth)).split(), flat(text).split()) if truth else ():
            print(f"{stage}\t{page['kind']}\t{page['layout']}\t{a}\t{b}", file=sys.stderr)


def differing(truth, text):
    run = ([], [])
    for a, b in [*pairs(truth, text)[1], ("", "")]:
        if a == b:
            if run[0] or run[1]:
                yield " ".join(run[0]), " ".join(run[1])
            run = ([], [])
        else:
            run[0].extend([a] if a else [])
            run[1].extend([b] if b else [])


def pages_of(args):
    truth = json.loads((args.folder / "truth.json").read_text("utf-8"))
    return [truth[f"{kind}-{layout}"] for layout, kind in chosen(args)]


def scans_of(folder):
    """Real scans, NAME.png beside NAME.gold.txt: a row of their own, not in the sums."""
    for image in sorted(folder.glob("*.png")) if folder else ():
        lines = image.with_suffix(".gold.txt").read_text("utf-8").splitlines()
        yield {"file": image, "kind": folder.name, "layout": "scan", "lines": lines}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("folder", type=Path)
    parser.add_argument("kept")
    add_choice(parser)
    parser.add_argument("--programs", default=",".join(PROGRAMS))
    parser.add_argument("--by", choices=["kind", "layout"], default="kind")
    parser.add_argument("--scans", type=Path, help="a folder of real scans as well: NAME.png beside NAME.gold.txt")
    parser.add_argument("--jobs", type=int, default=1, help="programs that read at a time")
    parser.add_argument("--errors", action="store_true", help="list what renskrift misread, on standard error")
    args = parser.parse_args()
    programs, reader = args.programs.split(","), Reader(args.build, args.kept)
    rows, whole = {}, {program: Sums() for program in programs}
    pages = [*pages_of(args), *scans_of(args.scans)]
    for program in programs:
        reader.version(program)
    with ThreadPoolExecutor(args.jobs) as pool:
        asked = [pool.submit(reader.read, program, args.folder / page["file"]) for page in pages for program in programs]
        for answer in asked:
            answer.result()
    for page in pages:
        row = rows.setdefault(page[args.by], {program: Sums() for program in programs})
        for program in programs:
            said = reader.read(program, args.folder / page["file"])
            sums = score(page, said)
            row[program].add(**sums)
            if page["layout"] != "scan":
                whole[program].add(**sums)
            if args.errors and program == "renskrift":
                show(page, said)
    print_table({**rows, "all": whole}, programs, args.by)
    print_bars(whole, rows, programs)


if __name__ == "__main__":
    main()

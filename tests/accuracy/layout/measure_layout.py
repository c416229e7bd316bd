#!/usr/bin/python3
"""Scores page records and clean texts against the truth of make_documents.py.

Usage:  measure_layout.py TRUTH_FOLDER RESULT_FOLDER [--errors]

Words are matched by place: a word of the truth belongs to the word of the page record that covers its
middle, after the shift, turn and scale between the two (a scan is turned) have been fitted on words that
come once on the page.

furniture       words that are heads, feet, numbers, stamps: precision and recall
order           words of the running text that are followed by the right word (over page ends too; notes at the
                foot of a page by themselves)
paragraphs      blocks of the running text that are one line of the clean text, letter by letter but for
                blanks; of scans, but for misread letters (see alike). F1
"""

import difflib
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy

PAGE_WIDTH = 595.28  # points


def fit(truth, found):
    """Least squares over words that come once on either side, outliers left out; None if there are too few."""
    once = [Counter(w[0] for w in side) for side in (truth, found)]
    places = {w[0]: w for w in found if once[1][w[0]] == 1}
    pairs = [(t, places[t[0]]) for t in truth if once[0][t[0]] == 1 and t[0] in places]
    if len(pairs) < 3:
        return None
    a = numpy.array([[t[1] + t[3] / 2, t[2] + t[4] / 2, 1.0] for t, _ in pairs])
    b = numpy.array([[f[1] + f[3] / 2, f[2] + f[4] / 2] for _, f in pairs])
    for _ in range(3):
        m = numpy.linalg.lstsq(a, b, rcond=None)[0]
        off = numpy.abs(a @ m - b).max(axis=1)
        keep = off <= max(8.0, 2.5 * numpy.median(off))
        a, b = a[keep], b[keep]
    return m


def match_sheet(truth, found, kind):
    """The same for a sheet that may hold two pages, each turned by itself."""
    if kind != "scan-two":
        return match(truth, found, kind.startswith("scan"))
    left = [t for t in truth if t[1] < PAGE_WIDTH]
    (index_left, rests_left), (index_right, rests_right) = match(left, found, True), match(truth[len(left) :], found, True)
    return index_left + index_right, (rests_left | rests_right) - set(index_left) - set(index_right)


def match(truth, found, source_is_scan):
    """For each word of the truth the index of the found word, or None, and the found words that are the rest
    of one of the truth (the recogniser made two of it)."""
    m = numpy.array([[300 / 72, 0], [0, 300 / 72], [0, 0]])
    if source_is_scan:
        fitted = fit(truth, found)
        m = m if fitted is None else fitted
    scale = float(numpy.hypot(m[0][0], m[0][1]))  # of a turned page too
    rows = defaultdict(list)  # the found words by height
    for i, f in enumerate(found):
        for k in range(int(f[2] - f[4]) // 64, int(f[2] + 2 * f[4]) // 64 + 1):
            rows[k].append(i)
    out, whole = [], []
    for t in truth:
        x, y = (t[1] + t[3] / 2) * m[0] + (t[2] + t[4] / 2) * m[1] + m[2]
        best, near = None, 1e9
        for i in rows.get(int(y // 64), ()):
            f = found[i]
            slack = 0.35 * f[4] + 6
            if f[4] > 3.5 * t[4] * scale:  # read together with words of other lines: not read
                continue
            if f[1] - 4 <= x <= f[1] + f[3] + 4 and f[2] - slack <= y <= f[2] + f[4] + slack:
                off = abs(y - f[2] - f[4] / 2) + (0 if f[0] == t[0] else 8)
                if off < near:
                    best, near = i, off
        out.append(best)
        whole.append((t[3] / 2 * scale + 8, x, y))
    taken, rests = set(out), set()
    for i, f in enumerate(found):
        if i not in taken:
            at, up = f[1] + f[3] / 2, f[2] + f[4] / 2
            rests |= {i for half, x, y in whole if abs(at - x) < half and abs(up - y) < 0.6 * f[4] + 6}
    return out, rests


FURNITURE = {"running-head", "running-foot", "page-number", "margin"}


def read_pages(path):
    pages = {}
    for line in open(path, encoding="utf-8"):
        page = json.loads(line)
        lines = page["lines"]
        pages[page["page"]] = [(w["text"], *w["box"], lines[w["line"]]["role"], w["line"], lines[w["line"]]["block"]) for w in page["words"]]
    return pages


class Score:
    def __init__(self):
        self.counts = defaultdict(Counter)
        self.notes = defaultdict(list)

    def add(self, kind, name, n=1):
        self.counts[kind][name] += n

    def note(self, what, text):
        self.notes[what].append(text)

    def line(self, kind):
        c = self.counts[kind]

        def share(a, b):
            return f"{100 * a / b:6.2f} %" if b else "     - "

        f1 = share(2 * c["right"], c["truth"] + c["out"])
        return (f"{kind:10} {c['docs']:4} {c['pages']:5} {share(c['fr'], c['ff'])} {share(c['fr'], c['ft'])} "
                f"{share(c['ok'], c['follow'])} {f1}   {c['fr']} of {c['ff']}, {c['ft']}; {c['follow'] - c['ok']} of {c['follow']}; "
                f"{c['right']} of {c['truth']}, {c['out']}")


def sound_blocks(truth, matched, pages):
    """Blocks of the truth that are one block of their own on each of their pages."""
    holds, spread = defaultdict(set), defaultdict(set)
    for number, index in enumerate(matched, 1):
        for t, i in zip(truth["pages"][number - 1], index):
            if t[5] == "body" and i is not None:
                holds[(number, pages[number][i][7])].add(t[6])
                spread[(number, t[6])].add(pages[number][i][7])
    bad = {b for held in holds.values() if len(held) > 1 for b in held}
    return set(range(len(truth["blocks"]))) - bad - {b for (_, b), s in spread.items() if len(s) > 1}


def score_pages(name, truth, pages, score, kinds):
    matched = []
    running, place, found_all, skip, notes = [], {}, [], set(), []
    for number, words in enumerate(truth["pages"], 1):
        found = pages.get(number, [])
        base = len(found_all)
        index, rests = match_sheet(words, found, truth["order"])
        for i, f in enumerate(found):
            if i not in rests and i not in index and f[5] not in FURNITURE and truth["order"].startswith("scan"):
                for kind in kinds:
                    score.add(kind, "junk")
                score.note("junk in the text", f"{name} p{number}: {f[0]}")
        matched.append(index)
        role_of = {}
        for t, i in zip(words, index):
            real = t[5] not in ("body", "note")
            marked = i is not None and found[i][5] in FURNITURE
            for kind in kinds:
                score.add(kind, "ft", real and i is not None)
                score.add(kind, "ff", marked)
                score.add(kind, "fr", real and marked)
            if i is not None and real != marked:
                line = " ".join(f[0] for f in found if f[6] == found[i][6])
                role_of[(real, t[5], found[i][5], line)] = 1
            if t[5] == "note" and i is not None:
                notes.append((base + i, t, number))
            elif not real:
                place[len(running)] = None if i is None else base + i
                running.append((t[0], t[6], number))
        for real, kind, role, line in role_of:
            what = f"missed {kind}" if real else f"taken for {role}"
            score.note(what, f"{name} p{number}: {line[:90]}")
        skip |= {base + i for i in rests}
        found_all += found
    apart = {i for i, _, _ in notes}
    body = [i for i, f in enumerate(found_all) if f[5] not in FURNITURE and i not in skip and i not in apart]
    after = {a: b for a, b in zip(body, body[1:])}
    for (a, t, number), (b, u, _) in zip(notes, notes[1:]):  # each note by itself
        right = a == b or a + 1 == b
        for kind in kinds if t[6] == u[6] else ():
            score.add(kind, "follow")
            score.add(kind, "ok", right)
        if t[6] == u[6] and not right:
            score.note("order", f"{name} p{number}: {t[0]} -> {u[0]} in a note")
    for i in range(len(running) - 1):
        a, b = place[i], place[i + 1]
        if a is None or b is None:
            continue
        right = a == b or after.get(a) == b
        for kind in kinds:
            score.add(kind, "follow")
            score.add(kind, "ok", right)
        if not right:
            got = found_all[after[a]][0] if a in after else "-"
            score.note("order", f"{name} p{running[i][2]}: {running[i][0]} -> {running[i + 1][0]}, got {got}")
    return sound_blocks(truth, matched, pages)


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def alike(a, b):
    """The same paragraph but for misread letters: it begins and ends alike, most letters are the same, and
    nowhere is there a word more or less than in the truth."""
    a, b = a.replace(" ", ""), b.replace(" ", "")
    if abs(len(a) - len(b)) > 0.1 * len(a) + 3:
        return False

    def same(x, y):
        return difflib.SequenceMatcher(None, x, y, autojunk=False)

    if same(a[:12], b[:12]).ratio() < 0.6 or same(a[-12:], b[-12:]).ratio() < 0.6:
        return False
    whole = same(a, b)
    if any(abs((i2 - i1) - (j2 - j1)) >= 8 for _, i1, i2, j1, j2 in whole.get_opcodes()):
        return False
    return whole.ratio() >= (0.75 if len(a) <= 30 else 0.85)


def score_text(name, truth, text, sound, score, kinds):
    want = [(squeeze(b["text"]), b["kind"] + ", its blocks right" * (i in sound)) for i, b in enumerate(truth["blocks"])]
    got = [squeeze(line) for line in text.splitlines() if line.strip()]
    exact = Counter(got)
    rest, right = [], 0
    for block, kind in want:
        if exact[block]:
            exact[block] -= 1
            right += 1
        else:
            rest.append((block, kind))
    left = list(exact.elements())
    if truth["order"].startswith("scan"):
        for block in list(rest):
            hit = next((g for g in left if alike(block[0], g)), None)
            if hit is not None:
                right += 1
                left.remove(hit)
                rest.remove(block)
    for kind in kinds:
        score.add(kind, "right", right)
        score.add(kind, "truth", len(want))
        score.add(kind, "out", len(got))
    for block, kind in rest:
        score.note(f"paragraph lost: {kind}", f"{name}: {block[:60]} ... {block[-30:]}")
    for block in left:
        score.note("paragraph made", f"{name}: {block[:60]} ... {block[-30:]}")


def main():
    truths, results = map(Path, sys.argv[1:3])
    score = Score()
    for path in sorted(truths.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        truth = json.loads(path.read_text())
        record = next(iter(results.glob(f"{name}.page.ndjson")), None)
        text = next(iter(results.glob(f"{name}.txt")), None)
        if record is None or text is None:
            print(f"{name}: no result", file=sys.stderr)
            continue
        kinds = [truth["order"], "all"]
        for kind in kinds:
            score.add(kind, "docs")
            score.add(kind, "pages", len(truth["pages"]))
        sound = score_pages(name, truth, read_pages(record), score, kinds)
        score_text(name, truth, text.read_text(), sound, score, kinds)
    print("documents       pages furniture P        R     order paragraph F1   furniture right of found, true; order wrong; "
          "paragraphs right of true, made")
    for kind in sorted(score.counts, key=lambda k: k == "all"):
        print(score.line(kind))
    if "--errors" in sys.argv:
        for what, notes in sorted(score.notes.items(), key=lambda x: -len(x[1])):
            print(f"\n{what}: {len(notes)}")
            for note in notes[:400]:
                print("   ", note)


if __name__ == "__main__":
    main()

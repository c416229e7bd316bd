#!/usr/bin/python3
"""Learns the weights of ocr/signs/sign_glyph.c from the samples that sign_samples.c cut out.

    train.py WEIGHTS.inc SAMPLES TEST-SAMPLES [EPOCHS]

A net with one hidden layer, by Adam (Kingma & Ba 2015) on cross-entropy. Prints recall and precision of each sign
on the test samples with the rounded weights.
"""
import sys

import numpy as np

WIDE, HIGH, PLACE, HIDDEN, SIGNS = 14, 20, 7, 48, 11
NAMES = ["none", "§", "%", "@", "•", "“", "”", "'", "““", "””", "''"]
SAMPLE = np.dtype([("label", "i1"), ("text", "S4"), ("features", "<f4", (WIDE * HIGH + PLACE,))])
RATE, DECAY, BATCH = 3e-3, 2e-6, 256
JITTER = np.array([0.08] * (WIDE * HIGH) + [0.03] * PLACE + [0], np.float32)  # of the features, against learning by heart


def load(path):
    data = np.fromfile(path, SAMPLE)
    ones = np.ones((len(data), 1), np.float32)
    return np.hstack([data["features"], ones]), data["label"].astype(int), data["text"]


def run(x, first, last):
    hidden = np.maximum(x @ first.T, 0)
    hidden = np.hstack([hidden, np.ones((len(x), 1), np.float32)])
    out = hidden @ last.T
    out = np.exp(out - out.max(1, keepdims=True))
    return hidden, out / out.sum(1, keepdims=True)


def learn(x, labels, epochs, chance):
    first = chance.normal(0, (2 / x.shape[1]) ** 0.5, (HIDDEN, x.shape[1])).astype(np.float32)
    last = chance.normal(0, (2 / HIDDEN) ** 0.5, (SIGNS, HIDDEN + 1)).astype(np.float32)
    layers = [first, last]
    means, squares, step = [0 * w for w in layers], [0 * w for w in layers], 0
    steps = epochs * (len(x) // BATCH)
    for _ in range(epochs):
        order = chance.permutation(len(x))
        for at in range(0, len(x) - BATCH + 1, BATCH):
            pick = order[at : at + BATCH]
            batch = x[pick] + JITTER * chance.standard_normal((BATCH, x.shape[1]), np.float32)
            hidden, out = run(batch, *layers)
            out[np.arange(BATCH), labels[pick]] -= 1
            out /= BATCH
            back = (out @ last[:, :-1]) * (hidden[:, :-1] > 0)
            step += 1
            rate = RATE * (1 - step / (steps + 1)) + 1e-5
            for i, slope in enumerate([back.T @ batch, out.T @ hidden]):
                slope += DECAY * layers[i]
                means[i] = 0.9 * means[i] + 0.1 * slope
                squares[i] = 0.999 * squares[i] + 0.001 * slope**2
                layers[i] -= rate * (means[i] / (1 - 0.9**step)) / (np.sqrt(squares[i] / (1 - 0.999**step)) + 1e-8)
    return layers


def table(name, rows, columns, values):
    lines = [f"static const int16_t {name}[{rows}][{columns}] = {{"]
    for row in values:
        line = "  {"
        for i, value in enumerate(row):
            piece = f"{value}" + ("," if i + 1 < len(row) else "},")
            if len(line) + len(piece) > 118:
                lines.append(line)
                line = "   "
            line += piece
        lines.append(line)
    return lines + ["};"]


def main():
    x, labels, _ = load(sys.argv[2])
    test, wanted, texts = load(sys.argv[3])
    layers = learn(x, labels, int((sys.argv[4:] or [14])[0]), np.random.default_rng(1))
    scales = [1 << int(np.floor(np.log2(2000 / np.abs(w).max()))) for w in layers]
    whole = [np.rint(w * s).astype(int) for w, s in zip(layers, scales)]
    _, out = run(test, *(w.astype(np.float32) / s for w, s in zip(whole, scales)))
    for bound in (0.5, 0.9, 0.98):
        for sign in range(1, SIGNS):
            found = out[:, sign] > bound
            right = (found & (wanted == sign)).sum()
            false = sorted(set(texts[found & (wanted != sign)]))
            print(bound, NAMES[sign], f"recall {right / max(1, (wanted == sign).sum()):.4f} precision {right / max(1, found.sum()):.4f}",
                  f"of {(wanted == sign).sum()}; false:", b" ".join(false).decode(errors="replace"))
    text = ["/* Made by tools/signs/learn.sh; see sign_glyph.c. */", f"enum {{ FIRST_SCALE = {scales[0]}, LAST_SCALE = {scales[1]} }};"]
    text += table("first_weights", "HIDDEN", "REN__GLYPH_FEATURES + 1", whole[0])
    text += table("last_weights", "REN__SIGNS", "HIDDEN + 1", whole[1])
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write("\n".join(text) + "\n")


if __name__ == "__main__":
    main()

"""dedup_peer.py RECORDS: datasketch's MinHashLSH over the texts of NDJSON records, as a
peer of `renskrift dedup`: character 5-grams of folded letters, 128 permutations, every
text queried. Prints texts, processor seconds, texts a second and peak memory. Needs datasketch
from PyPI; for measuring only."""
import json
import resource
import sys
import time
import unicodedata

from datasketch import MinHash, MinHashLSH


def fold(text):
    """Letters and digits only, lower case, without diacritics."""
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if c.isalnum())


def sketch(text):
    letters = fold(text)
    grams = {letters[i:i + 5].encode() for i in range(max(1, len(letters) - 4))}
    minhash = MinHash(num_perm=128)
    minhash.update_batch(list(grams))
    return minhash


def main(path):
    texts = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            texts.append((record["id"], record["text"]))
    start = time.process_time()
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    hits = 0
    for name, text in texts:
        minhash = sketch(text)
        hits += len(lsh.query(minhash))
        lsh.insert(name, minhash)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"datasketch: {len(texts)} texts, {spent:.1f} s, {len(texts) / spent:.0f} texts/s, "
          f"{hits} candidate pairs, peak {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1])

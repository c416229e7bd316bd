#!/usr/bin/env python3
"""Other detectors on the texts of `encoding.sh BUILD texts FILE N`, which come on standard input.

For each encoding and each length of text (line, paragraph, document): the share that is decoded
exactly with the encoding that the detector names. Detectors that are not there are left out:
uchardet (libuchardet0), chardet, charset-normalizer, ftfy (its guess_bytes).
"""
import collections
import ctypes
import sys


def uchardet():
    lib = ctypes.CDLL("libuchardet.so.0")
    lib.uchardet_new.restype = ctypes.c_void_p
    lib.uchardet_get_charset.restype = ctypes.c_char_p
    lib.uchardet_get_charset.argtypes = lib.uchardet_data_end.argtypes = [ctypes.c_void_p]
    lib.uchardet_reset.argtypes = [ctypes.c_void_p]
    lib.uchardet_handle_data.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    handle = lib.uchardet_new()

    def detect(data):
        lib.uchardet_reset(handle)
        lib.uchardet_handle_data(handle, data, len(data))
        lib.uchardet_data_end(handle)
        name = lib.uchardet_get_charset(handle).decode()
        return {"MAC-CYRILLIC": "mac_cyrillic", "MAC-CENTRALEUROPE": "mac_latin2"}.get(name, name)

    return decoder(detect)


def chardet():
    import chardet as module
    return decoder(lambda data: module.detect(data)["encoding"])


def charset_normalizer():
    import charset_normalizer as module

    def read(data):
        best = module.from_bytes(data).best()
        return str(best) if best else None

    return read


def ftfy():
    import ftfy as module
    return lambda data: module.fix_encoding(module.guess_bytes(data)[0])


def decoder(detect):
    def read(data):
        name = detect(data)
        return data.decode(name) if name else None

    return read


def find_peers():
    peers = {}
    for make in (uchardet, chardet, charset_normalizer, ftfy):
        try:
            peers[make.__name__.replace("_", "-")] = make()
        except (ImportError, OSError) as error:
            print(f"{make.__name__} is not there: {error}", file=sys.stderr)
    return peers


def exact(read, data, right):
    try:
        text = read(data)
    except (LookupError, UnicodeError, AttributeError, TypeError):
        return False
    return text is not None and text.lstrip("\ufeff").replace("\x85", "\n") == right


def main():
    peers = find_peers()
    hits, counts, order = collections.Counter(), collections.Counter(), []
    for row in sys.stdin:
        name, kind, data, right = row.rstrip("\n").split("\t")
        data, right = bytes.fromhex(data), bytes.fromhex(right).decode()
        if name not in order:
            order.append(name)
        counts[name, kind] += 1
        for peer, read in peers.items():
            hits[name, kind, peer] += exact(read, data, right)
    kinds = ("line", "paragraph", "document")
    print("line / paragraph / document, % decoded exactly\n")
    print("| encoding | " + " | ".join(peers) + " |")
    print("|" + "---|" * (len(peers) + 1))
    for name in order:
        cells = [" / ".join(f"{100 * hits[name, kind, peer] / max(1, counts[name, kind]):.0f}" for kind in kinds)
                 for peer in peers]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()

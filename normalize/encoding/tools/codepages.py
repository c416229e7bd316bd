#!/usr/bin/env python3
"""Writes codepages_data.c: what each byte 0x80..0xFF means in each code page.

usage: codepages.py > ../codepages_data.c

The tables come from Python's codecs (the Unicode Consortium's mapping files) and,
for EBCDIC 278, from iconv. 0 means that the byte is not assigned. cp1252 here also
takes the five bytes it leaves open, as C1 controls: that is what browsers and most
converters do, and it lets one table stand for ISO 8859-1 as well.
"""
import subprocess

PAGES = [("WIN", "cp1252"), ("L9", "iso8859_15"), ("850", "cp850"), ("437", "cp437"), ("865", "cp865"),
         ("MAC", "mac_roman"), ("1250", "cp1250"), ("1251", "cp1251")]


def high(codec):
    row = []
    for byte in range(0x80, 0x100):
        try:
            row.append(ord(bytes([byte]).decode(codec)))
        except UnicodeDecodeError:
            row.append(byte if codec == "cp1252" else 0)
    return row


def ebcdic():
    data = bytes(range(256))
    text = subprocess.run(["iconv", "-f", "IBM278", "-t", "UTF-32LE"], input=data, capture_output=True).stdout
    row = [int.from_bytes(text[i:i + 4], "little") for i in range(0, len(text), 4)]
    assert len(row) == 256
    row[0x15] = row[0x25] = 0x0A  # both line ends
    return row


def dump(row, indent):
    for i in range(0, len(row), 16):
        print(indent + " ".join("0x%04X," % v for v in row[i:i + 16]))


def main():
    print("/* Written by tools/codepages.py; do not edit. */\n#include \"encoding/codepages.h\"\n")
    print("/* clang-format off */")
    print("const uint16_t ren__cp_high[REN__CP_COUNT][128] = {")
    reverse = {}
    for number, (name, codec) in enumerate(PAGES):
        row = high(codec)
        print("  { /* %s: %s */" % (name, codec))
        dump(row, "    ")
        print("  },")
        for i, cp in enumerate(row):
            if cp:
                reverse.setdefault(cp, [0] * len(PAGES))[number] = 0x80 + i
        if codec == "cp1252":  # C1 controls in place of the printable characters: ISO 8859-1
            for byte in range(0x80, 0xA0):
                reverse.setdefault(byte, [0] * len(PAGES))[number] = byte
    print("};\n")
    # Greek letters that other tables have for the Mac's signs.
    for letter, sign in ((0x394, 0x2206), (0x2126, 0x3A9)):
        reverse.setdefault(letter, [0] * len(PAGES))[5] = reverse[sign][5]
    # All pages but cp1252 are also read through programs that keep C1 controls; those
    # are found under cp1252 only.
    keys = sorted(reverse)
    print("const size_t ren__cp_reverse_count = %d;" % len(keys))
    print("const ren__cp_reverse_row ren__cp_reverse[%d] = {" % len(keys))
    line = " "
    for cp in keys:
        item = " {0x%04X, {%s}}," % (cp, ",".join("%d" % v for v in reverse[cp]))
        if len(line) + len(item) > 118:
            print(line)
            line = " "
        line += item
    print(line + "\n};\n")
    # Pages of 64 code points -> rows + 1.
    pages = sorted({cp >> 6 for cp in keys})
    print("const uint8_t ren__cp_page[1024] = {")
    page_row = [0] * 1024
    for number, page in enumerate(pages):
        page_row[page] = number + 1
    for i in range(0, 1024, 32):
        print("  " + " ".join("%d," % v for v in page_row[i:i + 32]))
    print("};\n")
    print("const uint16_t ren__cp_slot[%d][64] = {\n  {0}," % (len(pages) + 1))
    where = {cp: i + 1 for i, cp in enumerate(keys)}
    for page in pages:
        print("  {" + ",".join("%d" % where.get(page * 64 + i, 0) for i in range(64)) + "},")
    print("};\n")
    print("const uint16_t ren__cp_ebcdic278[256] = {")
    dump(ebcdic(), "  ")
    print("};\n")
    gbk = {}
    for lead in (0xC4, 0xC5, 0xD6, 0xE4, 0xE5, 0xE9, 0xF6):
        for trail in list(range(0x41, 0x5B)) + list(range(0x61, 0x7B)):
            try:
                gbk[ord(bytes([lead, trail]).decode("gbk"))] = (lead, trail)
            except UnicodeDecodeError:
                pass
    print("const size_t ren__cp_gbk_count = %d;" % len(gbk))
    print("const ren__cp_gbk_row ren__cp_gbk[%d] = {" % len(gbk))
    line = " "
    for cp in sorted(gbk):
        item = " {0x%04X, 0x%02X, 0x%02X}," % (cp, *gbk[cp])
        if len(line) + len(item) > 118:
            print(line)
            line = " "
        line += item
    print(line + "\n};")
    print("/* clang-format on */")


main()

"""Writes PDFs letter by letter: every font is embedded with codes of its own, and what the codes mean
(ToUnicode), how wide they claim to be and how they are drawn is for the caller to choose.

Only zlib and struct: the TrueType tables cmap, hmtx, head and hhea are read here.
"""

import struct
import zlib


class Font:
    """A TrueType file: glyph numbers and widths (in em) of characters."""

    def __init__(self, path):
        self.data = open(path, "rb").read()
        self.tables = {}
        for i in range(struct.unpack(">H", self.data[4:6])[0]):
            tag, _, offset, length = struct.unpack(">4sLLL", self.data[12 + 16 * i:28 + 16 * i])
            self.tables[tag.decode("latin-1")] = (offset, length)
        self.em = struct.unpack(">H", self.at("head", 18, 2))[0]
        self.ascent, self.descent = struct.unpack(">hh", self.at("hhea", 4, 4))
        self.metrics = struct.unpack(">H", self.at("hhea", 34, 2))[0]
        self.glyphs = self.read_cmap()

    def at(self, table, offset, size):
        start = self.tables[table][0] + offset
        return self.data[start:start + size]

    def read_cmap(self):
        base = self.tables["cmap"][0]
        count = struct.unpack(">H", self.data[base + 2:base + 4])[0]
        for i in range(count):
            platform, encoding, offset = struct.unpack(">HHL", self.data[base + 4 + 8 * i:base + 12 + 8 * i])
            if (platform, encoding) == (3, 1):
                return self.read_segments(base + offset)
        raise ValueError("no Unicode cmap")

    def read_segments(self, at):
        def row(offset, count, kind):
            return struct.unpack(f">{count}{kind}", self.data[at + offset:at + offset + 2 * count])

        n = struct.unpack(">H", self.data[at + 6:at + 8])[0] // 2
        ends, starts = row(14, n, "H"), row(16 + 2 * n, n, "H")
        deltas, offsets = row(16 + 4 * n, n, "H"), row(16 + 6 * n, n, "H")
        glyphs = {}
        for i in range(n):
            for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
                if offsets[i] == 0:
                    glyph = (code + deltas[i]) & 0xFFFF
                else:
                    place = at + 16 + 6 * n + 2 * i + offsets[i] + 2 * (code - starts[i])
                    glyph = struct.unpack(">H", self.data[place:place + 2])[0]
                if glyph:
                    glyphs[code] = glyph
        return glyphs

    def has(self, char):
        return ord(char) in self.glyphs

    def width(self, char):
        glyph = min(self.glyphs.get(ord(char), 0), self.metrics - 1)
        return struct.unpack(">H", self.at("hmtx", 4 * glyph, 2))[0] / self.em

    def measure(self, text):
        return sum(self.width(c) for c in text)


class Coded:
    """A font as it stands in a PDF. meaning(char, code) -> the text of ToUnicode, None for no entry;
    no ToUnicode at all if `meaning` is None. claim(width) -> the width that is claimed."""

    def __init__(self, font, meaning=lambda char, code: char, claim=lambda width: width):
        self.font, self.meaning, self.claim, self.codes = font, meaning, claim, {}

    def code(self, char):
        return self.codes.setdefault(char, len(self.codes) + 3)

    def string(self, text):
        return "<" + "".join(f"{self.code(c):04X}" for c in text) + ">"


class Pdf:
    def __init__(self):
        self.objects, self.pages, self.fonts = [b"", b""], [], {}

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.objects)

    def stream(self, data, entries=""):
        packed = zlib.compress(data, 6)
        return self.add(f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n".encode()
                        + packed + b"\nendstream")

    def image(self, width, height, grey):
        return self.stream(grey, f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
                                 "/ColorSpace /DeviceGray /BitsPerComponent 8")

    def page(self, content, coded, images=(), width=595, height=842, attributes=""):
        """coded: name -> Coded; images: name -> object number."""
        self.pages.append((content, coded, dict(images), width, height, attributes))

    def write_font(self, coded):
        if id(coded) in self.fonts:
            return self.fonts[id(coded)]
        font = coded.font
        by_code = {code: char for char, code in coded.codes.items()}
        file = self.stream(font.data, f"/Length1 {len(font.data)}")
        glyphs = bytearray(2 * (max(by_code, default=0) + 1))
        for code, char in by_code.items():
            glyphs[2 * code:2 * code + 2] = struct.pack(">H", font.glyphs.get(ord(char), 0))
        to_glyph = self.stream(bytes(glyphs))
        widths = " ".join(f"{code} [{coded.claim(font.width(char)) * 1000:.0f}]" for code, char in sorted(by_code.items()))
        up, down = (1000 * v // font.em for v in (font.ascent, font.descent))
        about = self.add(f"<< /Type /FontDescriptor /FontName /AAAAAA+F /Flags 4 /FontBBox [-200 -300 1200 1000] /ItalicAngle 0 "
                         f"/Ascent {up} /Descent {down} /CapHeight 700 /StemV 80 /FontFile2 {file} 0 R >>")
        child = self.add(f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+F /CIDSystemInfo << /Registry (Adobe) "
                         f"/Ordering (Identity) /Supplement 0 >> /FontDescriptor {about} 0 R /DW 0 /W [{widths}] "
                         f"/CIDToGIDMap {to_glyph} 0 R >>")
        unicode = f"/ToUnicode {self.stream(self.to_unicode(coded, by_code))} 0 R" if coded.meaning else ""
        number = self.add(f"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+F /Encoding /Identity-H "
                          f"/DescendantFonts [{child} 0 R] {unicode} >>")
        self.fonts[id(coded)] = number
        return number

    @staticmethod
    def to_unicode(coded, by_code):
        rows = []
        for code, char in sorted(by_code.items()):
            text = coded.meaning(char, code)
            if text is not None:
                rows.append(f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>")
        out = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def",
               "1 begincodespacerange <0000> <FFFF> endcodespacerange"]
        for i in range(0, len(rows), 100):
            part = rows[i:i + 100]
            out += [f"{len(part)} beginbfchar", *part, "endbfchar"]
        return ("\n".join(out) + "\nendcmap end end\n").encode()

    def bytes(self):
        kids = []
        for content, coded, images, width, height, attributes in self.pages:
            fonts = " ".join(f"/{name} {self.write_font(c)} 0 R" for name, c in coded.items())
            pictures = " ".join(f"/{name} {number} 0 R" for name, number in images.items())
            body = self.stream(content.encode("latin-1"))
            kids.append(self.add(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {attributes} /Contents {body} 0 R "
                                 f"/Resources << /Font << {fonts} >> /XObject << {pictures} >> >> >>"))
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self.objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
        out, offsets = bytearray(b"%PDF-1.5\n%\xe5\xe4\xf6\n"), []
        for i, body in enumerate(self.objects):
            offsets.append(len(out))
            out += f"{i + 1} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{o:010d} 00000 n \n".encode() for o in offsets)
        out += f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

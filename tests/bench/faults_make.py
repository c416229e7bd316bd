#!/usr/bin/env python3
"""faults_make.py FOLDER SEED PAGES BAD: small pages and damaged copies of them, for faults.sh.

FOLDER/good gets PAGES pages of a line each in TIFFs and PDFs of many pages and in
single images of each kind; FOLDER/bad gets BAD files that are broken in ways that files
are: cut, bits turned, loops, sizes that cannot be, wrong kinds. The same seed gives the
same bytes. Needs python3-pil and a font (fonts-liberation)."""
import io
import os
import random
import struct
import sys
import zlib

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
BOARDS = ["Nämnden", "Styrelsen", "Utskottet", "Fullmäktige", "Rådet"]
VERBS = ["beslutar i", "avslår", "återremitterar", "godkänner", "bifaller", "bordlägger"]


def page(rng, number):
    image = Image.new("L", (640, 100), 255)
    text = f"{rng.choice(BOARDS)} {rng.choice(VERBS)} ärende {number}."
    ImageDraw.Draw(image).text((40, 30), text, 0, ImageFont.truetype(FONT, 34))
    return image.point(lambda v: 255 if v > 127 else 0).convert("1")


def save(image, kind, **more):
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def tiff(pages, compression="group4"):
    return save(pages[0], "TIFF", compression=compression, save_all=True, append_images=pages[1:], dpi=(200, 200))


def pdf_of(objects, root=1):
    """A PDF of these object bodies, the first being number 1."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, root, len(out))


def pdf(pages):
    kids = b" ".join(b"%d 0 R" % (3 + 3 * i) for i in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)]
    for i, image in enumerate(pages):
        data = zlib.compress(image.tobytes())
        content = b"q 230.4 0 0 36 0 0 cm /I Do Q"
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 230.4 36]/Contents %d 0 R"
                    b"/Resources<</XObject<</I %d 0 R>>>>>>" % (4 + 3 * i, 5 + 3 * i),
                    b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
                    b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray"
                    b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (*image.size, len(data), data)]
    return pdf_of(objects)


# ---- what is good -----------------------------------------------------------------

def make_good(rng, count):
    singles = min(24, count // 4)
    shares = [(count - singles) * part // 10 for part in (4, 3, 2)]
    shares.append(count - singles - sum(shares))
    files, number = {}, 0
    for name, share in zip(("a.tif", "b.pdf", "c.tif", "d.pdf"), shares):
        pages = [page(rng, number + i) for i in range(share)]
        number += share
        files[name] = pdf(pages) if name.endswith("pdf") else tiff(pages, "group4" if name[0] == "a" else "tiff_lzw")
    kinds = [("PNG", "png"), ("JPEG", "jpg"), ("JPEG2000", "jp2"), ("WEBP", "webp"), ("PPM", "ppm"), ("GIF", "gif")]
    for i in range(singles):
        kind, suffix = kinds[i % len(kinds)]
        image = page(rng, number + i).convert("L")
        more = {"lossless": True} if kind == "WEBP" else {"quality": 90} if kind == "JPEG" else {}
        files[f"e{i:02}.{suffix}"] = save(image, kind, **more)
    return files


# ---- what is bad ------------------------------------------------------------------

def cut(rng, data):
    return data[:rng.randint(len(data) // 10, len(data) // 2)]


def flipped(rng, data):
    """Enough bits turned that something must be noticed, the first bytes kept."""
    data = bytearray(data)
    for _ in range(max(40, len(data) // 50)):
        data[rng.randrange(16, len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def middle_gone(rng, data):
    third = len(data) // 3
    return data[:third] + data[2 * third:]


def zeroed(rng, data):
    start = rng.randint(len(data) // 8, len(data) // 4)
    return data[:start] + bytes(len(data) - start)


def png_of(width, height, data=b"\x78\x9c\x03\x00\x00\x00\x00\x01"):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff_of(entries, following=0):
    body = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries))
    for tag, kind, value in entries:
        body += struct.pack("<HHII", tag, kind, 1, value)
    return body + struct.pack("<I", following)


def stream(body, more=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(body), body)


def absurd():
    size = [(256, 4, 100), (257, 4, 100), (258, 3, 1), (259, 3, 1), (262, 3, 0), (277, 3, 1), (278, 4, 100)]
    strip = [(273, 4, 8), (279, 4, 1300)]
    one_page = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    media = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"
    bomb = zlib.compress(bytes(60_000_000), 9)
    return {
        "bomb-size.png": png_of(60000, 60000),
        "bomb-side.png": png_of(2 ** 31 - 1, 1),
        "bomb-zeros.png": png_of(14000, 14000, zlib.compress(bytes(1000))),
        "none.png": png_of(0, 0),
        "loop.tif": tiff_of(size + strip, 8),
        "self.tif": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        "bomb.tif": tiff_of([(256, 4, 2 ** 31 - 1), (257, 4, 2 ** 31 - 1)] + size[2:] + strip),
        "far.tif": b"II*\0\xf0\xff\xff\x7f",
        "tags.tif": tiff_of(size[:2] * 900 + strip),
        "bomb.ppm": b"P5 2000000000 2000000000 255\n",
        "short.ppm": b"P5 3000 3000 255\n" + bytes(2000),
        "bomb.gif": b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x08\x01\0\0",
        "empty.pdf": b"",
        "head.pdf": b"%PDF-1.7\n",
        "pages-loop.pdf": pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]>>"]),
        "no-pages.pdf": pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]),
        "no-root.pdf": pdf_of(one_page, 9),
        "huge-page.pdf": pdf_of(one_page + [media % b"9999999 9999999", stream(b"q Q")]),
        "no-size.pdf": pdf_of(one_page + [media % b"0 0", stream(b"q Q")]),
        "count.pdf": pdf_of([one_page[0], b"<</Type/Pages/Count 2000000000/Kids[]>>"]),
        "bomb-image.pdf": pdf_of(one_page + [media % b"300 300", stream(b"300 0 0 300 0 0 cm /F Do"),
                                             stream(bomb, image % (60000, 60000))]),
        "head.tif": b"II*\0\x08\0\0\0",
        "noise.jp2": bytes.fromhex("0000000c6a5020200d0a870a") + bytes(random.Random(1).randbytes(3000)),
    }


def make_bad(rng, good, count):
    files = absurd()
    ways = [cut, flipped, middle_gone, zeroed]
    images = [n for n in sorted(good) if n[0] == "e"][:6] + ["c.tif", "d.pdf"]
    while len(files) < count:
        n = len(files)
        source, way = images[n % len(images)], ways[n // len(images) % len(ways)]
        files[f"{way.__name__}{n:02}-{source}"] = way(rng, good[source])
    return dict(list(files.items())[:count])


def main():
    folder, seed, pages, bad = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    rng = random.Random(seed)
    good = make_good(rng, pages)
    small = make_good(rng, 12)
    for name, files in (("good", good), ("bad", make_bad(rng, small, bad))):
        os.makedirs(f"{folder}/{name}", exist_ok=True)
        for file, data in files.items():
            with open(f"{folder}/{name}/{file}", "wb") as out:
                out.write(data)


main()

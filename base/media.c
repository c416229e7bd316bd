#include "utf8.h"

#include <string.h>

static bool has(ren_str head, size_t at, const char *magic, size_t len) {
  return head.len >= at + len && memcmp(head.ptr + at, magic, len) == 0;
}

static bool contains_pdf_mark(ren_str head) { /* readers accept it within the first KiB */
  for (size_t i = 0; i + 5 <= head.len && i < 1024; i++)
    if (memcmp(head.ptr + i, "%PDF-", 5) == 0) return true;
  return false;
}

/* `P6`, blanks, then a number or a comment; a text may well begin with `P6 `. */
static bool looks_pnm(ren_str h) {
  if (h.len < 4 || h.ptr[0] != 'P' || h.ptr[1] < '1' || h.ptr[1] > '6') return false;
  size_t i = 2;
  while (i < h.len && (h.ptr[i] == ' ' || (h.ptr[i] >= '\t' && h.ptr[i] <= '\r'))) i++;
  return i > 2 && i < h.len && (h.ptr[i] == '#' || ren_is_digit((unsigned char)h.ptr[i]));
}

static ren_media sniff_image(ren_str h) {
  if (has(h, 0, "II*\0", 4) || has(h, 0, "MM\0*", 4) || has(h, 0, "II+\0", 4) || has(h, 0, "MM\0+", 4))
    return REN_MEDIA_TIFF;
  if (has(h, 0, "\x89PNG\r\n\x1a\n", 8)) return REN_MEDIA_PNG;
  if (has(h, 0, "\xFF\xD8\xFF", 3)) return REN_MEDIA_JPEG;
  if (has(h, 0, "\0\0\0\x0CjP  \r\n", 10) || has(h, 0, "\xFF\x4F\xFF\x51", 4)) return REN_MEDIA_JP2;
  if (has(h, 0, "RIFF", 4) && has(h, 8, "WEBP", 4)) return REN_MEDIA_WEBP;
  if (has(h, 0, "GIF8", 4)) return REN_MEDIA_GIF;
  if (has(h, 0, "BM", 2) && has(h, 6, "\0\0\0\0", 4)) return REN_MEDIA_BMP;
  if (looks_pnm(h)) return REN_MEDIA_PNM;
  return REN_MEDIA_TEXT;
}

/* UTF-16 has a NUL in every other byte of Western text. */
static bool looks_utf16(ren_str h) {
  if (has(h, 0, "\xFF\xFE", 2) || has(h, 0, "\xFE\xFF", 2)) return true;
  size_t even = 0, odd = 0, n = h.len < 512 ? h.len : 512;
  for (size_t i = 0; i < n; i++)
    if (h.ptr[i] == 0) i % 2 ? odd++ : even++;
  return n >= 4 && ((odd > n / 3 && even <= n / 16) || (even > n / 3 && odd <= n / 16));
}

/* UTF-32 has zeros in its two high bytes (all but ideographs of other planes in three). */
static bool looks_utf32(ren_str h) {
  size_t zeros[4] = {0}, n = h.len < 512 ? h.len : 512, quarter = n / 4;
  for (size_t i = 0; i < quarter * 4; i++) zeros[i % 4] += h.ptr[i] == 0;
  if (n < 16) return false;
  return (zeros[2] == quarter && zeros[3] == quarter && zeros[0] * 50 <= quarter && zeros[1] * 2 > quarter) ||
         (zeros[0] == quarter && zeros[1] == quarter && zeros[3] * 50 <= quarter && zeros[2] * 2 > quarter);
}

static bool looks_binary(ren_str h) {
  size_t strange = 0, n = h.len < 1024 ? h.len : 1024;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)h.ptr[i];
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A && c != 0x1B && c != '\b') strange++;
  }
  return strange > n / 20 + 4; /* random bytes: a tenth; a stray NUL or two are no proof */
}

ren_media ren_media_sniff(ren_str head) {
  if (head.len == 0) return REN_MEDIA_EMPTY;
  ren_media image = sniff_image(head);
  if (image != REN_MEDIA_TEXT) return image;
  if (contains_pdf_mark(head)) return REN_MEDIA_PDF;
  if (looks_utf16(head) || looks_utf32(head)) return REN_MEDIA_TEXT;
  static const char *const archives[] = {"PK\x03\x04", "\177ELF", "\x1F\x8B", "\xD0\xCF\x11\xE0", "7z\xBC\xAF", "Rar!"};
  for (size_t i = 0; i < sizeof archives / sizeof *archives; i++)
    if (has(head, 0, archives[i], strlen(archives[i]))) return REN_MEDIA_BINARY;
  return looks_binary(head) ? REN_MEDIA_BINARY : REN_MEDIA_TEXT;
}

const char *ren_media_name(ren_media media) {
  static const char *const names[] = {"empty",     "text", "PDF",  "TIFF", "PNG", "JPEG",
                                      "JPEG 2000", "PNM",  "WebP", "GIF",  "BMP", "binary"};
  return (size_t)media < sizeof names / sizeof *names ? names[media] : "unknown";
}

#include "export/glyphless_font.h"

#include <string.h>

enum { TABLES = 9, DIRECTORY = 12 + 16 * TABLES };

static void put16(ren_buf *out, uint32_t v) {
  unsigned char bytes[2] = {(unsigned char)(v >> 8), (unsigned char)v};
  ren_buf_append(out, bytes, 2);
}

static void put32(ren_buf *out, uint32_t v) {
  put16(out, v >> 16);
  put16(out, v & 0xFFFF);
}

static void put_head(ren_buf *out) {
  put32(out, 0x00010000); /* version */
  put32(out, 0x00010000); /* fontRevision */
  put32(out, 0);          /* checkSumAdjustment, set at the end */
  put32(out, 0x5F0F3CF5); /* magic */
  put16(out, 0);          /* flags */
  put16(out, REN__FONT_UNITS);
  for (int i = 0; i < 4; i++) put32(out, 0); /* created, modified */
  for (int i = 0; i < 4; i++) put16(out, 0); /* xMin .. yMax */
  put16(out, 0);                             /* macStyle */
  put16(out, 8);                             /* lowestRecPPEM */
  put16(out, 2);                             /* fontDirectionHint */
  put16(out, 0);                             /* short offsets in loca */
  put16(out, 0);                             /* glyphDataFormat */
}

static void put_hhea(ren_buf *out) {
  put32(out, 0x00010000);
  put16(out, REN__FONT_ASCENT);
  put16(out, 0x10000 - REN__FONT_DESCENT);
  put16(out, 0); /* lineGap */
  put16(out, REN__FONT_ADVANCE);
  for (int i = 0; i < 3; i++) put16(out, 0);
  put16(out, 1); /* caretSlopeRise */
  for (int i = 0; i < 7; i++) put16(out, 0);
  put16(out, 2); /* numberOfHMetrics */
}

static void put_maxp(ren_buf *out) {
  put32(out, 0x00010000);
  put16(out, 2); /* numGlyphs */
  for (int i = 0; i < 4; i++) put16(out, 0);
  put16(out, 1); /* maxZones */
  for (int i = 0; i < 8; i++) put16(out, 0);
}

/* Format 4: the blank is glyph 1. */
static void put_cmap(ren_buf *out) {
  static const uint16_t words[] = {0, 1,  3, 1, 0, 12, /* one subtable, Windows Unicode */
                                   4, 32, 0, 4, 4, 1,  0, 0x20, 0xFFFF, 0, 0x20, 0xFFFF, 0xFFE1, 1, 0, 0};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) put16(out, words[i]);
}

static void put_name(ren_buf *out) {
  static const char name[] = "Renskrift-Glyphless";
  uint32_t length = (uint32_t)(sizeof name - 1) * 2;
  put16(out, 0);
  put16(out, 3);
  put16(out, 6 + 3 * 12);
  static const uint16_t ids[] = {1, 4, 6}; /* family, full name, PostScript name */
  for (size_t i = 0; i < 3; i++) {
    put16(out, 3);
    put16(out, 1);
    put16(out, 0x0409);
    put16(out, ids[i]);
    put16(out, length);
    put16(out, 0);
  }
  for (size_t i = 0; i + 1 < sizeof name; i++) put16(out, (unsigned char)name[i]);
}

static void put_post(ren_buf *out) {
  put32(out, 0x00030000); /* no glyph names */
  put32(out, 0);
  put32(out, 0);
  put32(out, 1); /* fixed pitch */
  for (int i = 0; i < 4; i++) put32(out, 0);
}

static void put_table(ren_buf *out, int index) {
  switch (index) { /* in the order of their tags */
  case 0: put_cmap(out); break;
  case 1: /* glyf: nothing in it, but some readers refuse an empty table */ put32(out, 0); break;
  case 2: put_head(out); break;
  case 3: put_hhea(out); break;
  case 4: /* hmtx */
    put16(out, REN__FONT_ADVANCE), put16(out, 0);
    put16(out, REN__FONT_ADVANCE), put16(out, 0);
    break;
  case 5: /* loca: both glyphs begin and end at 0 */
    for (int i = 0; i < 3; i++) put16(out, 0);
    break;
  case 6: put_maxp(out); break;
  case 7: put_name(out); break;
  default: put_post(out); break;
  }
}

static uint32_t checksum(const unsigned char *bytes, size_t length) {
  uint32_t sum = 0;
  for (size_t i = 0; i < length; i++) sum += (uint32_t)bytes[i] << (24 - 8 * (i % 4));
  return sum;
}

static void store32(unsigned char *at, uint32_t v) {
  for (int i = 0; i < 4; i++) at[i] = (unsigned char)(v >> (24 - 8 * i));
}

void ren__glyphless_font(ren_buf *out) {
  static const char tags[TABLES][5] = {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"};
  ren_buf font = {0};
  size_t head = 0;
  put32(&font, 0x00010000);
  put16(&font, TABLES);
  put16(&font, 128); /* searchRange for 9 tables: 16 * 8 */
  put16(&font, 3);   /* entrySelector */
  put16(&font, 16 * TABLES - 128);
  for (size_t i = 12; i < DIRECTORY; i += 4) put32(&font, 0);
  for (int i = 0; i < TABLES && font.status == REN_OK; i++) {
    size_t start = font.len;
    put_table(&font, i);
    size_t length = font.len - start;
    while (font.len % 4) ren_buf_putc(&font, '\0');
    if (font.status != REN_OK) break;
    if (i == 2) head = start;
    unsigned char *bytes = (unsigned char *)font.ptr, *entry = bytes + 12 + 16 * (size_t)i;
    memcpy(entry, tags[i], 4);
    store32(entry + 4, checksum(bytes + start, font.len - start));
    store32(entry + 8, (uint32_t)start);
    store32(entry + 12, (uint32_t)length);
  }
  if (font.status == REN_OK) {
    store32((unsigned char *)font.ptr + head + 8, 0xB1B0AFBAU - checksum((unsigned char *)font.ptr, font.len));
    ren_buf_append(out, font.ptr, font.len);
  } else if (out->status == REN_OK) {
    out->status = font.status;
  }
  ren_buf_free(&font);
}

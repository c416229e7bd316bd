#include "export/srgb_profile.h"

#include <string.h>

enum { HEADER = 128, TAGS = 10, TABLE = HEADER + 4 + 12 * TAGS };

static void put16(ren_buf *out, uint32_t v) {
  ren_buf_putc(out, (char)(v >> 8 & 0xFF));
  ren_buf_putc(out, (char)(v & 0xFF));
}

static void put32(ren_buf *out, uint32_t v) {
  put16(out, v >> 16);
  put16(out, v & 0xFFFF);
}

static void put_zeros(ren_buf *out, size_t n) {
  while (n-- > 0) ren_buf_putc(out, '\0');
}

/* Numbers are in 65536ths. */
static void put_numbers(ren_buf *out, const char *type, const int32_t *values, size_t count) {
  ren_buf_append(out, type, 4);
  put32(out, 0);
  for (size_t i = 0; i < count; i++) put32(out, (uint32_t)values[i]);
}

static void put_text(ren_buf *out, const char *text) {
  ren_buf_puts(out, "mluc");
  put32(out, 0);
  put32(out, 1); /* one language */
  put32(out, 12);
  ren_buf_puts(out, "enUS");
  put32(out, (uint32_t)(2 * strlen(text)));
  put32(out, 28);
  for (; *text; text++) put16(out, (unsigned char)*text);
}

static void put_curve(ren_buf *out) {
  static const int32_t values[] = {157286, 62119, 3417, 5072, 2651}; /* 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045 */
  ren_buf_puts(out, "para");
  put32(out, 0);
  put16(out, 3); /* ((X + 0.055) / 1.055)^2.4, below 0.04045 X / 12.92 */
  put16(out, 0);
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) put32(out, (uint32_t)values[i]);
}

static void put_header(ren_buf *out) {
  put32(out, 0); /* size, set at the end */
  put32(out, 0); /* no preferred colour engine */
  put32(out, 0x04200000);
  ren_buf_puts(out, "mntrRGB XYZ ");
  static const uint16_t made[] = {2000, 1, 1, 0, 0, 0};
  for (size_t i = 0; i < sizeof made / sizeof *made; i++) put16(out, made[i]);
  ren_buf_puts(out, "acsp");
  put_zeros(out, 28); /* platform, flags, device, attributes, intent: none in particular */
  put32(out, 63190);  /* D50 */
  put32(out, 65536);
  put32(out, 54061);
  put_zeros(out, HEADER - 80);
}

static void put_tag(ren_buf *out, const char *tag) {
  static const int32_t white[] = {63190, 65536, 54061}, red[] = {28576, 14581, 912}, green[] = {25239, 46983, 6361},
                       blue[] = {9375, 3972, 46788}, /* of D65, as seen in D50: */
      adaptation[] = {68674, 1502, -3291, 1939, 64912, -1119, -606, 988, 49262};
  if (strcmp(tag, "cprt") == 0) put_text(out, "No copyright, use freely");
  if (strcmp(tag, "desc") == 0) put_text(out, "sRGB");
  if (strcmp(tag, "chad") == 0) put_numbers(out, "sf32", adaptation, 9);
  if (strcmp(tag, "wtpt") == 0) put_numbers(out, "XYZ ", white, 3);
  if (strcmp(tag, "rXYZ") == 0) put_numbers(out, "XYZ ", red, 3);
  if (strcmp(tag, "gXYZ") == 0) put_numbers(out, "XYZ ", green, 3);
  if (strcmp(tag, "bXYZ") == 0) put_numbers(out, "XYZ ", blue, 3);
  if (strcmp(tag, "rTRC") == 0) put_curve(out);
}

static void store32(ren_buf *out, size_t at, size_t v) {
  for (int i = 0; i < 4; i++) out->ptr[at + (size_t)i] = (char)(v >> (24 - 8 * i) & 0xFF);
}

void ren__srgb_profile(ren_buf *out) {
  static const char tags[TAGS][5] = {"cprt", "desc", "chad", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
  ren_buf profile = {0};
  put_header(&profile);
  put32(&profile, TAGS);
  put_zeros(&profile, TABLE - HEADER - 4);
  size_t start = 0, length = 0;
  for (size_t i = 0; i < TAGS && profile.status == REN_OK; i++) {
    if (tags[i][1] != 'T' || i == TAGS - 3) { /* the three channels share their curve */
      start = profile.len;
      put_tag(&profile, tags[i]);
      length = profile.len - start;
      put_zeros(&profile, (4 - profile.len % 4) % 4);
    }
    if (profile.status != REN_OK) break;
    size_t entry = HEADER + 4 + 12 * i;
    memcpy(profile.ptr + entry, tags[i], 4);
    store32(&profile, entry + 4, start);
    store32(&profile, entry + 8, length);
  }
  if (profile.status == REN_OK) {
    store32(&profile, 0, profile.len);
    ren_buf_append_str(out, ren_buf_str(&profile));
  } else if (out->status == REN_OK) {
    out->status = profile.status;
  }
  ren_buf_free(&profile);
}

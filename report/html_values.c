/* Numbers, links and bytes in markup. */
#include "html.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void ren__put_count(ren__html *h, uint64_t n) {
  char digits[24], grouped[32];
  int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n), at = 0;
  for (int i = 0; i < len; i++) {
    if (i && (len - i) % 3 == 0) grouped[at++] = ',';
    grouped[at++] = digits[i];
  }
  grouped[at] = '\0';
  ren__put(h, grouped);
}

void ren__put_plural(ren__html *h, uint64_t n, const char *one, const char *many) {
  ren__put_count(h, n);
  ren__put(h, " ");
  ren__put(h, n == 1 ? one : many);
}

void ren__put_decimal(ren__html *h, double value, int decimals) {
  ren_buf text = {0};
  ren_json json;
  ren_json_begin(&json, &text); /* writes numbers without regard to the locale */
  ren_json_num(&json, value, decimals);
  ren__put(h, text.ptr ? text.ptr : "");
  ren_buf_free(&text);
}

void ren__put_percent(ren__html *h, double share) {
  if (!(share >= 0)) share = 0;
  if (share > 1) share = 1;
  /* Nearly sure is not sure: only 1 is shown as 100. */
  double percent = share < 1 ? floor(share * 100) : 100;
  ren__putf(h, "%d\xC2\xA0%%", (int)percent);
}

void ren__put_href(ren__html *h, ren_str path, const char *suffix) {
  static const char digits[] = "0123456789ABCDEF";
  ren__put(h, "./");
  ren_str parts[] = {path, ren_str_of(suffix)};
  for (size_t k = 0; k < 2; k++) {
    for (size_t i = 0; i < parts[k].len; i++) {
      unsigned char c = (unsigned char)parts[k].ptr[i];
      bool plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~/", c));
      char piece[4] = {plain ? (char)c : '%', plain ? '\0' : digits[c >> 4], digits[c & 15], '\0'};
      ren__put(h, piece);
    }
  }
}

void ren__put_base64(ren__html *h, ren_str bytes) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  char line[4 * 256 + 1];
  size_t at = 0;
  for (size_t i = 0; i < bytes.len; i += 3) {
    size_t left = bytes.len - i;
    uint32_t group = (uint32_t)(unsigned char)bytes.ptr[i] << 16;
    if (left > 1) group |= (uint32_t)(unsigned char)bytes.ptr[i + 1] << 8;
    if (left > 2) group |= (unsigned char)bytes.ptr[i + 2];
    line[at++] = letters[group >> 18];
    line[at++] = letters[(group >> 12) & 63];
    line[at++] = left > 1 ? letters[(group >> 6) & 63] : '=';
    line[at++] = left > 2 ? letters[group & 63] : '=';
    if (at + 4 < sizeof line && left > 3) continue;
    line[at] = '\0';
    ren__put(h, line);
    at = 0;
  }
}

void ren__put_script_json(ren__html *h, ren_str json) {
  ren_buf safe = {0};
  for (size_t i = 0; i < json.len; i++) {
    if (json.ptr[i] == '<')
      ren_buf_puts(&safe, "\\u003c");
    else
      ren_buf_putc(&safe, json.ptr[i]);
  }
  if (safe.status != REN_OK) h->buf.status = safe.status;
  ren__put(h, safe.ptr ? safe.ptr : "");
  ren_buf_free(&safe);
}

/* SOF0 .. SOF15 but for DHT, JPG and DAC (ITU-T T.81, B.1.1.3). */
static bool is_frame_header(unsigned marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Walks the segments up to a frame header. */
bool ren__jpeg_size(ren_str bytes, uint32_t *width, uint32_t *height) {
  const unsigned char *p = (const unsigned char *)bytes.ptr;
  if (bytes.len < 4 || p[0] != 0xFF || p[1] != 0xD8) return false;
  for (size_t at = 2; at + 9 <= bytes.len && p[at] == 0xFF;) {
    unsigned marker = p[at + 1];
    if (marker == 0xFF) { /* filling */
      at++;
      continue;
    }
    size_t length = (size_t)p[at + 2] << 8 | p[at + 3];
    if (is_frame_header(marker)) {
      *height = (uint32_t)p[at + 5] << 8 | p[at + 6];
      *width = (uint32_t)p[at + 7] << 8 | p[at + 8];
      return *width > 0 && *height > 0;
    }
    if (length < 2 || marker == 0xD9 || marker == 0xDA) return false;
    at += 2 + length;
  }
  return false;
}

#include "utf8.h"

#include <math.h>
#include <string.h>

void ren_json_begin(ren_json *json, ren_buf *out) { *json = (ren_json){.out = out}; }

/* Writes the comma that the next value needs. */
static void separate(ren_json *json) {
  uint64_t bit = UINT64_C(1) << (json->depth & 63);
  if (json->depth > 0 && (json->comma & bit)) ren_buf_putc(json->out, ',');
  json->comma |= bit;
}

static void open_level(ren_json *json, char bracket) {
  separate(json);
  ren_buf_putc(json->out, bracket);
  json->depth++;
  json->comma &= ~(UINT64_C(1) << (json->depth & 63));
}

void ren_json_object(ren_json *json) { open_level(json, '{'); }
void ren_json_array(ren_json *json) { open_level(json, '['); }

void ren_json_end(ren_json *json, char close) {
  json->depth--;
  ren_buf_putc(json->out, close);
}

static bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\' || c == 0x7F; }

static void escape_one(ren_buf *out, unsigned char c) {
  switch (c) {
  case '"': ren_buf_puts(out, "\\\""); break;
  case '\\': ren_buf_puts(out, "\\\\"); break;
  case '\n': ren_buf_puts(out, "\\n"); break;
  case '\r': ren_buf_puts(out, "\\r"); break;
  case '\t': ren_buf_puts(out, "\\t"); break;
  default: ren_buf_printf(out, "\\u%04x", c);
  }
}

static void write_string(ren_buf *out, ren_str s) {
  ren_buf_putc(out, '"');
  size_t start = 0;
  for (size_t i = 0; i < s.len;) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c < 0x80 && !needs_escape(c)) {
      i++;
      continue;
    }
    uint32_t cp = c;
    size_t len = c < 0x80 ? 1 : ren_utf8_decode(s.ptr + i, s.len - i, &cp);
    if (c >= 0x80 && cp != REN_BAD_CODEPOINT) {
      i += len;
      continue;
    }
    ren_buf_append(out, s.ptr + start, i - start);
    if (c < 0x80)
      escape_one(out, c);
    else
      ren_buf_puts(out, "\xEF\xBF\xBD");
    i += len;
    start = i;
  }
  ren_buf_append(out, s.ptr + start, s.len - start);
  ren_buf_putc(out, '"');
}

void ren_json_key(ren_json *json, const char *key) {
  separate(json);
  write_string(json->out, ren_str_of(key));
  ren_buf_putc(json->out, ':');
  json->comma &= ~(UINT64_C(1) << (json->depth & 63)); /* its value takes no comma; writing it sets the bit again */
}

void ren_json_str(ren_json *json, ren_str value) {
  separate(json);
  write_string(json->out, value);
}

void ren_json_cstr(ren_json *json, const char *value) {
  if (value)
    ren_json_str(json, ren_str_of(value));
  else
    ren_json_null(json);
}

void ren_json_int(ren_json *json, int64_t value) {
  separate(json);
  ren_buf_printf(json->out, "%lld", (long long)value);
}

void ren_json_num(ren_json *json, double value, int decimals) {
  separate(json);
  if (!isfinite(value)) {
    ren_buf_puts(json->out, "null");
    return;
  }
  if (decimals > 9) decimals = 9;
  double scale = 1;
  for (int i = 0; i < decimals; i++) scale *= 10;
  double scaled = round(fabs(value) * scale);
  if (scaled >= 9e18) { /* beyond 64 bits: no decimals left to print */
    ren_buf_printf(json->out, "%.0f", value);
    return;
  }
  unsigned long long whole = (unsigned long long)scaled, unit = (unsigned long long)scale;
  ren_buf_printf(json->out, "%s%llu", value < 0 && whole ? "-" : "", whole / unit);
  if (decimals <= 0 || whole % unit == 0) return;
  char digits[16];
  unsigned long long rest = whole % unit;
  int len = decimals;
  for (int i = decimals; i-- > 0; rest /= 10) digits[i] = (char)('0' + rest % 10);
  while (digits[len - 1] == '0') len--;
  ren_buf_putc(json->out, '.');
  ren_buf_append(json->out, digits, (size_t)len);
}

void ren_json_bool(ren_json *json, bool value) {
  separate(json);
  ren_buf_puts(json->out, value ? "true" : "false");
}

void ren_json_null(ren_json *json) {
  separate(json);
  ren_buf_puts(json->out, "null");
}

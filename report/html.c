#include "html.h"
#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FLUSH_AT = 1 << 20, VISIBLE_MAX = 300 };

static void check(ren__html *h) {
  if (h->buf.status != REN_OK && h->status == REN_OK)
    h->status = h->buf.status == REN_ENOMEM ? ren_fail_nomem(h->err)
                                            : ren_fail(h->err, h->buf.status, "the report is too large");
}

void ren__flush(ren__html *h) {
  check(h);
  if (!h->file || h->status != REN_OK) return;
  h->status = ren_file_append(h->file, ren_buf_str(&h->buf), h->err);
  h->written += h->buf.len;
  ren_buf_clear(&h->buf);
}

static void put_raw(ren__html *h, ren_str markup) {
  if (h->status != REN_OK) return;
  ren_buf_append_str(&h->buf, markup);
  if (h->buf.len >= FLUSH_AT || h->buf.status != REN_OK) ren__flush(h);
}

void ren__put(ren__html *h, const char *markup) { put_raw(h, ren_str_of(markup)); }

void ren__putf(ren__html *h, const char *format, ...) {
  char piece[512];
  va_list args;
  va_start(args, format);
  int len = vsnprintf(piece, sizeof piece, format, args);
  va_end(args);
  if (len > 0) put_raw(h, (ren_str){piece, (size_t)len < sizeof piece ? (size_t)len : sizeof piece - 1});
}

/* ---- escaping --------------------------------------------------------------- */

static bool is_bidi_control(uint32_t cp) {
  return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200E || cp == 0x200F ||
         cp == 0x061C;
}

/* What stands for a character that cannot stand for itself; "" if it can. */
static const char *replacement(uint32_t cp, char picture[4]) {
  switch (cp) {
  case '&': return "&amp;";
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '"': return "&quot;";
  case '\'': return "&#39;";
  case '\n':
  case '\t': return "";
  default: break;
  }
  if (cp < 0x20 || cp == 0x7F) {
    uint32_t symbol = cp == 0x7F ? 0x2421 : 0x2400 + cp;
    picture[ren_utf8_encode(symbol, picture)] = '\0'; /* three bytes */
    return picture;
  }
  bool bad = cp == REN_BAD_CODEPOINT || (cp >= 0x80 && cp < 0xA0) || is_bidi_control(cp) || (cp & 0xFFFE) == 0xFFFE ||
             (cp >= 0xFDD0 && cp <= 0xFDEF);
  return bad ? "\xEF\xBF\xBD" : "";
}

void ren__put_text(ren__html *h, ren_str text) {
  size_t start = 0;
  for (size_t i = 0, len; i < text.len; i += len) {
    uint32_t cp;
    char picture[4];
    len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    const char *instead = replacement(cp, picture);
    if (!*instead) continue;
    put_raw(h, (ren_str){text.ptr + start, i - start});
    ren__put(h, instead);
    start = i + len;
  }
  put_raw(h, (ren_str){text.ptr + start, text.len - start});
}

void ren__put_ctext(ren__html *h, const char *text) { ren__put_text(h, ren_str_of(text)); }

/* ---- showing what cannot be seen ---------------------------------------------- */

static const char *visible_name(uint32_t cp) {
  switch (cp) {
  case '\n': return "↵";
  case '\r': return "␍";
  case '\t': return "⇥";
  case '\f': return "⇟";
  case 0xA0: return "⍽";
  case 0xAD: return "[soft hyphen]";
  case 0xFFFD: return "\xEF\xBF\xBD";
  default: return NULL;
  }
}

static bool is_zero_width(uint32_t cp) {
  return (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF || is_bidi_control(cp);
}

static void write_visible(ren_buf *out, uint32_t cp, ren_str bytes, bool blank, bool first) {
  const char *name = visible_name(cp);
  if (name)
    ren_buf_puts(out, name);
  else if (cp == REN_BAD_CODEPOINT)
    ren_buf_printf(out, "\\x%02X", (unsigned char)bytes.ptr[0]);
  else if (is_zero_width(cp) || (cp >= 0x80 && cp < 0xA0))
    ren_buf_printf(out, "[U+%04X]", (unsigned)cp);
  else if (cp == ' ' && blank)
    ren_buf_puts(out, "␣");
  else {
    if (first && ren_is_mark(cp)) ren_buf_puts(out, "◌"); /* something for it to stand on */
    ren_buf_append_str(out, bytes);
  }
}

void ren__visible(ren_buf *out, ren_str text) {
  bool blank = true;
  for (size_t i = 0; i < text.len; i++) blank &= text.ptr[i] == ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\r';
  for (size_t i = 0, len; i < text.len; i += len) {
    if (i > VISIBLE_MAX) {
      ren_buf_puts(out, " …");
      return;
    }
    uint32_t cp;
    len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    write_visible(out, cp, (ren_str){text.ptr + i, len}, blank, i == 0);
  }
}

void ren__put_visible(ren__html *h, ren_str text) {
  ren_buf plain = {0};
  ren__visible(&plain, text);
  if (plain.status != REN_OK) h->buf.status = plain.status;
  ren__put_text(h, ren_buf_str(&plain));
  ren_buf_free(&plain);
}

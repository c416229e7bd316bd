#include "export/xmp.h"

#include "export/markup.h"

#include <string.h>

/* ---- writing ------------------------------------------------------------------ */

static void put_plain(ren_buf *out, const char *name, ren_str value) {
  if (!value.len) return;
  ren_buf_printf(out, "   <%s>", name);
  ren__xml_escape(out, value);
  ren_buf_printf(out, "</%s>\n", name);
}

/* Alt and Seq: arrays of one item here. */
static void put_array(ren_buf *out, const char *name, const char *kind, const char *attribute, ren_str value) {
  if (!value.len) return;
  ren_buf_printf(out, "   <%s><rdf:%s><rdf:li%s>", name, kind, attribute);
  ren__xml_escape(out, value);
  ren_buf_printf(out, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

void ren__xmp_write(ren_buf *out, const ren__xmp *facts, bool archival) {
  static const char any_language[] = " xml:lang=\"x-default\"";
  ren_buf_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                    "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                    "   <dc:format>application/pdf</dc:format>\n");
  put_array(out, "dc:title", "Alt", any_language, facts->title);
  put_array(out, "dc:creator", "Seq", "", facts->author);
  put_array(out, "dc:description", "Alt", any_language, facts->subject);
  put_array(out, "dc:rights", "Alt", any_language, facts->rights);
  put_plain(out, "pdf:Keywords", facts->keywords);
  put_plain(out, "pdf:Producer", facts->producer);
  put_plain(out, "xmp:CreatorTool", facts->creator);
  put_plain(out, "xmp:CreateDate", facts->created);
  put_plain(out, "xmp:ModifyDate", facts->modified);
  ren_buf_puts(out, "  </rdf:Description>\n");
  if (archival)
    ren_buf_puts(out, "  <rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                      "   <pdfaid:part>2</pdfaid:part>\n   <pdfaid:conformance>B</pdfaid:conformance>\n"
                      "  </rdf:Description>\n");
  ren_buf_puts(out, " </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

/* ---- reading ------------------------------------------------------------------ */

static const char *find_name(ren_str packet, const char *name) {
  size_t length = strlen(name);
  const char *end = packet.ptr + packet.len;
  for (const char *at = packet.ptr; at && (at = memmem(at, (size_t)(end - at), name, length)) != NULL; at += length) {
    bool begins = at > packet.ptr && memchr(" \t\r\n<", at[-1], 5);
    if (begins && at + length < end && memchr(" \t\r\n=>", at[length], 6)) return at;
  }
  return NULL;
}

/* The value of an attribute, or what stands between <name ...> and the next </. */
static ren_str raw_value(ren_str packet, const char *name) {
  const char *at = find_name(packet, name), *end = packet.ptr + packet.len;
  if (!at) return (ren_str){"", 0};
  bool element = at[-1] == '<';
  at += strlen(name);
  if (element) {
    at = memchr(at, '>', (size_t)(end - at));
    if (!at || at[-1] == '/') return (ren_str){"", 0};
    at++;
    char closing[64] = "</";
    strncat(closing, name, sizeof closing - 3);
    const char *stop = memmem(at, (size_t)(end - at), closing, strlen(closing));
    return stop ? (ren_str){at, (size_t)(stop - at)} : (ren_str){"", 0};
  }
  while (at < end && memchr(" \t\r\n=", *at, 5)) at++;
  const char *stop = at < end && (*at == '"' || *at == '\'') ? memchr(at + 1, *at, (size_t)(end - at - 1)) : NULL;
  return stop ? (ren_str){at + 1, (size_t)(stop - at - 1)} : (ren_str){"", 0};
}

static void put_character(ren_buf *out, ren_str entity) {
  static const char *const names[] = {"&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i += 2)
    if (ren_str_eq(entity, ren_str_of(names[i]))) ren_buf_puts(out, names[i + 1]);
}

/* Without tags; entities by their characters, those by number left out. */
static void put_unescaped(ren_buf *out, ren_str text) {
  bool inside = false;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '&' && !inside) {
      const char *end = memchr(text.ptr + i, ';', text.len - i);
      if (!end) return;
      put_character(out, (ren_str){text.ptr + i, (size_t)(end + 1 - text.ptr) - i});
      i = (size_t)(end - text.ptr);
    } else if (text.ptr[i] == '<' || text.ptr[i] == '>') {
      inside = text.ptr[i] == '<';
    } else if (!inside) {
      ren_buf_putc(out, text.ptr[i]);
    }
  }
}

void ren__xmp_property(ren_buf *out, ren_str packet, const char *name) {
  ren_str value = raw_value(packet, name), item = raw_value(value, "rdf:li");
  ren_buf text = {0};
  put_unescaped(&text, item.len ? item : value);
  ren_buf_append_str(out, ren_str_trim(ren_buf_str(&text)));
  if (text.status != REN_OK && out->status == REN_OK) out->status = text.status;
  ren_buf_free(&text);
}

unsigned ren__xmp_part(ren_str packet) {
  ren_str part = ren_str_trim(raw_value(packet, "pdfaid:part"));
  return part.len == 1 && part.ptr[0] >= '1' && part.ptr[0] <= '9' ? (unsigned)(part.ptr[0] - '0') : 0;
}

bool ren__xmp_reclaim(ren_buf *out, ren_str packet) {
  unsigned part = ren__xmp_part(packet);
  ren_str number = ren_str_trim(raw_value(packet, "pdfaid:part"));
  ren_str level = ren_str_trim(raw_value(packet, "pdfaid:conformance"));
  if (part < 1 || part > 3 || level.len != 1) return false;
  size_t start = out->len;
  ren_buf_append_str(out, packet);
  if (out->status != REN_OK) return false;
  out->ptr[start + (size_t)(number.ptr - packet.ptr)] = part == 3 ? '3' : '2';
  out->ptr[start + (size_t)(level.ptr - packet.ptr)] = 'B';
  return true;
}

/* ---- dates -------------------------------------------------------------------- */

static bool take_digits(ren_buf *out, ren_str *s, size_t count) {
  if (s->len < count) return false;
  for (size_t i = 0; i < count; i++)
    if (s->ptr[i] < '0' || s->ptr[i] > '9') return false;
  ren_buf_append(out, s->ptr, count);
  *s = (ren_str){s->ptr + count, s->len - count};
  return true;
}

static bool take_zone(ren_buf *out, ren_str s) {
  if (!s.len) return true; /* not said */
  if (s.ptr[0] == 'Z') {
    ren_buf_putc(out, 'Z');
    return true;
  }
  if (s.ptr[0] != '+' && s.ptr[0] != '-') return false;
  ren_buf_putc(out, s.ptr[0]);
  s = (ren_str){s.ptr + 1, s.len - 1};
  if (!take_digits(out, &s, 2)) return false;
  ren_buf_putc(out, ':');
  if (s.len && s.ptr[0] == '\'') s = (ren_str){s.ptr + 1, s.len - 1};
  if (!take_digits(out, &s, 2)) ren_buf_puts(out, "00");
  return true;
}

void ren__xmp_date(ren_buf *out, ren_str s) {
  static const char before[] = {'-', '-', 'T', ':', ':'};
  ren_buf date = {0};
  if (s.len > 2 && memcmp(s.ptr, "D:", 2) == 0) s = (ren_str){s.ptr + 2, s.len - 2};
  bool good = take_digits(&date, &s, 4);
  size_t parts = 0;
  for (size_t mark = date.len; good && parts < sizeof before; parts++, mark = date.len) {
    ren_buf_putc(&date, before[parts]);
    if (take_digits(&date, &s, 2)) continue;
    date.len = mark;
    break;
  }
  if (good && parts == 3) good = false; /* an hour without minutes is no ISO 8601 */
  if (good && parts > 3) good = take_zone(&date, s);
  if (good) ren_buf_append_str(out, ren_buf_str(&date));
  if (date.status != REN_OK && out->status == REN_OK) out->status = date.status;
  ren_buf_free(&date);
}

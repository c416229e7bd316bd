#include "export/text_pdf.h"

#include "arena.h"
#include "export/glyphless_font.h"
#include "export/markup.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>

/* Numbers of the objects that every file has; two follow for each page. */
enum { CATALOG = 1, PAGES, FONT, CID_FONT, DESCRIPTOR, FONT_FILE, TO_UNICODE, CID_TO_GID, FIRST_PAGE };
enum { SOFT_HYPHEN = 0xAD, MAX_CODES = 65535, MAX_SIDE = 14400 /* points; ISO 32000-1, annex C */ };

static const double A4_WIDTH = 595.28, A4_HEIGHT = 841.89;

typedef struct writer {
  ren_buf *out;
  ren_arena *arena;
  uint64_t *offsets; /* by object number */
  size_t objects;
  uint32_t *codes; /* code points in use, ascending; the code of codes[i] is i + 1 */
  size_t code_count;
} writer;

/* ---- code points in use ------------------------------------------------- */

/* What of a word is written: control characters are not. */
static bool is_shown(uint32_t cp) { return cp >= 0x20 && (cp < 0x7F || cp >= 0xA0); }

/* The next code point of a word to be shown; false at its end. */
static bool next_shown(ren_str text, size_t *at, uint32_t *cp) {
  while (*at < text.len) {
    *at += ren_utf8_decode(text.ptr + *at, text.len - *at, cp);
    if (*cp == REN_BAD_CODEPOINT) *cp = 0xFFFD;
    if (is_shown(*cp)) return true;
  }
  return false;
}

static void note_words(const ren_page *page, unsigned char *used) {
  uint32_t cp;
  for (uint32_t i = 0; i < page->word_count; i++)
    if (page->words[i].joined) used[SOFT_HYPHEN / 8] |= 1U << (SOFT_HYPHEN % 8);
  for (uint32_t i = 0; i < page->word_count; i++) {
    for (size_t at = 0; next_shown(page->words[i].text, &at, &cp);) used[cp / 8] |= (unsigned char)(1U << (cp % 8));
  }
}

static ren_status collect_codes(writer *w, const ren_page_feed *pages, ren_error *err) {
  enum { CODE_POINTS = 0x110000 };
  unsigned char *used = ren_arena_alloc(w->arena, CODE_POINTS / 8);
  if (!used) return ren_fail_nomem(err);
  used[' ' / 8] |= 1U << (' ' % 8);
  used[0xFFFD / 8] |= 1U << (0xFFFD % 8);
  for (size_t i = 0; i < pages->count; i++) {
    ren_page *page;
    ren_status status = pages->get(pages->payload, i, &page, err);
    if (status != REN_OK) return status;
    if (page) note_words(page, used);
    if (pages->done) pages->done(pages->payload, page);
  }
  size_t n = 0;
  for (uint32_t i = 0; i < CODE_POINTS / 8; i++) n += used[i] ? 8 : 0;
  w->codes = ren_arena_alloc(w->arena, n * sizeof *w->codes);
  if (!w->codes) return ren_fail_nomem(err);
  for (uint32_t i = 0; i < CODE_POINTS / 8; i++) {
    for (uint32_t bit = 0; used[i] && bit < 8; bit++) {
      if (used[i] >> bit & 1 && w->code_count < MAX_CODES) w->codes[w->code_count++] = 8 * i + bit;
    }
  }
  return REN_OK;
}

/* 1 .. code_count; the code of U+FFFD for what did not fit. */
static uint32_t code_of(const writer *w, uint32_t cp) {
  size_t low = 0, high = w->code_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (w->codes[mid] < cp) {
      low = mid + 1;
    } else {
      high = mid;
    }
  }
  if (low < w->code_count && w->codes[low] == cp) return (uint32_t)low + 1;
  return cp == 0xFFFD ? 1 : code_of(w, 0xFFFD);
}

/* ---- syntax ------------------------------------------------------------- */

/* A number with up to four decimals; printf would follow the locale. */
static void put_number(ren_buf *out, double value) {
  if (!(value > -1e9 && value < 1e9)) value = 0;
  long long v = llround(value * 10000.0);
  if (v < 0) ren_buf_putc(out, '-');
  if (v < 0) v = -v;
  ren_buf_printf(out, "%lld", v / 10000);
  int fraction = (int)(v % 10000);
  if (fraction == 0) return;
  char digits[5] = {(char)('0' + fraction / 1000), (char)('0' + fraction / 100 % 10), (char)('0' + fraction / 10 % 10),
                    (char)('0' + fraction % 10), '\0'};
  for (int i = 3; digits[i] == '0'; i--) digits[i] = '\0';
  ren_buf_printf(out, ".%s", digits);
}

static void begin_object(writer *w, size_t number) {
  w->offsets[number] = w->out->len;
  ren_buf_printf(w->out, "%zu 0 obj\n", number);
}

static void end_object(writer *w) { ren_buf_puts(w->out, "endobj\n"); }

static void put_stream(writer *w, size_t number, const char *entries, const ren_buf *data) {
  begin_object(w, number);
  ren_buf_printf(w->out, "<< /Length %zu%s >>\nstream\n", data->len, entries);
  ren_buf_append_str(w->out, ren_buf_str(data));
  ren_buf_puts(w->out, "\nendstream\n");
  end_object(w);
  if (data->status != REN_OK && w->out->status == REN_OK) w->out->status = data->status;
}

/* ---- the font ----------------------------------------------------------- */

static void put_utf16(ren_buf *out, uint32_t cp) {
  if (cp < 0x10000) {
    ren_buf_printf(out, "%04X", cp);
  } else {
    ren_buf_printf(out, "%04X%04X", 0xD800 + ((cp - 0x10000) >> 10), 0xDC00 + ((cp - 0x10000) & 0x3FF));
  }
}

static void put_to_unicode(writer *w) {
  ren_buf map = {0};
  ren_buf_puts(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
  for (size_t i = 0; i < w->code_count; i++) {
    size_t left = w->code_count - i;
    if (i % 100 == 0) ren_buf_printf(&map, "%zu beginbfchar\n", left < 100 ? left : 100);
    ren_buf_printf(&map, "<%04zX> <", i + 1);
    put_utf16(&map, w->codes[i]);
    ren_buf_puts(&map, ">\n");
    if (i % 100 == 99 || left == 1) ren_buf_puts(&map, "endbfchar\n");
  }
  ren_buf_puts(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
  put_stream(w, TO_UNICODE, "", &map);
  ren_buf_free(&map);
}

static void put_font(writer *w) {
  ren_buf data = {0};
  begin_object(w, FONT);
  ren_buf_printf(w->out,
                 "<< /Type /Font /Subtype /Type0 /BaseFont /" REN__FONT_NAME " /Encoding /Identity-H "
                 "/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>\n",
                 CID_FONT, TO_UNICODE);
  end_object(w);
  begin_object(w, CID_FONT);
  ren_buf_printf(w->out,
                 "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /" REN__FONT_NAME " "
                 "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                 "/FontDescriptor %d 0 R /DW %d /CIDToGIDMap %d 0 R >>\n",
                 DESCRIPTOR, REN__FONT_ADVANCE, CID_TO_GID);
  end_object(w);
  begin_object(w, DESCRIPTOR);
  ren_buf_printf(w->out,
                 "<< /Type /FontDescriptor /FontName /" REN__FONT_NAME " /Flags 5 "
                 "/FontBBox [0 -%d %d %d] /ItalicAngle 0 /Ascent %d /Descent -%d /CapHeight %d /StemV 80 "
                 "/FontFile2 %d 0 R >>\n",
                 REN__FONT_DESCENT, REN__FONT_ADVANCE, REN__FONT_ASCENT, REN__FONT_ASCENT, REN__FONT_DESCENT,
                 REN__FONT_ASCENT, FONT_FILE);
  end_object(w);
  ren__glyphless_font(&data);
  char entries[48] = {0};
  ren_buf length = {0};
  ren_buf_printf(&length, " /Length1 %zu", data.len);
  for (size_t i = 0; i < length.len && i + 1 < sizeof entries; i++) entries[i] = length.ptr[i];
  put_stream(w, FONT_FILE, entries, &data);
  ren_buf_free(&length);
  put_to_unicode(w);
  ren_buf_clear(&data);
  ren_buf_append(&data, "\0\0", 2);
  for (size_t i = 0; i < w->code_count; i++) ren_buf_append(&data, "\0\1", 2);
  put_stream(w, CID_TO_GID, "", &data);
  ren_buf_free(&data);
}

/* ---- pages -------------------------------------------------------------- */

/* From the upright, deskewed image (px, y down) to the PDF page (points, y up). */
typedef struct placing {
  double scale;         /* points per px */
  double cx, cy;        /* centre of the upright image, px */
  double ox, oy;        /* centre of the PDF page, points */
  double cosine, sine;  /* of the turn back, counter-clockwise */
  double across, up;    /* of its quarter turns alone */
  double width, height; /* of the PDF page */
} placing;

static placing place_page(const ren_page *page) {
  if (!page || page->width == 0 || page->height == 0) {
    return (placing){.scale = 0.24, .width = A4_WIDTH, .height = A4_HEIGHT, .cosine = 1, .across = 1};
  }
  placing p = {.cx = page->width / 2.0, .cy = page->height / 2.0};
  p.scale = 72.0 / (page->dpi ? page->dpi : 300);
  double longest = p.scale * (page->width > page->height ? page->width : page->height);
  if (longest > MAX_SIDE) p.scale *= MAX_SIDE / longest;
  bool lying = page->rotation % 180 == 90;
  p.width = p.scale * (lying ? page->height : page->width);
  p.height = p.scale * (lying ? page->width : page->height);
  p.ox = p.width / 2;
  p.oy = p.height / 2;
  static const double quarter_cos[] = {1, 0, -1, 0}, quarter_sin[] = {0, 1, 0, -1};
  double skew = page->skew > -45.0F && page->skew < 45.0F ? (double)page->skew * 3.14159265358979323846 / 180.0 : 0.0;
  size_t quarter = page->rotation / 90 % 4;
  p.across = quarter_cos[quarter];
  p.up = quarter_sin[quarter];
  p.cosine = quarter_cos[quarter] * cos(skew) - quarter_sin[quarter] * sin(skew);
  p.sine = quarter_sin[quarter] * cos(skew) + quarter_cos[quarter] * sin(skew);
  return p;
}

/* The word's baseline runs level in the scan (along a quarter turn), about the point
 * where its middle lies. */
static void put_matrix(ren_buf *out, const placing *p, double x, double y, double width) {
  double dx = p->scale * (x + width / 2 - p->cx), dy = p->scale * (p->cy - y), half = p->scale * width / 2;
  double values[] = {p->across,
                     p->up,
                     -p->up,
                     p->across,
                     p->ox + dx * p->cosine - dy * p->sine - half * p->across,
                     p->oy + dx * p->sine + dy * p->cosine - half * p->up};
  for (size_t i = 0; i < 6; i++) {
    put_number(out, values[i]);
    ren_buf_puts(out, i < 5 ? " " : " Tm\n");
  }
}

/* Height and foot of a line, px. A line that grew around a stamp or a rule is cut
 * down to what its text size allows. */
static void line_extent(const ren_line *line, double *height, double *foot) {
  *height = line->box.h > 0 ? line->box.h : 1;
  *foot = (double)line->box.y + *height;
  double most = 2.2 * (double)line->size;
  if (most < 1.0 || *height <= most) return;
  *foot -= (*height - most) / 2;
  *height = most;
}

/* A hyphen that is one: "barn-", when the next line goes on with "och"; a list mark. Readers
 * have lines of their own, so it need not end ours. */
static bool keeps_hyphen(ren_str text) { return text.len > 0 && text.ptr[text.len - 1] == '-'; }

/* What copying gives where it is not what is drawn (ISO 32000-1, 14.9.4): of a word in two
 * boxes all of it with the first and a blank with the rest (pdfium takes an empty text for
 * none at all); behind a hyphen that stays a blank, or readers would take it out. */
static bool begin_actual_text(ren_buf *out, const ren_page *page, uint32_t index) {
  bool rest = ren__is_rest(page, index), first = !rest && ren__rest_of(page, index) != REN__NO_WORD;
  bool hyphen = !rest && !first && keeps_hyphen(page->words[index].text);
  uint32_t cp;
  ren_buf text = {0};
  if (!rest && !first && !hyphen) return false;
  if (!rest) ren__whole_word(&text, page, index);
  if (!first) ren_buf_putc(&text, ' ');
  ren_buf_puts(out, "/Span <</ActualText <FEFF");
  for (size_t at = 0; next_shown(ren_buf_str(&text), &at, &cp);) put_utf16(out, cp);
  ren_buf_puts(out, ">>> BDC\n");
  if (text.status != REN_OK && out->status == REN_OK) out->status = text.status;
  ren_buf_free(&text);
  return true;
}

/* The codes of its letters; then a blank, or what stands for the hyphen of a word that goes on. */
static uint32_t put_codes(const writer *w, ren_buf *out, const ren_page *page, uint32_t index) {
  uint32_t cp, letters = 0;
  for (size_t at = 0; next_shown(page->words[index].text, &at, &cp); letters++)
    ren_buf_printf(out, "%04X", code_of(w, cp));
  if (letters == 0) return 0;
  if (ren__breaks_off(page, index)) {
    ren_buf_printf(out, "%04X", code_of(w, SOFT_HYPHEN));
    return letters + 1;
  }
  if (ren__rest_of(page, index) == REN__NO_WORD) ren_buf_printf(out, "%04X", code_of(w, ' '));
  return letters;
}

/* Its box, less what would leave no gap before the next word: readers judge by gaps
 * whether there is a blank (poppler wants 0.15 of the size). */
static double width_of(const ren_page *page, uint32_t index, double height) {
  const ren_word *word = &page->words[index], *next = index + 1 < page->word_count ? word + 1 : NULL;
  double width = word->box.w > 0 ? word->box.w : 1, least = 0.2 * height;
  if (!next || next->line != word->line || ren__rest_of(page, index) == index + 1) return width;
  double gap = (double)next->box.x - word->box.x - width;
  if (gap >= least || next->box.x <= word->box.x) return width;
  double narrow = width - (least - gap);
  return narrow > width / 2 ? narrow : width / 2;
}

static void put_word(const writer *w, ren_buf *out, const placing *p, const ren_page *page, uint32_t index, double size,
                     double base) {
  const ren_word *word = &page->words[index];
  ren_buf codes = {0};
  uint32_t letters = put_codes(w, &codes, page, index);
  if (letters > 0) {
    bool marked = begin_actual_text(out, page, index);
    double width = width_of(page, index, size / p->scale);
    double natural = letters * size * REN__FONT_ADVANCE / REN__FONT_UNITS;
    double stretch = 100.0 * p->scale * width / natural;
    put_number(out, stretch < 0.1 ? 0.1 : stretch > 30000 ? 30000 : stretch);
    ren_buf_puts(out, " Tz ");
    put_matrix(out, p, word->box.x, base, width);
    ren_buf_putc(out, '<');
    ren_buf_append_str(out, ren_buf_str(&codes));
    ren_buf_puts(out, marked ? "> Tj\nEMC\n" : "> Tj\n");
  }
  if (codes.status != REN_OK && out->status == REN_OK) out->status = codes.status;
  ren_buf_free(&codes);
}

static void put_lines(const writer *w, ren_buf *out, const ren_page *page, const placing *p) {
  double last_size = 0;
  ren_buf_puts(out, "BT\n3 Tr\n");
  for (uint32_t i = 0; i < page->line_count; i++) {
    const ren_line *line = &page->lines[i];
    uint32_t words = ren__line_words(page, line);
    double height, foot;
    line_extent(line, &height, &foot);
    double size = p->scale * height;
    size = size < 0.5 ? 0.5 : size > MAX_SIDE ? MAX_SIDE : size;
    for (uint32_t k = 0; k < words; k++) {
      if (fabs(size - last_size) > 1e-5) {
        ren_buf_puts(out, "/F0 ");
        put_number(out, size);
        ren_buf_puts(out, " Tf\n");
        last_size = size;
      }
      put_word(w, out, p, page, line->first_word + k, size, foot - height * REN__FONT_DESCENT / REN__FONT_UNITS);
    }
  }
  ren_buf_puts(out, "ET");
}

static void put_page(writer *w, const ren_page *page, size_t index) {
  size_t number = FIRST_PAGE + 2 * index;
  placing p = place_page(page);
  begin_object(w, number);
  ren_buf_printf(w->out, "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 ", PAGES);
  put_number(w->out, p.width);
  ren_buf_putc(w->out, ' ');
  put_number(w->out, p.height);
  ren_buf_printf(w->out, "] /Resources << /Font << /F0 %d 0 R >> >> /Contents %zu 0 R >>\n", FONT, number + 1);
  end_object(w);
  ren_buf content = {0};
  if (page && page->word_count && page->width && page->height) put_lines(w, &content, page, &p);
  put_stream(w, number + 1, "", &content);
  ren_buf_free(&content);
}

static ren_status put_pages(writer *w, const ren_page_feed *pages, ren_error *err) {
  for (size_t i = 0; i < pages->count && w->out->status == REN_OK; i++) {
    ren_page *page;
    ren_status status = pages->get(pages->payload, i, &page, err);
    if (status != REN_OK) return status;
    put_page(w, page, i);
    if (pages->done) pages->done(pages->payload, page);
  }
  return REN_OK;
}

static ren_status put_document(writer *w, const ren_page_feed *pages, ren_error *err) {
  const size_t count = pages->count;
  ren_buf_puts(w->out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
  begin_object(w, CATALOG);
  ren_buf_printf(w->out, "<< /Type /Catalog /Pages %d 0 R >>\n", PAGES);
  end_object(w);
  begin_object(w, PAGES);
  ren_buf_printf(w->out, "<< /Type /Pages /Count %zu /Kids [", count);
  for (size_t i = 0; i < count; i++) ren_buf_printf(w->out, "%s%zu 0 R", i ? "\n" : "", FIRST_PAGE + 2 * i);
  ren_buf_puts(w->out, "] >>\n");
  end_object(w);
  put_font(w);
  ren_status status = put_pages(w, pages, err);
  if (status != REN_OK) return status;
  uint64_t start = w->out->len;
  ren_buf_printf(w->out, "xref\n0 %zu\n0000000000 65535 f \n", w->objects + 1);
  for (size_t i = 1; i <= w->objects; i++)
    ren_buf_printf(w->out, "%010llu 00000 n \n", (unsigned long long)w->offsets[i]);
  ren_buf_printf(w->out, "trailer\n<< /Size %zu /Root %d 0 R >>\nstartxref\n%llu\n%%%%EOF\n", w->objects + 1, CATALOG,
                 (unsigned long long)start);
  return REN_OK;
}

ren_status ren__text_pdf(ren_buf *out, ren_page_feed pages, ren_error *err) {
  enum { MAX_OBJECTS = 8388607 };
  const size_t count = pages.count;
  if (out->len) return ren_fail(err, REN_EINVAL, "a PDF must begin at the start of its buffer");
  if (count == 0) return ren_fail(err, REN_EINVAL, "a PDF needs a page");
  if (count > (MAX_OBJECTS - FIRST_PAGE) / 2)
    return ren_fail(err, REN_ELIMIT, "%zu pages are too many for a PDF", count);
  writer w = {.out = out, .arena = ren_arena_new(), .objects = FIRST_PAGE - 1 + 2 * count};
  if (!w.arena) return ren_fail_nomem(err);
  w.offsets = ren_arena_alloc(w.arena, (w.objects + 1) * sizeof *w.offsets);
  ren_status status = w.offsets ? collect_codes(&w, &pages, err) : ren_fail_nomem(err);
  if (status == REN_OK) status = put_document(&w, &pages, err);
  ren_arena_free(w.arena);
  if (status != REN_OK) return status;
  if (out->status == REN_ENOMEM) return ren_fail_nomem(err);
  if (out->status != REN_OK) return ren_fail(err, out->status, "the text PDF is larger than %zu bytes", out->max);
  return REN_OK;
}

/* ALTO 4.2 (www.loc.gov/standards/alto): pages, print spaces, blocks, lines and words.
 * Roles are LayoutTags. Running heads and feet stand in TopMargin and BottomMargin when
 * they are the outermost blocks of the page. */
#include "export/markup.h"

#include <renskrift/ocr.h>
#include <renskrift/version.h>

static const ren_role tagged_roles[] = {REN_ROLE_HEADING,      REN_ROLE_TABLE,       REN_ROLE_RUNNING_HEAD,
                                        REN_ROLE_RUNNING_FOOT, REN_ROLE_PAGE_NUMBER, REN_ROLE_MARGIN};

static void put_box(ren_buf *out, ren_box box) {
  ren_buf_printf(out, " HPOS=\"%d\" VPOS=\"%d\" WIDTH=\"%d\" HEIGHT=\"%d\"", (int)box.x, (int)box.y,
                 (int)(box.w > 0 ? box.w : 0), (int)(box.h > 0 ? box.h : 0));
}

void ren__alto_begin(const char *file, ren_buf *out) {
  ren_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\" "
                    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                    "xsi:schemaLocation=\"http://www.loc.gov/standards/alto/ns-v4# "
                    "http://www.loc.gov/standards/alto/v4/alto-4-2.xsd\">\n"
                    " <Description>\n  <MeasurementUnit>pixel</MeasurementUnit>\n"
                    "  <sourceImageInformation>\n   <fileName>");
  ren__xml_escape(out, ren_str_of(file));
  ren_buf_puts(out, "</fileName>\n  </sourceImageInformation>\n"
                    "  <Processing ID=\"OCR_1\">\n   <processingSoftware>\n"
                    "    <softwareName>renskrift</softwareName>\n"
                    "    <softwareVersion>" REN_VERSION "</softwareVersion>\n"
                    "   </processingSoftware>\n  </Processing>\n </Description>\n <Tags>\n");
  for (size_t i = 0; i < sizeof tagged_roles / sizeof *tagged_roles; i++) {
    const char *name = ren_role_name(tagged_roles[i]);
    ren_buf_printf(out, "  <LayoutTag ID=\"%s\" LABEL=\"%s\"/>\n", name, name);
  }
  ren_buf_puts(out, " </Tags>\n <Layout>\n");
}

/* 0.873: without printf's %f, which follows the locale. */
static void put_confidence(ren_buf *out, float confidence) {
  int thousandths = (int)(1000.0F * ren__clean_confidence(confidence) + 0.5F);
  ren_buf_printf(out, " WC=\"%d.%03d\"", thousandths / 1000, thousandths % 1000);
}

static void put_space(ren_buf *out, const ren_word *before, const ren_word *after) {
  int64_t x = (int64_t)before->box.x + before->box.w, width = after->box.x - x;
  if (x > INT32_MAX) x = INT32_MAX;
  if (width < 0 || width > INT32_MAX) width = 0;
  ren_buf_printf(out, "<SP WIDTH=\"%lld\" HPOS=\"%lld\" VPOS=\"%d\"/>", (long long)width, (long long)x,
                 (int)after->box.y);
}

/* The two parts of a word that is broken over a line end say what it is as a whole. */
static void put_substitution(ren_buf *out, const ren_page *page, uint32_t index) {
  uint32_t first = index;
  if (ren__is_rest(page, index)) do
      first--;
    while (ren__rest_of(page, first) != index);
  uint32_t rest = ren__rest_of(page, first);
  if (rest == REN__NO_WORD || page->words[rest].line == page->words[first].line) return;
  ren_buf whole = {0};
  ren__whole_word(&whole, page, first);
  ren_buf_printf(out, " SUBS_TYPE=\"HypPart%d\" SUBS_CONTENT=\"", first == index ? 1 : 2);
  ren__xml_escape(out, ren_buf_str(&whole));
  ren_buf_putc(out, '"');
  if (whole.status != REN_OK && out->status == REN_OK) out->status = whole.status;
  ren_buf_free(&whole);
}

static void put_string(ren_buf *out, const ren_page *page, uint32_t index, size_t number) {
  const ren_word *word = &page->words[index];
  ren_buf_printf(out, "<String ID=\"word_%zu_%u\"", number, index + 1);
  put_box(out, word->box);
  put_confidence(out, word->confidence);
  put_substitution(out, page, index);
  ren_buf_puts(out, " CONTENT=\"");
  ren__xml_escape(out, word->text);
  ren_buf_puts(out, "\"/>");
}

static void put_line(ren_buf *out, const ren_page *page, uint32_t index, size_t number) {
  const ren_line *line = &page->lines[index];
  uint32_t words = ren__line_words(page, line);
  if (words == 0) return; /* a TextLine must hold a String */
  ren_buf_printf(out, "     <TextLine ID=\"line_%zu_%u\"", number, index + 1);
  put_box(out, line->box);
  if (line->role != REN_ROLE_BODY) ren_buf_printf(out, " TAGREFS=\"%s\"", ren_role_name(line->role));
  ren_buf_printf(out, " BASELINE=\"%d\">", (int)ren__baseline(page, line));
  uint32_t end = line->first_word + words;
  for (uint32_t i = line->first_word; i < end; i++) {
    if (i > line->first_word && ren__rest_of(page, i - 1) != i) put_space(out, &page->words[i - 1], &page->words[i]);
    put_string(out, page, i, number);
  }
  if (ren__breaks_off(page, end - 1)) ren_buf_puts(out, "<HYP CONTENT=\"" REN__SOFT_HYPHEN "\"/>");
  ren_buf_puts(out, "</TextLine>\n");
}

/* A TextBlock must hold a TextLine. */
static bool has_words(const ren_page *page, ren__span block) {
  for (uint32_t i = block.first; i < block.end; i++) {
    if (ren__line_words(page, &page->lines[i])) return true;
  }
  return false;
}

static void put_blocks(ren_buf *out, const ren_page *page, uint32_t from, uint32_t to, size_t number) {
  for (uint32_t at = from; at < to;) {
    ren__span block = ren__next_block(page, at, to);
    at = block.end;
    if (!has_words(page, block)) continue;
    ren_buf_printf(out, "    <TextBlock ID=\"block_%zu_%u\"", number, block.first + 1);
    put_box(out, block.box);
    ren_buf_puts(out, ">\n");
    for (uint32_t i = block.first; i < block.end; i++) put_line(out, page, i, number);
    ren_buf_puts(out, "    </TextBlock>\n");
  }
}

static ren_box box_of_lines(const ren_page *page, uint32_t from, uint32_t to) {
  ren_box box = {0};
  for (uint32_t i = from; i < to; i++) box = ren__box_union(box, page->lines[i].box);
  return box;
}

static void put_part(ren_buf *out, const ren_page *page, const char *name, uint32_t from, uint32_t to, size_t number) {
  ren_buf_printf(out, "   <%s", name);
  put_box(out, box_of_lines(page, from, to));
  ren_buf_puts(out, ">\n");
  put_blocks(out, page, from, to, number);
  ren_buf_printf(out, "   </%s>\n", name);
}

static bool is_outer(const ren_page *page, uint32_t line, ren_role own) {
  ren_role role = page->lines[line].role;
  return role == own || role == REN_ROLE_PAGE_NUMBER;
}

void ren__alto_page(const ren_page *page, size_t index, ren_buf *out) {
  size_t number = index + 1;
  ren_buf_printf(out, "  <Page ID=\"page_%zu\" PHYSICAL_IMG_NR=\"%u\" WIDTH=\"%u\" HEIGHT=\"%u\">\n", number,
                 page->number, page->width, page->height);
  uint32_t top = 0, bottom = page->line_count;
  while (top < bottom && is_outer(page, top, REN_ROLE_RUNNING_HEAD)) top++;
  while (bottom > top && is_outer(page, bottom - 1, REN_ROLE_RUNNING_FOOT)) bottom--;
  if (top > 0) put_part(out, page, "TopMargin", 0, top, number);
  if (bottom < page->line_count) put_part(out, page, "BottomMargin", bottom, page->line_count, number);
  put_part(out, page, "PrintSpace", top, bottom, number);
  ren_buf_puts(out, "  </Page>\n");
}

/* Layout must hold a Page: without pages an empty one stands in. */
void ren__alto_end(bool any, ren_buf *out) {
  if (!any) ren_buf_puts(out, "  <Page ID=\"page_1\" PHYSICAL_IMG_NR=\"1\"/>\n");
  ren_buf_puts(out, " </Layout>\n</alto>\n");
}

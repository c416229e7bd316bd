#include "searchable_pdf.h"

#include <stdlib.h>

#ifdef REN_WITH_OCR

typedef struct bookmarks {
  const ren_text *text;
  const ren_sections *sections;
  ren_bookmark *list;
  char **titles;
  size_t count, cap, titles_cap;
  bool several[REN_SECTION_OTHER + 1]; /* by kind */
} bookmarks;

static bool is_marked(const bookmarks *b, const ren_section *section) {
  switch (section->kind) {
  case REN_SECTION_MATTER:
  case REN_SECTION_APPENDIX: return true;
  case REN_SECTION_DOCUMENT:
  case REN_SECTION_ORGAN: return b->several[section->kind];
  default: return false;
  }
}

static uint32_t level_of(const bookmarks *b, const ren_section *section) {
  uint32_t level = 0;
  for (size_t at = section->parent; at != REN_SECTION_NONE;) {
    const ren_section *above = ren_sections_get(b->sections, at);
    level += is_marked(b, above);
    at = above->parent;
  }
  return level;
}

static void add(bookmarks *b, const ren_section *section) {
  const ren_placed_line *line = ren_text_line(b->text, section->offset);
  if (!line) return;
  ren_str number = section->number, heading = section->heading;
  b->list = cli_grow(b->list, &b->cap, b->count, sizeof *b->list);
  b->titles = cli_grow(b->titles, &b->titles_cap, b->count, sizeof *b->titles);
  char *title = cli_format("%.*s%s%.*s", (int)number.len, number.ptr, number.len && heading.len ? "  " : "",
                           (int)heading.len, heading.ptr);
  b->titles[b->count] = title;
  b->list[b->count++] = (ren_bookmark){ren_str_of(title), ren_text_origin(b->text, section->offset, 0).page,
                                       level_of(b, section), line->line.box.y};
}

static void gather(bookmarks *b) {
  size_t kinds[REN_SECTION_OTHER + 1] = {0}, count = ren_sections_count(b->sections);
  for (size_t i = 0; i < count; i++) {
    ren_section_kind kind = ren_sections_get(b->sections, i)->kind;
    b->several[kind] = ++kinds[kind] > 1;
  }
  for (size_t i = 0; i < count; i++) {
    const ren_section *section = ren_sections_get(b->sections, i);
    if (is_marked(b, section)) add(b, section);
  }
}

static void bookmarks_clear(bookmarks *b) {
  for (size_t i = 0; i < b->count; i++) free(b->titles[i]);
  free(b->titles);
  free(b->list);
}

/* Text that cannot be parted into sections has no bookmarks. */
static ren_status find_sections(ren_sections **out, const cli_searchable *document, const ren_text *text,
                                ren_error *err) {
  ren_reservations *blocks = NULL;
  ren_status status = ren_sections_new(out, err);
  if (status == REN_OK) status = ren_reservations_new(&blocks, err);
  if (status == REN_OK) status = ren_segment_sections(blocks, *out, document->input->shown, text, document->model, err);
  ren_reservations_free(blocks);
  if (status != REN_EFORMAT) return status;
  *err = (ren_error){0};
  return REN_OK;
}

static ren_status write_pdf(cli *c, cli_scanner *scanner, const cli_searchable *document, const bookmarks *b, int fd,
                            ren_error *err) {
  ren_pdf_opts opts = REN_PDF_OPTS_INIT;
  ren_buf note = {0};
  opts.bookmarks = b->list;
  opts.bookmark_count = b->count;
  ren_status status = ren_ocr_searchable_pdf(cli_scanner_ocr(scanner), document->input->path,
                                             cli_corrected_feed(&document->pages), &opts, fd, &note, err);
  if (status == REN_OK && note.len) cli_detail(c, document->input->shown, "%s", note.ptr);
  ren_buf_free(&note);
  return status;
}

/* The words as they are. */
static ren_status read_text(ren_text **out, const cli_corrected *pages, ren_error *err) {
  ren_status status = ren_text_new(out, (ren_str){"", 0}, err);
  for (uint32_t i = 0; status == REN_OK && i < pages->count; i++) {
    ren_page *page;
    status = cli_corrected_get(pages, i, &page, err);
    if (status == REN_OK) status = ren_text_add_page(*out, page, err);
    ren_page_free(page);
  }
  return status;
}

ren_status cli_searchable_pdf(cli *c, cli_scanner *scanner, const cli_searchable *document, int fd, ren_error *err) {
  ren_text *own = NULL;
  ren_sections *sections = NULL;
  bookmarks b = {.text = document->pages.text};
  ren_status status = REN_OK;
  if (!b.text) status = read_text(&own, &document->pages, err);
  if (own) b.text = own;
  if (status == REN_OK) status = find_sections(&sections, document, b.text, err);
  b.sections = sections;
  if (status == REN_OK) gather(&b);
  if (status == REN_OK) status = write_pdf(c, scanner, document, &b, fd, err);
  bookmarks_clear(&b);
  ren_sections_free(sections);
  ren_text_free(own);
  return status;
}

#else

ren_status cli_searchable_pdf(cli *c, cli_scanner *scanner, const cli_searchable *document, int fd, ren_error *err) {
  (void)c, (void)scanner, (void)document, (void)fd;
  return ren_fail(err, REN_EMISSING, "this build makes no PDFs");
}

#endif

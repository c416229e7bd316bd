#include "source/pdf_outline.h"

#include "source/pdf_page_area.h"

#include <stdio.h>

enum { LEVELS = 8 };

/* The bookmarks that are still open while others are added: one on each level, the
 * document's own dictionary on the outermost. */
typedef struct outline {
  qpdf_data pdf;
  qpdf_oh open[LEVELS + 1], last[LEVELS + 1]; /* last: of its children */
  int children[LEVELS + 1];
  uint32_t depth; /* of the bookmark added last; 0: none yet */
} outline;

/* The corner that is seen top left when the page begins `down` of its height below its top. */
static qpdf_oh destination(qpdf_data pdf, qpdf_oh page, double down) {
  ren__pdf_area a = ren__pdf_shown_area(pdf, page);
  double x = a.x0, y = a.y1, width = a.x1 - a.x0, height = a.y1 - a.y0;
  switch (ren__pdf_page_turn(pdf, page)) {
  case 90: x = a.x0 + down * width, y = a.y0; break;
  case 180: x = a.x1, y = a.y0 + down * height; break;
  case 270: x = a.x1 - down * width, y = a.y1; break;
  default: y = a.y1 - down * height;
  }
  char place[96];
  snprintf(place, sizeof place, "[/XYZ %.2f %.2f null]", x, y);
  qpdf_oh from = qpdf_oh_parse(pdf, place), to = qpdf_oh_new_array(pdf);
  qpdf_oh_append_item(pdf, to, page);
  for (int i = 0; i < 4; i++) qpdf_oh_append_item(pdf, to, qpdf_oh_get_array_item(pdf, from, i));
  return to;
}

/* What is open on this level gets its last child and, but for the document, is shown closed. */
static void close_level(outline *o, uint32_t level) {
  if (o->children[level] == 0) return;
  int count = level > 0 ? -o->children[level] : o->children[level];
  qpdf_oh_replace_key(o->pdf, o->open[level], "/Last", o->last[level]);
  qpdf_oh_replace_key(o->pdf, o->open[level], "/Count", qpdf_oh_new_integer(o->pdf, count));
}

static void add(outline *o, qpdf_oh page, const ren__wire_bookmark *bookmark) {
  uint32_t level = bookmark->level < o->depth ? bookmark->level : o->depth;
  if (level >= LEVELS) level = LEVELS - 1;
  for (uint32_t i = o->depth; i > level; i--) close_level(o, i);
  qpdf_oh item = qpdf_make_indirect_object(o->pdf, qpdf_oh_new_dictionary(o->pdf));
  qpdf_oh_replace_key(o->pdf, item, "/Title", qpdf_oh_new_unicode_string(o->pdf, bookmark->title));
  qpdf_oh_replace_key(o->pdf, item, "/Dest", destination(o->pdf, page, bookmark->down));
  qpdf_oh_replace_key(o->pdf, item, "/Parent", o->open[level]);
  if (o->children[level]++ == 0) {
    qpdf_oh_replace_key(o->pdf, o->open[level], "/First", item);
  } else {
    qpdf_oh_replace_key(o->pdf, o->last[level], "/Next", item);
    qpdf_oh_replace_key(o->pdf, item, "/Prev", o->last[level]);
  }
  o->last[level] = o->open[level + 1] = item;
  o->children[level + 1] = 0;
  o->depth = level + 1;
}

void ren__pdf_outline(qpdf_data pdf, const ren__wire_bookmark *bookmarks, size_t count) {
  qpdf_oh root = qpdf_get_root(pdf), there = qpdf_oh_get_key(pdf, root, "/Outlines");
  if (qpdf_oh_is_dictionary(pdf, there) && qpdf_oh_has_key(pdf, there, "/First")) return;
  outline o = {.pdf = pdf};
  int pages = qpdf_get_num_pages(pdf);
  o.open[0] = qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, "<< /Type /Outlines >>"));
  for (size_t i = 0; i < count; i++) {
    uint32_t page = bookmarks[i].page;
    if (page >= 1 && (int64_t)page <= pages) add(&o, qpdf_get_page_n(pdf, page - 1), &bookmarks[i]);
  }
  if (o.depth > 0) {
    for (uint32_t i = o.depth + 1; i > 0; i--) close_level(&o, i - 1);
    qpdf_oh_replace_key(pdf, root, "/Outlines", o.open[0]);
    if (!qpdf_oh_has_key(pdf, root, "/PageMode"))
      qpdf_oh_replace_key(pdf, root, "/PageMode", qpdf_oh_new_name(pdf, "/UseOutlines"));
  }
  qpdf_oh_release_all(pdf);
}

/* sections.h: the parts of the page, in their order. */
#ifndef REN_SECTIONS_H
#define REN_SECTIONS_H

#include "changes.h"

void ren__write_head(ren__report *r);
void ren__write_overview(ren__report *r);
void ren__write_document_table(ren__report *r);
ren_status ren__write_documents(ren__report *r);
void ren__write_filed(ren__report *r);
void ren__write_groups(ren__report *r);
void ren__write_shared(ren__report *r);
void ren__write_foot(ren__report *r);

/* The leaves of a document: page image beside its part of the text. */
ren_status ren__write_leaves(ren__report *r, size_t document, ren_str text, ren__pages *pages,
                             const ren__changes *changes);

/* The text [from, to) of a document as paragraphs; cursors move on from leaf to leaf. */
typedef struct ren__flow {
  ren__report *r;
  const ren__document *doc;
  ren_str text;
  const ren__changes *changes;
  const ren__pages *pages; /* NULL: none */
  size_t mark;             /* the next one */
  size_t filed;            /* next entry of `places` */
  struct ren__place *places;
  size_t place_count;
} ren__flow;
typedef struct ren__place {
  size_t offset, filed;
} ren__place;
bool ren__flow_init(ren__flow *flow, ren__report *r, size_t document, ren_str text, const ren__changes *changes,
                    const ren__pages *pages);
void ren__flow_clear(ren__flow *flow);
void ren__flow_write(ren__flow *flow, size_t from, size_t to);
void ren__flow_rest(ren__flow *flow); /* marks behind the last line */

/* "Kulturnämnden · 12 March": who filed it where, as inline markup. */
void ren__write_filed_title(ren__report *r, const ren__filed *f);
void ren__write_signatories(ren__report *r, const ren__filed *f);
/* Paragraphs of a text, a line each. */
void ren__write_paragraphs(ren__html *h, ren_str text);

extern const char *const ren__report_css[]; /* NULL ends them */
extern const char *const ren__report_js[];

#endif

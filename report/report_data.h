/* report_data.h: what the report tells, gathered from a run's folder before the
 * first byte is written: counts per document and rule, reservations, groups and
 * shared passages. Texts, edits and page images are read again one document at a
 * time when their turn comes.
 */
#ifndef REN_REPORT_DATA_H
#define REN_REPORT_DATA_H

#include "arena.h"
#include "html.h"
#include "ndjson.h"

#include <renskrift/report.h>

/* Steps as the report shows them; OTHER for names that it does not know. */
typedef enum ren__kind { REN__ENCODING, REN__LINES, REN__SPELLING, REN__CONSENSUS, REN__OTHER, REN__KINDS } ren__kind;

ren__kind ren__kind_of(ren_str step);
const char *ren__kind_class(ren__kind kind); /* one letter, as in the style sheet */
const char *ren__kind_title(ren__kind kind);
const char *ren__kind_about(ren__kind kind); /* what the step does, one line */
/* What a rule does, in plain English; for unknown rules the step's own words. */
void ren__rule_reason(ren_buf *out, ren__kind kind, ren_str rule);

typedef struct ren__rule {
  ren__kind kind;
  ren_str name;
  size_t count;
  double confidence; /* sum */
  double least;
} ren__rule;

typedef struct ren__trouble {
  size_t document; /* index; SIZE_MAX: of the run */
  uint32_t page;   /* 0: the whole file */
  ren_str message;
} ren__trouble;

typedef struct ren__document {
  int64_t id;
  ren_str path, name, message;
  bool safe_name; /* the name stays inside the folder */
  ren_media media;
  ren_file_state state;
  uint32_t pages, failed_pages;
  size_t edits[REN__KINDS], edit_count, filed_count;
  size_t reservation_count; /* of filed_count: the others are kindred texts */
  size_t first_filed;       /* in report->filed order of appearance; SIZE_MAX if none */
  bool has_text, has_pdf, has_edits;
} ren__document;

/* A reservation or kindred block. */
typedef struct ren__filed {
  ren_str id, file, kind, organ, date, dnr, paragraph, heading, text;
  ren_str how, to, to_id; /* pointer to another text */
  ren_str signatories;    /* "name\tparty\n" ... */
  uint32_t page;
  size_t document; /* SIZE_MAX: not of this run */
  size_t group;    /* SIZE_MAX: none */
  bool placed;     /* its place in the document's text was found */
} ren__filed;

typedef struct ren__member {
  ren_str id, relation;
  double similarity;
  size_t filed; /* SIZE_MAX: unknown text */
} ren__member;

typedef struct ren__group {
  ren_str id, canonical;
  ren__member *members;
  size_t member_count;
} ren__group;

typedef struct ren__span {
  size_t a, a_length, b, b_length;
  double similarity;
} ren__span;

typedef struct ren__shared {
  ren_str a, b;
  size_t filed_a, filed_b;
  ren__span *spans;
  size_t span_count;
} ren__shared;

typedef struct ren__note {
  ren_str key, value;
} ren__note;

typedef struct ren__report {
  const char *dir;
  ren_run *run;
  ren_arena *arena; /* owns all strings */
  ren__html out;
  ren_error *err;

  ren__document *documents;
  size_t document_count, document_cap;
  ren__rule *rules; /* sorted: step, then count */
  size_t rule_count, rule_cap;
  ren__trouble *troubles;
  size_t trouble_count, trouble_cap;
  ren__filed *filed;
  size_t filed_count, filed_cap;
  size_t reservation_count; /* with those left out */
  size_t *filed_by_id;      /* sorted */
  ren__group *groups;
  size_t group_count, group_cap;
  ren__shared *shared;
  size_t shared_count, shared_cap;
  ren__note *notes;
  size_t note_count, note_cap;
  size_t left_out;                  /* reservations beyond what one page can show */
  size_t uncertain;                 /* changes below REN__SURE */
  uint64_t image_bytes, text_bytes; /* shown so far */
  bool nomem;
} ren__report;

/* Changes below it are marked as worth a look. */
#define REN__SURE 0.9

/* Fills everything but `out`. */
ren_status ren__report_gather(ren__report *r);
void ren__report_clear(ren__report *r);

/* DIR/<name><suffix>, in buf (cleared first); NULL if the name is not safe or
 * memory is out. */
const char *ren__report_path(const ren__report *r, const ren__document *doc, const char *suffix, ren_buf *buf);
size_t ren__find_filed(const ren__report *r, ren_str id); /* SIZE_MAX if not there */
size_t ren__find_document(const ren__report *r, ren_str file);
bool ren__add_trouble(ren__report *r, size_t document, uint32_t page, const char *message);

/* The parts of gathering, in files of their own. */
ren_status ren__gather_documents(ren__report *r);
ren_status ren__gather_filed(ren__report *r);

#endif

#include "learn_table.h"

#include "alloc.h"
#include "compiler/confusion_table.h"
#include "model/model_file.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { ARING = 0xE5, AUML = 0xE4, OUML = 0xF6 };

/* A pair on its way into the table. */
typedef struct row {
  ren__confusion pair;
  double counted;     /* times */
  double weight;      /* share of all letters that it changes */
  bool general, take; /* in the general table; goes into the new one */
} row;

typedef struct rows {
  row *items;
  size_t count, cap;
} rows;

/* ---- which pairs ---------------------------------------------------------------- */

static bool has_mark_twin(char letter) {
  unsigned char c = (unsigned char)letter;
  return c == ARING || c == AUML || c == OUML;
}

static bool is_small_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c != 0xF7); }

/* What the corrector takes as a part of a word. */
static bool is_seen(unsigned char c) {
  return is_small_letter(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("&{|!@\xA3", c);
}

static bool is_usable(const ren__misreading *m) {
  if (!m->meant[0] || !m->seen[0]) return false;
  for (const char *c = m->meant; *c; c++)
    if (!is_small_letter((unsigned char)*c)) return false;
  for (const char *c = m->seen; *c; c++)
    if (!is_seen((unsigned char)*c)) return false;
  return true;
}

static row *find(rows *list, const char *meant, const char *seen) {
  for (size_t i = 0; i < list->count; i++)
    if (strcmp(list->items[i].pair.meant, meant) == 0 && strcmp(list->items[i].pair.seen, seen) == 0)
      return &list->items[i];
  return NULL;
}

static row *add(rows *list, const ren__confusion *pair) {
  if (!ren_grow(&list->items, &list->cap, list->count, sizeof *list->items)) return NULL;
  list->items[list->count] = (row){.pair = *pair};
  return &list->items[list->count++];
}

/* ---- rates ------------------------------------------------------------------------ */

/* Letters of the marked ones that the English reader got wrong. */
static double lost_marks(const ren__misreadings *english, char letter) {
  double lost = 0;
  for (size_t i = 0; i < english->count; i++)
    if (english->items[i].meant[0] == letter && !english->items[i].meant[1]) lost += english->items[i].count;
  return lost;
}

/* The share of all letters that the table's look-alikes change: its strength. */
static double strength(const rows *list, const ren__misreadings *counts) {
  double sum = 0;
  for (size_t i = 0; i < list->count; i++) {
    const ren__confusion *c = &list->items[i].pair;
    if (c->group == REN_GROUP_SHAPE) sum += (double)c->probability * ren__misreadings_meant(counts, c->meant);
  }
  return counts->all > 0 ? sum / counts->all : 0;
}

static double counted_strength(const ren__misreadings *counts) {
  double sum = 0;
  for (size_t i = 0; i < counts->count; i++)
    if (is_usable(&counts->items[i])) sum += counts->items[i].count;
  return counts->all > 0 ? sum / counts->all : 0;
}

/* A pair keeps its general prior: other scans have it, and a document finds its own rates.
 * A new pair gets the counted one, with some distrust. */
static void mix(row *r, double counted, double rate, double trust) {
  r->counted = counted;
  if (!r->general) r->pair.probability = (float)(trust * rate);
}

/* Pairs of one group from one reader's pages; `scale` brings its damage to the table's. */
static bool learn_group(rows *list, const ren__misreadings *counts, uint32_t group, double scale, double trust) {
  for (size_t i = 0; i < counts->count; i++) {
    const ren__misreading *m = &counts->items[i];
    bool mark = has_mark_twin(m->meant[0]) && !m->meant[1];
    if (!is_usable(m) || (group == REN_GROUP_ENGLISH && !mark)) continue;
    row *r = find(list, m->meant, m->seen);
    bool other = r && r->pair.group != group;
    if (other && !(group == REN_GROUP_ENGLISH && r->pair.group == REN_GROUP_DIACRITIC)) continue;
    double base =
        group == REN_GROUP_ENGLISH ? lost_marks(counts, m->meant[0]) : ren__misreadings_meant(counts, m->meant);
    ren__confusion pair = {.group = group};
    memcpy(pair.meant, m->meant, sizeof pair.meant);
    memcpy(pair.seen, m->seen, sizeof pair.seen);
    if (!r) r = add(list, &pair);
    if (!r) return false;
    mix(r, m->count, base > 0 ? scale * m->count / base : 0, trust);
  }
  return true;
}

/* ---- choice and order -------------------------------------------------------------- */

static int heaviest_first(const void *left, const void *right) {
  const row *a = left, *b = right;
  if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
  int order = memcmp(a->pair.meant, b->pair.meant, sizeof a->pair.meant);
  return order ? order : memcmp(a->pair.seen, b->pair.seen, sizeof a->pair.seen);
}

static int in_table_order(const void *left, const void *right) {
  const row *a = left, *b = right;
  if (a->take != b->take) return a->take ? -1 : 1;
  if (a->pair.group != b->pair.group) return a->pair.group < b->pair.group ? -1 : 1;
  int order = memcmp(a->pair.meant, b->pair.meant, sizeof a->pair.meant);
  if (order) return order;
  if (a->pair.probability != b->pair.probability) return a->pair.probability > b->pair.probability ? -1 : 1;
  return memcmp(a->pair.seen, b->pair.seen, sizeof a->pair.seen);
}

/* Marks and wildcards first, then the most useful. */
static size_t choose(rows *list, const ren__misreadings *counts, const ren__learn_opts *opts) {
  size_t taken = 0;
  for (size_t i = 0; i < list->count; i++) {
    row *r = &list->items[i];
    bool fixed = r->pair.group == REN_GROUP_DIACRITIC || r->pair.group == REN_GROUP_LOSSY; /* come first */
    double share = counts->all > 0 ? ren__misreadings_meant(counts, r->pair.meant) / counts->all : 0;
    r->weight = fixed ? 1 : (double)r->pair.probability * share;
  }
  qsort(list->items, list->count, sizeof *list->items, heaviest_first);
  for (size_t i = 0; i < list->count && taken < opts->most; i++) {
    row *r = &list->items[i];
    r->take = r->general || (r->counted >= opts->least_count && (double)r->pair.probability >= opts->least);
    taken += r->take;
  }
  qsort(list->items, list->count, sizeof *list->items, in_table_order);
  return taken;
}

/* ---- writing ------------------------------------------------------------------------ */

static void write_letters(ren_buf *out, const char *letters) {
  for (; *letters; letters++) {
    char code[4];
    ren_buf_append(out, code, ren_utf8_encode(*letters == 0x1A ? 0xFFFD : (unsigned char)*letters, code));
  }
}

static void write_rows(ren_buf *out, const rows *list, size_t taken) {
  static const char *const names[] = {"diacritic", "english", "shape", "lossy"};
  static const char *const notes[] = {
      "diacritic: marks lost in transfer or by a reader without them",
      "english: read with a model that knows no å, ä, ö",
      "shape: look-alikes of degraded print",
      "lossy: a letter replaced by a mark in transfer",
  };
  ren_buf_puts(out, "# How letters are misread: what was meant, what is seen, P(seen | meant) in damaged text,\n"
                    "# group. These are priors; a document's own habits are estimated from itself.\n"
                    "# Written by tools/confusions/learn.sh from counts and general.tsv; do not edit.\n");
  for (size_t i = 0; i < taken; i++) {
    const ren__confusion *c = &list->items[i].pair;
    if (i == 0 || list->items[i - 1].pair.group != c->group) ren_buf_printf(out, "# %s\n", notes[c->group]);
    write_letters(out, c->meant);
    ren_buf_putc(out, '\t');
    write_letters(out, c->seen);
    ren_buf_printf(out, "\t%.2g\t%s\n", (double)c->probability, names[c->group]);
  }
}

static ren_status read_general(rows *list, const char *path, ren_error *err) {
  ren_buf bytes = {0};
  ren_status status = ren__confusions_read(&bytes, path, err);
  const ren__confusion *pairs = (const ren__confusion *)(const void *)bytes.ptr;
  for (size_t i = 0; status == REN_OK && i < bytes.len / sizeof *pairs; i++) {
    row *r = add(list, &pairs[i]);
    if (r)
      r->general = true;
    else
      status = ren_fail_nomem(err);
  }
  ren_buf_free(&bytes);
  return status;
}

ren_status ren__learn_table(ren_buf *out, const ren__misreadings *swedish, const ren__misreadings *english,
                            const ren__learn_opts *opts, ren_error *err) {
  rows list = {0};
  ren_status status = read_general(&list, opts->general, err);
  if (status == REN_OK) {
    double counted = counted_strength(swedish), scale = counted > 0 ? strength(&list, swedish) / counted : 0;
    bool ok = learn_group(&list, english, REN_GROUP_ENGLISH, 1, opts->trust) &&
              learn_group(&list, swedish, REN_GROUP_SHAPE, scale, opts->trust);
    size_t taken = choose(&list, swedish, opts);
    write_rows(out, &list, taken);
    if (!ok || out->status != REN_OK) status = ren_fail_nomem(err);
  }
  ren_free(list.items);
  return status;
}

#include "consensus_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const miss_names[MISS_KINDS] = {"marks", "digit", "blank", "lost", "short", "known", "unseen", "letters"};

/* What became of a word; words that run together, or that one edit covers, are a cluster. */
typedef struct fate {
  bool before, after; /* right */
  bool touched; /* by an edit of more than blanks */
  size_t first, last; /* the cluster */
} fate;

typedef struct judge {
  judged *sum;
  const copy_group *group;
  const ren_edits *edits[MAX_COPIES];
  fate *fates[MAX_COPIES];
} judge;

static const ren_edit *edit_within(const ren_edits *edits, size_t start, size_t end) {
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *e = ren_edits_get(edits, i);
    if (e->offset < end && e->offset + e->length > start) return e;
  }
  return NULL;
}

/* The stretch as the edits leave it. */
static void apply_to(ren_buf *out, ren_str text, const ren_edits *edits, size_t start, size_t end) {
  for (size_t at = start; at < end;) {
    const ren_edit *next = NULL;
    for (size_t i = 0; i < ren_edits_count(edits); i++) {
      const ren_edit *e = ren_edits_get(edits, i);
      if (e->offset >= at && e->offset < end && (!next || e->offset < next->offset)) next = e;
    }
    ren_buf_append(out, text.ptr + at, (next ? next->offset : end) - at);
    if (!next) return;
    ren_buf_append_str(out, next->after);
    at = next->offset + next->length;
  }
}

static ren_str token_of(ren_str text, size_t *at) {
  while (*at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\n')) ++*at;
  size_t start = *at;
  while (*at < text.len && text.ptr[*at] != ' ' && text.ptr[*at] != '\n') ++*at;
  return (ren_str){text.ptr + start, *at - start};
}

static ren_str core_token(ren_str text, size_t *at) {
  for (;;) {
    ren_str token = token_of(text, at);
    if (token.len == 0) return token;
    token = copy_core(token);
    if (token.len) return token;
  }
}

/* Which words of the cluster stand there as they were meant. */
static void mark_right(const copy *c, fate *fates, size_t first, size_t last, ren_str now, bool after) {
  size_t count = 0;
  for (size_t at = 0; core_token(now, &at).len;) count++;
  bool same = count == last - first + 1;
  for (size_t i = first, at = 0; i <= last; i++) {
    bool right = same && ren_str_eq(core_token(now, &at), copy_core(ren_str_of(c->words[i].meant)));
    if (after)
      fates[i].after = right;
    else
      fates[i].before = right;
  }
}

/* Equal but for blanks. */
static bool same_letters(ren_str a, ren_str b) {
  size_t i = 0, k = 0;
  for (;; i++, k++) {
    while (i < a.len && (a.ptr[i] == ' ' || a.ptr[i] == '\n')) i++;
    while (k < b.len && (b.ptr[k] == ' ' || b.ptr[k] == '\n')) k++;
    if (i == a.len || k == b.len) return i == a.len && k == b.len;
    if (a.ptr[i] != b.ptr[k]) return false;
  }
}

static void find_fates(judge *j, size_t k) {
  const copy *c = &j->group->copies[k];
  ren_str text = ren_buf_str(&c->text);
  fate *fates = j->fates[k] = calloc(c->count + 1, sizeof *fates);
  for (size_t first = 0, last; first < c->count; first = last + 1) {
    for (last = first; last + 1 < c->count; last++) {
      size_t end = c->words[last].end, next = c->words[last + 1].start;
      if (next > end && !edit_within(j->edits[k], end, next)) break;
    }
    size_t start = c->words[first].start, end = c->words[last].end;
    ren_buf now = {0};
    mark_right(c, fates, first, last, (ren_str){text.ptr + start, end - start}, false);
    apply_to(&now, text, j->edits[k], start, end);
    mark_right(c, fates, first, last, ren_buf_str(&now), true);
    bool touched = !same_letters((ren_str){text.ptr + start, end - start}, ren_buf_str(&now));
    for (size_t i = first; i <= last; i++) fates[i].touched = touched, fates[i].first = first, fates[i].last = last;
    ren_buf_free(&now);
  }
}

/* How many other copies have the word, meant and read alike. */
static size_t witnesses_of(const judge *j, size_t k, const copy_word *w) {
  size_t count = 0;
  for (size_t o = 0; o < j->group->count; o++) {
    if (o == k) continue;
    const copy *other = &j->group->copies[o];
    for (size_t i = 0; i < other->count; i++)
      if (other->words[i].place == w->place && j->fates[o][i].before &&
          ren_str_eq(copy_core(ren_str_of(other->words[i].meant)), copy_core(ren_str_of(w->meant)))) {
        count++;
        break;
      }
  }
  return count;
}

static size_t count_signs(ren_str s, bool digits) {
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++)
    count += digits ? s.ptr[i] >= '0' && s.ptr[i] <= '9' : ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
  return count;
}

static bool only_marks(ren_str seen, ren_str meant) {
  static const char *const marked[] = {"å", "ä", "ö", "Å", "Ä", "Ö"};
  static const char plain[] = "aaoAAO";
  size_t i = 0, k = 0;
  while (i < seen.len && k < meant.len) {
    if (seen.ptr[i] == meant.ptr[k]) {
      i++, k++;
      continue;
    }
    size_t m = 0;
    while (m < 6 && (k + 2 > meant.len || memcmp(meant.ptr + k, marked[m], 2) != 0)) m++;
    if (m == 6 || seen.ptr[i] != plain[m]) return false;
    i++, k += 2;
  }
  return i == seen.len && k == meant.len;
}

static miss_kind kind_of(const judge *j, const copy *c, const copy_word *w, const fate *f) {
  ren_str meant = copy_core(ren_str_of(w->meant));
  ren_str seen = copy_core((ren_str){c->text.ptr + w->start, w->end - w->start});
  if (f->first != f->last || memchr(seen.ptr, ' ', seen.len)) return MISS_BLANK;
  if (seen.len == 0) return MISS_LOST;
  if (only_marks(seen, meant)) return MISS_MARKS;
  if (count_signs(meant, true) || count_signs(seen, true)) return MISS_DIGIT;
  if (count_signs(meant, false) <= 3) return MISS_SHORT;
  if (j->sum->model && ren_model_word(j->sum->model, seen).flags) return MISS_KNOWN;
  if (j->sum->model && !ren_model_word(j->sum->model, meant).flags) return MISS_UNSEEN;
  return MISS_LETTERS;
}

static void show(const judge *j, size_t k, size_t i, const char *what, size_t right) {
  const copy *c = &j->group->copies[k];
  const fate *f = &j->fates[k][i];
  const copy_word *w = &c->words[i];
  ren_str text = ren_buf_str(&c->text);
  size_t start = c->words[f->first].start, end = c->words[f->last].end;
  ren_buf now = {0};
  if (j->sum->shown == 0) return;
  apply_to(&now, text, j->edits[k], start, end);
  const ren_edit *e = edit_within(j->edits[k], start, end);
  printf("%s\t%s\t%.*s\t%s\t%s\t%.2f\tright %zu of %zu, rate %.3f%s\t", what, w->meant, (int)(end - start),
         text.ptr + start, now.ptr ? now.ptr : "", e ? e->rule : "-", e ? (double)e->confidence : 0, right,
         j->group->count - 1, c->rate, c->marks_lost ? ", marks lost" : "");
  for (size_t o = 0; o < j->group->count; o++)
    for (size_t m = 0; m < j->group->copies[o].count; m++) {
      const copy_word *x = &j->group->copies[o].words[m];
      if (o != k && x->place == w->place)
        printf(" | %.*s", (int)(x->end - x->start), j->group->copies[o].text.ptr + x->start);
    }
  printf("\n");
  ren_buf_free(&now);
}

/* Bullets, dashes and the like are no words. */
static bool is_word(ren_str s) {
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == 0xC3) return true;
  }
  return false;
}

static void judge_word(judge *j, size_t k, size_t i) {
  judged *sum = j->sum;
  const copy *c = &j->group->copies[k];
  const copy_word *w = &c->words[i];
  const fate *f = &j->fates[k][i];
  if (!is_word(ren_str_of(w->meant))) return;
  if (w->kind) {
    bool changed = f->touched && !f->after;
    sum->own++;
    sum->kind_seen[w->kind]++;
    sum->levelled += changed;
    sum->kind_changed[w->kind] += changed;
    if (changed) show(j, k, i, "levelled", 0);
  }
  if (f->before) {
    sum->sound++;
    sum->broken += !f->after;
    if (!f->after && !w->kind) show(j, k, i, "broken", 0);
    return;
  }
  size_t right = witnesses_of(j, k, w);
  sum->damaged++;
  if (right == 0) {
    sum->repaired_alone += f->after;
    return;
  }
  miss_kind kind = kind_of(j, c, w, f);
  sum->repairable++;
  sum->met[kind]++;
  sum->by_copies[j->group->count].repairable++;
  sum->by_copies[j->group->count].repaired += f->after;
  sum->repaired += f->after;
  sum->worse += f->touched && !f->after;
  sum->missed[kind] += !f->after;
  if (!f->after) show(j, k, i, miss_names[kind], right);
}

void judge_group(judged *sum, const copy_group *group, ren_edits *const *edits) {
  judge j = {.sum = sum, .group = group};
  for (size_t k = 0; k < group->count; k++) {
    j.edits[k] = edits[k];
    find_fates(&j, k);
  }
  for (size_t k = 0; k < group->count; k++)
    for (size_t i = 0; i < group->copies[k].count; i++) judge_word(&j, k, i);
  for (size_t k = 0; k < group->count; k++) free(j.fates[k]);
}

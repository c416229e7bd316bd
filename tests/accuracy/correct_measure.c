#include "correct_measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void measure_fail(const char *what, const ren_error *err) {
  fprintf(stderr, "%s: %s %s\n", what, err ? err->file : "", err ? err->message : "");
  exit(1);
}

void *measure_grow(void *ptr, size_t count, size_t size) {
  void *grown = realloc(ptr, count ? count * size : 1);
  if (!grown) measure_fail("out of memory", NULL);
  return grown;
}

/* ---- words ---------------------------------------------------------------- */

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

word_list words_of(ren_str text) {
  word_list words = {0};
  size_t room = 0;
  for (size_t i = 0; i < text.len;) {
    while (i < text.len && is_blank(text.ptr[i])) i++;
    size_t start = i;
    while (i < text.len && !is_blank(text.ptr[i])) i++;
    if (i == start) break;
    if (words.count == room) words.ptr = measure_grow(words.ptr, room = room ? room * 2 : 256, sizeof *words.ptr);
    words.ptr[words.count++] = (ren_str){text.ptr + start, i - start};
  }
  return words;
}

void words_free(word_list *words) {
  free(words->ptr);
  *words = (word_list){0};
}

static bool is_edge(unsigned char c) {
  return c < 0x80 && !(c >= '0' && c <= '9') && !((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Quotation marks and dashes of U+2010..U+203F count as signs too. */
ren_str without_edges(ren_str word) {
  for (;;) {
    if (word.len && is_edge((unsigned char)word.ptr[0]))
      word.ptr++, word.len--;
    else if (word.len >= 3 && memcmp(word.ptr, "\xE2\x80", 2) == 0)
      word.ptr += 3, word.len -= 3;
    else
      break;
  }
  for (;;) {
    if (word.len && is_edge((unsigned char)word.ptr[word.len - 1]))
      word.len--;
    else if (word.len >= 3 && memcmp(word.ptr + word.len - 3, "\xE2\x80", 2) == 0)
      word.len -= 3;
    else
      return word;
  }
}

bool same_letters(ren_str a, ren_str b) { return ren_str_eq(without_edges(a), without_edges(b)); }

/* ---- aligning --------------------------------------------------------------- */

enum { LONGEST = 80, SCALE = 100, GAP = 70, PARTED = 35, PARTED_MOST = 30 };

/* Letters of a word for comparing: marks are dropped, what stands for a lost letter is 0. */
static size_t letters_of(ren_str word, unsigned char out[LONGEST]) {
  static const char bare[] = "aaaaaaaceeeeiiiidnooooo*ouuuuypyaaaaaaaceeeeiiiidnooooo*ouuuuypy"; /* U+00C0.. */
  size_t len = 0;
  for (size_t i = 0; i < word.len && len < LONGEST; i++) {
    unsigned char c = (unsigned char)word.ptr[i];
    if (c == '?')
      out[len++] = 0;
    else if (c < 0x80)
      out[len++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
    else if (c == 0xC3 && i + 1 < word.len)
      out[len++] = (unsigned char)bare[(unsigned char)word.ptr[++i] & 0x3F];
    else if (c >= 0xC0) /* others by their first byte */
      out[len++] = c == 0xEF ? 0 : c;
  }
  return len;
}

/* Edits between two words as a share of the longer, in hundredths. */
static unsigned distance_of(const unsigned char *a, size_t a_len, const unsigned char *b, size_t b_len) {
  unsigned char row[LONGEST + 1];
  for (size_t j = 0; j <= b_len; j++) row[j] = (unsigned char)j;
  for (size_t i = 1; i <= a_len; i++) {
    unsigned diagonal = row[0];
    row[0] = (unsigned char)i;
    for (size_t j = 1; j <= b_len; j++) {
      unsigned best = diagonal + (a[i - 1] != b[j - 1] && a[i - 1] && b[j - 1]);
      diagonal = row[j];
      if (row[j] + 1u < best) best = row[j] + 1u;
      if (row[j - 1] + 1u < best) best = row[j - 1] + 1u;
      row[j] = (unsigned char)best;
    }
  }
  size_t longer = a_len > b_len ? a_len : b_len;
  return longer ? (unsigned)(row[b_len] * SCALE / longer) : 0;
}

static unsigned distance(ren_str a, ren_str b) {
  if (ren_str_eq(a, b)) return 0;
  unsigned char x[LONGEST], y[LONGEST];
  size_t x_len = letters_of(a, x), y_len = letters_of(b, y);
  return distance_of(x, x_len, y, y_len) + 1;
}

/* One word against two: only if they are nearly the same letters without the blank, and
 * neither of the two would do better alone (a bullet read as a letter is no part). */
static unsigned distance_two(ren_str one, ren_str first, ren_str second) {
  unsigned char x[LONGEST], y[2 * LONGEST];
  if (first.len + second.len > one.len + one.len / 2 + 4) return 3 * SCALE;
  size_t x_len = letters_of(one, x), first_len = letters_of(first, y);
  size_t y_len = first_len + letters_of(second, y + first_len);
  unsigned d = y_len <= LONGEST ? distance_of(x, x_len, y, y_len) : SCALE;
  if (d > PARTED_MOST) return 3 * SCALE;
  bool alone = distance_of(x, x_len, y, first_len) <= d || distance_of(x, x_len, y + first_len, y_len - first_len) <= d;
  return alone ? 3 * SCALE : d + PARTED;
}

/* Cells of the rows are kept for a band around the diagonal. */
typedef struct grid {
  const word_list *truth, *seen;
  size_t band, width;
  unsigned *cost;
  unsigned char *step; /* 10 * truths + seens */
} grid;

static size_t middle(const grid *g, size_t i) { return g->truth->count ? i * g->seen->count / g->truth->count : 0; }

static unsigned *cell(const grid *g, size_t i, size_t j) {
  size_t from = middle(g, i), at = j + g->band;
  if (at < from || at - from >= g->width) return NULL;
  return &g->cost[i * g->width + (at - from)];
}

static void offer(const grid *g, unsigned *to, size_t i, size_t j, size_t truths, size_t seens, unsigned price) {
  if (i < truths || j < seens) return;
  unsigned *from = cell(g, i - truths, j - seens);
  if (!from || *from == UINT32_MAX || *from + price >= *to) return;
  *to = *from + price;
  g->step[to - g->cost] = (unsigned char)(truths * 10 + seens);
}

static void fill(const grid *g) {
  const ren_str *t = g->truth->ptr, *s = g->seen->ptr;
  for (size_t i = 0; i <= g->truth->count; i++)
    for (size_t m = middle(g, i), j = m > g->band ? m - g->band : 0; j <= g->seen->count && j <= m + g->band; j++) {
      unsigned *to = cell(g, i, j);
      *to = i == 0 && j == 0 ? 0 : UINT32_MAX;
      if (i && j) {
        unsigned d = distance(t[i - 1], s[j - 1]);
        offer(g, to, i, j, 1, 1, d);
        if (d == 0) continue; /* nothing is better than an equal word */
      }
      offer(g, to, i, j, 1, 0, GAP);
      offer(g, to, i, j, 0, 1, GAP);
      if (i && j > 1) offer(g, to, i, j, 1, 2, distance_two(t[i - 1], s[j - 2], s[j - 1]));
      if (i > 1 && j) offer(g, to, i, j, 2, 1, distance_two(s[j - 1], t[i - 2], t[i - 1]));
    }
}

word_links words_align(const word_list *truth, const word_list *seen) {
  size_t off = truth->count > seen->count ? truth->count - seen->count : seen->count - truth->count;
  grid g = {truth, seen, truth->count < 1500 && off ? 400 + off : 80 + 2 * off, 0, NULL, NULL};
  g.width = 2 * g.band + 1;
  size_t cells = (truth->count + 1) * g.width;
  g.cost = measure_grow(NULL, cells, sizeof *g.cost);
  g.step = measure_grow(NULL, cells, 1);
  for (size_t i = 0; i < cells; i++) g.cost[i] = UINT32_MAX;
  fill(&g);
  word_links links = {0};
  links.ptr = measure_grow(NULL, truth->count + seen->count + 1, sizeof *links.ptr);
  for (size_t i = truth->count, j = seen->count; i || j;) {
    const unsigned *at = cell(&g, i, j);
    unsigned step = !at ? (i ? 10 : 1) : g.step[at - g.cost];
    i -= step / 10;
    j -= step % 10;
    links.ptr[links.count++] = (word_link){i, step / 10, j, step % 10};
  }
  for (size_t a = 0, b = links.count; a + 1 < b; a++) {
    word_link swap = links.ptr[a];
    links.ptr[a] = links.ptr[--b];
    links.ptr[b] = swap;
  }
  free(g.cost);
  free(g.step);
  return links;
}

void links_free(word_links *links) {
  free(links->ptr);
  *links = (word_links){0};
}

/* ---- correcting ------------------------------------------------------------- */

double measure_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_place(const void *a, const void *b) {
  const ren_edit *x = a, *y = b;
  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

void corrected_take(corrected *out, ren_str seen, ren_edits *edits) {
  *out = (corrected){.seen = seen, .edits = edits, .count = ren_edits_count(edits)};
  out->sorted = measure_grow(NULL, out->count, sizeof *out->sorted);
  for (size_t i = 0; i < out->count; i++) out->sorted[i] = *ren_edits_get(out->edits, i);
  qsort(out->sorted, out->count, sizeof *out->sorted, by_place);
  size_t at = 0;
  for (size_t i = 0; i < out->count; i++) {
    const ren_edit *edit = &out->sorted[i];
    ren_buf_append(&out->after, seen.ptr + at, edit->offset - at);
    ren_buf_append_str(&out->after, edit->after);
    at = edit->offset + edit->length;
  }
  ren_buf_append(&out->after, seen.ptr + at, seen.len - at);
}

void correct_text(corrected *out, ren_str seen, const ren_model *model, float min_confidence) {
  ren_error err = {0};
  ren_text *text;
  ren_edits *edits;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  if (min_confidence > 0) opts.min_confidence = min_confidence;
  if (ren_text_new(&text, seen, &err) != REN_OK) measure_fail("text", &err);
  double start = measure_now();
  if (ren_correct_edits(&edits, text, model, &opts, &err) != REN_OK) measure_fail("correct", &err);
  double seconds = measure_now() - start;
  corrected_take(out, seen, edits);
  out->seconds = seconds;
  ren_text_free(text);
}

void corrected_free(corrected *c) {
  ren_edits_free(c->edits);
  free(c->sorted);
  ren_buf_free(&c->after);
  *c = (corrected){0};
}

static size_t first_touching(const corrected *c, size_t start) {
  size_t low = 0, high = c->count;
  while (low < high) {
    size_t half = (low + high) / 2;
    if (c->sorted[half].offset + c->sorted[half].length < start)
      low = half + 1;
    else
      high = half;
  }
  return low;
}

static void append_folded(ren_buf *out, const char *bytes, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (!is_blank(bytes[i]))
      ren_buf_putc(out, bytes[i]);
    else if (out->len && out->ptr[out->len - 1] != ' ')
      ren_buf_putc(out, ' ');
  }
}

void corrected_span(ren_buf *out, const corrected *c, size_t start, size_t end) {
  size_t at = start;
  ren_buf_clear(out);
  for (size_t i = first_touching(c, start); i < c->count && c->sorted[i].offset <= end; i++) {
    const ren_edit *edit = &c->sorted[i];
    if (edit->offset > at) append_folded(out, c->seen.ptr + at, edit->offset - at);
    append_folded(out, edit->after.ptr, edit->after.len);
    if (edit->offset + edit->length > at) at = edit->offset + edit->length;
  }
  if (end > at) append_folded(out, c->seen.ptr + at, end - at);
  while (out->len && out->ptr[out->len - 1] == ' ') out->ptr[--out->len] = 0;
}

/* ---- pairs -------------------------------------------------------------------- */

void pair_new(pair *out, ren_str truth, ren_str seen, const ren_model *model, float min_confidence) {
  *out = (pair){.truth = truth, .seen = seen};
  correct_text(&out->c, seen, model, min_confidence);
  out->truth_words = words_of(truth);
  out->seen_words = words_of(seen);
  out->links = words_align(&out->truth_words, &out->seen_words);
}

void pair_free(pair *p) {
  corrected_free(&p->c);
  words_free(&p->truth_words);
  words_free(&p->seen_words);
  links_free(&p->links);
}

static void join_words(ren_buf *out, const word_list *words, size_t from, size_t count) {
  ren_buf_clear(out);
  for (size_t i = from; i < from + count; i++) {
    if (i > from) ren_buf_putc(out, ' ');
    ren_buf_append_str(out, words->ptr[i]);
  }
}

void pair_words(const pair *p, const word_link *link, ren_buf *truth, ren_buf *seen, ren_buf *after) {
  join_words(truth, &p->truth_words, link->truth, link->truths);
  join_words(seen, &p->seen_words, link->seen, link->seens);
  ren_buf_clear(after);
  if (!link->seens) return;
  const ren_str *first = &p->seen_words.ptr[link->seen], *last = first + link->seens - 1;
  corrected_span(after, &p->c, (size_t)(first->ptr - p->seen.ptr), (size_t)(last->ptr + last->len - p->seen.ptr));
}

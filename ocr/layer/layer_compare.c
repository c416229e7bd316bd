/* What the layer says and what OCR reads from the picture, as bags of words: neither their
 * order nor their places need to agree, so that turned, skewed and rearranged pages compare
 * as well as others.
 *
 * OCR errs too, mostly in words that are no words; a broken layer errs in words that are.
 * So where they differ the side with more known words is right, and if neither has more,
 * the layer is: nobody retypes a page that can be copied. One word is enough if it shows
 * what the layer lacks: `träffar` where the layer has `trä` and `ar`, or an `ö` if the layer has
 * no ö at all.
 */
#include "layer/layer.h"

#include "alloc.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const float SURE = 0.7F;
enum { SAMPLE_MIN = 3 };

typedef struct bag {
  ren_str *words; /* sorted */
  size_t count;
} bag;

/* The word without the signs around it; empty if a letter or figure is all it has. */
static ren_str core_of(ren_str text) {
  size_t from = text.len, to = 0, signs = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t cp;
    size_t size = ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp != REN_BAD_CODEPOINT && (ren_is_letter(cp) || ren_is_digit(cp))) {
      if (from > at) from = at;
      to = at + size;
      signs++;
    }
    at += size;
  }
  return signs < 2 ? (ren_str){0} : (ren_str){text.ptr + from, to - from};
}

static int by_text(const void *a, const void *b) {
  const ren_str *x = a, *y = b;
  int order = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  return order ? order : (x->len > y->len) - (x->len < y->len);
}

static bool fill(bag *out, const ren_page *page, float sure) {
  *out = (bag){.words = ren_alloc_array(page->word_count + 1, sizeof *out->words)};
  if (!out->words) return false;
  for (uint32_t i = 0; i < page->word_count; i++) {
    ren_str core = core_of(page->words[i].text);
    if (core.len > 0 && page->words[i].confidence >= sure) out->words[out->count++] = core;
  }
  qsort(out->words, out->count, sizeof *out->words, by_text);
  return true;
}

/* The number of words in both; the others go to only_a and only_b, which have room. */
static size_t match(const bag *a, const bag *b, bag *only_a, bag *only_b) {
  size_t i = 0, j = 0, common = 0;
  while (i < a->count || j < b->count) {
    int order = i == a->count ? 1 : j == b->count ? -1 : by_text(&a->words[i], &b->words[j]);
    if (order < 0) only_a->words[only_a->count++] = a->words[i++];
    if (order > 0) only_b->words[only_b->count++] = b->words[j++];
    if (order == 0) {
      common++;
      i++;
      j++;
    }
  }
  return common;
}

static ren_quality judge(const ren_ocr_opts *opts, const ren_str *words, size_t count) {
  ren_buf text = {0};
  for (size_t i = 0; i < count; i++) {
    ren_buf_append_str(&text, words[i]);
    ren_buf_putc(&text, ' ');
  }
  ren_quality quality = {0};
  if (opts->judge && text.status == REN_OK) quality = opts->judge(opts->payload, ren_buf_str(&text));
  ren_buf_free(&text);
  return quality;
}

/* ---- holes ------------------------------------------------------------------------ */

enum { HOLE_MAX = 3, PIECE_MIN = 2 };

static bool starts(ren_str word, ren_str piece) {
  return piece.len <= word.len && memcmp(word.ptr, piece.ptr, piece.len) == 0;
}

static bool ends(ren_str word, ren_str piece) {
  return piece.len <= word.len && memcmp(word.ptr + word.len - piece.len, piece.ptr, piece.len) == 0;
}

/* Is the word there but for one to three letters: in two pieces, or as a piece that is no
 * word by itself? */
static bool is_holed(ren_str word, const bag *pieces, const ren_ocr_opts *opts) {
  for (size_t a = 0; a < pieces->count; a++) {
    ren_str head = pieces->words[a];
    bool nearly = head.len > HOLE_MAX && head.len < word.len && head.len + HOLE_MAX >= word.len;
    if (nearly && (starts(word, head) || ends(word, head)) && judge(opts, &head, 1).known == 0) return true;
    if (head.len < PIECE_MIN || head.len >= word.len || !starts(word, head)) continue;
    for (size_t b = 0; b < pieces->count; b++) {
      size_t both = head.len + pieces->words[b].len;
      if (a != b && both < word.len && both + HOLE_MAX >= word.len && ends(word, pieces->words[b])) return true;
    }
  }
  return false;
}

/* Known words of the picture that show what the layer lacks. */
static size_t count_lost(const bag *only_read, const bag *only_layer, int missing, const ren_ocr_opts *opts) {
  size_t lost = 0;
  for (size_t i = 0; i < only_read->count; i++) {
    ren_str word = only_read->words[i];
    ren__habits habits = {0};
    ren__habits_count(&habits, word);
    bool shows = is_holed(word, only_layer, opts) || (missing >= 0 && habits.of[missing] > 0);
    if (shows && judge(opts, &word, 1).known > 0) lost++;
  }
  return lost;
}

typedef struct comparison {
  size_t sure, layer, common, lost;  /* words */
  ren_quality only_read, only_layer; /* known words of what differs */
} comparison;

static void compare_bags(comparison *out, const bag *read, const bag *said, bag *only_read, bag *only_layer,
                         const ren_ocr_opts *opts) {
  ren__habits habits = {0};
  size_t letters = 0;
  out->sure = read->count;
  out->layer = said->count;
  out->common = match(read, said, only_read, only_layer);
  out->only_read = judge(opts, only_read->words, only_read->count);
  out->only_layer = judge(opts, only_layer->words, only_layer->count);
  for (size_t i = 0; i < said->count; i++) {
    ren__habits_count(&habits, said->words[i]);
    letters += said->words[i].len;
  }
  out->lost = count_lost(only_read, only_layer, ren__habits_missing(&habits, letters), opts);
}

static ren_status compare(comparison *out, const ren_page *layer, const ren_page *recognised, const ren_ocr_opts *opts,
                          ren_error *err) {
  bag read = {0}, said = {0}, only_read = {0}, only_layer = {0};
  *out = (comparison){0};
  bool done = fill(&read, recognised, SURE) && fill(&said, layer, 0);
  if (done) {
    only_read.words = ren_alloc_array(read.count + 1, sizeof *read.words);
    only_layer.words = ren_alloc_array(said.count + 1, sizeof *said.words);
    done = only_read.words && only_layer.words;
  }
  if (done) compare_bags(out, &read, &said, &only_read, &only_layer, opts);
  ren_free(read.words);
  ren_free(said.words);
  ren_free(only_read.words);
  ren_free(only_layer.words);
  return done ? REN_OK : ren_fail_nomem(err);
}

/* Pictures read as rubbish: only words that OCR is sure of count against the layer. */
static bool holds_more(const comparison *c) { return c->sure > c->layer + c->layer / 2 + 10; }

/* More than chance: one misreading in fifty words makes a name of another. */
static bool knows_better(const comparison *c) {
  size_t read = c->only_read.known, layer = c->only_layer.known, few = c->sure < 12 ? 1 : 2 + c->sure / 100;
  return read >= layer + few && 3 * read >= 2 * c->only_read.words;
}

ren_status ren__layer_compare(bool *keep, char found[REN__WHY_MAX], const ren_page *layer,
                              const ren__layer_facts *facts, const ren_page *recognised, const ren_ocr_opts *opts,
                              ren_error *err) {
  comparison c;
  ren_status status = compare(&c, layer, recognised, opts, err);
  if (status != REN_OK) return status;
  snprintf(found, REN__WHY_MAX, "%zu of %zu words that OCR is sure of are in it", c.common, c.sure);
  if (holds_more(&c) && facts->uncovered) {
    *keep = false;
    snprintf(found, REN__WHY_MAX, "it holds only part of what is printed");
  } else if (c.sure < SAMPLE_MIN) {
    *keep = 10 * facts->senseless < facts->letters;
    snprintf(found, REN__WHY_MAX, "OCR can read nothing to compare it with");
  } else {
    *keep = 2 * c.common >= c.sure && !knows_better(&c) && c.lost == 0;
    if (c.lost > 0) snprintf(found, REN__WHY_MAX, "letters of words that OCR is sure of are lost (%zu words)", c.lost);
  }
  return REN_OK;
}

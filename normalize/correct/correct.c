#include <renskrift/correct.h>

#include "correct/casing.h"
#include "correct/decode.h"
#include "correct/restraint.h"
#include "correct/signs.h"

#include "alloc.h"

#include <string.h>

/* How many items each round looks at: the first need less. */
static const size_t SAMPLES[] = {3000, 5000, 8000};
enum { ROUNDS = sizeof SAMPLES / sizeof *SAMPLES, STRETCHES = 10 };

/* ---- estimating the channel --------------------------------------------- */

typedef struct counting {
  ren__document *d;
  ren__tally tally;
} counting;

/* The same change of the same word again is weaker evidence: a name that comes ten times
 * is one name. Lost marks are lost everywhere. */
static double evidence_of(ren__document *d, const ren__reading *reading) {
  uint8_t change = reading->candidate->change;
  double weight = (double)reading->posterior;
  if (ren__is_lost_mark(change)) return weight;
  uint32_t *tallied = &d->types[d->items[reading->item].type].tallied;
  d->misread += *tallied == 0;
  return weight / ++*tallied;
}

/* Words that nobody knows and that no damage explains. */
static void count_odd_word(ren__document *d, const ren__reading *reading) {
  ren__type *type = &d->types[d->items[reading->item].type];
  bool word = type->seen.casing == REN_CASE_LOWER && type->seen.length > 2 && !type->seen.has_digit;
  if (!type->seen.known && word && type->tallied++ == 0) d->odd++;
}

static bool count_reading(void *payload, const ren__reading *reading) {
  counting *counts = payload;
  ren__tally *tally = &counts->tally;
  const ren__candidate *c = reading->candidate;
  for (size_t i = 0; i < c->length; i++) {
    tally->meant[c->word[i]] += 1;
    tally->letters += 1;
  }
  tally->words += 1;
  if (c->change == REN_CHANGE_NONE) count_odd_word(counts->d, reading);
  if (c->change == REN_CHANGE_NONE || reading->posterior < 0.5f) return true;
  double weight = evidence_of(counts->d, reading);
  for (size_t i = 0; i < c->event_count; i++) tally->confusions[c->events[i]] += weight;
  for (size_t i = 0; i < REN_MAX_DROPPED && c->dropped[i]; i++) tally->dropped[c->dropped[i]] += weight;
  tally->generic += weight * c->generic;
  tally->splits += c->change == REN_CHANGE_SPLIT ? weight : 0;
  tally->merges += c->change == REN_CHANGE_MERGE ? weight : 0;
  return true;
}

/* Whether there is anything to learn: a long text without damage is left alone. */
static bool wants_rounds(const ren__document *d) {
  const ren__profile *p = &d->profile;
  if (ren__is_old(p) && !d->channel.damaged) return false;
  return d->channel.damaged || p->words < 400 || p->unknown > 0.025 * p->words;
}

/* Decodes a sample: stretches from all over the text. */
static ren_status decode_sample(counting *counts, size_t items, ren_error *err) {
  ren__document *d = counts->d;
  ren_status status = REN_OK;
  if (d->item_count <= items) return ren__decode(d, 0, d->item_count, false, count_reading, counts, err);
  for (size_t i = 0; status == REN_OK && i < STRETCHES; i++) {
    size_t from = d->item_count / STRETCHES * i;
    status = ren__decode(d, from, from + items / STRETCHES, false, count_reading, counts, err);
  }
  return status;
}

/* Re-estimates from what is restored, a few times. */
static ren_status estimate_channel(ren__document *d, ren_error *err) {
  double *confusions = ren_alloc_array(d->model->confusion_count, sizeof *confusions);
  if (!confusions) return ren_fail_nomem(err);
  ren_status status = REN_OK;
  for (size_t round = 0; status == REN_OK && round < ROUNDS; round++) {
    counting counts = {d, {.confusions = confusions}};
    memset(confusions, 0, d->model->confusion_count * sizeof *confusions);
    d->misread = d->odd = 0;
    status = decode_sample(&counts, SAMPLES[round], err);
    if (status != REN_OK) break;
    ren__channel_update(&d->channel, &d->profile, &counts.tally);
    ren__document_forget(d);
    if (!d->channel.damaged) break;
  }
  ren_free(confusions);
  return status;
}

/* ---- edits -------------------------------------------------------------- */

typedef struct writer {
  const ren__document *d;
  const ren_correct_opts *opts;
  ren_edits *edits;
  ren_buf after;
  ren_error *err;
  ren_status status;
} writer;

static const char *rule_of(const ren__candidate *c) {
  switch (c->change) {
  case REN_CHANGE_DIACRITICS: return "diacritics";
  case REN_CHANGE_LETTERS: return "misread-letters";
  case REN_CHANGE_LOSSY: return "lost-letter";
  case REN_CHANGE_SPLIT: return "missing-blank";
  case REN_CHANGE_MERGE: return "false-blank";
  case REN_CHANGE_MEMORY: return "batch-word";
  default: return "spelling";
  }
}

static bool write_edit(void *payload, const ren__reading *reading) {
  writer *w = payload;
  const ren__place_of_word *first = &w->d->items[reading->item], *last = first + (reading->span - 1);
  float confidence = reading->posterior > 0.9999f ? 0.9999f : reading->posterior; /* never certain */
  float wanted = ren__wanted_confidence(w->d, reading);
  if (confidence < w->opts->min_confidence || confidence < wanted || ren__is_left_alone(w->d, reading)) return true;
  ren_str original = {w->d->bytes.ptr + first->offset, last->offset + last->length - first->offset};
  ren_buf_clear(&w->after);
  const ren__candidate *c = reading->candidate;
  const ren__seen *seen = &w->d->types[first->type].seen;
  if (!ren__write_cased(&w->after, w->d->model, c, seen, (ren_str){original.ptr, first->length})) return true;
  if (ren_str_eq(ren_buf_str(&w->after), original)) return true;
  ren_edit edit = {first->offset, original.len, ren_buf_str(&w->after), rule_of(c), confidence};
  w->status = w->after.status == REN_OK ? ren_edits_add(w->edits, &edit, w->err) : ren_fail_nomem(w->err);
  return w->status == REN_OK;
}

ren_status ren_correct_edits(ren_edits **out, const ren_text *text, const ren_model *model,
                             const ren_correct_opts *opts, ren_error *err) {
  *out = NULL;
  ren__document d = {0};
  writer w = {.d = &d, .opts = opts, .err = err};
  if (!model) return ren_fail(err, REN_EMISSING, "correcting needs the language data");
  ren_status status = ren_edits_new(&w.edits, REN_STEP_SPELLING, err);
  if (status == REN_OK) status = ren__document_open(&d, text, model, opts->memory, err);
  if (status == REN_OK && wants_rounds(&d)) status = estimate_channel(&d, err);
  if (status == REN_OK) status = ren__decode(&d, 0, d.item_count, true, write_edit, &w, err);
  if (w.status != REN_OK) status = w.status;
  if (status == REN_OK) status = ren__signs(w.edits, &d, opts->min_confidence, err);
  if (status == REN_OK) ren_edits_filter(w.edits, opts->min_confidence);
  ren__document_close(&d);
  ren_buf_free(&w.after);
  if (status == REN_OK)
    *out = w.edits;
  else
    ren_edits_free(w.edits);
  return status;
}

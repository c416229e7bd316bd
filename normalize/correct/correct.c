#include <renskrift/correct.h>

#include "correct/casing.h"
#include "correct/decode.h"
#include "correct/paragraph_sign.h"

#include "alloc.h"

#include <string.h>

enum { ROUNDS = 3, SAMPLE_ITEMS = 30000 };

/* ---- estimating the channel --------------------------------------------- */

static bool count_reading(void *payload, const ren__reading *reading) {
  ren__tally *tally = payload;
  const ren__candidate *c = reading->candidate;
  double weight = (double)reading->posterior;
  for (size_t i = 0; i < c->length; i++) {
    tally->meant[c->word[i]] += 1;
    tally->letters += 1;
  }
  tally->words += 1;
  if (c->change == REN_CHANGE_NONE || reading->posterior < 0.5f) return true;
  for (size_t i = 0; i < c->event_count; i++) tally->confusions[c->events[i]] += weight;
  for (size_t i = 0; i < 2 && c->dropped[i]; i++) tally->dropped[c->dropped[i]] += weight;
  tally->generic += weight * c->generic;
  tally->splits += c->change == REN_CHANGE_SPLIT ? weight : 0;
  tally->merges += c->change == REN_CHANGE_MERGE ? weight : 0;
  return true;
}

/* Whether there is anything to learn: a long text without damage is left alone. */
static bool wants_rounds(const ren__document *d) {
  const ren__profile *p = &d->profile;
  return d->channel.damaged || p->words < 400 || p->unknown > 0.025 * p->words;
}

/* Decodes a sample (stretches from all over the text) and re-estimates, a few times. */
static ren_status estimate_channel(ren__document *d, ren_error *err) {
  enum { STRETCHES = 10 };
  ren__tally tally = {0};
  tally.confusions = ren_alloc_array(d->model->confusion_count, sizeof *tally.confusions);
  if (!tally.confusions) return ren_fail_nomem(err);
  ren_status status = REN_OK;
  for (int round = 0; status == REN_OK && round < ROUNDS; round++) {
    double *confusions = tally.confusions;
    memset(confusions, 0, d->model->confusion_count * sizeof *confusions);
    tally = (ren__tally){.confusions = confusions};
    if (d->item_count <= SAMPLE_ITEMS) {
      status = ren__decode(d, 0, d->item_count, false, count_reading, &tally, err);
    } else {
      for (size_t i = 0; status == REN_OK && i < STRETCHES; i++) {
        size_t from = d->item_count / STRETCHES * i;
        status = ren__decode(d, from, from + SAMPLE_ITEMS / STRETCHES, false, count_reading, &tally, err);
      }
    }
    if (status != REN_OK) break;
    ren__channel_update(&d->channel, &d->profile, &tally);
    ren__document_forget(d);
  }
  ren_free(tally.confusions);
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

/* The confidence that a change wants. Names are not touched without overwhelming
 * evidence, unless all that happens is that lost marks come back. */
static float threshold(const writer *w, const ren__reading *reading) {
  const ren__document *d = w->d;
  const ren__seen *seen = &d->types[d->items[reading->item].type].seen;
  float asked = w->opts->min_confidence;
  uint8_t change = reading->candidate->change;
  if (change == REN_CHANGE_MEMORY && asked < 0.97f) asked = 0.97f;
  if (seen->casing == REN_CASE_LOWER || seen->casing == REN_CASE_OPEN)
    return change == REN_CHANGE_SPELLING && asked < 0.95f ? 0.95f : asked;
  bool marks = change == REN_CHANGE_DIACRITICS || change == REN_CHANGE_LOSSY || change == REN_CHANGE_MEMORY;
  bool name = !seen->starts_sentence;
  /* Short words in capitals are abbreviations; nothing but their marks comes back. */
  if (seen->casing == REN_CASE_UPPER && seen->length <= 3 && !marks) return 2;
  float wanted = marks ? asked : name ? (change == REN_CHANGE_SPELLING ? 0.9995f : 0.99f) : 0.95f;
  return wanted > asked ? wanted : asked;
}

static bool write_edit(void *payload, const ren__reading *reading) {
  writer *w = payload;
  const ren__place_of_word *first = &w->d->items[reading->item], *last = first + (reading->span - 1);
  float confidence = reading->posterior > 0.9999f ? 0.9999f : reading->posterior; /* never certain */
  if (confidence < threshold(w, reading)) return true;
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
  if (status == REN_OK) status = ren__paragraph_signs(w.edits, text, err);
  if (status == REN_OK) ren_edits_filter(w.edits, opts->min_confidence);
  ren__document_close(&d);
  ren_buf_free(&w.after);
  if (status == REN_OK)
    *out = w.edits;
  else
    ren_edits_free(w.edits);
  return status;
}

#include "encoding/sweep.h"

#include <string.h>

#include "encoding/recode_steps.h"
#include "encoding/suspects.h"
#include "utf8.h"

enum { EXCERPT_MAX = 1500, RUNS_MAX = 400, STRETCHES_MAX = REN__SAMPLE_MAX / 2, UNITS_MAX = REN__RUN_MAX };

/* A token of the excerpt that stands for stretch k of the sample. */
#define STRETCH UINT32_C(0x40000000)

/* The parts of a line that a chain can change: its runs that hold characters beyond
 * ASCII, with the numbers beside them. */
typedef struct excerpt {
  uint32_t tokens[EXCERPT_MAX];
  size_t count;
  ren__sample sample;
  uint8_t starts[STRETCHES_MAX + 1]; /* of the stretches in the sample */
  size_t stretches;
  size_t runs, free; /* free: those beyond ASCII that are not in quotes of their own */
  bool whole;        /* all of the line's stretches are in the sample */
  bool at_start;     /* the line begins with one */
} excerpt;

static bool is_blank(uint32_t cp) { return cp == ' ' || (cp >= '\t' && cp <= '\r'); }

/* The number of the stretch of n characters, which is added to the sample if it is new;
 * STRETCHES_MAX if there is no room. */
static size_t stretch_of(excerpt *e, const uint32_t *cps, size_t n) {
  for (size_t k = 0; k < e->stretches; k++) {
    size_t at = e->starts[k];
    if (e->starts[k + 1] - at == n + 1 && memcmp(e->sample.cps + at, cps, n * sizeof *cps) == 0) return k;
  }
  if (e->stretches == STRETCHES_MAX || e->sample.count + n + 1 > REN__SAMPLE_MAX) return STRETCHES_MAX;
  memcpy(e->sample.cps + e->sample.count, cps, n * sizeof *cps);
  e->sample.count += n;
  e->sample.cps[e->sample.count++] = 0;
  e->starts[++e->stretches] = (uint8_t)e->sample.count;
  return e->stretches - 1;
}

/* A run goes in whole or not at all. */
static void add_run(excerpt *e, const uint32_t *cps, size_t n) {
  size_t before = e->count;
  for (size_t i = 0; i < n;) {
    size_t end = i + 1, k = 0;
    while (cps[i] >= 0x80 && end < n && cps[end] >= 0x80) end++;
    if (cps[i] >= 0x80) k = stretch_of(e, cps + i, end - i);
    if (k == STRETCHES_MAX || e->count + 2 > EXCERPT_MAX || e->runs == RUNS_MAX) {
      e->count = before;
      e->whole = false;
      return;
    }
    e->tokens[e->count++] = cps[i] >= 0x80 ? STRETCH | (uint32_t)k : cps[i];
    i = end;
  }
  e->tokens[e->count++] = ' ';
  e->runs++;
}

static void clear_excerpt(excerpt *e) {
  e->count = e->runs = e->free = e->stretches = e->sample.count = e->starts[0] = 0;
  e->whole = true;
  e->at_start = false;
}

/* The cells [from, end), if they are a run that counts. */
static void add_cells(excerpt *e, const ren__line *line, size_t from, size_t end) {
  uint32_t cps[REN__RUN_MAX];
  if (end - from > REN__RUN_MAX) {
    e->whole = false;
    return;
  }
  for (size_t i = from; i < end; i++) cps[i - from] = line->cells[i].cp;
  add_run(e, cps, end - from);
}

static size_t run_end(const ren__line *line, size_t from, bool *high) {
  size_t end = from;
  *high = false;
  for (; end < line->count && !is_blank(line->cells[end].cp); end++) *high = *high || line->cells[end].cp >= 0x80;
  return end;
}

/* False: the line holds nothing beyond ASCII, or what is no text. */
static bool take_excerpt(excerpt *e, const ren__line *line) {
  bool before = false; /* the run before was high */
  size_t figures = 0, figures_end = 0;
  clear_excerpt(e);
  for (size_t i = 0; i < line->count && e->whole;) {
    if (line->cells[i].cp & REN__RAW) return false;
    if (is_blank(line->cells[i].cp)) {
      i++;
      continue;
    }
    bool high, figure = line->cells[i].cp >= '0' && line->cells[i].cp <= '9';
    size_t end = run_end(line, i, &high);
    high = high && !ren__is_address(line, i, end - i);
    e->free += high && !ren__is_quoted(line, i, end - i);
    if (high && figures_end) add_cells(e, line, figures, figures_end);
    if (high || (before && figure)) add_cells(e, line, i, end);
    figures = i;
    figures_end = figure && !high && !before ? end : 0;
    before = high;
    i = end;
  }
  size_t first = 0;
  while (first < line->count && is_blank(line->cells[first].cp)) first++;
  e->at_start = first < line->count && line->cells[first].cp >= 0x80;
  return e->stretches > 0 && e->whole;
}

/* ---- readings --------------------------------------------------------------- */

typedef struct verdict {
  float cost;
  unsigned touched, known, sure; /* words of two letters or more that are changed; the longest known */
  unsigned odd;                  /* with capitals amid small letters, or the other way */
  unsigned distinct;             /* known ones */
  uint64_t seen;                 /* a small set of them: one bit each */
} verdict;

typedef struct word {
  uint32_t letters[REN__WORD_MAX];
  size_t count, uppers, lowers;
  bool changed, odd;
} word;

static uint64_t hash_of(const word *w) {
  uint64_t hash = REN__WORD_HASH_START;
  for (size_t i = 0; i < w->count; i++) hash = ren__word_hash(hash, ren_to_lower(w->letters[i]));
  return hash >> 7;
}

static void end_word(const ren__letters *letters, word *w, verdict *v) {
  if (w->changed && w->count >= 2) {
    v->touched++;
    v->odd += w->odd;
    if (w->count < REN__WORD_MAX && !w->odd && ren__is_known(letters, w->letters, w->count)) {
      uint64_t bit = UINT64_C(1) << (hash_of(w) & 63);
      v->known++;
      v->distinct += !(v->seen & bit);
      v->seen |= bit;
      unsigned length = (unsigned)(w->lowers || w->count > 3 ? w->count : 2);
      if (length > v->sure && ren__is_surely_known(letters, w->letters, w->count)) v->sure = length;
    }
  }
  w->count = w->uppers = w->lowers = 0;
  w->changed = w->odd = false;
}

static void add_cp(const ren__letters *letters, ren__reading *reading, word *w, verdict *v, uint32_t cp, bool changed) {
  ren__reading_add(letters, reading, cp, changed);
  if (!ren__letter_symbol(cp)) {
    end_word(letters, w, v);
    return;
  }
  bool upper = ren_is_upper(cp);
  w->odd = w->odd || (upper && w->lowers) || (!upper && w->uppers >= 2 && !w->lowers);
  w->uppers += upper;
  w->lowers += !upper;
  if (w->count < REN__WORD_MAX) w->letters[w->count++] = cp;
  w->changed = w->changed || changed;
}

static bool same_stretch(const uint32_t *a, const uint32_t *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

static void stretch_starts(const ren__sample *sample, uint8_t *starts) {
  starts[0] = 0;
  for (size_t i = 0, k = 0; i < sample->count; i++)
    if (!sample->cps[i]) starts[++k] = (uint8_t)(i + 1);
}

/* The excerpt with these stretches in their places; those that differ from the others
 * are changed. costs: of it up to the end of each run. */
static verdict read_excerpt(const ren__letters *letters, const excerpt *e, const ren__sample *stretches,
                            const ren__sample *others, float *costs) {
  verdict v = {0};
  word w = {.count = 0};
  ren__reading reading = ren__reading_start();
  uint8_t starts[STRETCHES_MAX + 1], other_starts[STRETCHES_MAX + 1];
  stretch_starts(stretches, starts);
  stretch_starts(others, other_starts);
  for (size_t i = 0; i < e->count; i++) {
    uint32_t token = e->tokens[i];
    if (!(token & STRETCH)) {
      add_cp(letters, &reading, &w, &v, token, false);
      if (token == ' ' && costs) *costs++ = reading.cost;
      continue;
    }
    size_t k = token & ~STRETCH;
    bool changed = !same_stretch(stretches->cps + starts[k], others->cps + other_starts[k]);
    for (size_t at = starts[k]; stretches->cps[at]; at++)
      add_cp(letters, &reading, &w, &v, stretches->cps[at], changed);
  }
  end_word(letters, &w, &v);
  ren__reading_end(&reading);
  v.cost = reading.cost - 4.0f * (float)(v.known > reading.known ? v.known - reading.known : 0);
  return v;
}

/* ---- the choice ------------------------------------------------------------- */

/* How natural the excerpt's characters are where they stand, with these stretches. */
static ren__strength oddness(const excerpt *e, const ren__sample *stretches) {
  ren__unit units[UNITS_MAX];
  uint8_t starts[STRETCHES_MAX + 1];
  size_t n = 0;
  stretch_starts(stretches, starts);
  for (size_t i = 0; i < e->count; i++) {
    uint32_t token = e->tokens[i];
    size_t k = token & STRETCH ? token & ~STRETCH : 0, at = starts[k];
    size_t length = token & STRETCH ? (size_t)starts[k + 1] - at - 1 : 1;
    if (n + length > UNITS_MAX) break;
    for (size_t c = 0; c < length; c++) units[n++].cp = token & STRETCH ? stretches->cps[at + c] : token;
  }
  return ren__oddness(units, n);
}

/* The best of the chains that explain the excerpt. */
typedef struct choice {
  uint32_t chain, next;
  float score, second; /* over leaving the line; of the best other result */
  verdict verdict;
  ren__sample made;
  bool any; /* some chain explains it, better or worse */
} choice;

/* A line begins with a capital, nine times in ten. */
static float case_bonus(const excerpt *e, const ren__sample *made) {
  uint32_t cp = made->cps[0];
  if (!e->at_start || !ren__letter_symbol(cp)) return 0;
  return ren_is_upper(cp) ? 2.2f : -2.2f;
}

/* No run is much worse off; signs by themselves not at all. */
static bool is_better(const excerpt *e, const float *before, const float *after) {
  float gain = 0;
  bool letters = false;
  for (size_t i = 0, run = 0; i < e->count; i++) {
    letters = letters || (e->tokens[i] < 0x80 && ren__letter_symbol(e->tokens[i]));
    if (e->tokens[i] != ' ') continue;
    float now = before[run] - after[run];
    if (now < gain - (letters ? 4.0f : 0.5f)) return false;
    gain = now;
    letters = false;
    run++;
  }
  return true;
}

static choice choose(const ren__letters *letters, const excerpt *e) {
  ren__sweep_chain chains[REN__SWEEPS_MAX];
  choice best = {0};
  size_t count = ren__sweep_search(&e->sample, 0, chains);
  float before[RUNS_MAX], after[RUNS_MAX];
  best.any = count > 0;
  verdict now = count ? read_excerpt(letters, e, &e->sample, &e->sample, before) : (verdict){0};
  for (size_t i = 0; i < count; i++) {
    ren__sample made;
    if (!ren__sweep_apply(&e->sample, chains[i].chain, &made)) continue;
    verdict v = read_excerpt(letters, e, &made, &e->sample, after);
    if (v.odd || !is_better(e, before, after) || oddness(e, &made) >= REN__MEDIUM) continue;
    float score = now.cost - v.cost - chains[i].prior + case_bonus(e, &made);
    if (score > best.score) {
      best = (choice){chains[i].chain, best.chain, score, best.score, v, made, true};
    } else if (score > best.second) {
      best.second = score;
      best.next = chains[i].chain;
    }
  }
  return best;
}

/* The line as it will be is Swedish, or a list of names. */
static bool fits_line(ren__repair *repair, const verdict *v) {
  const ren__context *context = ren__repair_context(repair);
  unsigned words = context->words > v->touched ? context->words : v->touched;
  unsigned common = context->common + v->known;
  if (common * 2 >= words) return true;
  return (ren__repair_known(repair) + v->known) * 5 >= words * 4;
}

/* Enough is known of what the words become. */
static bool is_proven(ren__repair *repair, const excerpt *e, const choice *best) {
  const verdict *v = &best->verdict;
  if (ren__repair_context(repair)->code || !v->known || v->known * 3 < v->touched * 2 || best->score < 1) return false;
  ren__strength strength = oddness(e, &e->sample);
  if (strength >= REN__MEDIUM && v->known >= 3 && v->sure >= 6 && best->score >= 20) return true; /* in any line */
  if (!fits_line(repair, v)) return false;
  const ren__context *context = ren__repair_context(repair);
  unsigned words = context->words > v->touched ? context->words : v->touched;
  bool swedish = context->core || (context->common + v->known) * 3 >= words * 2;
  if (strength >= REN__MEDIUM)
    return v->sure >= 6 || (swedish && v->sure >= (context->core ? 3u : 4u) && best->score >= 6);
  if (read_excerpt(repair->letters, e, &e->sample, &best->made, NULL).known) return false; /* as they stand */
  if (strength == REN__RARE) return swedish && v->sure >= 4 && best->score >= 6;
  if (v->sure >= 9 && best->score >= 14 && (swedish || v->distinct >= 2)) return true;
  return context->core && v->sure >= 4 && best->score >= 12 && context->common >= 2 && context->common * 3 >= words;
}

/* All that is beyond ASCII becomes paragraph signs, each before a number and a blank or
 * the line's begin before it, and was nothing that stands there by right. */
static bool are_paragraphs(const excerpt *e, const ren__sample *made) {
  for (size_t i = 0; i < made->count; i += 2)
    if (made->cps[i] != 0xA7 || made->cps[i + 1] != 0) return false;
  for (size_t k = 0; k < e->stretches; k++)
    if (e->starts[k + 1] == e->starts[k] + 2 && ren__goes_before_number(e->sample.cps[e->starts[k]])) return false;
  for (size_t i = 0; i < e->count; i++) {
    if (!(e->tokens[i] & STRETCH)) continue;
    uint32_t next = i + 1 < e->count ? e->tokens[i + 1] : 0, after = i + 2 < e->count ? e->tokens[i + 2] : 0;
    if (i > 0 && e->tokens[i - 1] != ' ' && e->tokens[i - 1] != '(') return false;
    if (next == ' ') next = after;
    if (next < '0' || next > '9') return false;
  }
  return true;
}

/* The same for a line with nothing but paragraph signs to show. */
static bool is_numbered(ren__repair *repair, const excerpt *e, const ren__sample *made) {
  const ren__context *context = ren__repair_context(repair);
  return !context->code && context->common >= 2 && context->common * 2 >= context->words && are_paragraphs(e, made);
}

/* The units of a stretch after the chain, which explains all of it; 0 if there is no room. */
static size_t go_through(const ren__line *line, size_t from, size_t end, uint32_t chain, ren__unit *out) {
  ren__unit in[REN__SAMPLE_MAX];
  size_t n = end - from, done;
  if (n > REN__SAMPLE_MAX) return 0;
  for (size_t i = 0; i < n; i++) out[i] = (ren__unit){.cp = line->cells[from + i].cp, .first = (uint16_t)i, .count = 1};
  for (; chain && n; chain >>= 8) {
    uint32_t step = chain & 0xFF;
    memcpy(in, out, n * sizeof *in);
    n = step < REN__STEP_BYTE ? ren__step_utf8(in, n, step & 7, true, out, &done)
                              : ren__step_bytes(in, n, step >> 3 & 7, step & 7, out, &done);
  }
  return n;
}

/* Puts what the chain makes of each stretch of a run in its place. */
static void apply_to_run(ren__line *line, size_t from, size_t to, uint32_t chain, float confidence) {
  ren__unit units[REN__SAMPLE_MAX];
  for (size_t i = from; i < to && !line->failed;) {
    size_t end = i;
    while (end < to && line->cells[end].cp >= 0x80) end++;
    size_t made = end > i ? go_through(line, i, end, chain, units) : 0;
    if (made) {
      ren__line_keep(line, i);
      ren__line_put(line, end - i, units, made, ren__chain_rule(chain), confidence);
    }
    i = end > i ? end : i + 1;
  }
}

/* The same for all of the line but addresses. */
static void apply(ren__line *line, uint32_t chain, float confidence) {
  ren__line_begin(line);
  for (size_t i = 0; i < line->count && !line->failed;) {
    bool high;
    size_t end = run_end(line, i, &high);
    if (high && !ren__is_address(line, i, end - i)) apply_to_run(line, i, end, chain, confidence);
    i = end > i ? end : i + 1;
  }
  ren__line_end(line);
}

bool ren__sweep_may_help(const ren__letters *letters, const uint32_t *cps, size_t n) {
  excerpt e;
  ren__sweep_chain chains[REN__SWEEPS_MAX];
  clear_excerpt(&e);
  add_run(&e, cps, n);
  size_t count = e.whole && e.stretches ? ren__sweep_search(&e.sample, 0, chains) : 0;
  float now = count ? read_excerpt(letters, &e, &e.sample, &e.sample, NULL).cost : 0;
  for (size_t i = 0; i < count; i++) {
    ren__sample made;
    if (!ren__sweep_apply(&e.sample, chains[i].chain, &made)) continue;
    if (read_excerpt(letters, &e, &made, &e.sample, NULL).cost < now - 1) return true;
  }
  return false;
}

/* What the leading family makes of a line: the chain, 0 if none fits, and by how many nats
 * the line is likelier then. */
typedef struct lead_reading {
  uint32_t chain;
  float gain;
} lead_reading;

static lead_reading read_by_lead(const ren__repair *repair, const excerpt *e) {
  lead_reading best = {0, -100};
  ren__sweep_chain chains[REN__SWEEPS_MAX];
  size_t count = ren__sweep_search(&e->sample, repair->lead, chains);
  for (size_t i = 0; i < count; i++) {
    ren__sample made;
    if (chains[i].prior >= 0 || !ren__sweep_apply(&e->sample, chains[i].chain, &made)) continue;
    verdict before = read_excerpt(repair->letters, e, &e->sample, &made, NULL);
    verdict after = read_excerpt(repair->letters, e, &made, &e->sample, NULL);
    float gain = before.cost - after.cost;
    if (after.odd || after.known < before.known || gain <= best.gain || oddness(e, &made) >= REN__MEDIUM) continue;
    best = (lead_reading){chains[i].chain, gain};
  }
  return best;
}

/* All of the text has gone through chains of one family: only a line that is better as it
 * stands has not. */
static bool follow_lead(ren__repair *repair, const excerpt *e) {
  enum { ODDS = 5 }; /* nats */
  if (!repair->lead || ren__repair_context(repair)->code) return false;
  lead_reading best = read_by_lead(repair, e);
  float confidence = ren__confidence(best.gain + ODDS);
  if (!best.chain || confidence < repair->opts->min_confidence) return false;
  apply(&repair->line, best.chain, confidence);
  ren__explain_line(repair, best.chain, best.gain, 0, 0);
  return true;
}

/* The chain that has won nearly all runs so far makes known words of nearly all of a line:
 * no need to ask for others. */
static bool follow_top(ren__repair *repair, const excerpt *e) {
  ren__sample made;
  if (!ren__is_byte_chain(repair->top)) return false;
  if (!ren__sweep_apply(&e->sample, repair->top, &made) || oddness(e, &made) >= REN__MEDIUM) return false;
  verdict after = read_excerpt(repair->letters, e, &made, &e->sample, NULL);
  if (after.odd || after.touched < 2 || after.known * 4 < after.touched * 3) return false;
  verdict before = read_excerpt(repair->letters, e, &e->sample, &made, NULL);
  float confidence = ren__confidence(before.cost - after.cost);
  if (before.known || before.cost - after.cost < 12 || confidence < repair->opts->min_confidence) return false;
  apply(&repair->line, repair->top, confidence);
  ren__repair_vote(&repair->won, repair->top, after.known);
  return true;
}

bool ren__sweep_would(ren__repair *repair) {
  excerpt e;
  return take_excerpt(&e, &repair->line) && read_by_lead(repair, &e).gain > 0;
}

/* A character that Swedish text has little of, or a capital after a small letter. */
static bool has_odd(const ren__line *line) {
  for (size_t i = 0; i < line->count; i++) {
    uint32_t cp = line->cells[i].cp;
    if (cp < 0x80) continue;
    if (!ren__is_swedish_letter(cp)) return true;
    if (ren_is_upper(cp) && i && ren__letter_symbol(line->cells[i - 1].cp) && !ren_is_upper(line->cells[i - 1].cp))
      return true;
  }
  return false;
}

bool ren__sweep(ren__repair *repair) {
  excerpt e;
  if (!repair->lead && !has_odd(&repair->line)) return false;
  if (!take_excerpt(&e, &repair->line)) return false;
  if (follow_lead(repair, &e)) return true;
  if (!e.free) return false; /* text about broken text */
  if (follow_top(repair, &e)) return true;
  choice best = choose(repair->letters, &e);
  repair->explained = best.any;
  if (!best.chain) return false;
  repair->doubt = true;
  bool proven = is_proven(repair, &e, &best) || is_numbered(repair, &e, &best.made);
  float confidence = ren__confidence(best.score - best.second);
  if (!proven || confidence < repair->opts->min_confidence) return false;
  apply(&repair->line, best.chain, confidence);
  ren__repair_vote(&repair->won, best.chain, best.verdict.known);
  ren__explain_line(repair, best.chain, best.score, best.next, best.second);
  repair->doubt = false;
  return true;
}

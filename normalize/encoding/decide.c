/* Which chains win which runs of a line. */
#include "encoding/repair.h"

#include "alloc.h"

enum { CHAINS_MAX = 96 };

/* A chain's case, summed over the runs that it would help. */
typedef struct ren__plea {
  uint32_t chain;
  float prior;
  float total, margin; /* over leaving them; over the best other reading */
  unsigned runs, known, touched;
  bool long_known;   /* a known word of three letters or more */
  float top;         /* the best single gain */
  bool from_known;   /* some natural run holds a common word as it stands */
  bool rare;         /* all runs are rare at least */
  unsigned solid;    /* runs that were not natural as they stood */
  unsigned free;     /* runs that are not in quotes and not a lone letter */
  float letter_cost; /* worst of the solid runs without a known word */
  bool heard;
} ren__plea;

/* Runs won by a chain, in other lines and in this one. */
static unsigned votes_for(ren__repair *repair, uint32_t chain) {
  return ren__votes_for(repair->votes, chain) + ren__votes_for(&repair->won, chain);
}

static const ren__candidate *find(const ren__suspect *suspect, uint32_t chain) {
  for (size_t i = 0; i < suspect->candidate_count; i++)
    if (suspect->candidates[i].chain == chain) return &suspect->candidates[i];
  return NULL;
}

/* All that the change gives is one letter by itself: å, "Ä". */
static bool lone_letter(const ren__candidate *candidate) {
  return candidate->touched == 1 && candidate->touched_short == 1;
}

static void add_plea(ren__plea *pleas, size_t *count, const ren__suspect *suspect, const ren__candidate *candidate) {
  size_t i = 0;
  while (i < *count && pleas[i].chain != candidate->chain) i++;
  if (i == CHAINS_MAX) return;
  if (i == *count) pleas[(*count)++] = (ren__plea){.chain = candidate->chain, .rare = true, .prior = candidate->prior};
  ren__plea *plea = &pleas[i];
  plea->total += candidate->gain;
  plea->margin += candidate->gain - candidate->rival;
  plea->runs++;
  if (candidate->gain > plea->top) plea->top = candidate->gain;
  plea->known += candidate->known;
  plea->touched += candidate->touched;
  plea->from_known = plea->from_known || candidate->from_known;
  plea->rare = plea->rare && candidate->strength >= REN__RARE;
  plea->long_known = plea->long_known || (candidate->known && candidate->known_length >= 3);
  if (candidate->strength >= REN__MEDIUM) {
    plea->solid++;
    if (!candidate->known && candidate->letter_cost > plea->letter_cost) plea->letter_cost = candidate->letter_cost;
  }
  if (!suspect->quoted && !lone_letter(candidate)) plea->free++;
}

static size_t collect(ren__repair *repair, ren__plea *pleas) {
  size_t count = 0;
  for (size_t i = 0; i < repair->suspect_count; i++) {
    const ren__suspect *suspect = &repair->suspects[i];
    if (suspect->chain) continue;
    for (size_t k = 0; k < suspect->candidate_count; k++)
      if (suspect->candidates[k].gain >= 1) add_plea(pleas, &count, suspect, &suspect->candidates[k]);
  }
  return count;
}

static bool is_raw(uint32_t chain) { return (chain & 0xF0) == REN__STEP_RAW; }
static bool is_utf8(uint32_t chain) { return (chain & 0xF0) == REN__STEP_UTF8; }

/* The line as it will be: most words are common Swedish ones. */
static bool becomes_swedish(ren__repair *repair, const ren__plea *plea) {
  unsigned words = ren__repair_context(repair)->words, common = ren__repair_context(repair)->common + plea->known;
  if (words < plea->touched) words = plea->touched;
  const ren__context *context = ren__repair_context(repair);
  if (words >= 5 && !context->core && !context->swedish_letters && plea->known < 2) return false;
  return common >= 2 && common * 5 >= words * 3;
}

/* 7-bit Swedish looks like code, and code like 7-bit Swedish. */
static bool accept_iso646(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  const ren__context *context = ren__repair_context(repair);
  if (context->code || score < 4 || !plea->free) return false;
  /* The words as they will be: those the chain touches count when they are known. */
  unsigned words = context->words, common = context->common + plea->known;
  if (words < plea->touched) words = plea->touched;
  if (votes >= 3) return plea->known >= 1 || plea->total / (float)plea->runs >= 8;
  if (context->pairs && plea->known < 3) return false;
  if (plea->known >= 2)
    return common * 2 >= words && (plea->long_known || common >= 4) &&
           (words < 5 || context->core || plea->known >= 3 || plea->total >= 30);
  if (plea->known != 1 || common < 3 || common * 5 < words * 3) return false;
  return !context->swedish_letters || ((plea->long_known || common >= 5) && becomes_swedish(repair, plea));
}

/* One 8-bit page read as another. */
static bool accept_bytes(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  const ren__context *context = ren__repair_context(repair);
  bool swedish = becomes_swedish(repair, plea), deep = plea->chain > 0xFF;
  if (votes >= 3 && score >= 3 && (plea->known || plea->solid || context->odd_quotes || plea->top >= 10)) return true;
  if (plea->chain == repair->whole && plea->top >= 3) return true;
  if (score < 4 || !plea->free) return false;
  if (!plea->solid) { /* every run is natural as it stands */
    unsigned page = plea->chain >> 3 & 7;
    bool windows = page == REN__CP_WIN || page == REN__CP_1250 || page == REN__CP_1251;
    if (windows && context->quotes && !context->odd_quotes) return false;
    bool quote = context->odd_quotes && !plea->from_known && plea->long_known && context->core;
    if (deep || score < (quote ? 1.5f : 6.0f) || !swedish || context->common < 2 || !plea->known) return false;
    if (!context->core && plea->known < 2) return false;
    return plea->long_known || ((plea->rare || context->odd_quotes) && context->common >= 4);
  }
  if (deep) return score >= 8 && swedish && plea->known >= 2;
  if (plea->long_known && score >= 9) return true;
  if (swedish) return plea->known >= 1 || plea->letter_cost <= 3.3f || score >= 11;
  if (context->words <= 3) return plea->long_known;
  return plea->long_known && plea->known >= 2 && score >= 10;
}

static bool accept_entity(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  if (ren__repair_context(repair)->code || score < 2) return false;
  if (plea->touched && votes >= 3) return true;
  if (!plea->free) return false;
  if (plea->touched && (plea->long_known || (ren__repair_context(repair)->words <= 4 && plea->letter_cost <= 3.5f)))
    return true;
  return becomes_swedish(repair, plea);
}

static bool accept_escape(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  if (ren__repair_context(repair)->code || score < 4) return false;
  if (votes >= 3) return true;
  if (!plea->free || !plea->touched) return false;
  if (plea->known >= 1) return plea->long_known || becomes_swedish(repair, plea);
  return becomes_swedish(repair, plea) && plea->letter_cost <= 3.3f;
}

static bool accept_shape(ren__repair *repair, const ren__plea *plea, float score) {
  if (score < 3 || !plea->free) return false;
  if (plea->known >= 1) return plea->long_known;
  return becomes_swedish(repair, plea) && plea->letter_cost <= 3.3f;
}

static bool has_byte_step(uint32_t chain) {
  for (; chain; chain >>= 8)
    if ((chain & 0xFF) >= REN__STEP_BYTE && (chain & 0xFF) < REN__STEP_ISO646) return true;
  return false;
}

static bool accepts(ren__repair *repair, const ren__plea *plea, float score) {
  uint32_t step = plea->chain & 0xFF;
  unsigned votes = votes_for(repair, plea->chain);
  if (is_raw(plea->chain)) return !repair->utf8_only;
  if (is_utf8(plea->chain) && has_byte_step(plea->chain)) /* chance finds more of these */
    return score >= 6 && plea->long_known && (plea->known >= 2 || becomes_swedish(repair, plea));
  if (is_utf8(plea->chain)) return score >= 4 && (plea->free || votes >= 3);
  switch (step) {
  case REN__STEP_ISO646: return accept_iso646(repair, plea, score, votes);
  case REN__STEP_ENTITY: return accept_entity(repair, plea, score, votes);
  case REN__STEP_BACKSLASH:
  case REN__STEP_QUOTED:
  case REN__STEP_PERCENT:
  case REN__STEP_RTF:
  case REN__STEP_TEX: return accept_escape(repair, plea, score, votes);
  case REN__STEP_SPACING:
  case REN__STEP_LOOKALIKE: return accept_shape(repair, plea, score);
  default: return accept_bytes(repair, plea, score, votes);
  }
}

/* A run goes with the chain that won the line, unless another reads it far better, or
 * it is natural as it stands and the reading is no known word. */
static bool joins(ren__repair *repair, const ren__suspect *suspect, const ren__candidate *candidate,
                  const ren__plea *plea) {
  if (suspect->chain || candidate->gain < 1) return false;
  if (is_raw(plea->chain)) return candidate->gain + 6 > candidate->rival;
  if (candidate->rival > candidate->gain + 6) return false;
  if (plea->chain == REN__STEP_ISO646 && !candidate->known && candidate->letter_cost > 3.3f && plea->known < 3 &&
      votes_for(repair, plea->chain) < 3)
    return false;
  if (suspect->quoted && plea->free == 0 && votes_for(repair, plea->chain) < 3) return false;
  if (candidate->strength >= REN__MEDIUM) return true;
  if (plea->chain == repair->whole && candidate->gain >= 3) return true;
  if (candidate->known && (candidate->known_length >= 3 || plea->solid >= 2)) return true;
  if (candidate->gain >= 10 || plea->rare) return true;
  return (plea->solid || votes_for(repair, plea->chain) >= 3) && ren__repair_context(repair)->odd_quotes &&
         candidate->gain >= 3;
}

static float prior_of(ren__repair *repair, const ren__plea *plea) {
  return plea->prior > 0.5f && votes_for(repair, plea->chain) >= 3 ? 0.5f : plea->prior;
}

static unsigned award(ren__repair *repair, const ren__plea *plea, float confidence) {
  unsigned won = 0;
  for (size_t i = 0; i < repair->suspect_count; i++) {
    ren__suspect *suspect = &repair->suspects[i];
    const ren__candidate *candidate = find(suspect, plea->chain);
    if (!candidate || !joins(repair, suspect, candidate, plea)) continue;
    suspect->chain = plea->chain;
    suspect->confidence = confidence;
    suspect->solid = candidate->strength >= REN__MEDIUM;
    won++;
  }
  return won;
}

/* The best claim that has not been heard. */
static size_t best_plea(ren__repair *repair, const ren__plea *pleas, size_t count, float *best_score) {
  size_t best = count;
  for (size_t i = 0; i < count; i++) {
    float score = pleas[i].total - prior_of(repair, &pleas[i]);
    if (pleas[i].heard || (best < count && score <= *best_score)) continue;
    best = i;
    *best_score = score;
  }
  return best;
}

void ren__decide(ren__repair *repair) {
  ren__plea pleas[CHAINS_MAX];
  uint32_t refused[CHAINS_MAX];
  size_t refused_count = 0, count = collect(repair, pleas);
  while (refused_count < CHAINS_MAX) {
    float score = 0;
    size_t best = best_plea(repair, pleas, count, &score);
    if (best == count) break;
    ren__plea *plea = &pleas[best];
    float confidence = ren__confidence(plea->margin < score ? plea->margin : score);
    bool ok = accepts(repair, plea, score) && confidence >= repair->opts->min_confidence;
    if (!ok && score > 1) repair->doubt = true;
    if (ok && award(repair, plea, confidence) > 0) { /* the others' claims have shrunk */
      count = collect(repair, pleas);
      for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < refused_count; k++) pleas[i].heard = pleas[i].heard || refused[k] == pleas[i].chain;
    } else {
      plea->heard = true;
      refused[refused_count++] = plea->chain;
    }
  }
}

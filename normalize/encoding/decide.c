/* Which chains win which runs of a line. */
#include "encoding/repair.h"

#include "alloc.h"
#include "encoding/decide_names.h"
#include "encoding/neighbours.h"
#include "utf8.h"

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
  bool letters;      /* all runs changed letters only */
  bool cased;        /* and some of them its case */
  uint8_t longest;   /* letters of the longest known word */
  uint8_t sure;      /* short compounds left out */
  float worst;       /* letter cost of the worst run without a known word */
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
  if (i == *count)
    pleas[(*count)++] =
        (ren__plea){.chain = candidate->chain, .rare = true, .letters = true, .prior = candidate->prior};
  ren__plea *plea = &pleas[i];
  plea->total += candidate->gain;
  plea->margin += candidate->gain - candidate->rival;
  plea->runs++;
  if (candidate->gain > plea->top) plea->top = candidate->gain;
  plea->known += candidate->known;
  plea->touched += candidate->touched;
  plea->from_known = plea->from_known || candidate->from_known;
  plea->letters = plea->letters && candidate->from_letters;
  plea->cased = plea->cased || candidate->from_case;
  if (candidate->known && candidate->known_length > plea->longest) plea->longest = candidate->known_length;
  if (candidate->known && candidate->sure_length > plea->sure) plea->sure = candidate->sure_length;
  if (!candidate->known && candidate->letter_cost > plea->worst) plea->worst = candidate->letter_cost;
  plea->rare = plea->rare && candidate->strength >= REN__RARE;
  plea->long_known = plea->long_known || (candidate->known && candidate->known_length >= 3);
  if (candidate->strength >= REN__MEDIUM) {
    plea->solid++;
    if (!candidate->known && candidate->letter_cost > plea->letter_cost) plea->letter_cost = candidate->letter_cost;
  }
  if (!suspect->quoted && !lone_letter(candidate)) plea->free++;
}

/* The chain that has plainly gone over the whole line, or its like. */
static bool is_whole(const ren__repair *repair, uint32_t chain) {
  return repair->whole && (chain == repair->whole || chain == ren__chain_sibling(repair->whole, 0) ||
                           chain == ren__chain_sibling(repair->whole, 1));
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

/* Raw bytes of one page, whether some of them happen to be UTF-8 or not. */
static bool same_page(uint32_t chain, uint32_t other) { return ((chain ^ other) & ~(uint32_t)8) == 0; }

/* What the raw runs that have made known words say for their page, in nats. Texts of two
 * pages are rare, lines of two pages rarer; with every run of one page it grows. In words
 * such bytes are letters sooner than signs that no page is used for. */
static float page_bonus(const ren__repair *repair, const ren__plea *plea) {
  const float makes_letters = 4, in_line = 8, in_text = 12, each = 0.4f, most = 30;
  if (!is_raw(plea->chain)) return 0;
  unsigned own = 0, others = 0, here = plea->known;
  for (size_t i = 0; i < repair->won.count; i++)
    if (same_page(repair->won.chain[i], plea->chain)) here += repair->won.runs[i];
  for (size_t i = 0; repair->votes && i < repair->votes->count; i++) {
    if (!is_raw(repair->votes->chain[i])) continue;
    *(same_page(repair->votes->chain[i], plea->chain) ? &own : &others) += repair->votes->runs[i];
  }
  float bonus = here ? in_line + (float)here : 0;
  if (plea->touched && plea->letter_cost <= 5) bonus += makes_letters;
  if (own && others * 20 <= own && plea->chain <= 0xFF) bonus += in_text + each * (float)own / (float)(1 + others);
  return bonus < most ? bonus : most;
}

/* The line as it will be: most words are common Swedish ones, or known ones at least. */
static bool becomes_swedish(ren__repair *repair, const ren__plea *plea) {
  const ren__context *context = ren__repair_context(repair);
  unsigned words = context->words, common = context->common + plea->known;
  if (words < plea->touched) words = plea->touched;
  if (words >= 5 && !context->core && !context->swedish_letters && plea->known < 2) return false;
  if (common >= 2 && common * 5 >= words * 3) return true;
  if (!context->core && !context->swedish_letters) return false;
  unsigned known = ren__repair_known(repair) + plea->known;
  return known >= 3 && known * 5 >= words * 4;
}

/* The only run that is left to the plea, and no other. */
static const ren__suspect *only_suspect(const ren__repair *repair, const ren__plea *plea) {
  if (plea->runs != 1) return NULL;
  for (size_t i = 0; i < repair->suspect_count; i++)
    if (!repair->suspects[i].chain && find(&repair->suspects[i], plea->chain)) return &repair->suspects[i];
  return NULL;
}

/* Words of two letters are many, in all languages: both neighbours must be Swedish ones. */
static bool short_word_fits(const ren__repair *repair, const ren__plea *plea) {
  const ren__suspect *suspect = only_suspect(repair, plea);
  return suspect && ren__good_neighbour(repair, suspect->from - 1, -1) &&
         ren__good_neighbour(repair, suspect->from + suspect->count, 1);
}

/* Every run is natural as it stands, made of letters that other languages have: they
 * must make words that Swedish has, in a line that shows that it is Swedish, or one
 * long word by itself. */
static bool accept_letters(ren__repair *repair, const ren__plea *plea, float score) {
  const ren__context *context = ren__repair_context(repair);
  if (context->code || score < 4 || plea->from_known) return false;
  unsigned words = context->words, common = context->common + plea->known;
  if (words < plea->touched) words = plea->touched;
  bool swedish =
      (context->core && common * 3 >= words) || (context->swedish_letters && common >= 3 && common * 2 >= words);
  if (score < 6) return swedish && context->core && plea->known && plea->sure >= 5 && !plea->cased;
  if (plea->known && swedish && context->core)
    return plea->longest >= (plea->cased ? 4 : 3) || (!plea->cased && context->common >= 4 && common * 3 >= words * 2 &&
                                                      (plea->runs > 1 || short_word_fits(repair, plea)));
  bool all_known = words >= 3 && (ren__repair_known(repair) + plea->known) * 5 >= words * 4;
  if (plea->known && plea->sure >= (swedish ? 5 : 6) &&
      (swedish || all_known || (words >= 2 && common * 3 >= words * 2) || plea->sure >= 9))
    return !plea->cased || words <= 5;
  if (plea->known && words >= 2 && (common >= words || all_known)) return plea->sure >= 3 && !plea->cased;
  return swedish && !plea->cased && score >= 9 && plea->worst <= 2.6f && plea->letters;
}

/* A word of another language by itself may look like one of ours with a sign at its edge. */
static bool holds_foreign_letter(const ren__repair *repair, const ren__plea *plea) {
  const ren__suspect *suspect = only_suspect(repair, plea);
  for (size_t i = 0; suspect && i < suspect->count; i++) {
    uint32_t cp = repair->line.cells[suspect->from + i].cp;
    if (cp >= 0x80 && ren__letter_symbol(cp) && !ren__is_swedish_letter(cp)) return true;
  }
  return !suspect;
}

/* Every run is natural as it stands, with signs at the edges of its words: without them
 * the words are none, with letters for them they are. */
static bool accept_signs(ren__repair *repair, const ren__plea *plea, float score) {
  const ren__context *context = ren__repair_context(repair);
  if (context->code || score < 6 || plea->from_known || plea->sure < 4 || plea->known < plea->touched) return false;
  if (context->quotes && !context->odd_quotes && plea->runs < 2) return false;
  unsigned words = context->words, common = context->common + plea->known;
  if (words < 2 && !context->odd_quotes && holds_foreign_letter(repair, plea)) return false;
  return (context->core && common * 3 >= words) || common * 3 >= words * 2;
}

/* 7-bit Swedish looks like code, and code like 7-bit Swedish. */
static bool accept_iso646(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  if (ren__repair_is_code(repair) || score < 2 || !plea->free) return false;
  if (votes >= 3 && score >= 4) return plea->known >= 1 || plea->total / (float)plea->runs >= 8;
  const ren__context *context = ren__repair_context(repair);
  bool all_known;
  if (!context->pairs && ren__reads_as_names(repair, REN__STEP_ISO646, &all_known)) return true;
  if (score < 4) return false;
  /* The words as they will be: those the chain touches count when they are known. */
  unsigned words = context->words, common = context->common + plea->known;
  if (words < plea->touched) words = plea->touched;
  if (context->pairs && plea->known < 3) return false;
  if (accept_letters(repair, plea, score)) return true;
  if (plea->known >= 2)
    return common * 2 >= words && (plea->long_known || common >= 4) &&
           (words < 5 || context->core || plea->known >= 3 || plea->total >= 30);
  if (plea->known != 1 || common < 3 || common * 5 < words * 3) return false;
  return !context->swedish_letters || ((plea->long_known || common >= 5) && becomes_swedish(repair, plea));
}

/* Every run is natural as it stands. */
static bool accept_natural(ren__repair *repair, const ren__plea *plea, float score) {
  const ren__context *context = ren__repair_context(repair);
  bool deep = plea->chain > 0xFF;
  if (!deep && plea->letters && accept_letters(repair, plea, score)) return true;
  if (!deep && !plea->letters && accept_signs(repair, plea, score)) return true;
  unsigned page = plea->chain >> 3 & 7;
  bool windows = page == REN__CP_WIN || page == REN__CP_1250 || page == REN__CP_1251;
  if (windows && context->quotes && !context->odd_quotes) return false;
  bool quote = context->odd_quotes && !plea->from_known && plea->long_known && context->core;
  if (deep || score < (quote ? 1.5f : 6.0f) || context->common < 2 || !plea->known) return false;
  if (!becomes_swedish(repair, plea) || (!context->core && plea->known < 2)) return false;
  return plea->long_known || ((plea->rare || context->odd_quotes) && context->common >= 4);
}

/* One 8-bit page read as another. */
static bool accept_bytes(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  bool deep = plea->chain > 0xFF, plain = plea->known >= 2 && plea->long_known && plea->solid >= 2;
  if (plain && !deep && plea->free && score >= 9) return true; /* whatever the line is like */
  if (!plain && ren__repair_is_code(repair)) return false;
  if (votes >= 3 && score >= 3 && (plea->known || plea->solid || plea->top >= 10)) return true;
  const ren__context *context = ren__repair_context(repair);
  if (votes >= 3 && score >= 3 && context->odd_quotes) return true;
  if (is_whole(repair, plea->chain) && plea->top >= 3) return true;
  if (ren__votes_for(&repair->won, plea->chain) && plea->known == plea->touched && score >= 3) return true;
  if (score < 4 || !plea->free) return false;
  if (!plea->solid) return accept_natural(repair, plea, score);
  if (deep) return score >= 8 && (plea->known >= 2 || plea->sure >= 4) && becomes_swedish(repair, plea);
  if (plea->long_known && score >= 9) return true;
  if (becomes_swedish(repair, plea)) return plea->known >= 1 || plea->letter_cost <= 3.3f || score >= 11;
  if (context->words <= 3) return plea->long_known;
  return plea->long_known && plea->known >= 2 && score >= 10;
}

/* The run is all that the line holds, and one short word. */
static bool stands_alone(const ren__repair *repair, const ren__plea *plea) {
  const ren__suspect *suspect = only_suspect(repair, plea);
  for (size_t i = 0; suspect && i < repair->line.count; i++)
    if ((i < suspect->from || i >= suspect->from + suspect->count) && repair->line.cells[i].cp > ' ') return false;
  return suspect != NULL;
}

/* Signs that no one writes in a word: a short word is enough if it is a known one and
 * its neighbours are, or there are none. */
static bool accept_short(const ren__repair *repair, const ren__plea *plea) {
  return plea->known && plea->known == plea->touched && (stands_alone(repair, plea) || short_word_fits(repair, plea));
}

/* Entities that are never read stand beside them: the line is about entities. */
static bool is_about_entities(ren__repair *repair) {
  (void)ren__repair_context(repair); /* reads the line, if it was not read yet */
  const ren__line *line = &repair->line;
  for (size_t i = 0; i + 3 < line->count; i++) {
    const ren__cell *c = &line->cells[i];
    if (c[0].cp == '&' && (c[1].cp == 'l' || c[1].cp == 'g') && c[2].cp == 't' && c[3].cp == ';') return true;
  }
  return false;
}

static bool accept_entity(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  if (ren__repair_is_code(repair) || score < 2) return false;
  if (plea->touched && votes >= 3) return true;
  if (!plea->free || (!plea->touched && is_about_entities(repair))) return false;
  if (plea->touched && (plea->long_known || (ren__repair_context(repair)->words <= 4 && plea->letter_cost <= 3.5f)))
    return true;
  return accept_short(repair, plea) || becomes_swedish(repair, plea);
}

static bool accept_escape(ren__repair *repair, const ren__plea *plea, float score, unsigned votes) {
  bool json = plea->chain == REN__STEP_BACKSLASH; /* it stands in its strings */
  if (score < 4 || (ren__repair_is_code(repair) && !(json && ren__repair_context(repair)->json))) return false;
  if (votes >= 3) return true;
  if (!plea->free || !plea->touched) return false;
  const ren__suspect *only = only_suspect(repair, plea);
  bool assignment = plea->chain == REN__STEP_QUOTED || plea->chain == REN__STEP_PERCENT; /* x=E5, but not x=C3=A5 */
  bool rare_sign = !assignment || (only && only->count >= 7);
  if (rare_sign && accept_short(repair, plea)) return true;
  if (plea->known >= 1) return plea->long_known || becomes_swedish(repair, plea);
  return becomes_swedish(repair, plea) && plea->letter_cost <= 3.3f;
}

static bool accept_shape(ren__repair *repair, const ren__plea *plea, float score) {
  if (score < 3 || !plea->free) return false;
  if (plea->known >= 1)
    return plea->long_known || accept_short(repair, plea) ||
           (plea->known == plea->touched && becomes_swedish(repair, plea));
  return becomes_swedish(repair, plea) && plea->letter_cost <= 3.3f;
}

/* A word of another script stands in the line. */
static bool has_other_script(ren__repair *repair) {
  (void)ren__repair_context(repair); /* reads the line, if it was not read yet */
  const ren__line *line = &repair->line;
  for (size_t i = 0; i < line->count; i++) {
    size_t latin = 0, other = 0;
    for (; i < line->count; i++) {
      bool letter = ren__letter_symbol(line->cells[i].cp) != 0, foreign = ren__is_foreign_letter(line->cells[i].cp);
      if (!letter && !foreign) break;
      latin += letter;
      other += foreign;
    }
    if (other && !latin) return true;
  }
  return false;
}

/* Letters of another script in a mostly Latin word are wrong in any language, unless the
 * line is of that script: Russian inflects foreign names. Transliterations want more. */
static bool accept_lookalike(ren__repair *repair, const ren__plea *plea, float score) {
  if (score < 3 || !plea->free) return false;
  if (has_other_script(repair)) return becomes_swedish(repair, plea) && accept_shape(repair, plea, score);
  return plea->chain == REN__STEP_LOOKALIKE || accept_shape(repair, plea, score);
}

/* Letters of which nothing but that they were of Swedish is known: the word tells. */
static bool accept_lost(ren__repair *repair, const ren__plea *plea, float score) {
  if (ren__repair_context(repair)->code || score < 4 || !plea->free || plea->known < plea->touched) return false;
  return plea->sure >= 6 || (plea->sure >= 3 && becomes_swedish(repair, plea));
}

static bool accepts(ren__repair *repair, const ren__plea *plea, float score) {
  uint32_t step = plea->chain & 0xFF;
  unsigned votes = votes_for(repair, plea->chain);
  if (is_raw(plea->chain)) return !repair->utf8_only;
  if (is_utf8(plea->chain) && ren__has_byte_step(plea->chain)) /* chance finds more of these */
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
  case REN__STEP_LOOKALIKE:
  case REN__STEP_TRANSLIT: return accept_lookalike(repair, plea, score);
  case REN__STEP_SPACING: return accept_shape(repair, plea, score);
  case REN__STEP_LOST: return accept_lost(repair, plea, score);
  default: return accept_bytes(repair, plea, score, votes);
  }
}

/* A letter of another language by itself: the line tells of letters, and then Â and Ã may
 * be meant as well. */
static bool tells_of_letters(const ren__line *line) {
  for (size_t i = 0; i < line->count; i++) {
    uint32_t cp = line->cells[i].cp;
    if (cp < 0xC0 || line->cells[i].rule || !ren__letter_symbol(cp) || cp == 0xC2 || cp == 0xC3) continue;
    bool before = i > 0 && line->cells[i - 1].cp > ' ', after = i + 1 < line->count && line->cells[i + 1].cp > ' ';
    if (!before && !after && !ren__is_swedish_letter(cp) && ren_is_upper(cp)) return true;
  }
  return false;
}

/* Â or Ã and the blank behind it, which was an NBSP if it is a broken character. */
static bool is_lone_lead(const ren__repair *repair, const ren__suspect *suspect) {
  if (suspect->count < 2 || suspect->count > 4) return false;
  const ren__cell *cells = repair->line.cells + suspect->from;
  return cells[1].cp == ' ' && (cells[0].cp == 0xC2 || cells[0].cp == 0xC3);
}

/* A run goes with the chain that won the line, unless another reads it far better, or
 * it is natural as it stands and the reading is no known word. */
static bool joins(ren__repair *repair, const ren__suspect *suspect, const ren__candidate *candidate,
                  const ren__plea *plea) {
  if (suspect->chain || candidate->gain < 1) return false;
  if (is_raw(plea->chain)) {
    const ren__candidate *twin = find(suspect, plea->chain ^ 8);
    if (twin && twin->gain > candidate->gain + 6) return false;
    return candidate->gain + 6 + page_bonus(repair, plea) > candidate->rival;
  }
  if (candidate->rival > candidate->gain + 6) return false;
  if (is_utf8(plea->chain) && is_lone_lead(repair, suspect) && tells_of_letters(&repair->line)) return false;
  if (plea->chain == REN__STEP_ISO646 && !candidate->known && candidate->letter_cost > 3.3f && plea->known < 3 &&
      votes_for(repair, plea->chain) < 3)
    return false;
  if (suspect->quoted && plea->free == 0 && votes_for(repair, plea->chain) < 3) return false;
  if (candidate->strength >= REN__MEDIUM) return true;
  if (is_whole(repair, plea->chain) && candidate->gain >= 3) return true;
  if (candidate->known && (candidate->known_length >= 3 || plea->solid >= 2)) return true;
  if (candidate->known && ren__votes_for(&repair->won, plea->chain)) return true;
  if (candidate->gain >= 10 || plea->rare) return true;
  return (plea->solid || votes_for(repair, plea->chain) >= 3) && ren__repair_context(repair)->odd_quotes &&
         candidate->gain >= 3;
}

static float prior_of(ren__repair *repair, const ren__plea *plea) {
  if (is_raw(plea->chain)) return plea->prior - page_bonus(repair, plea);
  return plea->prior > 0.5f && votes_for(repair, plea->chain) >= 3 ? 0.5f : plea->prior;
}

bool ren__needs_core(const ren__candidate *candidate) {
  return candidate->strength < REN__MEDIUM && candidate->from_letters;
}

bool ren__is_solid(const ren__candidate *candidate) {
  if (is_raw(candidate->chain)) return candidate->known > 0;
  return candidate->strength >= REN__MEDIUM || (candidate->from_letters && candidate->sure_length >= 3);
}

static unsigned award(ren__repair *repair, const ren__plea *plea, float confidence) {
  unsigned won = 0;
  for (size_t i = 0; i < repair->suspect_count; i++) {
    ren__suspect *suspect = &repair->suspects[i];
    const ren__candidate *candidate = find(suspect, plea->chain);
    if (!candidate || !joins(repair, suspect, candidate, plea)) continue;
    suspect->chain = plea->chain;
    suspect->confidence = confidence;
    suspect->solid = ren__is_solid(candidate) && !suspect->quoted &&
                     (!ren__needs_core(candidate) || ren__repair_context(repair)->core);
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

/* A word that the change begins: a sentence begins with a capital, other words with a
 * small letter, nine times in ten. */
static float case_of_place(const ren__line *line, const ren__suspect *suspect, const ren__unit *out) {
  if (!out[0].changed || !ren__letter_symbol(out[0].cp)) return 0;
  size_t at = suspect->from;
  while (at > 0 && line->cells[at - 1].cp <= ' ') at--;
  uint32_t before = at > 0 ? line->cells[at - 1].cp : '.';
  bool starts = before == '.' || before == ':' || before == '!' || before == '?' || before == 0x2022;
  return starts == ren_is_upper(out[0].cp) ? 2.2f : -2.2f;
}

/* What the neighbours of a run say of a candidate for it. */
static float neighbours(ren__repair *repair, const ren__suspect *suspect, const ren__candidate *candidate) {
  ren__run *run = &repair->run;
  ren__unit out[REN__RUN_MAX];
  run->count = suspect->count;
  for (size_t k = 0; k < run->count; k++)
    run->units[k] = (ren__unit){.cp = repair->line.cells[suspect->from + k].cp, .first = (uint16_t)k, .count = 1};
  size_t made = ren__chain_apply(run, candidate->chain, out);
  if (!made) return 0;
  return case_of_place(&repair->line, suspect, out) + ren__neighbours(repair->letters->model, &repair->line,
                                                                      suspect->from, suspect->from + suspect->count,
                                                                      out, made);
}

/* A single run that two chains read as two words: its neighbours choose. Returns the
 * chain, the plea's own one when they have nothing to say, and the margin. */
static uint32_t ask_neighbours(ren__repair *repair, const ren__plea *plea, float *margin) {
  const ren__suspect *suspect = only_suspect(repair, plea);
  const ren__candidate *best = NULL;
  float scores[REN__CANDIDATES_MAX], top = 0;
  *margin = 0;
  if (!suspect || !repair->letters->model) return plea->chain;
  for (size_t i = 0; i < suspect->candidate_count; i++) {
    const ren__candidate *candidate = &suspect->candidates[i];
    scores[i] = candidate->gain - candidate->prior;
    if (scores[i] <= 0 || !candidate->known) continue;
    scores[i] += neighbours(repair, suspect, candidate);
    if (best && scores[i] <= top) continue;
    best = candidate;
    top = scores[i];
  }
  if (!best) return plea->chain;
  *margin = best->gain - best->prior;
  for (size_t i = 0; i < suspect->candidate_count; i++)
    if (suspect->candidates[i].print != best->print && suspect->candidates[i].known &&
        suspect->candidates[i].gain > suspect->candidates[i].prior && top - scores[i] < *margin)
      *margin = top - scores[i];
  return best->chain;
}

/* What the words of the line say that the letters of the run do not, in nats: a bracket
 * before letters is cheap, but all words of the line are known ones with it as a letter. */
static float line_evidence(ren__repair *repair, const ren__plea *plea, float score) {
  bool all_known;
  if (plea->chain != REN__STEP_ISO646 || score < 1 || plea->sure < 3) return 0;
  const ren__context *context = ren__repair_context(repair);
  if (context->code || context->pairs) return 0;
  return ren__reads_as_names(repair, plea->chain, &all_known) && all_known ? 3 : 0;
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
    float more = line_evidence(repair, plea, score);
    score += more;
    float margin_of = plea->margin + more + page_bonus(repair, plea);
    float confidence = ren__confidence(margin_of < score ? margin_of : score);
    bool ok = accepts(repair, plea, score) && confidence >= repair->opts->min_confidence;
    if (!ok && score > 1 && confidence < repair->opts->min_confidence) {
      float margin;
      uint32_t chain = ask_neighbours(repair, plea, &margin);
      for (size_t i = 0; i < count && margin > 0; i++)
        if (pleas[i].chain == chain && !pleas[i].heard) {
          score = pleas[i].total - prior_of(repair, &pleas[i]);
          confidence = ren__confidence(margin < score ? margin : score);
          if (confidence < repair->opts->min_confidence || !accepts(repair, &pleas[i], score)) continue;
          plea = &pleas[i];
          ok = true;
        }
    }
    if ((!ok && score > 1) || (is_raw(plea->chain) && !plea->known)) repair->doubt = true;
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

bool ren__decide_runs(ren__repair *repair, const ren__candidate *const *runs, size_t count, float *confidence) {
  ren__plea plea[1];
  const ren__suspect suspect = {0};
  size_t pleas = 0;
  for (size_t i = 0; i < count; i++) add_plea(plea, &pleas, &suspect, runs[i]);
  float score = plea->total - prior_of(repair, plea);
  *confidence = ren__confidence(plea->margin < score ? plea->margin : score);
  if (is_raw(plea->chain) && !plea->known) return false; /* the other lines are asked first */
  if (*confidence < repair->opts->min_confidence || !accepts(repair, plea, score)) return false;
  for (size_t i = 0; i < count; i++)
    if (!joins(repair, &suspect, runs[i], plea)) return false;
  return true;
}

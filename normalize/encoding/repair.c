#include "encoding/repair.h"

#include <math.h>
#include <string.h>

#include "alloc.h"
#include "utf8.h"

enum { ROUNDS_MAX = 24 };

void ren__vote(ren__votes *votes, uint32_t chain, unsigned runs) {
  for (size_t i = 0; i < votes->count; i++)
    if (votes->chain[i] == chain) {
      votes->runs[i] += runs;
      return;
    }
  if (votes->count == REN__VOTES_MAX) return;
  votes->chain[votes->count] = chain;
  votes->runs[votes->count++] = runs;
}

unsigned ren__votes_for(const ren__votes *votes, uint32_t chain) {
  for (size_t i = 0; votes && i < votes->count; i++)
    if (votes->chain[i] == chain) return votes->runs[i];
  return 0;
}

/* Half the odds of a bit: margins are sums of many rough estimates. */
float ren__confidence(float margin) {
  if (margin <= 0) return 0.5f;
  float confidence = 1.0f - 0.5f * expf(-margin / 2);
  return confidence > 0.999f ? 0.999f : confidence;
}

static bool is_blank(uint32_t cp) { return cp == ' ' || (cp >= '\t' && cp <= '\r'); }

/* Runs that could have a candidate at all. */
static bool interesting(const ren__line *line, size_t from, size_t end) {
  for (size_t i = from; i < end; i++) {
    uint32_t cp = line->cells[i].cp;
    if (cp < 0x80) {
      if (cp == '&' || cp == '%' || cp == '=' || cp == '\\' || (cp >= '{' && cp <= '}') || cp == '[' || cp == ']')
        return true;
    } else if (!ren__is_swedish_letter(cp) || cp == 0xE9 || cp == 0xC9) {
      return true;
    }
  }
  return false;
}

static void add_suspect(ren__repair *repair, size_t from, size_t end) {
  ren__line *line = &repair->line;
  ren__run *run = &repair->run;
  run->letters = repair->letters;
  run->count = end - from;
  for (size_t i = from; i < end; i++)
    run->units[i - from] = (ren__unit){.cp = line->cells[i].cp, .first = (uint16_t)(i - from), .count = 1};
  ren__reading reading;
  run->cost = ren__run_cost(run->letters, run->units, run->count, &reading);
  ren__generate(run, ren__is_address(line, from, end - from));
  if (!ren__is_address(line, from, end - from)) {
    for (size_t i = 0; i < repair->won.count; i++) ren__generate_chain(run, repair->won.chain[i]);
    for (size_t i = 0; repair->votes && i < repair->votes->count; i++)
      ren__generate_chain(run, repair->votes->chain[i]);
  }
  if (!run->candidate_count) return;
  if (!ren_grow(&repair->suspects, &repair->suspect_cap, repair->suspect_count, sizeof *repair->suspects)) {
    line->failed = true;
    return;
  }
  ren__candidate *kept = ren_arena_alloc(repair->arena, run->candidate_count * sizeof *kept);
  if (!kept) {
    line->failed = true;
    return;
  }
  memcpy(kept, run->candidates, run->candidate_count * sizeof *kept);
  repair->suspects[repair->suspect_count++] = (ren__suspect){.from = from,
                                                             .count = end - from,
                                                             .candidates = kept,
                                                             .candidate_count = run->candidate_count,
                                                             .quoted = ren__is_quoted(line, from, end - from)};
}

/* A run may own the blank after it, if that was an NBSP: `Ã ` for à. */
static size_t with_blank(const ren__line *line, size_t end) {
  uint32_t last = line->cells[end - 1].cp;
  if ((last != 0xC3 && last != 0xC2 && last != 0xE3) || end == line->count || line->cells[end].cp != ' ') return end;
  return end + 1 < line->count && line->cells[end + 1].cp == ' ' ? end + 2 : end + 1;
}

void ren__find_suspects(ren__repair *repair) {
  ren__line *line = &repair->line;
  repair->suspect_count = 0;
  for (size_t i = 0; i < line->count && !line->failed;) {
    if (is_blank(line->cells[i].cp)) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < line->count && end - i < REN__RUN_MAX - 8 && !is_blank(line->cells[end].cp)) end++;
    if (interesting(line, i, end)) {
      end = with_blank(line, end);
      add_suspect(repair, i, end);
    }
    i = end;
  }
}

/* Puts the winners in place, from the end so that the places stay right. */
static bool apply_winners(ren__repair *repair) {
  bool changed = false;
  for (size_t i = repair->suspect_count; i-- > 0;) {
    const ren__suspect *suspect = &repair->suspects[i];
    if (!suspect->chain) continue;
    ren__run *run = &repair->run;
    run->count = suspect->count;
    for (size_t k = 0; k < run->count; k++)
      run->units[k] = (ren__unit){.cp = repair->line.cells[suspect->from + k].cp, .first = (uint16_t)k, .count = 1};
    ren__unit out[REN__RUN_MAX];
    size_t made = ren__chain_apply(run, suspect->chain, out);
    if (!made) continue;
    ren__line_replace(&repair->line, suspect->from, suspect->count, out, made, ren__chain_rule(suspect->chain),
                      suspect->confidence);
    ren__vote(&repair->won, suspect->chain, suspect->solid ? 1 : 0);
    changed = true;
  }
  return changed;
}

/* Bytes that nothing explains. */
static bool settle_invalid(ren__repair *repair) {
  bool changed = false;
  for (size_t i = repair->line.count; i-- > 0;) {
    if (!(repair->line.cells[i].cp & REN__RAW)) continue;
    if (repair->opts->invalid == REN_INVALID_DROP)
      ren__line_remove(&repair->line, i, "invalid-byte", 1);
    else
      ren__line_set(&repair->line, i, 0xFFFD, "invalid-byte", 1);
    changed = true;
  }
  return changed;
}

static bool one_round(ren__repair *repair) {
  ren_arena_reset(repair->arena);
  repair->context = ren__context_of(&repair->line);
  ren__find_suspects(repair);
  ren__decide(repair);
  bool changed = apply_winners(repair);
  if (!changed) changed = settle_invalid(repair);
  if (ren__repair_letters(repair)) changed = true;
  if (!changed && ren__repair_nordic(repair)) changed = true;
  if (!changed && repair->opts->typography != REN_TYPOGRAPHY_KEEP && ren__repair_typography(repair)) changed = true;
  return changed;
}

bool ren__join_quoted(ren__line *line) {
  bool joined = false;
  for (size_t i = line->count; i-- > 1;) {
    if (line->cells[i].cp != '\n' || i + 1 == line->count) continue;
    size_t from = i - 1;
    if (from > 0 && line->cells[from].cp == '\r') from--;
    if (line->cells[from].cp != '=') continue;
    ren__line_replace(line, from, i + 1 - from, NULL, 0, ren__chain_rule(REN__STEP_QUOTED), 0.97f);
    joined = true;
  }
  return joined;
}

/* Zero bytes are no text. Runs of UTF-16 inside other text lose theirs, and what is
 * left of Swedish letters is ISO 8859-1. */
static bool drop_zeros(ren__line *line) {
  bool changed = false;
  for (size_t i = line->count; i-- > 0;)
    if (line->cells[i].cp == 0) {
      ren__line_remove(line, i, "zero-byte", 1);
      changed = true;
    }
  return changed;
}

ren_status ren__repair_line(ren__repair *repair, ren_error *err) {
  repair->won.count = 0;
  repair->repaired = drop_zeros(&repair->line);
  for (unsigned round = 0; round < ROUNDS_MAX && !repair->line.failed; round++) {
    repair->doubt = false;
    if (!one_round(repair)) break;
    repair->repaired = true;
  }
  return repair->line.failed ? ren_fail_nomem(err) : REN_OK;
}

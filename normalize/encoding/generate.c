#include "encoding/generate.h"

#include <string.h>

static size_t read_step(const ren__letters *letters, uint32_t step, const ren__unit *in, size_t n, ren__unit *out) {
  switch (step) {
  case REN__STEP_ISO646: return ren__read_iso646(letters, in, n, out);
  case REN__STEP_ENTITY: return ren__read_entities(in, n, out);
  case REN__STEP_BACKSLASH: return ren__read_backslash(in, n, out);
  case REN__STEP_QUOTED: return ren__read_quoted_printable(in, n, out);
  case REN__STEP_PERCENT: return ren__read_percent(in, n, out);
  case REN__STEP_RTF: return ren__read_rtf(in, n, out);
  case REN__STEP_TEX: return ren__read_tex(in, n, out);
  case REN__STEP_SPACING: return ren__read_spacing(in, n, out);
  case REN__STEP_LOOKALIKE: return ren__read_lookalikes(letters, in, n, false, out);
  case REN__STEP_TRANSLIT: return ren__read_lookalikes(letters, in, n, true, out);
  case REN__STEP_LOST: return ren__read_lost(letters, in, n, out);
  default: return 0;
  }
}

size_t ren__chain_apply(const ren__run *run, uint32_t chain, ren__unit *out) {
  if ((chain & 0xFF) < REN__STEP_ISO646) return ren__recode_apply(run, chain, out);
  return read_step(run->letters, chain & 0xFF, run->units, run->count, out);
}

/* Which steps the signs of a run could belong to. */
static unsigned steps_for(const ren__unit *units, size_t n) {
  unsigned steps = 0;
#define BIT(step) (1u << ((step)-REN__STEP_ISO646))
  for (size_t i = 0; i < n; i++) {
    uint32_t cp = units[i].cp;
    switch (cp) {
    case '&': steps |= BIT(REN__STEP_ENTITY); break;
    case '=': steps |= BIT(REN__STEP_QUOTED); break;
    case '%': steps |= BIT(REN__STEP_PERCENT); break;
    case '\\':
      steps |= BIT(REN__STEP_BACKSLASH) | BIT(REN__STEP_RTF) | BIT(REN__STEP_TEX) | BIT(REN__STEP_ISO646);
      break;
    case '{':
    case '|':
    case '}':
    case '[':
    case ']': steps |= BIT(REN__STEP_ISO646); break;
    case 0xC3: steps |= BIT(REN__STEP_LOST); break;
    case 0xA8:
    case 0x2DA:
    case 0xB0:
    case 0xB4:
    case 0x308:
    case 0x30A: steps |= BIT(REN__STEP_SPACING); break;
    default:
      if (cp >= 0x370 && cp < 0x530) steps |= BIT(REN__STEP_LOOKALIKE) | BIT(REN__STEP_TRANSLIT);
    }
  }
  return steps;
#undef BIT
}

void ren__generate_chain(ren__run *run, uint32_t chain) {
  ren__unit out[REN__RUN_MAX];
  ren__reading reading;
  run->candidate_count = 0;
  run->cost = ren__run_cost(run->letters, run->units, run->count, &reading);
  size_t made = ren__recode_apply(run, chain, out);
  if (made) ren__run_add(run, chain, out, made, REN__WEAK);
  if (run->candidate_count && run->candidates[0].gain < 1) run->candidate_count = 0;
}

/* What each candidate competes with; and those out of the running go. */
static void settle(ren__run *run) {
  float best = 0;
  size_t kept = 0;
  for (size_t i = 0; i < run->candidate_count; i++)
    if (run->candidates[i].gain > best) best = run->candidates[i].gain;
  for (size_t i = 0; i < run->candidate_count; i++) {
    const ren__candidate *candidate = &run->candidates[i];
    if (candidate->gain >= 1 && candidate->gain > best - 30) run->candidates[kept++] = *candidate;
  }
  run->candidate_count = kept;
  for (size_t i = 0; i < kept; i++) {
    ren__candidate *candidate = &run->candidates[i];
    candidate->rival = 0;
    for (size_t k = 0; k < kept; k++) {
      const ren__candidate *other = &run->candidates[k];
      float gain = other->gain - other->prior + candidate->prior;
      if (other->print != candidate->print && gain > candidate->rival) candidate->rival = gain;
    }
  }
}

void ren__generate(ren__run *run) {
  ren__reading reading;
  run->cost = ren__run_cost(run->letters, run->units, run->count, &reading);
  run->common = reading.common > 0;
  run->candidate_count = 0;
  bool high = false;
  run->raw = false;
  for (size_t i = 0; i < run->count; i++) {
    high = high || run->units[i].cp >= 0x80;
    run->raw = run->raw || (run->units[i].cp & REN__RAW);
  }
  if (high) ren__recode(run);
  unsigned steps = steps_for(run->units, run->count);
  ren__unit out[REN__RUN_MAX];
  for (uint32_t step = REN__STEP_ISO646; step <= REN__STEP_LOST; step++) {
    if (!(steps >> (step - REN__STEP_ISO646) & 1)) continue;
    size_t made = read_step(run->letters, step, run->units, run->count, out);
    if (made) ren__run_add(run, step, out, made, step == REN__STEP_ISO646 ? REN__WEAK : REN__MEDIUM);
  }
  settle(run);
}

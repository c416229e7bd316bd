/* What was found in a line, and why: each run with what it became, the chain that won it
 * and its score, and the other readings with theirs. Scores are nats over leaving the
 * run as it is, the prior cost of the chain taken off. */
#include <string.h>

#include "encoding/repair.h"
#include "utf8.h"

enum { RUNS_MAX = 24, OTHERS_MAX = 3, SHOWN_MAX = 60 };

static void put_units(ren_buf *out, const ren__unit *units, size_t n) {
  for (size_t i = 0; i < n && i < SHOWN_MAX; i++) {
    char bytes[4];
    uint32_t cp = units[i].cp;
    if (cp & REN__RAW || cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
      ren_buf_printf(out, "<%02X>", (unsigned)(cp & 0xFF));
    else
      ren_buf_append(out, bytes, ren_utf8_encode(cp, bytes));
  }
  if (n > SHOWN_MAX) ren_buf_puts(out, "...");
}

static void load_run(ren__repair *repair, const ren__suspect *suspect) {
  ren__run *run = &repair->run;
  run->count = suspect->count;
  for (size_t k = 0; k < run->count; k++)
    run->units[k] = (ren__unit){.cp = repair->line.cells[suspect->from + k].cp, .first = (uint16_t)k, .count = 1};
}

static float score_of(const ren__candidate *candidate) { return candidate->gain - candidate->prior; }

static const ren__candidate *winner_of(const ren__suspect *suspect) {
  for (size_t i = 0; suspect->chain && i < suspect->candidate_count; i++)
    if (suspect->candidates[i].chain == suspect->chain) return &suspect->candidates[i];
  return NULL;
}

static bool is_told(uint32_t print, const ren__candidate *winner, const ren__candidate **others, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (others[i]->print == print) return true;
  return winner && winner->print == print;
}

/* The best other readings, best first. */
static size_t best_others(const ren__suspect *suspect, const ren__candidate *winner, const ren__candidate **others) {
  size_t count = 0;
  for (size_t i = 0; i < suspect->candidate_count; i++) {
    const ren__candidate *candidate = &suspect->candidates[i];
    if (is_told(candidate->print, winner, others, count)) continue;
    size_t at = count < OTHERS_MAX ? count++ : OTHERS_MAX;
    for (; at > 0 && score_of(others[at - 1]) < score_of(candidate); at--)
      if (at < OTHERS_MAX) others[at] = others[at - 1];
    if (at < OTHERS_MAX) others[at] = candidate;
  }
  return count;
}

static void put_reading(ren__repair *repair, const ren__candidate *candidate) {
  ren__unit out[REN__RUN_MAX];
  size_t made = ren__chain_apply(&repair->run, candidate->chain, out);
  put_units(&repair->note, out, made);
  ren_buf_printf(&repair->note, " by %s, score %.1f", ren__chain_rule(candidate->chain), (double)score_of(candidate));
}

static void explain_run(ren__repair *repair, const ren__suspect *suspect) {
  ren_buf *note = &repair->note;
  const ren__candidate *others[OTHERS_MAX];
  load_run(repair, suspect);
  if (note->len) ren_buf_puts(note, "; ");
  put_units(note, repair->run.units, repair->run.count);
  const ren__candidate *winner = winner_of(suspect);
  size_t count = best_others(suspect, winner, others);
  if (winner) {
    ren_buf_puts(note, " -> ");
    put_reading(repair, winner);
  } else {
    ren_buf_puts(note, " " REN_ENCODING_IN_DOUBT);
  }
  for (size_t i = 0; i < count; i++) {
    ren_buf_puts(note, i ? ", " : suspect->chain ? " (next: " : " (it could be: ");
    put_reading(repair, others[i]);
  }
  if (count) ren_buf_puts(note, ")");
}

void ren__explain_line(ren__repair *repair, uint32_t chain, float score, uint32_t next, float next_score) {
  ren_buf *note = &repair->note;
  if (!repair->opts->explain) return;
  ren_buf_printf(note, "%sthe line by %s, score %.1f", note->len ? "; " : "", ren__chain_rule(chain), (double)score);
  if (next) ren_buf_printf(note, " (next: by %s, score %.1f)", ren__chain_rule(next), (double)next_score);
}

void ren__explain_round(ren__repair *repair) {
  size_t told = 0;
  bool won = false;
  for (size_t i = 0; i < repair->suspect_count; i++) won = won || repair->suspects[i].chain;
  for (size_t i = 0; i < repair->suspect_count && told < RUNS_MAX; i++) {
    const ren__suspect *suspect = &repair->suspects[i];
    if ((won && !suspect->chain) || !suspect->candidate_count) continue; /* those left are told in the last round */
    explain_run(repair, suspect);
    told++;
  }
}

/* Cells by rule, the ones that chains made left out: those runs are told already. */
void ren__explain_letters(ren__repair *repair) {
  static const char *const rules[] = {"nfc",           "ligature",         "full-width",   "styled-letter",
                                      "soft-hyphen",   "invisible-mark",   "private-use",  "nordic-letter",
                                      "german-letter", "cp1252-as-latin1", "invalid-byte", "zero-byte",
                                      "typography"};
  for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
    size_t count = 0;
    for (size_t i = 0; i < repair->line.count; i++)
      count += repair->line.cells[i].rule && strcmp(repair->line.cells[i].rule, rules[k]) == 0;
    for (size_t i = 0; i < repair->line.gone_count; i++)
      count += repair->line.gone[i].rule && strcmp(repair->line.gone[i].rule, rules[k]) == 0;
    if (count)
      ren_buf_printf(&repair->note, "%s%s: %zu character%s", repair->note.len ? "; " : "", rules[k], count,
                     count == 1 ? "" : "s");
  }
}

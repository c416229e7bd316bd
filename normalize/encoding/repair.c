#include "encoding/repair.h"

#include <math.h>
#include <string.h>

#include "alloc.h"
#include "encoding/suspects.h"
#include "encoding/sweep.h"
#include "utf8.h"

enum { ROUNDS_MAX = 24 };

void ren__repair_vote(ren__votes *votes, uint32_t chain, unsigned runs) {
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

bool ren__is_firm(const ren__votes *votes, uint32_t chain) {
  unsigned own = ren__votes_for(votes, chain), most = 0;
  for (size_t i = 0; i < votes->count; i++)
    if (votes->runs[i] > most) most = votes->runs[i];
  return own >= REN__FIRM && own * 4 >= most;
}

/* Half the odds of a bit: margins are sums of many rough estimates. */
float ren__confidence(float margin) {
  if (margin <= 0) return 0.5f;
  float confidence = 1.0f - 0.5f * expf(-margin / 2);
  return confidence > 0.999f ? 0.999f : confidence;
}

static bool is_blank(uint32_t cp) { return cp == ' ' || (cp >= '\t' && cp <= '\r'); }

/* Runs that could have a candidate at all. */
static bool interesting(const ren__line *line, size_t from, size_t end, bool letters) {
  for (size_t i = from; i < end; i++) {
    uint32_t cp = line->cells[i].cp;
    if (cp < 0x80) {
      if (cp == '&' || cp == '%' || cp == '=' || cp == '\\' || (cp >= '{' && cp <= '}') || cp == '[' || cp == ']')
        return true;
    } else if (letters || !ren__is_swedish_letter(cp) || cp == 0xE9 || cp == 0xC9) {
      return true;
    }
  }
  return false;
}

/* The line of quick.c is read only when it is asked for. */
static void read_pending(ren__repair *repair) {
  if (!repair->pending.ptr) return;
  ren__line_read(&repair->line, repair->pending.ptr, repair->pending.len);
  repair->pending = (ren_str){0};
}

const ren__context *ren__repair_context(ren__repair *repair) {
  read_pending(repair);
  if (!repair->context_known) repair->context = ren__context_of(&repair->line);
  repair->context_known = true;
  return &repair->context;
}

bool ren__repair_is_code(ren__repair *repair) {
  if (repair->pending.ptr && !ren__may_be_code(repair->pending)) return false;
  return ren__repair_context(repair)->code;
}

unsigned ren__repair_known(ren__repair *repair) {
  const ren__line *line = &repair->line;
  if (repair->known_counted) return repair->known_words;
  repair->known_counted = true;
  read_pending(repair);
  repair->known_words = 0;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t word[REN__WORD_MAX + 1];
    size_t n = 0;
    for (; i < line->count && ren__letter_symbol(line->cells[i].cp); i++)
      if (n <= REN__WORD_MAX) word[n++] = line->cells[i].cp;
    if (n >= 2 && ren__is_known(repair->letters, word, n)) repair->known_words++;
  }
  return repair->known_words;
}

const ren__cache_entry *ren__candidates_of(ren__repair *repair) {
  ren__run *run = &repair->run;
  uint64_t key = ren__cache_key(run->units, run->count);
  const ren__cache_entry *found = ren__cache_find(repair->cache, key);
  if (found) return found;
  ren__generate(run);
  return ren__cache_put(repair->cache, key, run->candidates, run->candidate_count);
}

/* Chains that won elsewhere may help runs that say too little by themselves. */
const ren__cache_entry *ren__candidate_by_chain(ren__repair *repair, uint32_t chain) {
  ren__run *run = &repair->run;
  uint64_t key = (ren__cache_key(run->units, run->count) ^ chain * UINT64_C(0x9E3779B97F4A7C15)) | 1;
  const ren__cache_entry *found = ren__cache_find(repair->cache, key);
  if (found) return found;
  ren__generate_chain(run, chain);
  return ren__cache_put(repair->cache, key, run->candidates, run->candidate_count);
}

static bool push_suspect(ren__repair *repair, size_t from, size_t end, const ren__candidate *candidates, size_t count) {
  if (!ren_grow(&repair->suspects, &repair->suspect_cap, repair->suspect_count, sizeof *repair->suspects)) {
    repair->line.failed = true;
    return false;
  }
  repair->suspects[repair->suspect_count++] =
      (ren__suspect){.from = from, .count = end - from, .candidates = candidates, .candidate_count = count};
  return true;
}

static bool has_chain(const ren__cache_entry *entry, uint32_t chain) {
  for (size_t i = 0; i < entry->count; i++)
    if (entry->candidates[i].chain == chain) return true;
  return false;
}

static float best_gain(const ren__cache_entry *entry) {
  float best = 0;
  for (size_t i = 0; i < entry->count; i++)
    if (entry->candidates[i].gain > best) best = entry->candidates[i].gain;
  return best;
}

/* The reading of a chain that has won elsewhere, if it beats the run's own ones. */
static const ren__cache_entry *by_votes(ren__repair *repair, const ren__cache_entry *own, const ren__votes *votes) {
  for (size_t i = 0; own && votes && i < votes->count; i++) {
    uint32_t chain = votes->chain[i];
    if (!ren__is_byte_chain(chain) || has_chain(own, chain)) continue;
    if (own->count && votes->runs[i] < 3) continue;
    const ren__cache_entry *entry = ren__candidate_by_chain(repair, chain);
    if (!entry || (entry->count && best_gain(entry) > best_gain(own))) own = entry;
  }
  return own;
}

/* A chain that has won three runs or more, in a line where hardly a Swedish letter
 * stands that it has not made: all of the line went through it, quotes and all. */
static uint32_t whole_line_chain(const ren__repair *repair) {
  uint32_t best = 0;
  unsigned runs = 2, letters = 0;
  for (size_t i = 0; i < repair->won.count; i++) {
    uint32_t chain = repair->won.chain[i];
    if (!ren__is_byte_chain(chain) || repair->won.runs[i] <= runs) continue;
    best = chain;
    runs = repair->won.runs[i];
  }
  for (size_t i = 0; best && i < repair->line.count; i++) {
    const ren__cell *cell = &repair->line.cells[i];
    letters += cell->cp >= 0x80 && !cell->rule && ren__is_swedish_letter(cell->cp);
  }
  return letters * 2 <= runs ? best : 0;
}

/* Whether characters of a run were changed in this line before. */
static bool has_changed(const ren__line *line, size_t from, size_t end) {
  for (size_t i = from; i < end; i++)
    if (line->cells[i].rule) return true;
  return false;
}

static void add_suspect(ren__repair *repair, size_t from, size_t end) {
  ren__line *line = &repair->line;
  ren__run *run = &repair->run;
  run->count = end - from;
  for (size_t i = from; i < end; i++)
    run->units[i - from] = (ren__unit){.cp = line->cells[i].cp, .first = (uint16_t)(i - from), .count = 1};
  const ren__cache_entry *entry = ren__candidates_of(repair);
  if (entry && repair->whole && !has_chain(entry, repair->whole) && !has_changed(line, from, end)) {
    const ren__cache_entry *other = ren__candidate_by_chain(repair, repair->whole);
    for (size_t k = 0; k < 2 && other && !other->count && ren__chain_sibling(repair->whole, k); k++)
      other = ren__candidate_by_chain(repair, ren__chain_sibling(repair->whole, k));
    if (!other || other->count) entry = other;
  }
  entry = by_votes(repair, entry, &repair->won);
  entry = by_votes(repair, entry, repair->votes);
  if (!entry) line->failed = true;
  if (!entry || !entry->count) return;
  const ren__candidate *candidates = entry->candidates;
  size_t count = entry->count;
  if (ren__is_address(line, from, end - from)) { /* only its raw bytes are sure to be wrong */
    if ((candidates[0].chain & 0xF0) != REN__STEP_RAW) return;
  }
  if (push_suspect(repair, from, end, candidates, count))
    repair->suspects[repair->suspect_count - 1].quoted = ren__is_quoted(line, from, end - from);
}

/* A run may own the blank after it, if that was an NBSP: `Ã ` for à. */
static size_t with_blank(const ren__line *line, size_t end) {
  uint32_t last = line->cells[end - 1].cp;
  if ((last != 0xC3 && last != 0xC2 && last != 0xE3) || end == line->count || line->cells[end].cp != ' ') return end;
  return end + 1 < line->count && line->cells[end + 1].cp == ' ' ? end + 2 : end + 1;
}

static bool is_figure(const ren__line *line, size_t at) {
  return at < line->count && line->cells[at].cp >= '0' && line->cells[at].cp <= '9';
}

static bool is_space(const ren__line *line, size_t at) {
  return at < line->count && (line->cells[at].cp == ' ' || line->cells[at].cp == 0xA0);
}

/* A lone sign that may have been § owns the blank and the figure beside it. */
static void with_figures(const ren__line *line, size_t *from, size_t *end, size_t free, bool any) {
  size_t at = *from;
  if (*end - at > 3) return;
  while (at < *end && (line->cells[at].cp == '(' || line->cells[at].cp < 0x80)) at++;
  if (at == *end || !(any || ren__may_be_paragraph(line->cells[at].cp))) return;
  bool behind = *from >= 2 && is_space(line, *from - 1) && is_figure(line, *from - 2);
  if (behind && line->cells[at].cp == 0xBA && !any) return; /* degrees, as many write them */
  if (behind && *from >= free + 2)
    *from -= 2;
  else if (is_space(line, *end) && is_figure(line, *end + 1))
    *end += 2;
}

/* A page was taken for another in this line. */
static bool won_by_page(const ren__repair *repair) {
  for (size_t i = 0; i < repair->won.count; i++)
    if (ren__is_byte_chain(repair->won.chain[i])) return true;
  return false;
}

/* Broken text that the line quotes, to tell of it: all of it stands between two ASCII
 * quotes or grave accents that its first run opens, and right Swedish letters outside. */
static void mark_quoted(ren__repair *repair) {
  const ren__line *line = &repair->line;
  if (repair->suspect_count < 2) return;
  size_t from = repair->suspects[0].from, end = from + 1;
  const ren__suspect *last = &repair->suspects[repair->suspect_count - 1];
  if (line->cells[from].cp == '(') from++, end++;
  uint32_t quote = line->cells[from].cp;
  if (quote != '"' && quote != '`') return;
  while (end < line->count && line->cells[end].cp != quote) end++;
  if (end == line->count || end < last->from) return;
  for (size_t i = last->from + last->count; i > end; i--)
    if (ren__letter_symbol(line->cells[i - 1].cp)) return; /* the quote ends within it */
  bool right = false;
  for (size_t i = 0; i < line->count; i++)
    right = right || ((i < from || i > end) && !line->cells[i].rule && line->cells[i].cp >= 0x80 &&
                      ren__is_swedish_letter(line->cells[i].cp));
  for (size_t i = 0; right && i < repair->suspect_count; i++) repair->suspects[i].quoted = true;
}

void ren__find_suspects(ren__repair *repair) {
  ren__line *line = &repair->line;
  repair->suspect_count = 0;
  repair->whole = whole_line_chain(repair);
  bool pages = won_by_page(repair);
  /* Letters may be quotes then, if all of the line is of that page or one lacks its partner. */
  bool letters = repair->whole || (pages && ren__repair_context(repair)->odd_quotes);
  size_t free = 0; /* cells before this belong to a suspect */
  for (size_t i = 0; i < line->count && !line->failed;) {
    if (is_blank(line->cells[i].cp)) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < line->count && end - i < REN__RUN_MAX - 8 && !is_blank(line->cells[end].cp)) end++;
    if (interesting(line, i, end, letters)) {
      size_t from = i;
      end = with_blank(line, end);
      with_figures(line, &from, &end, free, pages);
      add_suspect(repair, from, end);
      free = end;
    }
    i = end;
  }
  if (!line->failed) mark_quoted(repair);
}

/* Puts the winners in place. */
static bool apply_winners(ren__repair *repair) {
  bool changed = false;
  ren__line *line = &repair->line;
  ren__line_begin(line);
  for (size_t i = 0; i < repair->suspect_count && !line->failed; i++) {
    const ren__suspect *suspect = &repair->suspects[i];
    if (!suspect->chain) continue;
    ren__run *run = &repair->run;
    ren__unit out[REN__RUN_MAX];
    run->count = suspect->count;
    for (size_t k = 0; k < run->count; k++)
      run->units[k] = (ren__unit){.cp = line->cells[suspect->from + k].cp, .first = (uint16_t)k, .count = 1};
    size_t made = ren__chain_apply(run, suspect->chain, out);
    if (!made) continue;
    ren__line_keep(line, suspect->from);
    ren__line_put(line, suspect->count, out, made, ren__chain_rule(suspect->chain), suspect->confidence);
    ren__repair_vote(&repair->won, suspect->chain, suspect->solid ? 1 : 0);
    changed = true;
  }
  if (changed) ren__line_end(line);
  return changed;
}

/* C1 controls that no chain explains are cp1252's quotes, dashes and dots, read as
 * ISO 8859-1. Other lines may yet know better, so they are asked first. */
static bool settle_controls(ren__repair *repair) {
  bool changed = false;
  for (size_t i = 0; i < repair->line.count; i++) {
    uint32_t cp = repair->line.cells[i].cp;
    if (cp < 0x80 || cp >= 0xA0 || ren__cp_decode(REN__CP_WIN, (uint8_t)cp) == cp) continue;
    repair->doubt = true;
    ren__line_set(&repair->line, i, ren__cp_decode(REN__CP_WIN, (uint8_t)cp), "cp1252-as-latin1", 0.95f);
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
  ren__cache_trim(repair->cache);
  repair->context_known = repair->known_counted = false;
  ren__find_suspects(repair);
  if (repair->suspect_count) ren__decide(repair);
  if (repair->suspect_count && repair->opts->explain) ren__explain_round(repair);
  bool changed = repair->suspect_count && apply_winners(repair);
  if (!changed) changed = settle_invalid(repair);
  if (!changed && repair->opts->min_confidence <= 0.95f) changed = settle_controls(repair);
  if (ren__repair_letters(repair)) changed = true;
  if (!changed && ren__repair_case(repair)) changed = true;
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
  ren_buf_clear(&repair->note);
  repair->context_known = repair->known_counted = false;
  repair->repaired = drop_zeros(&repair->line);
  repair->doubt = repair->explained = false;
  if (ren__sweep(repair)) repair->repaired = true;
  bool doubt = repair->doubt;
  for (unsigned round = 0; round < ROUNDS_MAX && !repair->line.failed; round++) {
    repair->doubt = false;
    if (!one_round(repair)) break;
    repair->repaired = true;
    doubt = doubt || repair->doubt;
  }
  repair->doubt = repair->doubt || doubt || (repair->explained && repair->repaired);
  return repair->line.failed ? ren_fail_nomem(err) : REN_OK;
}

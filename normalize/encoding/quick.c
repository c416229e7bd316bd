#include "encoding/quick.h"

#include <string.h>

#include "alloc.h"
#include "arena.h"
#include "encoding/guess.h"
#include "encoding/suspects.h"
#include "encoding/sweep.h"
#include "utf8.h"

enum { TABLE_BITS = 16, STORED_MAX = 8 << 20, LINE_RUNS = 512 };

/* An edit inside a run; after_at: where its text begins among the entry's. */
typedef struct piece {
  uint8_t at, length, after_at, after_length;
} piece;

typedef enum kind { HARMLESS, CLEAR, UNCLEAR } kind;

/* In one piece of memory, as few lines of the processor's cache as can be: the run's
 * bytes stand behind it, then its pieces, then their texts. */
typedef struct entry {
  uint8_t length, kind, piece_count;
  bool high;     /* holds characters beyond ASCII */
  bool odd;      /* ... other than Swedish letters */
  bool solid;    /* its vote counts */
  bool capitals; /* see may_be_capitals */
  const char *rule;
  ren__candidate candidate;
  char text[];
} entry;

static const piece *pieces_of(const entry *e) { return (const piece *)(e->text + e->length); }
static const char *texts_of(const entry *e) { return e->text + e->length + e->piece_count * sizeof(piece); }

/* An entry under way. */
typedef struct draft {
  uint8_t length, piece_count;
  bool high, odd, solid, capitals;
  const char *rule;
  ren__candidate candidate;
  const char *bytes;
  piece pieces[REN__QUICK_RUN_MAX];
  char texts[256];
  size_t texts_length;
} draft;

struct ren__quick {
  entry *table[1 << TABLE_BITS];
  ren_arena *arena;
  size_t stored;
};

ren__quick *ren__quick_new(void) {
  ren__quick *quick = ren_alloc(sizeof *quick);
  if (!quick) return NULL;
  quick->arena = ren_arena_new();
  if (quick->arena) return quick;
  ren_free(quick);
  return NULL;
}

void ren__quick_free(ren__quick *quick) {
  if (!quick) return;
  ren_arena_free(quick->arena);
  ren_free(quick);
}

static void trim(ren__quick *quick) {
  if (quick->stored < STORED_MAX) return;
  memset(quick->table, 0, sizeof quick->table);
  ren_arena_reset(quick->arena);
  quick->stored = 0;
}

/* NULL when out of memory. */
static entry *keep(ren__quick *quick, const draft *d, kind found) {
  size_t count = found == CLEAR ? d->piece_count : 0, pieces = count * sizeof(piece);
  size_t texts = count ? d->texts_length : 0, size = sizeof(entry) + d->length + pieces + texts;
  entry *kept = ren_arena_alloc(quick->arena, size);
  if (!kept) return NULL;
  kept->length = d->length;
  kept->kind = (uint8_t)found;
  kept->piece_count = (uint8_t)count;
  kept->high = d->high;
  kept->odd = d->odd;
  kept->solid = d->solid;
  kept->capitals = d->capitals;
  kept->rule = d->rule;
  kept->candidate = d->candidate;
  memcpy(kept->text, d->bytes, d->length);
  if (pieces) memcpy(kept->text + d->length, d->pieces, pieces);
  if (texts) memcpy(kept->text + d->length + pieces, d->texts, texts);
  quick->stored += size;
  return kept;
}

static size_t slot_of(const char *s, size_t n) {
  uint64_t h = n * UINT64_C(0x9E3779B97F4A7C15), word = 0;
  for (; n >= 8; s += 8, n -= 8) {
    memcpy(&word, s, 8);
    h = (h ^ word) * UINT64_C(0xFF51AFD7ED558CCD);
    h ^= h >> 32;
  }
  word = 0;
  memcpy(&word, s, n);
  h = (h ^ word) * UINT64_C(0xFF51AFD7ED558CCD);
  return (size_t)(h >> (64 - TABLE_BITS));
}

static bool is_blank(uint32_t cp) { return cp == ' ' || (cp >= '\t' && cp <= '\r'); }

/* A lone sign that may have been § may own a number beside it. */
static bool may_own_number(const ren__unit *units, size_t n) {
  size_t at = 0;
  while (at < n && units[at].cp < 0x80) at++;
  return n <= 3 && at < n && ren__may_be_paragraph(units[at].cp);
}

/* Letters that other steps than recoding look at: their lines are read whole. */
static bool needs_line(const ren__unit *units, size_t n) {
  if (may_own_number(units, n)) return true;
  bool escape = false; /* of quoted-printable, which may go on behind the line end */
  for (size_t i = 0; i + 1 < n; i++) escape = escape || units[i].cp == '=';
  if (escape && units[n - 1].cp == '=' && units[n - 2].cp != '=') return true;
  for (size_t i = 0; i < n; i++) {
    uint32_t cp = units[i].cp, next = i + 1 < n ? units[i + 1].cp : 0;
    if (cp < 0x80 && cp) continue;
    if (cp == 0 || cp < 0xA0 || (cp & REN__RAW) || ren__needs_shaping(cp, next)) return true;
    if (cp == 0xE6 || cp == 0xF8 || (cp == 0xFC && !ren_is_upper(units[0].cp))) return true; /* see nordic.c */
    if (i + 1 == n && (cp == 0xC2 || cp == 0xC3 || cp == 0xE3)) return true; /* it may own the blank after it */
  }
  return false;
}

static void set_run(ren__run *run, const ren__unit *units, size_t n) {
  run->count = n;
  for (size_t i = 0; i < n; i++) run->units[i] = (ren__unit){.cp = units[i].cp, .first = (uint16_t)i, .count = 1};
}

/* Nothing that another reading begins with. */
static bool is_plain(const ren__unit *units, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint32_t cp = units[i].cp;
    bool sign = cp == '&' || cp == '%' || cp == '=' || cp == '\\' || (cp >= '{' && cp <= '}') || cp == '[' || cp == ']';
    bool letter = (ren__is_swedish_letter(cp) && cp != 0xE9 && cp != 0xC9) || cp == 0x2013;
    if (sign || (cp >= 0x80 && !letter)) return false;
  }
  return true;
}

/* The result of a chain is in order, whatever else its line holds. */
static bool is_final(ren__repair *repair, uint32_t chain, const ren__unit *units, size_t n) {
  ren__unit copy[REN__RUN_MAX];
  for (size_t i = 0; i < n; i++)
    if (is_blank(units[i].cp)) return false;
  memcpy(copy, units, n * sizeof *copy);
  if (needs_line(copy, n)) return false;
  if (!ren__is_byte_chain(chain) && is_plain(copy, n)) return true;
  set_run(&repair->run, copy, n);
  const ren__cache_entry *own = ren__candidates_of(repair);
  if (!own || own->count) return false;
  if (!ren__is_byte_chain(chain)) return true;
  set_run(&repair->run, copy, n);
  own = ren__candidate_by_chain(repair, chain);
  return own && own->count == 0;
}

/* The best candidate, if it is best by gain and by gain less prior; NULL if none is. */
static const ren__candidate *clear_winner(const ren__cache_entry *found) {
  const ren__candidate *best = &found->candidates[0];
  for (size_t i = 1; i < found->count; i++)
    if (found->candidates[i].gain - found->candidates[i].prior > best->gain - best->prior) best = &found->candidates[i];
  for (size_t i = 0; i < found->count; i++) {
    const ren__candidate *other = &found->candidates[i];
    if (other == best) continue;
    if (other->gain > best->gain || other->gain - other->prior >= best->gain - best->prior) return NULL;
  }
  return best;
}

/* Pieces under way: source cells that changed, and what takes their place. */
typedef struct cutter {
  draft *d;
  size_t start;    /* of the piece, in bytes */
  size_t after_at; /* of its text */
  bool open, failed;
} cutter;

static void open_piece(cutter *c, size_t at) {
  if (c->open) return;
  c->start = at;
  c->after_at = c->d->texts_length;
  c->open = true;
}

static void close_piece(cutter *c, size_t at) {
  if (!c->open) return;
  c->open = false;
  draft *d = c->d;
  size_t length = at - c->start, after_length = d->texts_length - c->after_at;
  if (length == after_length && memcmp(d->texts + c->after_at, d->bytes + c->start, length) == 0) {
    d->texts_length = c->after_at;
    return;
  }
  c->failed = c->failed || d->piece_count == REN__QUICK_RUN_MAX;
  if (!c->failed)
    d->pieces[d->piece_count++] =
        (piece){(uint8_t)c->start, (uint8_t)length, (uint8_t)c->after_at, (uint8_t)after_length};
}

/* The edits of a run that goes through a chain, as line.h would make them. starts: where
 * its cells begin, and the end. */
static bool make_pieces(draft *d, const ren__unit *units, size_t made, const uint8_t *starts, size_t cells) {
  cutter c = {.d = d};
  size_t cell = 0;
  for (size_t i = 0; i < made && !c.failed; i++) {
    if (!units[i].changed) {
      if (units[i].first > cell) open_piece(&c, starts[cell]); /* cells that are left out */
      close_piece(&c, starts[units[i].first]);
      cell = units[i].first + 1u;
      continue;
    }
    open_piece(&c, starts[cell]);
    c.failed = d->texts_length + 4 > sizeof d->texts - 1;
    if (!c.failed) d->texts_length += ren_utf8_encode(units[i].cp, d->texts + d->texts_length);
    if (units[i].first + (size_t)units[i].count > cell) cell = units[i].first + (size_t)units[i].count;
  }
  if (cell < cells) open_piece(&c, starts[cell]);
  close_piece(&c, starts[cells]);
  return !c.failed && d->piece_count > 0;
}

/* In quotes of its own, or it begins a quotation, or an address. */
static bool is_special(const char *s, size_t n) {
  ren__line line = {0};
  const char *first = *s == '(' ? s + 1 : s;
  if (n > 1 && (*first == '"' || *first == '`')) return true;
  bool may_be = (unsigned char)s[0] >= 0x80 || s[0] == '(' || s[0] == '[';
  for (size_t i = 0; i < n && !may_be; i++)
    may_be = s[i] == '/' || s[i] == '@' || s[i] == ':' || (s[i] == 'w' && i + 1 < n && s[i + 1] == 'w') ||
             s[i] == '"' || s[i] == '\'' || s[i] == '`';
  if (!may_be) return false;
  ren__line_read(&line, s, n);
  bool special = line.failed || ren__is_address(&line, 0, line.count) || ren__is_quoted(&line, 0, line.count);
  ren__line_free(&line);
  return special;
}

static bool may_be_swept(const ren__repair *repair, const ren__unit *units, size_t n) {
  uint32_t cps[REN__RUN_MAX];
  for (size_t i = 0; i < n; i++) cps[i] = units[i].cp;
  return ren__sweep_may_help(repair->letters, cps, n);
}

/* A word whose small letters are all new: in a line in capitals it is one too (line_case.c). */
static bool may_be_capitals(uint32_t chain, const ren__unit *units, size_t n) {
  if ((chain & 0xF0) != REN__STEP_UTF8) return false;
  for (size_t i = 0; i < n; i++) {
    bool made = false, small = false;
    for (; i < n && ren__letter_symbol(units[i].cp); i++) {
      bool lower = !ren_is_upper(units[i].cp);
      made = made || (lower && units[i].changed);
      small = small || (lower && !units[i].changed);
    }
    if (made && !small) return true;
  }
  return false;
}

/* Signs of all text, at the edge of a word. */
static bool is_edge_sign(const ren__unit *units, size_t n, size_t i) {
  uint32_t cp = units[i].cp;
  bool sign = (cp >= 0x2010 && cp <= 0x2026 && cp != 0x2020 && cp != 0x2021) || cp == 0xA0 || cp == 0xA7 ||
              cp == 0xAB || cp == 0xBB || cp == 0xB4 || cp == 0xB0;
  return sign && !(i && i + 1 < n && ren__letter_symbol(units[i - 1].cp) && ren__letter_symbol(units[i + 1].cp));
}

/* Some character is not what Swedish text has plenty of. */
static bool is_odd(const ren__unit *units, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (units[i].cp >= 0x80 && !ren__is_swedish_letter(units[i].cp) && !is_edge_sign(units, n, i)) return true;
  return false;
}

/* The characters of a run; where each begins goes to starts. */
static size_t read_units(draft *d, ren__unit *units, uint8_t *starts) {
  size_t n = 0;
  for (size_t at = 0; at < d->length;) {
    uint32_t cp = (unsigned char)d->bytes[at];
    size_t step = 1;
    starts[n] = (uint8_t)at;
    if (cp >= 0x80) {
      step = ren_utf8_decode(d->bytes + at, d->length - at, &cp);
      if (cp == REN_BAD_CODEPOINT) cp = REN__RAW | (uint8_t)d->bytes[at];
      d->high = true;
    }
    units[n] = (ren__unit){.cp = cp, .first = (uint16_t)n, .count = 1};
    n++;
    at += step;
  }
  starts[n] = d->length;
  return n;
}

/* Takes over the candidate that is the best one by any measure. */
static void choose(draft *d, const ren__candidate *best) {
  d->candidate = *best;
  d->solid = ren__is_solid(best);
  d->rule = ren__chain_rule(best->chain);
}

static kind judge(ren__repair *repair, draft *d) {
  ren__run *run = &repair->run;
  ren__unit out[REN__RUN_MAX];
  uint8_t starts[REN__QUICK_RUN_MAX + 1];
  size_t n = run->count = read_units(d, run->units, starts), made;
  bool final = false, own_number = may_own_number(run->units, n);
  uint32_t last = run->units[n - 1].cp;
  d->odd = d->high && is_odd(run->units, n);
  if (ren__is_in_order(run->units, n)) return HARMLESS;
  if (!own_number && (made = ren__guess(run, out, &final)) != 0) {
    if (is_special(d->bytes, d->length)) return UNCLEAR;
    choose(d, &run->candidates[0]);
    d->capitals = may_be_capitals(d->candidate.chain, out, made);
    if (!make_pieces(d, out, made, starts, n)) return UNCLEAR;
    return final || is_final(repair, d->candidate.chain, out, made) ? CLEAR : UNCLEAR;
  }
  const ren__cache_entry *found = ren__candidates_of(repair);
  if (!found) return UNCLEAR;
  if (!found->count)
    return needs_line(run->units, n) || (d->odd && may_be_swept(repair, run->units, n)) ? UNCLEAR : HARMLESS;
  const ren__candidate *best = clear_winner(found);
  if (!best || last == 0xC2 || last == 0xC3 || last == 0xE3 || best->gain < 1) return UNCLEAR;
  if (own_number || is_special(d->bytes, d->length)) return UNCLEAR;
  for (size_t i = 0; i < n; i++)
    if (run->units[i].cp == 0) return UNCLEAR;
  choose(d, best);
  made = ren__chain_apply(run, d->candidate.chain, out);
  d->capitals = may_be_capitals(best->chain, out, made);
  if (d->candidate.chain == REN__STEP_LOST) return UNCLEAR;
  if (!made || !make_pieces(d, out, made, starts, n)) return UNCLEAR;
  return is_final(repair, d->candidate.chain, out, made) ? CLEAR : UNCLEAR;
}

/* NULL when out of memory. */
static const entry *look_up(ren__quick *quick, ren__repair *repair, const char *s, size_t n) {
  entry **slot = &quick->table[slot_of(s, n)];
  if (*slot && (*slot)->length == n && memcmp((*slot)->text, s, n) == 0) return *slot;
  draft d;
  d.length = (uint8_t)n;
  d.bytes = s;
  d.piece_count = 0;
  d.high = d.odd = d.solid = d.capitals = false;
  d.rule = NULL;
  d.candidate = (ren__candidate){0};
  d.texts_length = 0;
  entry *kept = keep(quick, &d, judge(repair, &d));
  if (kept) *slot = kept;
  return kept;
}

bool ren__quick_harmless(ren__quick *quick, ren__repair *repair, const char *s, size_t n) {
  trim(quick);
  ren__cache_trim(repair->cache);
  const entry *e = n && n <= REN__QUICK_RUN_MAX ? look_up(quick, repair, s, n) : NULL;
  return e && e->kind == HARMLESS;
}

/* A line under way: its clear runs, all of one chain. */
typedef struct tally {
  const entry *runs[LINE_RUNS];
  const ren__candidate *candidates[LINE_RUNS];
  size_t at[LINE_RUNS];
  size_t count;
  unsigned votes, natural; /* the latter count in a Swedish line */
  bool high;               /* a run in order that is not all ASCII */
  bool capitals;
} tally;

static bool add_run(tally *t, const entry *e, size_t at) {
  if (e->kind == HARMLESS) {
    t->high = t->high || e->high;
    return !e->odd; /* it may have gone the way of the others */
  }
  if (e->kind != CLEAR || t->count == LINE_RUNS) return false;
  if (t->count && t->runs[0]->candidate.chain != e->candidate.chain) return false;
  t->runs[t->count] = e;
  t->candidates[t->count] = &e->candidate;
  t->at[t->count++] = at;
  *(ren__needs_core(&e->candidate) ? &t->natural : &t->votes) += e->solid;
  t->capitals = t->capitals || e->capitals;
  return true;
}

/* The chain wins the line. */
static bool accepts(ren__repair *repair, ren_str line, tally *t, const ren__votes *votes, float *confidence) {
  enum { TRUSTED = 16 }; /* votes that later lines will not outweigh */
  uint32_t chain = t->runs[0]->candidate.chain;
  bool votes_help = ren__is_byte_chain(chain) || chain == REN__STEP_ISO646;
  repair->won.count = repair->suspect_count = 0;
  repair->votes = votes_help && ren__votes_for(votes, chain) >= TRUSTED ? votes : NULL;
  repair->whole = 0;
  repair->context_known = repair->known_counted = false;
  if (ren__is_byte_chain(chain) && t->high) return false; /* the line may be gone over a second time */
  if (ren__is_recoding(chain) && !ren__is_firm(votes, chain)) return false;
  repair->pending = line;
  bool accepted = ren__decide_runs(repair, t->candidates, t->count, confidence);
  if (accepted && t->natural && !repair->votes && ren__repair_context(repair)->core) t->votes += t->natural;
  repair->pending = (ren_str){0};
  repair->votes = NULL;
  return accepted && !repair->line.failed;
}

static bool read_runs(ren__quick *quick, ren__repair *repair, ren_str text, size_t start, size_t end, tally *t) {
  const char *s = text.ptr;
  for (size_t at = start; at < end;) {
    size_t sign = ren__next_sign(s, at, end), from = sign, to = sign;
    if (sign == end) break;
    while (from > at && !is_blank((unsigned char)s[from - 1])) from--;
    while (to < end && !is_blank((unsigned char)s[to])) to++;
    if (to - from > REN__QUICK_RUN_MAX) return false;
    const entry *e = look_up(quick, repair, s + from, to - from);
    if (!e || !add_run(t, e, from)) return false;
    at = to;
  }
  return t->count > 0;
}

static bool has_small_letter(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (s[i] >= 'a' && s[i] <= 'z') return true;
  return false;
}

bool ren__quick_line(ren__quick *quick, ren__repair *repair, ren_str text, size_t start, size_t end,
                     const ren__votes *votes, ren_edits *edits, ren_status *status, ren_error *err) {
  tally t;
  t.count = t.votes = t.natural = 0;
  t.high = t.capitals = false;
  float confidence;
  trim(quick);
  ren__cache_trim(repair->cache);
  if (!read_runs(quick, repair, text, start, end, &t)) return false;
  if (t.capitals && !has_small_letter(text.ptr + start, end - start)) return false;
  if (!accepts(repair, (ren_str){text.ptr + start, end - start}, &t, votes, &confidence)) return false;
  for (size_t i = 0; i < t.count && *status == REN_OK; i++)
    for (size_t k = 0; k < t.runs[i]->piece_count && *status == REN_OK; k++) {
      const piece *p = &pieces_of(t.runs[i])[k];
      ren_edit edit = {.offset = t.at[i] + p->at,
                       .length = p->length,
                       .after = {texts_of(t.runs[i]) + p->after_at, p->after_length},
                       .rule = t.runs[i]->rule,
                       .confidence = confidence};
      *status = ren_edits_add(edits, &edit, err);
    }
  repair->won.count = 0;
  ren__repair_vote(&repair->won, t.runs[0]->candidate.chain, t.votes);
  return true;
}

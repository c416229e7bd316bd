#include "encoding/recode.h"

#include <string.h>

#include "encoding/recode_steps.h"
#include "encoding/suspects.h"
#include "utf8.h"

float ren__run_cost(const ren__letters *letters, const ren__unit *units, size_t n, ren__reading *reading) {
  *reading = ren__reading_start();
  for (size_t i = 0; i < n; i++) ren__reading_add(letters, reading, units[i].cp, units[i].changed);
  ren__reading_end(reading);
  return reading->cost;
}

/* Touched words that the filter of common words lacks, but that are known otherwise. */
static uint8_t known_words(const ren__run *run, const ren__unit *units, size_t n, uint8_t *longest, uint8_t *sure) {
  unsigned known = 0;
  uint32_t word[REN__WORD_MAX];
  for (size_t i = 0; i < n && known < 255; i++) {
    size_t letters = 0, uppers = 0, lowers = 0;
    bool touched = false, odd = false;
    for (; i < n && ren__letter_symbol(units[i].cp); i++) {
      if (letters < REN__WORD_MAX) word[letters++] = units[i].cp;
      touched = touched || units[i].changed;
      bool upper = ren_is_upper(units[i].cp);
      odd = odd || (upper && lowers) || (!upper && uppers >= 2 && !lowers);
      uppers += upper;
      lowers += !upper;
    }
    if (!touched || odd || letters == REN__WORD_MAX || !ren__is_known(run->letters, word, letters)) continue;
    known++;
    size_t length = lowers || letters > 3 ? letters : 2; /* three capitals may be anything */
    if (length > *longest) *longest = (uint8_t)length;
    if (length > *sure && ren__is_surely_known(run->letters, word, letters)) *sure = (uint8_t)length;
  }
  return (uint8_t)known;
}

/* All that changed was letters before, each one character, and is å ä ö é now. */
static bool changes_letters(const ren__run *run, const ren__unit *units, size_t n, bool *case_too) {
  *case_too = false;
  for (size_t i = 0; i < n; i++) {
    if (!units[i].changed) continue;
    uint32_t before = run->units[units[i].first].cp;
    if (units[i].count != 1 || !ren__letter_symbol(before) || !ren__is_swedish_letter(units[i].cp)) return false;
    *case_too = *case_too || ren_is_upper(before) != ren_is_upper(units[i].cp);
  }
  return true;
}

/* A full table keeps the better ones. */
static void keep_candidate(ren__run *run, const ren__candidate *candidate) {
  if (run->candidate_count < REN__CANDIDATES_MAX) {
    run->candidates[run->candidate_count++] = *candidate;
    return;
  }
  size_t worst = 0;
  for (size_t i = 1; i < REN__CANDIDATES_MAX; i++)
    if (run->candidates[i].gain - run->candidates[i].prior < run->candidates[worst].gain - run->candidates[worst].prior)
      worst = i;
  const ren__candidate *last = &run->candidates[worst];
  if (last->gain - last->prior < candidate->gain - candidate->prior) run->candidates[worst] = *candidate;
}

void ren__run_add(ren__run *run, uint32_t chain, const ren__unit *units, size_t n, ren__strength strength) {
  uint32_t print = 2166136261u;
  for (size_t i = 0; i < n; i++) print = (print ^ units[i].cp) * 16777619u;
  ren__reading reading;
  float cost = ren__run_cost(run->letters, units, n, &reading);
  ren__candidate candidate = {.chain = chain,
                              .prior = ren__chain_prior(chain),
                              .gain = run->cost - cost,
                              .print = print,
                              .strength = strength,
                              .touched = reading.touched,
                              .known = reading.known,
                              .touched_short = reading.touched_short,
                              .known_length = reading.known_length,
                              .sure_length = reading.known_length,
                              .from_known = run->common};
  candidate.from_letters = changes_letters(run, units, n, &candidate.from_case);
  if (reading.touched_letters) candidate.letter_cost = reading.touched_cost / reading.touched_letters;
  if (candidate.gain > 0 && candidate.known < candidate.touched) {
    uint8_t known = known_words(run, units, n, &candidate.known_length, &candidate.sure_length);
    if (known > candidate.known) {
      candidate.gain += 2.0f * (float)(known - candidate.known);
      candidate.known = known;
    }
  }
  if (candidate.letter_cost > 3.4f) candidate.sure_length = 0; /* the filter of common words errs once in 300 */
  if (candidate.gain > 0) keep_candidate(run, &candidate);
}

/* How unnatural the characters were that a step between 8-bit pages replaced: a
 * letter in its proper case, or a quote at the edge of a word, may well be meant. */
static bool natural_at_edge(uint32_t cp) {
  static const char signs[] = "\xA0\xA1\xA7\xA8\xA9\xAA\xAB\xAE\xB0\xB2\xB3\xB4\xB7\xBA\xBB\xBF";
  return (cp >= 0x2010 && cp <= 0x2026 && cp != 0x2020) || (cp < 0x100 && memchr(signs, (int)cp, sizeof signs - 1));
}

ren__strength ren__strength_of(const ren__unit *in, const ren__unit *out, size_t n) {
  bool ascii = false, rare = true;
  for (size_t i = 0; i < n; i++) ascii = ascii || (in[i].cp < 0x80 && ren__letter_symbol(in[i].cp));
  for (size_t i = 0; i < n; i++) {
    if (in[i].cp == out[i].cp) continue;
    uint32_t cp = in[i].cp, before = i ? in[i - 1].cp : 0, after = i + 1 < n ? in[i + 1].cp : 0;
    /* Read as ISO 8859-1, a quote of cp1252 is a control; it is as natural as the quote. */
    if (cp < 0xA0) cp = ren__cp_decode(REN__CP_WIN, (uint8_t)cp);
    if (out[i].cp == 0xA7 && n <= 5 && ren__may_be_paragraph(cp)) return REN__MEDIUM; /* beside a number */
    bool letter_before = ren__letter_symbol(before) != 0, letter_after = ren__letter_symbol(after) != 0;
    if (ren__letter_symbol(cp)) { /* a Latin letter: unnatural only as a capital amid small letters */
      bool small_after = letter_after && !ren_is_upper(after);
      if (ren_is_upper(cp) && letter_before && (!ren_is_upper(before) || small_after)) return REN__MEDIUM;
      bool lowered = ren_is_upper(cp) && ren__letter_symbol(out[i].cp) && !ren_is_upper(out[i].cp);
      rare = rare && (lowered || (cp >= 0x100 && cp != 0x161 && cp != 0x131));
    } else if (ren__is_foreign_letter(cp)) {
      if (ascii) return REN__MEDIUM;
      rare = false;
    } else if (cp == 0x2026 && ren_is_upper(before) && ren_is_upper(after)) { /* S…V */
      rare = false;
    } else if (cp < 0xA0 || (letter_before && letter_after && cp != 0xA0)) {
      return REN__MEDIUM;
    } else if (!natural_at_edge(cp) && (letter_before || letter_after)) {
      return REN__MEDIUM;
    } else {
      rare = false;
    }
  }
  return rare ? REN__RARE : REN__WEAK;
}

ren__strength ren__oddness(const ren__unit *units, size_t n) {
  ren__unit other[REN__RUN_MAX];
  for (size_t i = 0; i < n; i++) {
    other[i] = units[i];
    if (units[i].cp >= 0x80) other[i].cp = 0;
  }
  return ren__strength_of(units, other, n);
}

/* Pages whose Swedish letters are the same bytes share one bit. */
enum { TO_WIN, TO_DOS, TO_MAC, TO_COUNT };
static const ren__cp page_of[TO_COUNT] = {REN__CP_WIN, REN__CP_850, REN__CP_MAC};

static unsigned swedish_pages(uint8_t byte) {
  switch (byte) {
  case 0xE5:
  case 0xE4:
  case 0xF6:
  case 0xC5:
  case 0xC4:
  case 0xD6:
  case 0xE9: return 1u << TO_WIN;
  case 0x86:
  case 0x84:
  case 0x94:
  case 0x8F:
  case 0x99:
  case 0x82:
  case 0x90: return 1u << TO_DOS;
  case 0xF5: return 1u << TO_DOS;
  case 0xA4: return 1u << TO_MAC;
  case 0xA7: return 1u << TO_WIN;
  case 0x8E: return 1u << TO_DOS | 1u << TO_MAC;
  case 0x8C:
  case 0x8A:
  case 0x9A:
  case 0x81:
  case 0x80:
  case 0x85: return 1u << TO_MAC;
  default: return 0;
  }
}

/* What the characters of a run could be, by page. */
typedef struct masks {
  uint32_t swedish;      /* bit from * TO_COUNT + to: some character would be å ä ö é */
  unsigned leads, tails; /* bit page */
  bool gbk, high, damaged;
} masks;

/* The same for one character. */
static void add_masks(masks *m, uint32_t cp) {
  bool letter = ren__is_swedish_letter(cp);
  for (unsigned page = 0; page < REN__CP_COUNT; page++) {
    uint8_t byte = ren__unit_byte(cp, (ren__cp)page);
    if (byte < 0x80) continue;
    if (byte >= 0xC2 && byte <= 0xF4) m->leads |= 1u << page;
    if (byte < 0xC0) m->tails |= 1u << page;
    unsigned to = cp & REN__RAW ? 0 : swedish_pages(byte);
    for (unsigned k = 0; letter && k < TO_COUNT; k++) /* a letter that stays itself is no reading */
      if (to >> k & 1 && ren__cp_decode(page_of[k], byte) == cp) to &= ~(1u << k);
    m->swedish |= (uint32_t)to << (page * TO_COUNT);
  }
}

static masks masks_of(const ren__unit *units, size_t n) {
  masks m = {0};
  for (size_t i = 0; i < n; i++) {
    uint32_t cp = units[i].cp;
    if (cp < 0x80) continue;
    m.high = true;
    m.damaged = m.damaged || cp == 0xFFFD || cp == 0xC3 || cp == 0xC2 || cp == 0xE3 || cp == 0xE2;
    if (cp >= 0x4E00 && cp < 0xA000) m.gbk = m.gbk || ren__cp_gbk_find(cp) != NULL;
    add_masks(&m, cp);
  }
  return m;
}

static bool same_kind(ren__cp from, ren__cp to) {
  bool dos_from = from == REN__CP_850 || from == REN__CP_437 || from == REN__CP_865;
  bool dos_to = to == REN__CP_850 || to == REN__CP_437 || to == REN__CP_865;
  /* cp850's letters are cp437's, but not its paragraph sign. */
  return from == to || (dos_from && dos_to && (to != REN__CP_850 || from == REN__CP_850)) ||
         (from == REN__CP_L9 && to == REN__CP_WIN) || (from == REN__CP_WIN && to == REN__CP_L9);
}

/* Limits on the work that hostile input can cause; words stay far below them. */
enum { DEPTH_MAX = 4, NODES_MAX = 24, DEEP_LENGTH = 64 };

/* A letter of Swedish that the page has not: its text cannot have been read as that page. */
static bool page_lacks_letter(const ren__unit *units, size_t n, ren__cp page) {
  for (size_t i = 0; i < n; i++)
    if (units[i].cp >= 0x80 && !(units[i].cp & REN__RAW) && ren__is_swedish_letter(units[i].cp) &&
        !ren__unit_byte(units[i].cp, page))
      return true;
  return false;
}

static void byte_leaves(ren__run *run, const ren__unit *units, size_t n, const masks *m, uint32_t chain,
                        unsigned depth) {
  ren__unit out[REN__RUN_MAX];
  size_t mapped;
  bool no_cyrillic = page_lacks_letter(units, n, REN__CP_1251);
  for (unsigned from = 0; from < REN__CP_COUNT; from++)
    for (unsigned to = 0; to < TO_COUNT; to++) {
      if (!(m->swedish >> (from * TO_COUNT + to) & 1) || same_kind((ren__cp)from, page_of[to]) || from == REN__CP_L9 ||
          (no_cyrillic && from == REN__CP_1251))
        continue;
      ren__step_choose(run->letters, units, n, (ren__cp)from, page_of[to], out, &mapped);
      if (!mapped) continue;
      uint32_t step = REN__STEP_BYTE | from << 3 | page_of[to];
      /* A chain that began with UTF-8 or raw bytes changes the number of characters. */
      ren__strength strength = n == run->count ? ren__strength_of(run->units, out, n) : REN__MEDIUM;
      ren__run_add(run, chain | step << (8 * depth), out, n, strength);
    }
  if (m->gbk && depth == 0) {
    size_t made = ren__step_gbk(units, n, out, &mapped);
    if (mapped) ren__run_add(run, chain | (uint32_t)REN__STEP_GBK << (8 * depth), out, made, REN__MEDIUM);
  }
}

static void explore(ren__run *run, const ren__unit *units, size_t n, uint32_t chain, unsigned depth);
static void check_settled(ren__run *run, const ren__unit *units, size_t n);

static bool is_ordinary(uint32_t cp) {
  return cp < 0x80 || ren__is_swedish_letter(cp) || cp == 0xA0 || cp == 0xA7 || cp == 0xB0 || cp == 0x2013 ||
         (cp >= 0x2018 && cp <= 0x201D) || cp == 0x2026;
}

/* UTF-8 read as cp1252 that leaves nothing but Latin letters and the usual signs. */
static void check_plain(ren__run *run, const ren__unit *units, size_t n, size_t sequences) {
  const ren__candidate *last = &run->candidates[run->candidate_count - 1];
  if (run->settled || last->gain < 8.0f * (float)sequences) return;
  for (size_t i = 0; i < run->count; i++) { /* where ISO 8859-15 differs it is another letter */
    uint8_t byte = run->units[i].cp < 0x80 ? 0 : ren__unit_byte(run->units[i].cp, REN__CP_L9);
    if (byte && byte != ren__unit_byte(run->units[i].cp, REN__CP_WIN)) return;
  }
  for (size_t i = 0; i < n; i++)
    if (!is_ordinary(units[i].cp) && !(units[i].changed && units[i].cp >= 0xC0 && units[i].cp < 0x180)) return;
  run->settled = true;
}

static void utf8_leaves(ren__run *run, const ren__unit *units, size_t n, const masks *m, uint32_t chain,
                        unsigned depth) {
  ren__unit out[REN__RUN_MAX];
  for (unsigned page = 0; page < REN__CP_COUNT; page++) {
    bool may = (m->leads & m->tails) >> page & 1;
    if (!may && !(page == REN__CP_WIN && m->damaged)) continue;
    uint32_t longer = chain | (uint32_t)(REN__STEP_UTF8 | page) << (8 * depth);
    size_t all, sequences, made = ren__step_utf8(units, n, (ren__cp)page, true, out, &all);
    if (!all) continue;
    if (depth + 1 < DEPTH_MAX) explore(run, out, made, longer, depth + 1);
    if (run->settled) return;
    made = ren__step_utf8(units, n, (ren__cp)page, false, out, &sequences);
    if (!sequences) continue;
    size_t before = run->candidate_count;
    ren__run_add(run, longer, out, made, REN__STRONG);
    /* Each sequence must be worth something by itself: scripts whose letters happen to
     * form sequences gain a little everywhere. */
    if (run->candidate_count > before && run->candidates[before].gain < 3.0f * (float)sequences)
      run->candidate_count = before;
    if (run->candidate_count > before) check_settled(run, out, made);
    if (run->candidate_count > before && depth == 0 && page == REN__CP_WIN) check_plain(run, out, made, sequences);
    if (run->settled) return;
  }
}

static void raw_leaves(ren__run *run, const ren__unit *units, size_t n) {
  static const ren__cp pages[] = {REN__CP_WIN, REN__CP_850, REN__CP_MAC, REN__CP_L9, REN__CP_437, REN__CP_865};
  ren__unit out[REN__RUN_MAX];
  bool valid_too = false;
  for (size_t i = 0; i < n; i++) valid_too = valid_too || (units[i].cp >= 0x80 && !(units[i].cp & REN__RAW));
  for (size_t k = 0; k < sizeof pages / sizeof *pages; k++)
    for (unsigned all = 0; all <= (valid_too ? 1u : 0u); all++) {
      size_t mapped, made = ren__step_raw(units, n, pages[k], all, out, &mapped);
      if (!made || !mapped) continue;
      uint32_t step = (all ? REN__STEP_RAW_ALL : REN__STEP_RAW) | (uint32_t)pages[k];
      ren__run_add(run, step, out, made, REN__STRONG);
      check_settled(run, out, made);
      if (run->settled) return;
      explore(run, out, made, step, 1);
    }
}

/* The last candidate makes known words of all that it touches, and leaves nothing that
 * another step might help: no need to look further. */
static void check_settled(ren__run *run, const ren__unit *units, size_t n) {
  if (!run->candidate_count) return;
  const ren__candidate *last = &run->candidates[run->candidate_count - 1];
  run->settled = last->touched && last->known == last->touched && last->known_length >= 3 && last->gain >= 12;
  for (size_t i = 0; i < n && run->settled; i++) run->settled = is_ordinary(units[i].cp);
}

static void explore(ren__run *run, const ren__unit *units, size_t n, uint32_t chain, unsigned depth) {
  if (depth >= DEPTH_MAX || ++run->nodes > NODES_MAX) return;
  masks m = masks_of(units, n);
  if (!m.high) return;
  utf8_leaves(run, units, n, &m, chain, depth);
  if (run->settled) return;
  /* After raw bytes another page would do the same in one step. */
  if ((chain & 0xF0) == REN__STEP_RAW || (depth && n > DEEP_LENGTH)) return;
  if (m.swedish || m.gbk) byte_leaves(run, units, n, &m, chain, depth);
}

/* Some reading makes known words of all that it touches, or likely ones. */
static bool has_known_reading(const ren__run *run) {
  for (size_t i = 0; i < run->candidate_count; i++) {
    const ren__candidate *candidate = &run->candidates[i];
    if (candidate->touched && candidate->known == candidate->touched && candidate->gain >= 8) return true;
    if (!candidate->touched && candidate->strength == REN__STRONG && candidate->gain >= 20) return true; /* signs */
    if (candidate->touched && candidate->gain >= 12 && candidate->letter_cost <= 2.6f) return true;
  }
  return false;
}

/* Two confusions between 8-bit pages, or one before UTF-8: many chains and rare, so
 * only for runs that nothing simpler explains. */
static void explore_deep(ren__run *run) {
  ren__unit out[REN__RUN_MAX];
  masks m = masks_of(run->units, run->count);
  run->nodes = 0;
  for (unsigned from = 0; from <= REN__CP_MAC && m.high; from++)
    for (unsigned to = 0; to <= REN__CP_MAC; to++) {
      if (same_kind((ren__cp)from, (ren__cp)to) || from == REN__CP_L9 || to == REN__CP_L9) continue;
      size_t mapped, made = ren__step_bytes(run->units, run->count, (ren__cp)from, (ren__cp)to, out, &mapped);
      if (!mapped) continue;
      masks after = masks_of(out, made);
      uint32_t step = REN__STEP_BYTE | from << 3 | to;
      if (after.leads & after.tails) utf8_leaves(run, out, made, &after, step, 1);
      if (after.swedish) byte_leaves(run, out, made, &after, step, 1);
    }
}

/* Two confusions of a word leave most of it ASCII. */
static bool may_be_deep(const ren__run *run) {
  size_t plain = 0, high = 0;
  for (size_t i = 0; i < run->count; i++) {
    plain += run->units[i].cp < 0x80 && ren__letter_symbol(run->units[i].cp);
    high += run->units[i].cp >= 0x80;
  }
  return run->count <= DEEP_LENGTH && plain * 2 >= high && ren__oddness(run->units, run->count) >= REN__MEDIUM;
}

/* Control characters: no text, whatever the encoding. */
static bool is_junk(const ren__run *run) {
  size_t controls = 0;
  for (size_t i = 0; i < run->count; i++) controls += run->units[i].cp < 0x20;
  return controls >= 2;
}

void ren__recode(ren__run *run) {
  run->nodes = 0;
  run->settled = false;
  if (is_junk(run)) return;
  if (run->raw)
    raw_leaves(run, run->units, run->count);
  else
    explore(run, run->units, run->count, 0, 0);
  if (!run->raw && !run->settled && !has_known_reading(run) && may_be_deep(run)) explore_deep(run);
}

static size_t apply_step(const ren__run *run, uint32_t step, bool last, const ren__unit *in, size_t n, ren__unit *out) {
  size_t done = 0, made = 0;
  if ((step & 0xF0) == REN__STEP_UTF8)
    made = ren__step_utf8(in, n, step & 7, !last, out, &done);
  else if ((step & 0xF0) == REN__STEP_RAW)
    made = ren__step_raw(in, n, step & 7, (step & 8) != 0, out, &done);
  else if (step == REN__STEP_GBK)
    made = ren__step_gbk(in, n, out, &done);
  else if (step >= REN__STEP_BYTE && step < REN__STEP_ISO646)
    made = last ? ren__step_choose(run->letters, in, n, step >> 3 & 7, step & 7, out, &done)
                : ren__step_bytes(in, n, step >> 3 & 7, step & 7, out, &done);
  return done ? made : 0;
}

size_t ren__recode_apply(const ren__run *run, uint32_t chain, ren__unit *out) {
  ren__unit other[REN__RUN_MAX];
  memcpy(out, run->units, run->count * sizeof *out);
  size_t n = run->count;
  for (; chain && n; chain >>= 8) {
    memcpy(other, out, n * sizeof *other);
    n = apply_step(run, chain & 0xFF, chain >> 8 == 0, other, n, out);
  }
  return n;
}

/* Which chains explain all characters beyond ASCII of a line. */
#include <string.h>

#include "encoding/sweep.h"
#include "encoding/sweep_table.h"
#include "utf8.h"

enum { PAGES = REN__SWEEP_PAGES, DEPTH_MAX = 4, KINDS_MAX = 2 };

typedef struct search {
  ren__sweep_chain *chains;
  size_t count;
  uint32_t lead; /* family */
} search;

static bool is_result(const ren__sample *sample) {
  bool wanted = false;
  for (size_t i = 0; i < sample->count; i++) {
    if (!ren__is_ordinary(sample->cps[i])) return false;
    wanted = wanted || ren__is_swedish_letter(sample->cps[i]) || sample->cps[i] == 0xA7;
  }
  return wanted;
}

static uint64_t print_of(const ren__sample *sample) {
  uint64_t h = sample->count;
  for (size_t i = 0; i < sample->count; i++) {
    h = (h ^ sample->cps[i]) * UINT64_C(0xFF51AFD7ED558CCD);
    h ^= h >> 32;
  }
  return h;
}

static void found(search *s, const ren__sample *sample, uint32_t chain) {
  bool leads = s->lead && ren__sweep_family(chain) == s->lead;
  ren__sweep_chain made = {chain, leads ? -1 : ren__chain_prior(chain), print_of(sample)};
  size_t at = 0;
  while (at < s->count && s->chains[at].print != made.print) at++;
  if (at == REN__SWEEPS_MAX) { /* in place of the least likely */
    at = 0;
    for (size_t i = 1; i < s->count; i++)
      if (s->chains[i].prior > s->chains[at].prior) at = i;
  }
  if (at == s->count)
    s->count++;
  else if (s->chains[at].prior <= made.prior)
    return;
  s->chains[at] = made;
}

/* The bytes of a sample under a page; false if one has none. */
static bool to_bytes(const ren__sample *sample, ren__cp page, uint8_t *bytes) {
  for (size_t i = 0; i < sample->count; i++) {
    uint32_t cp = sample->cps[i];
    bytes[i] = 0;
    if (cp < 0x80) continue;
    const ren__cp_reverse_row *row = ren__cp_encode(cp);
    if (!row) return false;
    bytes[i] = cp < 0xA0 && page == REN__CP_L9 ? (uint8_t)cp : row->byte[page];
    if (bytes[i] < 0x80) return false;
  }
  return true;
}

/* UTF-8, all of it. */
static bool from_utf8(const uint8_t *bytes, size_t n, ren__sample *out) {
  out->count = 0;
  for (size_t i = 0; i < n;) {
    uint32_t cp = 0;
    size_t step = bytes[i] ? ren_utf8_decode((const char *)bytes + i, n - i, &cp) : 1;
    if (cp == REN_BAD_CODEPOINT) return false;
    out->cps[out->count++] = cp;
    i += step;
  }
  return true;
}

static bool from_page(const uint8_t *bytes, size_t n, ren__cp page, ren__sample *out) {
  out->count = n;
  for (size_t i = 0; i < n; i++) {
    out->cps[i] = bytes[i] ? ren__cp_decode(page, bytes[i]) : 0;
    if (bytes[i] && !out->cps[i]) return false;
  }
  return true;
}

/* Each character once: they are few. */
static size_t distinct(const ren__sample *sample, uint32_t *cps) {
  size_t n = 0;
  for (size_t i = 0; i < sample->count; i++) {
    size_t k = 0;
    while (k < n && cps[k] != sample->cps[i]) k++;
    if (k == n && sample->cps[i] >= 0x80) cps[n++] = sample->cps[i];
  }
  return n;
}

/* Steps between 8-bit pages that end the chain: one, or at the beginning two. Of a few
 * characters all must become what Swedish text has much of, but for the leading family. */
static void follow_pages(search *s, const ren__sample *sample, uint32_t chain, unsigned depth) {
  uint32_t cps[REN__SAMPLE_MAX];
  ren__sweep_test test;
  ren__sweep_set set;
  size_t n = distinct(sample, cps);
  ren__sweep_begin(&test, depth > 0);
  for (size_t i = 0; i < n; i++)
    if (!ren__sweep_narrow(&test, cps[i])) return;
  ren__sweep_end(&test, s->lead ? REN__SWEEP_MISSES : n / 4, set);
  for (size_t i = 0; i < REN__SWEEP_WORDS; i++)
    for (uint64_t bits = set[i]; bits; bits &= bits - 1) {
      size_t number = i * 64 + (size_t)__builtin_ctzll(bits);
      uint32_t longer = chain | ren__sweep_chain_at(number) << (8 * depth);
      if (s->lead && ren__sweep_family(longer) != s->lead) continue;
      ren__sample made = {.count = sample->count};
      for (size_t k = 0; k < made.count; k++) made.cps[k] = ren__sweep_result(sample->cps[k], number);
      if (is_result(&made)) found(s, &made, longer);
    }
}

/* UTF-8 read as a page, again and again; kinds: different steps so far. */
static void follow_utf8(search *s, const ren__sample *sample, uint32_t chain, unsigned depth, unsigned kinds) {
  uint8_t bytes[REN__SAMPLE_MAX];
  ren__sample next;
  for (uint32_t page = 0; page < PAGES && depth < DEPTH_MAX; page++) {
    uint32_t step = REN__STEP_UTF8 | page, before = depth ? chain >> (8 * (depth - 1)) & 0xFF : 0;
    unsigned now = kinds + (step != before);
    if (now > KINDS_MAX || !to_bytes(sample, (ren__cp)page, bytes) || !from_utf8(bytes, sample->count, &next)) continue;
    uint32_t longer = chain | step << (8 * depth);
    if (is_result(&next)) found(s, &next, longer);
    follow_utf8(s, &next, longer, depth + 1, now);
    if (now < KINDS_MAX) follow_pages(s, &next, longer, depth + 1);
  }
}

/* A step between pages before UTF-8. */
static void follow_mixed(search *s, const ren__sample *sample) {
  uint8_t bytes[REN__SAMPLE_MAX];
  ren__sample next;
  for (uint32_t from = 0; from < PAGES; from++) {
    if (!to_bytes(sample, (ren__cp)from, bytes)) continue;
    for (uint32_t to = 0; to < PAGES; to++)
      if ((to != from || to == REN__CP_WIN) && from_page(bytes, sample->count, (ren__cp)to, &next))
        follow_utf8(s, &next, REN__STEP_BYTE | from << 3 | to, 1, 1);
  }
}

size_t ren__sweep_search(const ren__sample *sample, uint32_t lead, ren__sweep_chain *chains) {
  search s = {.chains = chains, .lead = lead};
  bool pairs = true; /* UTF-8 gives two characters or more for one */
  for (size_t i = 0; i < sample->count; i++)
    pairs = pairs && !(sample->cps[i] && (i == 0 || !sample->cps[i - 1]) && !sample->cps[i + 1]);
  if (pairs) {
    follow_utf8(&s, sample, 0, 0, 0);
    follow_mixed(&s, sample);
  }
  follow_pages(&s, sample, 0, 0);
  return s.count;
}

bool ren__sweep_apply(const ren__sample *sample, uint32_t chain, ren__sample *out) {
  uint8_t bytes[REN__SAMPLE_MAX];
  ren__sample now;
  for (*out = *sample; chain; chain >>= 8) {
    uint32_t step = chain & 0xFF;
    bool utf8 = (step & 0xF0) == REN__STEP_UTF8, page = step >= REN__STEP_BYTE && step < REN__STEP_ISO646;
    if (!utf8 && !page) return false;
    now = *out;
    if (!to_bytes(&now, (ren__cp)(utf8 ? step & 7 : step >> 3 & 7), bytes)) return false;
    if (!(utf8 ? from_utf8(bytes, now.count, out) : from_page(bytes, now.count, step & 7, out))) return false;
  }
  for (size_t i = 0; i < out->count; i++)
    if (!ren__is_ordinary(out->cps[i])) return false;
  return true;
}

/* Pages whose Swedish letters are the same bytes. */
static uint32_t kind_of(uint32_t page) {
  if (page == REN__CP_L9) return REN__CP_WIN;
  return page == REN__CP_437 || page == REN__CP_865 ? REN__CP_850 : page;
}

uint32_t ren__sweep_family(uint32_t chain) {
  uint32_t family = 0;
  for (unsigned shift = 0; chain; chain >>= 8) {
    uint32_t step = chain & 0xFF;
    if ((step & 0xF0) == REN__STEP_UTF8) {
      step = REN__STEP_UTF8 | kind_of(step & 7);
    } else if (step >= REN__STEP_BYTE && step < REN__STEP_ISO646) {
      uint32_t from = kind_of(step >> 3 & 7), to = kind_of(step & 7);
      if (from == to) continue; /* letters stay what they are */
      step = REN__STEP_BYTE | from << 3 | to;
    }
    family |= step << shift;
    shift += 8;
  }
  return family;
}

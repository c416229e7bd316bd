#include "encoding/sweep_table.h"

#include <pthread.h>
#include <string.h>

#include "encoding/recode_steps.h"

enum { PAGES = REN__SWEEP_PAGES, CHAINS_MAX = REN__SWEEP_WORDS * 64, ROWS_MAX = 400 /* ren__cp_reverse has 393 */ };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static uint32_t chains[CHAINS_MAX]; /* 31 of one step, 800 of two */
static size_t chain_count, single_count;
static uint16_t results[ROWS_MAX][CHAINS_MAX]; /* what a chain makes of a row's character; 0: nothing it may */
static ren__sweep_test start[2];               /* all chains; those of one step */
static ren__sweep_set explains[ROWS_MAX], favours[ROWS_MAX]; /* by row of ren__cp_reverse */

bool ren__is_ordinary(uint32_t cp) {
  if (cp < 0x80) return true;
  if (cp < 0xC0) return cp >= 0xA0 && cp != 0xA6 && cp != 0xAC && cp != 0xAF && cp != 0xB8;
  if (cp < 0x100) return cp != 0xD7 && cp != 0xF7;
  switch (cp) {
  case 0x160:
  case 0x161:
  case 0x17D:
  case 0x17E:
  case 0x2013:
  case 0x2014:
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x2022:
  case 0x2026:
  case 0x20AC:
  case 0x2122: return true;
  default: return false;
  }
}

/* What it holds much of. */
static bool is_frequent(uint32_t cp) {
  return ren__is_swedish_letter(cp) || cp == 0xA0 || cp == 0xA7 || cp == 0xB4 || cp == 0x2013 || cp == 0x2014 ||
         cp == 0x2019 || cp == 0x201C || cp == 0x201D || cp == 0x2022 || cp == 0x2026;
}

static void list_chains(void) {
  uint32_t steps[PAGES * PAGES];
  size_t n = 0;
  for (uint32_t from = 0; from < PAGES; from++)
    for (uint32_t to = 0; to < PAGES; to++)
      if (from != to || from == REN__CP_WIN) /* cp1252 read as ISO 8859-1 */
        steps[n++] = REN__STEP_BYTE | from << 3 | to;
  for (size_t i = 0; i < n; i++) chains[chain_count++] = steps[i];
  single_count = chain_count;
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < n; k++) /* going on from the page just reached is one step */
      if ((steps[i] & 7) != (steps[k] >> 3 & 7)) chains[chain_count++] = steps[i] | steps[k] << 8;
}

static uint32_t go_through(uint32_t cp, uint32_t chain) {
  for (; chain && cp; chain >>= 8) {
    uint8_t byte = ren__unit_byte(cp, (ren__cp)(chain >> 3 & 7));
    cp = byte ? ren__cp_decode((ren__cp)(chain & 7), byte) : 0;
  }
  return cp;
}

static void build(void) {
  list_chains();
  for (size_t i = 0; i < chain_count; i++) {
    start[0].misses[0][i / 64] |= UINT64_C(1) << (i % 64);
    if (i < single_count) start[1].misses[0][i / 64] |= UINT64_C(1) << (i % 64);
  }
  for (size_t row = 0; row < ren__cp_reverse_count && row < ROWS_MAX; row++)
    for (size_t i = 0; i < chain_count; i++) {
      uint32_t cp = go_through(ren__cp_reverse[row].cp, chains[i]);
      uint64_t bit = UINT64_C(1) << (i % 64);
      if (!cp || !ren__is_ordinary(cp)) continue;
      results[row][i] = (uint16_t)cp;
      explains[row][i / 64] |= bit;
      if (is_frequent(cp)) favours[row][i / 64] |= bit;
    }
}

void ren__sweep_begin(ren__sweep_test *test, bool one_step) {
  pthread_once(&once, build);
  *test = start[one_step];
}

bool ren__sweep_narrow(ren__sweep_test *test, uint32_t cp) {
  const ren__cp_reverse_row *row = ren__cp_encode(cp);
  size_t at = row ? (size_t)(row - ren__cp_reverse) : ROWS_MAX;
  uint64_t left = 0;
  if (at >= ROWS_MAX) return false;
  for (size_t i = 0; i < REN__SWEEP_WORDS; i++) {
    uint64_t good = favours[at][i], fair = explains[at][i] & ~good;
    for (size_t k = REN__SWEEP_MISSES; k-- > 0;) {
      test->misses[k][i] = (test->misses[k][i] & good) | (k ? test->misses[k - 1][i] & fair : 0);
      left |= test->misses[k][i];
    }
  }
  return left != 0;
}

void ren__sweep_end(const ren__sweep_test *test, size_t allowed, ren__sweep_set set) {
  memset(set, 0, sizeof(ren__sweep_set));
  for (size_t k = 0; k < REN__SWEEP_MISSES && k <= allowed; k++)
    for (size_t i = 0; i < REN__SWEEP_WORDS; i++) set[i] |= test->misses[k][i];
}

uint32_t ren__sweep_result(uint32_t cp, size_t i) {
  const ren__cp_reverse_row *row = cp < 0x80 ? NULL : ren__cp_encode(cp);
  return row ? results[row - ren__cp_reverse][i] : cp;
}

uint32_t ren__sweep_chain_at(size_t i) { return chains[i]; }

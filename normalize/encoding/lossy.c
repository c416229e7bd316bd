#include "encoding/lossy.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "alloc.h"
#include "encoding/letters.h"
#include "encoding/private_use.h"
#include "text/edits.h"
#include "utf8.h"

typedef struct span {
  size_t from, end;
} span;

typedef struct marker {
  ren_edits *edits;
  ren_str text;
  const ren_encoding_opts *opts;
  const ren_model *model;
  ren__letters *letters; /* made for the first question mark */
  span *taken;           /* by edits, sorted */
  size_t taken_count;
  bool taken_known;
  size_t line, line_start; /* for explain */
} marker;

/* ---- finding ------------------------------------------------------------------ */

/* The next question mark, or byte that U+FFFD or a private-use letter begins with. */
static size_t next_place(ren_str text, size_t at) {
  const unsigned char *s = (const unsigned char *)text.ptr;
#if defined(__SSE2__)
  for (; at + 16 <= text.len; at += 16) {
    __m128i v;
    memcpy(&v, s + at, sizeof v);
    __m128i low = _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xFE)), _mm_set1_epi8((char)0xEE));
    unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(low, _mm_cmpeq_epi8(v, _mm_set1_epi8('?'))));
    if (mask) return at + (unsigned)__builtin_ctz(mask);
  }
#endif
  while (at < text.len && s[at] != '?' && s[at] != 0xEE && s[at] != 0xEF) at++;
  return at;
}

static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* A letter of a word ends before `at`, or begins there. */
static bool letter_before(ren_str text, size_t at) {
  if (at == 0) return false;
  if (is_ascii_letter(text.ptr[at - 1])) return true;
  uint32_t cp;
  return at >= 2 && ren_utf8_decode(text.ptr + at - 2, 2, &cp) == 2 && ren__letter_symbol(cp) != 0;
}

static bool letter_at(ren_str text, size_t at) {
  uint32_t cp;
  if (at >= text.len) return false;
  ren_utf8_decode(text.ptr + at, text.len - at, &cp);
  return cp != REN_BAD_CODEPOINT && ren__letter_symbol(cp) != 0;
}

static bool is_upper_at(ren_str text, size_t at) {
  uint32_t cp;
  ren_utf8_decode(text.ptr + at, text.len - at, &cp);
  return ren_is_upper(cp);
}

/* ---- question marks ------------------------------------------------------------ */

/* The word around [from, end) with a letter in its place: known with å, ä, ö or é, and
 * the same for further marks in it. */
static bool is_lost_word(marker *m, size_t from, size_t end) {
  static const uint32_t options[] = {0xE5, 0xE4, 0xF6, 0xE9};
  uint32_t word[REN__WORD_MAX];
  size_t places[2], place_count = 0, n = 0, start = from;
  while (start > 0 &&
         (letter_before(m->text, start) || (m->text.ptr[start - 1] == '?' && letter_before(m->text, start - 1))))
    start--;
  while (start < from && ((unsigned char)m->text.ptr[start] & 0xC0) == 0x80) start++;
  for (size_t at = start; at < m->text.len && n < REN__WORD_MAX;) {
    uint32_t cp;
    size_t length = ren_utf8_decode(m->text.ptr + at, m->text.len - at, &cp);
    if (cp == '?' && (at == from || letter_at(m->text, at + 1) || m->text.ptr[at + 1] == '?')) {
      if (place_count == 2) return false;
      places[place_count++] = n;
      word[n++] = 0;
      at = at == from ? end : at + 1;
      continue;
    }
    if (cp == REN_BAD_CODEPOINT || !ren__letter_symbol(cp)) break;
    word[n++] = cp;
    at += length;
  }
  if (n < 3 || place_count == 0) return false;
  size_t tail = n - places[0] - 1; /* aktier?den: two words */
  if (place_count == 1 && places[0] > 1 && tail > 1 && ren__is_known(m->letters, word, places[0]) &&
      ren__is_known(m->letters, word + places[0] + 1, tail))
    return false;
  for (size_t pick = 0; pick < (place_count == 2 ? 16u : 4u); pick++) {
    word[places[0]] = options[pick % 4];
    if (place_count == 2) word[places[1]] = options[pick / 4];
    if (n >= 9 ? ren__is_known(m->letters, word, n) : ren__is_surely_known(m->letters, word, n)) return true;
  }
  return false;
}

/* One question mark between letters, or two for the two bytes of one. */
static size_t question_marks(marker *m, size_t at) {
  size_t end = at + 1;
  if (end < m->text.len && m->text.ptr[end] == '?') end++;
  if (!letter_before(m->text, at) || !letter_at(m->text, end)) return 0;
  if (!m->letters) {
    m->letters = ren_alloc(sizeof *m->letters);
    if (!m->letters) return 0;
    ren__letters_init(m->letters, m->model);
  }
  return is_lost_word(m, at, end) ? end - at : 0;
}

/* ---- marking ------------------------------------------------------------------- */

static bool list_taken(marker *m) {
  if (ren__edits_sort(m->edits, NULL) != REN_OK) return false;
  m->taken_count = ren_edits_count(m->edits);
  m->taken = ren_alloc_array(m->taken_count + 1, sizeof *m->taken);
  if (!m->taken) return false;
  for (size_t i = 0; i < m->taken_count; i++) {
    const ren_edit *edit = ren_edits_get(m->edits, i);
    m->taken[i] = (span){edit->offset, edit->offset + edit->length};
  }
  return true;
}

/* An edit reaches into [from, end). */
static bool is_taken(const marker *m, size_t from, size_t end) {
  size_t low = 0, high = m->taken_count;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (m->taken[mid].end <= from)
      low = mid + 1;
    else
      high = mid;
  }
  return low < m->taken_count && m->taken[low].from < end;
}

static void explain(marker *m, size_t from, size_t end) {
  if (!m->opts || !m->opts->explain) return;
  for (const char *at; (at = memchr(m->text.ptr + m->line_start, '\n', from - m->line_start)) != NULL; m->line++)
    m->line_start = (size_t)(at - m->text.ptr) + 1;
  size_t start = from, stop = end;
  while (start > m->line_start && from - start < 40 && (unsigned char)m->text.ptr[start - 1] > ' ') start--;
  while (stop < m->text.len && stop - end < 40 && (unsigned char)m->text.ptr[stop] > ' ') stop++;
  ren_buf note = {0};
  ren_buf_printf(&note, "%.*s left as it is: a letter is lost, the corrector may find it", (int)(stop - start),
                 m->text.ptr + start);
  if (note.status == REN_OK) m->opts->explain(m->opts->payload, m->line, m->line_start, note.ptr);
  ren_buf_free(&note);
}

static ren_status mark(marker *m, size_t from, size_t length, ren_error *err) {
  if (!m->taken_known && !list_taken(m)) return ren_fail_nomem(err);
  m->taken_known = true;
  if (is_taken(m, from, from + length)) return REN_OK;
  explain(m, from, from + length);
  ren_edit edit = {.offset = from,
                   .length = length,
                   .after = {m->text.ptr + from, length},
                   .rule = REN__LOST_LETTER,
                   .confidence = 1};
  return ren_edits_add(m->edits, &edit, err);
}

/* The length of the lost letter at `at`, 0 if none is; *next: where to go on. */
static size_t lost_at(marker *m, size_t at, size_t *next) {
  *next = at + 1;
  if (m->text.ptr[at] == '?') return question_marks(m, at);
  uint32_t cp;
  size_t length = ren_utf8_decode(m->text.ptr + at, m->text.len - at, &cp);
  if (cp == REN_BAD_CODEPOINT || (cp != 0xFFFD && !ren__is_private(cp))) return 0;
  *next = at + length;
  if (cp == 0xFFFD) return letter_before(m->text, at) || letter_at(m->text, at + length) ? length : 0;
  /* A bullet stands before a capital. */
  bool small = letter_at(m->text, at + length) && !is_upper_at(m->text, at + length);
  return letter_before(m->text, at) || small ? length : 0;
}

ren_status ren__mark_lossy(ren_edits *edits, ren_str text, const ren_model *model, const ren_encoding_opts *opts,
                           ren_error *err) {
  marker m = {.edits = edits, .text = text, .opts = opts, .model = model, .line = 1};
  ren_status status = REN_OK;
  for (size_t at = next_place(text, 0), next; at < text.len && status == REN_OK; at = next_place(text, next)) {
    size_t length = lost_at(&m, at, &next);
    if (!length) continue;
    status = mark(&m, at, length, err);
    next = at + length;
  }
  ren_free(m.taken);
  ren_free(m.letters);
  return status;
}

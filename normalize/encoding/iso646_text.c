/* Texts that are 7-bit Swedish from end to end. */
#include "encoding/iso646_text.h"

#include <string.h>

#include "encoding/suspects.h"
#include "utf8.h"

uint32_t ren__iso646_letter(uint32_t cp) {
  static const uint16_t upper[3] = {0xC4, 0xD6, 0xC5}, lower[3] = {0xE4, 0xF6, 0xE5};
  if (cp >= '[' && cp <= ']') return upper[cp - '['];
  if (cp >= '{' && cp <= '}') return lower[cp - '{'];
  return 0;
}

typedef enum verdict { KNOWN, LIKELY, COSTLY, ODD } verdict;

/* Signs by themselves; a capital in a word (a[i]); costly letters: no words. */
static verdict judge(const ren__letters *letters, const char *s, size_t n) {
  uint32_t word[REN__WORD_MAX];
  ren__reading reading = ren__reading_start();
  size_t signs = 0, uppers = 0, lowers = 0;
  bool odd = n > REN__WORD_MAX;
  for (size_t i = 0; i < n && !odd; i++) {
    uint32_t letter = ren__iso646_letter((unsigned char)s[i]);
    word[i] = letter ? letter : (unsigned char)s[i];
    signs += letter != 0;
    bool upper = ren_is_upper(word[i]);
    odd = (upper && lowers) || (!upper && uppers >= 2 && !lowers);
    uppers += upper;
    lowers += !upper;
  }
  if (odd || (signs == n && !(n == 1 && s[0] == '}'))) return ODD;
  if (n >= 3 && ren__is_known(letters, word, n)) return KNOWN;
  for (size_t i = 0; i < n; i++)
    ren__reading_add(letters, &reading, word[i], ren__iso646_letter((unsigned char)s[i]) != 0);
  ren__reading_end(&reading);
  return reading.cost <= 5.0f * (float)n ? LIKELY : COSTLY; /* a name, or no word */
}

/* Words repeat. */
enum { SEEN_BITS = 10, SEEN_LENGTH = 15 };
typedef struct seen_word {
  char bytes[SEEN_LENGTH];
  uint8_t verdict; /* + 1; 0: empty */
} seen_word;

static verdict judge_once(seen_word *seen, const ren__letters *letters, const char *s, size_t n) {
  seen_word word = {{0}, 0};
  uint64_t hash = n;
  if (n > SEEN_LENGTH) return judge(letters, s, n);
  memcpy(word.bytes, s, n);
  for (size_t i = 0; i < n; i++) hash = ren__word_hash(hash, (unsigned char)s[i]);
  seen_word *slot = &seen[(hash * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - SEEN_BITS)];
  if (!slot->verdict || memcmp(slot->bytes, word.bytes, SEEN_LENGTH) != 0) {
    word.verdict = (uint8_t)(judge(letters, s, n) + 1);
    *slot = word;
  }
  return (verdict)(slot->verdict - 1);
}

static bool in_word(char c) { return ren__iso646_letter((unsigned char)c) || ren_is_letter((unsigned char)c); }

bool ren__is_iso646_text(const ren__letters *letters, ren_str text) {
  seen_word seen[1 << SEEN_BITS] = {0};
  size_t found[ODD + 1] = {0};
  if (ren_ascii_prefix(text.ptr, text.len) != text.len) return false;
  for (size_t done = 0; done < text.len;) {
    size_t from = ren__next_sign(text.ptr, done, text.len), end = from + 1;
    if (from == text.len) break;
    if (!ren__iso646_letter((unsigned char)text.ptr[from])) {
      done = end;
      continue;
    }
    while (from > done && in_word(text.ptr[from - 1])) from--;
    while (end < text.len && in_word(text.ptr[end])) end++;
    found[judge_once(seen, letters, text.ptr + from, end - from)]++;
    done = end;
  }
  size_t words = found[KNOWN] + found[LIKELY];
  return found[KNOWN] >= 2 && found[ODD] * 20 <= words && found[COSTLY] * 4 <= words;
}

/* ---- lines ---------------------------------------------------------------------- */

static bool is_small(char c) { return c >= 'a' && c <= '}' && c != '`'; }

/* Nothing but letters, figures and the signs of prose, and the signs that are letters
 * stand where letters of their case stand. */
static bool is_plain(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    char c = s[i], before = i ? s[i - 1] : ' ', after = i + 1 < n ? s[i + 1] : ' ';
    bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if ((c < ' ' && !blank) || c == '`' || c == '~' || c == '&' || c == '%' || c == '=' || c == 0x7F) return false;
    if (c == '[' && is_small(before)) return false; /* fÄr: another letter may be meant */
    if (is_small(c) && c > 'z' && !is_small(before) && !is_small(after)) return false;
  }
  return true;
}

bool ren__iso646_line(ren_str text, size_t start, size_t end, float confidence, ren_edits *edits, ren_status *status,
                      ren_error *err) {
  if (!is_plain(text.ptr + start, end - start)) return false;
  for (size_t i = start; i < end && *status == REN_OK;) {
    char after[64];
    ren_edit edit = {.offset = i, .after = {after, 0}, .rule = "iso646-se", .confidence = confidence};
    for (uint32_t letter;
         i < end && edit.after.len + 4 < sizeof after && (letter = ren__iso646_letter((unsigned char)text.ptr[i])) != 0;
         i++)
      edit.after.len += ren_utf8_encode(letter, after + edit.after.len);
    edit.length = i - edit.offset;
    if (edit.length) *status = ren_edits_add(edits, &edit, err);
    if (!edit.length) i = ren__next_sign(text.ptr, i + 1, end);
  }
  return true;
}

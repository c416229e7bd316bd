#include "dedup/dedup_words.h"

#include "utf8.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static bool is_word_cp(uint32_t cp) { return cp != REN_BAD_CODEPOINT && (ren_is_letter(cp) || ren_is_digit(cp)); }

/* Punctuation that is cut off at the ends of a token. */
bool ren__is_edge(uint32_t cp) {
  if (cp < 0x80) return !is_word_cp(cp) && cp != '%' && cp != '+' && cp != '@' && cp != '#' && cp != '&' && cp != '=';
  return cp == 0xAB || cp == 0xBB || cp == 0xB7 || cp == 0xAD || (cp >= 0x2010 && cp <= 0x2026) || cp == 0x2039 ||
         cp == 0x203A || cp == 0xFEFF;
}

bool ren__dedup_token_next(ren_str text, size_t *at, ren_str *token) {
  size_t i = *at;
  for (;;) {
    uint32_t cp;
    while (i < text.len) {
      size_t len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
      if (!ren_is_space(cp) && !ren__is_edge(cp)) break;
      i += len;
    }
    if (i >= text.len) break;
    size_t start = i, end = i;
    while (i < text.len) {
      size_t len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
      if (ren_is_space(cp)) break;
      i += len;
      if (!ren__is_edge(cp)) end = i;
    }
    *token = (ren_str){text.ptr + start, end - start};
    *at = end;
    return true;
  }
  *at = text.len;
  return false;
}

/* Next run of letters and digits. */
static bool next_run(ren_str text, size_t *at, ren_str *run) {
  size_t i = *at;
  uint32_t cp;
  while (i < text.len) {
    size_t len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (is_word_cp(cp)) break;
    i += len;
  }
  size_t start = i;
  while (i < text.len) {
    size_t len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (!is_word_cp(cp) && cp != 0xAD) break;
    i += len;
  }
  *run = (ren_str){text.ptr + start, i - start};
  *at = i;
  return run->len > 0;
}

/* Writes the words of the text in lower case, a blank behind each. */
static size_t write_words(char *out, size_t *len, ren_str text) {
  size_t words = 0, at = 0;
  bool inside = false;
  for (size_t i = 0; i < text.len;) {
    unsigned char c = (unsigned char)text.ptr[i];
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) { /* most of any text */
      words += !inside;
      inside = true;
      out[at++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
      i++;
      continue;
    }
    uint32_t cp = c;
    i += c < 0x80 ? 1 : ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (c >= 0x80 && is_word_cp(cp)) {
      words += !inside;
      inside = true;
      at += ren_utf8_encode(ren_to_lower(cp), out + at);
    } else if (inside && cp != 0xAD) {
      inside = false;
      out[at++] = ' ';
    }
  }
  if (inside) out[at++] = ' ';
  *len = at;
  return words;
}

bool ren__words_key_of(ren__words_key *key, size_t *words, ren_str text, ren_buf *scratch) {
  ren_buf_clear(scratch);
  /* a letter may grow by lower-casing, from two bytes to four at most */
  if (!ren_buf_reserve(scratch, 2 * text.len + 8)) return false;
  size_t len;
  *words = write_words(scratch->ptr, &len, text);
  XXH128_hash_t hash = XXH3_128bits(scratch->ptr, len);
  *key = (ren__words_key){hash.high64, hash.low64};
  return true;
}

static bool same_run(ren_str a, ren_str b) {
  size_t i = 0, j = 0;
  while (i < a.len && j < b.len) {
    uint32_t x, y;
    i += ren_utf8_decode(a.ptr + i, a.len - i, &x);
    j += ren_utf8_decode(b.ptr + j, b.len - j, &y);
    if (ren_to_lower(x) != ren_to_lower(y)) return false;
  }
  return i == a.len && j == b.len;
}

bool ren__same_words(ren_str a, ren_str b) {
  size_t i = 0, j = 0;
  ren_str x, y;
  for (;;) {
    bool more_a = next_run(a, &i, &x), more_b = next_run(b, &j, &y);
    if (more_a != more_b) return false;
    if (!more_a) return true;
    if (!same_run(x, y)) return false;
  }
}

bool ren__has_digit(ren_str word) {
  for (size_t i = 0; i < word.len; i++)
    if (word.ptr[i] >= '0' && word.ptr[i] <= '9') return true;
  return false;
}

bool ren__is_odd(uint32_t cp) {
  if (cp == REN_BAD_CODEPOINT) return true;
  return !(is_word_cp(cp) || cp == '-' || cp == '/' || cp == '.' || cp == ':' || cp == ',' || cp == '\'' ||
           cp == 0x2019 || cp == 0xAD || cp == 0x2010 || cp == 0x2013 || cp == '@' || cp == '%' || cp == '_');
}

bool ren__has_odd(ren_str word) {
  uint32_t cp;
  for (size_t i = 0; i < word.len;) {
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (ren__is_odd(cp)) return true;
  }
  return false;
}

bool ren__all_letters(ren_str word) {
  uint32_t cp;
  for (size_t i = 0; i < word.len;) {
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT || !ren_is_letter(cp)) return false;
  }
  return word.len > 0;
}

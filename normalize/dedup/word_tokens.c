#include "dedup/word_align.h"

#include "alloc.h"
#include "dedup/dedup_words.h"
#include "dedup/skeleton.h"
#include "utf8.h"

#include <string.h>

/* FNV-1a over letter classes; over the lower-cased letters themselves for short
 * words and words with digits, where a class is too coarse. */
static void make_key(ren__dedup_token *token) {
  ren_str word = token->word;
  bool exact = ren_utf8_count(word) <= 2 || ren__has_digit(word);
  uint32_t hash = 2166136261u;
  token->set = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    uint8_t codes[2] = {0, 0};
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == 0xAD) continue;
    int count = ren__letter_codes(cp, codes);
    for (int k = 0; k < count; k++) token->set |= UINT32_C(1) << codes[k];
    if (exact) {
      hash = (hash ^ (cp == REN_BAD_CODEPOINT ? cp : ren_to_lower(cp))) * 16777619u;
      continue;
    }
    for (int k = 0; k < count; k++) hash = (hash ^ codes[k]) * 16777619u;
    if (count == 0 && cp != '-') hash = (hash ^ (cp + 64)) * 16777619u;
  }
  token->key = hash;
}

/* A bar is no punctuation, but what l, i and 1 are read as. */
static ren_str with_bars(ren_str text, ren_str word) {
  size_t start = (size_t)(word.ptr - text.ptr), end = start + word.len;
  while (start > 0 && text.ptr[start - 1] == '|') start--;
  while (end < text.len && text.ptr[end] == '|') end++;
  return (ren_str){text.ptr + start, end - start};
}

bool ren__dedup_tokens_read(ren__dedup_tokens *tokens, ren_str text) {
  size_t at = 0;
  ren_str word;
  tokens->count = 0;
  while (ren__dedup_token_next(text, &at, &word)) {
    if (!ren_grow(&tokens->list, &tokens->cap, tokens->count, sizeof *tokens->list)) return false;
    ren__dedup_token *token = &tokens->list[tokens->count++];
    token->word = with_bars(text, word);
    make_key(token);
  }
  return true;
}

void ren__dedup_tokens_free(ren__dedup_tokens *tokens) {
  ren_free(tokens->list);
  *tokens = (ren__dedup_tokens){0};
}

void ren__units_free(ren__units *units) {
  ren_free(units->list);
  *units = (ren__units){0};
}

ren_str ren__dedup_tokens_joined(const ren__dedup_tokens *tokens, size_t first, size_t count, char buf[256]) {
  if (count == 1) return tokens->list[first].word;
  size_t len = 0;
  for (size_t k = 0; k < count; k++) {
    ren_str word = tokens->list[first + k].word;
    if (len + word.len > 256) return (ren_str){buf, 0};
    memcpy(buf + len, word.ptr, word.len);
    len += word.len;
  }
  return (ren_str){buf, len};
}

#include "segment/page_marks.h"

#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static bool starts(ren_str s, const char *word) {
  size_t n = strlen(word);
  if (s.len < n) return false;
  for (size_t i = 0; i < n; i++)
    if (lower(s.ptr[i]) != word[i]) return false;
  return true;
}

static bool names_page(ren_str s) { return starts(s, "sid") || starts(s, "blad"); }

bool ren__is_page_number(ren_str line) {
  enum { LONGEST = 20, MOST_DIGITS = 8 };
  size_t digits = 0, letters = 0, numbers = 0;
  if (line.len == 0 || line.len > LONGEST) return false;
  for (size_t i = 0; i < line.len; i++) {
    numbers += is_digit(line.ptr[i]) && (i == 0 || line.ptr[i - 1] == ' ');
    if (is_digit(line.ptr[i]))
      digits++;
    else if (lower(line.ptr[i]) >= 'a' && lower(line.ptr[i]) <= 'z')
      letters++;
    else if (!strchr(" ()-/.:", line.ptr[i]))
      return false;
  }
  if (digits == 0 || digits > MOST_DIGITS) return false;
  if (letters == 0 && numbers > 1 && line.ptr[line.len - 1] != ')') return false; /* `8 31`: a section sign */
  if (letters == 0) return digits <= 3 || (line.ptr[line.len - 1] == ')' && digits <= 6);
  return names_page(line);
}

/* The word `Sida` or two blanks before `15 (22)` begin the number. */
bool ren__page_numbered(ren_str line) {
  enum { LONGEST = 140, REACH = 18 };
  if (line.len < 6 || line.len > LONGEST || ren__is_page_number(line)) return false;
  for (size_t i = line.len - 1; i > 0 && line.len - i < REACH; i--) {
    ren_str rest = {line.ptr + i, line.len - i};
    if (line.ptr[i - 1] != ' ' && line.ptr[i - 1] != '\t') continue;
    bool apart = line.ptr[i - 1] == '\t' || (i > 1 && line.ptr[i - 2] == ' ');
    bool of_many = is_digit(rest.ptr[0]) && rest.ptr[rest.len - 1] == ')' && apart;
    if ((names_page(rest) || of_many) && ren__is_page_number(rest)) return true;
  }
  return false;
}

static bool begins(const ren__token *t, const char *word) {
  ren__fold fold;
  ren__fold_str(&fold, ren_str_of(word));
  return t->fold.len >= fold.len && memcmp(t->fold.letters, fold.letters, fold.len) == 0;
}

bool ren__page_foot(const char *text, size_t start, size_t end) {
  enum { LONGEST = 120 };
  ren__cursor cursor = {text, start, end};
  ren__token t;
  bool who = false, signs = false, attested = false;
  if (end - start > LONGEST) return false;
  while (ren__token_next(&cursor, &t)) {
    if (begins(&t, "juster") || begins(&t, "ordförande") || begins(&t, "sekreterare"))
      who = true;
    else if (begins(&t, "sign") || begins(&t, "initial"))
      signs = true;
    else if (begins(&t, "utdragsbestyrk"))
      attested = true;
    else
      return false;
  }
  return attested || (who && signs);
}

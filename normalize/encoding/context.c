#include "encoding/context.h"

#include <string.h>

#include "encoding/letters_tables.h"
#include "utf8.h"

static uint32_t at(const ren__line *line, size_t i) { return i < line->count ? line->cells[i].cp : 0; }

static bool follows(const ren__line *line, size_t i, const char *ascii) {
  for (; *ascii; ascii++, i++)
    if (at(line, i) != (uint32_t)(unsigned char)*ascii) return false;
  return true;
}

/* Behind a letter that TeX has a name for: \aa{}. */
static bool after_letter_command(const ren__line *line, size_t i) {
  size_t from = i;
  while (from > 0 && i - from < 3 && ren_is_letter(at(line, from - 1)) && at(line, from - 1) < 0x80) from--;
  return from < i && i - from <= 2 && from > 0 && at(line, from - 1) == '\\';
}

/* What stands between the names and values of JSON. */
static bool json_at(const ren__line *line, size_t i, size_t last) {
  if (follows(line, i, "\":") || follows(line, i, "\",")) return true;
  return i == last && at(line, i) == '}' && i > 0 && (at(line, i - 1) == '"' || at(line, i - 1) <= ' ');
}

/* A line of prose begins with a word, behind a number or a bullet. */
static bool begins_with_word(const ren__line *line) {
  size_t i = 0;
  while (i < line->count && !ren_is_letter(at(line, i)) && at(line, i) != '"' && at(line, i) != '{' &&
         at(line, i) != '[')
    i++;
  if (ren_is_letter(at(line, i)) && at(line, i + 1) == '.') i += 2; /* a. */
  while (at(line, i) == ' ') i++;
  return ren_is_letter(at(line, i)) && ren_is_letter(at(line, i + 1));
}

/* A command of LaTeX or roff: such a line is source. */
static bool is_latex(const ren__line *line, size_t i) {
  uint32_t next = at(line, i + 1), second = at(line, i + 2);
  if (next == 'f' && (second == 'B' || second == 'I' || second == 'P' || second == 'R')) return true;
  if (next == '"' && i == 1 && (at(line, 0) == '.' || at(line, 0) == '\'')) return true;
  static const char *const commands[] = {"begin{",  "end{",      "section{", "subsection{", "chapter{",
                                         "title{",  "author{",   "label{",   "ref{",        "cite{",
                                         "item",    "emph{",     "frac{",    "textbf{",     "usepack",
                                         "documen", "footnote{", "textit{",  "newcomm",     "caption{"};
  for (size_t k = 0; k < sizeof commands / sizeof *commands; k++)
    if (follows(line, i + 1, commands[k])) return true;
  return false;
}

/* The semicolon at i ends an entity that stands in a word; one by itself is often what
 * the line is about. */
static bool ends_entity(const ren__line *line, size_t i) {
  size_t from = i;
  while (from > 0 && i - from < 9 && at(line, from - 1) < 0x80 &&
         (ren_is_letter(at(line, from - 1)) || ren_is_digit(at(line, from - 1)) || at(line, from - 1) == '#'))
    from--;
  return from < i && from > 1 && at(line, from - 1) == '&' && ren_is_letter(at(line, from - 2));
}

/* The signs that code_at looks for, and those that may stand behind them. */
static const bool first_of_code[128] = {
    ['='] = true, ['!'] = true, ['&'] = true, ['|'] = true, ['-'] = true, [':'] = true, ['+'] = true, ['/'] = true,
    ['*'] = true, ['<'] = true, ['('] = true, ['['] = true, ['{'] = true, ['"'] = true, ['#'] = true, ['?'] = true,
    ['$'] = true, ['}'] = true, ['_'] = true, ['^'] = true, [';'] = true, ['\\'] = true};
static const bool second_of_code[128] = {
    ['='] = true, ['&'] = true, ['|'] = true, ['>'] = true, [':'] = true, ['/'] = true,
    ['*'] = true, [')'] = true, [']'] = true, ['}'] = true, ['"'] = true, ['\''] = true,
    [','] = true, ['i'] = true, ['?'] = true, ['{'] = true, ['['] = true};

static bool may_be_code(uint32_t cp) { return cp < 128 && first_of_code[cp]; }

/* Signs and pairs of signs that programs and markup hold and prose does not. Single
 * braces, bars and brackets are not among them: they are what 7-bit Swedish is. */
static bool code_at(const ren__line *line, size_t i, size_t last) {
  if (follows(line, i, "{}") && after_letter_command(line, i)) return false;
  static const char *const pairs[] = {"==", "!=", "&&",  "||", "->",   "=>", "::", "+=", "/*", "*/", "</", "/>", "();",
                                      "[]", "{}", "=\"", "='", "#inc", "<?", "?>", "${", "{{", "}}", "[[", "_{", "^{"};
  uint32_t c = at(line, i), next = at(line, i + 1);
  for (size_t k = 0; next < 128 && second_of_code[next] && k < sizeof pairs / sizeof *pairs; k++)
    if (c == (uint32_t)pairs[k][0] && follows(line, i, pairs[k])) return true;
  if (c == '\\' && is_latex(line, i)) return true;
  if (i == last && ((c == ';' && !ends_entity(line, i)) || c == '{')) return true;
  if (c == '}' && i == last && (i == 0 || at(line, i - 1) <= ' ')) return true;
  if (c == '<') {
    size_t end = i + 1;
    while (end < line->count && end < i + 40 && ren_is_letter(at(line, end)) && at(line, end) < 0x80) end++;
    return ren_is_letter(next) && (at(line, end) == '>' || (at(line, end) == ' ' && end > i + 1));
  }
  return false;
}

bool ren__may_be_code(ren_str line) {
  const unsigned char *s = (const unsigned char *)line.ptr;
  size_t n = line.len;
  while (n && s[n - 1] <= ' ') n--;
  if (n && (s[n - 1] == ';' || s[n - 1] == '{' || s[n - 1] == '}')) return true;
  for (size_t i = 0; i + 1 < n; i++)
    if (may_be_code(s[i]) && (s[i] == '<' || s[i] == '\\' || (s[i + 1] < 128 && second_of_code[s[i + 1]]))) return true;
  return false;
}

/* Frequent words of Swedish that English, German, Danish and Norwegian do not have. */
static bool is_core(const char *word) {
  static const char *const core[] = {"att",  "av",    "bör",  "detta",  "där",   "eller", "enligt", "ett",
                                     "från", "för",   "går",  "hade",   "han",   "hos",   "här",    "ingen",
                                     "inte", "inom",  "men",  "mellan", "måste", "när",   "någon",  "och",
                                     "ock",  "också", "på",   "samt",   "sig",   "sin",   "ska",    "skall",
                                     "som",  "så",    "till", "utan",   "vid",   "vill",  "är",     "över"};
  for (size_t i = 0; i < sizeof core / sizeof *core; i++)
    if (core[i][0] == word[0] && strcmp(word, core[i]) == 0) return true;
  return false;
}

ren__context ren__context_of(const ren__line *line) {
  const ren__tables *tables = ren__letter_tables();
  ren__context context = {0};
  uint64_t hash = REN__WORD_HASH_START;
  unsigned letters = 0;
  char word[32];
  size_t length = 0;
  int open = 0;
  size_t last = line->count;
  while (last > 0 && at(line, last - 1) <= ' ') last--;
  for (size_t i = 0; i <= line->count; i++) {
    uint32_t cp = at(line, i);
    uint8_t symbol = cp < REN__TABLED ? tables->symbol[cp] : ren__letter_symbol(cp);
    if (symbol) {
      uint32_t lower = cp < REN__TABLED ? tables->lower[cp] : ren_to_lower(cp);
      hash = ren__word_hash(hash, lower);
      if (letters < 6 && !context.core) length += ren_utf8_encode(lower, word + length);
      letters++;
      if (symbol >= 27 && symbol <= 29) context.swedish_letters = true;
      continue;
    }
    if (letters >= 2) {
      context.words++;
      if (ren__is_common(hash)) context.common++;
      word[length] = '\0';
      if (!context.core && letters <= 6 && is_core(word)) context.core++;
    }
    length = 0;
    hash = REN__WORD_HASH_START;
    letters = 0;
    if (cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0x84 || cp == 0x93 || cp == 0x94) context.quotes++;
    if (cp == '[') open++;
    if (cp == ']') open -= open > 0 ? (context.pairs = true) : 100;
    if (may_be_code(cp)) {
      bool json = json_at(line, i, last - 1);
      context.json = context.json || json;
      if (!json && !context.code) context.code = code_at(line, i, last - 1);
    }
  }
  if (open != 0) context.pairs = false;
  bool json_seen = context.json;
  context.json = json_seen && !context.code && begins_with_word(line);
  context.code = context.code || json_seen;
  context.odd_quotes = context.quotes % 2 != 0;
  return context;
}

bool ren__is_address(const ren__line *line, size_t from, size_t count) {
  bool at_sign = false, may_be = false;
  for (size_t i = from; i < from + count && !may_be; i++) {
    uint32_t cp = at(line, i);
    may_be = cp == '/' || cp == '@' || cp == 'w' || cp == ':';
  }
  if (!may_be) return false;
  if (at(line, from) == '/') { /* a path; a name between slashes is a signature */
    for (size_t i = from + 1; i + 1 < from + count; i++)
      if (at(line, i) == '/' && ren_is_letter(at(line, i + 1))) return true;
  }
  for (size_t i = from; i < from + count; i++) {
    if (follows(line, i, "://") || follows(line, i, "www.") || follows(line, i, "mailto:")) return true;
    if (at(line, i) == '@' && i > from && ren_is_letter(at(line, i + 1))) at_sign = true;
    if (at_sign && at(line, i) == '.' && i + 1 < from + count && ren_is_letter(at(line, i + 1))) return true;
    /* a domain and a path */
    if (at(line, i) == '.' && i > from && ren_is_letter(at(line, i + 1)) && i + 3 < from + count) {
      size_t k = i + 1;
      while (k < from + count && ren_is_letter(at(line, k)) && at(line, k) < 0x80) k++;
      if (k - i >= 3 && k - i <= 7 && at(line, k) == '/' && k + 1 < from + count) return true;
    }
  }
  return false;
}

static bool is_quote(uint32_t cp) {
  return cp == '"' || cp == '\'' || cp == '`' || cp == 0x201C || cp == 0x201D || cp == 0x2018 || cp == 0x2019 ||
         cp == 0xAB || cp == 0xBB || cp == 0xB4;
}

/* What is not ASCII stands between two quotes of the run, as in f("å"). */
static bool holds_quoted(const ren__line *line, size_t from, size_t end) {
  size_t first = from, last = end;
  while (first < end && at(line, first) < 0x80) first++;
  while (last > first && at(line, last - 1) < 0x80) last--;
  if (first == last) return false;
  while (first > from && ren_is_letter(at(line, first - 1))) first--;
  while (last < end && ren_is_letter(at(line, last))) last++;
  uint32_t quote = first > from ? at(line, first - 1) : 0;
  return last < end && at(line, last) == quote && (quote == '"' || quote == '\'' || quote == '`');
}

bool ren__is_quoted(const ren__line *line, size_t from, size_t count) {
  size_t end = from + count;
  if (holds_quoted(line, from, end)) return true;
  while (from < end && (at(line, from) == '(' || at(line, from) == '[')) from++;
  while (end > from && (at(line, end - 1) < '0' || at(line, end - 1) == ':' || at(line, end - 1) == ';') &&
         !is_quote(at(line, end - 1)))
    end--;
  return end > from + 2 && is_quote(at(line, from)) && is_quote(at(line, end - 1));
}

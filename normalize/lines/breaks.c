#include "lines/breaks.h"

#include "lines/false_gaps.h"
#include "lines/hyphen.h"
#include "lines/line_kind.h"
#include "lines/line_places.h"
#include "lines/line_words.h"
#include "lines/lone_mark.h"
#include "lines/lost_hyphen.h"
#include "lines/notes.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

float ren__line_confidence(double log_odds) { return (float)(1.0 / (1.0 + exp(-log_odds))); }

ren__nearness ren__nearness_of(const ren__job *job, size_t i) {
  uint32_t a = job->run[i - 1], b = job->run[i];
  if (b < a) return REN__NEAR_PAGE; /* a note that was moved */
  bool blank = false;
  for (uint32_t k = a + 1; k <= b; k++) {
    if (job->table.line[k].page_before) return REN__NEAR_PAGE;
    blank |= job->table.line[k].gap > 0;
  }
  if (b > a + 1) return REN__NEAR_PAGE; /* furniture between them */
  const ren__place *place = job->table.place;
  if (place && place[a].line && place[b].line && place[a].line->column != place[b].line->column) return REN__NEAR_PAGE;
  return blank ? REN__NEAR_BLANK : REN__NEAR_LINE;
}

enum { CUT_WIDTH = 30 }; /* letters of a line that a false empty line cuts off */

/* ---- weights, in natural log-odds for "the paragraph goes on" -------------- */

static double how_a_ends(const ren__line *a, const ren__line *b) {
  bool lower = b->first == REN__FIRST_LOWER;
  switch ((ren__last)a->last) {
  case REN__LAST_WORD: return 3.0;
  case REN__LAST_SERIES: return 2.5;
  case REN__LAST_COMMA:
  case REN__LAST_DASH: return 1.5;
  case REN__LAST_SUSPENDED: return 4.0;
  case REN__LAST_SEMICOLON: return 0.0;
  case REN__LAST_OPEN:
  case REN__LAST_SLASH:
  case REN__LAST_HYPHEN: return 0.3;
  case REN__LAST_ABBREV: return lower || b->first == REN__FIRST_DIGIT ? 1.5 : -0.3;
  case REN__LAST_COLON: return lower ? -0.5 : -2.0;
  case REN__LAST_TERMINAL: break;
  }
  return lower ? -1.5 : -0.7;
}

static ren_str last_word(const ren__job *job, const ren__line *line) {
  const char *s = job->table.text.ptr;
  size_t end = ren__line_end(line), at = end;
  while (at > line->start && end - at < 32 && s[at - 1] != ' ') at--;
  return (ren_str){s + at, end - at};
}

/* The line ends with "12", "12 a" or "1--8". */
static bool follows_number(const ren__job *job, const ren__line *line) {
  const char *s = job->table.text.ptr;
  size_t end = ren__line_end(line);
  if (ren_is_digit((unsigned char)s[end - 1])) return true;
  return line->len > 3 && s[end - 2] == ' ' && ren_is_digit((unsigned char)s[end - 3]);
}

/* "den 24 maj / 2024", "bilaga / 2". */
static bool goes_with_number(const ren__job *job, const ren__line *a) {
  ren_str word = last_word(job, a);
  return ren__is_month(word) || ren__is_reference_word(word);
}

/* "(S)", "(KD)", formerly "(kd)", at the start of a line belong to the name before. */
static bool is_party(const ren__job *job, const ren__line *line) {
  const char *s = job->table.text.ptr + line->start;
  size_t at = 1;
  while (at < line->len && at < 5 && (s[at] | 32) >= 'a' && (s[at] | 32) <= 'z') at++;
  return s[0] == '(' && at > 1 && at < line->len && s[at] == ')';
}

/* "reservation 26 och / 27. Den" */
static bool after_number(const ren__job *job, const ren__line *a) {
  const char *s = job->table.text.ptr;
  size_t end = ren__line_end(a);
  return a->last == REN__LAST_SERIES && a->len > 6 && memcmp(s + end - 4, " och", 4) == 0 &&
         ren_is_digit((unsigned char)s[end - 5]);
}

/* What looks like a list marker is the number of something: "artikel / 13. ",
 * "(yrkande / 5) och". */
static bool is_reference(const ren__job *job, const ren__line *a, const ren__line *b) {
  const char *s = job->table.text.ptr;
  ren_str before = last_word(job, a);
  uint32_t cp;
  ren_utf8_decode(before.ptr, before.len, &cp);
  if (is_party(job, b)) return a->last == REN__LAST_OPEN && ren_is_upper(cp);
  if (ren__is_reference_word(before)) return true;
  /* "leva / i. Då", "den välfärd som / vi. Det": words that look like roman numbers */
  bool word = (s[b->start] == 'i' || s[b->start] == 'v') && memchr(s + b->start, '.', b->len < 4 ? b->len : 4);
  if (word && (a->last == REN__LAST_OPEN || a->last == REN__LAST_WORD)) return a->first != REN__FIRST_MARKER;
  bool capital = s[b->start] >= 'A' && s[b->start] <= 'Z'; /* Ann Berg (båda / M) */
  if (!ren_is_digit((unsigned char)s[b->start]) && !capital) return false;
  if (!capital && after_number(job, a)) return true;
  size_t at = b->start + capital;
  while (ren_is_digit((unsigned char)s[at]) && !capital) at++;
  if (s[at] != ')') return false;
  size_t from = a->len > 200 ? ren__line_end(a) - 200 : a->start;
  for (size_t k = ren__line_end(a); k > from; k--) {
    if (s[k - 1] == ')') return false;
    if (s[k - 1] == '(') return true;
  }
  return false;
}

/* "§§ samma lag": without a number after it the sign belongs to one before. */
static bool is_bare_section(const ren__job *job, const ren__line *b) {
  const char *s = job->table.text.ptr + b->start;
  size_t at = 0;
  while (at + 1 < b->len && memcmp(s + at, "§", 2) == 0) at += 2;
  if (at < b->len && s[at] == ' ') at++;
  return at >= b->len || !ren_is_digit((unsigned char)s[at]);
}

static double how_b_begins(const ren__job *job, size_t i, const ren__line *a, const ren__line *b) {
  bool inner = a->last == REN__LAST_WORD || a->last == REN__LAST_SUSPENDED || a->last == REN__LAST_SERIES;
  switch ((ren__first)b->first) {
  case REN__FIRST_LOWER: return 3.0;
  case REN__FIRST_UPPER: return 0.0;
  case REN__FIRST_DIGIT: return goes_with_number(job, a) ? 3.0 : 0.3;
  case REN__FIRST_QUOTE: return is_party(job, b) && a->last == REN__LAST_OPEN ? 3.0 : 0.3;
  case REN__FIRST_SECTION:
    if (is_bare_section(job, b)) return 3.0; /* 28 e och f / §§ */
    if (follows_number(job, a)) return 3.0;  /* 12 / § samma lag */
    return inner || a->last == REN__LAST_COMMA ? 1.0 : -6.0;
  case REN__FIRST_MARKER: return is_reference(job, a, b) ? 0.3 : -8.0;
  case REN__FIRST_DASH: {
    /* a dash inside a sentence, unless there are bullets around */
    bool bullets = a->first == REN__FIRST_DASH;
    if (i + 1 < job->run_count) bullets |= ren__run_line(job, i + 1)->first == REN__FIRST_DASH;
    return bullets || a->last == REN__LAST_TERMINAL || a->last == REN__LAST_COLON ? -8.0 : -1.0;
  }
  case REN__FIRST_OTHER: break;
  }
  return -0.5;
}

/* Beslutspunkter without numbers: "att ..." after "beslutar", or after another. */
static bool is_att_point(const ren__job *job, const ren__line *a, const ren__line *b) {
  const char *s = job->table.text.ptr;
  if (b->len < 4 || memcmp(s + b->start, "att ", 4) != 0) return false;
  if (a->len >= 4 && memcmp(s + a->start, "att ", 4) == 0 && a->last != REN__LAST_WORD) return true;
  return a->last == REN__LAST_COLON || ren__is_proposal_verb(last_word(job, a));
}

/* "4. att ..." and then "att ...": the next point, whose number was not read. */
static bool lost_its_number(const ren__job *job, const ren__line *a, const ren__line *b) {
  const char *s = job->table.text.ptr, *blank = memchr(s + a->start, ' ', a->len);
  if (a->first != REN__FIRST_MARKER || !blank || b->len < 4 || memcmp(s + b->start, "att ", 4) != 0) return false;
  return a->start + a->len - (size_t)(blank - s) > 5 && memcmp(blank, " att ", 5) == 0;
}

static double kinds(const ren__job *job, const ren__line *a, const ren__line *b, const ren__wrap *wrap, bool full) {
  double s = 0;
  if (a->row == REN__ROW_RULE || b->row == REN__ROW_RULE) s -= 8;
  if (a->row == REN__ROW_TABLE || b->row == REN__ROW_TABLE) s -= 6;
  if (a->row == REN__ROW_PERSON && !(full && b->first == REN__FIRST_LOWER)) s -= 5;
  if (b->row == REN__ROW_PERSON && (a->row == REN__ROW_PERSON || !full)) s -= 5;
  if (b->row == REN__ROW_TITLE && a->first == REN__FIRST_UPPER && a->width < 40) s -= 6;
  bool short_line = b->first == REN__FIRST_UPPER && b->width < 45 && b->last == REN__LAST_OPEN;
  if (a->last == REN__LAST_TERMINAL && short_line &&
      ren__is_section_heading((ren_str){job->table.text.ptr + b->start, b->len}))
    s -= 5;
  if (b->row == REN__ROW_CONTACT && a->last != REN__LAST_WORD) s -= 4;
  if (a->row == REN__ROW_CONTACT && b->first != REN__FIRST_LOWER) s -= 4;
  if (a->row == REN__ROW_CONTACT && b->row == REN__ROW_CONTACT) s -= 8;
  if (is_att_point(job, a, b)) s -= full && wrap->state == REN__WRAP_HARD ? 1.5 : 5;
  return s;
}

/* Was there room for b's first word on a? The strongest evidence in wrapped text. */
static double room_evidence(float room, const ren__wrap *wrap) {
  if (wrap->state == REN__WRAP_CLEAN) return 0;
  if (wrap->state == REN__WRAP_UNSURE) return room <= 0.05f ? 1.0 : room <= 0.25f ? 0 : -3.0;
  if (room <= 0.02f) return 2.5;
  if (room <= wrap->tolerance) return 1.5;
  float over = room - wrap->tolerance;
  if (over <= 0.05f) return 0;
  double s = -1.5 - 8 * over;
  return s < -5 ? -5 : s;
}

static double indent_evidence(const ren__job *job, size_t i) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  if (job->table.place) {
    bool item = a->first == REN__FIRST_MARKER || a->first == REN__FIRST_DASH;
    return ren__place_evidence(&job->table.place[job->run[i - 1]], &job->table.place[job->run[i]], item);
  }
  const ren__wrap *wrap = &job->wrap;
  int step = (int)b->indent - (int)a->indent;
  if (wrap->indented && step <= 0) { /* first lines may follow each other: paragraphs of one line */
    if (ren__is_set_in(wrap->indent, b) && b->first != REN__FIRST_LOWER) return -7.0;
    return b->indent == wrap->indent ? 1.5 : 0;
  }
  if (step >= 2 && step <= 12) {
    bool item = a->first == REN__FIRST_MARKER || a->first == REN__FIRST_DASH;
    return item ? 1.0 : wrap->indented ? -7.0 : -2.5;
  }
  return step > 12 ? -4 : 0;
}

static double state_prior(const ren__wrap *wrap) {
  switch (wrap->state) {
  case REN__WRAP_HARD: return 0.5;
  case REN__WRAP_UNSURE: return -1.0;
  case REN__WRAP_CLEAN: break;
  }
  return -6.0;
}

static bool role_differs(const ren__job *job, size_t i) {
  const ren__place *place = job->table.place;
  if (!place) return false;
  const ren_line *a = place[job->run[i - 1]].line, *b = place[job->run[i]].line;
  return a && b && (a->role == REN_ROLE_HEADING) != (b->role == REN_ROLE_HEADING);
}

/* For all that the words say, in a text whose lines say nothing: no list item ends with "och", no
 * sentence with "kl." before a number, and no range with its dash. */
static bool runs_on(const ren__line *a, const ren__line *b) {
  if (b->first == REN__FIRST_LOWER || a->last == REN__LAST_WORD || a->last == REN__LAST_SUSPENDED) return true;
  if (a->last == REN__LAST_SERIES) return b->first == REN__FIRST_UPPER || b->first == REN__FIRST_DIGIT;
  return b->first == REN__FIRST_DIGIT && (a->last == REN__LAST_ABBREV || a->last == REN__LAST_DASH);
}

static bool block_differs(const ren__job *job, size_t i) {
  const ren__place *place = job->table.place;
  if (!place) return false;
  const ren_line *a = place[job->run[i - 1]].line, *b = place[job->run[i]].line;
  return a && b && a->block != b->block;
}

static double line_score(const ren__job *job, size_t i, const ren__wrap *wrap) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  float room = ren__wrap_room(&job->table, job->run[i - 1], job->run[i], wrap);
  bool full = room <= wrap->tolerance;
  double s = state_prior(wrap) + room_evidence(room, wrap) + how_a_ends(a, b) + how_b_begins(job, i, a, b) +
             kinds(job, a, b, wrap, full) + indent_evidence(job, i);
  if (role_differs(job, i)) s -= 8;
  if (block_differs(job, i) && b->first != REN__FIRST_LOWER && a->last != REN__LAST_WORD) s -= 2;
  bool alone = job->table.place && job->table.place[job->run[i - 1]].alone;
  if (alone && b->first != REN__FIRST_LOWER && a->last == REN__LAST_OPEN) s -= 6; /* an address */
  /* a short heading before its text: almost full is not full */
  if (b->first == REN__FIRST_UPPER && a->last == REN__LAST_OPEN && room > 0.04f) s -= 2;
  if (wrap->state != REN__WRAP_HARD) { /* without known wrapping only a sentence that plainly runs on */
    if (!runs_on(a, b) && how_b_begins(job, i, a, b) < 2) s -= 3;
    if (a->width > 130) s -= 6;
  }
  return s;
}

/* "... anslår medel till", empty line, "en ny skola.": no list begins or goes on like that. */
static bool is_cut(const ren__job *job, size_t i) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  bool last = i + 1 >= job->run_count || ren__nearness_of(job, i + 1) != REN__NEAR_LINE;
  bool again = last && i + 1 < job->run_count && ren__run_line(job, i + 1)->first == REN__FIRST_LOWER;
  return a->last == REN__LAST_WORD && !ren_str_eq(last_word(job, a), REN_STR("att")) && a->width >= CUT_WIDTH &&
         (b->last == REN__LAST_TERMINAL || !last) && !again;
}

/* Over an empty line: only a sentence that cannot have ended. */
static double blank_score(const ren__job *job, size_t i, const ren__wrap *wrap) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  bool goes_on = a->last == REN__LAST_WORD || a->last == REN__LAST_SUSPENDED || a->last == REN__LAST_COMMA ||
                 a->last == REN__LAST_OPEN || a->last == REN__LAST_SERIES || a->last == REN__LAST_ABBREV;
  if (b->first != REN__FIRST_LOWER || !goes_on || a->row || b->row || role_differs(job, i)) return -8;
  float room = ren__wrap_room(&job->table, job->run[i - 1], job->run[i], wrap);
  bool full = room <= wrap->tolerance;
  double s = wrap->state == REN__WRAP_HARD ? -2.0 : -7.0;
  if (wrap->state == REN__WRAP_HARD) s += full ? 2.0 : -2.5;
  if (a->last == REN__LAST_WORD)
    s += 3.0;
  else if (a->last == REN__LAST_SUSPENDED)
    s += 2.0;
  else if (job->gaps_interrupt)
    s += 1.5;
  if (wrap->state == REN__WRAP_UNSURE && is_cut(job, i)) s += 5.0;
  if (is_att_point(job, a, b) || lost_its_number(job, a, b)) s -= 4;
  if (a->first == REN__FIRST_MARKER && full) s += 1.0; /* the next item would have a marker too */
  return s;
}

static double page_score(const ren__job *job, size_t i, const ren__wrap *wrap) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  float room = ren__wrap_room(&job->table, job->run[i - 1], job->run[i], wrap);
  bool full = wrap->width > 0 && room <= wrap->tolerance;
  double s = -1.5 + how_a_ends(a, b) + how_b_begins(job, i, a, b) + kinds(job, a, b, wrap, full);
  if (a->last == REN__LAST_TERMINAL) s -= 2.5;
  if (b->first == REN__FIRST_UPPER && a->last != REN__LAST_WORD) s -= 2;
  if (wrap->state == REN__WRAP_HARD) s += full ? 1.0 : -1.5;
  if (a->first == REN__FIRST_UPPER && a->width < 40 && wrap->state == REN__WRAP_HARD && !full) s -= 1;
  if (role_differs(job, i)) s -= 8;
  if (job->table.place) s += ren__place_page_evidence(&job->table, job->run[i - 1], job->run[i], full);
  return s;
}

/* Hyphens that begin something: "(-" / "Norrköping)", and the minus of "till -" / "5 grader":
 * after a word that ends no sentence there is no dash. */
static bool begins_with_hyphen(const ren__job *job, const ren__line *a, const ren__line *b) {
  const char *s = job->table.text.ptr;
  size_t end = ren__line_end(a);
  if (a->len < 3 || s[end - 1] != '-') return false;
  if (a->last == REN__LAST_OPEN)
    return s[end - 2] != '-' && (b->first == REN__FIRST_LOWER || b->first == REN__FIRST_UPPER ||
                                 b->first == REN__FIRST_QUOTE || (b->first == REN__FIRST_DIGIT && s[end - 2] == '('));
  if (a->last != REN__LAST_DASH || !ren_is_digit((unsigned char)s[b->start])) return false;
  size_t at = end - 1;
  while (at > a->start && s[at - 1] == ' ') at--;
  size_t from = at;
  while (from > a->start && at - from < 16 && s[from - 1] != ' ') from--;
  return ren__is_inner_word((ren_str){s + from, at - from});
}

static ren__joint plain_joint(ren__job *job, size_t i, const ren__wrap *wrap) {
  const ren__line *a = ren__run_line(job, i - 1);
  ren__nearness near = ren__nearness_of(job, i);
  bool begun = near == REN__NEAR_LINE && begins_with_hyphen(job, a, ren__run_line(job, i));
  double s;
  ren__rule rule;
  if (near == REN__NEAR_PAGE) {
    s = page_score(job, i, wrap);
    rule = REN__RULE_PAGE;
  } else if (near == REN__NEAR_BLANK && !wrap->spaced) {
    s = blank_score(job, i, wrap);
    rule = REN__RULE_BLANK_LINE;
  } else {
    s = line_score(job, i, wrap) + (begun && wrap->state != REN__WRAP_CLEAN ? 4.0 : 0);
    rule = REN__RULE_JOIN;
  }
  if (s <= 0) return (ren__joint){0};
  ren__joint joint = {(uint8_t)rule, 0, " ", ren__line_confidence(s)};
  double lost = near == REN__NEAR_LINE && wrap->state != REN__WRAP_CLEAN ? ren__hyphen_lost(job, i) : -1;
  if (lost > 0) return (ren__joint){REN__RULE_LOST, 0, "", ren__line_confidence(lost < s ? lost : s)};
  if (begun) {
    joint.rule = REN__RULE_KEEP;
    joint.glue = "";
  }
  if (a->last == REN__LAST_SLASH) {
    joint.rule = REN__RULE_SLASH;
    joint.glue = "";
  }
  return joint;
}

static void decide(ren__job *job, size_t i, const ren__wrap *wrap) {
  if (ren__is_moved(ren__run_line(job, i - 1)) != ren__is_moved(ren__run_line(job, i))) {
    job->joint[i] = (ren__joint){0};
    return;
  }
  ren__joint joint = {0};
  if (ren__is_lone_mark(job, i - 1) && wrap->state != REN__WRAP_CLEAN)
    joint = ren__join_mark(job, i);
  else if (ren__run_line(job, i - 1)->last == REN__LAST_HYPHEN)
    joint = ren__hyphen_decide(job, i);
  if (!joint.rule && !ren__is_lone_mark(job, i - 1) && !ren__is_lone_mark(job, i)) joint = plain_joint(job, i, wrap);
  if (joint.confidence < job->opts.min_confidence) joint = (ren__joint){0};
  job->joint[i] = joint;
}

/* Paragraphs of wrapped prose that follow each other without an empty line get one;
 * headings, list items and rows keep what they have. */
static void part_paragraphs(ren__job *job, size_t from, size_t to, const ren__wrap *wrap) {
  if (wrap->state != REN__WRAP_HARD || wrap->spaced) return;
  bool joined = false; /* the paragraph so far is more than a line */
  for (size_t i = from + 1; i < to; i++) {
    const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
    if (ren__joined(&job->joint[i])) {
      joined = true;
      continue;
    }
    bool prose = b->first == REN__FIRST_UPPER && !b->row && !a->row && i + 1 < to && ren__joined(&job->joint[i + 1]);
    bool set_in =
        wrap->indented && b->first == REN__FIRST_UPPER && !b->row && !a->row && ren__is_set_in(wrap->indent, b);
    if (((joined && prose) || set_in) && a->last == REN__LAST_TERMINAL)
      job->joint[i] = (ren__joint){REN__RULE_PARAGRAPH, 0, "", 0.8f};
    joined = false;
  }
}

void ren__breaks_decide(ren__job *job) {
  job->gaps_interrupt = ren__gaps_interrupt(job);
  for (size_t from = 0; from < job->run_count;) {
    size_t to = from + 1;
    while (to < job->run_count && (job->wrap.spaced || ren__nearness_of(job, to) == REN__NEAR_LINE)) to++;
    ren__wrap wrap = ren__wrap_block(&job->table, job->run, from, to, &job->wrap);
    if (from > 0) {
      ren__wrap across = ren__wrap_across(job, from);
      decide(job, from, &across);
    }
    for (size_t i = from + 1; i < to; i++) decide(job, i, &wrap);
    part_paragraphs(job, from, to, &wrap);
    from = to;
  }
}

#include "segment/walk.h"

#include "segment/facts.h"
#include "segment/organs.h"

#include "utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { HEADING_MAX = 240, CROWD_MAX = 1200, LINE_MAX = 120, SHORT_LINE = 40, HEAD_PARAS = 6 };

static bool has(const ren__walk *w, size_t i, ren__word word) {
  return i < w->tokens.count && (w->tokens.items[i].words & REN__WORD(word)) != 0;
}

static bool any(const ren__walk *w, size_t first, size_t end, uint64_t words) {
  for (size_t i = first; i < end && i < w->tokens.count; i++)
    if (w->tokens.items[i].words & words) return true;
  return false;
}

static ren_str keep(ren__walk *w, ren_str s) {
  ren_str copy = {0};
  if (!ren_arena_str(w->arena, s, &copy)) w->failed = true;
  return copy;
}

ren_str ren__walk_keep_line(ren__walk *w, size_t from, size_t to) {
  ren_buf buf = {0};
  for (size_t i = from; i < to; i++) {
    char c = w->text.ptr[i];
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (blank && (!buf.len || buf.ptr[buf.len - 1] == ' ')) continue;
    ren_buf_putc(&buf, blank ? ' ' : c);
  }
  if (buf.status != REN_OK) w->failed = true;
  ren_str line = keep(w, ren_str_trim(ren_buf_str(&buf)));
  ren_buf_free(&buf);
  return line;
}

static ren_str keep_organ(ren__walk *w, const ren__organ *organ) {
  ren_buf buf = {0};
  ren__organ_name(&buf, organ, &w->tokens, w->text.ptr);
  if (buf.status != REN_OK) w->failed = true;
  ren_str name = keep(w, ren_buf_str(&buf));
  ren_buf_free(&buf);
  return name;
}

static ren__known_organ *known_organ(ren__walk *w, ren_str organ) {
  for (size_t i = 0; i < w->known_count; i++)
    if (ren__organ_same(w->known[i].organ, organ)) return &w->known[i];
  if (w->known_count == REN__ORGANS_MAX) return NULL;
  w->known[w->known_count] = (ren__known_organ){.organ = organ};
  return &w->known[w->known_count++];
}

/* Here this organ speaks; its date is the one of its own meeting. A name seen before is
 * kept in its first spelling, which is the document's head. */
static void enter_organ(ren__walk *w, ren_str organ) {
  ren__known_organ *known = known_organ(w, organ);
  w->organ = known ? known->organ : organ;
  bool home = !w->home_organ.len || ren__organ_same(w->organ, w->home_organ);
  if (home && known && !known->date.len) known->date = w->home_date; /* the head had the date before the name */
  w->date = known ? known->date : (ren_str){0};
  if (!w->home_organ.len) w->home_organ = w->organ;
}

static void enter_date(ren__walk *w, const char *iso) {
  ren_str date = keep(w, ren_str_of(iso));
  ren__known_organ *known = w->organ.len ? known_organ(w, w->organ) : NULL;
  w->date = date;
  if (known) known->date = date;
  if (!w->home_date.len && (!known || ren__organ_same(w->organ, w->home_organ))) w->home_date = date;
}

/* Sets the diary number found from word `first` on; its first word, or the end. */
size_t ren__walk_find_dnr(ren__walk *w, size_t first) {
  ren__dnr dnr;
  if (!ren__dnr_find(&dnr, &w->tokens, w->text.ptr, first, w->tokens.count)) return w->tokens.count;
  w->dnr = keep(w, (ren_str){dnr.value, dnr.length});
  return dnr.first;
}

/* The heading behind `§ 12`: words [first, end), the rest of the line up to the diary
 * number, with an opening quotation mark but no bracket left open. */
void ren__walk_take_heading(ren__walk *w, size_t first, size_t end) {
  if (end <= first) return;
  const ren__token *t = w->tokens.items;
  size_t from = t[first].start, to = t[end - 1].end;
  if (t[first].before & REN__GAP_QUOTE)
    while (from > w->para->offset && w->text.ptr[from - 1] != ' ' && w->text.ptr[from - 1] != '\n') from--;
  if (end == w->tokens.count) to = w->para->offset + w->para->length;
  w->heading = ren__walk_keep_line(w, from, to);
  w->wants_heading = w->heading.len == 0;
}

static bool heading_like(const ren__walk *w, size_t first) {
  if (w->para->length > HEADING_MAX) return false;
  if (first >= w->tokens.count) return true;
  const ren__token *t = &w->tokens.items[first];
  if (!(t->flags & (REN__TOKEN_UPPER | REN__TOKEN_DIGITS)) && !(t->words & REN__WORD(REN__W_DNR))) return false;
  if (t->before & (REN__GAP_COMMA | REN__GAP_SLASH)) return false;
  return w->text.ptr[w->para->offset + w->para->length - 1] != '.' || w->para->length < 60;
}

/* `Ärende 7 ...`: a matter without the sign. */
static bool numbered_matter(const ren__walk *w) {
  ren__fold fold;
  ren__fold_str(&fold, REN_STR("ärende"));
  return w->tokens.count >= 3 && ren__fold_eq(&fold, &w->tokens.items[0].fold) &&
         w->tokens.items[1].flags & REN__TOKEN_DIGITS && w->tokens.items[1].end - w->tokens.items[1].start <= 3;
}

/* What is known of each paragraph, for texts in appendices (`Röstförklaring § 78`). */
static void note_matter(ren__walk *w) {
  if (w->matter_count == REN__MATTERS_MAX) return;
  w->matters[w->matter_count++] = (ren__matter){w->paragraph, w->heading, w->dnr};
}

void ren__walk_learn_matter(ren__walk *w) {
  if (!w->matter_count || !ren_str_eq(w->matters[w->matter_count - 1].paragraph, w->paragraph)) return;
  ren__matter *matter = &w->matters[w->matter_count - 1];
  if (!matter->heading.len) matter->heading = w->heading;
  if (!matter->dnr.len) matter->dnr = w->dnr;
}

void ren__walk_enter_matter(ren__walk *w) {
  for (size_t i = 0; i < w->tokens.count; i++) {
    ren__paragraph p;
    if (!(w->tokens.items[i].before & REN__GAP_SECTION)) continue;
    if (!ren__paragraph_read(&p, &w->tokens, w->text.ptr, i, w->tokens.count)) continue;
    char name[32];
    int n = snprintf(name, sizeof name, p.letter ? "§ %u %c" : "§ %u", p.number, p.letter);
    ren__matter matter = {keep(w, (ren_str){name, (size_t)n}), {0}, {0}};
    for (size_t j = 0; j < w->matter_count; j++)
      if (ren_str_eq(w->matters[j].paragraph, matter.paragraph)) matter = w->matters[j];
    w->paragraph = matter.paragraph;
    w->heading = matter.heading;
    w->dnr = matter.dnr;
    return;
  }
}

static void begin_section(ren__walk *w) {
  ren__walk_flush(w);
  ren__walk_backfill(w);
  w->context = -1;
  w->chapter = w->appendix = false;
  w->section = REN__SECTION_NONE;
  if (w->organ_seen && w->seen <= w->organ_seen + 2) { /* `Socialnämnden` right above its first § */
    w->home_organ = w->organ;
    w->home_date = w->date;
    ren__outline_minutes(w);
  }
  w->organ_seen = 0;
  w->organ = w->home_organ;
  w->date = w->home_date;
  w->dnr = w->heading = (ren_str){0};
  w->wants_heading = true;
  w->section_item = w->list->count;
}

/* `KS`, `Kf`, `Au`; not `Se` or `Jfr`. */
static bool is_organ_code(const ren__walk *w, const ren__token *t) {
  static const char *const no[] = {"jfr", "av", "enl", "från", "samt"};
  if (t->end - t->start < 2 || t->end - t->start > 5 || t->flags & REN__TOKEN_DIGITS) return false;
  for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
    ren_str s = {w->text.ptr + t->start, t->end - t->start}, word = ren_str_of(no[i]);
    if (s.len == word.len && strncasecmp(s.ptr, word.ptr, s.len) == 0) return false;
  }
  return (t->flags & REN__TOKEN_UPPER) != 0;
}

/* `KS § 171`, `Kf § 77`, `Kommunstyrelsen § 205/2009`: the first word of the number, or 0.
 * Such words also refer to other minutes; there the number does not go on. */
static size_t sign_after_organ(const ren__walk *w) {
  enum { MOST = 5, AHEAD = 40 };
  ren__organ organ;
  ren__paragraph p;
  const ren__token *t = w->tokens.items;
  size_t i = 1;
  if (w->section == REN__SECTION_PAPERS || !(t[0].flags & REN__TOKEN_UPPER)) return 0;
  while (i < w->tokens.count && i < MOST && !(t[i].before & REN__GAP_SECTION)) i++;
  if (i >= w->tokens.count || i >= MOST || t[i].before & ~(uint32_t)(REN__GAP_SECTION | REN__GAP_BLANK)) return 0;
  const uint64_t small = REN__WORD(REN__W_SE) | REN__WORD(REN__W_I) | REN__WORD(REN__W_OM) | REN__WORD(REN__W_MED);
  bool code = i == 1 && is_organ_code(w, &t[0]) && !(t[0].words & small);
  bool name = ren__organ_read(&organ, &w->tokens, w->text.ptr, 0, i) && organ.last + 1 == i && !organ.genitive;
  if ((!code && !name) || !ren__paragraph_read(&p, &w->tokens, w->text.ptr, i, w->tokens.count)) return 0;
  return w->number == 0 || (p.number > w->number && p.number <= w->number + AHEAD) ? i : 0;
}

/* The number that the paragraph begins with, its sign legible or not. */
static bool read_paragraph(const ren__walk *w, ren__paragraph *out, size_t *sign) {
  const ren__para *p = w->para;
  *sign = p->number ? 0 : sign_after_organ(w);
  if (!p->number) return ren__paragraph_read(out, &w->tokens, w->text.ptr, *sign, w->tokens.count);
  *out = (ren__paragraph){.number = p->number, .sure = true};
  while (out->next < w->tokens.count && w->tokens.items[out->next].start < p->number_end) out->next++;
  return true;
}

/* `§ 62 forts.`, or its sign alone again at the head of a page inside a text. */
static bool goes_on(const ren__walk *w, const ren__paragraph *p) {
  ren__fold again;
  ren__fold_str(&again, REN_STR("forts"));
  if (p->number != w->number || !w->number) return false;
  if (p->next >= w->tokens.count) return w->block.active;
  return p->next + 1 == w->tokens.count &&
         ren__fold_distance(&again, &w->tokens.items[p->next].fold, REN__PREFIX, 4) != REN__COST_NONE;
}

bool ren__walk_paragraph_line(ren__walk *w) {
  ren__paragraph p;
  if (!w->tokens.count) return false;
  if (numbered_matter(w) && heading_like(w, 2)) {
    bool below = w->context >= 0 && !w->block.active && ren__walk_is_loose(w); /* `Reservation`, then `Ärende 7` */
    if (!below) begin_section(w);
    ren__walk_take_heading(w, 2, ren__walk_find_dnr(w, 2));
    if (!below) ren__outline_matter(w, ren__walk_keep_line(w, w->para->offset, w->tokens.items[1].end));
    return true;
  }
  size_t sign;
  if (!read_paragraph(w, &p, &sign)) return false;
  if (goes_on(w, &p)) return true;
  if (!heading_like(w, w->tokens.items[p.next].before & REN__GAP_SLASH ? p.next + 1 : p.next)) return false;
  if (!p.sure && (p.number != w->number + 1 || !w->number)) return false;
  w->doubted |= p.sure && p.number < w->number && !w->organ_seen;
  begin_section(w);
  w->number = p.number;
  ren__organ organ;
  if (sign && ren__organ_read(&organ, &w->tokens, w->text.ptr, 0, sign)) enter_organ(w, keep_organ(w, &organ));
  char name[32];
  int n = snprintf(name, sizeof name, p.letter ? "§ %u %c" : "§ %u", p.number, p.letter);
  w->paragraph = keep(w, (ren_str){name, (size_t)n});
  size_t rest = p.next;
  /* `§ 54-56` and `§ 12/2024` name more than one number */
  while (rest < w->tokens.count && w->tokens.items[rest].flags & REN__TOKEN_DIGITS &&
         w->tokens.items[rest].before & (REN__GAP_DASH | REN__GAP_SLASH) &&
         !(w->tokens.items[rest].before & REN__GAP_BLANK))
    rest++;
  ren__date date; /* `Kommunstyrelsen § 78     2016-04-12` */
  if (sign && ren__date_find(&date, &w->tokens, w->text.ptr, rest, w->tokens.count) && date.first == rest) {
    enter_date(w, date.iso);
    rest = date.last + 1;
  }
  ren__walk_take_heading(w, rest, ren__walk_find_dnr(w, rest));
  note_matter(w);
  ren__outline_matter(w, w->paragraph);
  return true;
}

/* `Utbildningsutskottets betänkande 2021/22:UbU31`. */
static bool is_report(const ren__walk *w, size_t i) {
  ren__fold fold;
  ren__fold_str(&fold, REN_STR("betänkande"));
  return i < w->tokens.count && ren__fold_distance(&fold, &w->tokens.items[i].fold, REN__WHOLE, 4) != REN__COST_NONE;
}

/* `Räddningsnämnden Mellersta Skåne` in the head: all of the line is the name. */
static bool names_region(const ren__walk *w, const ren__organ *organ) {
  enum { FIRST_PARAS = 3, MOST = 3 };
  size_t n = w->tokens.count;
  if (w->seen > FIRST_PARAS || w->number || organ->first || organ->genitive) return false;
  if (organ->last + 1 == n || n > organ->last + 1 + MOST) return false;
  for (size_t i = organ->last + 1; i < n; i++) {
    const ren__token *t = &w->tokens.items[i];
    if (!(t->flags & REN__TOKEN_UPPER) || t->flags & REN__TOKEN_CAPITALS || t->words || t->before != REN__GAP_BLANK)
      return false;
  }
  return true;
}

/* Words that may stand in a line that names the organ: `Sammanträdesprotokoll`, a date,
 * `i Björkåsa kommun`. */
static bool names_organ(const ren__walk *w, const ren__organ *organ) {
  const uint64_t head = REN__WORD(REN__W_PROTOKOLL) | REN__WORD(REN__W_SAMMANTRADE);
  enum { HEAD_WORDS = 8 };
  size_t n = w->tokens.count;
  /* a head that was read badly: its other words say nothing */
  bool addressed = organ->first && has(w, organ->first - 1, REN__W_TILL); /* `Motion till kommunfullmäktige` */
  if (w->tokens.damaged && !w->home_organ.len && w->seen <= HEAD_PARAS && n <= HEAD_WORDS && !addressed) return true;
  bool heading = w->number && w->wants_heading; /* the matter may be about a board */
  if (names_region(w, organ)) return true;
  if (organ->first == 0 && organ->last + 1 == n) return !organ->genitive && !heading;
  if (organ->genitive && organ->first == 0 && is_report(w, organ->last + 1)) return n <= 8;
  size_t reach = organ->last + (has(w, organ->last + 1, REN__W_I) ? 4 : 2); /* `Stadsfullmäktiges i Hedeby protokoll` */
  if (organ->genitive && organ->first == 0 && !any(w, organ->last + 1, reach, head)) return false;
  if (any(w, 0, n, head)) return n <= (w->seen <= HEAD_PARAS ? 20 : 14);
  size_t start = w->tokens.items[organ->first].start;
  bool second_line = organ->first > 0 && w->text.ptr[start - 1] == '\n'; /* under the municipality's name */
  if (organ->first != 0 && !second_line)
    return organ->first == 1 && w->tokens.items[1].before & REN__GAP_COLON && n <= 8;
  ren__date date;
  if (ren__date_find(&date, &w->tokens, w->text.ptr, organ->last + 1, n)) return n <= organ->last + 8;
  return has(w, organ->last + 1, REN__W_I) && n <= organ->last + 5 && !organ->genitive;
}

void ren__walk_enter_home(ren__walk *w) {
  w->doubted = false;
  w->home_organ = w->organ;
  w->home_date = w->date;
  w->section = REN__SECTION_NONE;
}

bool ren__walk_head_line(ren__walk *w) {
  enum { MOST = 10 };
  const uint64_t words = REN__WORD(REN__W_PROTOKOLL) | REN__WORD(REN__W_SAMMANTRADE) | REN__WORD(REN__W_DATUM) |
                         REN__WORD(REN__W_DEN) | REN__WORD(REN__W_MONTH);
  ren__date date;
  size_t n = w->tokens.count;
  if (!w->home_date.len || n > MOST || !has(w, 0, REN__W_PROTOKOLL)) return false;
  if (!ren__date_find(&date, &w->tokens, w->text.ptr, 0, n)) return false;
  for (size_t i = 0; i < n; i++)
    if (!(w->tokens.items[i].words & words) && !(w->tokens.items[i].flags & REN__TOKEN_DIGITS)) return false;
  if (ren_str_eq(w->date, ren_str_of(date.iso))) return w->block.active || w->context >= 0;
  bool named = w->organ_seen && w->seen <= w->organ_seen + 2;
  if (w->seen <= HEAD_PARAS || named) return false; /* told by the lines around it */
  ren__walk_flush(w);
  w->context = -1;
  w->section = REN__SECTION_NONE;
  w->chapter = w->appendix = false;
  w->date = w->home_date = keep(w, ren_str_of(date.iso));
  w->doubted = true;
  ren__outline_document(w);
  return true;
}

bool ren__walk_organ_line(ren__walk *w) {
  ren__organ organ;
  const ren__para *p = w->para;
  if (p->length > LINE_MAX || w->section == REN__SECTION_DISTRIBUTION || w->section == REN__SECTION_PAPERS)
    return false;
  const uint64_t head = REN__WORD(REN__W_PROTOKOLL) | REN__WORD(REN__W_SAMMANTRADE);
  bool first_line = w->seen == 1 && any(w, 0, w->tokens.count, head);
  if ((w->text.ptr[p->offset + p->length - 1] == '.' && !first_line) || !w->tokens.count) return false;
  bool lost_capital = w->tokens.damaged && !w->home_organ.len && w->seen <= HEAD_PARAS && w->tokens.count <= 4;
  if (!(w->tokens.items[0].flags & REN__TOKEN_UPPER) && !lost_capital) return false;
  if (any(w, 0, w->tokens.count,
          REN__WORD(REN__W_RESERVATION) | REN__WORD(REN__W_UTTALANDE) | REN__WORD(REN__W_DECIDES)))
    return false;
  if (!ren__organ_search(&organ, &w->tokens, w->text.ptr, 0, w->tokens.count) || !names_organ(w, &organ)) return false;
  if (names_region(w, &organ)) organ.last = w->tokens.count - 1;
  ren_str name = keep_organ(w, &organ);
  bool here = ren__organ_same(name, w->organ);
  w->report |= organ.genitive && is_report(w, organ.last + 1);
  bool waits = w->context >= 0 && !w->block.active && !w->context_plural; /* a heading for its text */
  if (ren__walk_heads_sheet(w)) {
    enter_organ(w, name);
    ren__walk_enter_home(w);
    ren__date date;
    if (ren__date_find(&date, &w->tokens, w->text.ptr, 0, w->tokens.count)) enter_date(w, date.iso);
    w->block.lead_end = w->block.end = p->offset + p->length;
    ren__outline_organ(w);
    return true;
  }
  bool inside = w->block.active && !(w->block.signed_off && ren__walk_is_loose(w));
  if (here && (inside || waits) && !w->chapter) return true; /* a running head */
  ren__walk_flush(w);
  enter_organ(w, name);
  if (!waits || !ren__walk_is_loose(w)) w->context = -1;
  ren__date date;
  bool dated = ren__date_find(&date, &w->tokens, w->text.ptr, 0, w->tokens.count);
  if (!w->chapter && (ren__walk_is_loose(w) || dated || any(w, 0, w->tokens.count, head))) {
    ren__walk_enter_home(w);
  } else if (!w->chapter && p->gap_before) {
    w->organ_seen = w->seen; /* an addressee, or the next minutes begin: a § will tell */
  }
  if (dated) enter_date(w, date.iso);
  ren__outline_organ(w);
  return true;
}

void ren__walk_enter_place(ren__walk *w) {
  ren__organ organ;
  ren__date date;
  size_t n = w->tokens.count;
  if (n > 14) return;
  if (ren__organ_search(&organ, &w->tokens, w->text.ptr, 0, n)) enter_organ(w, keep_organ(w, &organ));
  if (ren__date_find(&date, &w->tokens, w->text.ptr, 0, n)) enter_date(w, date.iso);
}

/* `Fågelsjö som ovan`, `Dag som ovan`. */
static bool is_as_above(const ren__walk *w) {
  size_t n = w->tokens.count;
  ren__fold above;
  ren__fold_str(&above, REN_STR("ovan"));
  return n >= 2 && n <= 4 && has(w, n - 2, REN__W_SOM) && ren__fold_eq(&above, &w->tokens.items[n - 1].fold);
}

bool ren__walk_is_date_line(const ren__walk *w) {
  ren__date date;
  size_t n = w->tokens.count;
  if (is_as_above(w)) return true;
  if (w->para->length > 60 || n < 3 || n > 7) return false;
  if (!ren__date_find(&date, &w->tokens, w->text.ptr, 0, n) || date.last + 1 != n) return false;
  for (size_t i = 0; i < date.first; i++)
    if (!(w->tokens.items[i].flags & REN__TOKEN_UPPER) && !has(w, i, REN__W_DEN) && !has(w, i, REN__W_I)) return false;
  return true;
}

/* The organ that begins the paragraph and decides something; *next: the verb. */
static bool acts(const ren__walk *w, size_t i, bool lenient) {
  static const char *const verbs[] = {"översänder", "förklarar", "skickar", "noterar", "ger"};
  if (has(w, i, REN__W_DECIDES)) return true;
  for (size_t k = 0; lenient && k < sizeof verbs / sizeof *verbs; k++) {
    ren__fold fold;
    ren__fold_str(&fold, ren_str_of(verbs[k]));
    if (ren__fold_eq(&fold, &w->tokens.items[i].fold)) return true;
  }
  return false;
}

static bool acting_organ(const ren__walk *w, ren__organ *organ, size_t *verb, bool lenient) {
  size_t first = 0, n = w->tokens.count;
  if (n && w->tokens.items[0].flags & REN__TOKEN_DIGITS && w->tokens.items[0].end - w->tokens.items[0].start <= 2)
    first = 1;
  if (!ren__organ_read(organ, &w->tokens, w->text.ptr, first, n) || organ->genitive) return false;
  for (*verb = organ->last + 1; *verb < n && *verb <= organ->last + 2; ++*verb)
    if (acts(w, *verb, lenient)) return true;
  return false;
}

bool ren__walk_first_person(const ren__walk *w, size_t first, size_t end) {
  return any(w, first, end, REN__WORD(REN__W_VI) | REN__WORD(REN__W_OUR) | REN__WORD(REN__W_OSS));
}

/* `Anna Ek (M) deltar inte i beslutet.`, `Följande ledamöter deltar inte i beslutet: ...` */
static bool abstains(const ren__walk *w) {
  enum { REACH = 40 };
  ren__persons names;
  size_t n = w->tokens.count, verb = 0;
  while (verb < n && verb < REACH && !has(w, verb, REN__W_DELTAR)) verb++;
  if (verb >= n || verb >= REACH || !any(w, verb, verb + 5, REN__WORD(REN__W_BESLUT))) return false;
  if (has(w, 0, REN__W_FOLJANDE)) return verb <= 3;
  return ren__persons_read(&names, &w->tokens, w->text.ptr, 0, verb, true) && names.with_party && names.stop == verb;
}

bool ren__walk_is_official(const ren__walk *w) {
  ren__organ organ;
  size_t verb, n = w->tokens.count;
  if (ren__walk_first_person(w, 0, n)) return false;
  for (size_t i = 0; i + 1 < n && i < 24; i++)
    if (has(w, i, REN__W_FOLJANDE) && has(w, i + 1, REN__W_LYDELSE)) return true;
  return abstains(w) || (acting_organ(w, &organ, &verb, false) && organ.first == 0);
}

static void acting_facts(ren__walk *w) {
  ren__organ organ;
  ren__date date;
  size_t verb, n = w->tokens.count;
  if (!acting_organ(w, &organ, &verb, w->doubted)) return;
  if (w->doubted && w->section == REN__SECTION_DECISION) { /* the minutes of another board, without their head */
    enter_organ(w, keep_organ(w, &organ));
    w->date = w->date.len ? w->date : w->home_date;
    w->home_organ = w->organ;
    w->doubted = false;
    return;
  }
  bool meeting = any(w, verb, verb + 5, REN__WORD(REN__W_SAMMANTRADE));
  if (w->number == 0 || !w->home_organ.len) {
    bool home = w->home_organ.len != 0;
    ren_str name = keep_organ(w, &organ);
    if (!ren__organ_same(name, w->organ)) enter_organ(w, name);
    if (!home && w->number) w->home_organ = (ren_str){0}; /* only for this paragraph */
  }
  if (w->number == 0 && meeting && ren__date_find(&date, &w->tokens, w->text.ptr, verb, n < verb + 14 ? n : verb + 14))
    enter_date(w, date.iso);
}

/* `Tid Onsdagen den 22 maj 2024`, `Plats och tid`. */
static bool begins_with_time(const ren__walk *w) {
  ren__fold time;
  ren__fold_str(&time, REN_STR("tid"));
  for (size_t i = 0; i < 3 && i < w->tokens.count; i++)
    if (ren__fold_eq(&time, &w->tokens.items[i].fold)) return true;
  return false;
}

/* `Tisdagen den 30 mars 2010 kl. 14.00` in the head. */
static bool is_day_and_hour(const ren__walk *w) {
  ren__date date;
  size_t n = w->tokens.count;
  if (w->seen > HEAD_PARAS || n > 12 || !ren__date_find(&date, &w->tokens, w->text.ptr, 0, n)) return false;
  for (size_t i = 0; i < n; i++) {
    const ren__token *t = &w->tokens.items[i];
    bool in_date = i >= date.first && i <= date.last, weekday = i == 0 && t->fold.len >= 6;
    bool page = t->fold.len == 4 && t->fold.letters[0] == 's'; /* `Sida 3` */
    if (!in_date && !weekday && !page && !has(w, i, REN__W_DEN) && !(t->flags & REN__TOKEN_DIGITS) && t->fold.len > 3 &&
        !(t->fold.len == 7 && t->fold.letters[0] == 'k')) /* klockan */
      return false;
  }
  return true;
}

/* A date in the head of the document is the meeting's when a word says so. */
static void head_date(ren__walk *w) {
  ren__date date;
  const uint64_t says = REN__WORD(REN__W_SAMMANTRADE) | REN__WORD(REN__W_DATUM) | REN__WORD(REN__W_PROTOKOLL);
  if (w->para->length > 200 || w->section == REN__SECTION_END) return;
  bool line = ren__walk_is_date_line(w) || is_day_and_hour(w);
  if (!line && !any(w, 0, 5, says) && !begins_with_time(w)) return;
  if (!ren__date_find(&date, &w->tokens, w->text.ptr, 0, w->tokens.count)) return;
  bool first = !w->home_date.len, named = has(w, 0, REN__W_DATUM) || has(w, 0, REN__W_SAMMANTRADE);
  bool next = w->organ_seen && w->seen <= w->organ_seen + 2; /* the head of the next minutes in this file */
  if ((w->number == 0 && (first || line)) || (first && named) || next) enter_date(w, date.iso);
}

/* The first heading of a document without paragraphs is its matter. */
static void title_facts(ren__walk *w) {
  const ren__para *p = w->para;
  char last = w->text.ptr[p->offset + p->length - 1];
  if (w->wants_heading && w->number) {
    if (p->length <= HEADING_MAX && last != '.' && !has(w, 0, REN__W_DNR) && w->section == REN__SECTION_NONE) {
      ren_str dnr = w->dnr;
      bool only_dnr = ren__walk_find_dnr(w, 0) < w->tokens.count && w->tokens.count <= 5;
      if (only_dnr) return;
      w->dnr = dnr.len ? dnr : w->dnr;
      w->heading = ren__walk_keep_line(w, p->offset, p->offset + p->length);
    }
    w->wants_heading = false;
    return;
  }
  if (w->number || w->title.len || w->seen > 8 || p->length > HEADING_MAX || last == '.' || last == ':') return;
  const uint64_t head = REN__WORD(REN__W_DATUM) | REN__WORD(REN__W_PROTOKOLL) | REN__WORD(REN__W_DNR);
  if (w->tokens.count < 3 || any(w, 0, 2, head) || ren__walk_is_date_line(w)) return;
  if (w->section == REN__SECTION_PEOPLE || w->section == REN__SECTION_PAPERS) return;
  ren__persons names;
  bool sure;
  if (ren__walk_names(w, &names, &sure)) return;
  w->title = w->heading = ren__walk_keep_line(w, p->offset, p->offset + p->length);
}

void ren__walk_facts(ren__walk *w) {
  if (!w->tokens.count || w->section == REN__SECTION_DISTRIBUTION) return;
  title_facts(w);
  if (any(w, 0, w->tokens.count, REN__WORD(REN__W_DNR)) && w->para->length <= HEADING_MAX && !w->chapter &&
      (w->number == 0 || !w->dnr.len))
    ren__walk_find_dnr(w, 0);
  else if (w->number && !w->dnr.len && w->tokens.count <= 8 && w->para->length <= SHORT_LINE)
    ren__walk_find_dnr(w, 0);
  ren__walk_learn_matter(w);
  head_date(w);
  acting_facts(w);
}

/* `Fér Moderaterna`. */
static bool lost_for(const ren__walk *w) {
  ren__fold fold;
  ren__fold_str(&fold, REN_STR("för"));
  if (!w->tokens.damaged || !has(w, 1, REN__W_PARTY)) return false;
  return ren__fold_distance(&fold, &w->tokens.items[0].fold, REN__WHOLE, 4) != REN__COST_NONE;
}

bool ren__walk_names(const ren__walk *w, ren__persons *names, bool *sure) {
  const ren__tokens *t = &w->tokens;
  *sure = false;
  bool crowd = w->para->length > 160 || t->count > 24; /* a whole committee: nothing but names will do */
  if (w->para->length > CROWD_MAX || t->count == 0) return false;
  size_t first = has(w, 0, REN__W_FROM) || lost_for(w) ? 1 : 0;
  if (!ren__persons_read(names, t, w->text.ptr, first, t->count, false)) return false;
  size_t rest = t->count - names->stop;
  if (crowd && (rest || !names->with_party)) return false;
  if (names->with_party && rest <= 3) { /* a title may follow: `Anna Ek (L), ordförande` */
    const uint64_t office = REN__WORD(REN__W_TITLE) | REN__WORD(REN__W_GROUP);
    const ren__token *next = &t->items[names->stop];
    *sure = rest == 0 || next->before & REN__GAP_COMMA || next->words & office;
    char last = w->text.ptr[w->para->offset + w->para->length - 1];
    return *sure && (last != '.' || rest == 0) && last != ':';
  }
  if (rest || names->count != 1 || t->count < 2 || t->count > 4 || w->para->length > 40) return false;
  for (size_t i = 0; i < t->count; i++)
    if (!(t->items[i].flags & REN__TOKEN_UPPER)) return false;
  return w->text.ptr[w->para->offset + w->para->length - 1] != '.';
}

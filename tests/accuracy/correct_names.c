#include "correct_names.h"

#include "correct_damage.h"
#include "correct_measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_NAMES = 20, MOST_PLACES = 4 * PAGE_NAMES };
enum { OTHER_CLEAN, OTHER_STRIPPED, OTHER_ENGLISH, OTHERS };
static const char *const others[OTHERS] = {"undamaged", "å ä ö stripped", "as read by an English model"};

/* A name in the text of a page; a name stands there more than once. */
typedef struct place {
  size_t person, offset, length;
} place;

typedef struct page {
  ren_buf text; /* the names are `places` of it */
  place places[MOST_PLACES];
  size_t count;
} page;

/* ---- writing pages ------------------------------------------------------------- */

static size_t length_of(const char *const *list) {
  size_t n = 0;
  while (list[n]) n++;
  return n;
}

static void put_name(page *p, const person *persons, size_t person_index, bool capitals) {
  const char *name = persons[person_index].name;
  size_t start = p->text.len;
  for (const char *c = name; *c; c++) {
    bool latin = c > name && (unsigned char)c[-1] == 0xC3 && (unsigned char)*c >= 0xA0 && (unsigned char)*c != 0xB7;
    bool small = (*c >= 'a' && *c <= 'z') || latin;
    ren_buf_putc(&p->text, capitals && small ? (char)(*c - 32) : *c);
  }
  if (p->count < MOST_PLACES) p->places[p->count++] = (place){person_index, start, p->text.len - start};
}

typedef struct writer {
  const person *persons;
  size_t first, next; /* of the page's PAGE_NAMES */
  uint64_t state;
} writer;

/* A template with the next names in it. */
static void put_line(page *p, writer *w, const char *line, bool capitals) {
  for (; *line; line++) {
    if (line[0] != '%') {
      ren_buf_putc(&p->text, *line);
      continue;
    }
    put_name(p, w->persons, w->first + w->next++ % PAGE_NAMES, capitals);
    line++;
  }
}

static const char *any_of(writer *w, const char *const *list) {
  return list[damage_random(&w->state, (uint32_t)length_of(list))];
}

/* A page: a list of those present, a heading in capitals, and prose until every name has
 * stood in a sentence too. */
static void write_page(page *p, const person *persons, size_t first) {
  writer w = {persons, first, 0, 0x9E3779B97F4A7C15ULL ^ (first + 1)};
  *p = (page){0};
  ren_buf_printf(&p->text, "Kommunstyrelsen\nProtokoll %zu (%d)\n\nNärvarande\n", first / PAGE_NAMES + 1,
                 PERSONS / PAGE_NAMES);
  while (w.next < PAGE_NAMES) {
    put_line(p, &w, any_of(&w, prose_lines), false);
    ren_buf_putc(&p->text, '\n');
  }
  while (w.next < 2 * PAGE_NAMES) {
    ren_buf_printf(&p->text, "\n§ %zu ", w.next);
    if (damage_random(&w.state, 5) == 0) {
      put_line(p, &w, any_of(&w, prose_headings), true);
      ren_buf_putc(&p->text, '\n');
    } else {
      ren_buf_puts(&p->text, "Anmälan och beslut\n");
    }
    for (int i = 0; i < 3; i++) {
      put_line(p, &w, any_of(&w, prose_plain), false);
      ren_buf_putc(&p->text, ' ');
      put_line(p, &w, any_of(&w, prose_with_names), false);
      ren_buf_putc(&p->text, ' ');
    }
    ren_buf_putc(&p->text, '\n');
  }
}

/* The same page, its other words damaged and its names not. */
static void damage_others(page *out, const page *p, int how) {
  uint64_t state = 0xD1B54A32D192ED03ULL + p->places[0].person;
  size_t at = 0;
  *out = (page){.count = p->count};
  for (size_t i = 0; i <= p->count; i++) {
    size_t end = i < p->count ? p->places[i].offset : p->text.len;
    ren_str between = {p->text.ptr + at, end - at};
    if (how == OTHER_STRIPPED)
      damage_marks(&out->text, between, NULL);
    else if (how == OTHER_ENGLISH)
      damage_english(&out->text, between, 0.03, &state);
    else
      ren_buf_append_str(&out->text, between);
    if (i == p->count) break;
    out->places[i] = (place){p->places[i].person, out->text.len, p->places[i].length};
    ren_buf_append(&out->text, p->text.ptr + end, p->places[i].length);
    at = end + p->places[i].length;
  }
}

/* ---- judging --------------------------------------------------------------------- */

typedef struct verdict {
  bool changed[PERSONS];
  size_t names, kinds[NAME_KINDS], places, words;
} verdict;

/* An edit without what it has in common at both ends: does it reach into the name? */
static bool reaches(const corrected *c, const ren_edit *edit, const place *where) {
  size_t start = edit->offset, end = edit->offset + edit->length;
  ren_str after = edit->after;
  while (start < end && after.len && c->seen.ptr[start] == after.ptr[0]) start++, after.ptr++, after.len--;
  while (start < end && after.len && c->seen.ptr[end - 1] == after.ptr[after.len - 1]) end--, after.len--;
  if (start == end && !after.len) return false;
  if (start == end) return start > where->offset && start < where->offset + where->length;
  return start < where->offset + where->length && end > where->offset;
}

static void judge(verdict *v, const page *p, const person *persons, const ren_model *model, int how, bool verbose) {
  corrected c;
  correct_text(&c, ren_buf_str(&p->text), model, 0);
  word_list words = words_of(ren_buf_str(&p->text));
  v->words += words.count;
  v->places += p->count;
  for (size_t i = 0; i < p->count; i++) {
    const place *where = &p->places[i];
    for (size_t e = 0; e < c.count; e++) {
      if (!reaches(&c, &c.sorted[e], where)) continue;
      const person *who = &persons[where->person];
      if (verbose)
        fprintf(stderr, "  name changed (text %s; %s; %s, %.3f): %.*s: %.*s -> %.*s\n", others[how],
                name_kinds[who->kind], c.sorted[e].rule, (double)c.sorted[e].confidence, (int)where->length,
                c.seen.ptr + where->offset, (int)c.sorted[e].length, c.seen.ptr + c.sorted[e].offset,
                (int)c.sorted[e].after.len, c.sorted[e].after.ptr);
      if (!v->changed[where->person]) v->names++, v->kinds[who->kind]++;
      v->changed[where->person] = true;
    }
  }
  words_free(&words);
  corrected_free(&c);
}

static void print_verdict(int how, const verdict *v) {
  printf("| %s | %d | %zu | %zu | %zu |", others[how], PERSONS, v->places, v->words, v->names);
  const char *comma = " ";
  for (int kind = 0; kind < NAME_KINDS; kind++)
    if (v->kinds[kind]) printf("%s%s: %zu", comma, name_kinds[kind], v->kinds[kind]), comma = "; ";
  puts(" |");
  fflush(stdout);
}

void names_measure(const ren_model *model, const char *shared, bool verbose) {
  static person persons[PERSONS];
  char lists[1024];
  snprintf(lists, sizeof lists, "%s/lists", shared ? shared : "");
  if (!shared || !names_draw(persons, lists)) {
    puts("(Left out: the lists of names are not there.)");
    return;
  }
  puts("| other words | names | places | words | names changed | of those |");
  puts("|---|---|---|---|---|---|");
  for (int how = 0; how < OTHERS; how++) {
    static verdict v;
    v = (verdict){0};
    for (size_t first = 0; first < PERSONS; first += PAGE_NAMES) {
      page clean, damaged;
      write_page(&clean, persons, first);
      damage_others(&damaged, &clean, how);
      judge(&v, &damaged, persons, model, how, verbose);
      ren_buf_free(&clean.text);
      ren_buf_free(&damaged.text);
    }
    print_verdict(how, &v);
  }
}

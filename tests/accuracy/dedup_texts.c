#include "dedup_texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const double gen_levels[GEN_LEVELS] = {0, 0.02, 0.05, 0.10, 0.20, 0.30};

enum { MAX_SENTENCES = 80, BOILERPLATE = 24, PARTS = 64 };

/* A text as its sentences; paragraphs end after some of them. */
typedef struct draft {
  char *sentence[MAX_SENTENCES];
  bool ends[MAX_SENTENCES];
  size_t count;
} draft;

typedef struct maker {
  gen_random r;
  const gen_source *source;
  gen_text *texts;
  size_t count, used;
  uint32_t groups;
  char *boilerplate[BOILERPLATE];
} maker;

static char *take(ren_buf *buf) {
  char *s = buf->ptr ? buf->ptr : calloc(1, 1);
  *buf = (ren_buf){0};
  return s;
}

static size_t words_of(const char *s) {
  size_t n = 1;
  for (; *s; s++) n += *s == ' ' || *s == '\n';
  return n;
}

static char *new_sentence(maker *m) {
  ren_buf buf = {0};
  if (m->source && m->source->count) {
    ren_str p = m->source->paragraph[gen_below(&m->r, m->source->count)];
    size_t start = 0, end; /* a sentence of it, or a piece */
    for (size_t skip = gen_below(&m->r, 3); skip > 0; skip--) {
      const char *stop = memmem(p.ptr + start, p.len - start, ". ", 2);
      if (!stop) break;
      start = (size_t)(stop - p.ptr) + 2;
    }
    const char *stop = memmem(p.ptr + start, p.len - start, ". ", 2);
    end = stop ? (size_t)(stop - p.ptr) + 1 : p.len;
    if (end - start > 400) end = start + 400;
    while (end < p.len && ((unsigned char)p.ptr[end] & 0xC0) == 0x80) end++;
    ren_buf_append(&buf, p.ptr + start, end - start);
  } else
    gen_sentence(&m->r, &buf);
  return take(&buf);
}

static void add_sentence(maker *m, draft *d, size_t at, char *sentence) {
  if (d->count == MAX_SENTENCES) {
    free(sentence);
    return;
  }
  memmove(d->sentence + at + 1, d->sentence + at, (d->count - at) * sizeof *d->sentence);
  memmove(d->ends + at + 1, d->ends + at, (d->count - at) * sizeof *d->ends);
  d->sentence[at] = sentence;
  d->ends[at] = gen_below(&m->r, 4) == 0;
  d->count++;
}

static draft new_draft(maker *m) {
  draft d = {0};
  size_t wanted = 100 + gen_below(&m->r, 500), words = 0;
  while (words < wanted && d.count + 4 < MAX_SENTENCES) {
    char *s = new_sentence(m);
    words += words_of(s);
    add_sentence(m, &d, d.count, s);
  }
  return d;
}

static draft copy_draft(const draft *from) {
  draft d = *from;
  for (size_t i = 0; i < d.count; i++) d.sentence[i] = strdup(from->sentence[i]);
  return d;
}

static void free_draft(draft *d) {
  for (size_t i = 0; i < d->count; i++) free(d->sentence[i]);
  d->count = 0;
}

static char *write_draft(const draft *d) {
  ren_buf buf = {0};
  for (size_t i = 0; i < d->count; i++) {
    ren_buf_puts(&buf, d->sentence[i]);
    if (i + 1 < d->count) ren_buf_putc(&buf, d->ends[i] ? '\n' : ' ');
  }
  return take(&buf);
}

static void remove_sentence(draft *d, size_t at) {
  free(d->sentence[at]);
  memmove(d->sentence + at, d->sentence + at + 1, (d->count - at - 1) * sizeof *d->sentence);
  memmove(d->ends + at, d->ends + at + 1, (d->count - at - 1) * sizeof *d->ends);
  d->count--;
}

/* Moves the first part of the text behind the rest, or two parts past each other. */
static void move_part(maker *m, draft *d) {
  if (d->count < 4) return;
  size_t cut = 1 + gen_below(&m->r, d->count - 1);
  draft turned = *d;
  for (size_t i = 0; i < d->count; i++) {
    turned.sentence[i] = d->sentence[(i + cut) % d->count];
    turned.ends[i] = d->ends[(i + cut) % d->count];
  }
  *d = turned;
}

/* A board's own version: up to an eighth of the sentences in or out, parts moved. */
static void edit_draft(maker *m, draft *d) {
  size_t changes = gen_below(&m->r, d->count / 8 + 1);
  for (size_t k = 0; k < changes; k++) {
    if (gen_below(&m->r, 2))
      add_sentence(m, d, gen_below(&m->r, d->count + 1), new_sentence(m));
    else if (d->count > 4)
      remove_sentence(d, gen_below(&m->r, d->count));
  }
  if (gen_below(&m->r, 10) < 3) move_part(m, d);
}

static gen_text *add_text(maker *m, char *text, gen_kind kind, uint32_t group, size_t level) {
  if (m->used == m->count) {
    free(text);
    return NULL;
  }
  gen_text *t = &m->texts[m->used++];
  *t = (gen_text){
      .text = {text, strlen(text)}, .kind = kind, .group = group, .level = (uint8_t)level, .partner = UINT32_MAX};
  return t;
}

static char *noisy(maker *m, char *text, double rate) {
  ren_buf buf = {0};
  gen_noise(&m->r, &buf, (ren_str){text, strlen(text)}, rate, false);
  free(text);
  return take(&buf);
}

static void make_group(maker *m) {
  size_t size = 2 + gen_below(&m->r, 7), level = gen_below(&m->r, GEN_LEVELS);
  draft base = new_draft(m);
  uint32_t group = m->groups++;
  add_text(m, write_draft(&base), GEN_GROUP, group, level);
  for (size_t k = 1; k < size; k++) {
    draft copy = copy_draft(&base);
    if (gen_below(&m->r, 4)) edit_draft(m, &copy);
    gen_text *t = add_text(m, noisy(m, write_draft(&copy), gen_levels[level]), GEN_GROUP, group, level);
    if (t) t->step = (uint32_t)k;
    free_draft(&copy);
  }
  free_draft(&base);
}

static void make_single(maker *m) {
  draft d = new_draft(m);
  add_text(m, write_draft(&d), GEN_SINGLE, m->groups++, 0);
  free_draft(&d);
}

/* Own words and boilerplate paragraphs in about equal parts. */
static void make_boilerplate(maker *m) {
  draft d = new_draft(m);
  for (size_t k = 0, half = d.count / 2; k < half && d.count > 2; k++) remove_sentence(&d, d.count - 1);
  for (size_t k = 0; k < 3; k++)
    add_sentence(m, &d, gen_below(&m->r, d.count + 1), strdup(m->boilerplate[gen_below(&m->r, BOILERPLATE)]));
  add_text(m, write_draft(&d), GEN_BOILERPLATE, m->groups++, 0);
  free_draft(&d);
}

/* Each step exchanges a tenth of the sentences for new ones. */
static void make_chain(maker *m) {
  draft d = new_draft(m);
  uint32_t group = m->groups++;
  for (uint32_t step = 0; step < 12; step++) {
    gen_text *t = add_text(m, write_draft(&d), GEN_CHAIN, group, 0);
    if (t) t->step = step;
    for (size_t k = 0; k < d.count / 10 + 1; k++) {
      size_t at = gen_below(&m->r, d.count);
      free(d.sentence[at]);
      d.sentence[at] = new_sentence(m);
    }
  }
  free_draft(&d);
}

static void make_formula(maker *m) {
  static const char *const parties[] = {"S", "M", "V", "MP", "L", "KD", "C", "SD", "D", "FI"};
  static const char *const names[] = {"Karin Alm", "Olle Strand", "Maria Björk", "Jonas Ek",  "Eva Lind",
                                      "Per Holm",  "Sara Dahl",   "Ali Nasser",  "Anna Berg", "Lars Falk"};
  ren_buf buf = {0};
  size_t kind = gen_below(&m->r, 3), who = gen_below(&m->r, 100);
  if (kind == 0)
    ren_buf_printf(&buf, "Ledamöterna från %s reserverar sig mot beslutet till förmån för det egna yrkandet.",
                   parties[who % 10]);
  else if (kind == 1)
    ren_buf_printf(&buf, "%s (%s) reserverar sig mot beslutet till förmån för sitt eget yrkande.", names[who / 10],
                   parties[who % 10]);
  else
    ren_buf_printf(&buf, "Ledamöterna från %s och %s reserverar sig mot beslutet.", parties[who / 10],
                   parties[who % 10]);
  char *text = take(&buf);
  uint32_t group = 0x80000000u + (uint32_t)(kind * 100 + (kind == 0 ? who % 10 : who)); /* equal ones belong together */
  add_text(m, text, GEN_FORMULA, group, 0);
}

/* A text of its own with 15..80 words of another in it, noisy. */
static void make_quote(maker *m) {
  if (m->used == 0 || m->used == m->count) return;
  uint32_t partner = (uint32_t)gen_below(&m->r, m->used);
  const gen_text *from = &m->texts[partner];
  if (from->kind != GEN_SINGLE || words_of(from->text.ptr) < 100) return make_single(m);
  size_t words = 15 + gen_below(&m->r, 66), start = gen_below(&m->r, from->text.len / 2), end,
         level = gen_below(&m->r, 4);
  while (start > 0 && from->text.ptr[start - 1] != ' ' && from->text.ptr[start - 1] != '\n') start--;
  for (end = start; end < from->text.len && words; end++)
    if (from->text.ptr[end] == ' ' || from->text.ptr[end] == '\n') words--;
  while (end > start && (from->text.ptr[end - 1] == ' ' || from->text.ptr[end - 1] == '\n')) end--;
  ren_buf buf = {0};
  draft d = new_draft(m);
  size_t at = gen_below(&m->r, d.count), offset = 0, length = 0;
  for (size_t i = 0; i < d.count; i++) {
    if (i == at) {
      offset = buf.len;
      gen_noise(&m->r, &buf, (ren_str){from->text.ptr + start, end - start}, gen_levels[level], false);
      length = buf.len - offset;
      ren_buf_putc(&buf, '\n');
    }
    ren_buf_puts(&buf, d.sentence[i]);
    ren_buf_putc(&buf, d.ends[i] ? '\n' : ' ');
  }
  free_draft(&d);
  gen_text *t = add_text(m, take(&buf), GEN_QUOTE, m->groups++, level);
  *t = (gen_text){.text = t->text,
                  .kind = GEN_QUOTE,
                  .group = t->group,
                  .level = (uint8_t)level,
                  .partner = partner,
                  .offset = offset,
                  .length = length,
                  .partner_offset = start,
                  .partner_length = end - start};
}

gen_text *gen_texts(size_t count, uint64_t seed, const gen_source *source) {
  maker m = {.r = {seed}, .source = source, .count = count};
  m.texts = calloc(count ? count : 1, sizeof *m.texts);
  if (!m.texts) return NULL;
  for (size_t k = 0; k < BOILERPLATE; k++) {
    ren_buf buf = {0};
    for (int s = 0; s < 3; s++) {
      char *sentence = new_sentence(&m);
      ren_buf_puts(&buf, sentence);
      ren_buf_puts(&buf, s < 2 ? " " : "");
      free(sentence);
    }
    m.boilerplate[k] = take(&buf);
  }
  while (m.used < count) {
    size_t what = gen_below(&m.r, 100);
    if (what < 45)
      make_single(&m);
    else if (what < 70)
      make_group(&m);
    else if (what < 82)
      make_boilerplate(&m);
    else if (what < 83)
      make_chain(&m);
    else if (what < 90)
      make_formula(&m);
    else
      make_quote(&m);
  }
  for (size_t i = 0; i < count; i++) snprintf(m.texts[i].id, sizeof m.texts[i].id, "t%07u", (unsigned)i % 10000000);
  for (size_t k = 0; k < BOILERPLATE; k++) free(m.boilerplate[k]);
  return m.texts;
}

void gen_free(gen_text *texts, size_t count) {
  for (size_t i = 0; texts && i < count; i++) free((char *)(uintptr_t)texts[i].text.ptr);
  free(texts);
}

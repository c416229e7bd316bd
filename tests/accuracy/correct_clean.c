#include "correct_clean.h"

#include "correct_measure.h"
#include "correct_sets.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct clean_score {
  const ren_model *model;
  bool verbose;
  size_t documents, words, changed;
} clean_score;

static clean_score total;

void clean_begin(void) {
  total = (clean_score){0};
  puts("| text | documents | words | words changed | one in |");
  puts("|---|---|---|---|---|");
}

static void print_row(const char *name, const clean_score *s) {
  printf("| %s | %zu | %zu | %zu | ", name, s->documents, s->words, s->changed);
  if (s->changed)
    printf("%zu |\n", s->words / s->changed);
  else
    puts("- |");
  fflush(stdout);
}

void clean_end(void) { print_row("all", &total); }

static void finish(const char *name, const clean_score *s) {
  print_row(name, s);
  total.documents += s->documents;
  total.words += s->words;
  total.changed += s->changed;
}

/* The bytes around an edit, on one line. */
static void list_change(const char *document, const corrected *c, const ren_edit *edit) {
  size_t start = edit->offset > 40 ? edit->offset - 40 : 0, end = edit->offset + edit->length + 30;
  while (start && ((unsigned char)c->seen.ptr[start] & 0xC0) == 0x80) start--;
  if (end > c->seen.len) end = c->seen.len;
  while (end < c->seen.len && ((unsigned char)c->seen.ptr[end] & 0xC0) == 0x80) end++;
  ren_buf before = {0};
  for (size_t i = start; i < end; i++) {
    if (i == edit->offset) ren_buf_putc(&before, '[');
    if (i == edit->offset + edit->length) ren_buf_printf(&before, "->%.*s]", (int)edit->after.len, edit->after.ptr);
    ren_buf_putc(&before, c->seen.ptr[i] == '\n' ? '/' : c->seen.ptr[i]);
  }
  if (end == edit->offset + edit->length) ren_buf_printf(&before, "->%.*s]", (int)edit->after.len, edit->after.ptr);
  fprintf(stderr, "  false change in %s (%s, %.3f): %s\n", document, edit->rule, (double)edit->confidence, before.ptr);
  ren_buf_free(&before);
}

static void check(void *payload, const char *set, const char *document, ren_str seen, ren_str truth) {
  clean_score *s = payload;
  (void)set;
  (void)truth;
  corrected c;
  correct_text(&c, seen, s->model, 0);
  word_list words = words_of(seen);
  s->documents++;
  s->words += words.count;
  size_t end = 0; /* edits without a blank between them are one word */
  for (size_t i = 0; i < c.count; i++) {
    const ren_edit *edit = &c.sorted[i];
    bool same_word = end > 0;
    for (size_t b = end; same_word && b < edit->offset; b++) same_word = !strchr(" \n\t\r\f", seen.ptr[b]);
    s->changed += !same_word;
    end = edit->offset + edit->length;
    if (s->verbose) list_change(document, &c, edit);
  }
  words_free(&words);
  corrected_free(&c);
}

static void check_truth(void *payload, const char *set, const char *document, ren_str seen, ren_str truth) {
  (void)seen;
  check(payload, set, document, truth, truth);
}

static void finish_some(const char *name, clean_score *s) {
  if (s->documents) finish(name, s);
  s->documents = s->words = s->changed = 0;
}

void clean_truths(const ren_model *model, const char *shared, const char *const *pairs, size_t pair_count,
                  bool verbose) {
  clean_score s = {.model = model, .verbose = verbose};
  if (shared) {
    set_minutes(shared, MINUTES_CLEAN, check, &s);
    finish_some("minutes of 2025", &s);
    set_ocr_1980(shared, check_truth, &s);
    set_pages(shared, "scan-1991/*", "tess5_swe", "scan-1991", check_truth, &s);
    set_pages(shared, "synthetic-ocr/*", "tess5_swe", "rendered", check_truth, &s);
    finish_some("truths of ocr-1980, scan-1991 and rendered pages", &s);
  }
  for (size_t i = 0; i < pair_count; i++) set_pairs(pairs[i], check_truth, &s);
  finish_some("truths of further pairs", &s);
}

static const char *last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

void clean_file(const ren_model *model, const char *path, bool verbose) {
  clean_score s = {.model = model, .verbose = verbose};
  ren_buf file = {0};
  ren_error err = {0};
  if (ren_file_read(&file, path, 0, &err) != REN_OK) measure_fail("read", &err);
  for (size_t start = 0; start < file.len;) {
    const char *end = memchr(file.ptr + start, '\f', file.len - start);
    size_t len = end ? (size_t)(end - file.ptr) - start : file.len - start;
    if (len) check(&s, NULL, last_part(path), (ren_str){file.ptr + start, len}, (ren_str){0});
    start += len + 1;
  }
  finish(last_part(path), &s);
  ren_buf_free(&file);
}

void clean_folder(const ren_model *model, const char *folder, bool verbose) {
  char pattern[1024], gold[1100];
  glob_t found;
  snprintf(pattern, sizeof pattern, "%s/*.txt", folder);
  if (glob(pattern, 0, NULL, &found) != 0) return;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    const char *path = found.gl_pathv[i];
    snprintf(gold, sizeof gold, "%.*s.gold.txt", (int)(strlen(path) - 4), path);
    if (access(gold, R_OK) != 0) clean_file(model, path, verbose);
  }
  globfree(&found);
}

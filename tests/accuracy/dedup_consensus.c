/* dedup_consensus [-n GROUPS] [-s SEED] [-m MODEL] [-c TEXT]: of the damaged words that
 * another witness has right, how many ren_dedup_consensus repairs, and what else it
 * changes. Each group: a text (made up, or paragraphs of a file) in three to five copies,
 * each with noise of its own and a name, a number and a word of its own. */
#include "dedup_texts.h"

#include <renskrift/dedup.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COPIES = 5 };

typedef struct copy {
  ren_buf truth, text; /* the same words one by one: as meant, as read */
} copy;

typedef struct result {
  size_t damaged, repaired, worse, clean, changed;
} result;

/* Words that a board has alone: they may be damaged, but never levelled. */
static bool is_own(ren_str w) { return memchr(w.ptr, '#', w.len) != NULL; }

static ren_str word_at(ren_str text, size_t *at) {
  while (*at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\n')) ++*at;
  size_t start = *at;
  while (*at < text.len && text.ptr[*at] != ' ' && text.ptr[*at] != '\n') ++*at;
  return (ren_str){text.ptr + start, *at - start};
}

static void make_copy(gen_random *r, copy *c, ren_str text, double rate) {
  static const char *const names[] = {"Karin#", "Bengt#", "Maria#", "Olle#", "Sara#", "Per#"};
  for (size_t at = 0;;) {
    ren_str w = word_at(text, &at);
    if (w.len == 0) break;
    if (gen_below(r, 60) == 0) {
      ren_buf_printf(&c->truth, "%s ", names[gen_below(r, 6)]);
    }
    ren_buf_append_str(&c->truth, w);
    ren_buf_putc(&c->truth, ' ');
  }
  for (size_t at = 0;;) {
    ren_str w = word_at(ren_buf_str(&c->truth), &at);
    if (w.len == 0) break;
    size_t before = c->text.len;
    if (is_own(w))
      ren_buf_append(&c->text, w.ptr, w.len);
    else
      gen_noise(r, &c->text, w, rate, true);
    if (c->text.len == before) ren_buf_puts(&c->text, "."); /* a word lost altogether keeps its place */
    ren_buf_putc(&c->text, ' ');
  }
}

static void drop_marks(ren_buf *buf) {
  size_t len = 0;
  for (size_t i = 0; i < buf->len; i++)
    if (buf->ptr[i] != '#') buf->ptr[len++] = buf->ptr[i];
  buf->len = len;
  buf->ptr[len] = 0;
}

/* Without the punctuation around it: that is not what consensus is about. */
static ren_str core(ren_str w) {
  while (w.len && strchr(".,;:!?()'\"-", w.ptr[0])) w.ptr++, w.len--;
  while (w.len && strchr(".,;:!?()'\"-", w.ptr[w.len - 1])) w.len--;
  return w;
}

static const ren_edit *edit_of(const ren_edits *edits, size_t start, size_t end) {
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *e = ren_edits_get(edits, i);
    if (e->offset < end && e->offset + e->length > start) return e;
  }
  return NULL;
}

/* Word by word: as meant, as read, as mended. */
static void count(result *sum, ren_str truth, ren_str text, const ren_edits *edits) {
  for (size_t t = 0, x = 0;;) {
    ren_str meant = core(word_at(truth, &t)), read = word_at(text, &x);
    if (read.len == 0) return;
    size_t start = (size_t)(read.ptr - text.ptr);
    const ren_edit *e = edit_of(edits, start, start + read.len);
    read = core(read);
    bool ok = ren_str_eq(meant, read), good = e && ren_str_eq(meant, core(e->after));
    sum->damaged += !ok;
    sum->repaired += !ok && good;
    sum->worse += !ok && e && !good;
    sum->clean += ok;
    if (!ok || !e) continue;
    if (sum->changed++ < 8)
      printf("  wrong: %.*s -> %.*s (%s)\n", (int)read.len, read.ptr, (int)e->after.len, e->after.ptr, e->rule);
  }
}

static void run_group(gen_random *r, result *sum, ren_str text, double rate, const ren_model *model) {
  copy copies[MAX_COPIES] = {0};
  ren_dedup_item items[MAX_COPIES] = {0};
  char ids[MAX_COPIES][2] = {"a", "b", "c", "d", "e"};
  size_t n = 3 + gen_below(r, 3);
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  ren_dedup *d = NULL;
  opts.model = model;
  for (size_t i = 0; i < n; i++) {
    make_copy(r, &copies[i], text, rate);
    drop_marks(&copies[i].truth);
    drop_marks(&copies[i].text);
    items[i].id = ren_str_of(ids[i]);
    items[i].text = ren_buf_str(&copies[i].text);
  }
  if (ren_dedup_new(&d, items, n, &opts, NULL) != REN_OK) return;
  for (size_t i = 0; i < n; i++) {
    ren_edits *edits = NULL;
    if (ren_dedup_consensus(&edits, d, i, 0.5f, NULL) == REN_OK)
      count(sum, ren_buf_str(&copies[i].truth), items[i].text, edits);
    ren_edits_free(edits);
  }
  ren_dedup_free(d);
  for (size_t i = 0; i < n; i++) ren_buf_free(&copies[i].truth), ren_buf_free(&copies[i].text);
}

int main(int argc, char **argv) {
  size_t groups = 200;
  gen_random r = {1};
  ren_model *model = NULL;
  ren_buf file = {0};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!strcmp(argv[i], "-n")) groups = strtoul(argv[i + 1], NULL, 10);
    if (!strcmp(argv[i], "-s")) r.state = strtoul(argv[i + 1], NULL, 10);
    if (!strcmp(argv[i], "-m") && ren_model_open(&model, argv[i + 1], NULL) != REN_OK) return 1;
    if (!strcmp(argv[i], "-c") && ren_file_read(&file, argv[i + 1], 0, NULL) != REN_OK) return 1;
  }
  for (size_t level = 1; level < GEN_LEVELS - 1; level++) {
    result sum = {0};
    for (size_t g = 0; g < groups; g++) {
      ren_buf text = {0};
      for (size_t tries = 0; text.len < 900 && tries < 100; tries++) {
        if (file.len > 4000) { /* whole lines from a random place */
          size_t at = gen_below(&r, file.len - 3000);
          const char *start = memchr(file.ptr + at, '\n', file.len - at);
          const char *end = start ? memchr(start + 1, '\n', file.len - (size_t)(start + 1 - file.ptr)) : NULL;
          if (end && end - start > 200) ren_buf_append(&text, start + 1, (size_t)(end - start));
        } else {
          gen_sentence(&r, &text);
          ren_buf_putc(&text, ' ');
        }
      }
      run_group(&r, &sum, ren_buf_str(&text), gen_levels[level], model);
      ren_buf_free(&text);
    }
    printf("noise %2.0f %%: damaged words %zu, repaired %.4f, changed but wrong %.4f; sound words %zu, changed %zu\n",
           gen_levels[level] * 100, sum.damaged, (double)sum.repaired / (double)(sum.damaged ? sum.damaged : 1),
           (double)sum.worse / (double)(sum.damaged ? sum.damaged : 1), sum.clean, sum.changed);
  }
  ren_buf_free(&file);
  ren_model_free(model);
  return 0;
}

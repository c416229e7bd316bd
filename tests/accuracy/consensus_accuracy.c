/* modules: dedup text model base */
/* files: consensus_copies consensus_judge dedup_noise dedup_sentences */
/* Of the damaged words that another witness has right, how many ren_dedup_consensus repairs, and what else
 * it changes:
 *
 *   consensus_accuracy [-n DAMAGED] [-s SEED] [-m MODEL] [-c TEXT] [-k COPIES] [-l LEVEL] [-v SHOWN]
 *
 * Groups of 2 to 10 copies (-k: so many) of one text, made up or a paragraph of TEXT (one a line). Each copy is
 * misread by itself; some lost their å, ä, ö, have paragraphs elsewhere and other line ends. Names, numbers, words and
 * sentences differ between them. Levels go on until there are DAMAGED words. -v shows as many that went wrong. */
#include "consensus_copies.h"
#include "consensus_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double levels[] = {0, 0.02, 0.05, 0.10};

typedef struct settings {
  size_t damaged, copies, shown;
  long level;
  ren_model *model;
  ren_buf file;
} settings;

static void draw_text(gen_random *r, ren_buf *text, const ren_buf *file) {
  for (size_t tries = 0; text->len < 900 && tries < 100; tries++) {
    if (file->len < 4000) {
      gen_sentence(r, text);
      ren_buf_putc(text, ' ');
      continue;
    }
    size_t at = gen_below(r, file->len - 3000);
    const char *start = memchr(file->ptr + at, '\n', file->len - at);
    const char *end = start ? memchr(start + 1, '\n', file->len - (size_t)(start + 1 - file->ptr)) : NULL;
    if (!end || end - start < 200) continue;
    if (end - start > 3000)
      for (end = start + 3000; end[0] != ' '; end--) {
      }
    ren_buf_append(text, start + 1, (size_t)(end - start - 1));
    ren_buf_putc(text, ' ');
  }
}

static bool run_group(gen_random *r, judged *sum, const settings *s, double rate, const copy_words *words) {
  copy_group group;
  ren_buf text = {0};
  ren_dedup_item items[MAX_COPIES] = {0};
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  ren_dedup *d = NULL;
  static const char ids[] = "abcdefghij";
  draw_text(r, &text, &s->file);
  copy_group_make(&group, r, ren_buf_str(&text), s->copies ? s->copies : 2 + gen_below(r, MAX_COPIES - 1), rate, words);
  for (size_t i = 0; i < group.count; i++)
    items[i] = (ren_dedup_item){.id = {&ids[i], 1}, .text = ren_buf_str(&group.copies[i].text)};
  opts.model = s->model;
  bool ok = ren_dedup_new(&d, items, group.count, &opts, NULL) == REN_OK;
  ren_edits *edits[MAX_COPIES] = {0};
  for (size_t i = 0; ok && i < group.count; i++) ok = ren_dedup_consensus(&edits[i], d, i, 0.5f, NULL) == REN_OK;
  if (ok) judge_group(sum, &group, edits);
  for (size_t i = 0; i < group.count; i++) ren_edits_free(edits[i]);
  ren_dedup_free(d);
  copy_group_free(&group);
  ren_buf_free(&text);
  return ok;
}

static void print_sum(const judged *sum, double rate) {
  double all = (double)(sum->repairable ? sum->repairable : 1);
  printf("noise %2.0f %%: %zu damaged words, %zu another has right: repaired %.2f %%, made otherwise wrong %.2f %%; of "
         "others repaired %zu\n",
         rate * 100, sum->damaged, sum->repairable, 100 * (double)sum->repaired / all, 100 * (double)sum->worse / all,
         sum->repaired_alone);
  printf("  sound words %zu, changed %zu; real differences %zu, changed %zu:", sum->sound, sum->broken, sum->own,
         sum->levelled);
  for (int k = 1; k < OWN_KINDS; k++) printf(" %s %zu/%zu", own_kind_names[k], sum->kind_changed[k], sum->kind_seen[k]);
  printf("\n  by copies:");
  for (int n = 2; n <= MAX_COPIES; n++)
    if (sum->by_copies[n].repairable)
      printf(" %d: %.1f", n, 100 * (double)sum->by_copies[n].repaired / (double)sum->by_copies[n].repairable);
  printf("\n  not repaired, of all:");
  for (int k = 0; k < MISS_KINDS; k++)
    printf(" %s %.2f/%.2f", miss_names[k], 100 * (double)sum->missed[k] / all, 100 * (double)sum->met[k] / all);
  printf("\n");
}

int main(int argc, char **argv) {
  settings s = {.damaged = 20000, .level = -1};
  uint64_t seed = 1;
  copy_words words = {0};
  ren_buf made_up = {0};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!strcmp(argv[i], "-n")) s.damaged = strtoul(argv[i + 1], NULL, 10);
    if (!strcmp(argv[i], "-s")) seed = strtoul(argv[i + 1], NULL, 10);
    if (!strcmp(argv[i], "-k")) s.copies = strtoul(argv[i + 1], NULL, 10);
    if (!strcmp(argv[i], "-l")) s.level = strtol(argv[i + 1], NULL, 10);
    if (!strcmp(argv[i], "-v")) s.shown = strtoul(argv[i + 1], NULL, 10);
    if (!strcmp(argv[i], "-m") && ren_model_open(&s.model, argv[i + 1], NULL) != REN_OK) return 1;
    if (!strcmp(argv[i], "-c") && ren_file_read(&s.file, argv[i + 1], 0, NULL) != REN_OK) return 1;
  }
  for (gen_random r = {seed}; !s.file.len && made_up.len < 1 << 20; ren_buf_putc(&made_up, ' '))
    gen_sentence(&r, &made_up);
  copy_words_make(&words, ren_buf_str(s.file.len ? &s.file : &made_up));
  for (long level = 0; level < 4; level++) {
    judged sum = {.shown = s.shown, .model = s.model};
    gen_random r = {seed};
    if (s.level >= 0 && s.level != level) continue;
    for (size_t g = 0; sum.damaged < s.damaged && (level > 0 || sum.sound < s.damaged * 5); g++)
      if (!run_group(&r, &sum, &s, levels[level], &words)) return 1;
    print_sum(&sum, levels[level]);
  }
  copy_words_free(&words);
  ren_buf_free(&s.file);
  ren_buf_free(&made_up);
  ren_model_free(s.model);
  return 0;
}

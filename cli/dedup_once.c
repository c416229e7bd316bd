/* Texts read and grouped in one go. */
#include "dedup.h"

static bool on_progress(void *payload, uint64_t done, uint64_t total) {
  (void)payload;
  (void)done;
  (void)total;
  return !cli_interrupted();
}

ren_dedup_opts dedup_opts(cli *c, const dedup_settings *s, const ren_model *model) {
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  opts.min_similarity = s->min_similarity;
  opts.min_passage_words = s->min_passage_words;
  /* --verify tells all that two texts have in common */
  opts.tell = s->passages || s->verify ? REN_TELL_PASSAGES : s->pairs ? REN_TELL_PAIRS : REN_TELL_GROUPS;
  opts.threads = cli_jobs(&s->shared);
  opts.model = model;
  opts.hooks = (ren_hooks){c, NULL, on_progress};
  return opts;
}

void dedup_tell_counts(cli *c, const char *file, size_t texts, const ren_dedup *dedup) {
  size_t pairs = ren_dedup_pair_count(dedup), groups = ren_dedup_cluster_count(dedup);
  if (pairs)
    cli_detail(c, file, "%zu texts, %zu pairs, %zu groups", texts, pairs, groups);
  else
    cli_detail(c, file, "%zu texts, %zu groups", texts, groups);
}

bool dedup_read_items(cli *c, cli_items *items, const cli_inputs *inputs) {
  for (size_t i = 0; i < inputs->count && !cli_interrupted(); i++) cli_items_from_file(c, items, &inputs->list[i]);
  return !cli_interrupted();
}

void dedup_once(cli *c, const dedup_settings *s, const cli_inputs *inputs, const ren_model *model) {
  ren_error err = {0};
  cli_items items = {0};
  ren_dedup *dedup = NULL;
  ren_dedup_opts opts = dedup_opts(c, s, model);
  if (dedup_read_items(c, &items, inputs)) {
    ren_status status = ren_dedup_new(&dedup, items.list, items.count, &opts, &err);
    if (status == REN_OK) status = dedup_write(s, items.list, dedup, &err);
    if (status == REN_OK)
      dedup_tell_counts(c, NULL, items.count, dedup);
    else
      cli_fail_error(c, &err);
  }
  ren_dedup_free(dedup);
  cli_items_clear(&items);
}

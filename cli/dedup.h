/* dedup.h: what the parts of `renskrift dedup` share: grouping in one go, with an index
 * that is kept, and as filters for an engine that does the joining.
 */
#ifndef REN_CLI_DEDUP_H
#define REN_CLI_DEDUP_H

#include "inputs.h"
#include "items.h"
#include "settings.h"

#include <renskrift/dedup.h>

typedef enum dedup_format { DEDUP_AS_NDJSON, DEDUP_AS_CSV, DEDUP_AS_TEXT, DEDUP_AS_TSV, DEDUP_AS_DIFF } dedup_format;

typedef struct dedup_settings {
  cli_common common;
  cli_shared shared;
  const char *output, *index, *common_hashes;
  int format; /* dedup_format */
  bool pairs, passages, only_new, sketch, verify, group, all;
  cli_list forget;
  const ren_model *model; /* once it is open */
  float min_similarity;
  unsigned min_passage_words;
} dedup_settings;

/* dedup_once.c */
ren_dedup_opts dedup_opts(cli *c, const dedup_settings *s, const ren_model *model);
bool dedup_read_items(cli *c, cli_items *items, const cli_inputs *inputs);
/* With -v: how many there were. */
void dedup_tell_counts(cli *c, const char *file, size_t texts, const ren_dedup *dedup);
void dedup_once(cli *c, const dedup_settings *s, const cli_inputs *inputs, const ren_model *model);

/* dedup_output.c: groups, pairs or passages, as the settings say. */
ren_status dedup_write(const dedup_settings *s, const ren_dedup_item *items, const ren_dedup *dedup, ren_error *err);

/* dedup_diff.c: the members of each group against its canonical one, word by word. */
typedef struct dedup_diff {
  const ren_dedup_item *items;
  const ren_model *model; /* tells what is misread; may be NULL */
  bool colour;
} dedup_diff;
ren_status dedup_write_diff(ren_buf *out, const dedup_diff *show, const ren_dedup *dedup, ren_error *err);

/* dedup_index.c: --index. Adds the inputs and prints. */
void dedup_with_index(cli *c, const dedup_settings *s, const cli_inputs *inputs, const ren_model *model);

/* dedup_filters.c: --sketch, --verify, --group. */
void dedup_filter(cli *c, const dedup_settings *s, const cli_inputs *inputs, const ren_model *model);

#endif

#include "edit_pack.h"

#include <string.h>

static const char magic[8] = "renedit1";

/* Before each edit's rule and new text. */
typedef struct edit_head {
  uint64_t offset, length; /* in the text that the step was given */
  uint32_t after;          /* length of the new text */
  float confidence;
  uint16_t rule; /* length of the name */
  uint16_t step;
  uint32_t unused;
} edit_head;

void cli_rules_init(cli_rules *rules) {
  *rules = (cli_rules){0};
  pthread_mutex_init(&rules->lock, NULL);
}

void cli_rules_clear(cli_rules *rules) {
  cli_list_clear(&rules->names);
  pthread_mutex_destroy(&rules->lock);
}

/* There are some dozens. */
static const char *keep_rule(cli_rules *rules, ren_str name) {
  pthread_mutex_lock(&rules->lock);
  size_t i = 0;
  while (i < rules->names.count && !ren_str_eq(ren_str_of(rules->names.items[i]), name)) i++;
  if (i == rules->names.count) cli_list_add(&rules->names, cli_strndup(name));
  const char *kept = rules->names.items[i];
  pthread_mutex_unlock(&rules->lock);
  return kept;
}

/* ---- packing ----------------------------------------------------------------- */

void cli_edits_pack(ren_buf *out, uint64_t key, const ren_log *log) {
  ren_buf_append(out, magic, sizeof magic);
  ren_buf_append(out, &key, sizeof key);
  for (size_t i = 0; i < ren_log_count(log); i++) {
    const ren_log_entry *entry = ren_log_get(log, i);
    edit_head head = {.offset = entry->step_offset,
                      .length = entry->before.len,
                      .after = (uint32_t)entry->after.len,
                      .confidence = entry->confidence,
                      .rule = (uint16_t)strlen(entry->rule),
                      .step = (uint16_t)entry->step};
    ren_buf_append(out, &head, sizeof head);
    ren_buf_append(out, entry->rule, head.rule);
    ren_buf_append_str(out, entry->after);
  }
}

bool cli_edits_have_key(ren_str packed, uint64_t key) {
  return packed.len >= sizeof magic + sizeof key && memcmp(packed.ptr, magic, sizeof magic) == 0 &&
         memcmp(packed.ptr + sizeof magic, &key, sizeof key) == 0;
}

/* ---- making them again --------------------------------------------------------- */

/* Takes the edit at *at; false at the end or where it is damaged. */
static bool next_edit(ren_str packed, size_t *at, edit_head *head, ren_str *rule, ren_str *after) {
  if (packed.len - *at < sizeof *head) return false;
  memcpy(head, packed.ptr + *at, sizeof *head);
  size_t left = packed.len - *at - sizeof *head;
  if (head->rule > left || head->after > left - head->rule) return false;
  *rule = (ren_str){packed.ptr + *at + sizeof *head, head->rule};
  *after = (ren_str){rule->ptr + rule->len, head->after};
  *at += sizeof *head + head->rule + head->after;
  return true;
}

static ren_status replay_step(ren_text *text, ren_step step, ren_str packed, cli_rules *rules, ren_log *to,
                              ren_error *err) {
  ren_edits *edits;
  edit_head head;
  ren_str rule, after;
  size_t at = sizeof magic + sizeof(uint64_t);
  ren_status status = ren_edits_new(&edits, step, err);
  while (status == REN_OK && next_edit(packed, &at, &head, &rule, &after)) {
    if (head.step != step) continue;
    ren_edit edit = {(size_t)head.offset, (size_t)head.length, after, keep_rule(rules, rule), head.confidence};
    status = ren_edits_add(edits, &edit, err);
  }
  if (status == REN_OK && at != packed.len) status = ren_fail(err, REN_EFORMAT, "the kept edits are damaged");
  if (status == REN_OK) {
    status = ren_text_apply(text, edits, to, err);
    if (status == REN_EINVAL) status = REN_EFORMAT; /* of another text */
  }
  ren_edits_free(edits);
  return status;
}

ren_status cli_edits_replay(ren_text *text, ren_str packed, cli_rules *rules, ren_log *to, ren_error *err) {
  ren_status status = REN_OK;
  if (packed.len < sizeof magic + sizeof(uint64_t)) return ren_fail(err, REN_EFORMAT, "the kept edits are damaged");
  for (int step = REN_STEP_ENCODING; status == REN_OK && step <= REN_STEP_SPELLING; step++)
    status = replay_step(text, (ren_step)step, packed, rules, to, err);
  return status;
}

#include "replay.h"

static ren_status replay_step(ren_text *text, ren_step step, const ren_log *from, ren_log *to, ren_error *err) {
  ren_edits *edits;
  ren_status status = ren_edits_new(&edits, step, err);
  if (status != REN_OK) return status;
  for (size_t i = 0; status == REN_OK && i < ren_log_count(from); i++) {
    const ren_log_entry *entry = ren_log_get(from, i);
    if (entry->step != step) continue;
    ren_edit edit = {entry->step_offset, entry->before.len, entry->after, entry->rule, entry->confidence};
    status = ren_edits_add(edits, &edit, err);
  }
  if (status == REN_OK) status = ren_text_apply(text, edits, to, err);
  ren_edits_free(edits);
  return status;
}

ren_status cli_replay(ren_text *text, const ren_log *from, ren_log *to, ren_error *err) {
  ren_status status = REN_OK;
  for (int step = REN_STEP_ENCODING; status == REN_OK && step <= REN_STEP_SPELLING; step++)
    status = replay_step(text, (ren_step)step, from, to, err);
  return status;
}

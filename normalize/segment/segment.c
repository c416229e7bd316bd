#include "segment/walk.h"

#include "utf8.h"

static void clear_walk(ren__walk *w) {
  ren__block_clear(&w->block);
  ren__tokens_clear(&w->tokens);
  ren__paras_clear(&w->paras);
  ren__cue_words_clear(&w->words);
  ren__titles_free(w->titles);
  ren_arena_free(w->arena);
}

ren_status ren_segment(ren_reservations *list, const char *file, const ren_text *text, const ren_model *model,
                       ren_error *err) {
  if (!list || !text) return ren_fail(err, REN_EINVAL, "no list or no text to segment");
  ren__walk walk = {.list = list,
                    .file = file ? file : "",
                    .source = text,
                    .text = ren_text_bytes(text),
                    .first_item = list->count,
                    .section_item = list->count};
  ren_status status = REN_OK;
  if (ren_utf8_valid(walk.text.ptr, walk.text.len) != walk.text.len)
    return ren_fail(err, REN_EFORMAT, "the text is not UTF-8; repair its encoding first");
  walk.arena = ren_arena_new();
  walk.titles = ren__titles_new();
  if (!walk.arena || !walk.titles || !ren__cue_words_init(&walk.words, model, walk.text.len)) {
    status = ren_fail_nomem(err);
    goto out;
  }
  status = ren__walk_document(&walk, err);
out:
  if (status != REN_OK) ren__reservations_truncate(list, walk.first_item);
  clear_walk(&walk);
  return status;
}

#include "segment/walk.h"

#include "segment/section_list.h"

#include "utf8.h"

static void clear_walk(ren__walk *w) {
  ren__block_clear(&w->block);
  ren__tokens_clear(&w->tokens);
  ren__paras_clear(&w->paras);
  ren__roster_free(w->roster);
  ren_arena_free(w->arena);
}

/* Cue words and titles are compiled once for a list; anew for another model, or for a
 * document that wants a larger table of seen words. */
static bool prepare(ren_reservations *list, const ren_model *model, size_t size) {
  ren__cue_words *words = &list->words;
  if (!list->titles) list->titles = ren__titles_new();
  if (!list->titles) return false;
  if (words->items && words->model == model && words->seen_mask + 1 >= ren__cue_words_slots(size)) return true;
  ren__cue_words_clear(words);
  if (ren__cue_words_init(words, model, size)) return true;
  ren__cue_words_clear(words);
  return false;
}

ren_status ren_segment(ren_reservations *list, const char *file, const ren_text *text, const ren_model *model,
                       ren_error *err) {
  return ren_segment_sections(list, NULL, file, text, model, err);
}

ren_status ren_segment_sections(ren_reservations *list, ren_sections *sections, const char *file, const ren_text *text,
                                const ren_model *model, ren_error *err) {
  size_t first_section = sections ? ren_sections_count(sections) : 0;
  if (!list || !text) return ren_fail(err, REN_EINVAL, "no list or no text to segment");
  ren__walk walk = {.list = list,
                    .file = file ? file : "",
                    .source = text,
                    .text = ren_text_bytes(text),
                    .first_item = list->count,
                    .section_item = list->count,
                    .outline = {.list = sections, .first = first_section}};
  ren_status status = REN_OK;
  if (ren_utf8_valid(walk.text.ptr, walk.text.len) != walk.text.len)
    return ren_fail(err, REN_EFORMAT, "the text is not UTF-8; repair its encoding first");
  walk.arena = ren_arena_new();
  if (!walk.arena || !prepare(list, model, walk.text.len)) {
    status = ren_fail_nomem(err);
    goto out;
  }
  walk.words = &list->words;
  walk.titles = list->titles;
  status = ren__walk_document(&walk, err);
out:
  if (status != REN_OK) {
    ren__reservations_truncate(list, walk.first_item);
    if (sections) ren__sections_truncate(sections, first_section);
  }
  clear_walk(&walk);
  return status;
}

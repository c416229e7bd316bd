/* What one text is found by, told to others. */
#include "dedup/dedup_state.h"

#include "alloc.h"
#include "dedup/boilerplate.h"
#include "dedup/sketch.h"
#include "dedup/witness.h"

#include <math.h>
#include <stdlib.h>

void ren_sketch_free(ren_sketch *s) {
  if (!s) return;
  ren_free(s->grams);
  ren_free(s);
}

static int by_hash(const void *p, const void *q) {
  const ren_gram *x = p, *y = q;
  if (x->family != y->family) return (int)x->family - (int)y->family;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->place > y->place) - (x->place < y->place);
}

/* One gram of a kind (the first place). */
static void drop_repeats(ren_sketch *s) {
  size_t kept = 0;
  if (s->gram_count > 1) qsort(s->grams, s->gram_count, sizeof *s->grams, by_hash);
  for (size_t i = 0; i < s->gram_count; i++)
    if (kept == 0 || s->grams[kept - 1].family != s->grams[i].family || s->grams[kept - 1].hash != s->grams[i].hash)
      s->grams[kept++] = s->grams[i];
  s->gram_count = kept;
}

static bool add_stretches(ren_sketch *s, ren__bones bones) {
  uint64_t *hashes = ren_alloc_array(bones.count, sizeof *hashes);
  if (!hashes) return false;
  size_t count = ren__stretches(hashes, bones);
  for (size_t i = 0; i < count; i++) s->grams[s->gram_count++] = (ren_gram){REN_GRAM_STRETCH, 0, hashes[i]};
  ren_free(hashes);
  return true;
}

static bool add_family(ren_sketch *s, const ren__bone_store *store, ren__bones bones, ren__family family) {
  unsigned step = ren__sampling(family, bones.count, store->damaged[0]);
  if (step == 0) return true;
  ren__sampled *grams = ren_alloc_array(bones.count + 1, sizeof *grams);
  if (!grams) return false;
  size_t count = ren__sketch(grams, bones, ren__family_length(family), step, ren__is_formula(store, 0));
  for (size_t k = 0; k < count; k++)
    s->grams[s->gram_count++] =
        (ren_gram){family == REN__LONG_GRAMS ? REN_GRAM_LONG : REN_GRAM_SHORT, ren__place(grams[k].at), grams[k].hash};
  ren_free(grams);
  return true;
}

static ren_status add_grams(ren_sketch *s, const ren_dedup_item *item, const ren_boilerplate *boilerplate,
                            ren_error *err) {
  ren__bone_store *store = NULL;
  ren_status status = ren__bone_store_given(&store, &item->text, 1, boilerplate ? boilerplate->hashes : NULL,
                                            boilerplate ? boilerplate->count : 0, err);
  if (status != REN_OK) return status;
  ren__bone_buffer buffer = {0};
  ren__bones bones;
  if (!ren__bones_read(&bones, &buffer, store, 0)) {
    ren__bone_store_free(store);
    return ren_fail_nomem(err);
  }
  s->facts.bones = bones.count;
  s->grams = ren_alloc_array(3 * bones.count + 1, sizeof *s->grams);
  bool ok = s->grams && (boilerplate || add_stretches(s, bones));
  for (int family = 0; ok && family < REN__FAMILIES; family++) ok = add_family(s, store, bones, (ren__family)family);
  ren__bone_buffer_free(&buffer);
  ren__bone_store_free(store);
  if (!ok) return ren_fail_nomem(err);
  drop_repeats(s);
  return REN_OK;
}

ren_status ren_dedup_sketch(ren_sketch **out, const ren_dedup_item *item, const ren_boilerplate *boilerplate,
                            const ren_dedup_opts *opts, ren_error *err) {
  *out = NULL;
  if (item->text.len >= REN__TEXT_MAX) return ren_fail(err, REN_ELIMIT, "the text is larger than 1 GiB");
  ren_sketch *s = ren_alloc(sizeof *s);
  ren__words_key key;
  ren_buf scratch = {0};
  size_t words = 0;
  ren_status status = s && ren__item_key(&key, &words, item, &scratch) ? REN_OK : ren_fail_nomem(err);
  ren_buf_free(&scratch);
  if (status == REN_OK) {
    float clean = ren__cleanness(opts ? opts->model : NULL, item->text);
    s->facts = (ren_text_facts){{words ? key.high : 0, words ? key.low : 0},
                                item->text.len,
                                0,
                                (unsigned)lroundf((clean < 0   ? 0
                                                   : clean > 1 ? 1
                                                               : clean) *
                                                  REN__CLEAN_STEPS)};
    if (words) status = add_grams(s, item, boilerplate, err);
  }
  if (status == REN_OK)
    *out = s;
  else
    ren_sketch_free(s);
  return status;
}

/* Tables and a hunspell dictionary -> one model file. */
#include "compiler/automaton.h"
#include "compiler/bounds.h"
#include "compiler/confusion_table.h"
#include "compiler/hunspell_expand.h"
#include "compiler/letter_model.h"
#include "compiler/lexicon_build.h"
#include "compiler/lm_pack.h"
#include "compiler/xz_file.h"

#include "alloc.h"

#include <string.h>

static bool add_form(void *payload, const unsigned char *word, size_t len, unsigned flags) {
  ren__form *form = ren__build_form(payload, word, len);
  if (!form) return false;
  /* A word that also stands in small letters is no name. */
  bool was_small = form->forms & REN_FORM_WORD && !(form->forms & REN_FORM_CAPITAL);
  bool is_small = flags & REN_FORM_WORD && !(flags & REN_FORM_CAPITAL);
  if (was_small && flags & REN_FORM_CAPITAL) return true;
  if (is_small) form->forms &= (uint8_t) ~(REN_FORM_CAPITAL | REN_FORM_UPPER);
  form->forms |= (uint8_t)flags;
  return true;
}

/* ---- writing ------------------------------------------------------------ */

typedef struct image {
  ren_buf bytes;
  ren__model_header header;
} image;

static void add_section(image *im, ren__section which, const void *data, size_t length) {
  static const char zeros[8] = {0};
  while (im->bytes.len % 8) ren_buf_append(&im->bytes, zeros, 8 - im->bytes.len % 8);
  im->header.sections[which].offset = im->bytes.len;
  im->header.sections[which].length = length;
  ren_buf_append(&im->bytes, data, length);
}

static ren_status add_lexicon(image *im, ren__lexicon_build *build, ren_error *err) {
  ren__entry *entries;
  uint32_t *order;
  ren_status status = ren__build_entries(&entries, &order, build, err);
  if (status != REN_OK) return status;
  uint32_t count = ren__strings_count(build->words);
  uint32_t *vocabulary = ren_alloc_array(build->lm_count + REN_LM_FIRST_WORD, sizeof *vocabulary);
  ren__automaton *automaton = ren__automaton_new();
  bool ok = vocabulary && automaton;
  for (uint32_t i = 0; ok && i < REN_LM_FIRST_WORD; i++) vocabulary[i] = UINT32_MAX;
  for (uint32_t i = 0; ok && i < count; i++) {
    ren_str word = ren__strings_get(build->words, order[i]);
    ok = ren__automaton_add(automaton, (const unsigned char *)word.ptr, word.len);
    if (ok && build->forms[order[i]].lm_id) vocabulary[build->forms[order[i]].lm_id] = i;
  }
  size_t edge_count = 0;
  const ren__edge *edges = ok ? ren__automaton_finish(automaton, &edge_count) : NULL;
  if (edges) {
    add_section(im, REN_SECTION_EDGES, edges, edge_count * sizeof *edges);
    add_section(im, REN_SECTION_ENTRIES, entries, count * sizeof *entries);
    add_section(im, REN_SECTION_VOCABULARY, vocabulary, (build->lm_count + REN_LM_FIRST_WORD) * sizeof *vocabulary);
  } else {
    status = ren_fail(err, REN_ELIMIT, "the lexicon is too large");
  }
  ren__automaton_free(automaton);
  ren_free(vocabulary);
  ren_free(entries);
  ren_free(order);
  return status;
}

static ren_status read_table(ren_buf *out, const char *folder, const char *name, ren_error *err) {
  ren_buf path = {0};
  ren_buf_printf(&path, "%s/%s", folder, name);
  ren_status status = path.status == REN_OK ? ren__xz_read(out, path.ptr, err) : ren_fail_nomem(err);
  ren_buf_free(&path);
  return status;
}

static ren_status add_lm(image *im, const char *folder, uint32_t words, ren_error *err) {
  ren_buf packed = {0};
  ren__lm_tables t = {0};
  ren_status status = read_table(&packed, folder, "lm.bin.xz", err);
  if (status == REN_OK) status = ren__lm_unpack(&t, ren_buf_str(&packed), err);
  if (status == REN_OK && t.vocabulary != words + REN_LM_FIRST_WORD)
    status = ren_fail(err, REN_EFORMAT, "words.tsv.xz and lm.bin.xz are not of one training");
  if (status == REN_OK) {
    add_section(im, REN_SECTION_UNIGRAMS, t.unigrams, (t.vocabulary + 1u) * sizeof *t.unigrams);
    add_section(im, REN_SECTION_BIGRAMS, t.bigrams, (t.bigram_count + 1u) * sizeof *t.bigrams);
    add_section(im, REN_SECTION_TRIGRAMS, t.trigrams, t.trigram_count * sizeof *t.trigrams);
  }
  ren__lm_tables_clear(&t);
  ren_buf_free(&packed);
  return status;
}

static ren_status add_rest(image *im, const ren_compile_opts *opts, const ren__lexicon_build *build, ren_error *err) {
  ren_buf path = {0}, confusions = {0}, letters = {0};
  ren_buf_printf(&path, "%s/confusions.tsv", opts->tables);
  ren_status status = path.status == REN_OK ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK) status = ren__confusions_read(&confusions, path.ptr, err);
  if (status == REN_OK) status = ren__build_letters(&letters, build, err);
  if (status == REN_OK) {
    add_section(im, REN_SECTION_LETTERS, letters.ptr, letters.len);
    add_section(im, REN_SECTION_CONFUSIONS, confusions.ptr, confusions.len);
    ren_buf_clear(&path);
    ren_buf_printf(&path, "tables; hunspell %s", opts->hunspell_dic ? opts->hunspell_dic : "none");
    add_section(im, REN_SECTION_SOURCES, path.ptr, path.len);
  }
  ren_buf_free(&letters);
  ren_buf_free(&path);
  ren_buf_free(&confusions);
  return status;
}

static ren_status add_bounds(image *im, ren_error *err) {
  const char *bytes = im->bytes.ptr;
  ren__bounds_in in = {(const void *)(bytes + im->header.sections[REN_SECTION_EDGES].offset),
                       (const void *)(bytes + im->header.sections[REN_SECTION_ENTRIES].offset),
                       (const void *)(bytes + im->header.sections[REN_SECTION_UNIGRAMS].offset),
                       im->header.sections[REN_SECTION_EDGES].length / sizeof(ren__edge),
                       im->header.sections[REN_SECTION_ENTRIES].length / sizeof(ren__entry)};
  ren__bound *bounds = ren__build_bounds(&in);
  if (!bounds) return ren_fail_nomem(err);
  add_section(im, REN_SECTION_BOUNDS, bounds, in.edge_count * sizeof *bounds);
  ren_free(bounds);
  return REN_OK;
}

static bool report_progress(const ren_compile_opts *opts, uint64_t done) {
  return !opts->hooks.progress || opts->hooks.progress(opts->hooks.payload, done, 4);
}

ren_status ren_model_compile(const ren_compile_opts *opts, ren_error *err) {
  image im = {.header = {.magic = REN_MODEL_MAGIC, .version = REN_MODEL_VERSION, .section_count = REN_SECTION_COUNT}};
  ren__lexicon_build build = {0};
  ren_buf_append(&im.bytes, &im.header, sizeof im.header);
  ren_status status = ren__build_read(&build, opts->tables, err);
  bool go_on = report_progress(opts, 1);
  if (status == REN_OK && opts->hunspell_dic)
    status = ren__hunspell_expand(opts->hunspell_aff, opts->hunspell_dic, add_form, &build, err);
  go_on = go_on && report_progress(opts, 2);
  if (status == REN_OK && go_on) status = add_lexicon(&im, &build, err);
  go_on = go_on && report_progress(opts, 3);
  if (status == REN_OK && go_on) status = add_lm(&im, opts->tables, build.lm_count, err);
  if (status == REN_OK && go_on && im.bytes.status == REN_OK) status = add_bounds(&im, err);
  if (status == REN_OK && go_on) status = add_rest(&im, opts, &build, err);
  if (status == REN_OK && !go_on) status = ren_fail(err, REN_ECANCELLED, "cancelled");
  if (status == REN_OK && im.bytes.status != REN_OK) status = ren_fail_nomem(err);
  if (status == REN_OK) {
    memcpy(im.bytes.ptr, &im.header, sizeof im.header);
    status = ren_file_write_atomic(opts->out, ren_buf_str(&im.bytes), err);
  }
  (void)report_progress(opts, 4);
  ren__build_clear(&build);
  ren_buf_free(&im.bytes);
  return status;
}

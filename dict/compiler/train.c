/* Corpus and lists -> the tables under dict/: words.tsv.xz (a line per word: word,
 * count, count in trusted texts, share of capitals in percent; words that come
 * REN_LM_MIN_COUNT times and more are the language model's), lm.bin.xz, names.tsv and
 * places.tsv. */
#include "compiler/corpus.h"
#include "compiler/kneser_ney.h"
#include "compiler/lexicon_build.h"
#include "compiler/lm_pack.h"
#include "compiler/xz_file.h"

#include "alloc.h"
#include "model/lexicon.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BIGRAMS = 1500000, MAX_TRIGRAMS = 2600000 };

typedef struct ranked {
  uint32_t number, count;
  ren_str word;
} ranked;

static int by_rank(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  size_t n = x->word.len < y->word.len ? x->word.len : y->word.len;
  int order = memcmp(x->word.ptr, y->word.ptr, n);
  return order ? order : (x->word.len > y->word.len) - (x->word.len < y->word.len);
}

/* The words of the list, commonest first: those that get an id of their own (`known`
 * of them), then the rare ones of trusted texts. */
static ranked *choose_words(const ren__corpus *corpus, size_t *count, size_t *known) {
  uint32_t n = ren__strings_count(corpus->words);
  ranked *list = ren_alloc_array(n, sizeof *list);
  *count = *known = 0;
  for (uint32_t i = 0; list && i < n; i++) {
    unsigned char folded[REN_WORD_MAX + 1];
    ren_str word = ren__strings_get(corpus->words, i);
    bool common = corpus->counts[i].all >= REN_LM_MIN_COUNT;
    if (!common && corpus->counts[i].trusted == 0) continue;
    if (ren__fold(word.ptr, word.len, folded) == 0) continue;
    *known += common;
    list[(*count)++] = (ranked){i, corpus->counts[i].all, word};
  }
  if (list) qsort(list, *count, sizeof *list, by_rank);
  return list;
}

static void write_words(ren_buf *out, const ren__corpus *corpus, const ranked *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const ren__word_count *c = &corpus->counts[list[i].number];
    unsigned capital = c->middle ? (unsigned)((uint64_t)c->capital * 100 / c->middle) : 0;
    ren_buf_append_str(out, list[i].word);
    ren_buf_printf(out, "\t%u\t%u\t%u\n", c->all, c->trusted, capital);
  }
}

/* Turns the stream's numbers into language model ids, in place. */
static bool map_stream(ren__corpus *corpus, const ranked *list, size_t count) {
  uint32_t *ids = ren_alloc_array(ren__strings_count(corpus->words), sizeof *ids);
  if (!ids) return false;
  for (size_t i = 0; i < count; i++) ids[list[i].number] = (uint32_t)i + REN_LM_FIRST_WORD;
  for (size_t i = 0; i < corpus->length; i++) {
    uint32_t item = corpus->stream[i], number = item & ~REN_STREAM_CAPITAL;
    if (number == REN_STREAM_BOUNDARY)
      corpus->stream[i] = REN_LM_BOUNDARY;
    else if (number == REN_STREAM_NUMBER)
      corpus->stream[i] = REN_LM_NUMBER;
    else if (ids[number])
      corpus->stream[i] = ids[number];
    else
      corpus->stream[i] = item & REN_STREAM_CAPITAL ? REN_LM_NAME : REN_LM_UNKNOWN;
  }
  ren_free(ids);
  return true;
}

static ren_status write_table(const char *folder, const char *name, const ren_buf *bytes, bool packed, ren_error *err) {
  ren_buf path = {0};
  ren_buf_printf(&path, "%s/%s", folder, name);
  ren_status status = path.status != REN_OK || bytes->status != REN_OK ? ren_fail_nomem(err)
                      : packed ? ren__xz_write(path.ptr, ren_buf_str(bytes), err)
                               : ren_file_write_atomic(path.ptr, ren_buf_str(bytes), err);
  ren_buf_free(&path);
  return status;
}

static ren_status train_lm(ren__corpus *corpus, const ren_train_opts *opts, ren_error *err) {
  size_t count, known;
  ren_buf words = {0}, packed = {0};
  ren__ngrams ngrams = {0};
  ranked *list = choose_words(corpus, &count, &known);
  ren_status status = list && map_stream(corpus, list, known) ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK) write_words(&words, corpus, list, count);
  if (status == REN_OK) status = write_table(opts->out, "words.tsv.xz", &words, true, err);
  if (status == REN_OK)
    status = ren__kneser_ney(&ngrams, corpus->stream, corpus->length, (uint32_t)known + REN_LM_FIRST_WORD, MAX_BIGRAMS,
                             MAX_TRIGRAMS, err);
  if (status == REN_OK) {
    ren__lm_pack(&ngrams, &packed);
    status = write_table(opts->out, "lm.bin.xz", &packed, true, err);
  }
  ren__ngrams_clear(&ngrams);
  ren_buf_free(&words);
  ren_buf_free(&packed);
  ren_free(list);
  return status;
}

/* ---- name lists --------------------------------------------------------- */

/* Appends "name<TAB>letter" (and "<TAB>bearers" of names) for each line of a list, header
 * left out. */
static ren_status copy_names(ren_buf *out, const char *folder, const char *file, char kind, ren_error *err) {
  ren_buf path = {0}, text = {0};
  ren_buf_printf(&path, "%s/%s", folder, file);
  ren_status status = path.status == REN_OK ? ren_file_read(&text, path.ptr, 0, err) : ren_fail_nomem(err);
  bool header = true;
  for (char *line = text.ptr, *next; status == REN_OK && line && *line; line = next) {
    char *end = line + strcspn(line, "\n");
    next = *end ? end + 1 : end;
    size_t length = strcspn(line, "\t\n");
    if (!header) {
      ren_buf_append(out, line, length);
      ren_buf_printf(out, "\t%c", kind);
      if (kind != 'P') ren_buf_append(out, line + length, strcspn(line + length, "\n"));
      ren_buf_putc(out, '\n');
    }
    header = false;
  }
  ren_buf_free(&path);
  ren_buf_free(&text);
  return status;
}

static ren_status copy_lists(const ren_train_opts *opts, ren_error *err) {
  ren_buf names = {0}, places = {0};
  ren_status status = copy_names(&names, opts->lists, "first_names.tsv", 'F', err);
  if (status == REN_OK) status = copy_names(&names, opts->lists, "surnames.tsv", 'S', err);
  if (status == REN_OK) status = copy_names(&places, opts->lists, "places.tsv", 'P', err);
  if (status == REN_OK) status = write_table(opts->out, "names.tsv", &names, false, err);
  if (status == REN_OK) status = write_table(opts->out, "places.tsv", &places, false, err);
  ren_buf_free(&names);
  ren_buf_free(&places);
  return status;
}

static ren_status read_all(ren__corpus *corpus, const ren_train_opts *opts, ren_error *err) {
  ren_status status = REN_OK;
  size_t total = opts->corpus_count + opts->corpus_lm_only_count;
  for (size_t i = 0; status == REN_OK && i < total; i++) {
    bool trusted = i < opts->corpus_count;
    status = ren__corpus_read(corpus, trusted ? opts->corpus[i] : opts->corpus_lm_only[i - opts->corpus_count], trusted,
                              err);
    if (status == REN_OK && opts->hooks.progress && !opts->hooks.progress(opts->hooks.payload, i + 1, total + 1))
      status = ren_fail(err, REN_ECANCELLED, "cancelled");
  }
  return status;
}

ren_status ren_model_train(const ren_train_opts *opts, ren_error *err) {
  ren__corpus corpus = {0};
  ren_status status = read_all(&corpus, opts, err);
  if (status == REN_OK && corpus.length == 0) status = ren_fail(err, REN_EINVAL, "the corpus holds no words");
  if (status == REN_OK) status = train_lm(&corpus, opts, err);
  if (status == REN_OK && opts->lists) status = copy_lists(opts, err);
  ren__corpus_clear(&corpus);
  return status;
}

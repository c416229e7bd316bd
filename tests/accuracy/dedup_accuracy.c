/* dedup_accuracy [-n TEXTS] [-s SEED] [-j THREADS] [-c PARAGRAPHS] [-m MODEL] [-g] [-v] [-w|-t]
 * Measures ren_dedup_new on planted texts (dedup_texts.h): recall and precision of pairs
 * per noise level, the adjusted Rand index of the groups, chains glued, boilerplate
 * and formulas joined, quoted passages, time and memory. -g prints the texts as
 * NDJSON instead; -v lists what was missed; -w: pairs of whole texts, no passages; -t: only the groups are told, as
 * `renskrift dedup` does. -c: draw sentences from a file with one paragraph a line. */
#include "dedup_texts.h"

#include <renskrift/dedup.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct measure {
  const gen_text *texts;
  const ren_dedup *dedup;
  size_t count;
} measure;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double memory_mb(void) {
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  return (double)use.ru_maxrss / 1024;
}

static bool joins(ren_relation r) {
  return r == REN_RELATION_IDENTICAL || r == REN_RELATION_NEAR_IDENTICAL || r == REN_RELATION_CONTAINS;
}

/* -v: what became of each planted pair that was missed. */
static void missed(const measure *m) {
  for (size_t i = 0; i < m->count; i++)
    for (size_t j = i + 1; j < m->count && j < i + 12; j++) {
      if (m->texts[i].kind != GEN_GROUP || m->texts[i].group != m->texts[j].group) continue;
      const ren_pair *found = NULL;
      for (size_t k = 0; !found && k < ren_dedup_pair_count(m->dedup); k++) {
        const ren_pair *p = ren_dedup_pair(m->dedup, k);
        if ((p->a == i && p->b == j) || (p->a == j && p->b == i)) found = p;
      }
      if (found && joins(found->relation)) continue;
      printf("  missed at %2.0f %%: %s %s %s %.3f, %zu and %zu bytes\n", gen_levels[m->texts[i].level] * 100,
             m->texts[i].id, m->texts[j].id, found ? ren_relation_name(found->relation) : "nothing",
             found ? (double)found->similarity : 0.0, m->texts[i].text.len, m->texts[j].text.len);
    }
}

static bool together(const gen_text *x, const gen_text *y) { return x->group == y->group; }

static void pairs(const measure *m) {
  size_t planted[GEN_LEVELS][2] = {{0}}, found[GEN_LEVELS][2] = {{0}}, wrong[6][6] = {{0}}, joined = 0, bad = 0;
  for (size_t i = 0; i < m->count; i++)
    for (size_t j = i + 1; j < m->count && j < i + 12; j++) /* groups stand together */
      if (m->texts[i].kind == GEN_GROUP && together(&m->texts[i], &m->texts[j]))
        planted[m->texts[i].level][m->texts[i].step > 0]++;
  for (size_t k = 0; k < ren_dedup_pair_count(m->dedup); k++) {
    const ren_pair *p = ren_dedup_pair(m->dedup, k);
    const gen_text *x = &m->texts[p->a], *y = &m->texts[p->b];
    if (!joins(p->relation)) continue;
    joined++;
    if (together(x, y))
      found[x->level][x->step > 0 && y->step > 0] += x->kind == GEN_GROUP;
    else {
      wrong[x->kind][y->kind]++;
      if (bad++ < 5)
        printf("  wrong: %s %s %s %.3f\n", x->id, y->id, ren_relation_name(p->relation), (double)p->similarity);
    }
  }
  for (size_t l = 0; l < GEN_LEVELS; l++)
    for (int both = 0; both < 2; both++)
      printf("recall at %2.0f %%, %s noisy: %.4f (%zu of %zu pairs)\n", gen_levels[l] * 100, both ? "both" : "one ",
             planted[l][both] ? (double)found[l][both] / (double)planted[l][both] : 1, found[l][both],
             planted[l][both]);
  printf("precision: %.5f (%zu wrong of %zu; boilerplate %zu, formulas %zu)\n",
         joined ? 1 - (double)bad / (double)joined : 1, bad, joined, wrong[GEN_BOILERPLATE][GEN_BOILERPLATE],
         wrong[GEN_FORMULA][GEN_FORMULA]);
}

static double choose2(double n) { return n * (n - 1) / 2; }

typedef struct cell {
  uint32_t truth, cluster;
} cell;

static int by_cell(const void *p, const void *q) {
  const cell *x = p, *y = q;
  if (x->truth != y->truth) return x->truth < y->truth ? -1 : 1;
  return (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

static int by_cluster(const void *p, const void *q) {
  const cell *x = p, *y = q;
  return (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

/* Adjusted Rand index (Hubert and Arabie 1985) over the texts chosen. */
static double rand_index(cell *cells, size_t n) {
  double both = 0, rows = 0, columns = 0;
  qsort(cells, n, sizeof *cells, by_cell);
  for (size_t i = 0, j, k; i < n; i = k) {
    for (k = i; k < n && cells[k].truth == cells[i].truth; k = j) {
      for (j = k; j < n && by_cell(&cells[j], &cells[k]) == 0; j++) continue;
      both += choose2((double)(j - k));
    }
    rows += choose2((double)(k - i));
  }
  qsort(cells, n, sizeof *cells, by_cluster);
  for (size_t i = 0, k; i < n; i = k) {
    for (k = i; k < n && cells[k].cluster == cells[i].cluster; k++) continue;
    columns += choose2((double)(k - i));
  }
  double expected = rows * columns / choose2((double)n), most = (rows + columns) / 2;
  return most > expected ? (both - expected) / (most - expected) : 1;
}

static void groups(const measure *m) {
  uint32_t *cluster = malloc(m->count * sizeof *cluster);
  cell *cells = malloc(m->count * sizeof *cells);
  size_t glued = 0;
  for (size_t i = 0; i < m->count; i++) cluster[i] = (uint32_t)(0x40000000 + i);
  for (size_t k = 0; k < ren_dedup_cluster_count(m->dedup); k++) {
    const ren_cluster *c = ren_dedup_cluster(m->dedup, k);
    bool mixed = false;
    for (size_t i = 0; i < c->member_count; i++) {
      cluster[c->members[i].item] = (uint32_t)k;
      mixed = mixed || !together(&m->texts[c->members[0].item], &m->texts[c->members[i].item]);
    }
    glued += mixed;
  }
  printf("clusters: %zu, of them with texts of several groups: %zu\n", ren_dedup_cluster_count(m->dedup), glued);
  for (size_t l = 0; l < GEN_LEVELS; l++) {
    size_t n = 0;
    for (size_t i = 0; i < m->count; i++)
      if ((m->texts[i].kind == GEN_GROUP && m->texts[i].level == l) || m->texts[i].kind == GEN_SINGLE)
        cells[n++] = (cell){m->texts[i].group, cluster[i]};
    printf("adjusted Rand index at %2.0f %%: %.4f\n", gen_levels[l] * 100, rand_index(cells, n));
  }
  size_t chains = 0, ends = 0, longest = 0;
  for (size_t i = 0; i + 11 < m->count; i++) {
    if (m->texts[i].kind != GEN_CHAIN || m->texts[i].step != 0 || m->texts[i + 11].group != m->texts[i].group) continue;
    chains++;
    ends += cluster[i] == cluster[i + 11];
    for (size_t x = 0; x < 12; x++)
      for (size_t y = x; y < 12; y++)
        if (cluster[i + x] == cluster[i + y] && y - x > longest) longest = y - x;
  }
  printf("drift chains of 12: %zu, ends glued: %zu, longest reach in one group: %zu steps\n", chains, ends, longest);
  free(cluster);
  free(cells);
}

static size_t overlap(size_t a, size_t a_len, size_t b, size_t b_len) {
  size_t start = a > b ? a : b, end = a + a_len < b + b_len ? a + a_len : b + b_len;
  return end > start ? end - start : 0;
}

/* Letters of the quoting text rightly and wrongly told as shared with its source. */
static void passages(const measure *m) {
  double hit[GEN_LEVELS] = {0}, told[GEN_LEVELS] = {0}, real[GEN_LEVELS] = {0};
  size_t extra = 0;
  for (size_t i = 0; i < m->count; i++)
    if (m->texts[i].partner != UINT32_MAX) real[m->texts[i].level] += (double)m->texts[i].length;
  for (size_t k = 0; k < ren_dedup_pair_count(m->dedup); k++) {
    const ren_pair *p = ren_dedup_pair(m->dedup, k);
    if (joins(p->relation)) continue;
    const gen_text *x = &m->texts[p->a], *y = &m->texts[p->b];
    bool y_quotes = y->partner == p->a, x_quotes = x->partner == p->b;
    if (!y_quotes && !x_quotes) {
      extra++;
      continue;
    }
    const gen_text *q = y_quotes ? y : x;
    for (size_t s = 0; s < p->span_count; s++) {
      const ren_span_pair *span = &p->spans[s];
      size_t at = y_quotes ? span->b_offset : span->a_offset, len = y_quotes ? span->b_length : span->a_length;
      told[q->level] += (double)len;
      hit[q->level] += (double)overlap(at, len, q->offset, q->length);
    }
  }
  for (size_t l = 0; l < 4; l++) {
    double precision = told[l] > 0 ? hit[l] / told[l] : 1, recall = real[l] > 0 ? hit[l] / real[l] : 1;
    printf("passages at %2.0f %%: F1 %.4f (precision %.4f, recall %.4f)\n", gen_levels[l] * 100,
           2 * precision * recall / (precision + recall), precision, recall);
  }
  printf("passages between other texts: %zu pairs\n", extra);
}

static gen_source read_source(const char *path, ren_buf *bytes) {
  gen_source s = {0};
  size_t cap = 0;
  if (!path || ren_file_read(bytes, path, 0, NULL) != REN_OK) return s;
  for (size_t i = 0; i < bytes->len;) {
    const char *end = memchr(bytes->ptr + i, '\n', bytes->len - i);
    size_t stop = end ? (size_t)(end - bytes->ptr) : bytes->len;
    if (stop - i > 200) {
      if (s.count == cap) s.paragraph = realloc(s.paragraph, (cap = cap ? cap * 2 : 1024) * sizeof *s.paragraph);
      s.paragraph[s.count++] = (ren_str){bytes->ptr + i, stop - i};
    }
    i = stop + 1;
  }
  return s;
}

static void print_texts(const gen_text *texts, size_t count) {
  ren_buf out = {0};
  for (size_t i = 0; i < count; i++) {
    ren_json json;
    ren_json_begin(&json, &out);
    ren_json_object(&json);
    ren_json_key(&json, "id");
    ren_json_cstr(&json, texts[i].id);
    ren_json_key(&json, "group");
    ren_json_int(&json, texts[i].group);
    ren_json_key(&json, "noise");
    ren_json_num(&json, gen_levels[texts[i].level], 2);
    ren_json_key(&json, "text");
    ren_json_str(&json, texts[i].text);
    ren_json_end(&json, '}');
    ren_buf_putc(&out, '\n');
    fwrite(out.ptr, 1, out.len, stdout);
    ren_buf_clear(&out);
  }
  ren_buf_free(&out);
}

static int run(const gen_text *texts, size_t count, const ren_dedup_opts *opts, bool verbose) {
  ren_dedup_item *items = calloc(count, sizeof *items);
  ren_dedup *dedup = NULL;
  ren_error err = {0};
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++) {
    items[i].id = ren_str_of(texts[i].id);
    items[i].text = texts[i].text;
    bytes += texts[i].text.len;
  }
  double before = memory_mb(), start = now(), used = cpu();
  if (ren_dedup_new(&dedup, items, count, opts, &err) != REN_OK) {
    fprintf(stderr, "dedup: %s\n", err.message);
    free(items);
    return 1;
  }
  double seconds = now() - start;
  used = cpu() - used;
  printf("%zu texts, %.1f MB: %.2f s, processor %.2f s, %.0f texts/s of it, peak %.0f MB (%.0f before)\n", count,
         (double)bytes / 1e6, seconds, used, (double)count / used, memory_mb(), before);
  measure m = {texts, dedup, count};
  if (opts->tell > REN_TELL_GROUPS) pairs(&m);
  groups(&m);
  if (opts->tell > REN_TELL_GROUPS) passages(&m);
  if (verbose) missed(&m);
  ren_dedup_free(dedup);
  free(items);
  return 0;
}

int main(int argc, char **argv) {
  size_t count = 10000;
  uint64_t seed = 1;
  const char *corpus = NULL, *model_path = NULL;
  bool print = false, verbose = false;
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  for (int i = 1; i < argc; i++) {
    bool more = i + 1 < argc;
    if (!strcmp(argv[i], "-g"))
      print = true;
    else if (!strcmp(argv[i], "-v"))
      verbose = true;
    else if (!strcmp(argv[i], "-w"))
      opts.tell = REN_TELL_PAIRS;
    else if (!strcmp(argv[i], "-t"))
      opts.tell = REN_TELL_GROUPS;
    else if (!strcmp(argv[i], "-n") && more)
      count = strtoul(argv[++i], NULL, 10);
    else if (!strcmp(argv[i], "-s") && more)
      seed = strtoul(argv[++i], NULL, 10);
    else if (!strcmp(argv[i], "-j") && more)
      opts.threads = (unsigned)strtoul(argv[++i], NULL, 10);
    else if (!strcmp(argv[i], "-c") && more)
      corpus = argv[++i];
    else if (!strcmp(argv[i], "-m") && more)
      model_path = argv[++i];
    else
      return fprintf(stderr, "usage: dedup_accuracy [-n TEXTS] [-s SEED] [-j THREADS] [-c PARAGRAPHS] [-m MODEL] [-g] "
                             "[-v] [-w|-t]\n"),
             2;
  }
  ren_buf bytes = {0};
  ren_model *model = NULL;
  gen_source source = read_source(corpus, &bytes);
  if (model_path && ren_model_open(&model, model_path, NULL) == REN_OK) opts.model = model;
  gen_text *texts = gen_texts(count, seed, corpus ? &source : NULL);
  int status = 0;
  if (print)
    print_texts(texts, count);
  else
    status = run(texts, count, &opts, verbose);
  gen_free(texts, count);
  free(source.paragraph);
  ren_buf_free(&bytes);
  ren_model_free(model);
  return status;
}

/* encoding_accuracy.c: figures for the encoding step.
 *
 *   encoding_accuracy pairs FILE.tsv     id, kind, broken, right: share restored exactly, by kind
 *   encoding_accuracy clean FILE...      every change in text that is right, and the speed
 *   encoding_accuracy own FOLDER [SEED]  the same in a megabyte of our own of each kind (encoding_clean/)
 *   encoding_accuracy broken FILE [N]    N lines broken by each confusion and pair of confusions
 *   encoding_accuracy together FILE [N]  texts of N lines, all of them broken by one confusion, or by two in turn
 *   encoding_accuracy words FILE [N]     one word of each line broken
 *   encoding_accuracy raw FILE [N]       bytes of each encoding: N lines and paragraphs, N / 10 documents
 *   encoding_accuracy texts FILE [N]     the same texts as rows of hexadecimal numbers, for other programs
 *   encoding_accuracy kinds FILE [N [KIND]]  escapes and letters in another form, by length of text
 *   encoding_accuracy halves FILE [N]    lines broken from their middle on
 *   encoding_accuracy mixed FILE [N]     a text whose lines were broken each in its own way
 *   encoding_accuracy explain            what is found in standard input, and why
 *   encoding_accuracy filter             repairs standard input
 *
 * --model FILE before the command: with that language model.
 *
 * FILE: running Swedish text in UTF-8, a paragraph per line. tests/accuracy/encoding.sh
 * runs it over the data named there.
 */
#include <renskrift/encoding.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "alloc.h"
#include "encoding_breaking.h"
#include "encoding_clean.h"
#include "encoding_kinds.h"
#include "encoding_raw.h"
#include "encoding_together.h"

/* The language model, if --model gave one. */
static ren_model *model;

static ren_status repair(ren_buf *out, ren_str bytes, ren_log *log) {
  ren_text *text = NULL;
  ren_edits *edits = NULL;
  ren_error err = {0};
  ren_status status = ren_text_new(&text, bytes, &err);
  if (status == REN_OK) status = ren_encoding_edits(&edits, text, model, NULL, &err);
  if (status == REN_OK) status = ren_text_apply(text, edits, log, &err);
  ren_buf_clear(out);
  if (status == REN_OK) ren_buf_append_str(out, ren_text_bytes(text));
  if (status != REN_OK) fprintf(stderr, "%s\n", err.message);
  ren_edits_free(edits);
  ren_text_free(text);
  return status;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static ren_buf read_file(const char *path) {
  ren_buf buf = {0};
  ren_error err = {0};
  if (ren_file_read(&buf, path, 0, &err) != REN_OK) {
    fprintf(stderr, "%s: %s\n", path, err.message);
    exit(1);
  }
  return buf;
}

/* ---- pairs ---------------------------------------------------------------- */

static int pairs(const char *path) {
  ren_buf file = read_file(path), got = {0};
  ren_str rest = ren_buf_str(&file);
  size_t right = 0, all = 0;
  encoding_next_line(&rest);
  while (rest.len) {
    ren_str line = encoding_next_line(&rest), field[4];
    for (int i = 0; i < 4; i++) {
      const char *tab = memchr(line.ptr, '\t', line.len);
      field[i] = (ren_str){line.ptr, tab ? (size_t)(tab - line.ptr) : line.len};
      size_t used = field[i].len + (tab ? 1 : 0);
      line.ptr += used;
      line.len -= used;
    }
    repair(&got, field[2], NULL);
    all++;
    if (ren_str_eq(ren_buf_str(&got), field[3])) {
      right++;
      continue;
    }
    printf("%.*s %.*s\n  broken %.*s\n  wanted %.*s\n  got    %.*s\n", (int)field[0].len, field[0].ptr,
           (int)field[1].len, field[1].ptr, (int)field[2].len, field[2].ptr, (int)field[3].len, field[3].ptr,
           (int)got.len, got.ptr);
  }
  printf("pairs: %zu of %zu restored exactly\n", right, all);
  ren_buf_free(&file);
  ren_buf_free(&got);
  return 0;
}

/* ---- clean ---------------------------------------------------------------- */

static void show_edit(const ren_edit *edit, ren_str text) {
  size_t from = edit->offset, to = edit->offset + edit->length;
  for (int i = 0; i < 40 && from > 0 && text.ptr[from - 1] != '\n'; i++) from--;
  for (int i = 0; i < 40 && to < text.len && text.ptr[to] != '\n'; i++) to++;
  while (from < edit->offset && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
  while (to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80) to++;
  printf("%s %.3f [%.*s -> %.*s] %.*s\n", edit->rule, (double)edit->confidence, (int)edit->length,
         text.ptr + edit->offset, (int)edit->after.len, edit->after.ptr, (int)(to - from), text.ptr + from);
}

static void clean_text(const char *name, ren_str bytes) {
  ren_text *text = NULL;
  ren_edits *edits = NULL;
  size_t lines = 0, changes = 0;
  const char *last = NULL;
  if (ren_text_new(&text, bytes, NULL) != REN_OK) exit(1);
  double start = now();
  if (ren_encoding_edits(&edits, text, model, NULL, NULL) != REN_OK) exit(1);
  double seconds = now() - start;
  for (size_t k = 0; k < ren_edits_count(edits); k++) {
    const ren_edit *edit = ren_edits_get(edits, k);
    if (!strcmp(edit->rule, "lost-letter")) continue; /* a mark, no change */
    changes++;
    show_edit(edit, ren_text_bytes(text));
    const char *end = memchr(bytes.ptr + edit->offset, '\n', bytes.len - edit->offset);
    lines += !last || end != last;
    last = end;
  }
  printf("%s: %zu edits, %zu lines, %.1f MB, %.0f MB/s\n", name, changes, lines, (double)bytes.len / 1e6,
         (double)bytes.len / 1e6 / seconds);
  ren_edits_free(edits);
  ren_text_free(text);
}

static int clean(int count, char **paths) {
  for (int i = 0; i < count; i++) {
    ren_buf file = read_file(paths[i]);
    clean_text(paths[i], ren_buf_str(&file));
    ren_buf_free(&file);
  }
  return 0;
}

/* ---- broken --------------------------------------------------------------- */

typedef struct tally {
  size_t right, all;
} tally;

static void judge(tally *tally, ren_str broken, ren_str right, const char *kind, bool show) {
  ren_buf got = {0};
  repair(&got, broken, NULL);
  tally->all++;
  if (ren_str_eq(ren_buf_str(&got), right))
    tally->right++;
  else if (show)
    printf("%s\n  broken %.*s\n  wanted %.*s\n  got    %.*s\n", kind, (int)broken.len, broken.ptr, (int)right.len,
           right.ptr, (int)got.len, got.ptr);
  ren_buf_free(&got);
}

static int broken(const char *path, size_t limit, bool show) {
  ren_buf file = read_file(path), once = {0}, twice = {0}, bytes = {0};
  for (int is = 0; is < ENCODING_PAGES; is++)
    for (int as = 0; as < ENCODING_PAGES; as++) {
      tally single = {0}, pair[ENCODING_PAGES][ENCODING_PAGES] = {0};
      ren_str rest = ren_buf_str(&file);
      char kind[100];
      snprintf(kind, sizeof kind, "%s-as-%s", encoding_pages[is].name, is == 7 ? "ascii" : encoding_pages[as].name);
      if ((is == as && is != 7) || (is == 7) != (as == 0 && is == 7)) continue;
      for (size_t n = 0; rest.len && n < limit;) {
        ren_str line = encoding_next_line(&rest);
        if (line.len < 12 || !encoding_fits(line, is)) continue;
        if (is == 7 ? !encoding_convert(&once, line, encoding_pages[7].codec, "UTF-8")
                    : !encoding_confuse(&once, line, is, as, &bytes))
          continue;
        if (ren_str_eq(ren_buf_str(&once), line)) continue;
        n++;
        judge(&single, ren_buf_str(&once), line, kind, show);
        if (n > limit / 10 || is == 7) continue;
        for (int is2 = 0; is2 < 7; is2++)
          for (int as2 = 0; as2 < 7; as2++) {
            if (is2 == as2 || as2 == 0 || !encoding_confuse(&twice, ren_buf_str(&once), is2, as2, &bytes)) continue;
            if (ren_str_eq(ren_buf_str(&twice), line)) continue; /* it undid itself */
            judge(&pair[is2][as2], ren_buf_str(&twice), line, kind, false);
          }
      }
      printf("%-18s %6.2f %% of %zu\n", kind, single.all ? 100.0 * (double)single.right / (double)single.all : 0,
             single.all);
      for (int is2 = 0; is2 < 7; is2++)
        for (int as2 = 0; as2 < 7; as2++)
          if (pair[is2][as2].all && pair[is2][as2].right * 200 < pair[is2][as2].all * 199)
            printf("    then %s-as-%s %.1f %% of %zu\n", encoding_pages[is2].name, encoding_pages[as2].name,
                   100.0 * (double)pair[is2][as2].right / (double)pair[is2][as2].all, pair[is2][as2].all);
    }
  ren_buf_free(&file);
  ren_buf_free(&once);
  ren_buf_free(&twice);
  ren_buf_free(&bytes);
  return 0;
}

/* ---- words ---------------------------------------------------------------- */

/* The first word with a letter beyond ASCII after `from`. */
static ren_str swedish_word(ren_str line, size_t from) {
  for (size_t i = from; i < line.len; i++) {
    if ((unsigned char)line.ptr[i] != 0xC3) continue;
    size_t a = i, b = i;
    while (a > 0 && line.ptr[a - 1] != ' ') a--;
    while (b < line.len && line.ptr[b] != ' ') b++;
    return (ren_str){line.ptr + a, b - a};
  }
  return (ren_str){0};
}

static int words(const char *path, size_t limit, bool show) {
  static const int kinds[][2] = {{0, 1}, {0, 4}, {0, 5}, {0, 6}, {4, 1}, {6, 1},
                                 {1, 4}, {1, 6}, {4, 6}, {6, 4}, {7, 0}};
  ren_buf file = read_file(path), word = {0}, line_out = {0}, bytes = {0};
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    int is = kinds[k][0], as = kinds[k][1];
    char kind[100];
    snprintf(kind, sizeof kind, "word %s-as-%s", encoding_pages[is].name, is == 7 ? "ascii" : encoding_pages[as].name);
    tally t = {0};
    ren_str rest = ren_buf_str(&file);
    for (size_t n = 0; rest.len && n < limit;) {
      ren_str line = encoding_next_line(&rest), w = swedish_word(line, line.len / 3);
      if (!w.len || line.len < 30 || !encoding_fits(line, is)) continue;
      if (is == 7 ? !encoding_convert(&word, w, encoding_pages[7].codec, "UTF-8")
                  : !encoding_confuse(&word, w, is, as, &bytes))
        continue;
      ren_buf_clear(&line_out);
      ren_buf_append(&line_out, line.ptr, (size_t)(w.ptr - line.ptr));
      ren_buf_append_str(&line_out, ren_buf_str(&word));
      ren_buf_append(&line_out, w.ptr + w.len, (size_t)(line.ptr + line.len - w.ptr - w.len));
      n++;
      judge(&t, ren_buf_str(&line_out), line, kind, show);
    }
    printf("%-24s %6.2f %% of %zu\n", kind, t.all ? 100.0 * (double)t.right / (double)t.all : 0, t.all);
  }
  ren_buf_free(&file);
  ren_buf_free(&word);
  ren_buf_free(&line_out);
  ren_buf_free(&bytes);
  return 0;
}

/* ---- kinds, halves, mixed --------------------------------------------------- */

static const int confusions[][2] = {{0, 1}, {4, 1}, {0, 4}, {6, 1}, {0, 6}, {1, 4}, {1, 6}, {4, 6}, {6, 4}, {7, 0}};

static const char *confusion_name(size_t k) {
  static char name[100];
  int is = confusions[k][0], as = confusions[k][1];
  snprintf(name, sizeof name, "%s-as-%s", encoding_pages[is].name, is == 7 ? "ascii" : encoding_pages[as].name);
  return name;
}

static bool confuse_with(ren_buf *out, ren_str line, size_t k) {
  ren_buf bytes = {0};
  int is = confusions[k][0], as = confusions[k][1];
  bool made = encoding_fits(line, is) && (is == 7 ? encoding_convert(out, line, encoding_pages[7].codec, "UTF-8")
                                                  : encoding_confuse(out, line, is, as, &bytes));
  ren_buf_free(&bytes);
  return made;
}

static void repair_quietly(ren_buf *out, ren_str bytes) { repair(out, bytes, NULL); }

static int by_kind(const char *what, const char *path, size_t limit, const char *only) {
  bool show = only != NULL;
  const kinds_repair how = {repair_quietly, sizeof confusions / sizeof *confusions, confusion_name, confuse_with};
  ren_buf file = read_file(path);
  if (!strcmp(what, "kinds"))
    encoding_kinds(ren_buf_str(&file), limit, only, &how);
  else if (!strcmp(what, "halves"))
    encoding_halves(ren_buf_str(&file), limit, show, &how);
  else
    encoding_mixed(ren_buf_str(&file), limit, show, &how);
  ren_buf_free(&file);
  return 0;
}

static int raw(const char *what, const char *path, size_t limit, bool show) {
  ren_buf file = read_file(path);
  encoding_raw(ren_buf_str(&file), limit, show, strcmp(what, "raw") == 0 ? repair_quietly : NULL);
  ren_buf_free(&file);
  return 0;
}

static int together(const char *path, size_t limit, bool show) {
  ren_buf file = read_file(path);
  encoding_together(ren_buf_str(&file), limit, show, repair_quietly);
  ren_buf_free(&file);
  return 0;
}

static void print_note(void *payload, size_t line, size_t offset, const char *text) {
  (void)payload;
  printf("line %zu, byte %zu: %s\n", line, offset, text);
}

static int explain(void) {
  ren_buf in = read_file("-");
  ren_text *text = NULL;
  ren_edits *edits = NULL;
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  opts.explain = print_note;
  if (ren_text_new(&text, ren_buf_str(&in), NULL) != REN_OK) return 1;
  if (ren_encoding_edits(&edits, text, model, &opts, NULL) != REN_OK) return 1;
  for (size_t k = 0; k < ren_edits_count(edits); k++) show_edit(ren_edits_get(edits, k), ren_text_bytes(text));
  ren_edits_free(edits);
  ren_text_free(text);
  ren_buf_free(&in);
  return 0;
}

static int filter(void) {
  ren_buf in = read_file("-"), out = {0};
  if (repair(&out, ren_buf_str(&in), NULL) == REN_OK) fwrite(out.ptr, 1, out.len, stdout);
  ren_buf_free(&in);
  ren_buf_free(&out);
  return 0;
}

int main(int argc, char **argv) {
  if (argc > 3 && !strcmp(argv[1], "--model")) {
    ren_error err = {0};
    if (ren_model_open(&model, argv[2], &err) != REN_OK) {
      fprintf(stderr, "%s: %s\n", argv[2], err.message);
      return 1;
    }
    argc -= 2;
    argv += 2;
  }
  size_t limit = argc > 3 ? (size_t)atol(argv[3]) : 300;
  bool show = argc > 4;
  if (argc == 2 && !strcmp(argv[1], "filter")) return filter();
  if (argc == 2 && !strcmp(argv[1], "explain")) return explain();
  if (argc < 3) return 2;
  if (!strcmp(argv[1], "pairs")) return pairs(argv[2]);
  if (!strcmp(argv[1], "clean")) return clean(argc - 2, argv + 2);
  if (!strcmp(argv[1], "own")) return encoding_clean(argv[2], argc > 3 ? (uint64_t)atol(argv[3]) : 1, clean_text);
  if (!strcmp(argv[1], "broken")) return broken(argv[2], limit, show);
  if (!strcmp(argv[1], "together")) return together(argv[2], limit, show);
  if (!strcmp(argv[1], "words")) return words(argv[2], limit, show);
  if (!strcmp(argv[1], "raw") || !strcmp(argv[1], "texts")) return raw(argv[1], argv[2], limit, show);
  if (!strcmp(argv[1], "kinds") || !strcmp(argv[1], "halves") || !strcmp(argv[1], "mixed"))
    return by_kind(argv[1], argv[2], limit, show ? argv[4] : NULL);
  return 2;
}

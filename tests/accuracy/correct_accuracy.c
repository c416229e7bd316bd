/* modules: correct report */
/* correct_accuracy MODEL SHARED [-v]: word and character error rates before and after
 * correction on the development sets, false changes on clean minutes, and speed. Prints
 * a Markdown table; -v lists what is still wrong. Paragraphs that the training corpus
 * holds too (`in_train`) are left out. */
#include <renskrift/renskrift.h>

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct score {
  size_t words, before, after, chars, chars_before, chars_after, edits, bytes, worse, documents;
  double seconds;
} score;

typedef struct runner {
  const ren_model *model;
  bool verbose;
} runner;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what, const ren_error *err) {
  fprintf(stderr, "%s: %s %s\n", what, err->file, err->message);
  exit(1);
}

/* One document: damaged text and its truth. */
static void add(const runner *r, score *s, ren_str damaged, ren_str truth) {
  ren_error err = {0};
  ren_text *text;
  ren_edits *edits;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  ren_comparison before, after;
  if (ren_text_new(&text, damaged, &err) != REN_OK) fail("text", &err);
  double start = now();
  if (ren_correct_edits(&edits, text, r->model, &opts, &err) != REN_OK) fail("correct", &err);
  s->edits += ren_edits_count(edits);
  if (ren_text_apply(text, edits, NULL, &err) != REN_OK) fail("apply", &err);
  s->seconds += now() - start;
  if (ren_compare(&before, truth, damaged, &err) != REN_OK) fail("compare", &err);
  if (ren_compare(&after, truth, ren_text_bytes(text), &err) != REN_OK) fail("compare", &err);
  s->words += before.truth_words;
  s->before += before.word_errors;
  s->after += after.word_errors;
  s->chars += before.truth_chars;
  s->chars_before += before.char_errors;
  s->chars_after += after.char_errors;
  s->bytes += damaged.len;
  s->worse += after.word_errors > before.word_errors;
  s->documents++;
  if (r->verbose && after.word_errors)
    for (size_t i = 0; i < after.confusion_count && i < 12; i++)
      fprintf(stderr, "  %s -> %s: %zu\n", after.confusions[i].truth, after.confusions[i].text,
              after.confusions[i].count);
  ren_comparison_clear(&before);
  ren_comparison_clear(&after);
  ren_edits_free(edits);
  ren_text_free(text);
}

static void print(const char *name, const score *s) {
  double words = s->words ? (double)s->words : 1, chars = s->chars ? (double)s->chars : 1;
  printf("| %s | %zu | %.2f | %.2f | %.3f | %.2f | %.2f | %zu of %zu | %.2f |\n", name, s->words,
         100 * (double)s->before / words, 100 * (double)s->after / words,
         s->before ? (double)s->after / (double)s->before : 0, 100 * (double)s->chars_before / chars,
         100 * (double)s->chars_after / chars, s->worse, s->documents, (double)s->bytes / 1e6 / s->seconds);
  fflush(stdout);
}

/* ---- sets --------------------------------------------------------------- */

/* Replaces å, ä, ö, é (both cases): by the letter without its mark, by a string, or by
 * nothing. */
static void damage(ren_buf *out, ren_str text, const char *with) {
  static const char from[] = "\xA5\xA4\xB6\xA9\x85\x84\x96\x89", bare[] = "aaoeAAOE";
  for (size_t i = 0; i < text.len; i++) {
    const char *hit = (unsigned char)text.ptr[i] == 0xC3 && i + 1 < text.len ? strchr(from, text.ptr[i + 1]) : NULL;
    if (!hit || !*hit) {
      ren_buf_putc(out, text.ptr[i]);
      continue;
    }
    if (with)
      ren_buf_puts(out, with);
    else
      ren_buf_putc(out, bare[hit - from]);
    i++;
  }
}

/* The minutes, a meeting a document. */
static void minutes(const runner *r, const char *shared) {
  enum { SETS = 5 };
  static const char *const names[SETS] = {"minutes: å ä ö stripped", "minutes: å ä ö as ?", "minutes: å ä ö as U+FFFD",
                                          "minutes: å ä ö dropped", "minutes: clean"};
  static const char *const with[SETS] = {NULL, "?", "\xEF\xBF\xBD", "", "clean"};
  score scores[SETS] = {{0}};
  char path[1024], meeting[64] = "";
  ren_buf text = {0}, line = {0}, seen = {0};
  ren_error err = {0};
  snprintf(path, sizeof path, "%s/dev/minutes-2025/paragraphs.ndjson", shared);
  if (ren_file_read(&line, path, 0, &err) != REN_OK) fail("read", &err);
  for (char *at = line.ptr, *end; at; at = end ? end + 1 : NULL) {
    end = strchr(at, '\n');
    json_t *record = *at ? json_loadb(at, end ? (size_t)(end - at) : strlen(at), 0, NULL) : NULL;
    char key[64] = "";
    if (record)
      snprintf(key, sizeof key, "%s %s", json_string_value(json_object_get(record, "datum")),
               json_string_value(json_object_get(record, "organ")));
    if (strcmp(key, meeting) != 0 && text.len) {
      for (int set = 0; set < SETS; set++) {
        ren_buf_clear(&seen);
        if (set == SETS - 1)
          ren_buf_append_str(&seen, ren_buf_str(&text));
        else
          damage(&seen, ren_buf_str(&text), with[set]);
        add(r, &scores[set], ren_buf_str(&seen), ren_buf_str(&text));
      }
      ren_buf_clear(&text);
    }
    snprintf(meeting, sizeof meeting, "%s", key);
    size_t i;
    json_t *paragraph;
    json_array_foreach(json_object_get(record, "paras"), i, paragraph) {
      if (json_is_true(json_object_get(paragraph, "in_train"))) continue;
      ren_buf_printf(&text, "%s\n", json_string_value(json_object_get(paragraph, "text")));
    }
    json_decref(record);
    if (!end) break;
  }
  for (int set = 0; set < SETS; set++) print(names[set], &scores[set]);
  ren_buf_free(&text);
  ren_buf_free(&line);
  ren_buf_free(&seen);
}

/* Real OCR of 1980, its paragraphs as one document. */
static void ocr_1980(const runner *r, const char *shared) {
  char path[1024];
  ren_buf file = {0}, seen = {0}, truth = {0};
  ren_error err = {0};
  score s = {0};
  snprintf(path, sizeof path, "%s/dev/ocr-1980/pairs.ndjson", shared);
  if (ren_file_read(&file, path, 0, &err) != REN_OK) fail("read", &err);
  for (char *at = strtok(file.ptr, "\n"); at; at = strtok(NULL, "\n")) {
    json_t *record = json_loads(at, 0, NULL);
    ren_buf_printf(&seen, "%s\n", json_string_value(json_object_get(record, "ocr")));
    ren_buf_printf(&truth, "%s\n", json_string_value(json_object_get(record, "gold")));
    json_decref(record);
  }
  add(r, &s, ren_buf_str(&seen), ren_buf_str(&truth));
  print("ocr-1980", &s);
  ren_buf_free(&file);
  ren_buf_free(&seen);
  ren_buf_free(&truth);
}

/* Pages as files: X.gold.txt and X.<reader>.txt, X matching the pattern. */
static void pages(const runner *r, const char *shared, const char *pattern, const char *reader, const char *name) {
  char path[1024];
  glob_t found;
  score s = {0};
  ren_error err = {0};
  snprintf(path, sizeof path, "%s/dev/%s.gold.txt", shared, pattern);
  if (glob(path, 0, NULL, &found) != 0) return;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    ren_buf truth = {0}, seen = {0};
    if (ren_file_read(&truth, found.gl_pathv[i], 0, &err) != REN_OK) fail("read", &err);
    snprintf(path, sizeof path, "%.*s.%s.txt", (int)(strlen(found.gl_pathv[i]) - strlen(".gold.txt")),
             found.gl_pathv[i], reader);
    if (ren_file_read(&seen, path, 0, &err) != REN_OK) fail("read", &err);
    add(r, &s, ren_buf_str(&seen), ren_buf_str(&truth));
    ren_buf_free(&truth);
    ren_buf_free(&seen);
  }
  globfree(&found);
  print(name, &s);
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: correct_accuracy MODEL SHARED [-v]\n"), 2;
  ren_error err = {0};
  ren_model *model;
  if (ren_model_open(&model, argv[1], &err) != REN_OK) fail("model", &err);
  runner r = {model, argc > 3 && strcmp(argv[3], "-v") == 0};
  const char *shared = argv[2];
  puts("| set | words | WER before % | WER after % | ratio | CER before % | CER after % | documents made worse | MB/s "
       "|");
  puts("|---|---|---|---|---|---|---|---|---|");
  minutes(&r, shared);
  ocr_1980(&r, shared);
  pages(&r, shared, "scan-1991/*", "tess5_eng", "scan-1991, eng");
  pages(&r, shared, "scan-1991/*", "tess5_swe", "scan-1991, swe");
  pages(&r, shared, "scan-1991/*", "tess3_2014", "scan-1991, tesseract 3");
  pages(&r, shared, "synthetic-ocr/*light", "tess5_eng", "rendered light, eng");
  pages(&r, shared, "synthetic-ocr/*medium", "tess5_eng", "rendered medium, eng");
  pages(&r, shared, "synthetic-ocr/*heavy", "tess5_eng", "rendered heavy, eng");
  pages(&r, shared, "synthetic-ocr/*light", "tess5_swe", "rendered light, swe");
  pages(&r, shared, "synthetic-ocr/*medium", "tess5_swe", "rendered medium, swe");
  pages(&r, shared, "synthetic-ocr/*heavy", "tess5_swe", "rendered heavy, swe");
  ren_model_free(model);
  return 0;
}

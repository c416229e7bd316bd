#include "correct_sets.h"

#include "correct_damage.h"
#include "correct_measure.h"

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const minutes_names[MINUTES_SETS] = {"minutes: å ä ö stripped", "minutes: å ä ö as ?",
                                                 "minutes: å ä ö as U+FFFD", "minutes: å ä ö dropped",
                                                 "minutes: clean"};
static const char *const minutes_with[MINUTES_SETS] = {NULL, "?", "\xEF\xBF\xBD", "", NULL};

static bool read_file(ren_buf *out, const char *path) {
  ren_error err = {0};
  return ren_file_read(out, path, 0, &err) == REN_OK;
}

static void use_minutes(int set, const char *meeting, ren_str text, set_use *use, void *payload) {
  ren_buf seen = {0};
  if (set == MINUTES_CLEAN)
    ren_buf_append_str(&seen, text);
  else
    damage_marks(&seen, text, minutes_with[set]);
  use(payload, minutes_names[set], meeting, ren_buf_str(&seen), text);
  ren_buf_free(&seen);
}

static void add_paragraphs(ren_buf *text, const json_t *record) {
  size_t i;
  json_t *paragraph;
  json_array_foreach(json_object_get(record, "paras"), i, paragraph) {
    if (json_is_true(json_object_get(paragraph, "in_train"))) continue;
    ren_buf_printf(text, "%s\n", json_string_value(json_object_get(paragraph, "text")));
  }
}

void set_minutes(const char *shared, int set, set_use *use, void *payload) {
  char path[1024], meeting[64] = "";
  ren_buf text = {0}, file = {0};
  snprintf(path, sizeof path, "%s/dev/minutes-2025/paragraphs.ndjson", shared);
  if (!read_file(&file, path)) return;
  for (char *at = strtok(file.ptr, "\n"); at; at = strtok(NULL, "\n")) {
    json_t *record = json_loads(at, 0, NULL);
    char key[64];
    snprintf(key, sizeof key, "%s %s", json_string_value(json_object_get(record, "datum")),
             json_string_value(json_object_get(record, "organ")));
    if (strcmp(key, meeting) != 0) {
      if (text.len) use_minutes(set, meeting, ren_buf_str(&text), use, payload);
      ren_buf_clear(&text);
      memcpy(meeting, key, sizeof meeting);
    }
    add_paragraphs(&text, record);
    json_decref(record);
  }
  if (text.len) use_minutes(set, meeting, ren_buf_str(&text), use, payload);
  ren_buf_free(&text);
  ren_buf_free(&file);
}

void set_ocr_1980(const char *shared, set_use *use, void *payload) {
  char path[1024];
  ren_buf file = {0}, seen = {0}, truth = {0};
  snprintf(path, sizeof path, "%s/dev/ocr-1980/pairs.ndjson", shared);
  if (!read_file(&file, path)) return;
  for (char *at = strtok(file.ptr, "\n"); at; at = strtok(NULL, "\n")) {
    json_t *record = json_loads(at, 0, NULL);
    ren_buf_printf(&seen, "%s\n", json_string_value(json_object_get(record, "ocr")));
    ren_buf_printf(&truth, "%s\n", json_string_value(json_object_get(record, "gold")));
    json_decref(record);
  }
  use(payload, "ocr-1980", "pairs", ren_buf_str(&seen), ren_buf_str(&truth));
  ren_buf_free(&file);
  ren_buf_free(&seen);
  ren_buf_free(&truth);
}

/* Files that match `truths`; what they end in gives way to `reader` for the damaged one. */
static void use_files(const char *truths, const char *ending, const char *reader, const char *name, set_use *use,
                      void *payload) {
  glob_t found;
  if (glob(truths, 0, NULL, &found) != 0) return;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    char path[1200];
    const char *file = found.gl_pathv[i], *slash = strrchr(file, '/');
    ren_buf truth = {0}, seen = {0};
    snprintf(path, sizeof path, "%.*s%s", (int)(strlen(file) - strlen(ending)), file, reader);
    if (read_file(&truth, file) && read_file(&seen, path) && truth.len)
      use(payload, name, slash ? slash + 1 : file, ren_buf_str(&seen), ren_buf_str(&truth));
    ren_buf_free(&truth);
    ren_buf_free(&seen);
  }
  globfree(&found);
}

void set_pages(const char *shared, const char *pattern, const char *reader, const char *name, set_use *use,
               void *payload) {
  char truths[1024], damaged[64];
  snprintf(truths, sizeof truths, "%s/dev/%s.gold.txt", shared, pattern);
  snprintf(damaged, sizeof damaged, ".%s.txt", reader);
  use_files(truths, ".gold.txt", damaged, name, use, payload);
}

void set_pairs(const char *folder, set_use *use, void *payload) {
  char truths[1024], name[256];
  size_t len = strlen(folder);
  while (len > 1 && folder[len - 1] == '/') len--;
  size_t from = len;
  while (from && folder[from - 1] != '/') from--;
  snprintf(name, sizeof name, "%.*s", (int)(len - from), folder + from);
  snprintf(truths, sizeof truths, "%s/*.truth.txt", folder);
  use_files(truths, ".truth.txt", ".seen.txt", name, use, payload);
}

void set_all_damaged(const char *shared, const char *const *pairs, size_t pair_count, set_use *use, void *payload) {
  static const char *const rendered[][3] = {
      {"scan-1991/*", "tess5_eng", "scan-1991, eng"},
      {"scan-1991/*", "tess5_swe", "scan-1991, swe"},
      {"scan-1991/*", "tess3_2014", "scan-1991, tesseract 3"},
      {"synthetic-ocr/*light", "tess5_eng", "rendered light, eng"},
      {"synthetic-ocr/*medium", "tess5_eng", "rendered medium, eng"},
      {"synthetic-ocr/*heavy", "tess5_eng", "rendered heavy, eng"},
      {"synthetic-ocr/*light", "tess5_swe", "rendered light, swe"},
      {"synthetic-ocr/*medium", "tess5_swe", "rendered medium, swe"},
      {"synthetic-ocr/*heavy", "tess5_swe", "rendered heavy, swe"},
  };
  for (int set = 0; set < MINUTES_CLEAN; set++) set_minutes(shared, set, use, payload);
  set_ocr_1980(shared, use, payload);
  for (size_t i = 0; i < sizeof rendered / sizeof *rendered; i++)
    set_pages(shared, rendered[i][0], rendered[i][1], rendered[i][2], use, payload);
  for (size_t i = 0; i < pair_count; i++) set_pairs(pairs[i], use, payload);
}

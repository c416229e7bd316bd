/* run_folder.h: a run's folder for tests: made, filled, removed. */
#ifndef RUN_FOLDER_H
#define RUN_FOLDER_H

#include <renskrift/report.h>

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static inline int make_folder(void **state) {
  char *dir = strdup("/tmp/renskrift-report-XXXXXX");
  *state = mkdtemp(dir);
  return *state ? 0 : 1;
}

static inline int remove_folder(void **state) {
  DIR *dir = opendir(*state);
  for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", (char *)*state, entry->d_name);
    if (entry->d_name[0] != '.' || entry->d_name[1] == 'r') unlink(path);
  }
  if (dir) closedir(dir);
  rmdir(*state);
  free(*state);
  return 0;
}

static inline void put_file(const char *dir, const char *name, const char *bytes) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  assert_int_equal(ren_file_write_atomic(path, ren_str_of(bytes), NULL), REN_OK);
}

static inline ren_run *start_run(const char *dir) {
  ren_run *run;
  assert_int_equal(ren_run_open(&run, dir, "", NULL), REN_OK);
  return run;
}

static inline int64_t add_file(ren_run *run, const char *path, const char *name, uint32_t pages,
                               ren_file_state file_state, const char *message) {
  int64_t id;
  ren_run_file file = {.path = path, .name = name, .media = REN_MEDIA_PDF, .size = 1, .hash = 1, .pages = pages};
  assert_int_equal(ren_run_add_file(&id, run, &file, NULL), REN_OK);
  assert_int_equal(ren_run_set_file(run, id, file_state, pages, message, NULL), REN_OK);
  return id;
}

/* Writes the report and gives its bytes. */
static inline ren_buf write_report(const char *dir) {
  ren_error err = {0};
  ren_status status = ren_report_write(dir, &err);
  if (status != REN_OK) print_error("%s: %s\n", err.file, err.message);
  assert_int_equal(status, REN_OK);
  char path[512];
  snprintf(path, sizeof path, "%s/report.html", dir);
  ren_buf html = {0};
  assert_int_equal(ren_file_read(&html, path, 0, NULL), REN_OK);
  return html;
}

#endif

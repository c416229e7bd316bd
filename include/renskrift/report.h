/* renskrift/report.h: the state of a run (SQLite, crash-safe) and the HTML report
 * that is made from a run's folder.
 */
#ifndef RENSKRIFT_REPORT_H
#define RENSKRIFT_REPORT_H

#include <renskrift/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- run state: <DIR>/run.sqlite ---------------------------------------- */

typedef struct ren_run ren_run;

/* Opens or creates the state. `settings` describes everything that results depend
 * on (options, model, program version); when it differs from the stored one, what
 * was finished under other settings is forgotten. REN_EOUTPUT when the folder
 * cannot be written, REN_EFORMAT when run.sqlite is not ours. Calls on one ren_run
 * are thread-safe (serialised inside). */
REN_API ren_status ren_run_open(ren_run **out, const char *dir, const char *settings, ren_error *err);
/* Read-only, for reports; whatever the settings were. */
REN_API ren_status ren_run_open_existing(ren_run **out, const char *dir, ren_error *err);
REN_API void ren_run_free(ren_run *run);

typedef enum ren_file_state { REN_FILE_PENDING, REN_FILE_DONE, REN_FILE_FAILED } ren_file_state;

typedef struct ren_run_file {
  int64_t id;
  const char *path; /* as given */
  const char *name; /* outputs are DIR/<name>.txt ... */
  ren_media media;
  uint64_t size;  /* with the hash: tells whether the input changed since */
  uint64_t hash;  /* XXH3 of the contents */
  uint32_t pages; /* 0 for texts */
  ren_file_state state;
  const char *message; /* why it failed, or a note; may be NULL */
} ren_run_file;

/* Registers a file; if it is known with the same size and hash its id is given
 * and its pages stay; if it changed, what was stored of it is dropped. */
REN_API ren_status ren_run_add_file(int64_t *id, ren_run *run, const ren_run_file *file, ren_error *err);
REN_API ren_status ren_run_set_file(ren_run *run, int64_t id, ren_file_state state, uint32_t pages, const char *message,
                                    ren_error *err);
/* Files in the order they were first added; strings are valid during the call. */
REN_API ren_status ren_run_each_file(ren_run *run, bool (*fn)(void *payload, const ren_run_file *file), void *payload,
                                     ren_error *err);

/* A finished page: its renskrift/page/1 record and preview (JPEG; may be empty). Page 0 is
 * no page but room for what else the caller wants to find again; it is not counted. */
REN_API ren_status ren_run_put_page(ren_run *run, int64_t file, uint32_t page, ren_str record, ren_str preview,
                                    ren_error *err);
/* Appends what is stored; found is false if the page is not there. record or
 * preview may be NULL. */
REN_API ren_status ren_run_get_page(bool *found, ren_run *run, int64_t file, uint32_t page, ren_buf *record,
                                    ren_buf *preview, ren_error *err);
REN_API ren_status ren_run_count_pages(uint32_t *out, ren_run *run, int64_t file, ren_error *err);

/* A note on the run for the report ("elapsed", "jobs", "version", ...). */
REN_API ren_status ren_run_put_note(ren_run *run, const char *key, const char *value, ren_error *err);

/* ---- the report ---------------------------------------------------------- */

/* Writes DIR/report.html (atomically) from run.sqlite and the NDJSON and text files
 * beside it: self-contained, no network, works from file://. */
REN_API ren_status ren_report_write(const char *dir, ren_error *err);

/* The same records as CSV (RFC 4180, UTF-8, header line). kind: "reservations",
 * "clusters" or "edits". */
REN_API ren_status ren_report_csv(ren_buf *out, const char *kind, ren_str ndjson, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif

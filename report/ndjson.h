/* ndjson.h: NDJSON records read a line at a time in bounded memory. Lines that are
 * not a JSON object of the wanted schema, or longer than REN__LINE_MAX, are
 * counted and passed over: one bad line must not cost the report. */
#ifndef REN_NDJSON_H
#define REN_NDJSON_H

#include <renskrift/base.h>

#include <jansson.h>

#define REN__LINE_MAX ((size_t)64 << 20)

typedef struct ren__ndjson_result {
  bool there;  /* the file exists */
  size_t good; /* records given to fn */
  size_t bad;  /* lines that could not be used */
} ren__ndjson_result;

/* Returns false to stop (the reader then fails with REN_ENOMEM, the one reason). */
typedef bool (*ren__record_fn)(void *payload, const json_t *record);

/* schema: "renskrift/edit/1"; records without `schema` are taken too. A file that
 * is not there is no failure. REN_EIO, REN_ENOMEM. */
ren_status ren__ndjson_file(ren__ndjson_result *result, const char *path, const char *schema, ren__record_fn fn,
                            void *payload, ren_error *err);

/* One line as an object; NULL if it is not one. The caller decrefs. */
json_t *ren__ndjson_line(ren_str line, const char *schema);
/* Takes the next line (without its end) off *rest; false at the end. */
bool ren__next_line(ren_str *rest, ren_str *line);

/* Members; absent ones and ones of another type give "" / the fallback. */
ren_str ren__get_str(const json_t *object, const char *key);
int64_t ren__get_int(const json_t *object, const char *key, int64_t fallback);
double ren__get_num(const json_t *object, const char *key, double fallback);

#endif

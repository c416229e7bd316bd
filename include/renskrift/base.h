/* renskrift/base.h: status codes, errors, strings, buffers, files, JSON output
 * and threads: what every other public header builds on.
 *
 * Conventions of the whole library
 *  - Functions that can fail return ren_status; the out-parameter comes first,
 *    the (nullable) error last. On failure *out is NULL.
 *  - new/open/load/take/dup: the caller owns the result. get/find: borrowed.
 *  - X_free(NULL) is a no-op.
 *  - Text is UTF-8. Offsets and lengths are bytes, 0-based, half-open.
 *  - The library has no global state, reads no environment, never prints and
 *    never exits.
 */
#ifndef RENSKRIFT_BASE_H
#define RENSKRIFT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define REN_API __attribute__((visibility("default")))
#define REN_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define REN_API
#define REN_PRINTF(fmt, args)
#endif

/* ---- status and errors -------------------------------------------------- */

typedef enum ren_status {
  REN_OK = 0,
  REN_EINVAL,     /* an argument or option is not acceptable */
  REN_ENOMEM,     /* out of memory */
  REN_EIO,        /* reading failed (see sys_errno) */
  REN_EOUTPUT,    /* writing failed (see sys_errno) */
  REN_EFORMAT,    /* the input is malformed, truncated or encrypted */
  REN_ELIMIT,     /* the input exceeds a documented limit (size, pixels, time) */
  REN_EMISSING,   /* needed data is absent: model, dictionary, traineddata */
  REN_ECANCELLED, /* the progress callback asked to stop */
  REN_EBACKEND    /* a library we stand on failed or a worker died */
} ren_status;

#define REN_ERROR_FILE_MAX 512
#define REN_ERROR_MESSAGE_MAX 512

/* Caller-owned; initialise with {0}. Functions fill it only when they fail and
 * never overwrite a message that a lower layer set in the same call. */
typedef struct ren_error {
  ren_status code;
  int sys_errno;   /* 0 if not from the system */
  uint32_t page;   /* 1-based; 0 if none */
  uint64_t offset; /* byte offset in the input; UINT64_MAX if none */
  char file[REN_ERROR_FILE_MAX];
  char message[REN_ERROR_MESSAGE_MAX]; /* plain English, no trailing newline */
} ren_error;

REN_API const char *ren_status_name(ren_status status);

/* Fills err (if not NULL) and returns code, so that callers can write
 * `return ren_fail(err, REN_EINVAL, "...");`. */
REN_API ren_status ren_fail(ren_error *err, ren_status code, const char *format, ...) REN_PRINTF(3, 4);
/* As ren_fail, with errno kept and its text appended to the message. */
REN_API ren_status ren_fail_errno(ren_error *err, ren_status code, int sys_errno, const char *format, ...)
    REN_PRINTF(4, 5);
REN_API ren_status ren_fail_nomem(ren_error *err);
/* Names the file (and page, 0 for none) of a failure once, if not yet named. */
REN_API void ren_error_place(ren_error *err, const char *file, uint32_t page);

/* ---- string view and buffer --------------------------------------------- */

/* A borrowed run of bytes, not NUL-terminated. */
typedef struct ren_str {
  const char *ptr;
  size_t len;
} ren_str;

#define REN_STR(literal) ((ren_str){(literal), sizeof(literal) - 1})

REN_API ren_str ren_str_of(const char *cstring); /* NULL gives the empty view */
REN_API bool ren_str_eq(ren_str a, ren_str b);
REN_API bool ren_str_starts(ren_str s, ren_str prefix);
REN_API ren_str ren_str_trim(ren_str s); /* ASCII blanks and line ends */

/* A growing byte buffer with a sticky failure: append in series, then check
 * status once. ptr is always NUL-terminated when not NULL. `max` is a ceiling
 * (0: none); exceeding it sets REN_ELIMIT. Initialise with {0}. */
typedef struct ren_buf {
  char *ptr;
  size_t len;
  size_t cap;
  size_t max;
  ren_status status;
} ren_buf;

REN_API void ren_buf_append(ren_buf *buf, const void *bytes, size_t len);
REN_API void ren_buf_append_str(ren_buf *buf, ren_str s);
REN_API void ren_buf_puts(ren_buf *buf, const char *cstring);
REN_API void ren_buf_putc(ren_buf *buf, char c);
REN_API void ren_buf_printf(ren_buf *buf, const char *format, ...) REN_PRINTF(2, 3);
REN_API bool ren_buf_reserve(ren_buf *buf, size_t more); /* room for more bytes and a NUL */
REN_API void ren_buf_clear(ren_buf *buf);                /* keeps the memory */
REN_API void ren_buf_free(ren_buf *buf);
REN_API ren_str ren_buf_str(const ren_buf *buf);

/* ---- progress, cancelling, logging -------------------------------------- */

typedef enum ren_log_level { REN_LOG_ERROR, REN_LOG_WARNING, REN_LOG_INFO, REN_LOG_DEBUG } ren_log_level;

/* Both callbacks may be called from any thread that the caller gave work to. */
typedef struct ren_hooks {
  void *payload;
  void (*message)(void *payload, ren_log_level level, const char *text);
  /* Returns true to go on, false to stop (the call then fails with
   * REN_ECANCELLED). total is 0 when unknown. */
  bool (*progress)(void *payload, uint64_t done, uint64_t total);
} ren_hooks;

/* ---- files -------------------------------------------------------------- */

/* Reads a whole file. path "-" reads standard input. limit 0: no limit.
 * REN_EIO, REN_ELIMIT, REN_ENOMEM. */
REN_API ren_status ren_file_read(ren_buf *out, const char *path, size_t limit, ren_error *err);

/* Replaces path by the given bytes, or leaves it as it was: a temporary file in
 * the same folder, fsync, rename. REN_EOUTPUT. */
REN_API ren_status ren_file_write_atomic(const char *path, ren_str bytes, ren_error *err);

/* The same in pieces. commit renames into place and frees; abandon removes. */
typedef struct ren_file ren_file;
REN_API ren_status ren_file_create_atomic(ren_file **out, const char *path, ren_error *err);
REN_API ren_status ren_file_append(ren_file *file, ren_str bytes, ren_error *err);
REN_API int ren_file_descriptor(const ren_file *file); /* for writers that want a descriptor */
REN_API ren_status ren_file_commit(ren_file *file, ren_error *err);
REN_API void ren_file_abandon(ren_file *file);

/* XXH3 (64 bits) of some bytes, and of a whole file with its size: tells whether an
 * input changed. ren_file_hash: REN_EIO. */
REN_API uint64_t ren_hash64(ren_str bytes);
REN_API ren_status ren_file_hash(uint64_t *hash, uint64_t *size, const char *path, ren_error *err);

/* What a file holds, by its first bytes (at least 64 wanted), never by suffix. */
typedef enum ren_media {
  REN_MEDIA_EMPTY,
  REN_MEDIA_TEXT,
  REN_MEDIA_PDF,
  REN_MEDIA_TIFF,
  REN_MEDIA_PNG,
  REN_MEDIA_JPEG,
  REN_MEDIA_JP2,
  REN_MEDIA_PNM,
  REN_MEDIA_WEBP,
  REN_MEDIA_GIF,
  REN_MEDIA_BMP,
  REN_MEDIA_BINARY
} ren_media;
REN_API ren_media ren_media_sniff(ren_str head);
REN_API const char *ren_media_name(ren_media kind);

/* ---- JSON output -------------------------------------------------------- */

/* Writes one JSON value into a buffer, commas taken care of. Keys and strings
 * are escaped; bytes that are not UTF-8 become U+FFFD. Nesting up to 64. */
typedef struct ren_json {
  ren_buf *out;
  uint64_t comma; /* bit per level: a member was written */
  int depth;
} ren_json;

REN_API void ren_json_begin(ren_json *json, ren_buf *out);
REN_API void ren_json_object(ren_json *json);          /* opens { */
REN_API void ren_json_array(ren_json *json);           /* opens [ */
REN_API void ren_json_end(ren_json *json, char close); /* '}' or ']' */
REN_API void ren_json_key(ren_json *json, const char *key);
REN_API void ren_json_str(ren_json *json, ren_str value);
REN_API void ren_json_cstr(ren_json *json, const char *value); /* NULL writes null */
REN_API void ren_json_int(ren_json *json, int64_t value);
REN_API void ren_json_num(ren_json *json, double value, int decimals); /* locale-free */
REN_API void ren_json_bool(ren_json *json, bool value);
REN_API void ren_json_null(ren_json *json);

/* ---- threads ------------------------------------------------------------ */

/* Runs task(payload, i) for every i in [0, n) on up to `threads` pthreads (the
 * caller's included) and returns when all are done. Tasks are started in order
 * of i. A task that returns false stops further ones from starting. Results
 * must not depend on the number of threads. Returns false if stopped. */
REN_API bool ren_parallel(size_t n, unsigned threads, bool (*task)(void *payload, size_t i), void *payload);
REN_API unsigned ren_cpu_count(void);

#ifdef __cplusplus
}
#endif
#endif

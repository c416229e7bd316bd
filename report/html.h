/* html.h: markup written in pieces into a file that appears whole or not at all.
 *
 * Everything that comes from documents goes through ren__put_text or one of its
 * kin: & < > " ' are escaped, control characters become their pictures (U+2400 ...),
 * bidirectional controls and bytes that are not UTF-8 become U+FFFD. So no text can
 * end an element, an attribute or a script, or turn the order of what is read.
 */
#ifndef REN_HTML_H
#define REN_HTML_H

#include <renskrift/base.h>

typedef struct ren__html {
  ren_file *file; /* NULL: everything stays in buf */
  ren_buf buf;
  ren_status status; /* sticky: the first failure */
  ren_error *err;
  uint64_t written;
} ren__html;

void ren__put(ren__html *h, const char *markup);
void ren__putf(ren__html *h, const char *format, ...) REN_PRINTF(2, 3); /* markup and numbers only */
void ren__put_text(ren__html *h, ren_str text);                         /* in elements and quoted attributes */
void ren__put_ctext(ren__html *h, const char *text);
/* For showing what a change was: blanks alone, line ends, soft hyphens, zero-width
 * letters and stray bytes are made visible; cut after about 300 bytes. */
void ren__put_visible(ren__html *h, ren_str text);
void ren__visible(ren_buf *out, ren_str text);                                     /* the same, not escaped */
void ren__put_count(ren__html *h, uint64_t n);                                     /* 12,345 */
void ren__put_plural(ren__html *h, uint64_t n, const char *one, const char *many); /* "1 page", "2 pages" */
void ren__put_percent(ren__html *h, double share);                                 /* "97 %" */
void ren__put_decimal(ren__html *h, double value, int decimals);
/* The relative link to a file beside the report. */
void ren__put_href(ren__html *h, ren_str path, const char *suffix);
void ren__put_base64(ren__html *h, ren_str bytes);
/* A JSON text inside <script>: "<" can only stand in strings, where it is escaped. */
void ren__put_script_json(ren__html *h, ren_str json);
/* Hands what is buffered to the file. */
void ren__flush(ren__html *h);

/* Size of a JPEG by its frame header; false if it is none. */
bool ren__jpeg_size(ren_str bytes, uint32_t *width, uint32_t *height);

/* The base64 of the SHA-256 of the pieces, as a content security policy names
 * scripts and styles by. */
void ren__put_sha256(ren__html *h, const char *const *pieces);

#endif

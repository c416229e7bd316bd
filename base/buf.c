#include "alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ren_str ren_str_of(const char *cstring) { return (ren_str){cstring ? cstring : "", cstring ? strlen(cstring) : 0}; }

bool ren_str_eq(ren_str a, ren_str b) { return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0); }

bool ren_str_starts(ren_str s, ren_str prefix) {
  return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

ren_str ren_str_trim(ren_str s) {
  while (s.len && is_blank(s.ptr[0])) s.ptr++, s.len--;
  while (s.len && is_blank(s.ptr[s.len - 1])) s.len--;
  return s;
}

bool ren_buf_reserve(ren_buf *buf, size_t more) {
  if (buf->status != REN_OK) return false;
  if (more > SIZE_MAX / 2 - buf->len) {
    buf->status = REN_ENOMEM;
    return false;
  }
  if (buf->max && buf->len + more > buf->max) {
    buf->status = REN_ELIMIT;
    return false;
  }
  if (more < buf->cap - buf->len) return true; /* one byte is kept for the NUL */
  size_t need = buf->len + more + 1;
  size_t cap = buf->cap + buf->cap / 2;
  if (cap < need) cap = need;
  if (cap < 64) cap = 64;
  char *grown = ren_realloc_array(buf->ptr, cap, 1);
  if (!grown) {
    buf->status = REN_ENOMEM;
    return false;
  }
  buf->ptr = grown;
  buf->cap = cap;
  buf->ptr[buf->len] = '\0';
  return true;
}

void ren_buf_append(ren_buf *buf, const void *bytes, size_t len) {
  if (!ren_buf_reserve(buf, len)) return;
  if (len) memcpy(buf->ptr + buf->len, bytes, len);
  buf->len += len;
  buf->ptr[buf->len] = '\0';
}

void ren_buf_append_str(ren_buf *buf, ren_str s) { ren_buf_append(buf, s.ptr, s.len); }

void ren_buf_puts(ren_buf *buf, const char *cstring) { ren_buf_append(buf, cstring, strlen(cstring)); }

void ren_buf_putc(ren_buf *buf, char c) { ren_buf_append(buf, &c, 1); }

void ren_buf_printf(ren_buf *buf, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  if (len >= 0 && ren_buf_reserve(buf, (size_t)len)) {
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
    buf->len += (size_t)len;
  }
  va_end(again);
  va_end(args);
}

void ren_buf_clear(ren_buf *buf) {
  buf->len = 0;
  buf->status = REN_OK;
  if (buf->ptr) buf->ptr[0] = '\0';
}

void ren_buf_free(ren_buf *buf) {
  if (!buf) return;
  ren_free(buf->ptr);
  *buf = (ren_buf){0};
}

ren_str ren_buf_str(const ren_buf *buf) { return (ren_str){buf->ptr ? buf->ptr : "", buf->len}; }

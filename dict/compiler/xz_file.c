#include "compiler/xz_file.h"

#include "alloc.h"

#include <lzma.h>
#include <string.h>

enum { CHUNK = 1 << 16 };

static bool is_xz(const char *path) {
  size_t n = strlen(path);
  return n > 3 && strcmp(path + n - 3, ".xz") == 0;
}

static ren_status unpack(ren_buf *out, ren_str packed, ren_error *err) {
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_stream_decoder(&stream, (uint64_t)512 << 20, LZMA_CONCATENATED) != LZMA_OK) return ren_fail_nomem(err);
  stream.next_in = (const uint8_t *)packed.ptr;
  stream.avail_in = packed.len;
  lzma_ret ret = LZMA_OK;
  while (ret == LZMA_OK && ren_buf_reserve(out, CHUNK)) {
    stream.next_out = (uint8_t *)out->ptr + out->len;
    stream.avail_out = CHUNK;
    ret = lzma_code(&stream, LZMA_FINISH);
    out->len += CHUNK - stream.avail_out;
    out->ptr[out->len] = '\0';
  }
  lzma_end(&stream);
  if (out->status != REN_OK) return ren_fail_nomem(err);
  return ret == LZMA_STREAM_END ? REN_OK : ren_fail(err, REN_EFORMAT, "the xz data is damaged or truncated");
}

ren_status ren__xz_read(ren_buf *out, const char *path, ren_error *err) {
  if (!is_xz(path)) return ren_file_read(out, path, 0, err);
  ren_buf packed = {0};
  ren_status status = ren_file_read(&packed, path, 0, err);
  if (status == REN_OK) status = unpack(out, ren_buf_str(&packed), err);
  ren_buf_free(&packed);
  ren_error_place(err, path, 0);
  return status;
}

ren_status ren__xz_lines(const char *path, bool (*fn)(void *payload, ren_str line), void *payload, ren_error *err) {
  ren_buf text = {0};
  ren_status status = ren__xz_read(&text, path, err);
  for (size_t i = 0; status == REN_OK && i < text.len;) {
    const char *end = memchr(text.ptr + i, '\n', text.len - i);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    if (!fn(payload, (ren_str){text.ptr + i, stop - i})) break;
    i = stop + 1;
  }
  ren_buf_free(&text);
  return status;
}

ren_status ren__xz_write(const char *path, ren_str bytes, ren_error *err) {
  size_t bound = lzma_stream_buffer_bound(bytes.len), used = 0;
  uint8_t *packed = ren_alloc_array(bound, 1);
  if (!packed) return ren_fail_nomem(err);
  lzma_ret ret =
      lzma_easy_buffer_encode(9, LZMA_CHECK_CRC64, NULL, (const uint8_t *)bytes.ptr, bytes.len, packed, &used, bound);
  ren_status status =
      ret == LZMA_OK ? ren_file_write_atomic(path, (ren_str){(const char *)packed, used}, err) : ren_fail_nomem(err);
  ren_free(packed);
  return status;
}

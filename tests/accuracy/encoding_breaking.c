/* Text of one code page read as another; see encoding_accuracy.c. */
#include "encoding_breaking.h"

#include <iconv.h>
#include <string.h>

const encoding_page encoding_pages[] = {{"utf8", "UTF-8"},         {"cp1252", "CP1252"},       {"latin1", "ISO-8859-1"},
                                        {"latin9", "ISO-8859-15"}, {"cp850", "CP850"},         {"cp437", "CP437"},
                                        {"mac", "MACINTOSH"},      {"iso646", "SEN_850200_B"}, {"cp865", "CP865"}};

/* Converts all of `in`; false if some character has no place. */
bool encoding_convert(ren_buf *out, ren_str in, const char *to, const char *from) {
  iconv_t cd = iconv_open(to, from);
  if (cd == (iconv_t)-1) return false;
  ren_buf_clear(out);
  ren_buf_reserve(out, in.len * 4 + 16);
  char *src = (char *)(uintptr_t)in.ptr, *dst = out->ptr;
  size_t left = in.len, room = out->cap - 1;
  size_t r = iconv(cd, &src, &left, &dst, &room);
  iconv_close(cd);
  out->len = (size_t)(dst - out->ptr);
  out->ptr[out->len] = '\0';
  return r != (size_t)-1 && left == 0;
}

/* Bytes as programs show them that take them for cp1252. */
static void read_cp1252(ren_buf *out, ren_str bytes) {
  static ren_buf shown[256];
  ren_buf_clear(out);
  for (size_t i = 0; i < bytes.len; i++) {
    ren_buf *one = &shown[(unsigned char)bytes.ptr[i]];
    if (!one->len && !encoding_convert(one, (ren_str){bytes.ptr + i, 1}, "UTF-8", "CP1252"))
      encoding_convert(one, (ren_str){bytes.ptr + i, 1}, "UTF-8", "ISO-8859-1");
    ren_buf_append_str(out, ren_buf_str(one));
  }
}

/* What programs show for text of page `is` that they take for page `as`: cp1252 with
 * its open bytes as C1 controls. */
bool encoding_confuse(ren_buf *out, ren_str in, int is, int as, ren_buf *bytes) {
  if (is == 7 && memchr(in.ptr, '|', in.len)) return false;
  if (!encoding_convert(bytes, in, encoding_pages[is].codec, "UTF-8")) return false;
  if (as == 7) return false; /* 7-bit readers lose the eighth bit: no way back */
  if (as == 1) {
    read_cp1252(out, ren_buf_str(bytes));
    return true;
  }
  return encoding_convert(out, ren_buf_str(bytes), "UTF-8", encoding_pages[as].codec);
}

/* Lines that ISO 646 can hold. */
bool encoding_fits(ren_str line, int is) {
  if (is != 7) return true;
  for (size_t i = 0; i < line.len; i++)
    if (strchr("{|}[]\\~^`@#$", line.ptr[i])) return false;
  return true;
}

/* xz_file.h: files that may be .xz: read line by line or whole; written whole. */
#ifndef REN_XZ_FILE_H
#define REN_XZ_FILE_H

#include <renskrift/base.h>

/* Appends the contents, unpacked if the name ends in .xz. */
ren_status ren__xz_read(ren_buf *out, const char *path, ren_error *err);
/* Calls fn with each line (without its end); fn returns false to stop. */
ren_status ren__xz_lines(const char *path, bool (*fn)(void *payload, ren_str line), void *payload, ren_error *err);
/* Packs and writes atomically. */
ren_status ren__xz_write(const char *path, ren_str bytes, ren_error *err);

#endif

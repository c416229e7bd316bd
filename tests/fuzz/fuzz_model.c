/* modules: model compiler */
/* Opening a damaged model: it is refused or opened, and what opened can be described and
 * closed; its tables are not looked into (they are trusted, as the file is made by the
 * program itself). The input is a file of its own, or, after a byte `~`, changes to a small
 * model: a place (three bytes) and a new byte each, then perhaps a length to cut it to. */
#include "../unit/small_model_make.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok) {
  if (!ok) abort();
}

static ren_str small_model_bytes(void) {
  static ren_buf bytes; /* kept to the end */
  char folder[64], path[96];
  if (bytes.len) return ren_buf_str(&bytes);
  ren_model *model = small_model_make(folder, NULL);
  must(model);
  ren_model_free(model);
  snprintf(path, sizeof path, "%s/sv.renmodel", folder);
  must(ren_file_read(&bytes, path, 0, NULL) == REN_OK && small_model_remove(folder));
  return ren_buf_str(&bytes);
}

static size_t number_at(const uint8_t *data) { return (size_t)data[0] << 16 | (size_t)data[1] << 8 | data[2]; }

/* Most of the file is tables; its head is what tells. */
static void change(ren_buf *file, const uint8_t *data, size_t size) {
  for (; size >= 4; data += 4, size -= 4)
    file->ptr[number_at(data) % (number_at(data) & 1 ? 256 : file->len)] = (char)data[3];
  if (size == 3) file->len = number_at(data) % file->len;
}

static void open_it(const char *path) {
  ren_model *model = (ren_model *)(uintptr_t)1;
  ren_error err = {0};
  ren_status status = ren_model_open(&model, path, &err);
  must((status == REN_OK) == (model != NULL) && (status == REN_OK || err.message[0]));
  if (!model) return;
  ren_buf info = {0};
  ren_model_info(model, &info);
  must(info.status == REN_OK && info.len > 2);
  ren_buf_free(&info);
  ren_model_free(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static char path[64];
  ren_buf file = {0};
  if (!path[0]) snprintf(path, sizeof path, "/tmp/renskrift-fuzz-%d.renmodel", (int)getpid());
  if (size && data[0] == '~') {
    ren_buf_append_str(&file, small_model_bytes());
    change(&file, data + 1, size - 1);
  } else {
    ren_buf_append(&file, data, size);
  }
  FILE *out = fopen(path, "wb"); /* no syncing, as ren_file_write_atomic() does */
  must(out && fwrite(ren_buf_str(&file).ptr, 1, file.len, out) == file.len && fclose(out) == 0);
  open_it(path);
  unlink(path);
  ren_buf_free(&file);
  return 0;
}

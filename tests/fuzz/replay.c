/* Runs a fuzz target over the files of a folder (its corpus), and over every prefix
 * of the small ones. */
#include <renskrift/base.h>

#include <dirent.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void replay(const char *path) {
  ren_buf bytes = {0};
  if (ren_file_read(&bytes, path, 0, NULL) == REN_OK) {
    LLVMFuzzerTestOneInput((const uint8_t *)ren_buf_str(&bytes).ptr, bytes.len);
    for (size_t cut = 0; cut < bytes.len && bytes.len <= 512; cut++)
      LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, cut);
  }
  ren_buf_free(&bytes);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  DIR *dir = opendir(argv[1]);
  if (!dir) {
    fprintf(stderr, "cannot open %s\n", argv[1]);
    return 1;
  }
  size_t count = 0;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
    replay(path);
    count++;
  }
  closedir(dir);
  printf("%zu inputs replayed\n", count);
  return count ? 0 : 1;
}

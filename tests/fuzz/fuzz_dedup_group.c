/* modules: dedup */
/* Lines of texts and pairs: each is refused with a message or taken; what comes out are
 * clusters, the same when the lines of a component are turned round. */
#include <renskrift/dedup.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_LINES = 200 };

static void require(bool fact) {
  if (!fact) abort();
}

static bool run(const ren_str *lines, size_t count, bool turned, ren_buf *out) {
  ren_grouper *g = NULL;
  ren_error err = {0};
  bool good = true;
  require(ren_grouper_new(&g, NULL, NULL) == REN_OK);
  for (size_t i = 0; good && i < count; i++) {
    good = ren_grouper_add(g, lines[turned ? count - 1 - i : i], out, &err) == REN_OK;
    require(good || (err.code == REN_EFORMAT && err.message[0]));
  }
  if (good) good = ren_grouper_end(g, out, &err) == REN_OK;
  require(good || (err.code == REN_EFORMAT && err.message[0]));
  ren_grouper_free(g);
  return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_str lines[MAX_LINES];
  size_t count = 0;
  const char *text = (const char *)data;
  bool one_component = !memmem(text, size, "component", 9);
  for (size_t at = 0; at < size && count < MAX_LINES; count++) {
    const char *end = memchr(text + at, '\n', size - at);
    size_t stop = end ? (size_t)(end - text) : size;
    lines[count] = (ren_str){text + at, stop - at};
    at = stop + 1;
  }
  ren_buf once = {0}, again = {0};
  bool good = run(lines, count, false, &once), other = run(lines, count, true, &again);
  if (one_component) require(good == other && (!good || ren_str_eq(ren_buf_str(&once), ren_buf_str(&again))));
  ren_buf_free(&once), ren_buf_free(&again);
  return 0;
}

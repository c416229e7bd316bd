/* modules: report */
/* NDJSON -> CSV: the first byte chooses the kind. What comes out is a table by RFC
 * 4180 whose rows all have as many cells as its head, or nothing. */
#include <renskrift/report.h>

#include <stdlib.h>
#include <string.h>

static void require(bool holds) {
  if (!holds) abort();
}

/* Reads one cell at *at; returns what ends it: ',' or '\n'. */
static char skip_cell(ren_str csv, size_t *at) {
  size_t i = *at;
  if (i < csv.len && csv.ptr[i] == '"') {
    for (i++; i < csv.len; i++) {
      if (csv.ptr[i] != '"') continue;
      if (i + 1 < csv.len && csv.ptr[i + 1] == '"')
        i++;
      else
        break;
    }
    require(i < csv.len);
    i++;
  } else {
    while (i < csv.len && csv.ptr[i] != ',' && csv.ptr[i] != '\r') {
      require(csv.ptr[i] != '"' && csv.ptr[i] != '\n');
      i++;
    }
  }
  require(i < csv.len);
  if (csv.ptr[i] == ',') {
    *at = i + 1;
    return ',';
  }
  require(csv.ptr[i] == '\r' && i + 1 < csv.len && csv.ptr[i + 1] == '\n');
  *at = i + 2;
  return '\n';
}

static void check_table(ren_str csv) {
  size_t at = 0, head = 0, cells = 0;
  while (at < csv.len) {
    cells++;
    if (skip_cell(csv, &at) == ',') continue;
    if (!head) head = cells;
    require(cells == head);
    cells = 0;
  }
  require(head > 0 && cells == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const kinds[] = {"edits", "reservations", "clusters"};
  if (size == 0) return 0;
  ren_buf out = {0};
  ren_error err = {0};
  ren_str ndjson = {(const char *)data + 1, size - 1};
  ren_status status = ren_report_csv(&out, kinds[data[0] % 3], ndjson, &err);
  require(status == REN_OK || (status == REN_EFORMAT && out.len == 0 && err.offset < ndjson.len));
  if (status == REN_OK) check_table(ren_buf_str(&out));
  ren_buf_free(&out);
  return 0;
}

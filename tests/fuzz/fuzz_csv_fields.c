/* modules: base text */
/* The reader behind --column: fields and what parts them give the table again; a field
 * written from its value means the same; a cut at the end of a record changes nothing;
 * bytes that come later never change a record that was whole without them. The first
 * byte chooses the delimiter. */
#include "../../cli/csv_scan.c"
#include "../../cli/memory.c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact) {
  if (!fact) abort();
}

/* What lies between fields is one delimiter; after the last a line end or nothing. */
static void check_tiles(ren_str text, size_t from, const cli_csv_dialect *d, const cli_csv_record *record) {
  size_t at = from;
  require(record->count > 0 && record->end <= text.len && record->end > from - (from == text.len));
  for (size_t i = 0; i < record->count; i++) {
    const cli_csv_field *field = &record->fields[i];
    require(field->start == at && field->end >= field->start + (field->quoted ? 2 : 0));
    at = field->end;
    if (i + 1 < record->count) require(text.ptr[at++] == d->delimiter);
  }
  require(record->end - at <= 2 && (record->end > at || at == text.len));
}

/* Every field from its value, quoted or not: the same values come out. */
static void check_rewritten(ren_str text, const cli_csv_dialect *d, const cli_csv_record *record) {
  cli_csv_record again = {0};
  cli_csv_dialect same = {d->delimiter, d->cr_ends, 0};
  for (int quoted = 0; quoted < 2; quoted++) {
    ren_buf made = {0}, value = {0}, back = {0};
    for (size_t i = 0; i < record->count; i++) {
      ren_buf_clear(&value);
      cli_csv_value(&value, text, &record->fields[i]);
      if (i) ren_buf_putc(&made, d->delimiter);
      cli_csv_write(&made, ren_buf_str(&value), quoted || record->fields[i].quoted, d);
    }
    require(cli_csv_read(ren_buf_str(&made), 0, true, &same, &again) == CLI_CSV_RECORD);
    require(again.count == record->count && again.end == made.len);
    for (size_t i = 0; i < record->count; i++) {
      ren_buf_clear(&value);
      ren_buf_clear(&back);
      cli_csv_value(&value, text, &record->fields[i]);
      cli_csv_value(&back, ren_buf_str(&made), &again.fields[i]);
      require(ren_str_eq(ren_buf_str(&value), ren_buf_str(&back)));
    }
    ren_buf_free(&made);
    ren_buf_free(&value);
    ren_buf_free(&back);
  }
  cli_csv_record_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char delimiters[] = {'\0', ';', ',', '\t', ' '};
  const char *why = NULL;
  cli_csv_dialect d;
  cli_csv_record record = {0}, part = {0};
  if (size == 0) return 0;
  ren_str text = {(const char *)data + 1, size - 1};
  if (!cli_csv_detect(text, true, delimiters[data[0] % 5], &d, &why)) {
    require(why != NULL);
    return 0;
  }
  require(d.skip <= text.len);
  for (size_t at = d.skip, rounds = 0; at < text.len && rounds < 64; at = record.end, rounds++) {
    cli_csv_result result = cli_csv_read(text, at, true, &d, &record);
    require(result != CLI_CSV_MORE);
    if (result == CLI_CSV_BROKEN) {
      require(record.why && record.at >= at && record.at < text.len);
      break;
    }
    check_tiles(text, at, &d, &record);
    check_rewritten(text, &d, &record);
    for (size_t cut = at; cut <= text.len && cut < at + 64; cut++) {
      ren_str head = {text.ptr, cut};
      if (cli_csv_read(head, at, false, &d, &part) != CLI_CSV_RECORD) continue;
      require(part.count == record.count && part.end == record.end);
    }
  }
  cli_csv_record_clear(&record);
  cli_csv_record_clear(&part);
  return 0;
}

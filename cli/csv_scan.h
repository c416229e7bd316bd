/* csv_scan.h: tables after RFC 4180, read without changing them: where each field of a record
 * stands, so that some can be replaced and all other bytes pass through. Fields may be
 * quoted and then hold delimiters, line ends and doubled quotes. A quote that is not the
 * first byte of a field is an ordinary character. Bytes need not be UTF-8.
 */
#ifndef REN_CLI_CSV_SCAN_H
#define REN_CLI_CSV_SCAN_H

#include "cli.h"

typedef struct cli_csv_dialect {
  char delimiter; /* '\0': there is one column */
  bool cr_ends;   /* lines end with CR alone (old Mac) */
  size_t skip;    /* bytes before the first record: a byte order mark, a line "sep=;" */
} cli_csv_dialect;

enum { CLI_CSV_HEAD = 1 << 16, CLI_CSV_RECORD_MAX = 16 << 20 };

/* Finds out by the first bytes (at most CLI_CSV_HEAD are looked at), of which `whole`
 * says that nothing follows them. delimiter: '\0' to have it found. False with *why. */
bool cli_csv_detect(ren_str head, bool whole, char delimiter, cli_csv_dialect *out, const char **why);

typedef struct cli_csv_field {
  size_t start, end; /* with the quotes */
  bool quoted;
} cli_csv_field;

typedef enum cli_csv_result {
  CLI_CSV_RECORD,
  CLI_CSV_MORE,  /* the record goes on after these bytes */
  CLI_CSV_BROKEN /* why, at */
} cli_csv_result;

/* Reuse one for all records; start from {0}. */
typedef struct cli_csv_record {
  cli_csv_field *fields;
  size_t count, cap;
  size_t end; /* after the line end */
  const char *why;
  size_t at; /* of what is broken */
} cli_csv_record;

/* The record that starts at `from`. whole: nothing comes after these bytes. */
cli_csv_result cli_csv_read(ren_str text, size_t from, bool whole, const cli_csv_dialect *dialect,
                            cli_csv_record *record);
void cli_csv_record_clear(cli_csv_record *record);

/* The bytes that a field means (appended), and a value as a field: quoted if the field was,
 * or if the value needs it. */
void cli_csv_value(ren_buf *out, ren_str text, const cli_csv_field *field);
void cli_csv_write(ren_buf *out, ren_str value, bool quoted, const cli_csv_dialect *dialect);

#endif

/* json_scan.h: one JSON object in one line, read without changing it: where the string
 * value of a member stands, so that it alone can be replaced and all other bytes pass
 * through. Bytes that are not UTF-8 are let through (they may be what is to be repaired).
 */
#ifndef REN_CLI_JSON_SCAN_H
#define REN_CLI_JSON_SCAN_H

#include "cli.h"

typedef struct cli_json_member {
  bool found;        /* there is such a string; of several the last one counts */
  size_t start, end; /* of its value with the quotes */
} cli_json_member;

/* name: of a member of the outermost object, or a pointer as in RFC 6901 ("/meta/text",
 * "/parts/0/text"). False when the line is not one JSON object; *why then says what is wrong and *at where. */
bool cli_json_find(ren_str line, const char *name, cli_json_member *out, const char **why, size_t *at);

/* Several members of the outermost object in one pass, whatever their values are. */
bool cli_json_members(ren_str line, const char *const *names, cli_json_member *out, size_t count, const char **why);

/* The bytes that a quoted string means (appended). */
void cli_json_unquote(ren_buf *out, ren_str quoted);

#endif

/* file_facts.h: what was found in a file, for the tables of --dry-run: its lines, those that
 * change, places in doubt, and how it is encoded as the edits tell it.
 */
#ifndef REN_CLI_FILE_FACTS_H
#define REN_CLI_FILE_FACTS_H

#include "edit_counts.h"

typedef struct cli_facts {
  size_t lines, repaired, doubts;
  size_t last_line; /* that was counted as repaired */
  bool utf8;        /* some of it is UTF-8 beyond ASCII */
} cli_facts;

/* Lines come in order; each is counted once. */
void cli_facts_add_line(cli_facts *facts, size_t line);

/* Of a text and what became of it; log in the order of its steps. */
void cli_facts_of_text(cli_facts *facts, ren_str text, const ren_log *log, ren_str result);

/* Looks for UTF-8 between the places that edits of a text (sorted by place) decode from
 * something else. */
typedef struct cli_decoded {
  size_t offset, length;
  const char *rule;
} cli_decoded;
void cli_facts_of_encoding(cli_facts *facts, ren_str text, const cli_decoded *edits, size_t count);
/* Letters that are lost are doubts; `noted` of them the encoding step has told already. */
void cli_facts_of_result(cli_facts *facts, ren_str result, size_t noted);

void cli_facts_merge(cli_facts *facts, const cli_facts *more);

/* Encodings that were found, commonest first, as in "cp850"; returns how many (at most
 * `room`); 0 for pure ASCII. */
size_t cli_facts_encodings(const cli_facts *facts, const cli_edit_counts *counts, const char **out, size_t room);

#endif

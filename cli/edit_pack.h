/* edit_pack.h: the edits of a log in a compact form that can be kept, and made again on
 * the same text: what was decided once, by the model and in parallel, is applied later
 * or elsewhere for next to nothing.
 *
 * The form is for this machine and this program: numbers as they are in memory, a key
 * first that tells what the edits depended on.
 */
#ifndef REN_CLI_EDIT_PACK_H
#define REN_CLI_EDIT_PACK_H

#include "cli.h"

#include <renskrift/text.h>

/* Names of rules, which logs and edits only borrow. Thread-safe; must outlive them. */
typedef struct cli_rules {
  cli_list names;
  pthread_mutex_t lock;
} cli_rules;
void cli_rules_init(cli_rules *rules);
void cli_rules_clear(cli_rules *rules);

/* The log must be of one piece. */
void cli_edits_pack(ren_buf *out, uint64_t key, const ren_log *log);
bool cli_edits_have_key(ren_str packed, uint64_t key);

/* text must be as it was before the first step. Every step up to spelling is applied,
 * with edits or without, so that `to` (may be NULL) knows the length of each step's
 * text. REN_EFORMAT if the edits are damaged or of another text, which may then be
 * changed in part. */
ren_status cli_edits_replay(ren_text *text, ren_str packed, cli_rules *rules, ren_log *to, ren_error *err);

#endif

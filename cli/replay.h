/* replay.h: makes the edits of a log again, on the same text: what was decided once (by
 * the model, in parallel) is applied in another place or order for next to nothing.
 */
#ifndef REN_CLI_REPLAY_H
#define REN_CLI_REPLAY_H

#include <renskrift/text.h>

/* text must be as it was before the first step of `from`, and `from` a log of one piece.
 * Every step up to spelling is applied, with edits or without, so that `to` (may be
 * NULL) knows the length of each step's text. */
ren_status cli_replay(ren_text *text, const ren_log *from, ren_log *to, ren_error *err);

#endif

/* reader.h: an input, packed or not, in pieces of about 4 MB, so that any length is cleaned in constant
 * memory. A piece ends after a blank line if there is one in its last quarter, else
 * after a line, a blank, a character. The last of several has 2 to 6 MB: damage is judged
 * piece by piece, and a small one says little about itself. Where the cuts fall depends
 * on the bytes only, never on how they arrive.
 */
#ifndef REN_CLI_READER_H
#define REN_CLI_READER_H

#include "inputs.h"

typedef enum cli_cut { CLI_CUT_PARAGRAPHS, CLI_CUT_LINES } cli_cut;

enum { CLI_PIECE = 4 << 20, CLI_SMALL_PIECE = 1 << 19 };

typedef struct cli_reader cli_reader;

ren_status cli_reader_open(cli_reader **out, const cli_input *input, cli_cut cut, ren_error *err);
/* Pieces of another size than CLI_PIECE. */
void cli_reader_set_piece(cli_reader *reader, size_t size);
void cli_reader_free(cli_reader *reader);

/* Has the cuts made by another: *cut in (0, pending.len], 0 if a piece must be longer than
 * `size`. */
typedef ren_status (*cli_cutter)(void *payload, ren_str pending, size_t size, size_t *cut, ren_error *err);
void cli_reader_set_cutter(cli_reader *reader, cli_cutter cutter, void *payload);
/* Bytes of the file that were read so far, as they are there. */
uint64_t cli_reader_consumed(const cli_reader *reader);

/* Puts the next piece into `piece` (replacing what it held); *last when nothing comes
 * after it. Lines longer than 64 MB are REN_ELIMIT with CLI_CUT_LINES. Interrupted by
 * a signal: REN_ECANCELLED. */
ren_status cli_reader_next(cli_reader *reader, ren_buf *piece, bool *last, ren_error *err);

/* A whole file, unpacked (at most 1 GB then), appended; "-" is standard input. */
ren_status cli_read_whole(ren_buf *out, const char *path, ren_error *err);

/* Where a text longer than `size` bytes is cut: in (0, size]. */
size_t cli_cut_place(ren_str text, size_t size, unsigned unit, bool big_endian, cli_cut cut);

#endif

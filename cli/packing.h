/* packing.h: gzip and zstd, as streams in constant memory. What is packed is told by its
 * first bytes, never by its name; how a new file is packed, by its name. Members (gzip)
 * and frames (zstd) that follow each other are one text. A zstd stream may want a window
 * of up to 128 MB, as the zstd program allows.
 */
#ifndef REN_CLI_PACKING_H
#define REN_CLI_PACKING_H

#include "cli.h"

typedef enum cli_packing { CLI_PLAIN, CLI_GZIP, CLI_ZSTD } cli_packing;

enum { CLI_PACKING_HEAD = 4 }; /* bytes that tell */

cli_packing cli_packing_of_bytes(ren_str head);
cli_packing cli_packing_of_name(const char *path); /* .gz .zst */

typedef struct cli_unpacker cli_unpacker;
cli_unpacker *cli_unpacker_new(cli_packing packing); /* gzip or zstd */
void cli_unpacker_free(cli_unpacker *unpacker);

/* Unpacks from *in, which moves on, into `room` bytes at out; *made says how many came. If
 * all the room was taken there may be more, even when *in is used up: call again.
 * REN_EFORMAT for what is damaged. */
ren_status cli_unpack(cli_unpacker *unpacker, ren_str *in, char *out, size_t room, size_t *made, ren_error *err);
/* Nothing comes any more: REN_EFORMAT if the stream is cut short. */
ren_status cli_unpack_end(const cli_unpacker *unpacker, ren_error *err);

/* The same bytes always give the same packed bytes. `write` takes what is finished. */
typedef ren_status (*cli_pack_write)(void *payload, ren_str bytes, ren_error *err);
typedef struct cli_packer cli_packer;
cli_packer *cli_packer_new(cli_packing packing);
void cli_packer_free(cli_packer *packer);
ren_status cli_pack(cli_packer *packer, ren_str bytes, bool last, cli_pack_write write, void *payload, ren_error *err);

#endif

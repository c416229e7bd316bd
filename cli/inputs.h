/* inputs.h: from arguments to the files they mean. Folders are walked in sorted order,
 * each once however many links lead to it; hidden files, backups (NAME~) and what the
 * command cannot read are skipped there. A pattern that names no file itself (*.txt in
 * quotes) stands for the files it matches. What a file is, its contents say.
 */
#ifndef REN_CLI_INPUTS_H
#define REN_CLI_INPUTS_H

#include "packing.h"

typedef struct cli_input {
  char *path;          /* to open; "-" is standard input that is a stream */
  char *shown;         /* in messages and records: the path, or "(standard input)" */
  char *relative;      /* for naming outputs: the path below the folder that was given, else the base name */
  ren_media media;     /* REN_MEDIA_TEXT for streams, which are looked at when they are read */
  bool stream;         /* standard input, a pipe or a device: can be read once */
  cli_packing packing; /* CLI_PLAIN for streams */
  uint64_t size;       /* 0 for streams */
  int spool;           /* descriptor of the file that holds standard input; 0: none */
} cli_input;

typedef struct cli_inputs {
  cli_input *list;
  size_t count, cap;
  uint64_t bytes; /* of all that are no streams */
  size_t refused; /* that could not be taken, each said */
} cli_inputs;

enum {
  CLI_READS_TEXT = 1,
  CLI_READS_SCANS = 2,
  CLI_READS_STREAMS = 4,
  CLI_READS_ANY_TEXT = 8, /* binary files, too */
  CLI_READS_PACKED = 16,  /* gzip and zstd */
  CLI_READS_SPOOLED = 32  /* standard input, kept in a file: its contents say what it is */
};

/* Gathers the inputs that the command can read; the others are named in messages and
 * noted as failed (exit status 1). No operand means standard input if streams are
 * read. skip_folder (or NULL) is not walked into: where results go. */
void cli_inputs_collect(cli *c, cli_inputs *out, const cli_list *operands, unsigned reads, const char *skip_folder);
/* Leaves out what only leads to another of the inputs: for those that are to be replaced. */
void cli_inputs_drop_links(cli_inputs *inputs);
void cli_inputs_clear(cli_inputs *inputs);

bool cli_media_is_scan(ren_media media);

/* Puts the name that people know into an error that concerns an input. */
void cli_input_place(const cli_input *input, ren_error *err, uint32_t page);

/* Whether one of the paths, as far as they exist, is one of the inputs. */
typedef struct cli_clash cli_clash;
cli_clash *cli_clash_new(const cli_inputs *inputs);
bool cli_clash_is_input(const cli_clash *clash, const char *path);
void cli_clash_free(cli_clash *clash);

/* Says why such a file cannot be read by a command that reads `reads`; NULL if it can. */
const char *cli_media_refusal(ren_media media, unsigned reads);

#endif

/* commands.h: all commands of the program; each cmd_*.c holds one. */
#ifndef REN_CLI_COMMANDS_H
#define REN_CLI_COMMANDS_H

#include "options.h"

extern const cli_command cli_command_run, cli_command_ocr, cli_command_clean, cli_command_repair, cli_command_join,
    cli_command_correct, cli_command_reservations, cli_command_dedup, cli_command_report, cli_command_compare,
    cli_command_model;

#endif

#include "cli.h"

#include <signal.h>
#include <unistd.h>

/* Written by the handler only: the one global of the program. */
static volatile sig_atomic_t asked_to_stop;

static void on_signal(int number) {
  (void)number;
  if (asked_to_stop) _exit(CLI_INTERRUPTED);
  asked_to_stop = 1;
}

void cli_signals_install(void) {
  struct sigaction stop = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&stop.sa_mask);
  sigemptyset(&ignore.sa_mask);
  /* Started in the background by a shell that ignores SIGINT for it: stay so. */
  struct sigaction before;
  if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(SIGINT, &stop, NULL);
  sigaction(SIGTERM, &stop, NULL);
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
}

bool cli_interrupted(void) { return asked_to_stop != 0; }

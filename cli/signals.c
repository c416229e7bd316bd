#include "cli.h"

#include <signal.h>
#include <unistd.h>

/* The only globals of the program: written by the handler, and before it is installed. */
static volatile sig_atomic_t asked_to_stop;
static volatile sig_atomic_t on_terminal;
static void (*volatile to_call)(void *);
static void *volatile to_call_with;

/* A text at work is brought to an end, which may take a while: say so at once. */
static void on_signal(int number) {
  static const char waiting[] = "\r\033[Krenskrift: finishing what is at work; once more to stop at once\n";
  (void)number;
  if (asked_to_stop) _exit(CLI_INTERRUPTED);
  asked_to_stop = 1;
  if (to_call) to_call(to_call_with);
  if (on_terminal && write(STDERR_FILENO, waiting, sizeof waiting - 1) < 0) return;
}

void cli_signals_install(void) {
  struct sigaction stop = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  on_terminal = isatty(STDERR_FILENO);
  sigemptyset(&stop.sa_mask);
  sigemptyset(&ignore.sa_mask);
  /* Started in the background by a shell that ignores SIGINT for it: stay so. */
  struct sigaction before;
  if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(SIGINT, &stop, NULL);
  sigaction(SIGTERM, &stop, NULL);
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
}

void cli_on_interrupt(void (*call)(void *payload), void *payload) {
  to_call = NULL; /* never the one with the payload of the other */
  to_call_with = payload;
  to_call = call;
  if (call && asked_to_stop) call(payload);
}

bool cli_interrupted(void) { return asked_to_stop != 0; }

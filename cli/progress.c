#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

struct cli_progress {
  const char *label, *unit;
  uint64_t first, done, total;
  double started, drawn; /* seconds */
  bool visible;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static unsigned terminal_width(void) {
  struct winsize size;
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

/* ---- the line ------------------------------------------------------------- */

static void append_time_left(ren_buf *out, double seconds) {
  if (seconds < 1) seconds = 1;
  if (seconds < 100)
    ren_buf_printf(out, "  %.0f s left", seconds);
  else if (seconds < 100 * 60)
    ren_buf_printf(out, "  %.0f min left", seconds / 60);
  else
    ren_buf_printf(out, "  %.0f h %02.0f min left", (seconds - (double)((long)seconds % 3600)) / 3600,
                   (double)((long)seconds % 3600) / 60);
}

static void append_figures(ren_buf *out, const cli_progress *p, double elapsed) {
  bool bytes = strcmp(p->unit, "bytes") == 0;
  double since = (double)(p->done - p->first), rate = elapsed > 0.2 ? since / elapsed : 0;
  if (bytes && p->total)
    ren_buf_printf(out, "%.1f/%.1f MB", (double)p->done / 1e6, (double)p->total / 1e6);
  else if (bytes)
    ren_buf_printf(out, "%.1f MB", (double)p->done / 1e6);
  else
    ren_buf_printf(out, "%llu/%llu", (unsigned long long)p->done, (unsigned long long)p->total);
  if (rate <= 0) return;
  if (bytes)
    ren_buf_printf(out, "  %.1f MB/s", rate / 1e6);
  else
    ren_buf_printf(out, "  %.1f %s/min", rate * 60, p->unit);
  if (p->total > p->done) append_time_left(out, (double)(p->total - p->done) / rate);
}

void cli_progress_line(ren_buf *out, const cli_progress *p, double elapsed, unsigned width) {
  enum { BAR_MAX = 30, BAR_MIN = 5 };
  ren_buf figures = {0};
  size_t start = out->len;
  append_figures(&figures, p, elapsed);
  ren_buf_puts(out, p->label);
  size_t used = strlen(p->label) + 7 + figures.len; /* with one column left free */
  if (p->total && width > used + BAR_MIN) {
    size_t bar = width - used < BAR_MAX ? width - used : BAR_MAX;
    double share = p->done < p->total ? (double)p->done / (double)p->total : 1;
    size_t filled = (size_t)(share * (double)bar);
    ren_buf_puts(out, "  [");
    for (size_t i = 0; i < bar; i++) ren_buf_putc(out, i < filled ? '#' : '.');
    ren_buf_putc(out, ']');
  }
  ren_buf_puts(out, "  ");
  ren_buf_append_str(out, ren_buf_str(&figures));
  if (out->ptr && out->len - start >= width && width > 0) {
    out->len = start + width - 1;
    out->ptr[out->len] = '\0';
  }
  ren_buf_free(&figures);
}

/* ---- drawing (with the lock held) ------------------------------------------ */

void cli_progress_hide(cli_progress *p) {
  if (!p || !p->visible) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
  p->visible = false;
}

void cli_progress_show(cli_progress *p) {
  if (!p) return;
  ren_buf line = {0};
  double time = now();
  ren_buf_putc(&line, '\r');
  cli_progress_line(&line, p, time - p->started, terminal_width());
  ren_buf_puts(&line, "\033[K");
  if (line.status == REN_OK) fwrite(line.ptr, 1, line.len, stderr);
  fflush(stderr);
  ren_buf_free(&line);
  p->drawn = time;
  p->visible = true;
}

cli_progress *cli_progress_new(const char *label, const char *unit, uint64_t first, uint64_t done, uint64_t total) {
  cli_progress *p = cli_alloc(sizeof *p);
  *p = (cli_progress){.label = label, .unit = unit, .first = first, .done = done, .total = total, .started = now()};
  return p;
}

void cli_progress_begin(cli *c, cli_when when, const char *label, const char *unit, uint64_t done, uint64_t total) {
  cli_progress_end(c);
  bool terminal = isatty(STDERR_FILENO) && !(getenv("TERM") && strcmp(getenv("TERM"), "dumb") == 0);
  if (c->quiet || when == CLI_NEVER || (when == CLI_AUTO && !terminal)) return;
  cli_progress *p = cli_progress_new(label, unit, done, done, total);
  pthread_mutex_lock(&c->lock);
  c->progress = p;
  cli_progress_show(p);
  pthread_mutex_unlock(&c->lock);
}

void cli_progress_add(cli *c, uint64_t more) {
  pthread_mutex_lock(&c->lock);
  cli_progress *p = c->progress;
  if (p) {
    p->done += more;
    if (now() - p->drawn >= 0.1) cli_progress_show(p);
  }
  pthread_mutex_unlock(&c->lock);
}

void cli_progress_end(cli *c) {
  pthread_mutex_lock(&c->lock);
  cli_progress_hide(c->progress);
  free(c->progress);
  c->progress = NULL;
  pthread_mutex_unlock(&c->lock);
}

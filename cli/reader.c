#include "reader.h"

#include "packing.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP = 1 << 18, RAW = 1 << 16, LINE_MAX_BYTES = 64 << 20 };

struct cli_reader {
  const cli_input *input;
  cli_cut cut;
  int fd;
  bool ended, begun;
  cli_packing packing; /* known when some was read */
  cli_unpacker *unpacker;
  char *raw;   /* what is read of a packed file */
  ren_str in;  /* of it, not yet unpacked */
  bool full;   /* the unpacker may have more */
  bool looked; /* at the first bytes */
  uint64_t consumed;
  unsigned unit;   /* bytes of a code unit: 2 for UTF-16, 4 for UTF-32 */
  bool big_endian; /* UTF-16 and UTF-32 only */
  ren_buf pending; /* read but not given out */
  size_t piece;    /* 0: CLI_PIECE */
  cli_cutter cutter;
  void *payload;
};

void cli_reader_set_piece(cli_reader *reader, size_t size) { reader->piece = size; }

void cli_reader_set_cutter(cli_reader *reader, cli_cutter cutter, void *payload) {
  reader->cutter = cutter;
  reader->payload = payload;
}

uint64_t cli_reader_consumed(const cli_reader *reader) { return reader->consumed; }

/* ---- where to cut --------------------------------------------------------- */

/* Is the code unit at `at` this character? */
static bool is_char(ren_str text, size_t at, unsigned unit, bool big_endian, char c) {
  for (unsigned i = 0; i < unit; i++)
    if (text.ptr[at + i] != (i == (big_endian ? unit - 1 : 0) ? c : '\0')) return false;
  return true;
}

static bool is_newline(ren_str text, size_t at, unsigned unit, bool big_endian) {
  return is_char(text, at, unit, big_endian, '\n');
}

static bool is_blank(ren_str text, size_t at, unsigned unit, bool big_endian) {
  return is_char(text, at, unit, big_endian, ' ') || is_char(text, at, unit, big_endian, '\t') ||
         is_char(text, at, unit, big_endian, '\r') || is_char(text, at, unit, big_endian, '\f');
}

static size_t last_byte_line_end(ren_str text, size_t from, size_t size, bool blank_line) {
  size_t candidate = 0;
  for (const char *found; size > from && (found = memrchr(text.ptr + from, '\n', size - from));) {
    size_t at = (size_t)(found - text.ptr) + 1, i = at;
    if (!blank_line) return at;
    while (candidate && i + 1 < candidate && is_blank(text, i, 1, false)) i++;
    if (candidate && i + 1 == candidate) return candidate;
    candidate = at;
    size = at - 1;
  }
  return 0;
}

/* The end of the last line (or of the last blank line) that ends in (from, size];
 * 0 if there is none. */
static size_t last_line_end(ren_str text, size_t from, size_t size, unsigned unit, bool big_endian, bool blank_line) {
  size_t candidate = 0; /* after a newline, with only blanks seen before it so far */
  if (unit == 1) return last_byte_line_end(text, from, size, blank_line);
  for (size_t at = size - size % unit; at >= from + unit; at -= unit) {
    size_t i = at - unit;
    if (is_newline(text, i, unit, big_endian)) {
      if (!blank_line || candidate) return candidate ? candidate : at;
      candidate = at;
    } else if (!is_blank(text, i, unit, big_endian)) {
      candidate = 0;
    }
  }
  return 0;
}

size_t cli_cut_place(ren_str text, size_t size, unsigned unit, bool big_endian, cli_cut cut) {
  size_t at = 0;
  if (cut == CLI_CUT_LINES) return last_line_end(text, 0, size, unit, big_endian, false);
  at = last_line_end(text, size - size / 4, size, unit, big_endian, true);
  if (!at) at = last_line_end(text, size / 2, size, unit, big_endian, false);
  if (at) return at;
  size -= size % unit;
  for (at = size; at > size / 2; at -= unit)
    if (is_blank(text, at - unit, unit, big_endian)) return at;
  at = size; /* not within a character of UTF-8 */
  while (unit == 1 && at > size - 4 && at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
  return at;
}

/* ---- reading -------------------------------------------------------------- */

ren_status cli_reader_open(cli_reader **out, const cli_input *input, cli_cut cut, ren_error *err) {
  *out = NULL;
  int fd = strcmp(input->path, "-") == 0 ? STDIN_FILENO : open(input->path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    ren_fail_errno(err, REN_EIO, errno, "cannot open");
    ren_error_place(err, input->shown, 0);
    return REN_EIO;
  }
  cli_reader *reader = cli_alloc(sizeof *reader);
  *reader = (cli_reader){.input = input, .cut = cut, .fd = fd, .unit = 1};
  *out = reader;
  return REN_OK;
}

void cli_reader_free(cli_reader *reader) {
  if (!reader) return;
  if (reader->fd != STDIN_FILENO) close(reader->fd);
  cli_unpacker_free(reader->unpacker);
  free(reader->raw);
  ren_buf_free(&reader->pending);
  free(reader);
}

/* Waits in slices, so that an interrupt is noticed while a terminal or pipe is silent. */
static bool wait_for_bytes(cli_reader *reader) {
  struct pollfd p = {.fd = reader->fd, .events = POLLIN};
  while (!cli_interrupted()) {
    int ready = poll(&p, 1, 200);
    if (ready != 0 && !(ready < 0 && errno == EINTR)) return true;
  }
  return false;
}

/* Some bytes as they are in the file; *got 0 at the end. */
static ren_status read_raw(cli_reader *reader, char *to, size_t room, size_t *got, ren_error *err) {
  for (*got = 0;;) {
    if (reader->input->stream && !wait_for_bytes(reader)) return ren_fail(err, REN_ECANCELLED, "interrupted");
    if (cli_interrupted()) return ren_fail(err, REN_ECANCELLED, "interrupted");
    ssize_t count = read(reader->fd, to, room);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ren_fail_errno(err, REN_EIO, errno, "cannot read");
    *got = (size_t)count;
    reader->consumed += *got;
    return REN_OK;
  }
}

static ren_status read_plain(cli_reader *reader, ren_error *err) {
  ren_buf *p = &reader->pending;
  size_t got;
  ren_status status = read_raw(reader, p->ptr + p->len, STEP, &got, err);
  if (status != REN_OK) return status;
  reader->ended = got == 0;
  p->len += got;
  return REN_OK;
}

static ren_status read_packed(cli_reader *reader, ren_error *err) {
  ren_buf *p = &reader->pending;
  size_t got;
  if (!reader->in.len && !reader->full) {
    ren_status status = read_raw(reader, reader->raw, RAW, &got, err);
    if (status != REN_OK) return status;
    reader->in = (ren_str){reader->raw, got};
    reader->ended = got == 0;
    if (reader->ended) return cli_unpack_end(reader->unpacker, err);
  }
  ren_status status = cli_unpack(reader->unpacker, &reader->in, p->ptr + p->len, STEP, &got, err);
  reader->full = got == STEP;
  p->len += got;
  return status;
}

/* The first bytes tell whether the file is packed. */
static ren_status look(cli_reader *reader, ren_error *err) {
  ren_buf *p = &reader->pending;
  ren_status status = REN_OK;
  while (status == REN_OK && !reader->ended && p->len < CLI_PACKING_HEAD) status = read_plain(reader, err);
  reader->looked = true;
  reader->packing = cli_packing_of_bytes(ren_buf_str(p));
  if (status != REN_OK || reader->packing == CLI_PLAIN) return status;
  size_t have = p->len; /* at most a step and some */
  reader->raw = cli_alloc(have > RAW ? have : RAW);
  memcpy(reader->raw, p->ptr, have);
  reader->in = (ren_str){reader->raw, have};
  reader->unpacker = cli_unpacker_new(reader->packing);
  reader->ended = false;
  p->len = 0;
  return REN_OK;
}

static ren_status read_some(cli_reader *reader, ren_error *err) {
  ren_buf *p = &reader->pending;
  if (!ren_buf_reserve(p, STEP + CLI_PACKING_HEAD)) return ren_fail_nomem(err);
  ren_status status = !reader->looked    ? look(reader, err)
                      : reader->unpacker ? read_packed(reader, err)
                                         : read_plain(reader, err);
  p->ptr[p->len] = '\0';
  if (status != REN_OK) ren_error_place(err, reader->input->shown, 0);
  return status;
}

/* UTF-16 and UTF-32 are cut between their code units. They are told by their marks, or by
 * their zero bytes. */
static void find_unit(cli_reader *reader) {
  const ren_buf *p = &reader->pending;
  size_t zeros[4] = {0}, n = p->len < 512 ? p->len : 512, quarter = n / 4;
  reader->begun = true;
  for (size_t i = 0; i < n; i++) zeros[i % 4] += p->ptr[i] == '\0';
  bool wide_little = zeros[2] >= quarter && zeros[3] >= quarter && zeros[0] < n / 16;
  bool wide_big = zeros[0] >= quarter && zeros[1] >= quarter && zeros[3] < n / 16;
  if (n >= 4 && (wide_little || wide_big)) {
    reader->unit = 4;
    reader->big_endian = wide_big;
    return;
  }
  size_t even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
  bool mark = n >= 2 && (memcmp(p->ptr, "\xFF\xFE", 2) == 0 || memcmp(p->ptr, "\xFE\xFF", 2) == 0);
  if (!mark && !(odd > n / 3 && even < n / 16) && !(even > n / 3 && odd < n / 16)) return;
  reader->unit = 2;
  reader->big_endian = mark ? (unsigned char)p->ptr[0] == 0xFE : even > odd;
}

/* The piece takes over the buffer up to `cut`; what is behind it begins a new one. */
static bool give_out(ren_buf *pending, size_t cut, ren_buf *piece) {
  ren_buf rest = {0};
  ren_buf_append(&rest, pending->ptr + cut, pending->len - cut);
  if (rest.status != REN_OK || pending->status != REN_OK) {
    ren_buf_free(&rest);
    return false;
  }
  ren_buf_free(piece);
  *piece = *pending;
  *pending = rest;
  piece->len = cut;
  piece->ptr[cut] = '\0';
  return true;
}

static ren_status find_cut(cli_reader *reader, size_t size, size_t *cut, ren_error *err) {
  ren_str text = ren_buf_str(&reader->pending);
  if (reader->cutter) return reader->cutter(reader->payload, text, size, cut, err);
  *cut = cli_cut_place(text, size, reader->unit, reader->big_endian, reader->cut);
  return REN_OK;
}

ren_status cli_reader_next(cli_reader *reader, ren_buf *piece, bool *last, ren_error *err) {
  ren_buf *p = &reader->pending;
  ren_status status = REN_OK;
  size_t size = reader->piece ? reader->piece : CLI_PIECE, cut = 0;
  for (;;) {
    size_t most = size + size / 2; /* what is left then is at least half a piece */
    while (!reader->ended && p->len <= most) {
      status = read_some(reader, err);
      if (status != REN_OK) return status;
    }
    if (!reader->begun) find_unit(reader);
    cut = p->len;
    if (p->len <= most) break; /* the rest */
    status = find_cut(reader, size, &cut, err);
    if (status != REN_OK) return status;
    if (cut) break;
    size *= 2; /* a very long record */
    if (size > LINE_MAX_BYTES) {
      ren_fail(err, REN_ELIMIT, "a line is longer than %d MB", LINE_MAX_BYTES >> 20);
      ren_error_place(err, reader->input->shown, 0);
      return REN_ELIMIT;
    }
  }
  if (!give_out(p, cut, piece)) return ren_fail_nomem(err);
  *last = reader->ended && p->len == 0;
  return REN_OK;
}

ren_status cli_read_whole(ren_buf *out, const char *path, ren_error *err) {
  enum { PACKED_MAX = 1 << 30 };
  const bool is_stdin = strcmp(path, "-") == 0;
  const cli_input input = {.path = (char *)(uintptr_t)path,
                           .shown = (char *)(uintptr_t)(is_stdin ? "(standard input)" : path),
                           .stream = is_stdin};
  cli_reader *reader;
  ren_status status = cli_reader_open(&reader, &input, CLI_CUT_PARAGRAPHS, err);
  while (status == REN_OK && !reader->ended) {
    status = read_some(reader, err);
    if (status == REN_OK && reader->unpacker && reader->pending.len > PACKED_MAX) {
      status = ren_fail(err, REN_ELIMIT, "is larger than %d MB when unpacked", PACKED_MAX >> 20);
      ren_error_place(err, input.shown, 0);
    }
  }
  if (status == REN_OK) ren_buf_append_str(out, ren_buf_str(&reader->pending));
  if (status == REN_OK && out->status != REN_OK) status = ren_fail_nomem(err);
  cli_reader_free(reader);
  return status;
}

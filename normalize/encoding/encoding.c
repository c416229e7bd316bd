/* ren_encoding_edits: finds the lines that need a look, has them repaired, and turns
 * the repairs into edits. */
#include <renskrift/encoding.h>

#include <string.h>

#include "alloc.h"
#include "encoding/iso646_text.h"
#include "encoding/leader.h"
#include "encoding/repair.h"
#include "encoding/repair_memory.h"
#include "encoding/settle.h"
#include "encoding/suspects.h"
#include "encoding/sweep.h"
#include "encoding/whole_text.h"
#include "utf8.h"

/* Lines longer than this are repaired in pieces, cut at a blank. */
enum { PIECE_MAX = 1 << 15 };

typedef struct span {
  size_t offset, length;
} span;

typedef struct encoding_job {
  ren_encoding_opts opts;
  ren_str bytes;
  const ren_model *model;
  ren_edits *edits;
  ren__letters *letters; /* made when the first line needs them */
  ren__repair *repair;
  ren__memory *memory; /* of runs; taken with the letters */
  ren__votes votes;
  ren__leader leader;
  span *doubts, *others; /* others: in order, unless the whole text went through a chain */
  size_t doubt_count, doubt_cap, other_count, other_cap;
  size_t line_number, line_offset; /* for explain: the line that starts at line_offset */
  ren_buf *read;                   /* the lines that were read, as they are now */
  bool read_all;                   /* and there were others that `read` cannot show */
  ren__whole whole;
  bool no_stretches, stretches; /* UTF-16 and the like in it: not to be looked for; found */
  size_t swedish, intact;       /* see count_intact */
  size_t unexplained;           /* lines and runs with other letters that no chain has won */
  bool forced;                  /* an 8-bit page was given */
  ren__cp page;
  bool iso646, iso646_asked;
} encoding_job;

static bool prepare(encoding_job *job) {
  if (job->letters) return true;
  job->repair->text = job->bytes;
  job->letters = ren_alloc(sizeof *job->letters);
  job->memory = ren__memory_take(job->model);
  if (!job->letters || !job->memory) return false;
  job->repair->cache = job->memory->cache;
  ren__letters_init(job->letters, job->model);
  job->repair->letters = job->repair->run.letters = job->letters;
  return true;
}

static ren_status parse_from(encoding_job *job, ren_error *err) {
  const char *from = job->opts.from;
  if (!from) {
    job->whole = ren__whole_guess(job->bytes);
    if (job->whole != REN__WHOLE_EBCDIC) return REN_OK;
    if (!prepare(job)) return ren_fail_nomem(err);
    if (!ren__whole_is_ebcdic(job->letters, job->bytes)) job->whole = REN__WHOLE_NONE;
    return REN_OK;
  }
  job->no_stretches = true;
  if (ren__name_is(from, "utf8"))
    job->repair->utf8_only = true;
  else if (ren__name_is(from, "utf16le"))
    job->whole = REN__WHOLE_UTF16LE;
  else if (ren__name_is(from, "utf16be"))
    job->whole = REN__WHOLE_UTF16BE;
  else if (ren__name_is(from, "utf16"))
    job->whole = ren__whole_guess(job->bytes) == REN__WHOLE_UTF16BE ? REN__WHOLE_UTF16BE : REN__WHOLE_UTF16LE;
  else if (ren__name_is(from, "utf32le") || ren__name_is(from, "utf32"))
    job->whole = ren__whole_guess(job->bytes) == REN__WHOLE_UTF32BE ? REN__WHOLE_UTF32BE : REN__WHOLE_UTF32LE;
  else if (ren__name_is(from, "utf32be"))
    job->whole = REN__WHOLE_UTF32BE;
  else if (ren__name_is(from, "ebcdic278") || ren__name_is(from, "cp278") || ren__name_is(from, "ibm278") ||
           ren__name_is(from, "ebcdic"))
    job->whole = REN__WHOLE_EBCDIC;
  else if (ren__name_is(from, "iso646se") || ren__name_is(from, "sen850200b") || ren__name_is(from, "iso646"))
    job->iso646 = true;
  else if (ren__cp_by_name(from, &job->page))
    job->forced = true;
  else
    return ren_fail(err, REN_EINVAL, "unknown encoding \"%s\"", from);
  return REN_OK;
}

/* ---- a given encoding ----------------------------------------------------- */

/* The letters of the variant for names stand behind others; elsewhere they are quotes. */
static uint32_t given_letter(const encoding_job *job, const ren__line *line, size_t i) {
  uint32_t cp = line->cells[i].cp;
  if (!job->iso646 || cp >= 0x80) return 0;
  if ((cp == '`' || cp == '~') && i > 0 && ren_is_letter(line->cells[i - 1].cp)) return cp == '`' ? 0xE9 : 0xFC;
  return ren__iso646_letter(cp);
}

static float confidence_of_given(const encoding_job *job) { return job->opts.from ? 1 : 0.97f; }

/* Decodes what the caller says the bytes are, or what the text is from end to end. */
static void decode_given(encoding_job *job, ren__line *line) {
  for (size_t i = 0; i < line->count; i++) {
    uint32_t letter = given_letter(job, line, i);
    if (letter) ren__line_set(line, i, letter, "iso646-se", confidence_of_given(job));
  }
  if (!job->forced) return;
  /* Valid UTF-8 is taken apart too: the caller knows better. */
  size_t n = 0;
  for (size_t i = 0; i < line->length; i++) {
    uint8_t byte = (uint8_t)line->bytes[i];
    uint32_t cp = byte < 0x80 ? byte : ren__cp_decode(job->page, byte);
    line->cells[n++] = (ren__cell){.cp = cp ? cp : REN__RAW | byte,
                                   .at = (uint32_t)i,
                                   .len = 1,
                                   .confidence = 1,
                                   .rule = byte < 0x80 ? NULL : ren__chain_rule(REN__STEP_RAW | job->page)};
  }
  line->count = n;
}

/* ---- lines ---------------------------------------------------------------- */

static void explain(encoding_job *job, size_t offset) {
  ren__repair *repair = job->repair;
  if (!job->opts.explain || (!repair->repaired && !repair->doubt)) return;
  while (job->line_offset < offset) { /* pieces come in order, doubts again later */
    const char *end = memchr(job->bytes.ptr + job->line_offset, '\n', offset - job->line_offset);
    if (!end) break;
    job->line_offset = (size_t)(end - job->bytes.ptr) + 1;
    job->line_number++;
  }
  ren__explain_letters(repair);
  if (repair->note.len && repair->note.status == REN_OK)
    job->opts.explain(job->opts.payload, job->line_number, offset, repair->note.ptr);
}

static bool won_by(const ren__repair *repair, uint32_t chain) {
  for (size_t i = 0; i < repair->won.count; i++)
    if (repair->won.chain[i] == chain) return true;
  return false;
}

static void read_piece(encoding_job *job, span piece, bool again) {
  ren__repair *repair = job->repair;
  ren__line_read(&repair->line, job->bytes.ptr + piece.offset, piece.length);
  if (!repair->line.failed) decode_given(job, &repair->line);
  repair->votes = again ? &job->votes : NULL;
}

/* A chain has won the line that has not won many others: where letters take the place of
 * letters, chains are easily mistaken for each other. */
static bool dissents(const encoding_job *job) {
  const ren__votes *won = &job->repair->won;
  for (size_t i = 0; i < won->count; i++)
    if (won->chain[i] == REN__STEP_LOST ||
        (ren__is_recoding(won->chain[i]) && !ren__is_firm(&job->votes, won->chain[i])))
      return true;
  return false;
}

/* Counts the votes of a repaired piece and adds its edits, or leaves it for later. */
static ren_status finish_piece(encoding_job *job, span piece, bool again, ren_error *err) {
  ren__repair *repair = job->repair;
  if (!again)
    for (size_t i = 0; i < repair->won.count; i++)
      ren__repair_vote(&job->votes, repair->won.chain[i], repair->won.runs[i]);
  job->unexplained += !again && !repair->won.count && !repair->doubt && !repair->explained;
  if (!again && (repair->doubt || dissents(job))) { /* decided later, when all lines have voted */
    if (!ren_grow(&job->doubts, &job->doubt_cap, job->doubt_count, sizeof *job->doubts)) return ren_fail_nomem(err);
    job->doubts[job->doubt_count++] = piece;
    return REN_OK;
  }
  if (!again && repair->explained && !repair->repaired) {
    if (!ren_grow(&job->others, &job->other_cap, job->other_count, sizeof *job->others)) return ren_fail_nomem(err);
    job->others[job->other_count++] = piece;
  }
  explain(job, piece.offset);
  ren__line_text(&repair->line, job->read);
  if (job->read->len && job->read->ptr[job->read->len - 1] != '\n') ren_buf_putc(job->read, '\n');
  return ren__line_edits(&repair->line, piece.offset, job->edits, err);
}

static bool look_everywhere(const encoding_job *job) {
  return job->opts.typography != REN_TYPOGRAPHY_KEEP || job->forced || job->iso646;
}

/* A line whose runs tell all, as most lines of broken text. */
static bool quick_piece(encoding_job *job, span piece, ren_status *status, ren_error *err) {
  const char *s = job->bytes.ptr + piece.offset;
  if (job->opts.explain || memchr(s, '\n', piece.length - 1)) return false;
  size_t end = piece.offset + piece.length;
  if (job->iso646 && job->opts.typography == REN_TYPOGRAPHY_KEEP &&
      confidence_of_given(job) >= job->opts.min_confidence)
    return ren__iso646_line(job->bytes, piece.offset, end, confidence_of_given(job), job->edits, status, err);
  if (look_everywhere(job)) return false;
  ren__leader_update(&job->leader, &job->votes);
  job->repair->top = job->leader.top;
  unsigned words = 0;
  if (job->leader.chain && job->opts.min_confidence <= 0.99f)
    words = ren__leader_line(&job->leader, job->bytes, piece.offset, end, job->edits, status, err);
  if (words) {
    ren__repair_vote(&job->votes, job->leader.chain, words);
    return true;
  }
  if (!ren__quick_line(job->memory->quick, job->repair, job->bytes, piece.offset, end, &job->votes, job->edits, status,
                       err))
    return false;
  for (size_t i = 0; i < job->repair->won.count; i++)
    ren__repair_vote(&job->votes, job->repair->won.chain[i], job->repair->won.runs[i]);
  return true;
}

static size_t line_end(const encoding_job *job, size_t from) {
  const char *end = memchr(job->bytes.ptr + from, '\n', job->bytes.len - from);
  return end ? (size_t)(end - job->bytes.ptr) + 1 : job->bytes.len;
}

/* Repairs a line, a piece of a long one, or lines that quoted-printable seems to have
 * broken; if it has not, they are repaired one by one. */
static ren_status repair_piece(encoding_job *job, span piece, bool again, ren_error *err) {
  if (!prepare(job)) return ren_fail_nomem(err);
  if (!job->no_stretches && ren__whole_may_begin((ren_str){job->bytes.ptr + piece.offset, piece.length})) {
    job->stretches = true;
    return REN_OK;
  }
  ren_status done = REN_OK;
  if (!again && quick_piece(job, piece, &done, err)) return done;
  read_piece(job, piece, again);
  bool joined = ren__join_quoted(&job->repair->line);
  ren_status status = ren__repair_line(job->repair, err);
  if (status != REN_OK) return status;
  if (!joined || won_by(job->repair, REN__STEP_QUOTED)) return finish_piece(job, piece, again, err);
  for (size_t at = piece.offset, end = piece.offset + piece.length; at < end && status == REN_OK;) {
    size_t stop = line_end(job, at);
    span line = {at, (stop < end ? stop : end) - at};
    read_piece(job, line, again);
    status = ren__repair_line(job->repair, err);
    if (status == REN_OK) status = finish_piece(job, line, again, err);
    at = line.offset + line.length;
  }
  return status;
}

static ren_status check_invalid(encoding_job *job, ren_error *err) {
  if (job->opts.invalid != REN_INVALID_FAIL) return REN_OK;
  for (size_t i = 0; i < ren_edits_count(job->edits); i++) {
    const ren_edit *edit = ren_edits_get(job->edits, i);
    if (strcmp(edit->rule, "invalid-byte") != 0) continue;
    ren_status status = ren_fail(err, REN_EFORMAT, "a byte that is no text in any encoding known here");
    if (err) err->offset = edit->offset;
    return status;
  }
  return REN_OK;
}

/* Where the piece that starts at `start` ends: at its line end, or at a blank. */
static size_t piece_end(const encoding_job *job, size_t start, size_t line_end) {
  if (line_end - start <= PIECE_MAX) return line_end;
  size_t end = start + PIECE_MAX;
  for (size_t back = 0; back < PIECE_MAX / 2; back++)
    if (job->bytes.ptr[end - 1 - back] == ' ') return end - back;
  for (size_t back = 0; back < 4; back++)
    if (((unsigned char)job->bytes.ptr[end - back] & 0xC0) != 0x80) return end - back;
  return end;
}

/* Quoted-printable breaks lines with "=" at their end. */
static bool soft_break(const encoding_job *job, size_t start, size_t end) {
  if (end >= job->bytes.len || end - start < 2) return false;
  const char *s = job->bytes.ptr;
  size_t at = end - 1;
  if (at > start && s[at] == '\n') at--;
  if (at > start && s[at] == '\r') at--;
  if (s[at] != '=') return false;
  for (size_t i = start; i + 2 < end; i++) {
    char a = s[i + 1], b = s[i + 2];
    if (s[i] == '=' && ((a >= '8' && a <= '9') || (a >= 'A' && a <= 'F')) &&
        ((b >= '0' && b <= '9') || (b >= 'A' && b <= 'F')))
      return true;
  }
  return false;
}

static ren_status repair_lines(encoding_job *job, size_t start, size_t end, bool again, ren_error *err) {
  ren_status status = REN_OK;
  while (start < end && status == REN_OK && !job->stretches) {
    size_t stop = piece_end(job, start, end);
    job->read_all = job->read_all || stop < end;
    status = repair_piece(job, (span){start, stop - start}, again, err);
    start = stop;
  }
  return status;
}

/* Lines that looked in order: with votes for a page whose letters are quotes and dashes
 * elsewhere (cp850 as cp1252), those signs are worth a look too. */
static ren_status look_between(encoding_job *job, size_t from, size_t to, ren_error *err) {
  ren_status status = REN_OK;
  while (from < to && status == REN_OK) {
    size_t end = line_end(job, from), at = from;
    bool signs = false;
    for (; at < end && !signs; at++) {
      at += ren_ascii_prefix(job->bytes.ptr + at, end - at);
      signs = at < end && (unsigned char)job->bytes.ptr[at] >= (job->repair->lead ? 0xC2 : 0xC4);
    }
    if (signs) status = repair_lines(job, from, end, true, err);
    from = end;
  }
  return status;
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* The run around a place that the scan points at has no other reading (a name such as
 * Müller): then its line need not be read for it. *end: where the run ends. */
static bool is_harmless(encoding_job *job, size_t from, size_t hit, size_t *end) {
  const char *s = job->bytes.ptr;
  size_t start = hit;
  while (start > from && !is_blank(s[start - 1]) && hit - start < REN__QUICK_RUN_MAX) start--;
  *end = hit;
  while (*end < job->bytes.len && !is_blank(s[*end]) && *end - hit < REN__QUICK_RUN_MAX) ++*end;
  return prepare(job) && ren__quick_harmless(job->memory->quick, job->repair, s + start, *end - start);
}

/* 7-bit Swedish from end to end; asked once, when there is something to look at. */
static bool is_iso646(encoding_job *job) {
  if (job->iso646_asked || job->opts.from || !prepare(job)) return false;
  job->iso646_asked = true;
  job->iso646 = ren__is_iso646_text(job->letters, job->bytes);
  return job->iso646;
}

/* The first place at or after `from` whose line deserves a look. */
static size_t next_hit(encoding_job *job, size_t from) {
  if (look_everywhere(job)) return from;
  size_t line = from, end;
  for (;;) {
    size_t hit = ren__scan(job->bytes, from);
    if (hit < job->bytes.len && is_iso646(job)) return line;
    if (hit == job->bytes.len || job->leader.chain || !is_harmless(job, line, hit, &end)) return hit;
    job->unexplained++;
    from = end;
  }
}

/* Words with Swedish letters in lines that are in order, and those of them that Swedish has. */
static void count_intact(encoding_job *job, size_t from, size_t to) {
  for (size_t at = from; at + 1 < to; at++) {
    const char *lead = memchr(job->bytes.ptr + at, 0xC3, to - 1 - at);
    if (!lead) break;
    at = (size_t)(lead - job->bytes.ptr);
    if (!memchr("\xA5\xA4\xB6\x85\x84\x96", lead[1], 6)) continue;
    size_t start = at, n = 0;
    while (start > from && !is_blank(job->bytes.ptr[start - 1])) start--;
    uint32_t word[REN__WORD_MAX];
    bool odd = false;
    for (at = start; at < to && !is_blank(job->bytes.ptr[at]);) {
      uint32_t cp;
      at += ren_utf8_decode(job->bytes.ptr + at, to - at, &cp);
      if (cp == REN_BAD_CODEPOINT || !ren__letter_symbol(cp) || n == REN__WORD_MAX) continue;
      odd = odd || (n && ren_is_upper(cp) && !ren_is_upper(word[n - 1]));
      word[n++] = cp;
    }
    job->swedish++;
    job->intact += !odd && ren__is_known(job->letters, word, n);
  }
}

typedef enum visit { REPAIR_HITS, COUNT_OTHERS, REPAIR_OTHERS } visit;

/* Walks over the lines that the scan points at (first), or over the others. */
static ren_status walk(encoding_job *job, visit what, ren_error *err) {
  ren_status status = REN_OK;
  for (size_t done = 0; done < job->bytes.len && status == REN_OK && !job->stretches;) {
    size_t hit = next_hit(job, done);
    const char *before = hit > done ? memrchr(job->bytes.ptr + done, '\n', hit - done) : NULL;
    size_t start = before ? (size_t)(before - job->bytes.ptr) + 1 : done;
    if (hit == job->bytes.len) start = hit;
    if (what == COUNT_OTHERS) count_intact(job, done, start);
    if (what == REPAIR_OTHERS) status = look_between(job, done, start, err);
    if (hit == job->bytes.len || status != REN_OK) break;
    size_t end = line_end(job, hit);
    while (soft_break(job, start, end) && end - start < PIECE_MAX) end = line_end(job, end);
    if (what == REPAIR_HITS) status = repair_lines(job, start, end, false, err);
    done = end;
  }
  return status;
}

static ren_status first_look(encoding_job *job, ren_error *err) { return walk(job, REPAIR_HITS, err); }

static bool page_has_votes(const ren__votes *votes) {
  for (size_t i = 0; i < votes->count; i++)
    if (votes->runs[i] >= 3 && votes->chain[i] >= REN__STEP_BYTE && votes->chain[i] < REN__STEP_ISO646) return true;
  return false;
}

/* The family explains nearly all lines that no chain has won, and better than they stand. */
static bool is_borne_out(encoding_job *job, uint32_t family) {
  size_t better = 0;
  job->repair->lead = family;
  size_t count = job->doubt_count + job->other_count;
  for (size_t i = 0; i < count && !job->repair->line.failed; i++) {
    read_piece(job, i < job->doubt_count ? job->doubts[i] : job->others[i - job->doubt_count], true);
    better += ren__sweep_would(job->repair);
  }
  job->repair->lead = 0;
  return better * 20 >= (count + job->unexplained) * 19;
}

/* The family of chains that has won all but a few runs of the text. */
static uint32_t leading_family(encoding_job *job, ren_error *err) {
  const ren__votes *votes = &job->votes;
  size_t best = 0, all = 0, agree = 0;
  for (size_t i = 0; i < votes->count; i++) {
    if (votes->chain[i] < REN__STEP_ISO646 || votes->chain[i] > 0xFF) all += votes->runs[i];
    if (votes->runs[i] > votes->runs[best]) best = i;
  }
  if (all < REN__FIRM || !ren__is_recoding(votes->chain[best])) return 0;
  uint32_t family = ren__sweep_family(votes->chain[best]);
  for (size_t i = 0; i < votes->count; i++)
    if (ren__sweep_family(votes->chain[i]) == family) agree += votes->runs[i];
  if (agree * 20 < all * 19) return 0;
  if (agree < 4 * (job->unexplained + job->doubt_count + job->other_count) && !is_borne_out(job, family)) return 0;
  job->swedish = job->intact = 0;
  walk(job, COUNT_OTHERS, err);
  if (job->intact * 4 < job->swedish * 3) job->intact = 0; /* letters that took the place of others */
  return agree * 20 >= (all + job->intact) * 19 ? family : 0;
}

static ren_status second_look(encoding_job *job, ren_error *err) {
  ren_status status = REN_OK;
  job->line_number = 1;
  job->line_offset = 0;
  job->repair->lead = leading_family(job, err);
  for (size_t i = 0; i < job->doubt_count && status == REN_OK; i++)
    status = repair_piece(job, job->doubts[i], true, err);
  for (size_t i = 0; i < job->other_count && job->repair->lead && status == REN_OK; i++)
    status = repair_piece(job, job->others[i], true, err);
  job->line_number = 1;
  job->line_offset = 0;
  if (status == REN_OK && (job->repair->lead || page_has_votes(&job->votes))) status = walk(job, REPAIR_OTHERS, err);
  return status;
}

/* ---- whole texts ---------------------------------------------------------- */

/* Forgets what was found. */
static ren_status start_again(encoding_job *job, ren_error *err) {
  ren_edits_free(job->edits);
  ren_buf_clear(job->read);
  job->votes.count = job->doubt_count = 0;
  job->line_number = 1;
  job->line_offset = 0;
  return ren_edits_new(&job->edits, REN_STEP_ENCODING, err);
}

static ren_status look(encoding_job *job, ren_error *err) {
  ren_status status = first_look(job, err);
  if (job->stretches) return status;
  return status == REN_OK ? second_look(job, err) : status;
}

/* Repairs what the text is when it has been transcoded. */
static ren_status whole_job(encoding_job *job, ren_error *err) {
  ren__whole_text whole = {0};
  encoding_job inner = {.opts = job->opts,
                        .read = job->read,
                        .model = job->model,
                        .line_number = 1,
                        .repair = job->repair,
                        .no_stretches = true};
  ren_status status = ren__whole_read(&whole, job->bytes, job->whole, job->letters, err);
  if (status == REN_OK) status = ren_edits_new(&inner.edits, REN_STEP_ENCODING, err);
  inner.bytes = ren_buf_str(&whole.text);
  if (status == REN_OK) status = look(&inner, err);
  if (status == REN_OK) status = ren__whole_edits(job->edits, &whole, job->bytes, inner.edits, err);
  job->read_all = job->read_all || inner.read_all;
  ren_edits_free(inner.edits);
  ren__memory_give(inner.memory);
  ren_free(inner.letters);
  ren_free(inner.doubts);
  ren_free(inner.others);
  ren__whole_free(&whole);
  return status;
}

static ren_status run_job(encoding_job *job, ren_error *err) {
  ren_status status = REN_OK;
  if (job->whole == REN__WHOLE_NONE) status = look(job, err);
  if (status != REN_OK || (job->whole == REN__WHOLE_NONE && !job->stretches)) return status;
  if (job->stretches) status = start_again(job, err);
  return status == REN_OK ? whole_job(job, err) : status;
}

ren_status ren__encoding_look(ren_edits **out, ren_buf *read, const ren_text *text, const ren_model *model,
                              const ren_encoding_opts *opts, ren_error *err) {
  *out = NULL;
  encoding_job job = {.bytes = ren_text_bytes(text), .read = read, .model = model, .line_number = 1};
  job.opts = opts ? *opts : (ren_encoding_opts)REN_ENCODING_OPTS_INIT;
  if (job.opts.version != 1) return ren_fail(err, REN_EINVAL, "encoding options of version %u", job.opts.version);
  ren_status status = ren_edits_new(&job.edits, REN_STEP_ENCODING, err);
  if (status != REN_OK) goto out;
  job.repair = ren_alloc(sizeof *job.repair);
  if (!job.repair) {
    status = ren_fail_nomem(err);
    goto out;
  }
  job.repair->opts = &job.opts;
  status = parse_from(&job, err);
  if (status == REN_OK) status = run_job(&job, err);
  if (status == REN_OK) status = check_invalid(&job, err);
  if (status == REN_OK && (job.read_all || read->status != REN_OK)) {
    ren_buf_clear(read);
    ren_buf_append_str(read, job.bytes);
  }
out:
  if (job.repair) {
    ren__line_free(&job.repair->line);
    ren_free(job.repair->suspects);
    ren_buf_free(&job.repair->note);
    ren__private_free(job.repair->private_use);
  }
  ren__memory_give(job.memory);
  ren_free(job.repair);
  ren_free(job.letters);
  ren_free(job.doubts);
  ren_free(job.others);
  if (status == REN_OK)
    *out = job.edits;
  else
    ren_edits_free(job.edits);
  return status;
}

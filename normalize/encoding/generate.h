/* generate.h: readings other than recodings, as candidates for a run: escapes left in
 * the text, 7-bit Swedish, base letters with spacing accents, look-alike letters.
 * Each function writes the units of its one reading and returns their number, 0 if it
 * has none; `last` of a run may be the blank after it. */
#ifndef REN_ENCODING_GENERATE_H
#define REN_ENCODING_GENERATE_H

#include "encoding/recode.h"

size_t ren__read_entities(const ren__unit *in, size_t n, ren__unit *out);
size_t ren__read_backslash(const ren__unit *in, size_t n, ren__unit *out);
size_t ren__read_quoted_printable(const ren__unit *in, size_t n, ren__unit *out);
size_t ren__read_percent(const ren__unit *in, size_t n, ren__unit *out);
size_t ren__read_rtf(const ren__unit *in, size_t n, ren__unit *out);
/* Escaped mojibake: neighbouring units that are changed and make UTF-8 as bytes of cp1252
 * become one. Returns the new number. */
size_t ren__join_escaped(ren__unit *units, size_t n);
size_t ren__read_tex(const ren__unit *in, size_t n, ren__unit *out);
size_t ren__read_iso646(const ren__letters *letters, const ren__unit *in, size_t n, ren__unit *out);
size_t ren__read_spacing(const ren__unit *in, size_t n, ren__unit *out);
/* by_sound: only if a letter is a transliteration (Cyrillic d), else only if none is. */
size_t ren__read_lookalikes(const ren__letters *letters, const ren__unit *in, size_t n, bool by_sound, ren__unit *out);
size_t ren__read_lost(const ren__letters *letters, const ren__unit *in, size_t n, ren__unit *out);

/* The units of any chain. */
size_t ren__chain_apply(const ren__run *run, uint32_t chain, ren__unit *out);
/* All candidates of the run: its units and count are set. */
void ren__generate(ren__run *run);
/* The reading of one chain of a single step between 8-bit pages, signs included, as the
 * only candidate. */
void ren__generate_chain(ren__run *run, uint32_t chain);

#endif

/* recode_steps.h: the single steps of recode.c. */
#ifndef REN_ENCODING_RECODE_STEPS_H
#define REN_ENCODING_RECODE_STEPS_H

#include "encoding/recode.h"

uint8_t ren__unit_byte(uint32_t cp, ren__cp page);
/* UTF-8 read as `page`: whole sequences only; *sequences counts them. On the way to
 * another step any character of our pages is good, at the end only what text holds. */
size_t ren__step_utf8(const ren__unit *in, size_t n, ren__cp page, bool on_the_way, ren__unit *out, size_t *sequences);
/* `to` read as `from`: every character that can be mapped is. */
size_t ren__step_bytes(const ren__unit *in, size_t n, ren__cp from, ren__cp to, ren__unit *out, size_t *mapped);
/* The same, where the letter model finds it better to map. */
size_t ren__step_choose(const ren__letters *letters, const ren__unit *in, size_t n, ren__cp from, ren__cp to,
                        ren__unit *out, size_t *mapped);
size_t ren__step_gbk(const ren__unit *in, size_t n, ren__unit *out, size_t *mapped);
/* Raw bytes are of `page`; with `all`, characters beyond ASCII are taken apart again. */
size_t ren__step_raw(const ren__unit *in, size_t n, ren__cp page, bool all, ren__unit *out, size_t *mapped);

/* How natural the signs were that a step between pages replaced; in and out are as long. */
ren__strength ren__strength_of(const ren__unit *in, const ren__unit *out, size_t n);

/* Beam search over units that may be replaced by option[i] (0: none). */
size_t ren__choose(const ren__letters *letters, const ren__unit *in, const uint32_t *option, size_t n, ren__unit *out,
                   size_t *mapped);

#endif

/* hunspell_expand.h: all forms of a hunspell dictionary (hunspell(5)), with what its
 * compounding flags allow. Suffixes and prefixes of one level, single-letter flags:
 * what Swedish dictionaries use.
 */
#ifndef REN_HUNSPELL_EXPAND_H
#define REN_HUNSPELL_EXPAND_H

#include <renskrift/base.h>

enum {
  REN_FORM_WORD = 1,     /* may stand alone */
  REN_FORM_MODIFIER = 2, /* may begin a compound */
  REN_FORM_HEAD = 4,     /* may end one */
  REN_FORM_CAPITAL = 8,  /* written with a capital */
  REN_FORM_UPPER = 16    /* all capitals */
};

/* Called with each form: Latin-1, lower case. Forms with other letters are left out. */
typedef bool (*ren__form_fn)(void *payload, const unsigned char *form, size_t len, unsigned flags);

ren_status ren__hunspell_expand(const char *aff_path, const char *dic_path, ren__form_fn fn, void *payload,
                                ren_error *err);

#endif

/* signs/sign_address.h: the @ of an address whose letters flow together. */
#ifndef REN_SIGNS_SIGN_ADDRESS_H
#define REN_SIGNS_SIGN_ADDRESS_H

#include <renskrift/base.h>

/* Where one to three letters stand in an address as only an @ can (`anna.ekQnorrvala.se`, `anna.ek(@norrvala.se`):
 * text[*from .. *to). false: nowhere. */
bool ren__find_misread_at(size_t *from, size_t *to, ren_str text);

#endif

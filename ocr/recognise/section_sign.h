/* recognise/section_sign.h: § where the model cannot write it.
 *
 * Debian's Swedish model has no § among its letters: it reads $, 8, &, S or s. The
 * shape tells: a § reaches as far above the figures beside it as they do and clearly
 * below them, which no figure, capital or ampersand does (lining figures stand on the
 * baseline; of the old-style ones 8 does too). So a lone sign of that family beside a
 * number is a § if it hangs below the number by a tenth of its height; a lone $ that
 * opens a line before a number is one in any case. Fonts whose § stands on the line
 * (some typewriter faces) are left to the corrector, which finds § among the other
 * readings.
 */
#ifndef REN_RECOGNISE_SECTION_SIGN_H
#define REN_RECOGNISE_SECTION_SIGN_H

#include <renskrift/page.h>

/* Replaces such readings in the page's words; the old reading becomes the first of the
 * alternatives. REN_ENOMEM. */
ren_status ren__restore_section_signs(ren_page *page, const char *languages, ren_error *err);

#endif

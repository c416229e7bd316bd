/* signs/sign_restore.h: the signs that Debian's Swedish model cannot write.
 *
 * It has no § % @ – • “ ’ among its letters and writes others for them, or none. They are
 * brought back where the shape of a mark (sign_glyph.h) says so and the place allows it: a
 * § stands beside a number, a % behind one, an @ between letters, a • before a line.
 * Dashes are told from hyphens by their length against the page's own hyphens.
 */
#ifndef REN_SIGNS_SIGN_RESTORE_H
#define REN_SIGNS_SIGN_RESTORE_H

#include <renskrift/page.h>

#include <leptonica/allheaders.h>

/* Whether the model of these languages lacks the signs. */
bool ren__lacks_signs(const char *languages);

/* grey: what *page was read from; binary: the same, ink black. *page may be replaced by another one, which has the
 * signs; what tesseract read instead comes first among the other readings of a word. On failure *page is as it was.
 * REN_ENOMEM. */
ren_status ren__restore_signs(ren_page **page, PIX *grey, PIX *binary, ren_error *err);

#endif

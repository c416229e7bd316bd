/* What each step of preparation made of the page, for a look at it. */
#include "prepare/prepare.h"

#include <string.h>

enum { ALL_MAX = 60 << 20 }; /* an answer may have 64 */

bool ren__stage(ren__sheet *sheet, const char *name) {
  l_int32 same = 0;
  if (!sheet->stages || !sheet->grey) return true;
  if (sheet->shown) pixEqual(sheet->shown, sheet->grey, &same);
  if (same) return true;
  l_uint8 *bytes = NULL;
  ren__stage_head head = {0};
  size_t size = 0;
  strncpy(head.name, name, sizeof head.name - 1);
  if (pixWriteMem(&bytes, &size, sheet->grey, IFF_PNG) == 0 && size < ALL_MAX && sheet->stages->len < ALL_MAX - size) {
    head.size = (uint32_t)size;
    ren_buf_append(sheet->stages, &head, sizeof head);
    ren_buf_append(sheet->stages, bytes, size);
  }
  lept_free(bytes);
  pixDestroy(&sheet->shown);
  sheet->shown = pixCopy(NULL, sheet->grey); /* steps change pages in place */
  return true;
}

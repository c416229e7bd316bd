/* export/srgb_profile.h: an ICC profile of sRGB (ICC.1:2004-10, IEC 61966-2-1): primaries of
 * BT.709, white D65 adapted to D50 by Bradford's matrix, the curve in its own formula. PDF/A
 * wants one in the file that says what DeviceRGB and DeviceGray are. */
#ifndef REN_EXPORT_SRGB_PROFILE_H
#define REN_EXPORT_SRGB_PROFILE_H

#include <renskrift/base.h>

/* Appends the profile, 520 bytes, always the same. */
void ren__srgb_profile(ren_buf *out);

#endif

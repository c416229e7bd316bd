/* source/pdf_image_size.h: how many pixels a page's only image has, without decoding it (poppler can only decode). */
#ifndef REN_SOURCE_PDF_IMAGE_SIZE_H
#define REN_SOURCE_PDF_IMAGE_SIZE_H

#include <stdbool.h>
#include <stdint.h>

/* False if the page has several images or forms, or the file is encrypted, damaged or of very many pages. fd stays
 * open. */
bool ren__pdf_image_size(int32_t *across, int32_t *down, int fd, uint32_t page);

#endif

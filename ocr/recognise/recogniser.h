/* recognise/recogniser.h: tesseract behind a narrow interface (its C API).
 *
 * LSTM engine, automatic page segmentation. Results are words with boxes, confidence
 * 0..1 and, where the net hesitated, other readings, in tesseract's order of blocks,
 * paragraphs and lines; layout puts them in reading order later.
 */
#ifndef REN_RECOGNISE_RECOGNISER_H
#define REN_RECOGNISE_RECOGNISER_H

#include <renskrift/page.h>

#include <leptonica/allheaders.h>

typedef struct ren__recogniser ren__recogniser;

/* tessdata "": the system's. REN_EMISSING: a language is not installed. */
ren_status ren__recogniser_new(ren__recogniser **out, const char *languages, const char *tessdata, ren_error *err);
/* For a page that ended a worker: one block, no other readings; or all as usual again. */
void ren__recogniser_careful(ren__recogniser *recogniser, bool careful);
void ren__recogniser_free(ren__recogniser *recogniser);

/* Adds the words of an upright grey page image to *page. */
ren_status ren__recognise(ren_page *page, ren__recogniser *recogniser, PIX *grey, uint32_t dpi, ren_error *err);

/* The same of an image of one line. */
ren_status ren__recognise_line(ren_page *page, ren__recogniser *recogniser, PIX *line, uint32_t dpi, ren_error *err);

/* What a strip of the page reads like: letters, the mean confidence of a letter, and
 * words of three letters and more that are read surely. After 4 seconds of the processor no more is read. */
typedef struct ren__sample {
  size_t letters, sure;
  double trust;
  bool gave_up;
} ren__sample;
void ren__recognise_strip(ren__sample *out, ren__recogniser *recogniser, PIX *grey, uint32_t dpi, l_int32 top,
                          l_int32 height);

#endif

/* source/qpdf_use.h: qpdf without messages on standard error. */
#ifndef REN_SOURCE_QPDF_USE_H
#define REN_SOURCE_QPDF_USE_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

static inline void ren__qpdf_quiet(qpdf_data pdf) {
  qpdf_silence_errors(pdf);
  qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
}

static inline bool ren__qpdf_good(QPDF_ERROR_CODE code) { return (code & QPDF_ERRORS) == 0; }

#endif

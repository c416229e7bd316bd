/* source/pdf_archive.h: makes a finished PDF one for the archive (PDF/A-2b): an output
 * intent that says which colours its numbers mean, and XMP metadata in step with the Info
 * dictionary. Where the original stands in the way nothing is claimed.
 */
#ifndef REN_SOURCE_PDF_ARCHIVE_H
#define REN_SOURCE_PDF_ARCHIVE_H

#include <renskrift/base.h>

#include <qpdf/qpdf-c.h>

/* note gets why it is no PDF/A-2b, "" if it is one. REN_ENOMEM. */
ren_status ren__pdf_archive(qpdf_data pdf, char *note, size_t room, ren_error *err);

#endif

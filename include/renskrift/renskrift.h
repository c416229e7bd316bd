/* renskrift/renskrift.h: everything. Link with librenskrift; what ocr.h declares is
 * in librenskrift-ocr. */
#ifndef RENSKRIFT_RENSKRIFT_H
#define RENSKRIFT_RENSKRIFT_H

#include <renskrift/base.h>
#include <renskrift/clean.h>
#include <renskrift/compare.h>
#include <renskrift/correct.h>
#include <renskrift/dedup.h>
#include <renskrift/encoding.h>
#include <renskrift/lines.h>
#include <renskrift/model.h>
#include <renskrift/ocr.h>
#include <renskrift/page.h>
#include <renskrift/report.h>
#include <renskrift/segment.h>
#include <renskrift/text.h>
#include <renskrift/version.h>

#endif

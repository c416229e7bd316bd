/* export/xmp.h: XMP packets (ISO 16684-1) with what PDF/A wants in them (ISO 19005-2, 6.6):
 * written anew from the facts of a document, or one that is there with its claim set right. */
#ifndef REN_EXPORT_XMP_H
#define REN_EXPORT_XMP_H

#include <renskrift/base.h>

/* UTF-8; empty: not known. Dates are ISO 8601. */
typedef struct ren__xmp {
  ren_str title, author, subject, keywords, rights, creator, producer, created, modified;
} ren__xmp;

/* Appends a packet. `archival`: with the claim to be PDF/A-2b. */
void ren__xmp_write(ren_buf *out, const ren__xmp *facts, bool archival);

/* The part of ISO 19005 that a packet claims to keep to: 1, 2, 3 ...; 0 for none. */
unsigned ren__xmp_part(ren_str packet);
/* Appends the packet with the claim made part 2 (3 stays) and level B. False, with nothing
 * appended, if it makes none for part 1, 2 or 3. */
bool ren__xmp_reclaim(ren_buf *out, ren_str packet);

/* Appends the text of a property (`dc:title`), of an array its first item; nothing if
 * it is not there. Packets in UTF-8 only. */
void ren__xmp_property(ren_buf *out, ren_str packet, const char *name);

/* D:20240506120000+02'00' -> 2024-05-06T12:00:00+02:00; nothing if it is no date. */
void ren__xmp_date(ren_buf *out, ren_str pdf_date);

#endif

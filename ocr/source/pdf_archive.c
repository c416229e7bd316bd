#include "source/pdf_archive.h"

#include "export/srgb_profile.h"
#include "export/xmp.h"
#include "source/assemble_pdf.h"
#include "source/pdf_obstacles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the document says of itself ------------------------------------------- */

/* What the facts below point to. */
enum { TITLE, AUTHOR, SUBJECT, KEYWORDS, RIGHTS, CREATOR, PRODUCER, CREATED, MODIFIED, FACTS };

static qpdf_oh info_of(qpdf_data pdf) { return qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info"); }

static void add_info(ren_buf *out, qpdf_data pdf, const char *key) {
  qpdf_oh info = info_of(pdf);
  if (!key || !qpdf_oh_is_dictionary(pdf, info)) return;
  qpdf_oh value = qpdf_oh_get_key(pdf, info, key);
  if (qpdf_oh_is_string(pdf, value)) ren_buf_puts(out, qpdf_oh_get_utf8_value(pdf, value));
}

static bool is_date(int fact) { return fact == CREATED || fact == MODIFIED; }

/* From the Info dictionary; what it does not have from the packet that was there. */
static void gather(ren_buf facts[FACTS], qpdf_data pdf, ren_str packet) {
  static const struct {
    const char *key, *property;
  } names[FACTS] = {[TITLE] = {"/Title", "dc:title"},
                    [AUTHOR] = {"/Author", "dc:creator"},
                    [SUBJECT] = {"/Subject", "dc:description"},
                    [KEYWORDS] = {"/Keywords", "pdf:Keywords"},
                    [RIGHTS] = {NULL, "dc:rights"},
                    [CREATOR] = {"/Creator", "xmp:CreatorTool"},
                    [PRODUCER] = {"/Producer", "pdf:Producer"},
                    [CREATED] = {"/CreationDate", "xmp:CreateDate"},
                    [MODIFIED] = {"/ModDate", "xmp:ModifyDate"}};
  for (int i = 0; i < FACTS; i++) {
    ren_buf said = {0};
    add_info(&said, pdf, names[i].key);
    if (is_date(i))
      ren__xmp_date(&facts[i], ren_buf_str(&said));
    else
      ren_buf_append_str(&facts[i], ren_buf_str(&said));
    if (!facts[i].len) ren__xmp_property(&facts[i], packet, names[i].property);
    if (said.status != REN_OK) facts[i].status = said.status;
    ren_buf_free(&said);
  }
}

static ren_status new_packet(ren_buf *out, qpdf_data pdf, ren_str packet, bool archival, ren_error *err) {
  ren_buf facts[FACTS] = {{0}};
  ren_status status = REN_OK;
  gather(facts, pdf, packet);
  ren__xmp xmp = {
      .title = ren_buf_str(&facts[TITLE]),
      .author = ren_buf_str(&facts[AUTHOR]),
      .subject = ren_buf_str(&facts[SUBJECT]),
      .keywords = ren_buf_str(&facts[KEYWORDS]),
      .rights = ren_buf_str(&facts[RIGHTS]),
      .creator = ren_buf_str(&facts[CREATOR]),
      .producer = ren_buf_str(&facts[PRODUCER]),
      .created = ren_buf_str(&facts[CREATED]),
      .modified = ren_buf_str(&facts[MODIFIED]),
  };
  ren__xmp_write(out, &xmp, archival);
  for (int i = 0; i < FACTS; i++) {
    if (facts[i].status != REN_OK) status = facts[i].status;
    ren_buf_free(&facts[i]);
  }
  return status == REN_OK && out->status == REN_OK ? REN_OK : ren_fail_nomem(err);
}

/* ---- parts of the catalog ----------------------------------------------------------- */

static void read_packet(ren_buf *out, qpdf_data pdf) {
  qpdf_oh stream = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/Metadata");
  unsigned char *bytes = NULL;
  size_t size = 0;
  QPDF_BOOL decoded = QPDF_FALSE;
  if (!qpdf_oh_is_stream(pdf, stream)) return;
  bool read = (qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, &decoded, &bytes, &size) & QPDF_ERRORS) == 0;
  if (read && decoded) ren_buf_append(out, bytes, size);
  free(bytes); /* qpdf's malloc */
}

static void set_packet(qpdf_data pdf, ren_str packet) {
  qpdf_oh stream = ren__assemble_pdf_stream(pdf, packet), dictionary = qpdf_oh_get_dict(pdf, stream);
  qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
  qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
  qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/Metadata", stream);
}

static ren_status add_intent(qpdf_data pdf, ren_error *err) {
  ren_buf profile = {0};
  ren__srgb_profile(&profile);
  if (profile.status != REN_OK) return ren_fail_nomem(err);
  qpdf_oh stream = ren__assemble_pdf_stream(pdf, ren_buf_str(&profile));
  ren_buf_free(&profile);
  qpdf_oh_replace_key(pdf, qpdf_oh_get_dict(pdf, stream), "/N", qpdf_oh_new_integer(pdf, 3));
  qpdf_oh intent = qpdf_oh_parse(pdf, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
                                      "/RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) >>");
  qpdf_oh_replace_key(pdf, intent, "/DestOutputProfile", stream);
  qpdf_oh intents = qpdf_oh_new_array(pdf);
  qpdf_oh_append_item(pdf, intents, intent);
  qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/OutputIntents", intents);
  return REN_OK;
}

static bool has_intent(qpdf_data pdf) { return qpdf_oh_has_key(pdf, qpdf_get_root(pdf), "/OutputIntents"); }

/* ---- the claim ---------------------------------------------------------------------- */

static ren_status claim(qpdf_data pdf, ren_str packet, ren_error *err) {
  ren_buf now = {0};
  ren_status status = REN_OK;
  if (!ren__xmp_reclaim(&now, packet)) status = new_packet(&now, pdf, packet, true, err);
  if (status == REN_OK) set_packet(pdf, ren_buf_str(&now));
  if (status == REN_OK && !has_intent(pdf)) status = add_intent(pdf, err);
  ren_buf_free(&now);
  return status;
}

/* What the original claimed and does not keep is not claimed again. */
static ren_status disclaim(qpdf_data pdf, ren_str packet, ren_error *err) {
  ren_buf now = {0};
  if (ren__xmp_part(packet) == 0) return REN_OK;
  ren_status status = new_packet(&now, pdf, packet, false, err);
  if (status == REN_OK) set_packet(pdf, ren_buf_str(&now));
  ren_buf_free(&now);
  return status;
}

ren_status ren__pdf_archive(qpdf_data pdf, char *note, size_t room, ren_error *err) {
  ren_buf packet = {0};
  read_packet(&packet, pdf);
  unsigned part = ren__xmp_part(ren_buf_str(&packet));
  const char *obstacle = ren__pdf_obstacle(pdf, part <= 3 ? part : 0);
  if (!obstacle && !part && has_intent(pdf)) obstacle = "a colour profile for printing that was not checked";
  snprintf(note, room, "%s%s", obstacle ? "no PDF/A-2b: it has " : "", obstacle ? obstacle : "");
  ren_status status = packet.status == REN_OK ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK)
    status = obstacle ? disclaim(pdf, ren_buf_str(&packet), err) : claim(pdf, ren_buf_str(&packet), err);
  ren_buf_free(&packet);
  qpdf_oh_release_all(pdf);
  return status;
}

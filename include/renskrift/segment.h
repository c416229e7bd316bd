/* renskrift/segment.h: what a protokoll says: reservations and kindred blocks,
 * with the organ they were filed in and who signed them.
 */
#ifndef RENSKRIFT_SEGMENT_H
#define RENSKRIFT_SEGMENT_H

#include <renskrift/model.h>
#include <renskrift/text.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ren_kind {
  REN_KIND_RESERVATION,
  REN_KIND_SARSKILT_UTTALANDE,
  REN_KIND_ERSATTARYTTRANDE,
  REN_KIND_PROTOKOLLSANTECKNING,
  REN_KIND_ROSTFORKLARING,
  REN_KIND_YTTRANDE,
  REN_KIND_YRKANDE,
  REN_KIND_MOTION
} ren_kind;

REN_API const char *ren_kind_name(ren_kind kind); /* Swedish, as in the records: "särskilt uttalande" */

typedef struct ren_signatory {
  ren_str name;  /* "" for a whole party group */
  ren_str party; /* "L"; "" if not said */
} ren_signatory;

typedef enum ren_refers { REN_REFERS_NONE, REN_REFERS_LIKALYDANDE, REN_REFERS_SE, REN_REFERS_INSTAMMER } ren_refers;

/* Strings are "" where the text does not say. All owned by the list. */
typedef struct ren_reservation {
  ren_str id; /* <file>#<running number>, unique in the batch */
  ren_str file;
  ren_origin origin;     /* where the block stands in the original input */
  size_t offset, length; /* where it stands in the text given */
  ren_kind kind;
  ren_str organ;
  ren_str date; /* ISO 8601 */
  ren_str dnr;
  ren_str paragraph; /* "§ 12" */
  ren_signatory *signatories;
  size_t signatory_count;
  ren_str heading; /* heading of the ärende */
  ren_str text;    /* the block's own words, without its lead-in line */
  ren_refers refers;
  ren_str refers_to; /* what the pointer says ("Socialnämnden") */
  ren_str refers_id; /* the block meant, "" if not in the batch */
} ren_reservation;

typedef struct ren_reservations ren_reservations;

/* A list over the files of a batch. */
REN_API ren_status ren_reservations_new(ren_reservations **out, ren_error *err);
REN_API void ren_reservations_free(ren_reservations *list);
REN_API size_t ren_reservations_count(const ren_reservations *list);
REN_API const ren_reservation *ren_reservations_get(const ren_reservations *list, size_t i);

/* Finds the blocks of one document and adds them. The text should have been
 * cleaned first (paragraph a line); cues are tolerant of OCR noise all the same.
 * model may be NULL. */
REN_API ren_status ren_segment(ren_reservations *list, const char *file, const ren_text *text, const ren_model *model,
                               ren_error *err);

/* ---- sections ----------------------------------------------------------- */

typedef enum ren_section_kind {
  REN_SECTION_DOCUMENT,     /* minutes, or a paper of its own; a file may hold several */
  REN_SECTION_ORGAN,        /* what stands under the name of a board */
  REN_SECTION_MATTER,       /* § 12, Ärende 5 */
  REN_SECTION_DECISION,     /* Beslut */
  REN_SECTION_SUMMARY,      /* Sammanfattning av ärendet */
  REN_SECTION_MOTIONS,      /* Yrkanden, Överläggning */
  REN_SECTION_VOTE,         /* Propositionsordning, Omröstning */
  REN_SECTION_RESERVATIONS, /* Reservationer m.m., Reservation av ... */
  REN_SECTION_APPENDIX,     /* Bilaga 2 */
  REN_SECTION_PAPERS,       /* Handlingar, Beslutsunderlag */
  REN_SECTION_PEOPLE,       /* Närvarande, Beslutande */
  REN_SECTION_DISTRIBUTION, /* Beslutet skickas till */
  REN_SECTION_END,          /* Justering, Underskrifter */
  REN_SECTION_OTHER         /* other headings: Ärendet, Bakgrund */
} ren_section_kind;

REN_API const char *ren_section_kind_name(ren_section_kind kind); /* Swedish, as in the records: "ärende" */

#define REN_SECTION_NONE SIZE_MAX

/* A section holds all from its heading to the next heading of its own rank or above;
 * sections below it lie inside it. Strings are "" where the text does not say. All
 * owned by the list. */
typedef struct ren_section {
  ren_str file;
  ren_origin origin;     /* where it stands in the original input */
  size_t offset, length; /* where it stands in the text given */
  ren_section_kind kind;
  ren_str number;  /* "§ 41", "Ärende 5", "Bilaga 2" */
  ren_str heading; /* title of a matter or an appendix; else the line that begins the section */
  ren_str organ;   /* the board it belongs to */
  size_t parent;   /* index in the list, less than its own; REN_SECTION_NONE for a document */
  uint32_t depth;  /* 0 for a document */
} ren_section;

/* The sections of the files of a batch, in the order of the text, each behind its
 * parent. A list is used by one thread at a time. */
typedef struct ren_sections ren_sections;

REN_API ren_status ren_sections_new(ren_sections **out, ren_error *err);
REN_API void ren_sections_free(ren_sections *sections);
REN_API size_t ren_sections_count(const ren_sections *sections);
REN_API const ren_section *ren_sections_get(const ren_sections *sections, size_t i); /* NULL behind the end */

/* As ren_segment, and adds the sections of the document to another list, in the same
 * pass. sections may be NULL. On failure both lists are as they were. A text of
 * blanks has no sections; any other has at least its document. REN_EINVAL, REN_EFORMAT
 * (not UTF-8), REN_ENOMEM. */
REN_API ren_status ren_segment_sections(ren_reservations *list, ren_sections *sections, const char *file,
                                        const ren_text *text, const ren_model *model, ren_error *err);

/* renskrift/section/1 lines. */
REN_API void ren_sections_write_ndjson(const ren_sections *sections, ren_buf *out);

/* ---- the whole batch ---------------------------------------------------- */

/* Sets refers_id over the whole batch. */
REN_API ren_status ren_reservations_resolve(ren_reservations *list, ren_error *err);

/* renskrift/reservation/1 lines. */
REN_API void ren_reservations_write_ndjson(const ren_reservations *list, ren_buf *out);
REN_API ren_status ren_reservations_read_ndjson(ren_reservations *list, ren_str ndjson, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif

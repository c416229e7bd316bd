/* renskrift/dedup.h: near-identical texts found, verified and grouped, through
 * OCR noise; shared passages; corrections by the vote of several copies.
 */
#ifndef RENSKRIFT_DEDUP_H
#define RENSKRIFT_DEDUP_H

#include <renskrift/model.h>
#include <renskrift/text.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ren_dedup_item {
  ren_str id;
  ren_str text;
  ren_str guard;     /* who and what the text is about (party, matter); short formula texts are joined only if
                        their guards are equal. May be empty */
  ren_str refers_id; /* id of the text this one points at; may be empty */
} ren_dedup_item;

typedef enum ren_relation {
  REN_RELATION_IDENTICAL, /* the same words, case and punctuation aside */
  REN_RELATION_NEAR_IDENTICAL,
  REN_RELATION_CONTAINS, /* a contains (most of) b */
  REN_RELATION_SHARES,   /* passages only */
  REN_RELATION_REFERS
} ren_relation;
REN_API const char *ren_relation_name(ren_relation relation);

typedef struct ren_span_pair {
  size_t a_offset, a_length, b_offset, b_length;
  float similarity;
} ren_span_pair;

/* a and b are indices into the items, a < b except for CONTAINS and REFERS. */
typedef struct ren_pair {
  size_t a, b;
  ren_relation relation;
  float similarity;     /* 0..1: share of both texts' letters that align */
  float weight;         /* 0..1: what it counts for when groups are made */
  ren_span_pair *spans; /* aligned passages, by a_offset */
  size_t span_count;
} ren_pair;

typedef struct ren_member {
  size_t item;
  float similarity; /* with the canonical member; below 0: not compared (ren_dedup_group only) */
  ren_relation relation;
} ren_member;

typedef struct ren_cluster {
  size_t canonical;    /* item: the cleanest witness */
  ren_member *members; /* all of them, the canonical first, then by item */
  size_t member_count;
} ren_cluster;

typedef struct ren_dedup ren_dedup;

typedef enum ren_dedup_tell {
  REN_TELL_GROUPS,  /* no pairs: takes the least time and memory */
  REN_TELL_PAIRS,   /* and pairs of texts that are alike as wholes, with what aligns in them */
  REN_TELL_PASSAGES /* and what others share */
} ren_dedup_tell;

typedef struct ren_dedup_opts {
  uint32_t version;         /* 1 */
  float min_similarity;     /* for near-identical; default 0.75 */
  ren_dedup_tell tell;      /* default: all. Groups are the same however little is told, and found faster */
  size_t min_passage_words; /* default 8 */
  unsigned threads;         /* default 1; results are the same for any number */
  const ren_model *model;   /* tells clean witnesses from damaged ones; may be NULL */
  ren_hooks hooks;
} ren_dedup_opts;
#define REN_DEDUP_OPTS_INIT                                                                                            \
  { .version = 1, .min_similarity = 0.75f, .tell = REN_TELL_PASSAGES, .min_passage_words = 8, .threads = 1 }

/* Items are borrowed and must outlive the result. */
REN_API ren_status ren_dedup_new(ren_dedup **out, const ren_dedup_item *items, size_t count, const ren_dedup_opts *opts,
                                 ren_error *err);
REN_API void ren_dedup_free(ren_dedup *dedup);
REN_API size_t ren_dedup_pair_count(const ren_dedup *dedup);
REN_API const ren_pair *ren_dedup_pair(const ren_dedup *dedup, size_t i);       /* by a, then b */
REN_API size_t ren_dedup_cluster_count(const ren_dedup *dedup);                 /* groups of two and more */
REN_API const ren_cluster *ren_dedup_cluster(const ren_dedup *dedup, size_t i); /* by first item */

/* renskrift/cluster/1, pair/1 and passage/1 lines. */
REN_API void ren_dedup_write_clusters(const ren_dedup *dedup, ren_buf *out);
REN_API void ren_dedup_write_pairs(const ren_dedup *dedup, ren_buf *out);
REN_API void ren_dedup_write_passages(const ren_dedup *dedup, ren_buf *out);

/* ---- an index: texts that are added over months --------------------------------
 *
 * A file (SQLite) of texts by id, with what is known of their pairs. Groups are those of
 * ren_dedup_new over all texts in the index, sorted by id, whatever the order or the
 * batches in which they came: only pairs that were never compared cost time.
 *
 * Every call that changes the file is one transaction: a process or machine that dies
 * leaves the file as it was before or after the call. REN_EFORMAT: not an index, damaged,
 * or of a newer version; REN_EOUTPUT: no room, no rights, or another program holds it for
 * more than five seconds. An index is used by one thread at a time. */
typedef struct ren_dedup_index ren_dedup_index;

/* writing: the file is made if it is not there. */
REN_API ren_status ren_dedup_index_open(ren_dedup_index **out, const char *path, bool writing, ren_error *err);
REN_API void ren_dedup_index_free(ren_dedup_index *index);

typedef struct ren_index_counts {
  size_t added;     /* ids that were not there */
  size_t replaced;  /* ids whose text, guard or pointer was another; each is told by hooks->message */
  size_t same;      /* nothing to do */
  size_t forgotten; /* taken out */
  size_t unknown;   /* to be taken out, but not there; each is told */
} ren_index_counts;
/* Takes out the texts of some ids, then adds items; all of it or nothing. */
REN_API ren_status ren_dedup_index_update(ren_dedup_index *index, const ren_dedup_item *items, size_t count,
                                          const ren_str *forget, size_t forget_count, const ren_hooks *hooks,
                                          ren_index_counts *counts, ren_error *err);

/* Groups all texts. The result borrows from the index until it is grouped again or freed.
 * Verdicts are remembered if the index was opened for writing. */
REN_API ren_status ren_dedup_index_group(ren_dedup **out, ren_dedup_index *index, const ren_dedup_opts *opts,
                                         ren_error *err);
/* The texts that were grouped, by id. */
REN_API const ren_dedup_item *ren_dedup_index_items(const ren_dedup_index *index, size_t *count);

/* What is new since ren_dedup_index_told: groups with a new text or other members than
 * before, and texts that stand alone (as groups of one) if they are new or were left
 * alone. renskrift/cluster/1 lines with "new" for each member. */
REN_API void ren_dedup_index_write_new(const ren_dedup_index *index, const ren_dedup *dedup, ren_buf *out);
/* From now on this is what is known. */
REN_API ren_status ren_dedup_index_told(ren_dedup_index *index, const ren_dedup *dedup, ren_error *err);

/* ---- in parts -------------------------------------------------------------------
 *
 * For more texts than a machine holds: an engine that joins, counts and caps (SQL, sort
 * and join) stands between the parts. Each depends on what it is given only, so the
 * results do not depend on how the texts are spread. docs/dedup.md has the whole way. */

/* A stretch of boilerplate, or a gram by which texts are found. Each once a text. */
typedef enum ren_gram_family { REN_GRAM_STRETCH, REN_GRAM_LONG, REN_GRAM_SHORT } ren_gram_family;
typedef struct ren_gram {
  ren_gram_family family;
  unsigned place; /* 0..63: in steps of 32 bones (consonants) from the start; it begins anew after 2,048 */
  uint64_t hash;
} ren_gram;

/* What an engine must know of a text. */
typedef struct ren_text_facts {
  uint64_t words[2]; /* equal for texts of the same words (and guard, if they are short): they are one text */
  size_t length;     /* bytes */
  size_t bones;      /* consonants: how much of it there is to search for */
  unsigned clean;    /* 0..50, see ren_cluster.canonical */
} ren_text_facts;

/* Hashes of the stretches that are boilerplate in the whole batch: more than 60 + n/1000 of
 * n different texts have them. Ascending. */
typedef struct ren_boilerplate {
  const uint64_t *hashes;
  size_t count;
} ren_boilerplate;

typedef struct ren_sketch {
  ren_text_facts facts;
  ren_gram *grams; /* by family and hash; without those that lie in boilerplate */
  size_t gram_count;
} ren_sketch;
/* opts may be NULL, and so may boilerplate: stretches are given only then. */
REN_API ren_status ren_dedup_sketch(ren_sketch **out, const ren_dedup_item *item, const ren_boilerplate *boilerplate,
                                    const ren_dedup_opts *opts, ren_error *err);
REN_API void ren_sketch_free(ren_sketch *sketch);

/* Compares two texts at a time. Work space of one thread. boilerplate is borrowed. */
typedef struct ren_verifier ren_verifier;
REN_API ren_status ren_verifier_new(ren_verifier **out, const ren_boilerplate *boilerplate, const ren_dedup_opts *opts,
                                    ren_error *err);
REN_API void ren_verifier_free(ren_verifier *verifier);
/* What ren_dedup_new would say of the two: item 0 of the pair is x, 1 is y. *related is false
 * if there is nothing to tell. The spans are borrowed until the next call. */
REN_API ren_status ren_verifier_compare(ren_verifier *verifier, const ren_dedup_item *x, const ren_dedup_item *y,
                                        ren_pair *pair, bool *related, ren_error *err);

/* A text in a graph of verified pairs. */
typedef struct ren_graph_text {
  ren_str id; /* each once */
  ren_str refers_id;
  ren_text_facts facts;
} ren_graph_text;
/* Groups of texts by their verified pairs (a and b: indices of texts; at least one pair of
 * each two that have different words; both orders will do). The result has clusters only
 * and borrows the texts' ids. */
REN_API ren_status ren_dedup_group(ren_dedup **out, const ren_graph_text *texts, size_t count, const ren_pair *pairs,
                                   size_t pair_count, const ren_dedup_opts *opts, ren_error *err);

/* The same for NDJSON: lines of renskrift/text/1 and renskrift/pair/1, each with the string
 * or number "component"; those of one component follow each other (lines without it are of one
 * component). Clusters are appended to out when their component is whole. */
typedef struct ren_grouper ren_grouper;
REN_API ren_status ren_grouper_new(ren_grouper **out, const ren_dedup_opts *opts, ren_error *err);
REN_API void ren_grouper_free(ren_grouper *grouper);
REN_API ren_status ren_grouper_add(ren_grouper *grouper, ren_str line, ren_buf *out, ren_error *err);
REN_API ren_status ren_grouper_end(ren_grouper *grouper, ren_buf *out, ren_error *err);

/* A renskrift/text/1 line and renskrift/gram/1 lines, or the same as tab-separated values. */
REN_API void ren_sketch_write(const ren_sketch *sketch, const ren_dedup_item *item, bool tsv, ren_buf *out);
/* A renskrift/pair/1 line with weight and spans; pair NULL: the two are unrelated. */
REN_API void ren_pair_write(const ren_pair *pair, ren_str id_x, ren_str id_y, ren_buf *out);

/* Corrections of one item by the other members of its group: damaged words only,
 * where the others agree; never a difference of wording, number or name. Edits of
 * step `consensus`; offsets within the item's text. */
REN_API ren_status ren_dedup_consensus(ren_edits **out, const ren_dedup *dedup, size_t item, float min_confidence,
                                       ren_error *err);

/* Word-by-word differences of two texts, for showing: a series of pieces that
 * tile both texts. */
typedef enum ren_diff_op { REN_DIFF_SAME, REN_DIFF_NOISE, REN_DIFF_CHANGE } ren_diff_op;
typedef struct ren_diff_piece {
  ren_diff_op op; /* NOISE: the same words but for OCR-like letter damage */
  size_t a_offset, a_length, b_offset, b_length;
} ren_diff_piece;
/* *out is freed with ren_diff_free. */
REN_API ren_status ren_diff_words(ren_diff_piece **out, size_t *count, ren_str a, ren_str b, ren_error *err);
REN_API void ren_diff_free(ren_diff_piece *pieces);

#ifdef __cplusplus
}
#endif
#endif

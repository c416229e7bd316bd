/* cue_words.h: the words that cues are made of, and which of them a word of the text
 * may be, OCR noise allowed for.
 *
 * Every cue word has an anchor (whole word, beginning, anywhere in a compound) and a
 * limit in quarter edits. A 26-bit mask of the letters in a word decides first: each
 * letter of the cue that the word lacks costs at least a look-alike (2 quarters).
 * Words that are real and near a cue (`observation`, `verkande`) are rivals: a word
 * that is at least as near to the rival is no cue.
 */
#ifndef REN_CUE_WORDS_H
#define REN_CUE_WORDS_H

#include "segment/cue_tokens.h"

#include <renskrift/model.h>

/* Classes; those before REN__KEY_COUNT are searched for in every word of a document. */
typedef enum ren__word {
  REN__W_RESERVATION,
  REN__W_RESERVERAR,
  REN__W_UTTALANDE,
  REN__W_YTTRANDE,
  REN__W_ERSATTARYTTRANDE,
  REN__W_PROTOKOLLSANTECKNING,
  REN__W_ANTECKNAR,
  REN__W_ANTECKNING,
  REN__W_ROSTFORKLARING,
  REN__W_YRKAR,
  REN__W_YRKANDE,
  REN__W_MOTION,
  REN__W_ANFOR,
  REN__W_LIKALYDANDE,
  REN__W_INSTAMMER,
  REN__W_HANVISAR,
  REN__KEY_COUNT,
  REN__W_PROTOKOLLET = REN__KEY_COUNT,
  REN__W_SARSKILD,
  REN__W_FOLJANDE,
  REN__W_GIVES, /* lämnar, avger, anmäler, inkommer ... */
  REN__W_GIVEN, /* lämnas, gjordes, anfördes ... (av) */
  REN__W_SIG,
  REN__W_OSS,      /* oss, mig */
  REN__W_VI,       /* vi, jag, undertecknade */
  REN__W_OUR,      /* vår, min ... and party-neutral first person */
  REN__W_SITT,     /* sitt, eget, egna, mitt, vårt (of a pointer) */
  REN__W_TITLE,    /* ledamoten, vice, ordföranden ... */
  REN__W_GROUP,    /* ledamöterna, representanterna, gruppen */
  REN__W_FROM,     /* av, från, för */
  REN__W_AND,      /* och, samt, jämte */
  REN__W_ALL,      /* alla, båda, samtliga */
  REN__W_MFL,      /* mfl, fl */
  REN__W_PARTICLE, /* von, af, de ... inside names */
  REN__W_SE,
  REN__W_MED,
  REN__W_TILL,
  REN__W_I,
  REN__W_UNDER,
  REN__W_OVER,
  REN__W_SOM,
  REN__W_MOT,
  REN__W_DEN,
  REN__W_OM,
  REN__W_ADJECTIVE, /* skriftlig, gemensam, blank ... before the cue */
  REN__W_NONE,      /* ingen, inga */
  REN__W_DECIDES,   /* beslutar, godkänner, föreslår ... */
  REN__W_BESLUT,
  REN__W_LYDELSE,
  REN__W_BILAGA,
  REN__W_DNR, /* dnr, diarienummer, ärendenummer */
  REN__W_PARAGRAF,
  REN__W_PROTOKOLL, /* protokoll, sammanträdesprotokoll */
  REN__W_SAMMANTRADE,
  REN__W_DATUM, /* datum, tid, sammanträdesdatum */
  REN__W_DELTAR,
  REN__W_FORSLAG,
  REN__W_COUNT
} ren__word;

#define REN__WORD(w) (UINT64_C(1) << (w))

typedef struct ren__cue_word {
  ren__fold fold;
  uint32_t mask;
  uint8_t word, anchor, limit;
} ren__cue_word;

typedef struct ren__cue_words {
  ren__cue_word *items;
  size_t key_count, count; /* keys first */
  const ren_model *model;  /* may be NULL; real words are then no misread cues */
} ren__cue_words;

bool ren__cue_words_init(ren__cue_words *words, const ren_model *model);
void ren__cue_words_clear(ren__cue_words *words);

/* The key classes that a word of the text may be. */
uint64_t ren__cue_keys(const ren__cue_words *words, const ren__token *token, const char *text);
/* Sets ->words of every token; a word that OCR has cut in two is found too. */
void ren__cue_classify(const ren__cue_words *words, ren__tokens *tokens, const char *text);

#endif

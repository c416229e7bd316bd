/* skeleton.h: a text as OCR cannot hurt it.
 *
 * Two readings of each text, made in one pass:
 *
 *  - its *letters*: letters and digits only, lower case, without diacritics, the
 *    shapes that OCR mixes up merged into one class (l i j 1 |, f t, h b, e c,
 *    o 0, k x, g q, s z), m written as rn and w as vv. Blanks, punctuation,
 *    line ends and hyphenation vanish. Edit distances are taken on these.
 *  - its *bones*: the letters without vowels, thin letters (l i j 1) and digits.
 *    A lost or misread å, ä or ö, a doubled l, an i for a j change nothing here.
 *    Search grams are taken from these.
 *
 * Each bone knows its letter and each letter its byte, so that everything found on
 * the bones can be told in bytes of the text.
 *
 * A bone is one of 15 classes, so that a gram of eight packs into 32 bits without
 * loss; its hash is XXH32 of those four bytes (a bijection on 32-bit keys), and a
 * gram is sampled if its hash is 0 mod s: context-free, so that two texts sample
 * the same grams wherever they stand.
 */
#ifndef REN_DEDUP_SKELETON_H
#define REN_DEDUP_SKELETON_H

#include <renskrift/base.h>

/* Bones in a gram; classes of bones (codes below) and of letters. */
enum { REN__GRAM = 8, REN__BONE_CODES = 16, REN__LETTER_CODES = 32 };

/* Texts must be shorter than this: offsets are kept in 32 bits. */
#define REN__TEXT_MAX ((size_t)1 << 30)

typedef struct ren__skeleton {
  uint8_t *letter;  /* codes 1..31; codes below REN__BONE_CODES are bones */
  uint32_t *offset; /* byte of each letter */
  size_t letters;
  uint8_t *bone;
  uint32_t *at; /* letter of each bone */
  size_t bones;
  size_t letter_cap, bone_cap;
} ren__skeleton;

/* Fills (and grows) a skeleton; it may be used again and again. False: out of memory. */
bool ren__skeleton_make(ren__skeleton *sk, ren_str text);
void ren__skeleton_free(ren__skeleton *sk);

/* Codes of one code point: 0, 1 or 2 of them, in *codes. */
int ren__letter_codes(uint32_t cp, uint8_t codes[2]);

/* Length in bytes of the character at a byte offset. */
size_t ren__char_length(ren_str text, size_t offset);

static inline uint32_t ren__gram_push(uint32_t packed, uint8_t bone) { return (packed << 4) | bone; }

uint32_t ren__gram_hash(uint32_t packed);

#endif

/* What steps and rules do, in words for people who never saw the program. A rule
 * that is not in the tables is told by its step: the page stays whole when a new
 * rule comes. */
#include "report_data.h"

#include <string.h>

typedef struct step_words {
  const char *name, *letter, *title, *about, *reason;
} step_words;

static const step_words steps[REN__KINDS] = {
    [REN__ENCODING] = {"encoding", "e", "Encoding", "letters broken by a wrong character set put right",
                       "The bytes had been read in the wrong character set."},
    [REN__LINES] = {"lines", "l", "Lines", "broken lines and divided words joined, page furniture left out",
                    "The line ended here only because of the page."},
    [REN__SPELLING] = {"spelling", "s", "Spelling", "misread words corrected from dictionary and context",
                       "The word as read is no Swedish word here; dictionary and context point to this one."},
    [REN__CONSENSUS] = {"consensus", "c", "Consensus", "damaged words corrected from other copies of the same text",
                        "Other copies of the same text agree on this word."},
    [REN__OTHER] = {"", "o", "Other", "changed by another step",
                    "Changed by a rule that this report has no words for."},
};

typedef struct rule_words {
  const char *rule, *reason;
} rule_words;

static const rule_words rules[] = {
    /* encoding */
    {"mojibake-chain", "The bytes had been read in a wrong character set several times over."},
    {"iso646-se", "7-bit Swedish, where signs such as { | } stand for ä ö å."},
    {"html-entity", "The letter was written as an HTML entity."},
    {"backslash-escape", "The letter was written as an escape, such as \\u00e5."},
    {"quoted-printable", "The letter was written as e-mail programs did, such as =E5."},
    {"percent-escape", "The letter was written as in web addresses, such as %C3%A5."},
    {"rtf-escape", "The letter was written as in RTF files, such as \\'e5."},
    {"tex-accent", "The letter was written as in TeX."},
    {"spacing-accent", "The dots or ring stood beside the letter; they belong on it."},
    {"look-alike", "A letter of another alphabet that only looks like the Latin one."},
    {"nordic-letter", "A Danish, Norwegian or German letter in a Swedish word."},
    {"soft-hyphen", "A soft hyphen: a mark for where a word may be divided, no part of it."},
    {"invisible-mark", "An invisible sign inside the text."},
    {"full-width", "A full-width form of a plain letter or sign."},
    {"ligature", "Letters that had been cast together are apart again."},
    {"nfc", "Letter and accent, written as two, are one letter."},
    {"typography", "Quotes, dashes or spaces in their common form."},
    {"invalid-byte", "A byte that belongs to no letter in any character set that fits here."},
    /* lines */
    {"hyphen-split", "A word divided at the end of a line is whole again; the hyphen only marked the break."},
    {"hyphen-sign", "A word divided at the end of a line is whole again; another sign than a hyphen marked the break."},
    {"triple-consonant", "A divided word is whole again. Of three like consonants Swedish keeps two where the word "
                         "is not divided."},
    {"hyphen-keep", "The lines are joined, and the hyphen stays: it belongs to the word."},
    {"hyphen-lost", "A word divided at the end of a line without any sign of it is whole again."},
    {"hyphen-inner", "A hyphen that an earlier join left inside the word is gone."},
    {"hyphen-suspended",
     "A space after the hyphen, which stands for a part that follows later, as in “barn- och ungdomar”."},
    {"join-slash", "The lines are joined at a slash."},
    {"columns", "Columns that stood side by side are put below each other, and their lines joined."},
    {"list-mark", "A list mark that stood on a line of its own is with its item again."},
    {"join-lines", "The line ended only because the page was no wider; the sentence goes on."},
    {"blank-line", "A blank line stood in the middle of a sentence."},
    {"page-break", "The sentence goes on across a page break."},
    {"moved-note", "A footnote that stood between the halves of a sentence is put behind its paragraph."},
    {"paragraph", "A new paragraph begins here."},
    {"line-gap", "Line ends between paragraphs in one and the same form."},
    {"page-number", "A page number, left out of the running text."},
    {"running-head", "A running head, repeated from page to page, left out of the running text."},
    {"running-foot", "A running foot, repeated from page to page, left out of the running text."},
    {"page-stamp", "A stamp or signature field at the margin, left out of the running text."},
    {"line-number", "A number that counts the lines of print, left out of the running text."},
    /* spelling */
    {"diacritics", "The dots or ring of å, ä or ö were lost; dictionary and context say which word it is."},
    {"misread-letters", "Letters that look alike were mistaken for each other."},
    {"lost-letter", "A letter was lost or replaced by a sign; only this word fits."},
    {"missing-blank", "Two words had run together."},
    {"false-blank", "One word had been torn apart."},
    {"spelling", "No common misreading, but one letter more, less or other makes it the word that fits."},
    {"paragraph-sign", "The paragraph sign, which the recogniser cannot write; nothing else stands in such a place, or "
                       "the numbers go on from heading to heading."},
    {"list-bullet", "A bullet, read as another sign; several lines begin so, or no line can."},
    {"party-letter", "The letter of a party behind a name or in a list of parties, read as another sign."},
    {"dash", "A dash that English models always read longer than it is, or one that was read in two pieces."},
    {"doubled-letter", "A capital alone in its column, read as itself and its small letter (Xx)."},
    {"capital", "A name, or the first word of a sentence: the recogniser had thought of the capital too."},
    {"table-cross", "A cross in a column of crosses; the recogniser had thought of one."},
    {"full-stop", "A full stop or comma; the recogniser had thought of the other, and what follows wants it."},
    {"table-figure", "A letter or sign among figures of a table; the recogniser had thought of the number too."},
    {"decimal-comma", "A decimal comma, read as a point; the numbers around it have commas."},
    {"per-cent", "A per cent sign, which the recogniser cannot write, read as letters or figures."},
    {"lost-blank", "The blank of a large number; on the page it is wide enough for one, and others have it."},
    {"mail-address", "A sign or blank in a mail address that can have none, or the hyphen of a line's end."},
    {"stray-mark", "A speck of dirt or the page's edge, read as a mark; the text has several."},
    {"figure-letter", "A letter where only a figure, or a bar where only a letter can stand."},
    {"batch-word", "A word that other documents of the same run spell this way."},
    /* consensus */
    {"witness-diacritics", "Other copies of the same text have the dots or ring that were lost here."},
    {"witness-word", "Other copies of the same text have this word, and it is a known one."},
    {"witness-vote", "Most copies of the same text agree on this word."},
    {"witness-joined", "Other copies of the same text have this as one word."},
};

typedef struct charset {
  const char *rule, *name;
} charset;

static const charset charsets[] = {
    {"utf8", "UTF-8"},
    {"utf8-twice", "UTF-8, twice over,"},
    {"cp1252", "Windows-1252"},
    {"latin9", "Latin-9"},
    {"latin1", "Latin-1"},
    {"cp850", "DOS (code page 850)"},
    {"cp437", "DOS (437)"},
    {"cp865", "DOS (865)"},
    {"macroman", "old Macintosh"},
    {"cp1250", "Windows-1250"},
    {"cp1251", "Windows-1251"},
    {"gbk", "GBK"},
    {"utf16le", "UTF-16"},
    {"utf16be", "UTF-16"},
    {"ebcdic278", "EBCDIC"},
};

ren__kind ren__kind_of(ren_str step) {
  for (int i = 0; i < REN__OTHER; i++)
    if (ren_str_eq(step, ren_str_of(steps[i].name))) return (ren__kind)i;
  return REN__OTHER;
}

const char *ren__kind_class(ren__kind kind) { return steps[kind].letter; }
const char *ren__kind_title(ren__kind kind) { return steps[kind].title; }
const char *ren__kind_about(ren__kind kind) { return steps[kind].about; }

static const char *charset_name(ren_str rule) {
  for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
    if (ren_str_eq(rule, ren_str_of(charsets[i].rule))) return charsets[i].name;
  return NULL;
}

/* decode-X: the file is X. X-as-Y: what is X had been read as Y. */
static bool tell_charsets(ren_buf *out, ren_str rule) {
  static const char decode[] = "decode-";
  if (ren_str_starts(rule, REN_STR(decode))) {
    const char *name = charset_name((ren_str){rule.ptr + sizeof decode - 1, rule.len - (sizeof decode - 1)});
    if (name) ren_buf_printf(out, "The bytes here are in the %s character set.", name);
    return name != NULL;
  }
  const char *as = rule.len ? memmem(rule.ptr, rule.len, "-as-", 4) : NULL;
  if (!as) return false;
  size_t left = (size_t)(as - rule.ptr);
  const char *is = charset_name((ren_str){rule.ptr, left});
  const char *read_as = charset_name((ren_str){as + 4, rule.len - left - 4});
  if (!is || !read_as) return false;
  ren_buf_printf(out, "%s text had been read as if it were %s.", is, read_as);
  return true;
}

void ren__rule_reason(ren_buf *out, ren__kind kind, ren_str rule) {
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    if (!ren_str_eq(rule, ren_str_of(rules[i].rule))) continue;
    ren_buf_puts(out, rules[i].reason);
    return;
  }
  if (kind == REN__ENCODING && tell_charsets(out, rule)) return;
  ren_buf_puts(out, steps[kind].reason);
}

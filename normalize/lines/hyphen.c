#include "lines/hyphen.h"

#include "alloc.h"
#include "lines/halves.h"
#include "lines/hyphen_habits.h"
#include "lines/line_kind.h"
#include "lines/line_words.h"
#include "lines/small_letters.h"
#include "lines/word_forms.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

/* ---- weights, in natural log-odds for "one divided word" ------------------ */

#define W_LOWER 3.5               /* kommun- styrelsen */
#define W_TITLE 3.0               /* Kommun- styrelsen */
#define W_CAPITALS 0.3            /* STADSDELS- NÄMND or HÄGERSTEN- ÄLVSJÖ */
#define W_CAPITALS_UNKNOWN (-1.5) /* MSI- AUT */
#define W_PROPER (-6.0)           /* Spånga- Tensta */
#define W_INITIALS (-6.0)         /* LSS- insatser, A- lag */
#define W_RUN_TOGETHER 1.0
#define W_OWN_JOINED 3.5 /* the text has the word joined; for more, up to twice */
#define W_OWN_HYPHEN (-7.0)
#define W_PATTERN_YES 1.0
#define W_PATTERN_NO (-1.5)
#define W_CHAIN (-3.0)      /* bonus-malus- systemet */
#define W_PHRASE (-8.0)     /* steg-för-steg- guide */
#define W_PHRASE_END (-7.0) /* först till kvarn- systemet: the words before call for the first half */
#define PHRASE_GAIN 2.0     /* log10: so much likelier after them than by itself */
#define PHRASE_LEAST (-2.5) /* and at least so likely */
#define PHRASE_WORD (-6.0)  /* both halves are as common as that */
#define W_GROUP (-3.0)      /* Addis Abeba- agendan: names of two words keep the hyphen */
#define W_GROUP_RARE (-3.0) /* Folkets Hus- föreningarna: the same if joined they are no word that is known */
#define PLAIN 2.6
#define W_KNOWN 3.0
#define W_COMPOUND 1.5
#define W_ATTESTED 2.0
#define W_ATTESTED_NAME 0.0
#define RARE (-7.0) /* log10 of a share */
#define W_UNKNOWN (-1.0)
#define W_KEEPS (-3.0)
#define W_BUT_KNOWN 0.0
#define W_COUNTED (-0.6)     /* first parts that were counted are those that may have a hyphen */
#define W_DOUBT 0.45         /* confidence 0.61 */
#define W_STRANGER (-3.5)    /* Reepalu- utredningen: a word after what is none, and joined they are none */
#define W_NO_VOWEL (-5.0)    /* kd-, dvd- */
#define W_FIRST_PART (-8.0)  /* icke-, it-, tv- */
#define W_ONE_LETTER (-5.0)  /* e-post, a-kassa */
#define W_NAME_LEFT (-2.0)   /* Göteborg- baserad, when joined is no word */
#define W_NAME_WORD (-6.0)   /* Palestina- demonstranterna: the same before a word */
#define W_TWO_WORDS (-4.0)   /* sharia- kalifat: two words that make none, not even a compound */
#define W_LETTER_LEFT (-8.0) /* TEN- T: no division leaves one letter */
#define W_ADJECTIVES (-6.0)  /* ekonomisk- politisk */

/* How much less a sign other than the hyphen says. */
static double sign_prior(ren__sign sign) {
  switch (sign) {
  case REN__SIGN_SOFT: return 4.0;
  case REN__SIGN_EQUALS: return -3.0;
  case REN__SIGN_EM: return -2.0;
  case REN__SIGN_EN: return -6.0;
  case REN__SIGN_HYPHEN:
  case REN__SIGN_NONE: break;
  }
  return 0;
}

/* ---- the evidence --------------------------------------------------------- */

static ren_str left_whole_in_word(const ren__halves *h) {
  return (ren_str){h->left_whole.ptr, h->left_whole.len - (h->left.len - ren__left_in_word(h).len)};
}

bool ren__hyphen_prepare(ren__job *job, size_t i) {
  ren__halves h = ren__halves_of(job, i);
  h.i = i;
  if (h.left.len > 0 && h.right.len > 0) {
    ren_str left = left_whole_in_word(&h);
    size_t length = left.len + h.right_whole.len;
    h.joined = ren__own_key(left, 0, h.right_whole);
    h.hyphened = ren__own_key(h.left_whole, '-', h.right_whole);
    char first = h.left_whole.ptr[0];
    if (!ren__own_want(&job->own, h.joined, first, length)) return false;
    if (!ren__own_want(&job->own, h.hyphened, first, h.left_whole.len + 1 + h.right_whole.len)) return false;
    char word[512];
    size_t n = h.tail.len ? ren__joined_word(word, sizeof word, left, h.right, h.tail) : 0;
    if (n) h.undivided = ren__own_key((ren_str){word, n}, 0, (ren_str){0});
    if (n && !ren__own_want(&job->own, h.undivided, first, n)) return false;
  }
  if (!ren_grow(&job->halves, &job->halves_cap, job->halves_count, sizeof *job->halves)) return false;
  job->halves[job->halves_count++] = h;
  return true;
}

enum { AHEAD = 3 }; /* hyphens whose forms are on their way from memory */

/* The halves that were put by; they are asked for in order. */
static const ren__halves *put_by(ren__job *job, size_t i) {
  while (job->halves_next < job->halves_count && job->halves[job->halves_next].i < i) job->halves_next++;
  if (job->halves_next + AHEAD < job->halves_count) {
    const ren__halves *later = &job->halves[job->halves_next + AHEAD];
    ren__own_expect(&job->own, later->joined);
    ren__own_expect(&job->own, later->hyphened);
  }
  return &job->halves[job->halves_next];
}

/* How often the rest of the batch has the forms. Of many texts a few have any slip, so
 * one in ten does not count. */
static void ask_batch(const ren_forms *forms, const ren__halves *h, uint64_t *joined, uint64_t *hyphened) {
  *joined = (uint64_t)ren__forms_count(forms, h->joined) + ren__forms_count(forms, h->undivided);
  *hyphened = ren__forms_count(forms, h->hyphened);
  if (*hyphened * 10 <= *joined) *hyphened = 0;
  if (*joined * 10 <= *hyphened) *joined = 0;
}

/* The text itself; where it has neither form, the batch. */
static double own_evidence(const ren__job *job, const ren__halves *h) {
  uint64_t joined = ren__own_get(&job->own, h->joined), hyphened = ren__own_get(&job->own, h->hyphened);
  if (h->undivided) joined += ren__own_get(&job->own, h->undivided);
  if (joined + hyphened == 0) ask_batch(job->opts.forms, h, &joined, &hyphened);
  double s = 0;
  if (joined) s += W_OWN_JOINED * (joined > 1 ? 2 : 1);
  if (hyphened) s += W_OWN_HYPHEN * (hyphened > 1 ? 2 : 1);
  return s;
}

static bool ends_with(ren_str s, const char *end) {
  size_t n = strlen(end);
  return s.len >= n && memcmp(s.ptr + s.len - n, end, n) == 0;
}

/* Long enough to be a word by itself, and not what words end with. */
static bool is_free(ren_str right) { return ren_utf8_count(right) >= 4 && !ren__is_ending(right); }

/* The second half is a word by itself, the first is none that could begin one. */
static bool is_stranger(unsigned left, const ren__halves *h, unsigned right) {
  unsigned word = REN_WORD_KNOWN | REN_WORD_COMPOUND;
  bool title = h->left_case == REN__CASE_TITLE;
  size_t letters = ren_utf8_count(h->left), least = title ? 4 : 6; /* -terna, -serna are words too */
  bool free_word = (right & word) && ren_utf8_count(h->right) >= least && !ren__is_ending(h->right);
  return free_word && !h->continues && !(left & word) && !ren__is_prefix(h->left) && letters >= 3 &&
         letters <= (title ? 9 : 20);
}

static double lexicon_evidence(const ren__job *job, const ren__halves *h) {
  if (!job->model) return 0;
  char word[512];
  ren_str left = ren__left_in_word(h);
  size_t n = ren__joined_word(word, sizeof word, left, h->right, h->tail);
  if (n == 0) return 0;
  ren_word_info joined = h->known ? h->word : ren__compound_info(job->model, (ren_str){word, n});
  if (!(joined.flags & (REN_WORD_KNOWN | REN_WORD_COMPOUND)) && h->tail.len) {
    n = ren__joined_word(word, sizeof word, left, h->right, (ren_str){0});
    joined = ren_model_word(job->model, (ren_str){word, n});
  }
  bool attested = joined.flags & REN_WORD_ATTESTED, capital_word = joined.flags & REN_WORD_CAPITAL;
  if (attested && !capital_word) return W_ATTESTED;
  bool rare = attested && joined.logprob < RARE; /* Gülenrörelsen: somebody wrote it so, once or twice */
  if (!rare && (joined.flags & (REN_WORD_KNOWN | REN_WORD_NAME | REN_WORD_PLACE))) return W_KNOWN;
  double s = rare ? W_ATTESTED_NAME : joined.flags & REN_WORD_COMPOUND ? W_COMPOUND : W_UNKNOWN;
  unsigned proper = REN_WORD_NAME | REN_WORD_PLACE;
  unsigned a = ren_model_word(job->model, h->left).flags, b = ren_model_word(job->model, h->right).flags;
  if (h->right_case == REN__CASE_LOWER && (b & REN_WORD_KNOWN) && is_free(h->right)) {
    bool name = (a & REN_WORD_CAPITAL) && !(a & REN_WORD_KNOWN) && !ends_with(h->left, "s");
    if (name && !rare) s += W_NAME_WORD;
    bool link = ends_with(h->left, "s") || ren__is_prefix(h->left); /* of a compound: välfärds-, om- */
    if ((a & REN_WORD_KNOWN) && !rare && !link && !(joined.flags & REN_WORD_COMPOUND)) s += W_TWO_WORDS;
  }
  bool capital = h->left_case == REN__CASE_TITLE || h->left_case == REN__CASE_UPPER;
  if (capital && (a & proper) && !(a & REN_WORD_KNOWN)) s += W_NAME_LEFT;
  if (h->right_case == REN__CASE_UPPER && (a & proper) && (b & proper)) s += W_NAME_LEFT;
  if (!(joined.flags & REN_WORD_COMPOUND) && h->right_case == REN__CASE_LOWER && is_stranger(a, h, b)) s += W_STRANGER;
  return s;
}

static bool same_word(ren_str word, const char *low) {
  char folded[64], first = word.len ? word.ptr[0] : 0;
  if ((unsigned char)first < 0x80 && (first | 32) != (low[0] | 32)) return false; /* nearly always */
  size_t n = ren_utf8_lower_into(folded, sizeof folded, word);
  return n > 0 && ren_str_eq((ren_str){folded, n}, ren_str_of(low));
}

/* ekonomisk-politiska, polsk-ukrainsk; första-tredje. */
bool ren__are_adjectives(ren_str left, ren_str right) {
  static const char *const ends[] = {"sk", "skt", "ska", "ske"};
  if (ren__are_range(left, right)) return true;
  if (left.len < 4 || right.len < 5 || !ends_with(left, "sk")) return false; /* rysk-svensk */
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (ends_with(right, ends[i])) return true;
  return false;
}

/* The part before the last hyphen of s; s is cut there. */
static ren_str last_part(ren_str *s) {
  while (s->len && s->ptr[s->len - 1] == '-') s->len--;
  size_t at = s->len;
  while (at > 0 && s->ptr[at - 1] != '-') at--;
  ren_str part = {s->ptr + at, s->len - at};
  s->len = at;
  return part;
}

/* hela-resan- strategi, Israel-Palestina- konflikten: two words that make none, or a
 * name and a word, after a hyphen. Skellefteå and Staffanstorp are places. */
static bool is_pair_in_chain(const ren__job *job, const ren__halves *h, ren_str before) {
  char word[512];
  size_t n = ren__joined_word(word, sizeof word, ren__left_in_word(h), h->right, h->tail);
  if (!job->model || n == 0 || h->right_case != REN__CASE_LOWER) return false;
  ren_word_info joined = ren_model_word(job->model, (ren_str){word, n});
  ren_word_info left = ren_model_word(job->model, h->left), right = ren_model_word(job->model, h->right);
  unsigned words = REN_WORD_KNOWN | REN_WORD_ATTESTED | REN_WORD_COMPOUND;
  if (!(left.flags & words) || !(right.flags & words) || ren_utf8_count(h->right) < 4) return false;
  if (h->left_case == REN__CASE_LOWER)
    return ren_utf8_count(h->left) >= 2 && !(joined.flags & (words & ~(unsigned)REN_WORD_COMPOUND));
  uint32_t first;
  ren_utf8_decode(before.ptr, before.len, &first);
  return ren_is_upper(first) && h->left_case == REN__CASE_TITLE && (left.flags & REN_WORD_CAPITAL) &&
         (right.flags & REN_WORD_KNOWN) && !(joined.flags & REN_WORD_PLACE) && joined.logprob < left.logprob;
}

/* face- to-face: the first half is a word, joined they are none of any kind. */
static bool is_word_beside_none(const ren__job *job, const ren__halves *h) {
  char word[512];
  size_t n = ren__joined_word(word, sizeof word, h->left, h->right, (ren_str){0});
  unsigned words = REN_WORD_KNOWN | REN_WORD_ATTESTED;
  if (!job->model || n == 0 || ren_utf8_count(h->left) < 3) return false;
  if (!(ren_model_word(job->model, h->left).flags & words)) return false;
  return !(ren_model_word(job->model, (ren_str){word, n}).flags & (words | REN_WORD_COMPOUND));
}

/* katt-och- råtta-lek, konto-till- kontoöverföring; but LIS-om- rådet is området. */
static bool is_small_word_in_chain(const ren__job *job, const ren__halves *h) {
  if (!ren__is_inner_word(h->left) && !ren__is_series_word(h->left)) return false;
  unsigned words = REN_WORD_KNOWN | REN_WORD_ATTESTED | REN_WORD_COMPOUND;
  if (!job->model) return true;
  char word[512];
  size_t n = ren__joined_word(word, sizeof word, h->left, h->right, (ren_str){0});
  if (n && (ren_model_word(job->model, (ren_str){word, n}).flags & REN_WORD_KNOWN)) return false;
  return ren_model_word(job->model, h->right).flags & words;
}

/* The half ends a word that has hyphens already: one more is likelier there, and
 * in phrases (steg-för-steg-, konto-till-, just-in-time-, win-win-) certain. */
static double chain_weight(const ren__job *job, const ren__halves *h) {
  bool goes_on = h->right.len + 1 < h->right_whole.len && h->right.ptr[h->right.len] == '-'; /* anti- terror-lagar */
  if (goes_on && h->left_case == REN__CASE_LOWER && (is_pair_in_chain(job, h, h->left) || is_word_beside_none(job, h)))
    return W_PHRASE;
  if (h->after_dash) return is_pair_in_chain(job, h, h->left) ? W_PHRASE : W_CHAIN; /* Umeå–Luleå- sträckan */
  if (ren_str_eq(h->left, h->right)) return W_PHRASE;
  if (h->left.len == h->left_whole.len) return 0;
  ren_str before = {h->left_whole.ptr, h->left_whole.len - h->left.len};
  ren_str part = last_part(&before);
  bool phrase = before.len > 0 || is_small_word_in_chain(job, h) || ren_str_eq(part, h->left);
  bool word = part.len && !ren_is_digit((unsigned char)part.ptr[0]); /* 12-dagars- regeln is no chain of words */
  return phrase || (word && is_pair_in_chain(job, h, part)) ? W_PHRASE : W_CHAIN;
}

/* A division leaves a vowel on either side. */
static bool no_vowel(ren_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (strchr("aeiouyAEIOUY\xC3", s.ptr[i])) return false;
  return true;
}

static double table_evidence(const ren__halves *h) {
  double s = 0;
  uint32_t cp;
  if (ren_utf8_decode(h->left.ptr, h->left.len, &cp) == h->left.len) s += W_ONE_LETTER;
  /* the table holds for whole words: LSS-it- is not asked, nor is it in barnit- */
  if (h->left.len == h->left_whole.len && ren__keeps_hyphen(h->left, h->right)) s += W_FIRST_PART;
  if (ren__are_adjectives(h->left, h->right)) s += W_ADJECTIVES;
  if (h->left.len > 1 && no_vowel(h->left)) s += W_NO_VOWEL;
  return s;
}

/* EUmedbor- gare: a hyphen was lost earlier, but the last word is an ordinary one. */
static bool ends_in_small(ren_str s) {
  size_t at = s.len, small = 0;
  while (at > 0) {
    uint32_t cp;
    at -= ren_utf8_decode_before(s.ptr, at, &cp);
    if (ren_is_upper(cp)) break;
    small++;
  }
  return small >= 4;
}

static double casing_prior(const ren__halves *h) {
  uint32_t first;
  ren_utf8_decode(h->right.ptr, h->right.len, &first);
  bool right_lower = h->right_case == REN__CASE_LOWER || (h->right_case == REN__CASE_MIXED && !ren_is_upper(first));
  switch (h->left_case) {
  case REN__CASE_LOWER: return right_lower ? W_LOWER : W_PROPER;
  case REN__CASE_TITLE: return right_lower ? W_TITLE : W_PROPER;
  case REN__CASE_UPPER:
    if (h->right_case == REN__CASE_UPPER || h->right_case == REN__CASE_SINGLE) return W_CAPITALS;
    return W_INITIALS;
  case REN__CASE_MIXED: return right_lower && ends_in_small(h->left) ? W_RUN_TOGETHER : W_INITIALS;
  case REN__CASE_SINGLE:
  case REN__CASE_NONE: break;
  }
  return W_INITIALS;
}

/* Capitals without other evidence: endings and prefixes that are no words speak
 * for a divided word, two long halves for two names. */
static double capitals_evidence(const ren__halves *h) {
  if (h->left_case != REN__CASE_UPPER || h->right_case != REN__CASE_UPPER) return 0;
  if (ren__is_ending(h->right) || ren__is_prefix(h->left)) return 2.5;
  uint32_t letter;
  size_t bytes;
  if (ren__triple_consonant(h, &letter, &bytes)) return 1.5; /* BUSS- STATION: names hardly meet so */
  return ren_utf8_count(h->left) >= 4 && ren_utf8_count(h->right) >= 4 ? -2.0 : 0.5;
}

/* An em or en dash is a hyphen only if the halves are none of them words. */
static double dash_evidence(const ren__job *job, const ren__halves *h) {
  if (h->sign != REN__SIGN_EM && h->sign != REN__SIGN_EN && h->sign != REN__SIGN_EQUALS) return 0;
  if (ren__is_ending(h->right) || ren__is_prefix(h->left)) return 1.5;
  if (!job->model) return 0;
  unsigned word = REN_WORD_KNOWN | REN_WORD_NAME | REN_WORD_PLACE | REN_WORD_COMPOUND;
  bool a = ren_model_word(job->model, h->left).flags & word, b = ren_model_word(job->model, h->right).flags & word;
  return a && b ? -1.5 : 2.0;
}

/* först till kvarn-systemet: the words before lead to the first half as it stands. Asked
 * only where the halves joined are not in the lexicon. */
static bool ends_phrase(const ren__job *job, const ren__halves *h) {
  if (!job->model || h->before.len == 0 || h->left_case != REN__CASE_LOWER || h->right_case != REN__CASE_LOWER)
    return false;
  if (h->left.len < h->left_whole.len || h->tail.len) return false;
  ren_word_info left = ren_model_word(job->model, h->left), right = ren_model_word(job->model, h->right);
  if (!(left.flags & right.flags & REN_WORD_KNOWN) || left.logprob < PHRASE_WORD || right.logprob < PHRASE_WORD)
    return false;
  const char *s = job->table.text.ptr;
  size_t from = ren__run_line(job, h->i - 1)->start, end = (size_t)(h->before.ptr - s), at = end;
  if (at > from && s[at - 1] == ' ') at = --end;
  while (at > from && end - at < 60 && s[at - 1] != ' ') at--;
  float after = ren_model_trigram(job->model, (ren_str){s + at, end - at}, h->before, h->left);
  return after > PHRASE_LEAST && after - left.logprob > PHRASE_GAIN;
}

/* Addis Abeba-agendan, but Göteborgs Kul-turkalas: what follows has to be a word. */
static double group_evidence(const ren__job *job, const ren__halves *h) {
  if (same_word(h->before, "lex") && h->right.len == h->right_whole.len) return W_FIRST_PART; /* lex Maria-anmälan */
  if (h->left_case != REN__CASE_TITLE || !h->after_capital) return 0;
  unsigned word = REN_WORD_KNOWN | REN_WORD_COMPOUND;
  return job->model && !(ren_model_word(job->model, h->right).flags & word) ? 0 : W_GROUP;
}

/* hbt- qi: the whole is such a first part too. */
static bool makes_first_part(const ren__halves *h) {
  char word[64];
  size_t n = ren__joined_word(word, sizeof word, h->left, h->right, (ren_str){0});
  return n && ren__keeps_hyphen((ren_str){word, n}, (ren_str){0});
}

static bool are_free_words(const ren__job *job, const ren__halves *h) {
  return job->model && is_free(h->right) && !ends_with(h->left, "s") &&
         (ren_model_word(job->model, h->left).flags & ren_model_word(job->model, h->right).flags & REN_WORD_KNOWN);
}

/* Agneta Kärr- bäck: after a first name, and what surnames end with. */
static bool is_surname(const ren__job *job, const ren__halves *h) {
  if (!job->model || h->left_case != REN__CASE_TITLE || h->right_case != REN__CASE_LOWER || !h->after_capital)
    return false;
  if (h->left.len < h->left_whole.len || h->right.len < h->right_whole.len || h->tail.len) return false;
  ren_str right = h->right;
  if (right.len > 3 && right.ptr[right.len - 1] == 's' && !ren__ends_surname(right)) right.len--;
  return ren__ends_surname(right) && (ren_model_word(job->model, h->before).flags & REN_WORD_NAME);
}

/* i Tran- hult, från Kvarn- fors */
static bool is_place(const ren__halves *h) {
  bool inside = h->before.len > 0 && ren__is_small_ascii(h->before.ptr[0]);
  if (!inside || h->left_case != REN__CASE_TITLE || h->right_case != REN__CASE_LOWER || ren_utf8_count(h->left) < 3)
    return false;
  if (h->left.len < h->left_whole.len || h->right.len < h->right_whole.len || h->tail.len) return false;
  ren_str right = h->right;
  if (right.len > 4 && right.ptr[right.len - 1] == 's' && !ren__ends_place(right)) right.len--;
  return ren__ends_place(right);
}

/* Casing, and what words as these are written like: what was counted says more than
 * casing, and what was counted of the whole word more than the lexicon. */
static double word_evidence(const ren__job *job, const ren__halves *h, ren__habit *counted) {
  double casing = casing_prior(h), habit = 0, group = group_evidence(job, h);
  bool small = h->right_case == REN__CASE_LOWER && casing > 0;
  bool capitals = h->left_case == REN__CASE_UPPER && h->right_case == REN__CASE_UPPER;
  ren__habit found = small || capitals ? ren__hyphen_habit(h->before, h->left, h->right, &habit) : REN__HABIT_NONE;
  if (capitals && found != REN__HABIT_WORD) found = REN__HABIT_NONE;
  if (h->left.len < h->left_whole.len && (found == REN__HABIT_FIRST || found == REN__HABIT_GROUP))
    found = REN__HABIT_NONE; /* of whole words only */
  *counted = found;
  if (found == REN__HABIT_NONE && (is_surname(job, h) || is_place(h))) return casing;
  if (found == REN__HABIT_WORD || found == REN__HABIT_GROUP) return habit + group;
  double lexicon = lexicon_evidence(job, h);
  if (capitals && lexicon < 0) group += W_CAPITALS_UNKNOWN;
  if (lexicon < W_ATTESTED && ends_phrase(job, h)) group += W_PHRASE_END;
  if (lexicon < W_ATTESTED && group == W_GROUP && are_free_words(job, h)) group += W_GROUP_RARE;
  if (found == REN__HABIT_STEM)
    return habit + group + lexicon / 2 + (ren__are_adjectives(h->left, h->right) ? W_ADJECTIVES / 2 : 0);
  if (found == REN__HABIT_NONE) return casing + table_evidence(h) + group + lexicon + capitals_evidence(h);
  /* after a first part that keeps its hyphen only a known word speaks for another */
  bool keeps = ren__keeps_hyphen(h->left, h->right) && !makes_first_part(h), one_letter = ren_utf8_count(h->left) == 1;
  if ((keeps || no_vowel(h->left)) && habit > W_KEEPS) habit = W_KEEPS;
  if (!keeps && !one_letter && lexicon >= W_KNOWN && habit < W_BUT_KNOWN && casing > 0)
    habit = W_BUT_KNOWN; /* eu- ropeisk */
  if (habit < 0 && lexicon > 0 && lexicon < W_ATTESTED) lexicon = 0;
  return (habit < casing ? habit : casing) + group + lexicon;
}

static double split_score(ren__job *job, const ren__halves *h) {
  ren__habit counted = REN__HABIT_NONE;
  double own = own_evidence(job, h), word = word_evidence(job, h, &counted);
  if (counted && word < 0 && own == W_OWN_JOINED) own /= 2; /* once joined is little beside what was counted */
  double s = sign_prior(h->sign) + own + word + chain_weight(job, h) + dash_evidence(job, h);
  if (counted) s += W_COUNTED;
  uint32_t cp;
  if (h->tail.len == 0 && ren_utf8_decode(h->right.ptr, h->right.len, &cp) == h->right.len) s += W_LETTER_LEFT;
  if (fabs(s) >= PLAIN) return s;                                         /* the patterns could not turn it */
  bool whole = counted == REN__HABIT_WORD || counted == REN__HABIT_GROUP; /* what was counted knows more */
  int divides = ren__patterns_divides(&job->patterns, ren__left_in_word(h), h->right);
  s += divides > 0 ? (whole ? 0 : W_PATTERN_YES) : divides < 0 ? W_PATTERN_NO : 0;
  return s;
}

/* ---- the decision --------------------------------------------------------- */

/* gemen- samt, efter- som, mod- eller: the right half looks like a conjunction but
 * ends an adverb or a noun. */
static bool only_looks_suspended(ren__job *job, const ren__halves *h) {
  ren_str r = h->right;
  bool may = ren_str_eq(r, REN_STR("samt")) || ren_str_eq(r, REN_STR("som")) || ren_str_eq(r, REN_STR("eller"));
  if (may && own_evidence(job, h) > 0) return true;
  if (r.len == 4 && memcmp(r.ptr, "samt", 4) == 0 && ren__is_samt_stem(h->left)) return true;
  if (r.len == 3 && memcmp(r.ptr, "som", 3) == 0) {
    static const char *const stems[] = {"efter", "lik", "så", "var", "hur", "vad", "vem", "även", "ju"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
      if (same_word(h->left, stems[i])) return true;
  }
  if (may && job->model) { /* smärt- samt, huru- som; of eller too many are only compounds */
    char word[256];
    size_t n = ren__joined_word(word, sizeof word, h->left, r, (ren_str){0});
    return n && (ren_model_word(job->model, (ren_str){word, n}).flags & REN_WORD_KNOWN) &&
           ren__patterns_divides(&job->patterns, h->left, r) > 0;
  }
  return false;
}

static ren__joint suspended(const ren__job *job, size_t i, ren__sign sign, double log_odds) {
  ren__joint joint = {REN__RULE_SUSPENDED, 0, " ", ren__line_confidence(log_odds)};
  if (sign == REN__SIGN_SOFT) {
    joint.cut = ren__run_line(job, i - 1)->sign_len;
    joint.glue = "- ";
  }
  return joint;
}

/* A real hyphen, or what stands for one, stays and the halves come together. */
static ren__joint keep(const ren__job *job, size_t i, ren__sign sign, double log_odds) {
  const ren__line *a = ren__run_line(job, i - 1);
  ren__joint joint = {REN__RULE_KEEP, 0, "", ren__line_confidence(log_odds)};
  if (sign == REN__SIGN_SOFT || sign == REN__SIGN_EQUALS) {
    joint.cut = a->sign_len;
    joint.glue = "-";
  }
  return joint;
}

static ren__joint split(const ren__job *job, size_t i, const ren__halves *h, double log_odds) {
  const ren__line *a = ren__run_line(job, i - 1);
  ren__joint joint = {REN__RULE_SPLIT, a->sign_len, "", ren__line_confidence(log_odds)};
  uint32_t letter;
  size_t bytes;
  if (h->sign != REN__SIGN_HYPHEN) joint.rule = REN__RULE_SIGN;
  if (ren__triple_consonant(h, &letter, &bytes)) {
    joint.rule = REN__RULE_TRIPLE;
    joint.cut = (uint8_t)(a->sign_len + bytes);
  }
  return joint;
}

/* Doubt that comes from what lies between the lines. */
static double distance(const ren__job *job, size_t i) {
  double s = job->wrap.state == REN__WRAP_CLEAN ? -1.0 : 0;
  switch (ren__nearness_of(job, i)) {
  case REN__NEAR_LINE: return s;
  case REN__NEAR_BLANK: return s - 1.5;
  case REN__NEAR_PAGE: break;
  }
  return s - 0.3;
}

static double least(double a, double b) { return a < b ? a : b; }

/* What looks like a marker closes a bracket or a range of letters: (TEN- / T) and, 2 a- / d. */
static bool is_no_marker(const ren__job *job, size_t i, const ren__halves *h) {
  if (ren__nearness_of(job, i) != REN__NEAR_LINE || h->left.len == 0) return false;
  if (h->left_case == REN__CASE_LOWER) return h->left.len == 1 && h->right.len == 1 && h->left.ptr[0] < h->right.ptr[0];
  const char *open = h->left_whole.ptr > job->table.text.ptr ? h->left_whole.ptr - 1 : h->left_whole.ptr;
  return *open == '(' && h->right.ptr[h->right.len] == ')';
}

ren__joint ren__hyphen_decide(ren__job *job, size_t i) {
  const ren__joint none = {0};
  const ren__line *b = ren__run_line(job, i);
  const ren__halves *h = put_by(job, i);
  double near = distance(job, i);
  bool letters = h->left.len > 0 && h->right.len > 0;
  bool number = h->right_digit && h->left.len > 0 &&
                ren__nearness_of(job, i) == REN__NEAR_LINE; /* covid- / 19. looks like a list item */
  bool marker = b->first == REN__FIRST_MARKER && !h->left_digit && !number && !is_no_marker(job, i, h);
  if (b->first == REN__FIRST_DASH || marker) return none;
  bool plain = h->sign == REN__SIGN_HYPHEN;
  if ((h->left.len > 0 || h->left_digit) && h->right.len > 0 && (plain || h->sign == REN__SIGN_SOFT)) {
    bool alone = h->right_end && h->right_whole.len == h->right.len; /* slit- och-släng-behandling */
    if (ren__suspends(h->right) && alone && h->right_case == REN__CASE_LOWER && !only_looks_suspended(job, h))
      return suspended(job, i, h->sign, 5.0 + near);
  }
  if (h->in_address && plain && (h->left.len || h->left_digit) && (h->right.len || h->right_digit))
    return keep(job, i, h->sign, 4.0 + near);
  if (h->left_digit || h->right_digit) {
    bool touch = (h->left_digit || h->left.len) && (h->right_digit || h->right.len);
    if (!touch || h->sign == REN__SIGN_EQUALS) return none;
    return keep(job, i, h->sign, 4.0 + near);
  }
  bool slash = b->len > 1 && job->table.text.ptr[b->start] == '/';               /* miljö-/hälsoskydd */
  bool after_bracket = !h->left.len && h->right.len && !ren__suspends(h->right); /* (1)-baserade */
  if (!letters) /* barn- (och ungdoms-) : what follows is no word half */
    return plain && after_bracket                  ? keep(job, i, h->sign, 3.0 + near)
           : plain && h->left.len && slash         ? keep(job, i, h->sign, 3.0 + near)
           : plain && b->first == REN__FIRST_QUOTE ? suspended(job, i, h->sign, 2.0 + near)
                                                   : none;
  bool cut_off = h->left_case == REN__CASE_LOWER && h->right_case == REN__CASE_TITLE;
  if (cut_off && job->wrap.state == REN__WRAP_CLEAN) return none; /* a line cut off, and another paragraph */
  double s = split_score(job, h);
  /* The lines belong together either way. In doubt the hyphen stays: nothing is lost. */
  if (plain && near == 0 && s < W_DOUBT) return keep(job, i, h->sign, s > -W_DOUBT ? W_DOUBT : -s);
  if (s > 0) return split(job, i, h, least(s, s + near));
  if (h->sign == REN__SIGN_EQUALS) return none;
  /* an em dash between words is a dash: the lines are joined as they are */
  return keep(job, i, h->sign, -s + near);
}

#include "dedup/pair_judge.h"

#include "alloc.h"
#include "dedup/dedup_words.h"
#include "utf8.h"

enum {
  CONTAINED = 850000, /* share of the smaller text's letters that the larger one has */
  PRACTICALLY = 950000,
  OTHER_MATTER = 980000, /* asked of texts whose guards differ */
  RARE_MIN = 30,         /* bones beyond boilerplate that can carry a judgement */
  LONG_TEXT = 1 << 20,   /* letters: the room for such a text is given back */
  COPY_PERCENT = 12,     /* bones of the smaller text that a copy has in common at least */
  DAMAGED_PERCENT = 4,   /* and if one of the two is badly damaged */
  SHORT_GRAM = 6,        /* bones: for two badly damaged texts */
  PASSAGE_SCORE = 24,    /* bones that meet in a chain worth a closer look: eight words */
  SPARSE_SCORE = 14      /* or so many, if the chain runs through two fifths of a text: a noisy copy */
};

bool ren__comparer_set(ren__comparer *c, const ren__subject *a) {
  c->subject = *a;
  c->a = NULL;
  c->tabled = false;
  return ren__bones_read(&c->bones, &c->own, c->opts.store, a->number) &&
         ren__gram_table_make(&c->table, c->bones, REN__GRAM);
}

void ren__comparer_forget(ren__comparer *c) {
  c->a = NULL;
  for (size_t k = 0; k < REN__READINGS; k++) c->readings.number[k] = 0;
}

void ren__comparer_free(ren__comparer *c) {
  for (size_t k = 0; k < REN__READINGS; k++) ren__reading_free(&c->readings.list[k]);
  ren__bone_buffer_free(&c->own);
  ren__bone_buffer_free(&c->other);
  ren__gram_table_free(&c->table);
  ren__gram_table_free(&c->short_table);
  ren__chains_free(&c->chains);
  ren__passages_free(&c->passages);
  ren__dedup_tokens_free(&c->tokens_a);
  ren__dedup_tokens_free(&c->tokens_b);
  ren__units_free(&c->units);
  ren_free(c->spans);
  *c = (ren__comparer){0};
}

typedef struct tally {
  size_t all, rare, taken, rare_taken;
} tally;

/* Letters are counted for all; what is not boilerplate is counted in bones, if there is
 * boilerplate at all. */
static tally count_letters(const ren__reading *r, uint32_t rare) {
  tally t = {.all = r->sk.letters, .rare = rare};
  t.taken = ren__count_taken(r->taken, 0, r->sk.letters);
  if (rare == r->sk.bones) {
    t.rare_taken = (size_t)((uint64_t)t.taken * rare / (t.all ? t.all : 1));
    return t;
  }
  for (size_t k = 0; k < r->sk.bones; k++) t.rare_taken += (r->bones.ptr[k] < REN__COMMON) & r->taken[r->sk.at[k]];
  return t;
}

static uint32_t share(size_t part, size_t whole) { return whole ? (uint32_t)((uint64_t)part * REN__ONE / whole) : 0; }

/* ---- formulas ------------------------------------------------------------ */

static bool capital(ren_str word) {
  uint32_t cp = 0;
  if (word.len) ren_utf8_decode(word.ptr, word.len, &cp);
  return ren_is_upper(cp);
}

/* Two words of a formula that may be one under damage: names are held to more. */
static bool same_in_formula(ren_str x, ren_str y) {
  ren__word_diff diff = ren__word_compare(x, y);
  if (!ren__word_is_noise(&diff)) return false;
  return diff.diacritics || diff.cost <= 2 || !(capital(x) || capital(y));
}

static bool formulas_agree(ren__comparer *c, const ren__subject *b, bool *agree) {
  *agree = false;
  if (!ren_str_eq(c->subject.guard, b->guard)) return true;
  if (c->subject.words > 2 * b->words + 2 || b->words > 2 * c->subject.words + 2) return true;
  if (!ren__dedup_tokens_read(&c->tokens_a, c->subject.text) || !ren__dedup_tokens_read(&c->tokens_b, b->text) ||
      !ren__align_words(&c->units, &c->tokens_a, &c->tokens_b))
    return false;
  for (size_t k = 0; k < c->units.count; k++) {
    const ren__unit *u = &c->units.list[k];
    char x[256], y[256];
    if (u->op == REN_DIFF_CHANGE) return true;
    if (u->op == REN_DIFF_NOISE && !same_in_formula(ren__dedup_tokens_joined(&c->tokens_a, u->a, u->count_a, x),
                                                    ren__dedup_tokens_joined(&c->tokens_b, u->b, u->count_b, y)))
      return true;
  }
  *agree = c->units.count > 0;
  return true;
}

/* ---- texts of a few lines ------------------------------------------------- */

static bool guards_differ(const ren__subject *a, const ren__subject *b) {
  return a->guard.len && b->guard.len && !ren_str_eq(a->guard, b->guard);
}

/* A party's letters: S, KD, SJVP. Roman numbers and the like do no harm. */
static bool is_party(ren_str word) {
  if (word.len < 1 || word.len > 4) return false;
  for (size_t i = 0; i < word.len; i++)
    if (word.ptr[i] < 'A' || word.ptr[i] > 'Z') return false;
  return true;
}

/* Does a change of wording touch what tells two reservations of one form apart? */
static bool is_telling(const ren__dedup_tokens *tokens, size_t first, size_t count, bool names) {
  for (size_t i = first; i < first + count; i++) {
    ren_str word = tokens->list[i].word;
    if (is_party(word) || ren__has_digit(word) || (names && i > 0 && capital(word))) return true;
  }
  return false;
}

/* Several formulas in a row, a decision with its date: such texts are alike whoever
 * signs them. They stay apart if a party or a number differs, and names too unless
 * both are known to be about the same. */
static bool signed_alike(ren__comparer *c, const ren__subject *b, bool *alike) {
  bool names = c->subject.guard.len == 0 || !ren_str_eq(c->subject.guard, b->guard);
  *alike = !guards_differ(&c->subject, b);
  if (!*alike) return true;
  if (!ren__dedup_tokens_read(&c->tokens_a, c->subject.text) || !ren__dedup_tokens_read(&c->tokens_b, b->text) ||
      !ren__align_words(&c->units, &c->tokens_a, &c->tokens_b))
    return false;
  for (size_t k = 0; *alike && k < c->units.count; k++) {
    const ren__unit *u = &c->units.list[k];
    if (u->op != REN_DIFF_CHANGE) continue;
    *alike = !is_telling(&c->tokens_a, u->a, u->count_a, names) && !is_telling(&c->tokens_b, u->b, u->count_b, names);
  }
  return true;
}

/* ---- spans --------------------------------------------------------------- */

static size_t end_byte(const ren__reading *r, size_t letter_end) {
  size_t at = r->sk.offset[letter_end - 1];
  return at + ren__char_length(r->text, at);
}

static bool mostly_common(const ren__reading *r, size_t from, size_t to) {
  size_t common = 0, bones = 0;
  for (size_t i = 0; i < r->sk.bones && r->sk.at[i] < to; i++) {
    if (r->sk.at[i] < from) continue;
    bones++;
    common += (r->bones.ptr[i] & REN__COMMON) != 0;
  }
  return common * 2 > bones;
}

/* Words that say something: numbers and single letters do not make a passage. */
static size_t count_telling(ren_str text) {
  size_t at = 0, count = 0;
  ren_str token;
  while (ren__dedup_token_next(text, &at, &token)) count += token.len > 1 && !ren__has_digit(token);
  return count;
}

/* Turns the passages into spans of bytes; with `strict` only those that are worth
 * telling by themselves. */
static bool make_spans(ren__comparer *c, bool strict) {
  c->span_count = 0;
  for (size_t k = 0; k < c->passages.count; k++) {
    const ren__passage *p = &c->passages.list[k];
    size_t a0 = c->a->sk.offset[p->a0], a1 = end_byte(c->a, p->a1), b0 = c->b->sk.offset[p->b0],
           b1 = end_byte(c->b, p->b1);
    if (strict && p->a1 - p->a0 < 2 * c->opts.min_passage_words) continue; /* not so many words */
    if (strict) {
      ren_str in_a = {c->a->text.ptr + a0, a1 - a0}, in_b = {c->b->text.ptr + b0, b1 - b0};
      if (count_telling(in_a) < c->opts.min_passage_words || count_telling(in_b) < c->opts.min_passage_words) continue;
      if (mostly_common(c->a, p->a0, p->a1) || mostly_common(c->b, p->b0, p->b1)) continue;
    }
    if (!ren_grow(&c->spans, &c->span_cap, c->span_count, sizeof *c->spans)) return false;
    size_t longer = p->a1 - p->a0 > p->b1 - p->b0 ? p->a1 - p->a0 : p->b1 - p->b0;
    float similarity = 1.0f - (float)(p->edits < longer ? p->edits : longer) / (float)longer;
    c->spans[c->span_count++] = (ren_span_pair){a0, a1 - a0, b0, b1 - b0, similarity};
  }
  return true;
}

/* ---- the verdict --------------------------------------------------------- */

static void judge_long(const ren__comparer *c, const ren__subject *b, const tally *x, const tally *y, ren__verdict *v) {
  size_t rare = x->rare + y->rare;
  bool formula = rare < RARE_MIN || rare * 20 < x->all + y->all;
  uint32_t like = share(x->rare_taken + y->rare_taken, rare);
  if (formula) {
    if (v->similarity < PRACTICALLY || !ren_str_eq(c->subject.guard, b->guard)) return;
    like = v->similarity;
  }
  uint32_t weight = like < v->similarity ? like : v->similarity;
  if (guards_differ(&c->subject, b) && weight < OTHER_MATTER) return; /* a form filled in anew */
  if (weight >= c->opts.min_similarity) {
    *v = (ren__verdict){true, REN_RELATION_NEAR_IDENTICAL, false, v->similarity, weight};
    return;
  }
  bool a_smaller = x->all < y->all;
  const tally *small = a_smaller ? x : y;
  uint32_t inside = share(small->taken, small->all), rare_inside = share(small->rare_taken, small->rare);
  if (small->rare >= RARE_MIN && inside >= CONTAINED && rare_inside >= CONTAINED) {
    bool big_part = 2 * small->all >= (a_smaller ? y->all : x->all);
    *v = (ren__verdict){true, REN_RELATION_CONTAINS, a_smaller, v->similarity, big_part ? rare_inside : weight};
    return;
  }
  v->weight = weight;
}

/* Is the best chain a passage, or sparse but long? Chance gives neither. */
static bool promising(const ren__chains *c, size_t bones) {
  if (c->chains == 0 || c->chain[0].score < SPARSE_SCORE) return false;
  if (c->chain[0].score >= PASSAGE_SCORE) return true;
  const uint32_t *order = c->order + c->chain[0].first;
  const ren__segment *first = &c->segment[order[0]], *last = &c->segment[order[c->chain[0].count - 1]];
  return (size_t)(last->i + last->len - first->i) * 5 >= bones * 2;
}

/* The text letter by letter: one of those at hand, or read anew. */
static bool read_text(ren__comparer *c, ren__reading **out, uint32_t number, ren_str text) {
  for (unsigned k = 0; k < REN__READINGS; k++)
    if (c->readings.number[k] == number + 1 && c->readings.list[k].text.ptr == text.ptr) {
      *out = &c->readings.list[k];
      return true;
    }
  unsigned slot = c->readings.next;
  if (c->a == &c->readings.list[slot]) slot = (slot + 1) % REN__READINGS; /* the one side stays */
  c->readings.next = (slot + 1) % REN__READINGS;
  *out = &c->readings.list[slot];
  c->readings.number[slot] = 0;
  if ((*out)->cap > LONG_TEXT) ren__reading_free(*out);
  if (!ren__reading_make(*out, text, c->opts.store, number)) return false;
  c->readings.number[slot] = number + 1;
  return true;
}

/* Two badly damaged texts meet on short grams too; NULL: out of memory. */
static const ren__gram_table *table_for(ren__comparer *c, const ren__subject *b) {
  const bool *damaged = c->opts.store->damaged;
  if (!damaged[c->subject.number] || !damaged[b->number]) return &c->table;
  if (!c->tabled && !ren__gram_table_make(&c->short_table, c->bones, SHORT_GRAM)) return NULL;
  c->tabled = true;
  return &c->short_table;
}

/* Do the chains hold so little of the smaller text that it can be no copy? Where every sixth
 * character is wrong on both sides, a fifth of the bones still stands in runs of eight. */
static bool too_little(const ren__comparer *c, const ren__subject *b) {
  const ren__bone_store *store = c->opts.store;
  if (c->opts.passages || c->subject.words < REN__FEW_WORDS || b->words < REN__FEW_WORDS) return false;
  bool damaged_a = store->damaged[c->subject.number], damaged_b = store->damaged[b->number];
  if (damaged_a && damaged_b) return false;
  size_t percent = damaged_a || damaged_b ? DAMAGED_PERCENT : COPY_PERCENT;
  size_t x = store->rare[c->subject.number], y = store->rare[b->number], met = 0;
  for (size_t k = 0; k < c->chains.chains; k++) {
    const ren__chain *chain = &c->chains.chain[k];
    for (size_t i = 0; i < chain->count; i++) met += c->chains.segment[c->chains.order[chain->first + i]].len;
  }
  return met * 100 < (x < y ? x : y) * percent;
}

/* Lays the two texts side by side; false in *laid if they have nothing in common. */
static bool lay_out(ren__comparer *c, const ren__subject *b, bool *laid) {
  ren__bones other;
  bool formula = ren__is_formula(c->opts.store, c->subject.number) || ren__is_formula(c->opts.store, b->number);
  *laid = false;
  if (!ren__bones_read(&other, &c->other, c->opts.store, b->number)) return false;
  const ren__gram_table *table = table_for(c, b);
  if (!table || !ren__chains_find(&c->chains, table, c->bones, other, formula)) return false;
  if (!promising(&c->chains, c->bones.count < other.count ? c->bones.count : other.count)) return true;
  if (too_little(c, b)) return true;
  if (!c->a && !read_text(c, &c->a, c->subject.number, c->subject.text)) return false;
  if (!read_text(c, &c->b, b->number, b->text)) return false;
  if (c->a->sk.bones != c->bones.count || c->b->sk.bones != other.count) return true;
  *laid = true;
  return ren__passages_find(&c->passages, &c->chains, c->a, c->b);
}

bool ren__compare(ren__comparer *c, const ren__subject *b, ren__verdict *v) {
  bool laid;
  *v = (ren__verdict){0};
  c->span_count = 0;
  if (!lay_out(c, b, &laid)) return false;
  tally x = {0}, y = {0};
  if (laid) {
    x = count_letters(c->a, c->opts.store->rare[c->subject.number]);
    y = count_letters(c->b, c->opts.store->rare[b->number]);
    v->similarity = share(x.taken + y.taken, x.all + y.all);
  }
  if (c->subject.words < REN__FORMULA_WORDS || b->words < REN__FORMULA_WORDS) {
    bool agree = false;
    if (!formulas_agree(c, b, &agree)) return false;
    if (agree && v->similarity < PRACTICALLY) v->similarity = PRACTICALLY; /* every word has its like */
    if (agree) *v = (ren__verdict){true, REN_RELATION_NEAR_IDENTICAL, false, v->similarity, v->similarity};
  } else if (v->similarity > 0) {
    judge_long(c, b, &x, &y, v);
    bool alike = true, few = c->subject.words < REN__FEW_WORDS || b->words < REN__FEW_WORDS;
    if (few && v->related && !signed_alike(c, b, &alike)) return false;
    if (!alike) *v = (ren__verdict){.similarity = v->similarity};
    if (v->related && v->similarity >= PRACTICALLY && ren__same_words(c->subject.text, b->text))
      *v = (ren__verdict){true, REN_RELATION_IDENTICAL, false, REN__ONE, REN__ONE}; /* but for the guard */
  }
  bool formulas = c->subject.words < REN__FORMULA_WORDS && b->words < REN__FORMULA_WORDS;
  if (!laid || (formulas && !v->related)) return true; /* what two formulas share is the formula */
  if (!v->related && !c->opts.passages) {              /* groups want to know of what is nearly alike */
    v->related = v->weight >= ren__nearly_alike(c->opts.min_similarity);
    v->relation = REN_RELATION_SHARES;
    return true;
  }
  if (!make_spans(c, !v->related)) return false;
  if (!v->related && c->span_count) {
    v->related = true;
    v->relation = REN_RELATION_SHARES;
  }
  return true;
}

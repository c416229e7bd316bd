#include "correct/channel.h"

#include "alloc.h"
#include "model/lexicon.h"

#include <math.h>
#include <string.h>

enum { ARING = 0xE5, AUML = 0xE4, OUML = 0xF6, EACUTE = 0xE9 };

/* Shares of å, ä, ö among the letters of Swedish administrative text (counted over the
 * training corpus), and of words that no lexicon knows. */
static const double NORMAL_ARING = 0.0138, NORMAL_AUML = 0.0187, NORMAL_OUML = 0.0163, NORMAL_UNKNOWN = 0.015;

/* Rates in text that shows no damage. */
static const double QUIET_LOSS = 2e-5, QUIET_SCALE = 0.004;

/* Clean texts have at least this part of the normal shares. */
static const double USUAL_SHARE = 0.7;

/* How much evidence (letters) a prior rate is worth. */
static const double PRIOR_LETTERS = 12, PRIOR_MEANT = 60, PRIOR_LOSSES = 5;

static float cost(double p) { return (float)-log10(p < 1e-12 ? 1e-12 : p > 1 ? 1 : p); }

/* The share of a letter that must have been lost for so few of it to be left: nothing
 * unless the shortfall is beyond chance (two standard deviations) and beyond what texts
 * differ by. A short text can tell neither way, and gets a little more doubt, unless it has
 * some marks: they are mostly lost together. */
static double loss_guess(double letters, double seen, double normal, double marks) {
  double expected = letters * normal, missing = expected * USUAL_SHARE - seen - 2 * sqrt(expected);
  double together = 1 / (1 + 10 * marks);
  double doubt = 0.02 / (1 + letters / 150) * (together < 0.1 ? 0.1 : together);
  double guess = missing > 0 ? (expected - seen) / expected : 0;
  if (guess < QUIET_LOSS + doubt) guess = QUIET_LOSS + doubt;
  return guess > 0.9995 ? 0.9995 : guess;
}

/* How strong other damage is, 1 being the table's own strength. */
static double scale_guess(const ren__profile *p) {
  if (ren__is_old(p)) return QUIET_SCALE;
  double unknown = (p->unknown + 0.3) / (p->words + 10) - NORMAL_UNKNOWN - 1 / sqrt(p->words + 10) * 0.15;
  double scale = unknown / 0.12;
  double doubt = 0.2 / (1 + p->words / 40); /* short texts */
  if (scale < QUIET_SCALE + doubt) scale = QUIET_SCALE + doubt;
  return scale > 1.5 ? 1.5 : scale;
}

typedef struct losses {
  double aring, auml, ouml, scale;
} losses;

static losses guess_losses(const ren__profile *p) {
  double marks = p->aring + p->auml + p->ouml;
  return (losses){loss_guess(p->letters, p->aring, NORMAL_ARING, marks),
                  loss_guess(p->letters, p->auml, NORMAL_AUML, marks),
                  loss_guess(p->letters, p->ouml, NORMAL_OUML, marks), scale_guess(p)};
}

static double loss_of(const losses *l, unsigned char letter) {
  switch (letter) {
  case ARING: return l->aring;
  case AUML: return l->auml;
  case OUML: return l->ouml;
  case EACUTE: return (l->aring + l->ouml) / 2; /* é goes the same way */
  default: return l->scale * 0.5;
  }
}

/* A reader that loses marks does not invent them. */
static double inventing(const losses *l) {
  double kept = 1 - (l->aring + l->auml + l->ouml) / 3;
  return kept * kept < 0.01 ? 0.01 : kept * kept;
}

/* é is not among them: an English reader sees it for ö. */
static bool is_marked(unsigned char c) { return c == ARING || c == AUML || c == OUML; }

/* The prior probability of a confusion in this document. */
static double prior_of(const ren__confusion *c, const losses *l, double lossy_share) {
  unsigned char meant = (unsigned char)c->meant[0];
  double p = (double)c->probability * (is_marked((unsigned char)c->seen[0]) ? inventing(l) : 1);
  switch (c->group) {
  case REN_GROUP_DIACRITIC: return loss_of(l, meant) * (p >= 0.1 ? 0.8 : p);
  case REN_GROUP_ENGLISH: return loss_of(l, meant) * p;
  case REN_GROUP_LOSSY: return lossy_share > 0 ? 0.5 : 0.05; /* the mark itself is the evidence */
  default: return p * l->scale;
  }
}

static bool marks_are_lost(const losses *l) { return l->aring > 0.3 || l->auml > 0.3 || l->ouml > 0.3; }

enum { LONG = 9, TELLING = 800 /* letters of a text that can show light damage */ };

static void set_generic(ren__channel *ch, const losses *l, double letters) {
  double scale = l->scale;
  ch->substitute = cost(4e-5 * scale);
  ch->erase = cost(1e-4 * scale);
  ch->split = cost(2e-3 * scale);
  ch->merge = cost(2e-3 * scale);
  ch->damaged = scale > 0.05;
  /* A reader without å, ä, ö invents other things too. Long words tell what they were. */
  ch->marks_lost = marks_are_lost(l);
  bool telling = letters > TELLING;
  if (ch->marks_lost || scale > (telling ? 0.2 : 0.5))
    ch->free_from = 0;
  else
    ch->free_from = telling && scale > 0.05 ? LONG : UINT8_MAX;
  ch->known_limit = 3.4f;
}

/* Where marks are lost, a letter that has one is from a part that kept them. */
static void protect_marks(ren__channel *ch) {
  const float dear = 6;
  for (uint32_t i = 0; ch->marks_lost && i < ch->model->confusion_count; i++)
    if (is_marked((unsigned char)ch->model->confusions[i].seen[0]) && ch->confusion[i] < dear) ch->confusion[i] = dear;
}

/* Fills the letters' own costs from the confusions': what is not misread is kept. */
static void set_keep(ren__channel *ch) {
  double lost[256] = {0};
  const ren_model *model = ch->model;
  for (uint32_t i = 0; i < model->confusion_count; i++) {
    const ren__confusion *c = &model->confusions[i];
    if (c->meant[1] == 0) lost[(unsigned char)c->meant[0]] += pow(10, -(double)ch->confusion[i]);
  }
  for (int letter = 0; letter < 256; letter++) ch->keep[letter] = cost(lost[letter] > 0.999 ? 0.001 : 1 - lost[letter]);
}

/* Sorts each byte's confusions, so that a search can stop at the first one too dear. */
static void set_order(ren__channel *ch) {
  for (int byte = 0; byte < 256; byte++) {
    for (uint16_t i = ch->first[byte]; i < ch->first[byte + 1]; i++) {
      uint16_t at = i;
      for (; at > ch->first[byte] && ch->confusion[ch->order[at - 1]] > ch->confusion[i]; at--)
        ch->order[at] = ch->order[at - 1];
      ch->order[at] = i;
    }
  }
  ch->least_mark_drop = ch->drop[ARING];
  static const unsigned char marked[] = {AUML, OUML, EACUTE};
  for (size_t i = 0; i < sizeof marked; i++)
    if (ch->drop[marked[i]] < ch->least_mark_drop) ch->least_mark_drop = ch->drop[marked[i]];
}

static void set_priors(ren__channel *ch, const ren__profile *profile) {
  losses l = guess_losses(profile);
  double lossy_share = profile->lossy / (profile->letters + 1);
  for (uint32_t i = 0; i < ch->model->confusion_count; i++) {
    const ren__confusion *c = &ch->model->confusions[i];
    ch->confusion[i] = cost(prior_of(c, &l, lossy_share));
  }
  for (int letter = 0; letter < 256; letter++) ch->drop[letter] = cost(4e-5 * l.scale);
  ch->drop[ARING] = cost(0.03 * l.aring);
  ch->drop[AUML] = cost(0.03 * l.auml);
  ch->drop[OUML] = cost(0.03 * l.ouml);
  ch->drop[EACUTE] = cost(0.03 * loss_of(&l, EACUTE));
  set_generic(ch, &l, profile->letters);
  ch->damaged = ch->damaged || l.aring > 0.02 || l.auml > 0.02 || l.ouml > 0.02 || lossy_share > 0;
  protect_marks(ch);
  set_keep(ch);
  set_order(ch);
}

ren_status ren__channel_new(ren__channel *out, const ren_model *model, const ren__profile *profile, ren_error *err) {
  *out = (ren__channel){.model = model};
  out->confusion = ren_alloc_array(model->confusion_count, sizeof *out->confusion);
  out->order = ren_alloc_array(model->confusion_count, sizeof *out->order);
  if (!out->confusion || !out->order) {
    ren__channel_clear(out);
    return ren_fail_nomem(err);
  }
  uint32_t i = 0;
  for (int byte = 0; byte < 256; byte++) {
    while (i < model->confusion_count && (unsigned char)model->confusions[i].seen[0] < byte) i++;
    out->first[byte] = (uint16_t)i;
  }
  out->first[256] = (uint16_t)model->confusion_count;
  set_priors(out, profile);
  return REN_OK;
}

void ren__channel_clear(ren__channel *channel) {
  ren_free(channel->confusion);
  ren_free(channel->order);
  channel->confusion = NULL;
  channel->order = NULL;
}

/* Occurrences in the restored text of what a confusion is a reading of. Pairs are rarer
 * than their first letter; a tenth is the right order. */
static double meant_count(const ren__confusion *c, const ren__tally *tally) {
  double n = tally->meant[(unsigned char)c->meant[0]];
  return c->meant[1] ? n / 10 : n;
}

/* How much of each marked letter was lost, as far as it was restored. */
static void update_losses(losses *l, const ren_model *model, const ren__tally *tally) {
  double undone[256] = {0};
  for (uint32_t i = 0; i < model->confusion_count; i++) {
    const ren__confusion *c = &model->confusions[i];
    if (c->group != REN_GROUP_SHAPE) undone[(unsigned char)c->meant[0]] += tally->confusions[i];
  }
  for (int letter = 0; letter < 256; letter++) undone[letter] += tally->dropped[letter];
  l->aring = (undone[ARING] + PRIOR_LOSSES * l->aring) / (tally->meant[ARING] + PRIOR_LOSSES);
  l->auml = (undone[AUML] + PRIOR_LOSSES * l->auml) / (tally->meant[AUML] + PRIOR_LOSSES);
  l->ouml = (undone[OUML] + PRIOR_LOSSES * l->ouml) / (tally->meant[OUML] + PRIOR_LOSSES);
}

void ren__channel_update(ren__channel *ch, const ren__profile *profile, const ren__tally *tally) {
  losses l = guess_losses(profile);
  double lossy_share = profile->lossy / (profile->letters + 1);
  double shape = 0;
  for (uint32_t i = 0; i < ch->model->confusion_count; i++)
    if (ch->model->confusions[i].group == REN_GROUP_SHAPE) shape += tally->confusions[i];
  /* The table at scale 1 misreads about one letter in thirty. */
  double scale = (shape + tally->generic + l.scale * 2) / (tally->letters / 30 + 2);
  if (scale < QUIET_SCALE) scale = QUIET_SCALE;
  if (scale > 2) scale = 2;
  l.scale = scale;
  update_losses(&l, ch->model, tally);
  bool lost = false;
  for (uint32_t i = 0; i < ch->model->confusion_count; i++) {
    const ren__confusion *c = &ch->model->confusions[i];
    if (c->group == REN_GROUP_LOSSY) continue;
    bool marks = c->group == REN_GROUP_DIACRITIC || c->group == REN_GROUP_ENGLISH;
    double strength = marks ? PRIOR_LETTERS : PRIOR_MEANT;
    double p = (tally->confusions[i] + strength * prior_of(c, &l, lossy_share)) / (meant_count(c, tally) + strength);
    ch->confusion[i] = cost(p > 0.9995 ? 0.9995 : p);
    lost = lost || (marks && p > 0.02);
  }
  for (int letter = 0; letter < 256; letter++) {
    double p = (tally->dropped[letter] + 4e-5 * scale * 100) / (tally->meant[letter] + 100);
    ch->drop[letter] = cost(p);
  }
  set_generic(ch, &l, profile->letters);
  ch->split = cost((tally->splits + 1e-3 * scale * 100) / (tally->words + 100));
  ch->merge = cost((tally->merges + 1e-3 * scale * 100) / (tally->words + 100));
  ch->damaged = ch->damaged || lost || lossy_share > 0;
  protect_marks(ch);
  set_keep(ch);
  set_order(ch);
}

/* ---- cost of a given pair ----------------------------------------------- */

float ren__channel_cost(const ren__channel *ch, const unsigned char *seen, size_t n, const unsigned char *meant,
                        size_t m, float limit) {
  float table[REN_WORD_MAX + 2][REN_WORD_MAX + 2];
  if (n > REN_WORD_MAX || m > REN_WORD_MAX) return limit + 1;
  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= m; j++) table[i][j] = limit + 1;
  table[0][0] = 0;
  for (size_t i = 0; i <= n; i++) {
    for (size_t j = 0; j <= m; j++) {
      float here = table[i][j];
      if (here > limit) continue;
#define RELAX(di, dj, c)                                                                                               \
  if (i + (di) <= n && j + (dj) <= m && here + (c) < table[i + (di)][j + (dj)]) table[i + (di)][j + (dj)] = here + (c)
      if (i < n && j < m) RELAX(1, 1, seen[i] == meant[j] ? ch->keep[meant[j]] : ch->substitute);
      if (j < m) RELAX(0, 1, ch->drop[meant[j]]);
      if (i < n) RELAX(1, 0, ch->erase);
      for (uint32_t k = i < n ? ch->first[seen[i]] : 0; i < n && k < ch->first[seen[i] + 1]; k++) {
        const ren__confusion *c = &ch->model->confusions[k];
        size_t a = ren__group_length(c->seen), b = ren__group_length(c->meant);
        if (i + a <= n && j + b <= m && memcmp(seen + i, c->seen, a) == 0 && memcmp(meant + j, c->meant, b) == 0)
          RELAX(a, b, ch->confusion[k]);
      }
#undef RELAX
    }
  }
  return table[n][m];
}

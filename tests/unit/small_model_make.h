/* small_model_make.h: a model trained and compiled from a few sentences of council prose,
 * for what has no cmocka. */
#ifndef REN_SMALL_MODEL_MAKE_H
#define REN_SMALL_MODEL_MAKE_H

#include <renskrift/model.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const small_sentences[] = {
    "Nämnden beslutar att bifalla förslaget för hela året.",
    "Nämnden beslutar att återremittera ärendet för ytterligare beredning.",
    "Förvaltningen föreslår att nämnden godkänner förslaget och översänder det till kommunstyrelsen.",
    "Det här ärendet har beretts i samråd med kommunen och skolan där barnen går.",
    "I nämnden yrkar Åsa Öberg bifall till förslaget när ärendet tas upp.",
    "Under året har förvaltningen sett över rutinerna för samråd med skolan.",
    "Ordföranden ställer proposition på förslagen och finner att nämnden beslutar enligt förslaget.",
    "Kommunen har en skola och en förvaltning för barn och äldre.",
    "De har rest dit och bor där nu, for det var en lång väg.",
    "Staden bör vara till för alla som bor och arbetar här.",
};

/* Writes lines, many times over, so that every word is well attested. */
static inline bool small_write(const char *folder, const char *name, const char *const *lines, size_t count,
                               int times) {
  ren_buf text = {0}, path = {0};
  for (int t = 0; t < times; t++)
    for (size_t i = 0; i < count; i++) ren_buf_printf(&text, "%s\n", lines[i]);
  ren_buf_printf(&path, "%s/%s", folder, name);
  bool ok = ren_file_write_atomic(path.ptr, ren_buf_str(&text), NULL) == REN_OK;
  ren_buf_free(&text);
  ren_buf_free(&path);
  return ok;
}

static inline bool small_lists(const char *folder) {
  static const char *const names[] = {"name\tpersons", "Åsa\t10", "Håkan\t9"};
  static const char *const surnames[] = {"name\tpersons", "Öberg\t10"};
  static const char *const places[] = {"name\tkinds", "Örgryte\tort", "Hässelby\tort", "Vällingby\tort"};
  static const char *const confusions[] = {"# meant seen p group", "å\ta\t0.3\tdiacritic", "ä\ta\t0.3\tdiacritic",
                                           "ö\to\t0.3\tdiacritic", "ä\ti\t0.1\tenglish",   "ö\t6\t0.05\tenglish",
                                           "l\t1\t0.006\tshape",   "m\trn\t0.005\tshape",  "ö\t?\t0.3\tlossy",
                                           "ä\t?\t0.3\tlossy",     "å\t?\t0.3\tlossy"};
  static const char *const extra[] = {"likalydande\tW"};
  return small_write(folder, "first_names.tsv", names, 3, 1) && small_write(folder, "surnames.tsv", surnames, 2, 1) &&
         small_write(folder, "places.tsv", places, 4, 1) &&
         small_write(folder, "confusions.tsv", confusions, sizeof confusions / sizeof *confusions, 1) &&
         small_write(folder, "extra.tsv", extra, 1, 1);
}

/* A hunspell dictionary with a suffix and compound flags. */
static inline bool small_dictionary(const char *folder) {
  static const char *const aff[] = {"SET UTF-8",        "COMPOUNDBEGIN X", "COMPOUNDEND Y",
                                    "ONLYINCOMPOUND Z", "SFX A Y 2",       "SFX A 0 en [^e]",
                                    "SFX A 0 n e",      "SFX v Y 1",       "SFX v 0 s/XZ ."};
  static const char *const dic[] = {"8",         "kommun/AXY", "skola/Y", "skol/XZ",  "förvaltning/AvY",
                                    "samråd/AY", "dar",        "bor/A",   "Stockholm"};
  return small_write(folder, "sv.aff", aff, sizeof aff / sizeof *aff, 1) &&
         small_write(folder, "sv.dic", dic, sizeof dic / sizeof *dic, 1);
}

/* Trains and compiles; the folder is left for the caller to look into. NULL: it failed. */
static inline ren_model *small_model_make(char folder[64], ren_error *err) {
  char corpus[96], out[96], aff[96], dic[96];
  snprintf(folder, 64, "%s", "/tmp/renskrift-model-XXXXXX");
  if (!mkdtemp(folder) || !small_lists(folder) || !small_dictionary(folder) ||
      !small_write(folder, "corpus.txt", small_sentences, sizeof small_sentences / sizeof *small_sentences, 40))
    return NULL;
  snprintf(corpus, sizeof corpus, "%s/corpus.txt", folder);
  snprintf(out, sizeof out, "%s/sv.renmodel", folder);
  snprintf(aff, sizeof aff, "%s/sv.aff", folder);
  snprintf(dic, sizeof dic, "%s/sv.dic", folder);
  const char *files[] = {corpus};
  ren_train_opts train = REN_TRAIN_OPTS_INIT;
  train.corpus = files;
  train.corpus_count = 1;
  train.lists = folder;
  train.out = folder;
  ren_compile_opts compile = REN_COMPILE_OPTS_INIT;
  compile.tables = folder;
  compile.hunspell_aff = aff;
  compile.hunspell_dic = dic;
  compile.out = out;
  ren_model *model = NULL;
  if (ren_model_train(&train, err) != REN_OK || ren_model_compile(&compile, err) != REN_OK ||
      ren_model_open(&model, out, err) != REN_OK)
    return NULL;
  return model;
}

static inline bool small_model_remove(const char *folder) {
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command) == 0;
}

#endif

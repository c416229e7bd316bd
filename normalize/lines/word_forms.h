/* word_forms.h: how the other texts of a batch write a word. Keys are those of own_words.h. */
#ifndef REN_WORD_FORMS_H
#define REN_WORD_FORMS_H

#include <renskrift/lines.h>

/* 0 if no text has the form; forms may be NULL. */
uint32_t ren__forms_count(const ren_forms *forms, uint64_t key);

#endif

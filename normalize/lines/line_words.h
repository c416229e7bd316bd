/* line_words.h: the small closed word classes that line joining looks at. */
#ifndef REN_LINE_WORDS_H
#define REN_LINE_WORDS_H

#include <renskrift/base.h>

/* All take one token in any case. */
bool ren__is_series_word(ren_str word);    /* och, samt, eller, respektive */
bool ren__is_inner_word(ren_str word);     /* att, av, den, ...: hardly ever last in a sentence */
bool ren__is_abbreviation(ren_str token);  /* ends with a full stop: bl.a. kap. s.k. */
bool ren__is_proposal_verb(ren_str word);  /* beslutar, yrkar, ...: a list of points may follow */
bool ren__is_title_line(ren_str line);     /* a whole line that is a role: ordförande, justerare */
bool ren__is_reference_word(ren_str word); /* artikel, punkt: the number after it is no list marker */
bool ren__is_month(ren_str word);
bool ren__are_range(ren_str a, ren_str b);  /* juli-december, måndag-fredag, första-tredje */
bool ren__is_attendance_note(ren_str rest); /* what may follow "Anna Berg (S)" in an attendance list */
bool ren__is_section_heading(ren_str line); /* Beslut, Yrkanden, Reservation, ...: never furniture */

/* How words behave around a line-end hyphen. */
bool ren__suspends(ren_str word);                    /* och, eller, ...: what stands before keeps its hyphen */
bool ren__keeps_hyphen(ren_str left, ren_str right); /* icke-, it-, tv-, va-nämnd: a real hyphen */
bool ren__is_ending(ren_str right);                  /* common last parts of divided words: ningen, heten, nämnden */
bool ren__ends_place(ren_str right);                 /* i Tran-hult */
bool ren__ends_surname(ren_str right);               /* Fredrik-son, Kärr-bäck */
bool ren__is_prefix(ren_str left);    /* common first parts that are no words of their own: sam, för, be */
bool ren__is_samt_stem(ren_str left); /* lång, gemen, ...: long- + samt is one word */

#endif

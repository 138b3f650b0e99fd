/* SPDX-License-Identifier: Apache-2.0 */
/* Inside words/: the parts of a wording, each made from facts and catalogue. */
#pragma once

#include "words/phrase.h"
#include "words/wording.h"

/* Fill in the words of their theme. Those that are not said stay empty. */
void compose_state(struct wording *wording);     /* title, lead, hero, side, below */
void compose_headline(struct wording *wording);  /* of those: headline, figures; language */
void compose_method(struct wording *wording);    /* method, methodSub, the icon */
void compose_condition(struct wording *wording); /* condition */
void compose_note(struct wording *wording);      /* note, parts */
void compose_product(struct wording *wording);   /* product, model, scan, link, notice */
void compose_end(struct wording *wording);       /* lastDay */
void compose_declarant(struct wording *wording); /* stated…, voice, disclaimer */
void compose_rows(struct wording *wording);      /* the rows of parts */

/* The label as sentences, of what the others have composed; the caller frees. */
char *compose_spoken(const struct wording *wording);

/* Sets a word to a text of the catalogue. */
void compose_word(struct wording *wording, enum word_id id, const char *text,
                  const struct argument *arguments);

/* A value's language where it is not the label's; NULL where it is. */
const char *value_language(const struct wording *wording, const char *language);

/* A month's name in a grammatical form of the catalogue, and its short form. */
struct word word_month(const struct wording *wording, const char *form, int month);

/* A date as a month where it covers the whole of one, else as a day; a year alone as figures. month
 * names the text for months: "date.month" (alone) or "date.until" (after "until"). */
struct word word_date(const struct wording *wording, struct date date, const char *month);

/* A date as declared: a day stays a day even at the end of its month. */
struct word word_full_date(const struct wording *wording, struct date date, const char *month);

/* True if a date says no day that matters: it covers its whole month. */
bool date_covers_month(struct date date);

/* The period from its start, in whole years or in months: "5 years from purchase". */
struct word word_duration(const struct wording *wording, struct duration period,
                          enum period_from from, bool first_purchase);

/* "purchase", "first.purchase", "first.use", or "unsaid": a part of the ids of texts. */
const char *basis_key(enum period_from from, bool first_purchase);

/* Years where the period is a whole number of them, else months; *unit is "years" or "months". */
unsigned duration_count(struct duration period, const char **unit);

/* Two words as sentences one after the other; empty ones are skipped. */
struct word word_join(const struct wording *wording, const struct word *left,
                      const struct word *right);

/* A part's name without marks: its own, or the word for its kind. */
struct word word_part_name(const struct wording *wording, const struct part *part);

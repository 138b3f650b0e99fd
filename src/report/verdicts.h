/* SPDX-License-Identifier: Apache-2.0 */
/* What every report says of a verdict: where it points, what the text is, which sources cover it.
 */
#pragma once

#include "report/report.h"

/* Where a verdict points. */
struct spot {
    size_t line, column; /* 0: not known */
    size_t offset;
    char *pointer;
    GPtrArray *sources; /* of const struct element *: those that cover it */
};

void spot_init(struct spot *spot, const struct judged *judged, const struct element *element);
void spot_clear(struct spot *spot);

/* "error", "warning", "note" for a failed test, else the outcome in words. */
const char *verdict_word(const struct verdict *verdict);

/* What the verdict says, in one sentence: the message, the reason, or the rule's title; the caller
 * frees. */
char *verdict_sentence(const struct verdict *verdict, const char *language);

/* Where the rule comes from: "Regulation (EU) 2024/2847 Art. 13(19)", and how it is known where it
 * was not read; the caller frees. */
char *verdict_origin(const struct verdict *verdict);

/* "would fail", where binding dates decided; NULL where nothing else is to be said. */
const char *verdict_would(const struct verdict *verdict);

/* What people have to look at: nothing that passed or does not apply, nor what does not bind. A
 * value worth knowing is said with a pass too. */
bool verdict_is_for_people(const struct verdict *verdict);

/* Whether no earlier verdict is unbound for the same reason as this one, which must be unbound. */
bool judgement_is_first_unbound(const struct judgement *judgement, unsigned index);

/* A source of the declaration in words: "https://… (seen 2026-06-01)"; the caller frees. */
char *source_in_words(const struct element *source);

/* "0 failures found in the declared data; 12 points cannot be judged from it", never more. */
void append_conclusion(GString *out, size_t failures, size_t warnings, size_t undetermined);

/* "as of 2026-11-22 by uplabel 0.5, with core 2026-11-22, …" */
void append_circumstances(GString *out, const struct report_run *run);

/* SPDX-License-Identifier: Apache-2.0 */
/* Where findings about a label point: to what was declared, as far as a word comes from there. */
#pragma once

#include "words/wording.h"

/* The place of an element of the declaration, given by its path such as "product/name"; NOWHERE
 * where it is not there. *pointer holds the place's pointer, the caller frees. */
struct place place_of_path(const struct wording *wording, const char *path, char **pointer);
struct place place_of_element(const struct wording *wording, const struct element *element,
                              char **pointer);

/* The place of the declared text that a phrase of the word says. word may be WORD_COUNT. */
struct place place_of_phrase(const struct wording *wording, enum word_id word,
                             const struct phrase *phrase, char **pointer);

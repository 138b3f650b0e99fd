/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions of template items: "state=dated,relative qr!=no". */
#pragma once

#include "words/wording.h"

#include <stdbool.h>

/* What conditions ask about. */
struct when_facts {
    const struct wording *wording;
    bool rtl, mono, qr;
};

/* True where every term holds; expression NULL holds always. Assumes a checked expression. */
bool when_holds(const char *expression, const struct when_facts *facts);

/* False where no label of that state has what the expression wants; bands: those that it may have,
 * separated by commas. */
bool when_may_hold(const char *expression, const char *state, const char *bands);

/* NULL where the expression is understood, else a sentence part that says what is wrong and what
 * would be right; the caller frees. */
char *when_fault(const char *expression);

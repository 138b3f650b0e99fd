/* SPDX-License-Identifier: Apache-2.0 */
/* How updates arrive, in words: mode × delivery → head, line below it, icon. */
#pragma once

#include "model/facts.h"

/* Ids of catalogue texts, and the name of an icon. */
struct method_words {
    const char *head;
    const char *sub;
    const char *icon;
};

/* The words of a method; never with a NULL in them. A manual method's line below says how its owner
 * learns of updates, and a part that cannot be updated takes the bare word Automatic away. */
struct method_words method_words(const struct method *method);

/* SPDX-License-Identifier: Apache-2.0 */
/* The functions that rules have beside those of XPath 1.0. */
#pragma once

#include "rules/judge.h"

#include <stdbool.h>

struct call; /* functions_private.h */

/* What a function gives, for the lint. */
enum function_result {
    RESULT_OTHER,
    RESULT_DATE, /* text that holds a date: not to be compared by < or > */
    RESULT_OPEN, /* a boolean that dates may leave open */
};

struct function {
    const char *name; /* without prefix */
    int least, most;  /* arguments */
    enum function_result result;
    void (*call)(struct call *call);
};

/* All of them, name NULL at the end. */
extern const struct function functions[];
const struct function *function_find(const char *name);

/* Makes them, and nothing else of that namespace, known to a context. */
void functions_register(struct _xmlXPathContext *context, struct judge *judge);

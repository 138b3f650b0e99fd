/* SPDX-License-Identifier: Apache-2.0 */
/* What evaluating rules over one declaration needs: its tree for XPath, the facts, the readings. */
#pragma once

#include "rules/readings.h"
#include "rules/rule.h"

struct _xmlDoc;
struct _xmlNode;
struct _xmlXPathContext;

struct judge {
    const struct rules_input *input;
    struct _xmlDoc *xml, *earlier; /* earlier NULL: none given */
    struct _xmlXPathContext *context;
    GHashTable *nodes; /* element → its node in xml: the root, and what was selected */
    struct readings readings;
    bool failed; /* an evaluation came to no result: too many steps, or memory */
};

/* NULL when memory is short. input must outlive it. */
struct judge *judge_new(const struct rules_input *input);
void judge_free(struct judge *judge);

/* SPDX-License-Identifier: Apache-2.0 */
/* How a function is called, and those that are about text, markets and numbers. */
#pragma once

#include "rules/judge.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* Arguments are popped from the parser, the last one first; one result is returned to it. */
struct call {
    xmlXPathParserContext *parser;
    struct judge *judge;
};

void functions_return_text(struct call *call, const char *text);

void functions_gtin_valid(struct call *call);
void functions_host(struct call *call);
void functions_in_language(struct call *call);
void functions_list(struct call *call);
void functions_mentions(struct call *call);
void functions_sold_in(struct call *call);
void functions_unique(struct call *call);

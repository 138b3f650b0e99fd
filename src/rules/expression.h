/* SPDX-License-Identifier: Apache-2.0 */
/* XPath 1.0 over a declaration, bounded, with this program's functions and nothing else. */
#pragma once

#include "rules/judge.h"
#include "rules/readings.h"

#include <glib.h>

struct _xmlXPathCompExpr;

#define FUNCTIONS_NAMESPACE "urn:uplabel:functions:1"

/* Steps that one evaluation may take. */
#define EXPRESSION_STEPS_MAX 1000000UL

/* NULL where the text is no XPath. The caller frees. */
struct _xmlXPathCompExpr *expression_compile(const char *text);
void expression_free(struct _xmlXPathCompExpr *expression);

/* The expression as a boolean at an element, in every reading of the dates that it compares.
 * *doubt, where the result is open, says on what it depends; the caller frees. */
enum truth expression_test(struct judge *judge, struct expression *expression,
                           const struct element *at, char **doubt);

/* Appends the elements that the expression selects, in the order of the document; false where it
 * could not be evaluated. */
bool expression_select(struct judge *judge, struct expression *expression, const struct element *at,
                       GPtrArray *elements);

/* A text of a profile in one line, each {XPath} in it replaced by its value as a string; *whole,
 * where not NULL, says whether every one had a value. The caller frees. */
char *expression_fill(struct judge *judge, const char *text, const struct element *at, bool *whole);

/* The next part of such a text from *at on, up to its end: *value is true for what stood in braces.
 * False behind the last part; a brace that is not closed is a part to the end. */
bool expression_next_part(const char **at, GString *part, bool *value);

/* SPDX-License-Identifier: Apache-2.0 */
/* XPath cut into tokens, for the lint: what a compiled expression does not tell. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum token_kind {
    TOKEN_NAME,    /* d:end, and, text: prefix and name apart */
    TOKEN_LITERAL, /* 'none' */
    TOKEN_NUMBER,
    TOKEN_OPERATOR, /* one or two characters: < <= // :: … */
    TOKEN_VARIABLE, /* $x */
};

struct token {
    enum token_kind kind;
    char *prefix; /* of a name, "" for none */
    char *text;
};

/* Of struct token; the caller frees with g_array_unref. */
GArray *tokens_of(const char *expression);

const struct token *token_at(const GArray *tokens, unsigned index);

/* The token at index is that operator (index may be behind the end or, as (unsigned)-1, before the
 * start: then it is none). */
bool token_is(const GArray *tokens, unsigned index, const char *text);

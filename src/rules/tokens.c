/* SPDX-License-Identifier: Apache-2.0 */
/* XPath cut into tokens, for the lint: what a compiled expression does not tell. */
#include "rules/tokens.h"

#include <string.h>

static void clear_token(void *data)
{
    struct token *token = data;
    g_free(token->prefix);
    g_free(token->text);
}

static bool starts_name(char c)
{
    return g_ascii_isalpha(c) || c == '_';
}

static size_t name_length(const char *text)
{
    size_t size = 0;
    while (g_ascii_isalnum(text[size]) || (text[size] && strchr("_-.", text[size])))
        size++;
    return size;
}

static const char *add(GArray *tokens, enum token_kind kind, const char *at, size_t size)
{
    struct token token = {kind, g_strdup(""), g_strndup(at, size)};
    g_array_append_val(tokens, token);
    return at + size;
}

/* A name, with its prefix where a single colon follows. */
static const char *add_name(GArray *tokens, const char *at)
{
    size_t size = name_length(at);
    bool prefixed = at[size] == ':' && at[size + 1] != ':' && starts_name(at[size + 1]);
    if (!prefixed)
        return add(tokens, TOKEN_NAME, at, size);
    const char *local = at + size + 1;
    struct token token = {TOKEN_NAME, g_strndup(at, size), g_strndup(local, name_length(local))};
    g_array_append_val(tokens, token);
    return local + name_length(local);
}

static const char *add_literal(GArray *tokens, const char *at)
{
    const char *close = strchr(at + 1, *at);
    size_t size = close ? (size_t)(close - at) + 1 : strlen(at);
    return add(tokens, TOKEN_LITERAL, at, size);
}

static const char *add_operator(GArray *tokens, const char *at)
{
    static const char *const doubles[] = {"//", "::", "<=", ">=", "!=", ".."};
    for (size_t i = 0; i < G_N_ELEMENTS(doubles); i++)
        if (strncmp(at, doubles[i], 2) == 0)
            return add(tokens, TOKEN_OPERATOR, at, 2);
    return add(tokens, TOKEN_OPERATOR, at, 1);
}

GArray *tokens_of(const char *expression)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
    g_array_set_clear_func(tokens, clear_token);
    const char *at = expression;
    while (*at) {
        if (g_ascii_isspace(*at))
            at++;
        else if (*at == '\'' || *at == '"')
            at = add_literal(tokens, at);
        else if (starts_name(*at))
            at = add_name(tokens, at);
        else if (g_ascii_isdigit(*at))
            at = add(tokens, TOKEN_NUMBER, at, strspn(at, "0123456789."));
        else if (*at == '$')
            at = add(tokens, TOKEN_VARIABLE, at, 1 + name_length(at + 1));
        else
            at = add_operator(tokens, at);
    }
    return tokens;
}

const struct token *token_at(const GArray *tokens, unsigned index)
{
    return &g_array_index(tokens, struct token, index);
}

bool token_is(const GArray *tokens, unsigned index, const char *text)
{
    return index < tokens->len && token_at(tokens, index)->kind == TOKEN_OPERATOR &&
           strcmp(token_at(tokens, index)->text, text) == 0;
}

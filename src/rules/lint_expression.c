/* SPDX-License-Identifier: Apache-2.0 */
/* Judges one expression of a profile by its tokens: names, functions, compared dates. */
#include "base/text.h"
#include "read/vocabulary.h"
#include "rules/expression.h"
#include "rules/functions.h"
#include "rules/lint.h"
#include "rules/tokens.h"

#include <string.h>

#define NESTED_MAX 16

struct reader {
    const struct document *document;
    const struct element *element;
    const char *expression;
    struct diags *diags;
    GArray *tokens;
    bool certain;
    /* Where relative paths start, in the brackets around the token under work; NULL: not known. */
    const struct field *start[NESTED_MAX + 1];
    unsigned depth;
    const struct field *last; /* of the step before, NULL: not known */
};

static void G_GNUC_PRINTF(2, 3) complain(const struct reader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(reader->document, reader->element, reader->diags, CODE_PROFILE_RULE,
                    "in \"%s\": %s", reader->expression, text);
}

/* Functions */

struct core_function {
    const char *name;
    unsigned least, most;
};

static const struct core_function core_functions[] = {
    {"last", 0, 0},
    {"position", 0, 0},
    {"count", 1, 1},
    {"local-name", 0, 1},
    {"name", 0, 1},
    {"string", 0, 1},
    {"concat", 2, 30},
    {"starts-with", 2, 2},
    {"contains", 2, 2},
    {"substring", 2, 3},
    {"substring-before", 2, 2},
    {"substring-after", 2, 2},
    {"translate", 3, 3},
    {"string-length", 0, 1},
    {"normalize-space", 0, 1},
    {"boolean", 1, 1},
    {"not", 1, 1},
    {"true", 0, 0},
    {"false", 0, 0},
    {"number", 0, 1},
    {"sum", 1, 1},
    {"floor", 1, 1},
    {"ceiling", 1, 1},
    {"round", 1, 1},
    {"text", 0, 0},
    {"node", 0, 0},
};

/* Arguments between the parenthesis at `open` and its end. */
static unsigned count_arguments(const GArray *tokens, unsigned open)
{
    unsigned depth = 0, commas = 0;
    if (token_is(tokens, open + 1, ")"))
        return 0;
    for (unsigned i = open; i < tokens->len; i++) {
        depth += token_is(tokens, i, "(") || token_is(tokens, i, "[");
        commas += depth == 1 && token_is(tokens, i, ",");
        if ((token_is(tokens, i, ")") || token_is(tokens, i, "]")) && --depth == 0)
            break;
    }
    return commas + 1;
}

static void judge_count(const struct reader *reader, const struct token *token, unsigned index,
                        unsigned least, unsigned most)
{
    unsigned count = count_arguments(reader->tokens, index + 1);
    if (count < least || count > most)
        complain(reader, "%s%s%s() takes %u argument%s, not %u", token->prefix,
                 *token->prefix ? ":" : "", token->text, count < least ? least : most,
                 (count < least ? least : most) == 1 ? "" : "s", count);
}

static void judge_core_function(const struct reader *reader, const struct token *token,
                                unsigned index)
{
    const char *names[G_N_ELEMENTS(core_functions) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(core_functions); i++) {
        names[i] = core_functions[i].name;
        if (strcmp(names[i], token->text) == 0) {
            judge_count(reader, token, index, core_functions[i].least, core_functions[i].most);
            return;
        }
    }
    const char *nearest = text_nearest(token->text, names);
    complain(reader, "there is no function %s()%s%s%s", token->text,
             nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "()?" : "");
}

static void judge_own_function(const struct reader *reader, const struct token *token,
                               unsigned index)
{
    const struct function *function = function_find(token->text);
    if (function) {
        judge_count(reader, token, index, (unsigned)function->least, (unsigned)function->most);
        if (reader->certain && function->result == RESULT_OPEN)
            complain(reader, "u:%s() may be open, and here only what is certain can stand",
                     token->text);
        return;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (function = functions; function->name; function++)
        g_ptr_array_add(names, (void *)(uintptr_t)function->name);
    g_ptr_array_add(names, NULL);
    const char *nearest = text_nearest(token->text, (const char *const *)(void *)names->pdata);
    complain(reader, "there is no function u:%s()%s%s%s", token->text,
             nearest ? "; did you mean u:" : "", nearest ? nearest : "", nearest ? "()?" : "");
}

static void judge_function(struct reader *reader, const struct token *token, unsigned index)
{
    if (strcmp(token->prefix, "u") == 0)
        judge_own_function(reader, token, index);
    else if (!*token->prefix)
        judge_core_function(reader, token, index);
    else
        complain(reader, "functions have the prefix u: or none, not %s:", token->prefix);
    reader->last = NULL;
}

/* Names */

/* A field of that name anywhere below. */
static const struct field *find_anywhere(const struct field *field, const char *name)
{
    for (size_t i = 0; i < field->type->field_count; i++) {
        const struct field *member = &field->type->fields[i];
        if (strcmp(member->name, name) == 0)
            return member;
        const struct field *below = find_anywhere(member, name);
        if (below)
            return below;
    }
    return NULL;
}

static void add_names(GPtrArray *names, const struct field *field, bool deep)
{
    for (size_t i = 0; i < field->type->field_count; i++) {
        g_ptr_array_add(names, (void *)(uintptr_t)field->type->fields[i].name);
        if (deep)
            add_names(names, &field->type->fields[i], true);
    }
}

static void complain_of_name(const struct reader *reader, const struct token *token,
                             const struct field *parent)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    add_names(names, parent ? parent : vocabulary_root(vocabulary_get()), !parent);
    g_ptr_array_add(names, NULL);
    const char *nearest = text_nearest(token->text, (const char *const *)(void *)names->pdata);
    g_autofree char *where =
        parent ? g_strdup_printf("d:%s has no", parent->name) : g_strdup("a declaration has no");
    complain(reader, "%s \"%s\"%s%s%s", where, token->text, nearest ? "; did you mean d:" : "",
             nearest ? nearest : "", nearest ? "?" : "");
}

static bool is_axis(const struct reader *reader, unsigned index)
{
    return token_is(reader->tokens, index + 1, "::");
}

/* The field in which the name at index is looked up; false where that is not known. */
static bool find_parent(const struct reader *reader, unsigned index, const struct field **parent)
{
    *parent = NULL;
    if (token_is(reader->tokens, index - 1, "::") || token_is(reader->tokens, index - 1, "//"))
        return false;
    bool step = token_is(reader->tokens, index - 1, "/");
    *parent = step ? reader->last : reader->start[reader->depth];
    return *parent != NULL;
}

/* A path from the document starts with its root element. */
static bool is_absolute(const struct reader *reader, unsigned index)
{
    if (!token_is(reader->tokens, index - 1, "/"))
        return false;
    if (index < 2)
        return true;
    const struct token *before = token_at(reader->tokens, index - 2);
    return before->kind == TOKEN_OPERATOR && !strchr(")].*", before->text[0]);
}

static void judge_step(struct reader *reader, const struct token *token, unsigned index)
{
    const struct field *root = vocabulary_root(vocabulary_get()), *parent;
    if (strcmp(token->text, root->name) == 0) {
        reader->last = root;
        return;
    }
    if (is_absolute(reader, index)) {
        complain(reader, "a path from the document begins with /d:%s", root->name);
        reader->last = NULL;
        return;
    }
    bool known = find_parent(reader, index, &parent);
    const struct field *field =
        known ? field_member(parent, token->text) : find_anywhere(root, token->text);
    if (!field)
        complain_of_name(reader, token, known ? parent : NULL);
    reader->last = known ? field : NULL;
}

/* No function of XPath has such a name, so one before a parenthesis is an operator too. */
static bool is_operator_word(const struct token *token)
{
    static const char *const words[] = {"and", "or", "div", "mod"};
    for (size_t i = 0; i < G_N_ELEMENTS(words) && !*token->prefix; i++)
        if (strcmp(token->text, words[i]) == 0)
            return true;
    return false;
}

static void judge_name(struct reader *reader, const struct token *token, unsigned index)
{
    if (is_operator_word(token))
        reader->last = NULL;
    else if (token_is(reader->tokens, index + 1, "("))
        judge_function(reader, token, index);
    else if (strcmp(token->prefix, "d") == 0)
        judge_step(reader, token, index);
    else if (*token->prefix)
        complain(reader, "names have the prefix d:, not %s:", token->prefix);
    else if (!is_axis(reader, index))
        complain(reader, "\"%s\" needs the prefix d:", token->text);
}

/* Dates are not compared by < and > */

static bool is_date_name(const struct token *token)
{
    if (strcmp(token->prefix, "d") != 0)
        return false;
    const struct field *field = find_anywhere(vocabulary_root(vocabulary_get()), token->text);
    return field && field->type->kind == FIELD_DATE;
}

/* The token that an operand ends in, leftwards from index over what is in brackets. */
static unsigned operand_end(const GArray *tokens, unsigned index)
{
    unsigned depth = 0;
    for (; index < tokens->len; index--) {
        if (token_is(tokens, index, "]"))
            depth++;
        else if (token_is(tokens, index, "["))
            depth--;
        else if (depth == 0)
            break;
    }
    return index;
}

/* The name of the function whose call ends at the parenthesis at index. */
static const struct token *called_before(const GArray *tokens, unsigned index)
{
    unsigned depth = 0;
    for (; index < tokens->len; index--) {
        depth += token_is(tokens, index, ")");
        if (token_is(tokens, index, "(") && --depth == 0)
            break;
    }
    return index < tokens->len && index > 0 ? token_at(tokens, index - 1) : NULL;
}

static bool gives_date(const struct token *token)
{
    const struct function *function =
        token && strcmp(token->prefix, "u") == 0 ? function_find(token->text) : NULL;
    return function && function->result == RESULT_DATE;
}

static bool date_before(const GArray *tokens, unsigned operator)
{
    unsigned end = operand_end(tokens, operator- 1);
    if (end >= tokens->len)
        return false;
    if (token_is(tokens, end, ")"))
        return gives_date(called_before(tokens, end));
    return is_date_name(token_at(tokens, end));
}

/* The path or call right of the operator: its last name, up to what ends an operand. */
static bool date_behind(const GArray *tokens, unsigned operator)
{
    const struct token *last = NULL;
    unsigned depth = 0;
    for (unsigned i = operator+ 1; i < tokens->len; i++) {
        const struct token *token = token_at(tokens, i);
        if (depth == 0 && token->kind == TOKEN_NAME && token_is(tokens, i + 1, "("))
            return gives_date(token);
        depth += token_is(tokens, i, "[");
        bool axis = token_is(tokens, i, "::") || token_is(tokens, i + 1, "::");
        bool name = token->kind == TOKEN_NAME && *token->prefix; /* and no "and" */
        if (depth == 0 && name)
            last = token;
        else if (depth == 0 && !axis && !token_is(tokens, i, "/") && !token_is(tokens, i, "."))
            break;
        depth -= depth > 0 && token_is(tokens, i, "]");
    }
    return last && is_date_name(last);
}

static void judge_comparison(const struct reader *reader, unsigned index)
{
    static const char *const operators[] = {"<", "<=", ">", ">="};
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++)
        if (token_is(reader->tokens, index, operators[i]) &&
            (date_before(reader->tokens, index) || date_behind(reader->tokens, index)))
            complain(reader, "%s does not compare dates; use u:before() or u:after()",
                     operators[i]);
}

static void judge_operator(struct reader *reader, const struct token *token, unsigned index)
{
    if (strcmp(token->text, "[") == 0 && reader->depth < NESTED_MAX) {
        reader->start[++reader->depth] = reader->last;
    } else if (strcmp(token->text, "]") == 0 && reader->depth > 0) {
        reader->last = reader->start[reader->depth--];
    } else if (strcmp(token->text, "/") != 0) {
        reader->last = NULL;
        judge_comparison(reader, index);
    }
}

static void judge_tokens(struct reader *reader)
{
    for (unsigned i = 0; i < reader->tokens->len; i++) {
        const struct token *token = token_at(reader->tokens, i);
        if (token->kind == TOKEN_NAME)
            judge_name(reader, token, i);
        else if (token->kind == TOKEN_VARIABLE)
            complain(reader, "there are no variables, such as %s", token->text);
        else if (token->kind == TOKEN_OPERATOR)
            judge_operator(reader, token, i);
    }
}

/* The field of the whole path, where the expression is one. */
static const struct field *path_end(const struct reader *reader)
{
    for (unsigned i = 0; i < reader->tokens->len; i++)
        if (token_is(reader->tokens, i, "|") || token_is(reader->tokens, i, "("))
            return NULL;
    return reader->last;
}

const struct field *lint_expression(const struct document *profile, const struct element *element,
                                    const char *expression, const struct field *root, bool certain,
                                    struct diags *diags)
{
    struct reader reader = {profile, element, expression, diags, .certain = certain};
    reader.start[0] = root;
    struct _xmlXPathCompExpr *compiled = expression_compile(expression);
    if (!compiled) {
        complain(&reader, "this is not XPath 1.0");
        return NULL;
    }
    expression_free(compiled);
    reader.tokens = tokens_of(expression);
    judge_tokens(&reader);
    const struct field *end = path_end(&reader);
    g_array_unref(reader.tokens);
    return end;
}

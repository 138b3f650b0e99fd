/* SPDX-License-Identifier: Apache-2.0 */
/* Finds in a profile what its schema cannot say of its rules and texts. */
#include "rules/lint.h"

#include "base/date.h"
#include "read/vocabulary.h"
#include "rules/expression.h"

#include <string.h>

struct linter {
    const struct document *document;
    struct diags *diags;
};

static void G_GNUC_PRINTF(3, 4)
    complain(const struct linter *linter, const struct element *element, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(linter->document, element, linter->diags, CODE_PROFILE_RULE, "%s", text);
}

static void lint_xpath(const struct linter *linter, const struct element *element,
                       const struct field *root, bool certain)
{
    lint_expression(linter->document, element, element->text, root, certain, linter->diags);
}

/* The values in braces of a text. */
static void lint_values(const struct linter *linter, const struct element *element,
                        const char *text, const struct field *root)
{
    g_autoptr(GString) part = g_string_new(NULL);
    bool value;
    while (expression_next_part(&text, part, &value))
        if (value)
            lint_expression(linter->document, element, part->str, root, false, linter->diags);
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

/* One child of a rule or of a profile. */
static void lint_child(const struct linter *linter, const struct element *child,
                       const struct field *root)
{
    static const char *const gates[] = {"applies", "undetermined", NULL};
    static const char *const texts[] = {"report",    "message", "advice",
                                        "otherwise", "because", NULL};
    if (is_one_of(child->name, gates)) {
        lint_xpath(linter, child, root, false);
        const char *reason = element_attribute(child, "otherwise");
        reason = reason ? reason : element_attribute(child, "because");
        lint_values(linter, child, reason ? reason : "", root);
    } else if (is_one_of(child->name, texts)) {
        lint_values(linter, child, child->text, root);
    } else if (strcmp(child->name, "test") == 0 || strcmp(child->name, "points") == 0) {
        lint_xpath(linter, child, root, strcmp(child->name, "points") == 0);
    }
}

static void lint_dates(const struct linter *linter, const struct element *element)
{
    static const char *const names[] = {"version", "bindsFrom", "bindsUntil"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct date date;
        const char *text = element_attribute(element, names[i]);
        if (text && !date_parse(text, &date))
            complain(linter, element, "%s=\"%s\" is not in the calendar", names[i], text);
    }
}

static const struct element *find_by(const struct element *root, const char *name, const char *id)
{
    const struct element *e = element_first(root);
    while (e && (strcmp(e->name, name) != 0 || strcmp(element_attribute(e, "id"), id) != 0))
        e = element_next(e);
    return e;
}

/* A mark may only be worse than the source's: read before secondary before recalled. */
static void lint_source(const struct linter *linter, const struct element *rule)
{
    static const char order[] = "read secondary recalled";
    const char *id = element_attribute(rule, "source");
    const struct element *source = find_by(linter->document->root, "source", id);
    if (!source) {
        complain(linter, rule, "there is no source \"%s\" in this profile", id);
        return;
    }
    const char *own = element_attribute(rule, "mark"), *best = element_attribute(source, "mark");
    if (own && strstr(order, own) < strstr(order, best))
        complain(linter, rule, "the mark \"%s\" is better than that of its source, \"%s\"", own,
                 best);
}

static void lint_parts(const struct linter *linter, const struct element *rule)
{
    bool tested = element_child(rule, "test") != NULL;
    if (tested && !element_child(rule, "message"))
        complain(linter, rule, "a rule with a test needs a message for when it fails");
    if (!tested && !element_child(rule, "settledBy"))
        complain(linter, rule,
                 "a rule without a test can never be judged from a declaration: say in settledBy "
                 "what would settle it");
    if (element_attribute(rule, "bindsOn") && !element_attribute(rule, "bindsFrom") &&
        !element_attribute(rule, "bindsUntil"))
        complain(linter, rule, "bindsOn says nothing without bindsFrom or bindsUntil");
}

static void lint_rule(const struct linter *linter, const struct element *rule)
{
    const struct field *start = vocabulary_root(vocabulary_get());
    const struct element *at = element_child(rule, "at");
    if (at)
        start = lint_expression(linter->document, at, at->text, start, true, linter->diags);
    for (const struct element *e = element_first(rule); e; e = element_next(e)) {
        lint_child(linter, e, start);
        if (strcmp(e->name, "translation") != 0)
            continue;
        for (const struct element *t = element_first(e); t; t = element_next(t))
            lint_child(linter, t, start);
    }
    lint_dates(linter, rule);
    lint_source(linter, rule);
    lint_parts(linter, rule);
    if (find_by(linter->document->root, "rule", element_attribute(rule, "id")) != rule)
        complain(linter, rule, "there is another rule \"%s\" before this one",
                 element_attribute(rule, "id"));
}

void lint_profile(const struct document *profile, struct diags *diags)
{
    struct linter linter = {profile, diags};
    const struct field *root = vocabulary_root(vocabulary_get());
    lint_dates(&linter, profile->root);
    for (const struct element *e = element_first(profile->root); e; e = element_next(e)) {
        if (strcmp(e->name, "rule") == 0)
            lint_rule(&linter, e);
        else
            lint_child(&linter, e, root);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What of a declaration may be left out rather than cost the whole: texts that decide nothing. */
#include "read/tolerance.h"

#include "read/phrase.h"
#include "read/vocabulary.h"

#include <string.h>

/* Codes that complain of a text, a link or an identifier alone. */
static const enum code tolerable[] = {
    CODE_GTIN_FORM,    CODE_GTIN_CHECK, CODE_URL_SYNTAX,     CODE_URL_SCHEME,      CODE_TEXT_EMPTY,
    CODE_TEXT_CONTROL, CODE_TEXT_BIDI,  CODE_TEXT_INVISIBLE, CODE_TEXT_UNASSIGNED, CODE_LIMIT_TEXT,
};

/* What the label's promise, its bad news and its markets rest on: nothing inside is left out. */
static const char *const kept[] = {
    "updates",  "support", "components", "endOfSupport", "barriers", "markets",
    "audience", "basis",   "variants",   "status",       "contains", "extensions",
};

bool tolerance_add(struct tolerance *tolerance, const char *name, char **why)
{
    const char *names[G_N_ELEMENTS(tolerable) + 1] = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(tolerable); i++) {
        names[i] = code_info(tolerable[i])->name;
        if (strcmp(names[i], name) == 0) {
            tolerance->codes[tolerable[i]] = true;
            return true;
        }
    }
    bool known = code_find(name) != CODE_COUNT;
    GString *list = g_string_new(NULL);
    for (size_t i = 0; names[i]; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", names[i]);
    *why =
        g_strdup_printf(known ? "%s is never tolerated: dates, methods, commitments, choices and "
                                "required fields stand or fall with their record; one of: %s"
                              : "there is no code '%s' to tolerate; one of: %s",
                        name, list->str);
    g_string_free(list, TRUE);
    return false;
}

/* Those set aside as faulty are found too. */
static struct element *find(struct element *element, const char *pointer)
{
    g_autofree char *own = element_pointer(element);
    size_t size = strlen(own);
    if (strcmp(own, pointer) == 0)
        return element;
    if (strncmp(own, pointer, size) != 0 || pointer[size] != '/')
        return NULL;
    for (struct element *child = element->first; child; child = child->next) {
        struct element *found = find(child, pointer);
        if (found)
            return found;
    }
    return NULL;
}

static bool is_kept(const struct element *element)
{
    for (; element; element = element->parent)
        for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
            if (strcmp(element->name, kept[i]) == 0)
                return true;
    return false;
}

static bool has_date(const struct element *element)
{
    if (!element->field || element->field->type->kind == FIELD_DATE)
        return true;
    for (const struct element *child = element->first; child; child = child->next)
        if (has_date(child))
            return true;
    return false;
}

static bool is_only_item(const struct element *element)
{
    for (const struct element *other = element->parent->first; other; other = other->next)
        if (other != element && !other->aside)
            return false;
    return true;
}

/* The least that can go: the field, or the first of those around it that is optional. An item may
 * go, and its list with the last one. */
static struct element *droppable(struct element *element)
{
    enum field_kind kind = element->field ? element->field->type->kind : FIELD_OBJECT;
    if ((kind != FIELD_TEXT && kind != FIELD_TOKEN && kind != FIELD_URL) || is_kept(element))
        return NULL;
    while (element->parent && (element->item ? is_only_item(element) : element->field->required))
        element = element->parent;
    return element->parent && !has_date(element) ? element : NULL;
}

static bool is_tolerable(const struct tolerance *tolerance, struct document *document,
                         const struct diag *diag)
{
    struct element *element = diag->pointer ? find(document->root, diag->pointer) : NULL;
    return !diag->rule && tolerance->codes[diag->code] && element && droppable(element);
}

/* Says why a fault costs the record although its code is tolerated. */
static void say_kept(const struct tolerance *tolerance, struct document *document,
                     const struct diag *diag, struct diags *diags)
{
    struct element *element = diag->pointer ? find(document->root, diag->pointer) : NULL;
    if (diag->rule || !tolerance->codes[diag->code] || !element || droppable(element))
        return;
    document_report(document, element, diags, CODE_FIELD_KEPT,
                    "%s is tolerated, but \"%s\" is never left out: %s",
                    code_info(diag->code)->name, element->name,
                    is_kept(element) ? "what the label promises, or for which product and market, "
                                       "rests on it"
                                     : "it is required, or stands beside a date");
}

static void drop(struct document *document, const struct diag *diag, struct diags *diags)
{
    struct element *element = find(document->root, diag->pointer);
    struct element *gone = droppable(element);
    const char *label = source_find_label(document->source, diag->pointer);
    const char *text = diag->text + (label ? strlen(label) + strlen(": ") : 0);
    document_report(document, element, diags, CODE_FIELD_DROPPED,
                    "%s is tolerated, so \"%s\" is left out: %s", code_info(diag->code)->name,
                    gone ? gone->name : element->name, text);
    if (gone)
        gone->aside = true;
}

bool tolerance_apply(const struct tolerance *tolerance, struct document *document,
                     const struct diags *found, struct diags *diags, GString *codes)
{
    bool all = diags_dropped(found) == 0;
    for (size_t i = 0; i < diags_count(found); i++) {
        const struct diag *diag = diags_at(found, i);
        if (diag->severity != SEVERITY_ERROR)
            continue;
        all = all && is_tolerable(tolerance, document, diag);
        say_kept(tolerance, document, diag, diags);
    }
    if (!all)
        return false;
    for (size_t i = 0; i < diags_count(found); i++) {
        const struct diag *diag = diags_at(found, i);
        if (diag->severity != SEVERITY_ERROR)
            continue;
        drop(document, diag, diags);
        if (codes)
            g_string_append_printf(codes, "%s\n", code_info(diag->code)->name);
    }
    return true;
}

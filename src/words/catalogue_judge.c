/* SPDX-License-Identifier: Apache-2.0 */
/* Proves a catalogue complete, and every {name} in it at hand. */
#include "base/text.h"
#include "words/catalogue_private.h"

#include <string.h>

enum kind { KIND_TEXT, KIND_PLURAL, KIND_OPTIONAL };

/* What the program asks a catalogue for. values: names of {inserts}, those with ? may be left out.
 */
static const struct need {
    const char *id;
    enum kind kind;
    const char *values;
} needs[] = {
#define TEXT(id, values) {id, KIND_TEXT, values},
#define PLURAL(id, values) {id, KIND_PLURAL, values},
#define OPTIONAL(id, values) {id, KIND_OPTIONAL, values},
#include "words/strings.def"
#undef TEXT
#undef PLURAL
#undef OPTIONAL
};

static bool has_insert(const char *text, const char *name)
{
    g_autofree char *insert = g_strdup_printf("{%s}", name);
    return strstr(text, insert) != NULL;
}

static void judge_left_out(const struct catalogue *catalogue, const struct entry *entry,
                           const char *id, char *const *values, const char *text,
                           struct diags *diags)
{
    for (; *values; values++) {
        if (!g_str_has_suffix(*values, "?") && **values && !has_insert(text, *values))
            document_report(catalogue->document, entry->element, diags, CODE_STRINGS_MISSING,
                            "the text \"%s\" does not insert {%s}; it has to stand in it", id,
                            *values);
    }
}

static bool is_listed(char *const *values, const char *name, size_t size)
{
    for (; *values; values++) {
        size_t length = strcspn(*values, "?");
        if (length == size && memcmp(*values, name, size) == 0)
            return true;
    }
    return false;
}

static void judge_inserts(const struct catalogue *catalogue, const struct entry *entry,
                          const struct need *need, char *const *values, const char *text,
                          struct diags *diags)
{
    for (const char *brace = strchr(text, '{'); brace; brace = strchr(brace + 1, '{')) {
        size_t size = strcspn(brace + 1, "}");
        if (!is_listed(values, brace + 1, size))
            document_report(catalogue->document, entry->element, diags, CODE_STRINGS_UNKNOWN,
                            "the text \"%s\" inserts {%.*s}; at hand is: %s", need->id, (int)size,
                            brace + 1, *need->values ? need->values : "nothing");
    }
}

static void judge_entry(const struct catalogue *catalogue, const struct entry *entry,
                        const struct need *need, struct diags *diags)
{
    g_auto(GStrv) values = g_strsplit(need->values, " ", -1);
    if (entry->plural && !entry->forms[CATEGORY_OTHER])
        document_report(catalogue->document, entry->element, diags, CODE_STRINGS_MISSING,
                        "the plural \"%s\" has no form of category other, which every language "
                        "needs",
                        need->id);
    if (!entry->plural)
        judge_left_out(catalogue, entry, need->id, values, entry->texts[0], diags);
    for (size_t i = 0; i < VARIANTS_MAX && entry->texts[i]; i++)
        judge_inserts(catalogue, entry, need, values, entry->texts[i], diags);
    for (size_t i = 0; i < CATEGORY_COUNT; i++) {
        if (entry->forms[i])
            judge_inserts(catalogue, entry, need, values, entry->forms[i], diags);
    }
}

static void judge_need(const struct catalogue *catalogue, const struct need *need,
                       struct diags *diags)
{
    struct entry *entry = g_hash_table_lookup(catalogue->entries, need->id);
    bool plural = need->kind == KIND_PLURAL;
    if (entry)
        entry->needed = true;
    if (entry && entry->plural == plural)
        judge_entry(catalogue, entry, need, diags);
    else if (entry || need->kind != KIND_OPTIONAL)
        document_report(catalogue->document, entry ? entry->element : catalogue->document->root,
                        diags, CODE_STRINGS_MISSING, "the %s \"%s\" is missing",
                        plural ? "plural" : "string", need->id);
}

static void judge_months(const struct catalogue *catalogue, struct diags *diags)
{
    for (size_t form = 0; form < MONTH_FORM_COUNT; form++) {
        if (!catalogue->months[form][11])
            document_report(catalogue->document, catalogue->document->root, diags,
                            CODE_STRINGS_MISSING, "the months of form \"%s\" are missing",
                            catalogue_month_forms[form]);
    }
}

static const char *nearest_id(const char *id)
{
    const char *ids[G_N_ELEMENTS(needs) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++)
        ids[i] = needs[i].id;
    return text_nearest(id, ids);
}

static void judge_unknown(const struct catalogue *catalogue, struct diags *diags)
{
    for (const struct element *element = element_first(catalogue->document->root); element;
         element = element_next(element)) {
        const char *id = element_attribute(element, "id");
        const struct entry *entry = id ? g_hash_table_lookup(catalogue->entries, id) : NULL;
        if (!entry || entry->needed)
            continue;
        const char *nearest = nearest_id(id);
        document_report(catalogue->document, element, diags, CODE_STRINGS_UNKNOWN,
                        "no label uses \"%s\"%s%s%s", id, nearest ? "; did you mean \"" : "",
                        nearest ? nearest : "", nearest ? "\"?" : "");
    }
}

static const char *attribute_or_empty(const struct element *element, const char *name)
{
    const char *value = element_attribute(element, name);
    return value ? value : "";
}

/* Ids, months' forms and plural categories stand once among their siblings. */
static void judge_repeats(const struct catalogue *catalogue, const struct element *parent,
                          const char *attribute, struct diags *diags)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (const struct element *element = element_first(parent); element;
         element = element_next(element)) {
        const char *value = attribute_or_empty(element, attribute);
        if (*value && !g_hash_table_add(seen, (void *)(uintptr_t)value))
            document_report(catalogue->document, element, diags, CODE_SCHEMA_REPEATED,
                            "%s \"%s\" occurs more than once, where one is allowed", attribute,
                            value);
    }
}

static void judge_all_repeats(const struct catalogue *catalogue, struct diags *diags)
{
    const struct element *root = catalogue->document->root;
    judge_repeats(catalogue, root, "id", diags);
    judge_repeats(catalogue, root, "form", diags);
    for (const struct element *element = element_first(root); element;
         element = element_next(element))
        judge_repeats(catalogue, element, "category", diags);
}

static bool judge_language(const struct catalogue *catalogue, const char *language,
                           struct diags *diags)
{
    if (strcmp(catalogue_language(catalogue), language) == 0)
        return true;
    document_report(catalogue->document, catalogue->document->root, diags, CODE_STRINGS_LANGUAGE,
                    "the catalogue says that its language is \"%s\"; by its file name it is \"%s\"",
                    catalogue_language(catalogue), language);
    return false;
}

bool catalogue_judge(const struct catalogue *catalogue, const char *language, struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    judge_language(catalogue, language, diags);
    judge_all_repeats(catalogue, diags);
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++)
        judge_need(catalogue, &needs[i], diags);
    judge_months(catalogue, diags);
    judge_unknown(catalogue, diags);
    return diags_count_of(diags, SEVERITY_ERROR) == before;
}

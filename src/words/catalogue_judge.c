/* SPDX-License-Identifier: Apache-2.0 */
/* Proves a catalogue complete, and every {name} in it at hand. */
#include "base/text.h"
#include "words/catalogue_private.h"

#include <string.h>

const struct need catalogue_needs[] = {
#define TEXT(id, values) {id, NEED_TEXT, values},
#define PLURAL(id, values) {id, NEED_PLURAL, values},
#define OPTIONAL(id, values) {id, NEED_OPTIONAL, values},
#include "words/strings.def"
#undef TEXT
#undef PLURAL
#undef OPTIONAL
};

const size_t catalogue_need_count = G_N_ELEMENTS(catalogue_needs);

const char *catalogue_nearest_id(const char *id)
{
    const char *ids[G_N_ELEMENTS(catalogue_needs) + 1] = {NULL};
    for (size_t i = 0; i < catalogue_need_count; i++)
        ids[i] = catalogue_needs[i].id;
    return text_nearest(id, ids);
}

static bool has_insert(const char *text, const char *name)
{
    g_autofree char *insert = g_strdup_printf("{%s}", name);
    return strstr(text, insert) != NULL;
}

static void judge_left_out(const struct entry *entry, const char *id, char *const *values,
                           const struct element *text, struct diags *diags)
{
    for (; *values; values++) {
        if (!g_str_has_suffix(*values, "?") && **values && !has_insert(text->text, *values))
            document_report(entry->document, text, diags, CODE_STRINGS_MISSING,
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

static void judge_inserts(const struct entry *entry, const struct need *need, char *const *values,
                          const struct element *text, struct diags *diags)
{
    for (const char *brace = strchr(text->text, '{'); brace; brace = strchr(brace + 1, '{')) {
        size_t size = strcspn(brace + 1, "}");
        if (!is_listed(values, brace + 1, size))
            document_report(entry->document, text, diags, CODE_STRINGS_UNKNOWN,
                            "the text \"%s\" inserts {%.*s}; at hand is: %s", need->id, (int)size,
                            brace + 1, *need->values ? need->values : "nothing");
    }
}

static size_t count_variants(const struct entry *entry, size_t category)
{
    size_t count = 0;
    while (count < VARIANTS_MAX && entry->texts[category][count])
        count++;
    return count;
}

/* Every form that the language counts with, and as many short ones of each. */
static void judge_forms(const struct catalogue *catalogue, const struct entry *entry,
                        const char *id, struct diags *diags)
{
    size_t most = 0;
    for (size_t category = 0; category < CATEGORY_COUNT; category++)
        most = MAX(most, count_variants(entry, category));
    for (size_t category = 0; category < CATEGORY_COUNT; category++) {
        size_t count = count_variants(entry, category);
        const char *name = catalogue_categories[category];
        if (count == 0 && catalogue_needs_category(catalogue, category))
            document_report(entry->document, entry->element, diags, CODE_STRINGS_MISSING,
                            "the plural \"%s\" has no form of category %s, which %s counts with",
                            id, name, catalogue_language(catalogue));
        else if (count > 0 && count < most)
            document_report(
                entry->document, entry->texts[category][0], diags, CODE_STRINGS_MISSING,
                "the plural \"%s\" has %zu short forms of category %s, but %zu of another", id,
                count - 1, name, most - 1);
    }
}

static void judge_entry(const struct catalogue *catalogue, const struct entry *entry,
                        const struct need *need, struct diags *diags)
{
    g_auto(GStrv) values = g_strsplit(need->values, " ", -1);
    if (entry->plural)
        judge_forms(catalogue, entry, need->id, diags);
    for (size_t category = 0; category < CATEGORY_COUNT; category++) {
        size_t count = count_variants(entry, category);
        if (count > 0)
            judge_left_out(entry, need->id, values, entry->texts[category][0], diags);
        for (size_t i = 0; i < count; i++)
            judge_inserts(entry, need, values, entry->texts[category][i], diags);
    }
}

/* part: what is not there is not missing. */
static void judge_need(const struct catalogue *catalogue, const struct need *need, bool part,
                       struct diags *diags)
{
    struct entry *entry = g_hash_table_lookup(catalogue->entries, need->id);
    bool plural = need->kind == NEED_PLURAL;
    if (entry)
        entry->needed = true;
    if (entry && entry->plural == plural)
        judge_entry(catalogue, entry, need, diags);
    else if (entry || (need->kind != NEED_OPTIONAL && !part))
        document_report(catalogue->document, entry ? entry->element : catalogue->document->root,
                        diags, CODE_STRINGS_MISSING, "the %s \"%s\" is missing",
                        plural ? "plural" : "string", need->id);
}

static void judge_months(const struct catalogue *catalogue, struct diags *diags)
{
    for (size_t form = 0; form < MONTH_FORM_COUNT; form++) {
        if (!catalogue->months[form].element)
            document_report(catalogue->document, catalogue->document->root, diags,
                            CODE_STRINGS_MISSING, "the months of form \"%s\" are missing",
                            catalogue_month_forms[form]);
    }
}

static void judge_readings(const struct catalogue *catalogue, struct diags *diags)
{
    for (size_t reading = 0; reading < READING_COUNT; reading++) {
        if (!catalogue->forbidden[reading])
            document_report(
                catalogue->document, catalogue->document->root, diags, CODE_STRINGS_MISSING,
                "the forbidden words that read \"%s\" are missing", catalogue_readings[reading]);
    }
}

static void judge_unknown(const struct catalogue *catalogue, struct diags *diags)
{
    for (const struct element *element = element_first(catalogue->document->root); element;
         element = element_next(element)) {
        const char *id = element_attribute(element, "id");
        const struct entry *entry = id ? g_hash_table_lookup(catalogue->entries, id) : NULL;
        if (!entry || entry->needed)
            continue;
        const char *nearest = catalogue_nearest_id(id);
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

/* A plural's short forms may be several of a category: only full ones are counted. */
static void judge_repeated_forms(const struct catalogue *catalogue, const struct element *plural,
                                 struct diags *diags)
{
    bool seen[CATEGORY_COUNT] = {false};
    for (const struct element *form = element_first(plural); form; form = element_next(form)) {
        if (strcmp(form->name, "form") != 0)
            continue;
        const char *category = attribute_or_empty(form, "category");
        for (size_t i = 0; i < CATEGORY_COUNT; i++) {
            if (strcmp(category, catalogue_categories[i]) != 0)
                continue;
            if (seen[i])
                document_report(catalogue->document, form, diags, CODE_SCHEMA_REPEATED,
                                "category \"%s\" occurs more than once, where one is allowed",
                                category);
            seen[i] = true;
        }
    }
}

static void judge_all_repeats(const struct catalogue *catalogue, struct diags *diags)
{
    const struct element *root = catalogue->document->root;
    judge_repeats(catalogue, root, "id", diags);
    judge_repeats(catalogue, root, "form", diags);
    judge_repeats(catalogue, root, "reads", diags);
    for (const struct element *element = element_first(root); element;
         element = element_next(element))
        judge_repeated_forms(catalogue, element, diags);
}

/* What the schema leaves open because wording that lies over a catalogue has no need of it. */
static void judge_root(const struct catalogue *catalogue, const char *language, struct diags *diags)
{
    static const char *const due[] = {"name", "direction", "reviewed"};
    const struct document *document = catalogue->document;
    for (size_t i = 0; i < G_N_ELEMENTS(due); i++)
        if (!element_attribute(document->root, due[i]))
            document_report(document, document->root, diags, CODE_SCHEMA_MISSING,
                            "\"strings\" has no attribute \"%s\"", due[i]);
    if (strcmp(catalogue_language(catalogue), language) != 0)
        document_report(
            document, document->root, diags, CODE_STRINGS_LANGUAGE,
            "the catalogue says that its language is \"%s\"; by its file name it is \"%s\"",
            catalogue_language(catalogue), language);
}

static void judge_entries(const struct catalogue *catalogue, bool part, struct diags *diags)
{
    judge_all_repeats(catalogue, diags);
    for (size_t i = 0; i < catalogue_need_count; i++)
        judge_need(catalogue, &catalogue_needs[i], part, diags);
    judge_unknown(catalogue, diags);
    catalogue_judge_texts(catalogue, catalogue, diags);
    catalogue_judge_contrasts(catalogue, diags);
}

bool catalogue_judge(const struct catalogue *catalogue, const char *language, struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    judge_root(catalogue, language, diags);
    judge_months(catalogue, diags);
    judge_readings(catalogue, diags);
    judge_entries(catalogue, false, diags);
    return diags_count_of(diags, SEVERITY_ERROR) == before;
}

bool catalogue_judge_part(const struct catalogue *catalogue, const struct catalogue *words,
                          struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    judge_entries(catalogue, true, diags);
    if (words)
        catalogue_judge_texts(catalogue, words, diags);
    return diags_count_of(diags, SEVERITY_ERROR) == before;
}

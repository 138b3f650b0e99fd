/* SPDX-License-Identifier: Apache-2.0 */
/* Loads a language's strings, proves them complete, and finds texts, plural forms and months. */
#include "words/catalogue.h"

#include "base/text.h"
#include "read/read.h"

#include <glib.h>
#include <string.h>
#include <unicode/upluralrules.h>

#define FOLDER "templates/strings/"
#define VARIANTS_MAX 4

static const char *const categories[] = {"zero", "one", "two", "few", "many", "other"};
enum { CATEGORY_OTHER = 5, CATEGORY_COUNT = 6 };

static const char *const month_forms[] = {"lead", "day", "plain", "short"};
enum { MONTH_FORM_COUNT = G_N_ELEMENTS(month_forms) };

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

struct entry {
    const struct element *element;
    const char *texts[VARIANTS_MAX];   /* of a string: the full one first */
    const char *forms[CATEGORY_COUNT]; /* of a plural, by category */
    bool plural;
    bool needed;
};

/* Opened when the first plural is asked for: most labels have none, and ICU's data is large. */
struct plural_rules {
    UPluralRules *icu;
    bool tried;
};

struct catalogue {
    struct document *document; /* owns every text */
    GHashTable *entries;       /* id → struct entry */
    const char *months[MONTH_FORM_COUNT][12];
    struct plural_rules *rules;
};

static size_t position(const char *const *names, size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

/* Reading: the document has been judged, so what it holds is in order. */

static void read_months(struct catalogue *catalogue, const struct element *element)
{
    const char *form = element_attribute(element, "form");
    size_t row = position(month_forms, MONTH_FORM_COUNT, form ? form : "");
    if (row == MONTH_FORM_COUNT)
        return;
    size_t column = 0;
    for (const struct element *month = element_first(element); month && column < 12;
         month = element_next(month)) {
        if (strcmp(month->name, "month") == 0)
            catalogue->months[row][column++] = month->text;
    }
}

static void read_string(struct entry *entry)
{
    size_t count = 0;
    for (const struct element *text = element_first(entry->element); text && count < VARIANTS_MAX;
         text = element_next(text)) {
        if (strcmp(text->name, "note") != 0)
            entry->texts[count++] = text->text;
    }
}

static void read_plural(struct entry *entry)
{
    entry->plural = true;
    for (const struct element *form = element_first(entry->element); form;
         form = element_next(form)) {
        const char *category = element_attribute(form, "category");
        size_t index = position(categories, CATEGORY_COUNT, category ? category : "");
        if (index < CATEGORY_COUNT)
            entry->forms[index] = form->text;
    }
}

static void read_entries(struct catalogue *catalogue)
{
    for (const struct element *element = element_first(catalogue->document->root); element;
         element = element_next(element)) {
        if (strcmp(element->name, "months") == 0) {
            read_months(catalogue, element);
            continue;
        }
        const char *id = element_attribute(element, "id");
        struct entry *entry = g_new0(struct entry, 1);
        entry->element = element;
        if (strcmp(element->name, "plural") == 0)
            read_plural(entry);
        else
            read_string(entry);
        g_hash_table_insert(catalogue->entries, g_strdup(id ? id : ""), entry);
    }
}

/* Judging: complete, and every {name} at hand. */

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
                            month_forms[form]);
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

static bool judge_catalogue(const struct catalogue *catalogue, const char *language,
                            struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    judge_language(catalogue, language, diags);
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++)
        judge_need(catalogue, &needs[i], diags);
    judge_months(catalogue, diags);
    judge_unknown(catalogue, diags);
    return diags_count_of(diags, SEVERITY_ERROR) == before;
}

/* Loading. */

static void report_no_language(const struct assets *assets, const char *language,
                               struct diags *diags)
{
    g_autoptr(GPtrArray) paths = assets_list(assets, FOLDER);
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < paths->len; i++) {
        const char *name = (const char *)g_ptr_array_index(paths, i) + strlen(FOLDER);
        g_string_append_printf(names, "%s%.*s", i > 0 ? ", " : "",
                               (int)(strlen(name) - strlen(".xml")), name);
    }
    diag_add(diags, CODE_STRINGS_LANGUAGE, NOWHERE,
             "there are no words in the language \"%s\"; there are: %s", language, names->str);
    g_string_free(names, TRUE);
}

static struct catalogue *catalogue_new(struct document *document)
{
    struct catalogue *catalogue = g_new0(struct catalogue, 1);
    catalogue->document = document;
    catalogue->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    catalogue->rules = g_new0(struct plural_rules, 1);
    read_entries(catalogue);
    return catalogue;
}

struct catalogue *catalogue_load(const struct assets *assets, const char *language,
                                 struct diags *diags)
{
    g_autofree char *path = g_strconcat(FOLDER, language, ".xml", NULL);
    struct source *source = assets_open(assets, path, diags);
    if (!source) {
        report_no_language(assets, language, diags);
        return NULL;
    }
    diags_blame_use(diags, true);
    struct document *document = read_data_file(source, "schemas/strings.xsd", diags);
    struct catalogue *catalogue = document ? catalogue_new(document) : NULL;
    if (catalogue && !judge_catalogue(catalogue, language, diags)) {
        catalogue_free(catalogue);
        catalogue = NULL;
    }
    diags_blame_use(diags, false);
    return catalogue;
}

void catalogue_free(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    if (catalogue->rules->icu)
        uplrules_close(catalogue->rules->icu);
    g_free(catalogue->rules);
    g_hash_table_destroy(catalogue->entries);
    document_free(catalogue->document);
    g_free(catalogue);
}

/* Asking. */

static const char *root_attribute(const struct catalogue *catalogue, const char *name)
{
    const char *value = element_attribute(catalogue->document->root, name);
    return value ? value : "";
}

const char *catalogue_language(const struct catalogue *catalogue)
{
    return root_attribute(catalogue, "language");
}

const char *catalogue_name(const struct catalogue *catalogue)
{
    return root_attribute(catalogue, "name");
}

bool catalogue_rtl(const struct catalogue *catalogue)
{
    return strcmp(root_attribute(catalogue, "direction"), "rtl") == 0;
}

bool catalogue_reviewed(const struct catalogue *catalogue)
{
    return strcmp(root_attribute(catalogue, "reviewed"), "yes") == 0;
}

const char *catalogue_text(const struct catalogue *catalogue, const char *id, size_t variant)
{
    const struct entry *entry = g_hash_table_lookup(catalogue->entries, id);
    return entry && variant < VARIANTS_MAX ? entry->texts[variant] : NULL;
}

/* The CLDR category of a count; other where ICU has no rules for the language. */
static size_t category_of(const struct catalogue *catalogue, unsigned count)
{
    struct plural_rules *rules = catalogue->rules;
    UErrorCode status = U_ZERO_ERROR;
    if (!rules->tried)
        rules->icu = uplrules_open(catalogue_language(catalogue), &status);
    rules->tried = true;
    if (U_FAILURE(status) || !rules->icu)
        return CATEGORY_OTHER;
    UChar keyword[16];
    int32_t length =
        uplrules_select(rules->icu, (double)count, keyword, G_N_ELEMENTS(keyword), &status);
    char name[G_N_ELEMENTS(keyword) + 1] = "";
    for (int32_t i = 0; U_SUCCESS(status) && i < length && i < (int32_t)G_N_ELEMENTS(keyword); i++)
        name[i] = (char)keyword[i];
    size_t category = position(categories, CATEGORY_COUNT, name);
    return category < CATEGORY_COUNT ? category : CATEGORY_OTHER;
}

const char *catalogue_plural(const struct catalogue *catalogue, const char *id, unsigned count)
{
    const struct entry *entry = g_hash_table_lookup(catalogue->entries, id);
    if (!entry || !entry->plural)
        return NULL;
    const char *form = entry->forms[category_of(catalogue, count)];
    return form ? form : entry->forms[CATEGORY_OTHER];
}

const char *catalogue_month(const struct catalogue *catalogue, const char *form, int month)
{
    size_t row = position(month_forms, MONTH_FORM_COUNT, form);
    if (row == MONTH_FORM_COUNT || month < 1 || month > 12)
        return NULL;
    return catalogue->months[row][month - 1];
}

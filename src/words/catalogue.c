/* SPDX-License-Identifier: Apache-2.0 */
/* Loads a language's strings, and finds texts, plural forms and months. */
#include "words/catalogue.h"

#include "read/read.h"
#include "read/xml.h"
#include "words/catalogue_private.h"

#include <string.h>
#include <unicode/upluralrules.h>

#define FOLDER "templates/strings/"

/* Every remainder that plural rules look at occurs below. */
#define COUNTS_JUDGED 201

/* Opened when the first plural is asked for: most labels have none, and ICU's data is large. */
struct plural_rules {
    UPluralRules *icu;
    bool tried;
};

const char *const catalogue_categories[CATEGORY_COUNT] = {"zero", "one",  "two",
                                                          "few",  "many", "other"};
const char *const catalogue_month_forms[MONTH_FORM_COUNT] = {"lead", "day", "plain", "short"};
const char *const catalogue_readings[READING_COUNT] = {"expiry", "endless", "undated", "tested"};

static size_t position(const char *const *names, size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static size_t position_of(const char *const *names, size_t count, const struct element *element,
                          const char *attribute)
{
    const char *name = element_attribute(element, attribute);
    return position(names, count, name ? name : "");
}

/* Reading: the document has been judged, so what it holds is in order. */

static void read_months(struct catalogue *catalogue, const struct element *element)
{
    size_t row = position_of(catalogue_month_forms, MONTH_FORM_COUNT, element, "form");
    if (row == MONTH_FORM_COUNT)
        return;
    struct months *months = &catalogue->months[row];
    *months = (struct months){.document = catalogue->document, .element = element};
    size_t column = 0;
    for (const struct element *month = element_first(element); month && column < MONTHS;
         month = element_next(month)) {
        if (strcmp(month->name, "month") == 0)
            months->names[column++] = month;
    }
}

static void read_forbidden(struct catalogue *catalogue, const struct element *element)
{
    size_t reading = position_of(catalogue_readings, READING_COUNT, element, "reads");
    if (reading < READING_COUNT)
        catalogue->forbidden[reading] = element;
}

/* The category of a text: a string's are those of other. */
static size_t category_of_text(const struct entry *entry, const struct element *text)
{
    return entry->plural ? position_of(catalogue_categories, CATEGORY_COUNT, text, "category")
                         : CATEGORY_OTHER;
}

static void read_texts(struct entry *entry)
{
    size_t counts[CATEGORY_COUNT] = {0};
    for (const struct element *text = element_first(entry->element); text;
         text = element_next(text)) {
        size_t category = category_of_text(entry, text);
        if (strcmp(text->name, "note") != 0 && category < CATEGORY_COUNT &&
            counts[category] < VARIANTS_MAX)
            entry->texts[category][counts[category]++] = text;
    }
}

static void read_entry(struct catalogue *catalogue, const struct element *element)
{
    const char *id = element_attribute(element, "id");
    struct entry *entry = g_new0(struct entry, 1);
    entry->document = catalogue->document;
    entry->element = element;
    entry->plural = strcmp(element->name, "plural") == 0;
    read_texts(entry);
    g_hash_table_insert(catalogue->entries, g_strdup(id ? id : ""), entry);
}

static void read_all(struct catalogue *catalogue)
{
    for (const struct element *element = element_first(catalogue->document->root); element;
         element = element_next(element)) {
        if (strcmp(element->name, "months") == 0)
            read_months(catalogue, element);
        else if (strcmp(element->name, "forbidden") == 0)
            read_forbidden(catalogue, element);
        else
            read_entry(catalogue, element);
    }
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

struct catalogue *catalogue_new(struct document *document)
{
    struct catalogue *catalogue = g_new0(struct catalogue, 1);
    catalogue->document = document;
    catalogue->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    catalogue->rules = g_new0(struct plural_rules, 1);
    read_all(catalogue);
    return catalogue;
}

/* Takes the source. */
static struct catalogue *load_judged(struct source *source, const char *language,
                                     struct diags *diags)
{
    struct document *document = read_data_file(source, STRINGS_SCHEMA, "strings", diags);
    struct catalogue *catalogue = document ? catalogue_new(document) : NULL;
    if (!catalogue || catalogue_judge(catalogue, language, diags))
        return catalogue;
    catalogue_free(catalogue);
    return NULL;
}

struct catalogue *catalogue_load(const struct assets *assets, const char *language,
                                 struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    g_autofree char *path = g_strconcat(FOLDER, language, ".xml", NULL);
    struct source *source = assets_open(assets, path, diags);
    if (!source) {
        if (diags_count_of(diags, SEVERITY_ERROR) == before)
            report_no_language(assets, language, diags);
        return NULL;
    }
    if (assets_include(source)) {
        struct document *document = xml_read(source, diags);
        return document ? catalogue_new(document) : NULL;
    }
    diags_blame_use(diags, true);
    struct catalogue *catalogue = load_judged(source, language, diags);
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
    catalogue_free(catalogue->overlay);
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
    const struct approval *approval = &catalogue->approval;
    return strcmp(root_attribute(catalogue, "reviewed"), "yes") == 0 ||
           (approval->reviewer && approval->texts == approval->of);
}

/* Wording that lies over a catalogue was read in another document. */
static bool is_reviewed(const struct catalogue *catalogue, const struct document *document)
{
    return document != catalogue->document || catalogue_reviewed(catalogue);
}

bool catalogue_text_reviewed(const struct catalogue *catalogue, const char *id)
{
    const struct entry *entry = g_hash_table_lookup(catalogue->entries, id);
    return entry && is_reviewed(catalogue, entry->document);
}

bool catalogue_month_reviewed(const struct catalogue *catalogue, const char *form)
{
    size_t row = position(catalogue_month_forms, MONTH_FORM_COUNT, form);
    return row < MONTH_FORM_COUNT && is_reviewed(catalogue, catalogue->months[row].document);
}

struct approval catalogue_approval(const struct catalogue *catalogue)
{
    return catalogue->approval;
}

struct place catalogue_place(const struct catalogue *catalogue)
{
    const struct document *document = catalogue->document;
    return (struct place){document->source, document_offset(document, document->root), NULL};
}

static const char *text_at(const struct catalogue *catalogue, const char *id, bool plural,
                           size_t category, size_t variant)
{
    const struct entry *entry = g_hash_table_lookup(catalogue->entries, id);
    if (!entry || entry->plural != plural || variant >= VARIANTS_MAX)
        return NULL;
    const struct element *text = entry->texts[category][variant];
    return text ? text->text : NULL;
}

const char *catalogue_text(const struct catalogue *catalogue, const char *id, size_t variant)
{
    return text_at(catalogue, id, false, CATEGORY_OTHER, variant);
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
    size_t category = position(catalogue_categories, CATEGORY_COUNT, name);
    return category < CATEGORY_COUNT ? category : CATEGORY_OTHER;
}

bool catalogue_needs_category(const struct catalogue *catalogue, size_t category)
{
    for (unsigned count = 0; category != CATEGORY_OTHER && count < COUNTS_JUDGED; count++)
        if (category_of(catalogue, count) == category)
            return true;
    return category == CATEGORY_OTHER;
}

const char *catalogue_plural(const struct catalogue *catalogue, const char *id, unsigned count,
                             size_t variant)
{
    size_t category = category_of(catalogue, count);
    if (!text_at(catalogue, id, true, category, 0))
        category = CATEGORY_OTHER;
    return text_at(catalogue, id, true, category, variant);
}

const char *catalogue_month(const struct catalogue *catalogue, const char *form, int month)
{
    size_t row = position(catalogue_month_forms, MONTH_FORM_COUNT, form);
    if (row == MONTH_FORM_COUNT || month < 1 || month > MONTHS)
        return NULL;
    const struct element *name = catalogue->months[row].names[month - 1];
    return name ? name->text : NULL;
}

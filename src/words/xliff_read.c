/* SPDX-License-Identifier: Apache-2.0 */
/* Translated XLIFF 1.2 → a tree of strings whose elements know their places in it. */
#include "words/xliff.h"

#include "read/schema.h"
#include "read/xml.h"
#include "words/xliff_units.h"

#include <string.h>
#include <unicode/uloc.h>

struct import {
    struct document *xliff, *strings;
    const struct element *file;
    GHashTable *units;  /* id → trans-unit */
    GHashTable *wanted; /* units that were asked for, and their text (char *, NULL: none) */
    struct diags *diags;
    bool reviewed; /* so far: every text was approved */
};

/* Finding the units */

static bool is_xliff(const struct element *element, const char *name)
{
    return strcmp(element->name, name) == 0 && strcmp(element->space, XLIFF_NAMESPACE) == 0;
}

static void collect_unit(struct import *import, const struct element *unit)
{
    const char *id = element_attribute(unit, "id");
    if (!id)
        document_report(import->xliff, unit, import->diags, CODE_SCHEMA_MISSING,
                        "\"trans-unit\" has no attribute \"id\"");
    else if (!g_hash_table_insert(import->units, (void *)(uintptr_t)id, (void *)(uintptr_t)unit))
        document_report(import->xliff, unit, import->diags, CODE_SCHEMA_REPEATED,
                        "the unit \"%s\" occurs more than once", id);
}

/* Depth is bounded by the reader. What tools add beside units is not looked at. */
static void collect_units(struct import *import, const struct element *parent)
{
    for (const struct element *element = element_first(parent); element;
         element = element_next(element)) {
        if (is_xliff(element, "trans-unit"))
            collect_unit(import, element);
        else if (is_xliff(element, "file") || is_xliff(element, "body") ||
                 is_xliff(element, "group"))
            collect_units(import, element);
    }
}

/* Texts */

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* The text of a target; tools that cut texts into sentences put those into <mrk>. Other elements
 * inside are refused. NULL where nothing is translated; the caller frees. */
static char *read_target(struct import *import, const struct element *target)
{
    GString *text = g_string_new(target->text);
    for (const struct element *part = element_first(target); part; part = element_next(part)) {
        if (!is_xliff(part, "mrk") || part->first || !is_blank(target->text)) {
            document_report(import->xliff, part, import->diags, CODE_SCHEMA_TYPE,
                            "\"%s\" stands in a text; a text is plain, with its values in braces",
                            part->name);
            break;
        }
        g_string_truncate(text, part == element_first(target) ? 0 : text->len);
        g_string_append(text, part->text);
    }
    return g_string_free(text, is_blank(text->str));
}

/* True if a tool has put something there that is no translation yet, such as the English text. */
static bool is_untranslated(const struct element *target)
{
    const char *state = element_attribute(target, "state");
    return g_strcmp0(state, "new") == 0 || g_strcmp0(state, "needs-translation") == 0;
}

/* The unit's text, NULL where it has none or there is no such unit; kept until the end. */
static const char *text_of_unit(struct import *import, const char *id)
{
    void *known;
    if (g_hash_table_lookup_extended(import->wanted, id, NULL, &known))
        return known;
    const struct element *unit = g_hash_table_lookup(import->units, id);
    const struct element *target = unit ? element_child(unit, "target") : NULL;
    char *text = target && !is_untranslated(target) ? read_target(import, target) : NULL;
    if (text && g_strcmp0(element_attribute(unit, "approved"), "yes") != 0)
        import->reviewed = false;
    g_hash_table_insert(import->wanted, g_strdup(id), text);
    return text;
}

/* The place of a unit's text, for findings: its target, the unit, or the file. */
static const struct element *place_of(const struct import *import, const char *id)
{
    const struct element *unit = g_hash_table_lookup(import->units, id);
    const struct element *target = unit ? element_child(unit, "target") : NULL;
    return target ? target : unit ? unit : import->file;
}

static void report_missing(struct import *import, const char *id, const char *what)
{
    document_report(import->xliff, place_of(import, id), import->diags, CODE_STRINGS_MISSING,
                    "%s \"%s\" is not translated", what, id);
}

/* Building the tree of strings */

static struct element *add(struct import *import, struct element *parent, const char *name,
                           const char *attribute, const char *value, const char *unit)
{
    struct element *element = document_add(import->strings, parent, name, STRINGS_NAMESPACE);
    if (attribute)
        document_set_attributes(import->strings, element, &(struct attribute){attribute, value}, 1);
    element->origin = place_of(import, unit);
    return element;
}

static void add_text(struct import *import, struct element *parent, const char *name,
                     const char *category, const char *unit)
{
    struct element *element =
        add(import, parent, name, category ? "category" : NULL, category, unit);
    document_set_text(import->strings, element, text_of_unit(import, unit));
}

/* The note that the catalogue had, not the English one, nor what a translator remarked. */
static void add_note(struct import *import, struct element *parent, const char *id)
{
    const struct element *unit = g_hash_table_lookup(import->units, id);
    const struct element *note = unit ? element_first(unit) : NULL;
    while (note &&
           !(is_xliff(note, "note") && g_strcmp0(element_attribute(note, "from"), NOTE_OWN) == 0))
        note = element_next(note);
    if (!note)
        return;
    struct element *element = add(import, parent, "note", NULL, NULL, id);
    document_set_text(import->strings, element, note->text);
}

static void import_months(struct import *import, size_t form)
{
    bool whole = true;
    for (unsigned month = 1; month <= MONTHS; month++) {
        g_autofree char *id = unit_of_month(form, month);
        if (!text_of_unit(import, id)) {
            report_missing(import, id, "the month");
            whole = false;
        }
    }
    if (!whole)
        return;
    g_autofree char *first = unit_of_month(form, 1);
    struct element *months =
        add(import, import->strings->root, "months", "form", catalogue_month_forms[form], first);
    for (unsigned month = 1; month <= MONTHS; month++) {
        g_autofree char *id = unit_of_month(form, month);
        add_text(import, months, "month", NULL, id);
    }
    add_note(import, months, first);
}

static void import_string(struct import *import, const struct need *need)
{
    g_autofree char *full = unit_of_text(need, CATEGORY_OTHER, 0);
    bool there = text_of_unit(import, full) != NULL;
    if (!there && need->kind == NEED_TEXT)
        report_missing(import, full, "the text");
    struct element *string =
        there ? add(import, import->strings->root, "string", "id", need->id, full) : NULL;
    for (size_t variant = 0; variant < VARIANTS_MAX; variant++) {
        g_autofree char *id = unit_of_text(need, CATEGORY_OTHER, variant);
        if (text_of_unit(import, id) && string)
            add_text(import, string, variant ? "short" : "text", NULL, id);
    }
    if (string)
        add_note(import, string, full);
}

/* Adds the forms, or the short ones, that are translated. */
static void import_forms(struct import *import, const struct need *need, struct element *plural,
                         size_t from, size_t to)
{
    for (size_t variant = from; variant < to; variant++)
        for (size_t category = 0; category < CATEGORY_COUNT; category++) {
            g_autofree char *id = unit_of_text(need, category, variant);
            if (text_of_unit(import, id))
                add_text(import, plural, variant ? "short" : "form", catalogue_categories[category],
                         id);
        }
}

/* Where a finding on the plural as a whole points: to the first form that is not translated. */
static const struct element *place_of_plural(const struct import *import, const struct need *need)
{
    const struct element *place = NULL;
    for (size_t category = 0; category < CATEGORY_COUNT && !place; category++) {
        g_autofree char *id = unit_of_text(need, category, 0);
        if (g_hash_table_contains(import->units, id) && !g_hash_table_lookup(import->wanted, id))
            place = place_of(import, id);
    }
    return place;
}

static void import_plural(struct import *import, const struct need *need)
{
    g_autofree char *other = unit_of_text(need, CATEGORY_OTHER, 0);
    struct element *plural = add(import, import->strings->root, "plural", "id", need->id, other);
    import_forms(import, need, plural, 0, 1);
    import_forms(import, need, plural, 1, VARIANTS_MAX);
    const struct element *place = place_of_plural(import, need);
    if (place)
        plural->origin = place;
    if (!plural->first)
        report_missing(import, other, "the plural");
    plural->aside = !plural->first;
    add_note(import, plural, other);
}

static void import_words(struct import *import, size_t reading)
{
    struct element *list = NULL;
    g_autofree char *first = unit_of_word(reading, 1);
    for (unsigned number = 1;; number++) {
        g_autofree char *id = unit_of_word(reading, number);
        if (!g_hash_table_contains(import->units, id))
            break;
        if (!text_of_unit(import, id))
            continue;
        if (!list)
            list = add(import, import->strings->root, "forbidden", "reads",
                       catalogue_readings[reading], first);
        add_text(import, list, "word", NULL, id);
    }
    if (list)
        add_note(import, list, first);
    else
        report_missing(import, first, "the list of forbidden words");
}

static void report_unknown(struct import *import)
{
    GHashTableIter iter;
    void *id, *unit;
    g_hash_table_iter_init(&iter, import->units);
    while (g_hash_table_iter_next(&iter, &id, &unit)) {
        if (g_hash_table_contains(import->wanted, id))
            continue;
        g_autofree char *base = g_strndup(id, strcspn(id, "/"));
        const char *nearest = catalogue_nearest_id(base);
        document_report(import->xliff, unit, import->diags, CODE_STRINGS_UNKNOWN,
                        "no catalogue has the unit \"%s\"%s%s%s", (char *)id,
                        nearest ? "; did you mean \"" : "", nearest ? nearest : "",
                        nearest ? "\"?" : "");
    }
}

/* After the texts, because only then it is known whether all of them were approved. */
static void set_root(struct import *import)
{
    const char *language = element_attribute(import->file, "target-language");
    const char *name = text_of_unit(import, UNIT_NAME);
    const struct attribute attributes[] = {
        {"language", language},
        {"direction", uloc_isRightToLeft(language) ? "rtl" : "ltr"},
        {"reviewed", import->reviewed ? "yes" : "no"},
        {"name", name},
    };
    if (!name)
        report_missing(import, UNIT_NAME, "the name");
    document_set_attributes(import->strings, import->strings->root, attributes,
                            G_N_ELEMENTS(attributes) - (name ? 0 : 1));
}

static void build(struct import *import)
{
    import->strings = document_new(NULL, SYNTAX_XML);
    import->strings->base = import->xliff;
    add(import, NULL, "strings", NULL, NULL, "");
    for (size_t form = 0; form < MONTH_FORM_COUNT; form++)
        import_months(import, form);
    for (size_t i = 0; i < catalogue_need_count; i++)
        if (catalogue_needs[i].kind == NEED_PLURAL)
            import_plural(import, &catalogue_needs[i]);
        else
            import_string(import, &catalogue_needs[i]);
    for (size_t reading = 0; reading < READING_COUNT; reading++)
        import_words(import, reading);
    set_root(import);
    report_unknown(import);
}

/* The tree as a catalogue is judged, at its places in the file; the text where all is well. */
static char *judge(struct import *import, size_t errors_before)
{
    bool valid = import->strings->root->first &&
                 schema_judge(import->strings, STRINGS_SCHEMA, import->diags);
    struct catalogue *catalogue = catalogue_new(import->strings);
    if (valid)
        catalogue_judge_part(catalogue, NULL, import->diags);
    char *text = diags_count_of(import->diags, SEVERITY_ERROR) == errors_before
                     ? catalogue_write(import->strings)
                     : NULL;
    catalogue_free(catalogue);
    return text;
}

/* The first file, with the language it is in; NULL after a finding. */
static const struct element *find_file(struct document *xliff, struct diags *diags)
{
    const struct element *file = is_xliff(xliff->root, "xliff") ? element_first(xliff->root) : NULL;
    while (file && !is_xliff(file, "file"))
        file = element_next(file);
    if (!file)
        document_report(xliff, xliff->root, diags, CODE_SCHEMA_NAME,
                        "this is no XLIFF 1.2 file with a \"file\" in it, as \"uplabel strings "
                        "export\" writes one");
    else if (!element_attribute(file, "target-language"))
        document_report(xliff, file, diags, CODE_SCHEMA_MISSING,
                        "\"file\" has no attribute \"target-language\"");
    return file && element_attribute(file, "target-language") ? file : NULL;
}

static char *import_document(struct document *xliff, struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    struct import import = {
        .xliff = xliff,
        .file = find_file(xliff, diags),
        .units = g_hash_table_new(g_str_hash, g_str_equal),
        .wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .diags = diags,
        .reviewed = true,
    };
    char *text = NULL;
    if (import.file) {
        collect_units(&import, xliff->root);
        build(&import);
        text = judge(&import, before);
    }
    g_hash_table_unref(import.units);
    g_hash_table_unref(import.wanted);
    return text;
}

char *xliff_import(struct source *source, struct diags *diags)
{
    diags_blame_use(diags, true);
    struct document *xliff = xml_read(source, diags);
    char *text = xliff ? import_document(xliff, diags) : NULL;
    document_free(xliff);
    diags_blame_use(diags, false);
    return text;
}

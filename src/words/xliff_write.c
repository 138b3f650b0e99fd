/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue → XLIFF 1.2 for translators: English beside it, notes, and widths. */
#include "words/xliff.h"

#include "base/escape.h"
#include "words/xliff_units.h"

#include <string.h>

struct export
{
    const struct catalogue *catalogue, *english;
    const struct catalogue *const *all;
    size_t count;
    bool wide; /* its letters are as wide as two */
    GString *out;
};

/* A unit's parts; what is NULL is left out. */
struct unit {
    char *id; /* taken */
    const char *source, *target;
    const char *note, *english_note; /* the catalogue's own, and that of the English one */
    size_t width;                    /* 0: any */
};

/* Text of an element's own, or NULL. */
static const char *text_of(const struct element *element)
{
    return element ? element->text : NULL;
}

/* A note on one line: where it was broken says nothing. */
static void append_note(GString *out, const char *note, const char *from)
{
    g_auto(GStrv) words = g_strsplit_set(note, " \n\t", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_printf(line, "%s%s", line->len ? " " : "", *word);
    g_string_append_printf(out, "        <note from=\"%s\">", from);
    escape_xml(out, line->str);
    g_string_append(out, "</note>\n");
}

static void append_unit(struct export *export, struct unit unit)
{
    GString *out = export->out;
    bool reviewed = catalogue_reviewed(export->catalogue);
    g_string_append_printf(out, "      <trans-unit id=\"%s\" xml:space=\"preserve\"", unit.id);
    if (unit.width > 0)
        g_string_append_printf(out, " maxwidth=\"%zu\" size-unit=\"char\"", unit.width);
    g_string_append_printf(out, " approved=\"%s\">\n        <source>",
                           unit.target && reviewed ? "yes" : "no");
    escape_xml(out, unit.source);
    g_string_append(out, "</source>\n");
    if (unit.target) {
        g_string_append_printf(out, "        <target state=\"%s\">",
                               reviewed ? "final" : "needs-review-translation");
        escape_xml(out, unit.target);
        g_string_append(out, "</target>\n");
    }
    if (unit.note)
        append_note(out, unit.note, NOTE_OWN);
    if (unit.english_note && unit.english_note != unit.note)
        append_note(out, unit.english_note, "en");
    g_string_append(out, "      </trans-unit>\n");
    g_free(unit.id);
}

/* Widths */

static size_t columns_of(const char *text)
{
    size_t columns = 0;
    for (; *text; text += g_utf8_skip[(unsigned char)*text]) {
        gunichar c = g_utf8_get_char(text);
        columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return columns;
}

/* Columns as characters of the language; a text that is there fits, line break hints and all. */
static size_t width_of(const struct export *export, size_t columns, const char *target)
{
    size_t width = export->wide ? (columns + 1) / 2 : columns;
    return MAX(width, target ? (size_t)g_utf8_strlen(target, -1) : 0);
}

static size_t width_of_month(const struct export *export, size_t form, const char *target)
{
    size_t columns = 0;
    for (size_t i = 0; i < export->count; i++)
        for (size_t month = 0; month < MONTHS; month++) {
            const char *name = text_of(export->all[i]->months[form].names[month]);
            columns = MAX(columns, name ? columns_of(name) : 0);
        }
    return width_of(export, columns, target);
}

/* Where no language has such a short form, that of the next longer one. */
static size_t width_of_text(const struct export *export, const char *id, size_t variant,
                            const char *target)
{
    size_t columns = 0;
    for (size_t i = 0; i < export->count; i++) {
        const struct entry *entry = g_hash_table_lookup(export->all[i]->entries, id);
        for (size_t category = 0; entry && category < CATEGORY_COUNT; category++) {
            const char *text = text_of(entry->texts[category][variant]);
            columns = MAX(columns, text ? columns_of(text) : 0);
        }
    }
    if (columns == 0 && variant > 0)
        return width_of_text(export, id, variant - 1, target);
    return width_of(export, columns, target);
}

/* Months */

static const char *note_of(const struct element *element)
{
    return element ? element_child_text(element, "note") : NULL;
}

static void export_months(struct export *export, size_t form)
{
    const struct months *months = &export->catalogue->months[form];
    const struct months *english = &export->english->months[form];
    for (unsigned month = 0; month < MONTHS; month++) {
        const char *target = text_of(months->names[month]);
        append_unit(export, (struct unit){
                                .id = unit_of_month(form, month + 1),
                                .source = text_of(english->names[month]),
                                .target = target,
                                .note = note_of(months->element),
                                .english_note = note_of(english->element),
                                .width = width_of_month(export, form, target),
                            });
    }
}

/* Texts */

/* What an optional text has for English, which does without: its values. */
static char *values_of(const struct need *need)
{
    g_auto(GStrv) values = g_strsplit(need->values, " ", -1);
    GString *text = g_string_new(NULL);
    for (char **value = values; *value; value++)
        g_string_append_printf(text, "%s{%.*s}", text->len ? " " : "", (int)strcspn(*value, "?"),
                               *value);
    return g_string_free(text, FALSE);
}

/* The English text, or the shortest there is; in a category that English lacks, that of other. */
static const char *source_of(const struct entry *english, size_t category, size_t variant)
{
    if (!english)
        return NULL;
    if (!english->texts[category][0])
        category = CATEGORY_OTHER;
    const struct element *const *texts = english->texts[category];
    while (variant > 0 && !texts[variant])
        variant--;
    return text_of(texts[variant]);
}

/* Short forms that either language has; of an optional text, only one that the language has, or one
 * that is new. */
static bool is_offered(const struct export *export, const struct need *need,
                       const struct entry *entry, const struct entry *english, size_t category,
                       size_t variant)
{
    if (entry && entry->texts[category][variant])
        return true;
    if (need->kind == NEED_PLURAL && !catalogue_needs_category(export->catalogue, category))
        return false;
    if (variant > 0)
        return english && english->texts[CATEGORY_OTHER][variant];
    return need->kind != NEED_OPTIONAL || english ||
           g_hash_table_size(export->catalogue->entries) == 0;
}

static void export_need(struct export *export, const struct need *need)
{
    const struct entry *entry = g_hash_table_lookup(export->catalogue->entries, need->id);
    const struct entry *english = g_hash_table_lookup(export->english->entries, need->id);
    g_autofree char *values = values_of(need);
    size_t first = need->kind == NEED_PLURAL ? 0 : CATEGORY_OTHER;
    for (size_t i = first * VARIANTS_MAX; i < (size_t)CATEGORY_COUNT * VARIANTS_MAX; i++) {
        size_t category = i / VARIANTS_MAX, variant = i % VARIANTS_MAX;
        if (!is_offered(export, need, entry, english, category, variant))
            continue;
        const char *source = source_of(english, category, variant);
        const char *target = entry ? text_of(entry->texts[category][variant]) : NULL;
        append_unit(export, (struct unit){
                                .id = unit_of_text(need, category, variant),
                                .source = source ? source : values,
                                .target = target,
                                .note = note_of(entry ? entry->element : NULL),
                                .english_note = note_of(english ? english->element : NULL),
                                .width = width_of_text(export, need->id, variant, target),
                            });
    }
}

/* Forbidden words: each language has its own list; a new one begins beside the English one. */

static const struct element *next_word(const struct element *word)
{
    while (word && strcmp(word->name, "word") != 0)
        word = element_next(word);
    return word;
}

static void export_words(struct export *export, size_t reading)
{
    const struct element *list = export->catalogue->forbidden[reading];
    const struct element *english = export->english->forbidden[reading];
    const struct element *word = list ? next_word(element_first(list)) : NULL;
    const struct element *source = english ? next_word(element_first(english)) : NULL;
    const char *text = NULL;
    for (unsigned number = 1; word || (!list && source); number++) {
        text = source ? source->text : text;
        append_unit(export, (struct unit){
                                .id = unit_of_word(reading, number),
                                .source = text ? text : "",
                                .target = text_of(word),
                                .note = note_of(list),
                                .english_note = note_of(english),
                            });
        word = word ? next_word(element_next(word)) : NULL;
        source = source ? next_word(element_next(source)) : NULL;
    }
}

/* The file */

static const char head_note[] =
    "Keep what stands in braces: values are put in there. Stars stand around what is printed extra "
    "bold, an upright stroke breaks the line. maxwidth counts the characters of the longest text "
    "that any catalogue has in this place, marks and braces included (of Chinese, Japanese and "
    "Korean: half as many); it is a hint, and drawing the label decides. A short form may be left "
    "out, except of a plural that has it in another category.";

static const struct catalogue *find_english(const struct catalogue *const *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(catalogue_language(all[i]), "en") == 0)
            return all[i];
    return all[0];
}

static bool is_wide(const char *language)
{
    return g_str_has_prefix(language, "zh") || g_str_has_prefix(language, "ja") ||
           g_str_has_prefix(language, "ko");
}

static void append_units(struct export *export)
{
    const char *name = catalogue_name(export->catalogue);
    append_unit(export, (struct unit){
                            .id = g_strdup(UNIT_NAME),
                            .source = catalogue_name(export->english),
                            .target = *name ? name : NULL,
                            .english_note = "The name of the language in itself.",
                        });
    for (size_t form = 0; form < MONTH_FORM_COUNT; form++)
        export_months(export, form);
    for (size_t i = 0; i < catalogue_need_count; i++)
        export_need(export, &catalogue_needs[i]);
    for (size_t reading = 0; reading < READING_COUNT; reading++)
        export_words(export, reading);
}

char *xliff_export(const struct catalogue *catalogue, const struct catalogue *const *all,
                   size_t count)
{
    const char *language = catalogue_language(catalogue);
    struct export export = {
        .catalogue = catalogue,
        .english = find_english(all, count),
        .all = all,
        .count = count,
        .wide = is_wide(language),
        .out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
    };
    g_string_append_printf(export.out,
                           "<xliff xmlns=\"" XLIFF_NAMESPACE "\" version=\"1.2\">\n"
                           "  <file original=\"templates/strings/%s.xml\" source-language=\"en\" "
                           "target-language=\"%s\" datatype=\"plaintext\">\n"
                           "    <header>\n      <note>%s</note>\n    </header>\n    <body>\n",
                           language, language, head_note);
    append_units(&export);
    g_string_append(export.out, "    </body>\n  </file>\n</xliff>\n");
    return g_string_free(export.out, FALSE);
}

struct catalogue *catalogue_blank(const char *language)
{
    struct document *document = document_new(NULL, SYNTAX_XML);
    struct element *root = document_add(document, NULL, "strings", STRINGS_NAMESPACE);
    document_set_attributes(document, root, &(struct attribute){"language", language}, 1);
    return catalogue_new(document);
}

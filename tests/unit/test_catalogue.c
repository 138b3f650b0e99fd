/* SPDX-License-Identifier: Apache-2.0 */
/* Catalogues: the English one is complete, broken ones are refused by name, plurals follow CLDR. */
#include "words/catalogue.h"

#include "base/source.h"
#include "unit.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static struct diags *diags;
static char *folder;

static void setup(void)
{
    diags = diags_new(0);
    folder = g_build_filename(g_get_tmp_dir(), "uplabel-catalogue-XXXXXX", NULL);
    ck_assert_ptr_nonnull(g_mkdtemp(folder));
    g_autofree char *strings = g_build_filename(folder, "templates", "strings", NULL);
    ck_assert_int_eq(g_mkdir_with_parents(strings, 0755), 0);
}

static void teardown(void)
{
    g_autofree char *templates = g_build_filename(folder, "templates", NULL);
    g_autofree char *strings = g_build_filename(templates, "strings", NULL);
    g_autofree char *english = g_build_filename(strings, "en.xml", NULL);
    g_autofree char *polish = g_build_filename(strings, "pl.xml", NULL);
    g_unlink(english);
    g_unlink(polish);
    g_rmdir(strings);
    g_rmdir(templates);
    g_rmdir(folder);
    g_free(folder);
    diags_free(diags);
}

/* The English catalogue with one piece of text put in place of another; the caller frees. */
static char *changed_english(const char *piece, const char *instead)
{
    struct assets *assets = assets_new(NULL);
    struct source *source = assets_open(assets, "templates/strings/en.xml", diags);
    ck_assert_ptr_nonnull(source);
    const char *at = strstr(source->bytes, piece);
    ck_assert_msg(at != NULL, "%s", piece);
    GString *text = g_string_new_len(source->bytes, at - source->bytes);
    g_string_append(text, instead);
    g_string_append(text, at + strlen(piece));
    source_free(source);
    assets_free(assets);
    return g_string_free(text, FALSE);
}

/* Loads a catalogue from the test's folder, where `text` is the file of that language. */
static struct catalogue *load_text(const char *language, const char *text)
{
    const char *folders[] = {folder, NULL};
    g_autofree char *name = g_strdup_printf("%s.xml", language);
    g_autofree char *path = g_build_filename(folder, "templates", "strings", name, NULL);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    struct assets *assets = assets_new(folders);
    struct catalogue *catalogue = catalogue_load(assets, language, diags);
    assets_free(assets);
    return catalogue;
}

static struct catalogue *load_english(void)
{
    struct assets *assets = assets_new(NULL);
    struct catalogue *catalogue = catalogue_load(assets, "en", diags);
    assets_free(assets);
    ck_assert_ptr_nonnull(catalogue);
    ck_assert_uint_eq(diags_count(diags), 0);
    return catalogue;
}

START_TEST(english_is_complete)
{
    struct catalogue *catalogue = load_english();
    ck_assert_str_eq(catalogue_language(catalogue), "en");
    ck_assert_str_eq(catalogue_name(catalogue), "English");
    ck_assert(!catalogue_rtl(catalogue));
    ck_assert(catalogue_reviewed(catalogue));
    catalogue_free(catalogue);
}
END_TEST

/* The program's own catalogues are not judged when loaded; this is where they are. */
START_TEST(english_passes_as_anybodys_would)
{
    g_autofree char *text = changed_english("</strings>", "</strings>\n");
    struct catalogue *catalogue = load_text("en", text);
    ck_assert_ptr_nonnull(catalogue);
    ck_assert_uint_eq(diags_count(diags), 0);
    catalogue_free(catalogue);
}
END_TEST

START_TEST(texts_have_short_variants)
{
    struct catalogue *catalogue = load_english();
    ck_assert_str_eq(catalogue_text(catalogue, "hero.none", 0), "No updates");
    ck_assert_str_eq(catalogue_text(catalogue, "hero.none", 1), "None");
    ck_assert_ptr_null(catalogue_text(catalogue, "hero.none", 2));
    ck_assert_ptr_null(catalogue_text(catalogue, "hero.none", 99));
    ck_assert_ptr_null(catalogue_text(catalogue, "no.such", 0));
    ck_assert_ptr_null(catalogue_text(catalogue, "side.dated", 0));
    catalogue_free(catalogue);
}
END_TEST

START_TEST(months_have_forms)
{
    struct catalogue *catalogue = load_english();
    ck_assert_str_eq(catalogue_month(catalogue, "lead", 3), "March");
    ck_assert_str_eq(catalogue_month(catalogue, "plain", 12), "December");
    ck_assert_str_eq(catalogue_month(catalogue, "short", 1), "Jan");
    ck_assert_ptr_null(catalogue_month(catalogue, "lead", 0));
    ck_assert_ptr_null(catalogue_month(catalogue, "lead", 13));
    ck_assert_ptr_null(catalogue_month(catalogue, "loud", 1));
    catalogue_free(catalogue);
}
END_TEST

START_TEST(english_has_two_plural_forms)
{
    struct catalogue *catalogue = load_english();
    ck_assert_str_eq(catalogue_plural(catalogue, "parts.more", 1, 0), "and {n} more part");
    ck_assert_str_eq(catalogue_plural(catalogue, "parts.more", 0, 0), "and {n} more parts");
    ck_assert_str_eq(catalogue_plural(catalogue, "parts.more", 2, 0), "and {n} more parts");
    ck_assert_ptr_null(catalogue_plural(catalogue, "title", 1, 0));
    ck_assert_ptr_null(catalogue_plural(catalogue, "no.such", 1, 0));
    catalogue_free(catalogue);
}
END_TEST

START_TEST(polish_has_three)
{
    struct assets *assets = assets_new(NULL);
    struct catalogue *catalogue = catalogue_load(assets, "pl", diags);
    assets_free(assets);
    ck_assert_ptr_nonnull(catalogue);
    const char *few = catalogue_plural(catalogue, "duration.months.purchase", 3, 0);
    ck_assert_str_ne(catalogue_plural(catalogue, "duration.months.purchase", 1, 0), few);
    ck_assert_str_eq(catalogue_plural(catalogue, "duration.months.purchase", 22, 0), few);
    ck_assert_str_ne(catalogue_plural(catalogue, "duration.months.purchase", 12, 0), few);
    catalogue_free(catalogue);
}
END_TEST

START_TEST(plurals_have_short_variants)
{
    g_autofree char *text = changed_english("<form category=\"other\">and {n} more parts</form>",
                                            "<form category=\"other\">and {n} more parts</form>"
                                            "<short category=\"one\">{n} more</short>"
                                            "<short category=\"other\">{n} others</short>");
    struct catalogue *catalogue = load_text("en", text);
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_ptr_nonnull(catalogue);
    ck_assert_str_eq(catalogue_plural(catalogue, "parts.more", 1, 1), "{n} more");
    ck_assert_str_eq(catalogue_plural(catalogue, "parts.more", 5, 1), "{n} others");
    ck_assert_ptr_null(catalogue_plural(catalogue, "parts.more", 5, 2));
    catalogue_free(catalogue);
}
END_TEST

START_TEST(an_unknown_language_is_refused)
{
    struct assets *assets = assets_new(NULL);
    ck_assert_ptr_null(catalogue_load(assets, "xx", diags));
    ck_assert_ptr_null(catalogue_load(assets, "../../../etc/passwd", diags));
    assets_free(assets);
    ck_assert_uint_eq(diags_count(diags), 2);
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_STRINGS_LANGUAGE);
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 0)->text, "there are: ar, bg"));
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), BLAME_USE);
}
END_TEST

static const struct {
    const char *piece, *instead;
    enum code code;
    const char *named;
} faults[] = {
    {"<string id=\"title\">", "<string id=\"titel\">", CODE_STRINGS_MISSING, "\"title\""},
    {"<string id=\"title\">", "<string id=\"titel\">", CODE_STRINGS_UNKNOWN, "\"titel\""},
    {"<months form=\"short\">", "<!-- <months form=\"short\">", CODE_STRINGS_MISSING, "\"short\""},
    {"Stated by {name}<", "Stated by them<", CODE_STRINGS_MISSING, "{name}"},
    {"Stated by {name}<", "Stated by {name} {surname}<", CODE_STRINGS_UNKNOWN, "{surname}"},
    {"<form category=\"other\">and {n} more parts</form>", "", CODE_STRINGS_MISSING,
     "\"parts.more\""},
    {"<form category=\"one\">and {n} more part</form>", "", CODE_STRINGS_MISSING,
     "category one, which en counts with"},
    {"and {n} more parts</form>", "and {n} more parts</form><short category=\"other\">+{n}</short>",
     CODE_STRINGS_MISSING, "0 short forms of category one, but 1 of another"},
    {" reviewed=\"yes\"", "", CODE_SCHEMA_MISSING, "\"reviewed\""},
    {"<word>expir*</word>", "<word>updates</word>", CODE_STRINGS_FORBIDDEN, "Security updates"},
    {">No updates<", ">Not stated<", CODE_STRINGS_ALIKE, "hero.none"},
    {"language=\"en\"", "language=\"fr\"", CODE_STRINGS_LANGUAGE, "\"fr\""},
};

START_TEST(a_broken_catalogue_is_refused_by_name)
{
    g_autofree char *text = changed_english(faults[_i].piece, faults[_i].instead);
    if (strstr(faults[_i].instead, "<!--")) {
        char *end = strstr(strstr(text, faults[_i].instead), "</months>");
        g_autofree char *head = g_strndup(text, (size_t)(end - text));
        char *closed = g_strconcat(head, "</months> -->", end + strlen("</months>"), NULL);
        g_free(text);
        text = closed;
    }
    ck_assert_ptr_null(load_text("en", text));
    bool found = false;
    for (size_t i = 0; i < diags_count(diags); i++)
        found |= diags_at(diags, i)->code == faults[_i].code &&
                 strstr(diags_at(diags, i)->text, faults[_i].named);
    ck_assert_msg(found, "%s", faults[_i].named);
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), BLAME_USE);
}
END_TEST

/* Taking away any element of any catalogue is noticed; each one takes its turn in one language. */

/* Of each language every so many-th, so that there is time for all of them. */
static const struct {
    const char *opening;
    size_t step, least; /* least: so many in all languages */
} kinds[] = {{"<string ", 37, 200},
             {"<plural ", 5, 100},
             {"<months ", 2, 66},
             {"<forbidden ", 2, 49},
             {"<form ", 17, 40}};

/* The catalogue without its nth element of that kind, NULL where it has no more; the caller frees.
 */
static char *without(const char *text, const char *opening, size_t number)
{
    const char *at = strstr(text, opening);
    for (; at && number > 0; number--)
        at = strstr(at + 1, opening);
    if (!at)
        return NULL;
    g_autofree char *name = g_strndup(opening + 1, strlen(opening) - 2);
    g_autofree char *closing = g_strdup_printf("</%s>", name);
    const char *end = strstr(at, closing);
    ck_assert_ptr_nonnull(end);
    g_autofree char *head = g_strndup(text, (size_t)(at - text));
    return g_strconcat(head, end + strlen(closing), NULL);
}

static void assert_missed(const char *language, const char *text, const char *what, size_t number)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    struct catalogue *catalogue = load_text(language, text);
    ck_assert_msg(catalogue == NULL, "%s without %s%zu", language, what, number);
    ck_assert_uint_gt(diags_count_of(diags, SEVERITY_ERROR), before);
}

/* Forms that only fractions ask for may go, and so may what English does without. */
static bool may_go(const char *text, const char *shorter)
{
    size_t at = 0;
    while (text[at] && text[at] == shorter[at])
        at++;
    while (at > 0 && text[at] != '<')
        at--;
    static const char *const free_to_go[] = {"<string id=\"side.dated", "<string id=\"page.",
                                             "<string id=\"site.", "<form category=\"many\"",
                                             "<form category=\"other\""};
    for (size_t i = 0; i < G_N_ELEMENTS(free_to_go); i++)
        if (g_str_has_prefix(text + at, free_to_go[i]))
            return true;
    return false;
}

START_TEST(nothing_is_missing_unnoticed)
{
    struct assets *assets = assets_new(NULL);
    g_autoptr(GPtrArray) paths = assets_list(assets, "templates/strings/");
    ck_assert_uint_ge(paths->len, 33);
    size_t removed = 0;
    for (size_t i = 0; i < paths->len; i++) {
        g_autofree char *language = g_path_get_basename(paths->pdata[i]);
        language[strlen(language) - strlen(".xml")] = '\0';
        struct source *source = assets_open(assets, paths->pdata[i], diags);
        char *shorter;
        for (size_t number = i % kinds[_i].step;
             (shorter = without(source->bytes, kinds[_i].opening, number)) != NULL;
             number += kinds[_i].step) {
            if (!may_go(source->bytes, shorter)) {
                assert_missed(language, shorter, kinds[_i].opening, number);
                removed++;
            }
            g_free(shorter);
        }
        source_free(source);
        g_autofree char *name = g_strconcat(language, ".xml", NULL);
        g_autofree char *path = g_build_filename(folder, "templates", "strings", name, NULL);
        g_unlink(path);
    }
    ck_assert_uint_ge(removed, kinds[_i].least);
    assets_free(assets);
}
END_TEST

/* Stars and braces that do not pair, characters that break a line, an id given twice. */
static const char *const refused_by_schema[] = {
    "<text>Security *updates</text>",
    "<text>Security {updates</text>",
    "<text>Security }updates</text>",
    "<text>Security\nupdates</text>",
    "<text>Security {Updates}</text>",
    "<text></text>",
    "<text>Security updates</text></string><string id=\"title\"><text>Again</text>",
};

START_TEST(the_schema_keeps_the_markup)
{
    g_autofree char *text = changed_english("<text>Security updates</text>", refused_by_schema[_i]);
    ck_assert_ptr_null(load_text("en", text));
    ck_assert_uint_ge(diags_count(diags), 1);
}
END_TEST

static const struct {
    const char *word;
    bool accepted;
} words[] = {
    {"expir*", true}, {"*expir", true},     {"runs … out", true}, {"*expir … soon*", true},
    {"a*b", false},   {"a … b … c", false}, {"**", false},        {"ru|ns", false},
    {"{n}", false},   {"", false},          {"a …", false},
};

START_TEST(forbidden_words_have_a_form)
{
    g_autofree char *word = g_strdup_printf("<word>%s</word>", words[_i].word);
    g_autofree char *text = changed_english("<word>expir*</word>", word);
    struct catalogue *catalogue = load_text("en", text);
    ck_assert_msg((catalogue != NULL) == words[_i].accepted, "%s", words[_i].word);
    catalogue_free(catalogue);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *tcase = tcase_create("catalogue");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, english_is_complete);
    tcase_add_test(tcase, english_passes_as_anybodys_would);
    tcase_add_test(tcase, texts_have_short_variants);
    tcase_add_test(tcase, months_have_forms);
    tcase_add_test(tcase, english_has_two_plural_forms);
    tcase_add_test(tcase, polish_has_three);
    tcase_add_test(tcase, plurals_have_short_variants);
    tcase_add_test(tcase, an_unknown_language_is_refused);
    tcase_add_loop_test(tcase, a_broken_catalogue_is_refused_by_name, 0, G_N_ELEMENTS(faults));
    tcase_add_loop_test(tcase, nothing_is_missing_unnoticed, 0, G_N_ELEMENTS(kinds));
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, forbidden_words_have_a_form, 0, G_N_ELEMENTS(words));
    tcase_add_loop_test(tcase, the_schema_keeps_the_markup, 0, G_N_ELEMENTS(refused_by_schema));
    suite_add_tcase(suite, tcase);
    return suite;
}

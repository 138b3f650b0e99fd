/* SPDX-License-Identifier: Apache-2.0 */
/* The glossary: what it refers to is there, and it says of each field who asks for it, as the schema
 * does. */
#include "read/glossary.h"

#include "unit.h"

#include "read/read.h"
#include "read/standards.h"

#include <string.h>

static struct assets *assets;
static struct diags *diags;
static struct glossary *glossary;
static struct standards *standards;

static void setup(void)
{
    assets = assets_new(NULL);
    diags = diags_new(0);
    glossary = glossary_load(assets, diags);
    standards = standards_load(assets, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_ptr_nonnull(glossary);
    ck_assert_ptr_nonnull(standards);
}

static void teardown(void)
{
    standards_free(standards);
    glossary_free(glossary);
    diags_free(diags);
    assets_free(assets);
}

START_TEST(every_reference_leads_somewhere)
{
    for (size_t i = 0; i < glossary_count(glossary); i++) {
        const struct term *term = glossary_at(glossary, i);
        for (const char *const *see = term->see; *see; see++)
            ck_assert_msg(glossary_find(glossary, *see) != NULL, "%s refers to %s", term->id, *see);
        if (term->of)
            ck_assert_msg(glossary_find(glossary, term->of) != NULL, "%s is part of %s", term->id,
                          term->of);
        for (size_t k = 0; k < term->known_count; k++)
            ck_assert_msg(standards_find(standards, term->known[k].by) != NULL,
                          "%s is asked for by %s", term->id, term->known[k].by);
    }
}
END_TEST

START_TEST(every_term_has_a_meaning)
{
    for (size_t i = 0; i < glossary_count(glossary); i++) {
        const struct term *term = glossary_at(glossary, i);
        ck_assert_ptr_eq(glossary_find(glossary, term->id), term);
        if (term->kind == TERM_CONCEPT)
            ck_assert_msg(term->title && *term->meanings, "%s says nothing", term->id);
        else
            ck_assert_ptr_nonnull(term->field);
    }
}
END_TEST

/* Whether the list "NTIA, FTC, EU CRA." has the name. */
static bool names(const char *list, const char *name)
{
    g_autofree char *bare = g_strndup(list, strcspn(list, "."));
    g_auto(GStrv) items = g_strsplit(bare, ", ", -1);
    return g_strv_contains((const char *const *)items, name);
}

static size_t count_names(const char *list)
{
    size_t count = 1;
    for (const char *at = list; *at && *at != '.'; at++)
        count += *at == ',';
    return count;
}

/* The crosswalk and the schema's documentation are two ways to say who asks for a field or value. */
START_TEST(the_crosswalk_agrees_with_the_schema)
{
    static const char asked_for[] = "Asked for by: ";
    size_t compared = 0;
    for (size_t i = 0; i < glossary_count(glossary); i++) {
        const struct term *term = glossary_at(glossary, i);
        if (term->kind == TERM_CONCEPT)
            continue;
        const char *text =
            term->kind == TERM_FIELD ? term->field->documentation : term->value->documentation;
        const char *asked = strstr(text, asked_for);
        ck_assert_msg((asked != NULL) == (term->known_count > 0), "%s", term->id);
        if (!asked)
            continue;
        asked += strlen(asked_for);
        ck_assert_msg(count_names(asked) == term->known_count, "%s: %s", term->id, asked);
        for (size_t k = 0; k < term->known_count; k++) {
            const struct standard *standard = standards_find(standards, term->known[k].by);
            /* one name stands for all of NTIA's groups */
            const char *name = g_str_has_prefix(standard->short_name, "NTIA")
                                   ? "NTIA"
                                   : standard->short_name;
            ck_assert_msg(names(asked, name), "%s: %s is not in %s", term->id, name, asked);
        }
        compared++;
    }
    ck_assert_uint_gt(compared, 150);
}
END_TEST

START_TEST(paths_lead_to_shared_terms)
{
    const struct term *term = glossary_find(glossary, "updates.mode.manual");
    ck_assert_ptr_nonnull(term);
    ck_assert_int_eq(term->kind, TERM_VALUE);
    ck_assert_ptr_eq(glossary_find(glossary, "components.updates.mode.manual"), term);
    ck_assert_ptr_eq(glossary_find(glossary, "variants.support.end"),
                     glossary_find(glossary, "support.end"));
    ck_assert_ptr_nonnull(glossary_find(glossary, "declaration"));
    ck_assert_ptr_null(glossary_find(glossary, "updates.mode.automatic"));
    ck_assert_ptr_null(glossary_find(glossary, "support-perio"));
}
END_TEST

START_TEST(standards_say_what_was_read)
{
    const struct standard *act = standards_find(standards, "eu-cra");
    ck_assert_ptr_nonnull(act);
    ck_assert_str_eq(act->short_name, "EU CRA");
    ck_assert_str_eq(act->scope, "any");
    ck_assert_str_eq(act->from, "2027-12-11");
    ck_assert_ptr_nonnull(act->sources[0]);
    ck_assert_ptr_null(standards_find(standards, "eu"));
    /* What was not read says so, and has words about it. */
    for (size_t i = 0; i < standards_count(standards); i++) {
        const struct standard *standard = standards_at(standards, i);
        if (strcmp(standard->read, "recalled") == 0)
            ck_assert_msg(standard->note != NULL, "%s", standard->id);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("glossary");
    TCase *tests = tcase_create("all");
    tcase_add_unchecked_fixture(tests, NULL, read_shutdown);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_reference_leads_somewhere);
    tcase_add_test(tests, every_term_has_a_meaning);
    tcase_add_test(tests, the_crosswalk_agrees_with_the_schema);
    tcase_add_test(tests, paths_lead_to_shared_terms);
    tcase_add_test(tests, standards_say_what_was_read);
    suite_add_tcase(suite, tests);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Which variant is meant, and what its document holds. */
#include "model/variant.h"

#include "declared.h"
#include "model/choice.h"
#include "model/declaration.h"
#include "unit.h"

#include <string.h>

#define AS_OF ((struct date){2026, 7, 1})

static const char members[] =
    "markets/+market=EU; markets/+market=GB; support/end=2031-03; product/status/value=onSale; "
    "product/model=HC-300; "
    "variants/+variant/id=eu; variants/variant/selectors/markets/+market=EU; "
    "variants/variant/support/commitment=guaranteed; variants/variant/support/end=2032-03; "
    "variants/variant/components/+component/kind=cloudService; "
    "variants/variant/product/status/value=discontinued; "
    "variants/+variant/id=de; variants/variant/selectors/markets/+market=DE; "
    "variants/variant/support/commitment=none; "
    "variants/+variant/id=twin; variants/variant/selectors/markets/+market=US; "
    "variants/variant/support/commitment=guaranteed; variants/variant/support/end=2031-03";

static const struct {
    const char *id, *market;
    bool found;
    const char *chosen; /* NULL: the base */
} choices[] = {
    {"eu", NULL, true, "eu"},   {"de", "DE", true, "de"},  {"eu", "DE", true, "eu"},
    {NULL, "FR", true, "eu"},   {NULL, "EU", true, "eu"},  {NULL, "DE", true, "de"},
    {NULL, "US", true, "twin"}, {NULL, "GB", true, NULL},  {NULL, NULL, true, NULL},
    {"uk", NULL, false, NULL},  {"de", "FR", false, NULL}, {NULL, "JP", false, NULL},
    {NULL, "XI", false, NULL},  {NULL, "de", false, NULL}, {NULL, "", false, NULL},
    {NULL, "T ", false, NULL},  {"", NULL, false, NULL},
};

START_TEST(id_or_market_names_one)
{
    struct document *document = declared(members);
    struct diags *diags = diags_new(0);
    const char *chosen = "before";
    bool found = variant_select(document, choices[_i].id, choices[_i].market, &chosen, diags);
    ck_assert_int_eq(found, choices[_i].found);
    ck_assert_uint_eq(diags_count(diags), found ? 0 : 1);
    if (found)
        ck_assert_pstr_eq(chosen, choices[_i].chosen);
    else
        ck_assert_int_eq(diags_at(diags, 0)->code, CODE_VARIANT_UNKNOWN);
    diags_free(diags);
    document_free(document);
}
END_TEST

START_TEST(ids_are_in_order)
{
    struct document *document = declared(members);
    g_autofree const char **ids = variant_ids(document);
    ck_assert_str_eq(ids[0], "eu");
    ck_assert_str_eq(ids[1], "de");
    ck_assert_str_eq(ids[2], "twin");
    ck_assert_ptr_null(ids[3]);
    document_free(document);
    document = declared("");
    g_autofree const char **none = variant_ids(document);
    ck_assert_ptr_null(none[0]);
    document_free(document);
}
END_TEST

START_TEST(a_product_without_variants_is_its_base)
{
    struct document *document = declared("markets/+market=EU");
    struct diags *diags = diags_new(0);
    const char *chosen = "before";
    ck_assert(variant_select(document, NULL, NULL, &chosen, diags));
    ck_assert_ptr_null(chosen);
    ck_assert(variant_select(document, NULL, "IT", &chosen, diags));
    ck_assert_ptr_null(chosen);
    ck_assert(!variant_select(document, NULL, "US", &chosen, diags));
    ck_assert(!variant_select(document, "eu", NULL, &chosen, diags));
    diags_free(diags);
    document_free(document);
}
END_TEST

START_TEST(the_variant_stands_in_place_of_the_base)
{
    struct document *document = declared(members);
    struct document *chosen = variant_apply(document, "eu");
    struct declaration *declaration = declaration_new(chosen);
    ck_assert_str_eq(declaration->variant, "eu");
    ck_assert_int_eq(declaration->support.end.year, 2032);
    ck_assert_uint_eq(declaration->component_count, 1);
    ck_assert_int_eq(declaration->product.status, STATUS_DISCONTINUED);
    ck_assert_str_eq(declaration->product.model, "HC-300");
    ck_assert_int_eq(declaration->updates.mode, MODE_AUTOMATIC_OPT_OUT);
    ck_assert_ptr_null(element_child(chosen->root, "variants"));
    ck_assert_ptr_eq(element_find(chosen->root, "support/end")->origin,
                     element_find(document->root, "variants/variant/support/end"));
    declaration_free(declaration);
    document_free(chosen);
    document_free(document);
}
END_TEST

START_TEST(the_base_is_itself_without_variants)
{
    struct document *document = declared(members);
    struct document *base = variant_apply(document, NULL);
    ck_assert_ptr_null(base->variant);
    ck_assert_ptr_null(element_child(base->root, "variants"));
    ck_assert_str_eq(element_find_text(base->root, "support/end"), "2031-03");
    ck_assert_ptr_null(element_child(base->root, "components"));
    document_free(base);
    document_free(document);
}
END_TEST

/* Choosing by what the labels say */

static const char one_variant[] =
    "support/end=2031-03; variants/+variant/id=rev2; "
    "variants/variant/selectors/hardwareRevisions/+hardwareRevision=2; "
    "variants/variant/support/commitment=guaranteed; variants/variant/support/end=";

static const struct {
    const char *end, *market;
    bool chosen;
} open_choices[] = {
    {"2031-03", NULL, true},
    {"2031-03", "DE", true},
    {"2031-04", NULL, false},
    {"2031-04", "DE", false},
};

START_TEST(only_labels_that_differ_are_a_choice)
{
    g_autofree char *text = g_strconcat(one_variant, open_choices[_i].end, NULL);
    struct document *document = declared(text);
    struct diags *diags = diags_new(0);
    const char *chosen = "before";
    bool found = variant_choose(
        document, &(struct choice){NULL, open_choices[_i].market, AS_OF, NULL}, &chosen, diags);
    ck_assert_int_eq(found, open_choices[_i].chosen);
    ck_assert_ptr_null(chosen);
    if (!found) {
        ck_assert_int_eq(diags_at(diags, 0)->code, CODE_VARIANT_CHOICE);
        ck_assert_ptr_nonnull(strstr(diags_at(diags, 0)->text, "rev2"));
    }
    diags_free(diags);
    document_free(document);
}
END_TEST

START_TEST(a_market_may_leave_several)
{
    struct document *document =
        declared("support/end=2031-03; "
                 "variants/+variant/id=a; variants/variant/selectors/markets/+market=GB; "
                 "variants/variant/support/commitment=none; "
                 "variants/+variant/id=b; variants/variant/selectors/markets/+market=GB");
    struct diags *diags = diags_new(0);
    const char *chosen = NULL;
    ck_assert(!variant_choose(document, &(struct choice){NULL, "GB", AS_OF, NULL}, &chosen, diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_VARIANT_CHOICE);
    ck_assert(variant_choose(document, &(struct choice){"b", "GB", AS_OF, NULL}, &chosen, diags));
    ck_assert_str_eq(chosen, "b");
    diags_free(diags);
    document_free(document);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("variant");
    TCase *tcase = tcase_create("variant");
    tcase_add_loop_test(tcase, id_or_market_names_one, 0, G_N_ELEMENTS(choices));
    tcase_add_test(tcase, ids_are_in_order);
    tcase_add_test(tcase, a_product_without_variants_is_its_base);
    tcase_add_test(tcase, the_variant_stands_in_place_of_the_base);
    tcase_add_test(tcase, the_base_is_itself_without_variants);
    tcase_add_loop_test(tcase, only_labels_that_differ_are_a_choice, 0, G_N_ELEMENTS(open_choices));
    tcase_add_test(tcase, a_market_may_leave_several);
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of parts, foreign values, and words that must not be used. */
#include "words_fixture.h"

#include "read/xml.h"

static const struct component cloud = {.kind = KIND_CLOUD_SERVICE, .essential = true};
static const struct component app = {
    .kind = KIND_COMPANION_APP, .essential = true, .name = "PetPlus"};
static const struct component radio = {.kind = KIND_RADIO_MODULE};

static struct part parts[] = {
    {.component = &radio, .state = STATE_NONE, .form = FORM_NONE_CANNOT, .not_updatable = true},
    {.component = &app, .end = {2032, 12, 0}, .essential = true},
    {.end = {2031, 3, 0}, .essential = true},
    {.component = &cloud, .end = {2029, 6, 30}, .essential = true, .governs = true},
};

static const struct {
    const char *icon, *name, *when;
} rows[] = {
    {"cloud", "Cloud service – ends first", "June\u00a02029"},
    {"device", "Device", "March\u00a02031"},
    {"app", "PetPlus", "December\u00a02032"},
    {"radio", "Radio (optional)", "not updatable"},
};

START_TEST(parts_stand_by_their_ends)
{
    facts.end = (struct date){2029, 6, 30};
    facts.parts = parts;
    facts.part_count = G_N_ELEMENTS(parts);
    struct wording *wording = wording_new(&facts, catalogue);
    ck_assert_uint_eq(wording->row_count, G_N_ELEMENTS(rows));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        ck_assert_str_eq(wording->rows[i].icon, rows[i].icon);
        assert_phrase(&wording->rows[i].name, 0, rows[i].name);
        assert_phrase(&wording->rows[i].when, 0, rows[i].when);
        ck_assert(wording->rows[i].governs == (i == 0));
    }
    assert_phrase(&wording->rows[0].name, 1, "Cloud – ends first");
    assert_phrase(&wording->rows[0].name, 2, "Cloud service");
    assert_phrase(&wording->rows[0].name, 3, "Cloud");
    assert_phrase(&wording->rows[0].when, 1, "Jun\u00a02029");
    assert_phrase(&wording->rows[2].name, 1, "App");
    wording_free(wording);
    assert_word(WORD_PARTS, 0, "The earliest date counts: the product needs all 3 parts.");
    assert_spoken("Cloud service – ends first: June\u00a02029. Device: March\u00a02031.");
}
END_TEST

START_TEST(what_ends_with_another_part_does_not_end_first)
{
    struct part alike[] = {
        {.end = {2031, 3, 31}, .essential = true, .governs = true},
        {.component = &app, .end = {2031, 3, 0}},
        {.component = &radio, .state = STATE_NONE, .form = FORM_NONE_CANNOT, .not_updatable = true},
    };
    facts.parts = alike;
    facts.part_count = G_N_ELEMENTS(alike);
    struct wording *wording = wording_new(&facts, catalogue);
    assert_phrase(&wording->rows[0].name, 0, "Device");
    wording_free(wording);
}
END_TEST

static const struct {
    struct part part;
    const char *when;
} ends[] = {
    {{.state = STATE_RELATIVE, .period = {5, 0}, .from = FROM_PURCHASE}, "5 years from purchase"},
    {{.state = STATE_EXPECTED, .end = {2029, 6, 0}}, "expected June\u00a02029"},
    {{.state = STATE_EXPECTED, .period = {1, 0}, .from = FROM_FIRST_USE},
     "expected: 1 year from first use"},
    {{.state = STATE_OPEN, .form = FORM_OPEN_BY_MAKER}, "not stated"},
    {{.state = STATE_OPEN, .form = FORM_OPEN_NOT_FOUND}, "not found"},
    {{.state = STATE_OPEN, .form = FORM_OPEN_WHILE_ON_SALE}, "while on sale"},
    {{.state = STATE_OPEN, .service_end = {2029, 6, 0}}, "switched off June\u00a02029"},
    {{.state = STATE_DATED, .end = {2028, 6, 9}, .service_end = {2029, 6, 0}},
     "9\u00a0June\u00a02028, switched off June\u00a02029"},
    {{.state = STATE_NONE, .form = FORM_NONE_NOT_PROMISED}, "none promised"},
    {{.state = STATE_ENDED, .form = FORM_ENDED_STOPPED, .end = {2024, 3, 0}},
     "ended March\u00a02024"},
    {{.state = STATE_ENDED, .form = FORM_ENDED_PROMISE, .end = {2024, 3, 0}},
     "promise ended March\u00a02024"},
    {{.state = STATE_ENDED, .form = FORM_ENDED_UNDATED}, "ended"},
};

START_TEST(every_end_of_a_part_has_words)
{
    struct part part = ends[_i].part;
    part.essential = true;
    facts.parts = &part;
    facts.part_count = 1;
    struct wording *wording = wording_new(&facts, catalogue);
    assert_phrase(&wording->rows[0].when, 0, ends[_i].when);
    wording_free(wording);
}
END_TEST

START_TEST(a_service_switched_off_at_its_end_can_leave_that_out)
{
    struct part part = {.component = &cloud,
                        .state = STATE_DATED,
                        .end = {2029, 6, 0},
                        .service_end = {2029, 6, 0},
                        .essential = true};
    facts.parts = &part;
    facts.part_count = 1;
    struct wording *wording = wording_new(&facts, catalogue);
    assert_phrase(&wording->rows[0].when, 0, "switched off June\u00a02029");
    assert_phrase(&wording->rows[0].when, 1, "switched off Jun\u00a02029");
    assert_phrase(&wording->rows[0].when, 2, "June\u00a02029");
    assert_phrase(&wording->rows[0].when, 3, "Jun\u00a02029");
    wording_free(wording);
}
END_TEST

START_TEST(a_part_without_a_date_is_named)
{
    struct part part = {.component = &app, .state = STATE_OPEN, .essential = true};
    facts.state = STATE_OPEN;
    facts.form = FORM_OPEN_PART;
    facts.parts = &part;
    facts.part_count = 1;
    assert_word(WORD_NOTE, 0,
                "No end date for a part that it needs: PetPlus. Updates could stop at any time.");
}
END_TEST

START_TEST(more_parts_are_counted)
{
    struct wording *wording = wording_new(&facts, catalogue);
    struct word one = wording_more_parts(wording, 1), three = wording_more_parts(wording, 3);
    assert_phrase(&one, 0, "and 1 more part");
    assert_phrase(&three, 0, "and 3 more parts");
    word_clear(&one);
    word_clear(&three);
    wording_free(wording);
}
END_TEST

/* Foreign values */

START_TEST(a_value_that_runs_the_other_way_is_isolated_in_speech)
{
    declaration.product.name = "מצלמה";
    assert_spoken("Security updates for \u2067מצלמה (\u2068HC-300\u2069)\u2069: at least");
    declaration.product.name = "HomeCam";
    assert_spoken("Security updates for HomeCam (HC-300): at least");
}
END_TEST

START_TEST(stars_and_braces_in_values_are_just_text)
{
    declaration.product.name = "Cam *{model}* | 3";
    assert_word(WORD_PRODUCT, 0, "Cam *{model}* | 3 (HC-300)");
}
END_TEST

START_TEST(another_way_is_told_in_the_makers_words)
{
    facts.method = (struct method){
        .mode = MODE_OTHER, .delivery = DELIVERY_NONE, .other = "By carrier pigeon"};
    assert_word(WORD_METHOD, 0, "In another way");
    assert_word(WORD_METHOD_SUB, 0, "By carrier pigeon");
    assert_word(WORD_METHOD_SUB, 1, "See the maker’s description");
}
END_TEST

/* The words of declaration and label that mislead, anywhere in the catalogue. */
static const char *const forbidden[] = {
    "expire", "expiry", "lifetime", "never", "forever", "vulnerab", "complian", "certif", "patch",
};

START_TEST(no_misleading_word_is_used)
{
    struct source *source = assets_open(assets, "templates/strings/en.xml", diags);
    struct document *document = xml_read(source, diags);
    ck_assert_ptr_nonnull(document);
    for (struct element *entry = element_first(document->root); entry;
         entry = element_next(entry)) {
        if (strcmp(entry->name, "forbidden") == 0)
            continue;
        for (struct element *text = element_first(entry); text; text = element_next(text)) {
            g_autofree char *lower = g_utf8_strdown(text->text, -1);
            if (strcmp(text->name, "note") != 0)
                ck_assert_msg(!strstr(lower, forbidden[_i]), "%s", text->text);
        }
    }
    document_free(document);
}
END_TEST

START_TEST(words_are_found_by_name)
{
    ck_assert_int_eq(word_find("lastDay"), WORD_LAST_DAY);
    ck_assert_int_eq(word_find("nothing"), WORD_COUNT);
    for (size_t id = 0; id < WORD_COUNT; id++)
        ck_assert_int_eq(word_find(word_name((enum word_id)id)), (int)id);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("wording_parts");
    TCase *tcase = tcase_create("wording_parts");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, parts_stand_by_their_ends);
    tcase_add_test(tcase, what_ends_with_another_part_does_not_end_first);
    tcase_add_loop_test(tcase, every_end_of_a_part_has_words, 0, G_N_ELEMENTS(ends));
    tcase_add_test(tcase, a_service_switched_off_at_its_end_can_leave_that_out);
    tcase_add_test(tcase, a_part_without_a_date_is_named);
    tcase_add_test(tcase, more_parts_are_counted);
    tcase_add_test(tcase, a_value_that_runs_the_other_way_is_isolated_in_speech);
    tcase_add_test(tcase, stars_and_braces_in_values_are_just_text);
    tcase_add_test(tcase, another_way_is_told_in_the_makers_words);
    tcase_add_loop_test(tcase, no_misleading_word_is_used, 0, G_N_ELEMENTS(forbidden));
    tcase_add_test(tcase, words_are_found_by_name);
    suite_add_tcase(suite, tcase);
    return suite;
}

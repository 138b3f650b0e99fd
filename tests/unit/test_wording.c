/* SPDX-License-Identifier: Apache-2.0 */
/* Facts filled in by hand → the words of the label and the spoken text. */
#include "words_fixture.h"

START_TEST(a_promise_reads_as_one_sentence)
{
    assert_word(WORD_TITLE, 0, "Security updates");
    assert_word(WORD_LEAD, 0, "At least until March");
    assert_word(WORD_LEAD, 1, "at least until Mar");
    assert_word(WORD_HERO, 0, "2031");
    assert_word(WORD_SIDE, 0, NULL);
    assert_word(WORD_BELOW, 0, NULL);
    assert_word(WORD_LAST_DAY, 0, "Through: 2031-03");
    assert_word(WORD_CONDITION, 0, NULL);
    assert_word(WORD_PARTS, 0, NULL);
    assert_word(WORD_NOTICE, 0, NULL);
    facts.end_is_final = true;
    assert_word(WORD_LEAD, 0, "Until March");
}
END_TEST

START_TEST(a_month_stands_alone_only_where_it_is_covered)
{
    facts.end = (struct date){2031, 3, 31};
    assert_word(WORD_LEAD, 0, "At least until March");
    assert_word(WORD_LAST_DAY, 0, "Last day: 2031-03-31");
    assert_spoken("at least until 31\u00a0March\u00a02031.");
    facts.end = (struct date){2031, 3, 15};
    assert_word(WORD_LEAD, 0, "At least until 15\u00a0March");
    assert_word(WORD_LEAD, 1, "at least until 15\u00a0Mar");
    facts.end = (struct date){2032, 2, 28};
    assert_word(WORD_LEAD, 0, "At least until 28\u00a0February");
}
END_TEST

START_TEST(a_computed_date_is_marked)
{
    facts.end_computed = true;
    assert_word(WORD_LAST_DAY, 0, "Through: 2031-03 (calculated)");
    assert_spoken("calculated from a stated period");
    facts.end_is_floor = true;
    facts.note = NOTE_NONE_DECLARED;
    assert_word(WORD_NOTE, 0,
                "Counted from 15\u00a0June\u00a02026; may move later while it is on sale. "
                "After this date new security flaws may stay unfixed.");
}
END_TEST

START_TEST(spans_tell_weight_and_origin)
{
    struct wording *wording = wording_new(&facts, catalogue);
    const struct phrase *lead = &wording->words[WORD_LEAD].variants[0];
    ck_assert_uint_eq(lead->count, 2);
    ck_assert(!lead->spans[0].strong && lead->spans[1].strong && !lead->spans[1].value);
    const struct phrase *stated = &wording->words[WORD_STATED].variants[0];
    ck_assert_uint_eq(stated->count, 4);
    ck_assert_str_eq(stated->spans[1].text, "Northwind Home");
    ck_assert(stated->spans[1].value && stated->spans[3].value && !stated->spans[2].value);
    ck_assert_ptr_null(stated->spans[1].language);
    wording_free(wording);
}
END_TEST

static const struct {
    struct duration period;
    enum period_from from;
    bool first_purchase;
    const char *hero, *side, *end, *spoken;
} periods[] = {
    {{5, 0},
     FROM_PURCHASE,
     false,
     "5",
     "years\nfrom purchase",
     "Counted from the day of purchase",
     "at least 5 years from purchase."},
    {{1, 0},
     FROM_FIRST_USE,
     false,
     "1",
     "year\nfrom first use",
     "Counted from the day of first use",
     "at least 1 year from first use."},
    {{0, 18},
     FROM_PURCHASE,
     true,
     "18",
     "months from\nfirst purchase",
     "Counted from its first purchase",
     "at least 18 months from first purchase."},
    {{2, 6},
     FROM_PURCHASE,
     false,
     "30",
     "months\nfrom purchase",
     "Counted from the day of purchase",
     "at least 30 months from purchase."},
    {{0, 24},
     FROM_PURCHASE,
     false,
     "2",
     "years\nfrom purchase",
     "Counted from the day of purchase",
     "at least 2 years from purchase."},
};

START_TEST(a_period_stays_one)
{
    facts.state = STATE_RELATIVE;
    facts.end = NO_DATE;
    facts.period = periods[_i].period;
    facts.from = periods[_i].from;
    facts.from_first_purchase = periods[_i].first_purchase;
    assert_word(WORD_LEAD, 0, "For at least");
    assert_word(WORD_HERO, 0, periods[_i].hero);
    assert_word(WORD_SIDE, 0, periods[_i].side);
    assert_word(WORD_LAST_DAY, 0, periods[_i].end);
    assert_word(WORD_SCAN, 0, "Scan for the latest information");
    assert_spoken(periods[_i].spoken);
}
END_TEST

START_TEST(the_example_counts_from_the_statement)
{
    facts.state = STATE_RELATIVE;
    facts.end = NO_DATE;
    facts.period = (struct duration){5, 0};
    facts.from = FROM_PURCHASE;
    facts.note = NOTE_NONE_DECLARED;
    assert_word(WORD_NOTE, 0,
                "Bought on 15\u00a0June\u00a02026: until 15\u00a0June\u00a02031. "
                "Then new security flaws may stay unfixed.");
    facts.needs_receipt = true;
    struct wording *wording = wording_new(&facts, catalogue);
    size_t last = wording->words[WORD_NOTE].count - 1;
    wording_free(wording);
    assert_word(WORD_NOTE, last,
                "Bought on 15\u00a0Jun\u00a02026: until 15\u00a0Jun\u00a02031. "
                "Keep your receipt as proof.");
    declaration.declarant.stated_on.day = 0;
    assert_word(WORD_NOTE, 0,
                "After this date new security flaws may stay unfixed. Keep your receipt as proof.");
}
END_TEST

/* A used article's years have begun long before the statement. */
START_TEST(the_example_counts_from_the_first_sale)
{
    facts.state = STATE_RELATIVE;
    facts.end = NO_DATE;
    facts.period = (struct duration){5, 0};
    facts.from = FROM_PURCHASE;
    facts.from_first_purchase = true;
    declaration.product.first_sold_on = (struct date){2022, 5, 14};
    assert_spoken("First bought on 14\u00a0May\u00a02022: until 14\u00a0May\u00a02027.");
    declaration.product.first_sold_on = (struct date){2022, 5, 0};
    struct wording *wording = wording_new(&facts, catalogue);
    ck_assert_ptr_null(strstr(wording->spoken, "First bought"));
    wording_free(wording);
}
END_TEST

static const struct {
    enum state state;
    enum form form;
    bool dated, by_maker;
    const char *lead, *hero, *below, *method, *icon, *end, *spoken;
} states[] = {
    {STATE_EXPECTED, FORM_PLAIN, true, true, "End date", "Not promised",
     "Expected until March\u00a02031", "Automatic", "auto", "Expected until: 2031-03",
     "not promised. Expected until March\u00a02031."},
    {STATE_EXPECTED, FORM_PLAIN, false, true, "End date", "Not promised",
     "Expected: 5 years from purchase", "Automatic", "auto", "Last day: not promised",
     "not promised. Expected: 5 years from purchase."},
    {STATE_OPEN, FORM_OPEN_BY_MAKER, false, true, "End date", "Not stated", NULL, "Automatic",
     "auto", "Last day: not stated",
     "The maker does not say how long. Updates could stop at any time."},
    {STATE_OPEN, FORM_OPEN_NOT_FOUND, false, false, "End date", "Not stated", NULL, "Automatic",
     "auto", "Last day: none found", "No end date found (checked 15\u00a0June\u00a02026)."},
    {STATE_OPEN, FORM_OPEN_WHILE_ON_SALE, false, true, "End date", "Not stated",
     "Promised while on sale", "Automatic", "auto", "Last day: not stated",
     "Updates are promised while it is on sale."},
    {STATE_OPEN, FORM_OPEN_TERM, false, true, "End date", "Not stated", NULL, "Automatic", "auto",
     "Last day: not stated", "A period is stated, but no end date follows from it."},
    {STATE_NONE, FORM_NONE_CANNOT, false, true, "This product gets", "No updates", NULL,
     "Cannot be updated", "none", "Updates: none", "none. Cannot be updated."},
    {STATE_NONE, FORM_NONE_NOT_PROMISED, false, true, "Promised for this product", "No updates",
     NULL, "No updates promised", "none", "Updates: none promised", "none promised."},
    {STATE_ENDED, FORM_ENDED_PROMISE, true, true, "Update promise", "Ended", "March\u00a02031",
     "Promise ended", "ended", "Promised through: 2031-03",
     "the promise ended in March\u00a02031. The maker has not said whether updates go on."},
    {STATE_ENDED, FORM_ENDED_PROMISE, true, false, "Update promise", "Ended", "March\u00a02031",
     "Promise ended", "ended", "Promised through: 2031-03",
     "Not found whether updates go on (checked 15\u00a0June\u00a02026)."},
    {STATE_ENDED, FORM_ENDED_PROMISE, false, true, "Update promise", "Ended", NULL, "Promise ended",
     "ended", "Last day: not stated", "the promise has ended."},
    {STATE_ENDED, FORM_ENDED_STOPPED, true, true, NULL, "Ended", "March\u00a02031",
     "No more updates", "ended", "Through: 2031-03",
     "Security updates ended in March\u00a02031 for HomeCam 3 (HC-300)."},
    {STATE_ENDED, FORM_ENDED_CONTINUING, true, true, "Update promise", "Ended", "March\u00a02031",
     "Automatic", "auto", "Promised through: 2031-03", "Updates still come, without a promise."},
    {STATE_ENDED, FORM_ENDED_UNDATED, false, true, NULL, "Ended", NULL, "No more updates", "ended",
     "Last day: not stated", "newly found security flaws are not fixed."},
};

START_TEST(every_state_has_its_words)
{
    facts.state = states[_i].state;
    facts.form = states[_i].form;
    facts.by_maker = states[_i].by_maker;
    facts.period = (struct duration){5, 0};
    facts.from = FROM_PURCHASE;
    if (!states[_i].dated)
        facts.end = NO_DATE;
    assert_word(WORD_LEAD, 0, states[_i].lead);
    assert_word(WORD_HERO, 0, states[_i].hero);
    assert_word(WORD_BELOW, 0, states[_i].below);
    assert_word(WORD_METHOD, 0, states[_i].method);
    assert_word(WORD_LAST_DAY, 0, states[_i].end);
    assert_spoken(states[_i].spoken);
    assert_spoken("ot a security test.");
    struct wording *wording = wording_new(&facts, catalogue);
    ck_assert_str_eq(wording->method_icon, states[_i].icon);
    wording_free(wording);
}
END_TEST

START_TEST(a_passed_expectation_was_no_promise)
{
    facts.state = STATE_ENDED;
    facts.form = FORM_ENDED_PROMISE;
    facts.anticipated = true;
    assert_word(WORD_LEAD, 0, "Expected period");
    assert_word(WORD_METHOD, 0, "Expected end has passed");
    assert_word(WORD_LAST_DAY, 0, "Expected until: 2031-03");
    assert_spoken("the expected end, March\u00a02031, has passed; they were not promised.");
}
END_TEST

START_TEST(what_stops_working_is_said_in_every_state_that_can_stop)
{
    facts.note = NOTE_STOPS_WORKING;
    assert_word(WORD_NOTE, 0, "After this date it stops working.");
    facts.state = STATE_OPEN;
    facts.form = FORM_OPEN_BY_MAKER;
    assert_word(WORD_NOTE, 1,
                "The maker does not say how long. When updates end it stops working.");
    facts.state = STATE_ENDED;
    facts.form = FORM_ENDED_STOPPED;
    assert_word(WORD_NOTE, 0,
                "It stops working without updates. Newly found security flaws are not fixed.");
}
END_TEST

static const struct {
    struct condition condition;
    bool closed;
    const char *words;
} conditions[] = {
    {{.kind = CONDITION_ACCOUNT}, false, "Only with an account"},
    {{.kind = CONDITION_REGISTRATION}, false, "Only if you register it"},
    {{.kind = CONDITION_REGISTRATION, .until = {2027, 1, 31}},
     false,
     "Only if registered by 2027-01-31"},
    {{.kind = CONDITION_SUBSCRIPTION, .text = "9 a month"}, false, "Only with subscription"},
    {{.kind = CONDITION_SUBSCRIPTION, .until = {2025, 1, 31}},
     true,
     "Only with subscription, no longer offered"},
    {{.kind = CONDITION_PAYMENT}, false, "Only for payment"},
    {{.kind = CONDITION_HUB}, false, "Only with a hub"},
    {{.kind = CONDITION_HUB, .text = "Hub X"}, false, "Only with Hub X"},
    {{.kind = CONDITION_HUB, .text = "Hub X", .sold_separately = true},
     false,
     "Only with Hub X, sold separately"},
    {{.kind = CONDITION_HUB, .sold_separately = true}, false, "Only with a hub, sold separately"},
    {{.kind = CONDITION_COMPANION_APP}, false, "Only with its app"},
    {{.kind = CONDITION_COMPUTER}, false, "Only with a computer"},
    {{.kind = CONDITION_INTERNET}, false, "Only with internet access"},
    {{.kind = CONDITION_MOBILE_DATA}, false, "Only with mobile data"},
    {{.kind = CONDITION_REGION}, false, "Only in some countries"},
    {{.kind = CONDITION_REGION, .text = "EU"}, false, "Only in the EU"},
    {{.kind = CONDITION_REGION, .text = "Japan"}, false, "Only in Japan"},
    {{.kind = CONDITION_LATEST_VERSION}, false, "Only with the latest version"},
    {{.kind = CONDITION_FIRST_OWNER}, false, "Only for the first owner"},
    {{.kind = CONDITION_AUTHORISED_SELLER}, false, "Only from authorised sellers"},
    {{.kind = CONDITION_PROOF_OF_PURCHASE}, false, "Only with proof of purchase"},
};

START_TEST(every_condition_has_words)
{
    facts.condition = &conditions[_i].condition;
    facts.condition_closed = conditions[_i].closed;
    g_autofree char *sentence = g_strdup_printf("%s.", conditions[_i].words);
    assert_word(WORD_CONDITION, 0, conditions[_i].words);
    assert_spoken(sentence);
}
END_TEST

START_TEST(a_price_comes_before_milder_conditions)
{
    static const struct condition account = {.kind = CONDITION_ACCOUNT};
    static const struct condition hub = {.kind = CONDITION_HUB, .sold_separately = true};
    facts.paid = true;
    declaration.updates.cost = COST_SUBSCRIPTION;
    assert_word(WORD_CONDITION, 0, "Only with subscription");
    facts.condition = &account;
    assert_word(WORD_CONDITION, 0, "Only with subscription");
    assert_spoken("Only with subscription. Only with an account.");
    facts.condition = &hub;
    assert_word(WORD_CONDITION, 0, "Only with a hub, sold separately");
    facts.condition = NULL;
    declaration.updates.cost = COST_FREE_THEN_PAID;
    assert_word(WORD_CONDITION, 0, "Free at first, then paid");
}
END_TEST

static const struct {
    enum role role;
    const char *voice, *disclaimer, *stated;
} roles[] = {
    {ROLE_MANUFACTURER, "Maker’s statement", "Maker’s statement, not a security test",
     "Stated by Northwind Home on 2026-06-15"},
    {ROLE_BRAND_OWNER, "Brand’s statement", "Brand’s statement, not a security test",
     "Stated by Northwind Home on 2026-06-15"},
    {ROLE_IMPORTER, "Importer’s statement", "Importer’s statement, not a security test",
     "Stated by Northwind Home on 2026-06-15"},
    {ROLE_AUTHORISED_REPRESENTATIVE, "Representative’s statement",
     "Representative’s statement, not a security test", "Stated by Northwind Home on 2026-06-15"},
    {ROLE_RETAILER, "Retailer’s statement", "Retailer’s statement, not a security test",
     "Stated by Northwind Home on 2026-06-15"},
    {ROLE_MARKET_SURVEILLANCE, "Authority’s statement",
     "Authority’s statement, not a security test", "Stated by Northwind Home on 2026-06-15"},
    {ROLE_THIRD_PARTY, "Not from the maker",
     "Compiled by Northwind Home from public sources, not confirmed by the maker",
     "Compiled by Northwind Home on 2026-06-15"},
};

START_TEST(every_declarant_is_named)
{
    facts.role = declaration.declarant.role = roles[_i].role;
    assert_word(WORD_VOICE, 0, roles[_i].voice);
    assert_word(WORD_DISCLAIMER, 0, roles[_i].disclaimer);
    assert_word(WORD_STATED, 0, roles[_i].stated);
    assert_word(WORD_STATED_ON, 0, "on 2026-06-15");
    assert_word(WORD_STATED_ON, 1, "2026-06-15");
    assert_spoken("ot a security test.");
}
END_TEST

static const struct {
    const char *brand, *name, *model, *label_name;
    const char *variants[3];
    const char *shortest;
} products[] = {
    {NULL, "HomeCam 3", "HC-300", NULL, {"HomeCam 3 (HC-300)", "HomeCam 3", NULL}, "HC-300"},
    {"Northwind",
     "HomeCam 3",
     "HC-300",
     "HomeCam",
     {"Northwind HomeCam 3 (HC-300)", "Northwind HomeCam 3", "HomeCam"},
     "HC-300"},
    {"Northwind",
     "NORTHWIND HomeCam",
     NULL,
     NULL,
     {"NORTHWIND HomeCam", NULL, NULL},
     "NORTHWIND HomeCam"},
    {"LG", "Algebra 2", "2", NULL, {"LG Algebra 2", NULL, NULL}, "2"},
    {"Fritz", "Fritz!Box 7590", "7590", "Box", {"Fritz!Box 7590", "Box", NULL}, "7590"},
    {NULL, "Lamp", NULL, "L", {"Lamp", "L", NULL}, "L"},
};

START_TEST(a_product_is_named_without_repeating_itself)
{
    declaration.product.brand = products[_i].brand;
    declaration.product.name = products[_i].name;
    declaration.product.model = products[_i].model;
    declaration.product.label_name = products[_i].label_name;
    for (size_t i = 0; i < 3; i++)
        assert_word(WORD_PRODUCT, i, products[_i].variants[i]);
    assert_word(WORD_MODEL, 0, products[_i].shortest);
}
END_TEST

START_TEST(the_code_promises_no_more_than_its_page)
{
    assert_word(WORD_SCAN, 0, "Scan for the latest date");
    declaration.link.kept_current = false;
    assert_word(WORD_SCAN, 0, "Scan for more");
    declaration.link.url = NULL;
    assert_word(WORD_SCAN, 0, NULL);
    declaration.product.status = STATUS_RECALLED;
    assert_word(WORD_NOTICE, 0, "This product has been recalled");
    assert_spoken("This product has been recalled. Security updates for");
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("wording");
    TCase *tcase = tcase_create("wording");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_promise_reads_as_one_sentence);
    tcase_add_test(tcase, a_month_stands_alone_only_where_it_is_covered);
    tcase_add_test(tcase, a_computed_date_is_marked);
    tcase_add_test(tcase, spans_tell_weight_and_origin);
    tcase_add_loop_test(tcase, a_period_stays_one, 0, G_N_ELEMENTS(periods));
    tcase_add_test(tcase, the_example_counts_from_the_statement);
    tcase_add_test(tcase, the_example_counts_from_the_first_sale);
    tcase_add_loop_test(tcase, every_state_has_its_words, 0, G_N_ELEMENTS(states));
    tcase_add_test(tcase, a_passed_expectation_was_no_promise);
    tcase_add_test(tcase, what_stops_working_is_said_in_every_state_that_can_stop);
    tcase_add_loop_test(tcase, every_condition_has_words, 0, G_N_ELEMENTS(conditions));
    tcase_add_test(tcase, a_price_comes_before_milder_conditions);
    tcase_add_loop_test(tcase, every_declarant_is_named, 0, G_N_ELEMENTS(roles));
    tcase_add_loop_test(tcase, a_product_is_named_without_repeating_itself, 0,
                        G_N_ELEMENTS(products));
    tcase_add_test(tcase, the_code_promises_no_more_than_its_page);
    suite_add_tcase(suite, tcase);
    return suite;
}

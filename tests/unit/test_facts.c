/* SPDX-License-Identifier: Apache-2.0 */
/* Facts: state, end, band, note and declarant, by the sentences that decide them. */
#include "facts_row.h"
#include "unit.h"

/* A declared end and what is said of stopping */

static const struct row ends[] = {
    {"support/end=2031-03", "2026-07-01", "dated plain 2031-03"},
    {"support/end=2031-03-15", "2026-07-01", "dated plain 2031-03-15"},
    {"support/end=2031-03; support/final=true", "2026-07-01", "dated plain 2031-03 final"},
    /* A month means its last day, a day that day. */
    {"support/end=2031-03", "2031-03-31", "dated plain 2031-03"},
    {"support/end=2031-03", "2031-04-01", "ended endedPromise 2031-03"},
    {"support/end=2031-03-15", "2031-03-15", "dated plain 2031-03-15"},
    {"support/end=2031-03-15", "2031-03-16", "ended endedPromise 2031-03-15"},
    {"support/end=2024-02", "2024-02-29", "dated plain 2024-02"},
    /* Year precision is never a date, and is over when the year is. */
    {"support/end=2031", "2026-07-01", "open openTerm"},
    {"support/end=2031", "2031-12-31", "open openTerm"},
    {"support/end=2031", "2032-01-01", "ended endedPromise"},
    /* Whether updates go on after the promise. */
    {"support/end=2024-03; support/updatesStopped=no", "2026-07-01",
     "ended endedContinuing 2024-03"},
    {"support/end=2024-03; support/updatesStopped=unknown", "2026-07-01",
     "ended endedPromise 2024-03"},
    {"support/end=2024-03; support/updatesStopped=yes", "2026-07-01", "ended endedStopped 2024-03"},
    {"support/end=2024-03; support/updatesStopped=yes; support/stoppedOn=2025-01-31", "2026-07-01",
     "ended endedStopped 2025-01-31"},
    {"support/updatesStopped=yes", "2026-07-01", "ended endedUndated"},
    {"support/commitment=notStated; support/updatesStopped=yes", "2026-07-01",
     "ended endedUndated"},
    {"support/commitment=none; support/updatesStopped=yes", "2026-07-01", "ended endedUndated"},
    {"support/updatesStopped=yes; support/stoppedOn=2024", "2026-07-01", "ended endedUndated"},
    {"support/end=2031-03; support/updatesStopped=yes", "2026-07-01", "ended endedUndated"},
    /* A stop to come shortens the promise and makes none. */
    {"support/end=2031-03; support/updatesStopped=yes; support/stoppedOn=2028-05-10", "2026-07-01",
     "dated plain 2028-05-10 final"},
    {"support/end=2031-03; support/updatesStopped=yes; support/stoppedOn=2028-05", "2026-07-01",
     "dated plain 2028-04 computed"},
    {"support/end=2031-03; support/updatesStopped=yes; support/stoppedOn=2028-05", "2028-05-01",
     "ended endedStopped 2028-05"},
    {"support/end=2027-03; support/updatesStopped=yes; support/stoppedOn=2028-05", "2026-07-01",
     "dated plain 2027-03"},
    {"support/updatesStopped=yes; support/stoppedOn=2028-05", "2026-07-01", "open openByMaker"},
    {"support/period/duration=P5Y; support/period/from=purchase; support/stoppedOn=2028-05",
     "2026-07-01", "open openTerm"},
    /* A past date shows as ended, whatever else is said. */
    {"support/commitment=notStated; support/end=2024-03", "2026-07-01",
     "ended endedPromise 2024-03"},
    {"support/commitment=anticipated; support/end=2024-03", "2026-07-01",
     "ended endedPromise 2024-03"},
    {"support/commitment=none; support/end=2024-03", "2026-07-01", "ended endedPromise 2024-03"},
    {"updates/capability=no; support/end=2024-03", "2026-07-01", "ended endedStopped 2024-03"},
};

/* States without a passed date */

static const struct row states[] = {
    {"", "2026-07-01", "open openByMaker"},
    {"support/commitment=notStated", "2026-07-01", "open openByMaker"},
    {"support/commitment=notStated; support/end=2031-03", "2026-07-01", "open openByMaker"},
    {"support/commitment=none", "2026-07-01", "none noneNotPromised"},
    {"support/commitment=none; support/end=2031-03", "2026-07-01", "none noneNotPromised"},
    {"updates/capability=no", "2026-07-01", "none noneCannot"},
    {"updates/capability=no; support/commitment=none", "2026-07-01", "none noneCannot"},
    {"updates/capability=no; support/end=2031-03", "2026-07-01", "none noneCannot"},
    {"updates/capability=partial; support/end=2031-03", "2026-07-01", "dated plain 2031-03"},
    {"updates/capability=notStated; support/end=2031-03", "2026-07-01", "dated plain 2031-03"},
    {"support/commitment=anticipated", "2026-07-01", "open openByMaker"},
    {"support/commitment=anticipated; support/end=2029-03", "2026-07-01", "expected plain 2029-03"},
    {"support/commitment=anticipated; support/end=2029", "2026-07-01", "open openTerm"},
    {"support/commitment=anticipated; support/period/duration=P5Y; support/period/from=purchase",
     "2026-07-01", "expected plain"},
    {"support/commitment=anticipated; support/period/duration=P5Y; support/period/from=firstSupply",
     "2026-07-01", "expected plain"},
    {"support/commitment=anticipated; support/period/duration=P5Y; "
     "support/period/from=whileOnSale",
     "2026-07-01", "open openWhileOnSale"},
    /* What is not about security updates says nothing of them. */
    {"support/end=2031-03; support/types/+type=technicalSupport", "2026-07-01", "open openByMaker"},
    {"support/end=2024-03; support/types/+type=technicalSupport", "2026-07-01", "open openByMaker"},
    {"support/end=2031-03; support/types/+type=technicalSupport; "
     "support/types/+type=securityUpdates",
     "2026-07-01", "dated plain 2031-03"},
};

/* Periods, and the dates they count from */

static const struct row periods[] = {
    /* Rounded down to the last month covered whole. */
    {PERIOD("launch") "product/launchedOn=2026-03-15", "2026-07-01",
     "dated plain 2031-02 computed"},
    {PERIOD("launch") "product/launchedOn=2026-03", "2026-07-01", "dated plain 2031-02 computed"},
    {PERIOD("launch") "product/launchedOn=2026-03-01", "2026-07-01",
     "dated plain 2031-02 computed"},
    {PERIOD("launch") "product/launchedOn=2026-01-31", "2026-07-01",
     "dated plain 2030-12 computed"},
    {PERIOD("launch") "product/launchedOn=2024-02-29", "2026-07-01",
     "dated plain 2029-01 computed"},
    {PERIOD("launch") "product/launchedOn=2026", "2026-07-01", "open openTerm"},
    {PERIOD("launch") "", "2026-07-01", "open openTerm"},
    {PERIOD("launch") "product/firstPlacedOn=2026-03", "2026-07-01", "open openTerm"},
    {PERIOD("launch") "product/launchedOn=2020-03-15", "2026-07-01",
     "ended endedPromise 2025-02 computed"},
    {PERIOD("firstPlaced") "product/firstPlacedOn=2026-03", "2026-07-01",
     "dated plain 2031-02 computed"},
    {PERIOD("lastPlaced") "product/lastPlacedOn=2028-03", "2026-07-01",
     "dated plain 2033-02 computed"},
    {PERIOD("endOfSale") "product/endOfSaleOn=2028-03", "2026-07-01",
     "dated plain 2033-02 computed"},
    {PERIOD("manufacture") "product/madeFrom=2026-03; product/madeTo=2027-03", "2026-07-01",
     "dated plain 2031-02 computed"},
    {PERIOD("manufacture") "product/madeTo=2027-03", "2026-07-01", "open openTerm"},
    {PERIOD("unitPlaced") "product/firstPlacedOn=2026-03", "2026-07-01", "open openTerm"},
    {PERIOD("firstSupply") "", "2026-07-01", "open openTerm"},
    {PERIOD("firstSupply") "support/period/fromDate=2026-03-15", "2026-07-01",
     "dated plain 2031-02 computed"},
    {PERIOD("unitPlaced") "support/period/fromDate=2026-03", "2026-07-01",
     "dated plain 2031-02 computed"},
    {PERIOD("endOfManufacture") "product/madeTo=2026-03", "2026-07-01", "open openTerm"},
    {PERIOD("endOfManufacture") "support/period/fromDate=2026-03", "2026-07-01",
     "dated plain 2031-02 computed"},
    {"support/period/duration=P18M; support/period/from=launch; product/launchedOn=2026-03",
     "2026-07-01", "dated plain 2027-08 computed"},
    /* The period's own date goes first; where two exclude each other, the earlier. */
    {PERIOD("launch") "support/period/fromDate=2025-06; product/launchedOn=2026-03", "2026-07-01",
     "dated plain 2030-05 computed"},
    {PERIOD("launch") "support/period/fromDate=2026-09; product/launchedOn=2026-03", "2026-07-01",
     "dated plain 2031-02 computed"},
    {PERIOD("launch") "support/period/fromDate=2026-03-15; product/launchedOn=2026", "2026-07-01",
     "dated plain 2031-02 computed"},
    /* A rolling minimum. */
    {PERIOD("anyDay") "", "2026-07-01", "dated plain 2031-05 computed"},
    {PERIOD("anyDay") "", "2030-07-01", "dated plain 2031-05 computed"},
    /* What counts from a statement that is yet to be made counts from nothing. */
    {PERIOD("anyDay") "declaredBy/statedOn=2030-01-01", "2026-07-01", "open openTerm"},
    {PERIOD("endOfSale") "product/status/value=onSale; declaredBy/statedOn=2030-01-01",
     "2026-07-01", "open openTerm"},
    /* A floor while on sale. */
    {PERIOD("lastPlaced") "", "2026-07-01", "dated plain 2031-05 computed floor"},
    {PERIOD("endOfSale") "product/status/value=onSale", "2026-07-01",
     "dated plain 2031-05 computed floor"},
    {PERIOD("endOfSale") "product/status/value=discontinued", "2026-07-01", "open openTerm"},
    {PERIOD("endOfSale") "product/condition=used", "2026-07-01", "open openTerm"},
    {PERIOD("endOfSale") "support/commitment=anticipated", "2026-07-01",
     "expected plain 2031-05 computed floor"},
    /* Never a date. */
    {PERIOD("purchase") "", "2026-07-01", "relative plain"},
    {PERIOD("firstUse") "", "2026-07-01", "relative plain"},
    {PERIOD("purchase") "support/period/fromDate=2026-03", "2026-07-01", "relative plain"},
    {PERIOD("purchase") "support/final=true", "2026-07-01", "relative plain final"},
    {PERIOD("whileOnSale") "", "2026-07-01", "open openWhileOnSale"},
    {PERIOD("whileOnSale") "support/period/fromDate=2026-03", "2026-07-01", "open openWhileOnSale"},
    /* Not new: only from a first sale that is known. */
    {PERIOD("purchase") "product/condition=refurbished", "2026-07-01", "open openTerm"},
    {PERIOD("firstUse") "product/condition=openBox", "2026-07-01", "open openTerm"},
    {PERIOD("purchase") "product/condition=used; product/firstSoldOn=2024-05", "2026-07-01",
     "relative plain"},
    {PERIOD("purchase") "product/condition=used; product/firstSoldOn=2024-05", "2029-05-31",
     "relative plain"},
    {PERIOD("purchase") "product/condition=used; product/firstSoldOn=2024-05", "2029-06-01",
     "ended endedPromise"},
    {PERIOD("purchase") "support/commitment=anticipated; product/condition=used", "2026-07-01",
     "open openTerm"},
};

/* An end and a period */

#define LAUNCHED PERIOD("launch") "product/launchedOn=2026-03-15; "

static const struct row combinations[] = {
    /* Said twice and the same, in the precision both have. */
    {LAUNCHED "support/end=2031-03-15", "2026-07-01", "dated plain 2031-03-15"},
    {LAUNCHED "support/end=2031-03; support/combine=same", "2026-07-01", "dated plain 2031-03"},
    {LAUNCHED "support/end=2031", "2026-07-01", "dated plain 2031-02 computed"},
    /* They do not agree: the earlier. */
    {LAUNCHED "support/end=2032-03", "2026-07-01", "dated plain 2031-02 computed"},
    {LAUNCHED "support/end=2031-03-16; support/combine=same; support/final=true", "2026-07-01",
     "dated plain 2031-02 computed"},
    {LAUNCHED "support/end=2030-03; support/final=true", "2026-07-01", "dated plain 2030-03 final"},
    {LAUNCHED "support/end=2029", "2026-07-01", "open openTerm"},
    {LAUNCHED "support/end=2032", "2026-07-01", "dated plain 2031-02 computed"},
    {LAUNCHED "support/end=2025-03", "2026-07-01", "ended endedPromise 2025-03"},
    {LAUNCHED "support/end=2032-03; support/combine=later", "2026-07-01", "dated plain 2032-03"},
    {LAUNCHED "support/end=2030-03; support/combine=later", "2026-07-01",
     "dated plain 2031-02 computed"},
    {LAUNCHED "support/end=2025-03; support/combine=later", "2026-07-01",
     "dated plain 2031-02 computed"},
    {LAUNCHED "support/end=2032-03; support/combine=earlier", "2026-07-01",
     "dated plain 2031-02 computed"},
    {LAUNCHED "support/end=2030-03; support/combine=earlier", "2026-07-01", "dated plain 2030-03"},
    /* A fixed floor beside a period that gives no date: the date. */
    {PERIOD("purchase") "support/end=2031-03", "2026-07-01", "dated plain 2031-03"},
    {PERIOD("purchase") "support/end=2031-03; support/combine=later", "2026-07-01",
     "dated plain 2031-03"},
    {PERIOD("whileOnSale") "support/end=2031-03", "2026-07-01", "dated plain 2031-03"},
    /* The earlier of two, one unknown: no date, but over when the other is. */
    {PERIOD("purchase") "support/end=2031-03; support/combine=earlier", "2026-07-01",
     "open openTerm"},
    {PERIOD("purchase") "support/end=2031-03; support/combine=earlier", "2031-04-01",
     "ended endedPromise 2031-03"},
    {PERIOD("purchase") "support/end=2031; support/combine=earlier", "2026-07-01", "open openTerm"},
    {PERIOD("purchase") "support/end=2031; support/combine=later", "2026-07-01", "relative plain"},
};

START_TEST(ends_are_told)
{
    check_row(&ends[_i]);
}
END_TEST

START_TEST(states_are_told)
{
    check_row(&states[_i]);
}
END_TEST

START_TEST(periods_are_counted)
{
    check_row(&periods[_i]);
}
END_TEST

START_TEST(ends_and_periods_are_combined)
{
    check_row(&combinations[_i]);
}
END_TEST

/* What follows from the state */

static const struct {
    const char *members;
    enum band band;
} bands[] = {
    {"support/end=2031-03", BAND_DARK},
    {PERIOD("purchase"), BAND_DARK},
    {"support/commitment=anticipated; support/end=2031-03", BAND_LIGHT},
    {"", BAND_LIGHT},
    {"support/commitment=none", BAND_SOLID},
    {"support/end=2024-03", BAND_SOLID},
    {"support/end=2031-03; updates/cost=subscription", BAND_LIGHT},
    {"support/end=2031-03; updates/cost=freeThenPaid", BAND_LIGHT},
    {"support/end=2031-03; updates/cost=free", BAND_DARK},
    {"support/end=2031-03; updates/cost=notStated", BAND_DARK},
    {"support/commitment=none; updates/cost=paid", BAND_SOLID},
};

START_TEST(states_have_their_band)
{
    compute(bands[_i].members, "2026-07-01");
    ck_assert_str_eq(band_name(facts->band), band_name(bands[_i].band));
    clear();
}
END_TEST

static const struct {
    const char *effects[3];
    enum note note;
} notes[] = {
    {{NULL}, NOTE_NONE_DECLARED},
    {{"continuesFully"}, NOTE_CONTINUES},
    {{"continuesFully", "becomesVulnerable"}, NOTE_CONTINUES},
    {{"continuesFully", "unknown"}, NOTE_NONE_DECLARED},
    {{"becomesVulnerable"}, NOTE_NONE_DECLARED},
    {{"unknown"}, NOTE_NONE_DECLARED},
    {{"continuesFully", "losesSomeFeatures"}, NOTE_LOSES_SOME},
    {{"losesSomeFeatures", "losesRemoteFeatures"}, NOTE_LOSES_REMOTE},
    {{"losesRemoteFeatures", "stopsWorking", "unknown"}, NOTE_STOPS_WORKING},
};

START_TEST(the_worst_effect_is_noted)
{
    g_autoptr(GString) members = g_string_new("support/end=2031-03");
    for (size_t i = 0; i < 3 && notes[_i].effects[i]; i++)
        g_string_append_printf(members, "; endOfSupport/effects/+effect=%s", notes[_i].effects[i]);
    compute(members->str, "2026-07-01");
    ck_assert_str_eq(note_name(facts->note), note_name(notes[_i].note));
    clear();
}
END_TEST

static const struct {
    const char *role;
    enum form open;
    bool by_maker;
} voices[] = {
    {"manufacturer", FORM_OPEN_BY_MAKER, true},
    {"authorisedRepresentative", FORM_OPEN_BY_MAKER, true},
    {"marketSurveillance", FORM_OPEN_BY_MAKER, false},
    {"brandOwner", FORM_OPEN_NOT_FOUND, false},
    {"importer", FORM_OPEN_NOT_FOUND, false},
    {"retailer", FORM_OPEN_NOT_FOUND, false},
    {"thirdParty", FORM_OPEN_NOT_FOUND, false},
};

START_TEST(only_some_speak_for_the_maker)
{
    g_autofree char *members = g_strconcat("declaredBy/role=", voices[_i].role, NULL);
    compute(members, "2026-07-01");
    ck_assert_str_eq(form_name(facts->form), form_name(voices[_i].open));
    ck_assert_int_eq(facts->by_maker, voices[_i].by_maker);
    clear();
}
END_TEST

START_TEST(a_recall_is_told)
{
    static const struct {
        const char *status;
        bool recalled;
    } rows[] = {
        {"onSale", false}, {"discontinued", false}, {"withdrawn", true}, {"recalled", true}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *members = g_strconcat("product/status/value=", rows[i].status, NULL);
        compute(members, "2026-07-01");
        ck_assert_int_eq(facts->recalled, rows[i].recalled);
        clear();
    }
}
END_TEST

START_TEST(periods_keep_their_basis)
{
    compute(PERIOD("firstUse") "", "2026-07-01");
    ck_assert_int_eq(facts->from, FROM_FIRST_USE);
    ck_assert_int_eq(facts->period.years, 5);
    ck_assert(!facts->from_first_purchase);
    clear();
    compute(PERIOD("purchase") "product/condition=used; product/firstSoldOn=2025", "2026-07-01");
    ck_assert(facts->from_first_purchase);
    clear();
    compute(PERIOD("purchase") "support/end=2031-03", "2026-07-01");
    ck_assert_int_eq(facts->period.years, 5);
    ck_assert_int_eq(facts->from, FROM_PURCHASE);
    clear();
}
END_TEST

START_TEST(an_expectation_stays_one_when_it_has_passed)
{
    compute("support/commitment=anticipated; support/end=2024-03", "2026-07-01");
    ck_assert(facts->anticipated);
    clear();
}
END_TEST

static const struct {
    const char *members;
    int start;
} rulers[] = {
    {"support/end=2031-03", 2026},     {"", 2026},
    {"support/commitment=none", 2026}, {PERIOD("purchase"), 0},
    {"support/end=2024-03", 2019},     {"support/updatesStopped=yes", 2026},
};

START_TEST(the_ruler_has_a_first_year)
{
    compute(rulers[_i].members, "2026-07-01");
    ck_assert_int_eq(facts->ruler_start, rulers[_i].start);
    clear();
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("facts");
    TCase *tcase = tcase_create("facts");
    tcase_add_loop_test(tcase, ends_are_told, 0, G_N_ELEMENTS(ends));
    tcase_add_loop_test(tcase, states_are_told, 0, G_N_ELEMENTS(states));
    tcase_add_loop_test(tcase, periods_are_counted, 0, G_N_ELEMENTS(periods));
    tcase_add_loop_test(tcase, ends_and_periods_are_combined, 0, G_N_ELEMENTS(combinations));
    tcase_add_loop_test(tcase, states_have_their_band, 0, G_N_ELEMENTS(bands));
    tcase_add_loop_test(tcase, the_worst_effect_is_noted, 0, G_N_ELEMENTS(notes));
    tcase_add_loop_test(tcase, only_some_speak_for_the_maker, 0, G_N_ELEMENTS(voices));
    tcase_add_test(tcase, a_recall_is_told);
    tcase_add_test(tcase, periods_keep_their_basis);
    tcase_add_test(tcase, an_expectation_stays_one_when_it_has_passed);
    tcase_add_loop_test(tcase, the_ruler_has_a_first_year, 0, G_N_ELEMENTS(rulers));
    suite_add_tcase(suite, tcase);
    return suite;
}

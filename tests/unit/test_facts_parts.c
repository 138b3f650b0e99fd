/* SPDX-License-Identifier: Apache-2.0 */
/* Facts: which of the product and its parts governs, and the rows of parts. */
#include "facts_row.h"
#include "unit.h"

#define PART(kind, rest)                                                                           \
    "components/+component/kind=" kind "; components/component/essential=true; " rest "; "
#define SUPPORT "components/component/support/"
#define DATED_PART(end) PART("cloudService", SUPPORT "commitment=guaranteed; " SUPPORT "end=" end)

static const struct row parts[] = {
    /* The earliest essential end governs, the product's own among them. */
    {"support/end=2031-03; " DATED_PART("2029-06"), "2026-07-01", "dated plain 2029-06"},
    {"support/end=2031-03; " DATED_PART("2032-06"), "2026-07-01", "dated plain 2031-03"},
    {"support/end=2031-03; " DATED_PART("2029-06") DATED_PART("2028-06"), "2026-07-01",
     "dated plain 2028-06"},
    {"support/end=2031-03; support/final=true; " DATED_PART("2029-06"), "2026-07-01",
     "dated plain 2029-06"},
    {"support/end=2031-03; " DATED_PART("2029-06") "components/component/essential=false",
     "2026-07-01", "dated plain 2031-03"},
    /* A passed one ends the whole. */
    {"support/end=2031-03; " DATED_PART("2025-06"), "2026-07-01", "ended endedPromise 2025-06"},
    {"support/end=2031-03; " PART("companionApp",
                                  SUPPORT "commitment=notStated; " SUPPORT "updatesStopped=yes"),
     "2026-07-01", "ended endedUndated"},
    {"support/end=2025-03; support/updatesStopped=no; " DATED_PART("2025-06"), "2026-07-01",
     "ended endedPromise 2025-06"},
    /* A part without a date opens the whole. */
    {"support/end=2031-03; " PART("companionApp", SUPPORT "commitment=guaranteed"), "2026-07-01",
     "open openPart"},
    {"support/end=2031-03; " PART("companionApp", SUPPORT "commitment=notStated"), "2026-07-01",
     "open openPart"},
    {"support/end=2031-03; " DATED_PART("2029"), "2026-07-01", "open openPart"},
    {"support/end=2031-03; " PART("companionApp",
                                  SUPPORT "commitment=guaranteed; " SUPPORT
                                          "period/duration=P9Y; " SUPPORT "period/from=purchase"),
     "2026-07-01", "open openPart"},
    /* One that states no support has the product's; one that is not needed changes nothing. */
    {"support/end=2031-03; " PART("companionApp", "components/component/name=App"), "2026-07-01",
     "dated plain 2031-03"},
    {"support/end=2031-03; " PART("companionApp", SUPPORT
                                  "commitment=notStated") "components/component/essential=false",
     "2026-07-01", "dated plain 2031-03"},
    /* A product without a date stays open whatever its parts say. */
    {DATED_PART("2029-06"), "2026-07-01", "open openByMaker"},
    /* No promise for a part, or only an expectation, is none for the whole. */
    {"support/end=2031-03; " PART("companionApp", SUPPORT "commitment=none"), "2026-07-01",
     "none noneNotPromised"},
    {"support/end=2031-03; " PART("companionApp",
                                  SUPPORT "commitment=anticipated; " SUPPORT "end=2029-06"),
     "2026-07-01", "expected plain 2029-06"},
    {"support/end=2031-03; " PART("companionApp",
                                  SUPPORT "commitment=anticipated; " SUPPORT "end=2033-06"),
     "2026-07-01", "expected plain 2031-03"},
    {"support/commitment=anticipated; support/end=2031-03; " DATED_PART("2029-06"), "2026-07-01",
     "expected plain 2029-06"},
    /* What can never be updated is listed, and governs only by an end of its own. */
    {"support/end=2031-03; " PART("radioModule", "components/component/updates/capability=no"),
     "2026-07-01", "dated plain 2031-03"},
    {"support/end=2031-03; " PART(
         "radioModule", "components/component/updates/capability=no; " SUPPORT "commitment=none"),
     "2026-07-01", "dated plain 2031-03"},
    {"support/end=2031-03; " DATED_PART("2029-06") "components/component/updates/capability=no",
     "2026-07-01", "dated plain 2029-06"},
    {"updates/capability=no; " DATED_PART("2029-06"), "2026-07-01", "none noneCannot"},
    {"updates/capability=no; " DATED_PART("2025-06"), "2026-07-01", "none noneCannot"},
    /* serviceEnd is no end of updates. */
    {"support/end=2031-03; " PART("cloudService", "components/component/serviceEnd=2028-06"),
     "2026-07-01", "dated plain 2031-03"},
    {"support/end=2031-03; " PART("cloudService", "components/component/serviceEnd=2025-06"),
     "2026-07-01", "dated plain 2031-03"},
    /* From purchase: alike, the shorter; beside a date, the date if no buyer's period is shorter.
     */
    {PERIOD("purchase")
         PART("companionApp", SUPPORT "commitment=guaranteed; " SUPPORT
                                      "period/duration=P3Y; " SUPPORT "period/from=purchase"),
     "2026-07-01", "relative plain"},
    {PERIOD("purchase")
         PART("companionApp", SUPPORT "commitment=guaranteed; " SUPPORT
                                      "period/duration=P3Y; " SUPPORT "period/from=firstUse"),
     "2026-07-01", "open openPart"},
    {PERIOD("purchase") DATED_PART("2029-06"), "2026-07-01", "dated plain 2029-06"},
    {PERIOD("purchase") DATED_PART("2031-06"), "2026-07-01", "open openTerm"},
    {PERIOD("purchase") "product/condition=used; product/firstSoldOn=2025-06; " DATED_PART(
         "2029-06"),
     "2026-07-01", "open openTerm"},
};

START_TEST(the_worst_part_governs)
{
    check_row(&parts[_i]);
}
END_TEST

/* Rows of parts */

START_TEST(rows_begin_with_the_one_that_governs)
{
    compute("support/end=2031-03; " PART("companionApp", "components/component/name=App")
                DATED_PART("2029-06")
                    PART("radioModule",
                         "components/component/updates/capability=no") "components/component/"
                                                                       "essential=false",
            "2026-07-01");
    ck_assert_uint_eq(facts->part_count, 4);
    ck_assert(facts->parts[0].governs);
    ck_assert_int_eq(facts->parts[0].component->kind, KIND_CLOUD_SERVICE);
    ck_assert_ptr_null(facts->parts[1].component);
    ck_assert_int_eq(facts->parts[1].end.year, 2031);
    ck_assert_int_eq(facts->parts[2].component->kind, KIND_COMPANION_APP);
    ck_assert_int_eq(facts->parts[2].end.year, 2031);
    ck_assert(facts->parts[3].not_updatable && !facts->parts[3].essential);
    ck_assert(!facts->parts[1].governs && !facts->parts[2].governs && !facts->parts[3].governs);
    clear();
}
END_TEST

START_TEST(the_device_s_software_stands_for_the_product)
{
    compute("support/end=2031-03; " PART("companionApp", "components/component/name=App")
                PART("deviceFirmware", "components/component/name=Firmware"),
            "2026-07-01");
    ck_assert_uint_eq(facts->part_count, 2);
    ck_assert(facts->parts[0].governs);
    ck_assert_int_eq(facts->parts[0].component->kind, KIND_DEVICE_FIRMWARE);
    clear();
}
END_TEST

START_TEST(no_parts_no_rows)
{
    compute("support/end=2031-03", "2026-07-01");
    ck_assert_uint_eq(facts->part_count, 0);
    clear();
}
END_TEST

START_TEST(a_service_may_be_switched_off)
{
    static const char members[] =
        "support/end=2031-03; " PART("cloudService", "components/component/serviceEnd=2028-06");
    compute(members, "2028-06-30");
    ck_assert(!facts->parts[1].service_ended);
    ck_assert_int_eq(facts->parts[1].service_end.year, 2028);
    clear();
    compute(members, "2028-07-01");
    ck_assert(facts->parts[1].service_ended);
    ck_assert_int_eq(facts->state, STATE_DATED);
    clear();
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("facts_parts");
    TCase *tcase = tcase_create("facts_parts");
    tcase_add_loop_test(tcase, the_worst_part_governs, 0, G_N_ELEMENTS(parts));
    tcase_add_test(tcase, rows_begin_with_the_one_that_governs);
    tcase_add_test(tcase, the_device_s_software_stands_for_the_product);
    tcase_add_test(tcase, no_parts_no_rows);
    tcase_add_test(tcase, a_service_may_be_switched_off);
    suite_add_tcase(suite, tcase);
    return suite;
}

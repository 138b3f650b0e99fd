/* SPDX-License-Identifier: Apache-2.0 */
/* Facts: the next change against every single day, and what holds on any of them. */
#include "model/facts.h"

#include "declared.h"
#include "unit.h"

#include <string.h>

/* Days that declared dates are drawn from lie within these years. */
#define FIRST_YEAR 2026
#define LAST_YEAR 2028
#define ROUNDS 120

static struct date day_of(const char *text)
{
    struct date date = NO_DATE;
    ck_assert_msg(date_parse(text, &date), "no date: %s", text);
    return date;
}

/* Table: the first change after a day */

static const struct {
    const char *members, *as_of, *change; /* NULL: never */
} changes[] = {
    /* The ruler begins with the year of the label. */
    {"support/end=2031-03", "2026-07-01", "2027-01-01"},
    {"support/end=2031-03", "2031-01-01", "2031-04-01"},
    {"support/commitment=none", "2026-12-31", "2027-01-01"},
    {"", "2026-07-01", "2027-01-01"},
    /* Where it does not, nothing changes. */
    {"support/end=2024-03", "2026-07-01", NULL},
    {"support/period/duration=P5Y; support/period/from=purchase", "2026-07-01", NULL},
    /* The day after an end, a condition's last day, a service's; the day of a stop. */
    {"support/end=2026-08-14", "2026-07-01", "2026-08-15"},
    {"support/end=2031-03; support/conditions/+condition/kind=registration; "
     "support/conditions/condition/until=2026-09",
     "2026-07-01", "2026-10-01"},
    {"support/end=2031-03; components/+component/kind=cloudService; "
     "components/component/serviceEnd=2026-11",
     "2026-07-01", "2026-12-01"},
    {"support/end=2031-03; components/+component/kind=cloudService; "
     "components/component/essential=false; components/component/support/commitment=guaranteed; "
     "components/component/support/end=2026-11",
     "2026-07-01", "2026-12-01"},
    {"support/updatesStopped=yes; support/stoppedOn=2026-10", "2026-07-01", "2026-10-01"},
    {"support/period/duration=P5Y; support/period/from=purchase; product/condition=used; "
     "product/firstSoldOn=2024-05-10",
     "2026-07-01", "2029-05-11"},
    {"support/commitment=notStated; support/period/duration=P6M; support/period/from=anyDay",
     "2026-07-01", "2026-12-01"},
};

START_TEST(the_next_change_is_told)
{
    struct document *document = declared(changes[_i].members);
    struct declaration *declaration = declaration_new(document);
    struct facts *facts = facts_new(declaration, day_of(changes[_i].as_of));
    char found[11];
    date_format(facts->next_change, found);
    ck_assert_str_eq(found, changes[_i].change ? changes[_i].change : "");
    facts_free(facts);
    declaration_free(declaration);
    document_free(document);
}
END_TEST

/* Table: the last change before a day */

static const struct {
    const char *members, *as_of, *since; /* NULL: it always read so */
} beginnings[] = {
    {"support/end=2031-03", "2026-07-01", "2026-01-01"},
    {"support/end=2031-03", "2026-01-01", "2026-01-01"},
    {"support/end=2031-03", "2031-03-31", "2031-01-01"},
    {"support/end=2031-03", "2031-04-01", "2031-04-01"},
    {"support/end=2024-03", "2026-07-01", "2024-04-01"},
    {"support/period/duration=P5Y; support/period/from=purchase", "2026-07-01", NULL},
    {"support/updatesStopped=yes; support/stoppedOn=2026-10", "2026-11-01", "2026-10-01"},
};

START_TEST(the_last_change_is_told)
{
    struct document *document = declared(beginnings[_i].members);
    struct declaration *declaration = declaration_new(document);
    struct facts *facts = facts_new(declaration, day_of(beginnings[_i].as_of));
    char found[11];
    date_format(facts->valid_from, found);
    ck_assert_str_eq(found, beginnings[_i].since ? beginnings[_i].since : "");
    facts_free(facts);
    declaration_free(declaration);
    document_free(document);
}
END_TEST

/* Declarations drawn at random, the same on every run */

static uint32_t seed;

static unsigned draw(unsigned below)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 16) % below;
}

static const char *one_of(const char *const *texts, size_t count)
{
    return texts[draw((unsigned)count)];
}
#define ONE_OF(...)                                                                                \
    one_of((const char *const[]){__VA_ARGS__},                                                     \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void add(GString *members, const char *path, const char *member, const char *value)
{
    g_string_append_printf(members, "; %s%s=%s", path, member, value);
}

static void add_date(GString *members, const char *path, const char *member)
{
    unsigned year = FIRST_YEAR + draw(LAST_YEAR - FIRST_YEAR + 1);
    unsigned month = 1 + draw(12), day = 1 + draw(28), precision = draw(8);
    g_autofree char *date = precision == 0   ? g_strdup_printf("%u", year)
                            : precision <= 4 ? g_strdup_printf("%u-%02u", year, month)
                                             : g_strdup_printf("%u-%02u-%02u", year, month, day);
    add(members, path, member, date);
}

static void add_period(GString *members, const char *path)
{
    add(members, path, "period/duration", ONE_OF("P1M", "P6M", "P1Y", "P1Y6M"));
    add(members, path, "period/from",
        ONE_OF("launch", "lastPlaced", "purchase", "firstUse", "endOfSale", "anyDay", "whileOnSale",
               "manufacture", "firstSupply"));
    if (draw(3) == 0)
        add_date(members, path, "period/fromDate");
    if (draw(2) == 0)
        add(members, path, "combine", ONE_OF("same", "later", "earlier"));
}

static void add_support(GString *members, const char *path)
{
    add(members, path, "commitment",
        ONE_OF("guaranteed", "guaranteed", "guaranteed", "anticipated", "none", "notStated"));
    if (draw(3) > 0)
        add_date(members, path, "end");
    if (draw(3) == 0)
        add_period(members, path);
    if (draw(4) == 0)
        add(members, path, "updatesStopped", ONE_OF("yes", "no", "unknown"));
    if (draw(5) == 0)
        add_date(members, path, "stoppedOn");
    if (draw(4) == 0) {
        add(members, path, "conditions/+condition/kind", ONE_OF("registration", "subscription"));
        add_date(members, path, "conditions/condition/until");
    }
}

static void add_component(GString *members)
{
    static const char path[] = "components/component/";
    add(members, "", "components/+component/kind",
        ONE_OF("deviceFirmware", "companionApp", "cloudService"));
    add(members, path, "essential", ONE_OF("true", "true", "false"));
    if (draw(4) == 0)
        add(members, path, "updates/capability", ONE_OF("yes", "no"));
    if (draw(3) > 0)
        add_support(members, "components/component/support/");
    if (draw(3) == 0)
        add_date(members, path, "serviceEnd");
}

static char *random_members(void)
{
    GString *members = g_string_new("updates/cost=free");
    add_support(members, "support/");
    if (draw(8) == 0)
        add(members, "", "updates/capability", "no");
    if (draw(4) == 0)
        add(members, "", "product/condition", "used");
    if (draw(3) == 0)
        add_date(members, "", "product/firstSoldOn");
    if (draw(2) == 0)
        add_date(members, "", "product/launchedOn");
    if (draw(3) == 0)
        add_date(members, "", "product/endOfSaleOn");
    for (unsigned count = draw(4); count > 0; count--)
        add_component(members);
    return g_string_free(members, FALSE);
}

/* What no declaration may lead to. */
static void check_honesty(const struct facts *facts, const char *members)
{
    bool promised = facts->state == STATE_DATED || facts->state == STATE_RELATIVE;
    if (facts->state == STATE_DATED || facts->state == STATE_EXPECTED)
        ck_assert_msg(!date_known(facts->end) || date_compare(facts->end, facts->as_of) >= 0,
                      "a past date is promised: %s", members);
    if (facts->state == STATE_DATED)
        ck_assert_msg(date_known(facts->end), "dated without a date: %s", members);
    if (facts->state != STATE_DATED && facts->state != STATE_EXPECTED &&
        facts->state != STATE_ENDED)
        ck_assert_msg(!date_known(facts->end), "a date in a state without: %s", members);
    ck_assert_msg(!date_known(facts->end) || facts->end.month, "a bare year: %s", members);
    ck_assert_msg(!facts->end_computed || !facts->end.day, "a day nobody gave: %s", members);
    ck_assert_msg(!promised || !facts->anticipated, "an expectation as promise: %s", members);
    ck_assert_msg(facts->band != BAND_DARK || promised, "dark without promise: %s", members);
    for (size_t i = 0; promised && i < facts->part_count; i++) {
        const struct part *part = &facts->parts[i];
        bool lacking = part->state == STATE_OPEN || part->state == STATE_ENDED ||
                       part->state == STATE_EXPECTED ||
                       (part->state == STATE_NONE && !part->not_updatable);
        ck_assert_msg(!part->essential || !lacking, "an essential part lacks: %s", members);
        ck_assert_msg(!part->essential || !date_known(part->end) || !date_known(facts->end) ||
                          date_compare(part->end, facts->end) >= 0,
                      "a part ends before the whole: %s", members);
    }
    for (size_t i = 0; i < facts->part_count; i++)
        ck_assert_msg(facts->parts[i].governs == (i == 0), "not one governs: %s", members);
}

/* Walks day by day: a change is there exactly where it was foretold. */
START_TEST(every_change_is_foretold_and_no_other)
{
    seed = (uint32_t)_i + 1;
    g_autofree char *members = random_members();
    struct document *document = declared(members);
    struct declaration *declaration = declaration_new(document);
    struct facts *today = facts_new(declaration, (struct date){FIRST_YEAR - 1, 12, 1});
    while (today->as_of.year <= LAST_YEAR + 3) {
        check_honesty(today, members);
        struct facts *tomorrow = facts_new(declaration, date_next_day(today->as_of));
        bool foretold = date_known(today->next_change) &&
                        date_compare(today->next_change, tomorrow->as_of) == 0;
        char day[11];
        ck_assert_msg(facts_same_label(today, tomorrow) == !foretold, "%s on %s: %s",
                      foretold ? "no change" : "a change not foretold",
                      date_format(tomorrow->as_of, day), members);
        if (!foretold)
            ck_assert_msg(date_compare(today->next_change, tomorrow->next_change) == 0,
                          "the change has moved on %s: %s", day, members);
        facts_free(today);
        today = tomorrow;
    }
    facts_free(today);
    declaration_free(declaration);
    document_free(document);
}
END_TEST

/* What makes another label */

static const char *const differences[] = {
    "support/end=2031-04",
    "support/final=true",
    "support/commitment=anticipated",
    "updates/mode=manual",
    "updates/delivery/+channel=usb",
    "updates/cost=paid",
    "endOfSupport/effects/+effect=stopsWorking",
    "support/conditions/+condition/kind=account",
    "components/+component/kind=companionApp",
    "product/status/value=recalled",
    "product/name=HomeCam 4",
    "declaredBy/role=importer",
    "declaredBy/statedOn=2026-06-16",
    "evidence/information/url=https://example.com",
};

/* The same where both say something, but not the same. */
#define PART "components/+component/kind=companionApp; "
#define BOUGHT "support/commitment=guaranteed; support/period/from=purchase; "

static const struct {
    const char *common, *one, *other;
} details[] = {
    {"", "product/labelName=Cam", "product/labelName=HomeCam"},
    {"", "product/brand=North", "product/brand=South"},
    {"", "product/model=HC-300", "product/model=HC-301"},
    {"", "declaredBy/name=Northwind", "declaredBy/name=Southwind"},
    {"", "evidence/information/url=https://a.example",
     "evidence/information/url=https://b.example"},
    {"evidence/information/url=https://a.example; ", "evidence/information/keptCurrent=true",
     "evidence/information/keptCurrent=false"},
    {"product/status/value=recalled; ", "product/status/noticeUrl=https://a.example",
     "product/status/noticeUrl=https://b.example"},
    {"updates/mode=other; ", "updates/otherMode=By post", "updates/otherMode=By pigeon"},
    {"", "updates/notification/+channel=app", "updates/notification/+channel=email"},
    {"", "updates/notification/+channel=none", "updates/notification/+channel=email"},
    {"", "updates/cost=paid", "updates/cost=subscription"},
    {BOUGHT, "support/period/duration=P5Y", "support/period/duration=P6Y"},
    {BOUGHT, "support/period/duration=P5Y", "support/period/duration=P5Y1M"},
    {"support/period/duration=P5Y; ", "support/period/from=purchase",
     "support/period/from=firstUse"},
    {"support/end=2031-03; support/conditions/+condition/kind=hub; ",
     "support/conditions/condition/text=Hub X", "support/conditions/condition/text=Hub Y"},
    {"support/end=2031-03; ", "support/conditions/+condition/kind=hub",
     "support/conditions/+condition/kind=account"},
    {"support/end=2031-03; support/conditions/+condition/kind=hub; ",
     "support/conditions/condition/soldSeparately=true",
     "support/conditions/condition/soldSeparately=false"},
    {"support/end=2031-03; support/conditions/+condition/kind=hub; ",
     "support/conditions/condition/until=2029-01", "support/conditions/condition/until=2029-02"},
    {PART, "components/component/name=App", "components/component/name=Apps"},
    {"", PART, "components/+component/kind=cloudService"},
    {PART, "components/component/essential=true", "components/component/essential=false"},
    {PART, "components/component/serviceEnd=2030-01", "components/component/serviceEnd=2030-02"},
    {PART "components/component/support/commitment=guaranteed; ",
     "components/component/support/end=2030-01", "components/component/support/end=2030-02"},
    {PART "components/component/support/commitment=guaranteed; "
          "components/component/support/period/from=purchase; ",
     "components/component/support/period/duration=P2Y",
     "components/component/support/period/duration=P3Y"},
    {PART, "components/component/updates/capability=yes",
     "components/component/updates/capability=no"},
};

static bool same_label(const char *one, const char *two)
{
    struct document *documents[] = {declared(one), declared(two)};
    struct declaration *declarations[2];
    struct facts *facts[2];
    for (int i = 0; i < 2; i++) {
        declarations[i] = declaration_new(documents[i]);
        facts[i] = facts_new(declarations[i], (struct date){2026, 7, 1});
    }
    bool same = facts_same_label(facts[0], facts[1]);
    for (int i = 0; i < 2; i++) {
        facts_free(facts[i]);
        declaration_free(declarations[i]);
        document_free(documents[i]);
    }
    return same;
}

START_TEST(a_difference_makes_another_label)
{
    static const char base[] = "support/end=2031-03; ";
    g_autofree char *other = g_strconcat(base, differences[_i], NULL);
    ck_assert(!same_label(base, other));
    ck_assert(same_label(other, other));
}
END_TEST

START_TEST(so_does_another_detail)
{
    g_autofree char *one = g_strconcat(details[_i].common, details[_i].one, NULL);
    g_autofree char *other = g_strconcat(details[_i].common, details[_i].other, NULL);
    ck_assert_msg(!same_label(one, other), "%s is %s", one, other);
    ck_assert_msg(!same_label(other, one), "%s is %s", other, one);
    ck_assert(same_label(one, one));
}
END_TEST

START_TEST(what_is_not_printed_makes_none)
{
    ck_assert(same_label("support/end=2031-03", "support/end=2031-03; "
                                                "contacts/vulnerability=https://example.com; "
                                                "product/status/value=onSale"));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("facts_change");
    TCase *tcase = tcase_create("facts_change");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, the_next_change_is_told, 0, G_N_ELEMENTS(changes));
    tcase_add_loop_test(tcase, the_last_change_is_told, 0, G_N_ELEMENTS(beginnings));
    tcase_add_loop_test(tcase, every_change_is_foretold_and_no_other, 0, ROUNDS);
    tcase_add_loop_test(tcase, a_difference_makes_another_label, 0, G_N_ELEMENTS(differences));
    tcase_add_loop_test(tcase, so_does_another_detail, 0, G_N_ELEMENTS(details));
    tcase_add_test(tcase, what_is_not_printed_makes_none);
    suite_add_tcase(suite, tcase);
    return suite;
}

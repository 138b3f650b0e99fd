/* SPDX-License-Identifier: Apache-2.0 */
/* The functions that rules have, and how a rule comes to its verdict. */
#include "rules/rule.h"

#include "declared.h"
#include "rules/expression.h"
#include "rules/judged.h"
#include "unit.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static const struct judging today = {.as_of = {2026, 11, 22}, .language = "en"};

/* The expression as a condition at the root of a declaration with these members. */
static enum truth test(const char *members, const char *text, char **doubt)
{
    struct document *document = declared(members);
    struct judged *judged = judged_new(document, NULL, &today);
    struct rules_input input = {
        .document = judged->document,
        .facts = judged->facts,
        .markets = judged->markets,
        .warn_before = {0, 6},
        .language = "en",
    };
    struct judge *judge = judge_new(&input);
    struct expression expression = {text, NULL};
    *doubt = NULL;
    enum truth truth = expression_test(judge, &expression, judged->document->root, doubt);
    expression_free(expression.compiled);
    judge_free(judge);
    judged_free(judged);
    document_free(document);
    return truth;
}

#define CAMERA                                                                                     \
    "support/end=2033-01; product/firstPlacedOn=2028-01-15; support/period/duration=P5Y; "         \
    "support/period/from=purchase; markets/+market=EU; "                                           \
    "product/identifiers/+identifier/scheme=gtin; "                                                \
    "product/identifiers/identifier/value=9506000134352; "                                         \
    "components/+component/kind=deviceFirmware; components/component/name=Firmware; "              \
    "components/component/support/end=2032-06-30; components/+component/kind=cloudService; "       \
    "components/component/name=Cloud; translations/+translation/language=de-AT; "                  \
    "support/wording/text=As long as possible, up to ten years; "                                  \
    "support/publishedUrl=https://Shop.example:8443/a/b?c"

static const struct {
    const char *text;
    enum truth truth;
} expressions[] = {
    {"u:before('2028-01-14', '2028-01-15')", TRUTH_YES},
    {"u:after(d:support/d:end, d:product/d:firstPlacedOn)", TRUTH_YES},
    {"u:at-least(d:support/d:end, d:product/d:firstPlacedOn, 'P5Y')", TRUTH_OPEN},
    {"not(u:at-least(d:support/d:end, d:product/d:firstPlacedOn, 'P5Y'))", TRUTH_OPEN},
    {"u:at-least(u:last-day(d:support/d:end), d:product/d:firstPlacedOn, 'P5Y')", TRUTH_YES},
    {"u:at-least(u:first-day(d:support/d:end), d:product/d:firstPlacedOn, 'P5Y')", TRUTH_NO},
    {"u:at-least(d:support/d:end, d:product/d:lastPlacedOn, 'P5Y')", TRUTH_OPEN},
    {"u:at-least(d:support/d:end, d:product/d:firstPlacedOn, 'five years')", TRUTH_OPEN},
    /* What holds in every reading holds, and what fails in every reading fails. */
    {"u:before('2028-01', '2028-01-15') or not(u:before('2028-01', '2028-01-15'))", TRUTH_YES},
    {"u:before('2028-01', '2028-01-15') and not(u:before('2028-01', '2028-01-15'))", TRUTH_NO},
    {"u:before('2028-01', '2028-01-15') or true()", TRUTH_YES},
    {"u:before('2028-01', '2028-01-15') and false()", TRUTH_NO},
    {"u:before('2028-01', '2028-01-15') and u:before('2028-02', '2028-02-15')", TRUTH_OPEN},
    {"u:before('2028-01', '2028-01-15') = u:after('2028-01-15', '2028-01')", TRUTH_YES},
    {"u:precision(d:support/d:end) = 'month'", TRUTH_YES},
    {"u:precision('2028') = 'year' and u:precision('2028-01-01') = 'day'", TRUTH_YES},
    {"u:precision(d:product/d:lastPlacedOn) = ''", TRUTH_YES},
    {"u:first-day('2028-02') = '2028-02-01' and u:last-day('2028-02') = '2028-02-29'", TRUTH_YES},
    {"u:add('2028-02-29', 'P1Y') = '2029-02-28' and u:add('2028-02', 'P1M') = '2028-03'",
     TRUTH_YES},
    {"u:subtract('2033-01-15', 'P5Y') = '2028-01-15' and u:add('', 'P5Y') = ''", TRUTH_YES},
    {"u:latest-start('2033-02-28', 'P5Y') = '2028-02-29'", TRUTH_YES},
    {"u:months-between('2028-01-15', '2033-01-15') = 60", TRUTH_YES},
    {"u:months-between('2028-01-15', '') >= 0", TRUTH_NO},
    {"u:months('P1Y6M') = 18 and u:longer('P61M', 'P5Y') and not(u:longer('P5Y', 'P60M'))",
     TRUTH_YES},
    {"u:earliest(//d:end) = '2032-06-30' and u:latest(//d:end) = '2033-01'", TRUTH_YES},
    {"u:earliest(d:nothing) = ''", TRUTH_YES},
    {"u:as-of() = '2026-11-22'", TRUTH_YES},
    {"u:due('2027-05-22') and not(u:due('2027-05-23'))", TRUTH_YES},
    {"u:due('2027-05')", TRUTH_OPEN},
    {"u:state() = 'open' or u:state() = 'dated'", TRUTH_YES},
    {"u:mode() = 'automaticOptOut'", TRUTH_YES},
    {"count(u:earlier()) = 0", TRUTH_YES},
    {"u:sold-in('EU') and u:sold-in('DE') and u:sold-in('XI') and not(u:sold-in('GB'))", TRUTH_YES},
    {"u:in-language('en') and u:in-language('de') and not(u:in-language('d'))", TRUTH_YES},
    {"u:gtin-valid(//d:identifier/d:value)", TRUTH_YES},
    {"u:gtin-valid('9506000134353') or u:gtin-valid('950600013435') or u:gtin-valid('')", TRUTH_NO},
    {"u:gtin-valid('96385074') and u:gtin-valid('036000291452') and u:gtin-valid('00012345600012')",
     TRUTH_YES},
    {"u:mentions(d:support/d:wording/d:text, 'lifetime|UP TO')", TRUTH_YES},
    {"u:mentions('set up together, upto', 'up to')", TRUTH_NO},
    {"u:mentions('', 'up to') or u:mentions('up to', '')", TRUTH_NO},
    {"u:host(d:support/d:publishedUrl) = 'shop.example'", TRUTH_YES},
    {"u:host('mailto:a@b.example') = ''", TRUTH_YES},
    {"u:list(//d:component/d:name) = 'Firmware, Cloud' and u:list(d:nothing) = ''", TRUTH_YES},
    {"u:unique(//d:component/d:kind) and not(u:unique(//d:component/d:kind | //d:category | "
     "//d:commitment | //d:from) and false())",
     TRUTH_YES},
    {"u:unique(d:product/d:name | d:product/d:name)", TRUTH_YES},
    /* There is no way out of the document. */
    {"document('/etc/passwd')", TRUTH_OPEN},
    {"u:nothing()", TRUTH_OPEN},
    {"u:before('2028-01-14')", TRUTH_OPEN},
    {"$x", TRUTH_OPEN},
    /* More steps than are allowed. */
    {"count(//*[count(//*[count(//*[count(//*) > 1]) > 1]) > 1]) > 1", TRUTH_OPEN},
};

START_TEST(expressions_hold)
{
    g_autofree char *doubt = NULL;
    enum truth truth = test(CAMERA, expressions[_i].text, &doubt);
    ck_assert_msg(truth == expressions[_i].truth, "%s: %d", expressions[_i].text, (int)truth);
    ck_assert((doubt != NULL) == (truth == TRUTH_OPEN));
}
END_TEST

START_TEST(doubts_are_named)
{
    g_autofree char *day = NULL, *missing = NULL, *limit = NULL;
    test(CAMERA, "u:at-least(d:support/d:end, d:product/d:firstPlacedOn, 'P5Y')", &day);
    test(CAMERA, "u:before(d:product/d:lastPlacedOn, '2028')", &missing);
    test(CAMERA, "count(//*[count(//*[count(//*[count(//*) > 1]) > 1]) > 1]) > 1", &limit);
    ck_assert_str_eq(day, "it depends on the day in 2033-01");
    ck_assert_str_eq(missing,
                     "it depends on a date that is not declared and the month and day in 2028");
    ck_assert_str_eq(limit, "it could not be evaluated within its limits");
}
END_TEST

/* Rules */

#define HEAD                                                                                       \
    "<profile xmlns='urn:uplabel:profile:1' id='t' title='T' version='2026-11-22' kind='own'>"     \
    "<about>.</about><source id='r' title='R' mark='read'/>"                                       \
    "<source id='s' title='S' mark='secondary'/>"

/* The verdict of a profile's one rule; the message, reason and so on after it, "" for none. */
static char *verdict(const char *rule, const char *members)
{
    struct diags *diags = diags_new(0);
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("uplabel-XXXXXX.xml", &path, NULL);
    g_autofree char *text = g_strconcat(HEAD, rule, "</profile>", NULL);
    ck_assert(file >= 0 && g_file_set_contents(path, text, -1, NULL));
    struct assets *assets = assets_new(NULL);
    struct profile *profile = profile_load(assets, path, diags);
    ck_assert_msg(profile != NULL, "%s",
                  diags_count(diags) > 0 ? diags_at(diags, 0)->text : "no profile");
    g_autoptr(GPtrArray) profiles = g_ptr_array_new();
    g_ptr_array_add(profiles, profile);
    struct document *document = declared(members);
    struct judged *judged = judged_new(document, NULL, &today);
    ck_assert(judged_run(judged, profiles, NULL, &today));
    GString *said = g_string_new(NULL);
    const struct judgement *judgement = judged->judgements->pdata[0];
    for (unsigned i = 0; i < judgement->verdicts->len; i++) {
        const struct verdict *one = judgement_at(judgement, i);
        g_autofree char *pointer = element_pointer(one->element);
        g_string_append_printf(said, "%s%s", i > 0 ? "; " : "", outcome_name(one->outcome));
        if (one->would != one->outcome)
            g_string_append_printf(said, " (%s)", outcome_name(one->would));
        g_string_append_printf(said, " at '%s'", pointer);
        if (one->message)
            g_string_append_printf(said, " message '%s'", one->message);
        if (one->reason)
            g_string_append_printf(said, " reason '%s'", one->reason);
        if (one->report)
            g_string_append_printf(said, " report '%s'", one->report);
        if (one->settled_by)
            g_string_append_printf(said, " settled by '%s'", one->settled_by);
    }
    judged_free(judged);
    document_free(document);
    profile_free(profile);
    assets_free(assets);
    diags_free(diags);
    g_unlink(path);
    close(file);
    return g_string_free(said, FALSE);
}

#define RULE(attributes, parts)                                                                    \
    "<rule id='R' clause='1' " attributes "><title>T</title>" parts "</rule>"
#define ERROR "source='r' severity='error'"
#define TEST(expression) "<test>" expression "</test><message>m</message>"
#define BINDS ERROR " bindsFrom='2027-12-11' "

static const struct {
    const char *rule, *members, *verdict;
} verdicts[] = {
    {RULE(ERROR, TEST("true()")), "", "pass at ''"},
    {RULE(ERROR, TEST("false()")), "", "fail at '' message 'm'"},
    {RULE("source='r' severity='warning'", TEST("false()")), "", "warn at '' message 'm'"},
    {RULE("source='r' severity='note'", TEST("false()")), "", "warn at '' message 'm'"},
    /* What was not read is a warning at most. */
    {RULE("source='s' severity='error'", TEST("false()")), "", "warn at '' message 'm'"},
    {RULE("source='r' mark='recalled' severity='error'", TEST("false()")), "",
     "warn at '' message 'm'"},
    {RULE(ERROR, "<applies otherwise='no {d:id}'>false()</applies>" TEST("false()")), "",
     "notApplicable at '' reason 'no homecam'"},
    {RULE(ERROR, "<undetermined because='who knows'>true()</undetermined>" TEST(
                     "true()") "<settledBy>A look.</settledBy>"),
     "", "undetermined at '' reason 'who knows' settled by 'A look.'"},
    {RULE(ERROR, "<settledBy>A look.</settledBy>"), "",
     "undetermined at '' reason 'a declaration cannot show this' settled by 'A look.'"},
    /* Places */
    {RULE(ERROR, TEST("false()") /* the last that there is */), "support/end=2031-03",
     "fail at '' message 'm'"},
    {RULE(ERROR, "<test>false()</test><points>d:support | d:support/d:end</points>"
                 "<message>ends {d:support/d:end}, {{sic}</message>"),
     "support/end=2031-03", "fail at '/support/end' message 'ends 2031-03, {sic}'"},
    {RULE(ERROR, "<test>false()</test><points>d:support/d:end</points><message>m</message>"), "",
     "fail at '' message 'm'"},
    {RULE(ERROR, "<at>d:components/d:component</at>" TEST("d:name = 'A'")), "",
     "notApplicable at '' reason 'the declaration has nothing that it is about'"},
    {RULE(ERROR, "<at>d:components/d:component</at>" TEST("d:name = 'A'")),
     "components/+component/name=A; components/+component/name=B",
     "pass at '/components/0'; fail at '/components/1' message 'm'"},
    {RULE(ERROR, "<test>true()</test><report>a\n   value {1 + 1}</report><message>m</message>"), "",
     "pass at '' report 'a value 2'"},
    /* Binding dates: of the unit, of the model, not declared, of month precision. */
    {RULE(BINDS "bindsOn='placing'", TEST("false()")), "product/firstPlacedOn=2027-12-11",
     "fail at '' message 'm'"},
    {RULE(BINDS "bindsOn='placing'", TEST("false()")), "product/firstPlacedOn=2027-12-10",
     "notApplicable (fail) at '' message 'm' reason 'binds units placed on the market from "
     "2027-12-11 on; the first was placed 2027-12-10, the last is not declared "
     "(product/lastPlacedOn)'"},
    {RULE(BINDS "bindsOn='placing'", TEST("false()")),
     "product/firstPlacedOn=2026-05; product/lastPlacedOn=2028-01", "fail at '' message 'm'"},
    {RULE(BINDS "bindsOn='placing'", TEST("false()")),
     "product/firstPlacedOn=2026-05; product/lastPlacedOn=2027-06",
     "notApplicable (fail) at '' message 'm' reason 'binds from 2027-12-11 on; the product was "
     "placed on the market from 2026-05 until 2027-06'"},
    {RULE(BINDS "bindsOn='placing'", TEST("false()")),
     "product/firstPlacedOn=2028-05; support/start/date=2026-05; support/start/basis=unitPlaced",
     "notApplicable (fail) at '' message 'm' reason 'binds from 2027-12-11 on; the product was "
     "placed on the market 2026-05'"},
    {RULE(BINDS "bindsOn='placing'", TEST("true()")), "product/firstPlacedOn=2027-12",
     "undetermined (pass) at '' reason 'binds from 2027-12-11; whether that holds for a product "
     "placed on the market 2027-12 depends on the day, or on when it is placed on the market "
     "(product/firstPlacedOn, or support/start with the basis unitPlaced)'"},
    {RULE(BINDS "bindsOn='placing'", TEST("false()")), "",
     "undetermined (fail) at '' message 'm' reason 'binds from 2027-12-11, and the declaration "
     "does not say when it is placed on the market (product/firstPlacedOn, or support/start with "
     "the basis unitPlaced)'"},
    {RULE(BINDS "bindsOn='statement'", TEST("false()")), "",
     "notApplicable (fail) at '' message 'm' reason 'binds from 2027-12-11 on; the product was "
     "declared 2026-06-15'"},
    {RULE(BINDS, TEST("false()")), "",
     "notApplicable (fail) at '' message 'm' reason 'binds from 2027-12-11 on; the product was "
     "checked 2026-11-22'"},
    {RULE(ERROR " bindsFrom='2024-04-29' bindsOn='available'", TEST("true()")),
     "product/status/value=onSale", "pass at ''"},
    {RULE(ERROR " bindsFrom='2024-04-29' bindsOn='available'", TEST("true()")),
     "product/launchedOn=2020; product/status/value=onSale", "pass at ''"},
    {RULE(BINDS "bindsOn='available'", TEST("true()")), "product/status/value=onSale",
     "notApplicable (pass) at '' reason 'binds from 2027-12-11 on; the product was known to be "
     "available on 2026-06-15'"},
    {RULE(ERROR " bindsFrom='2024-04-29' bindsOn='available'", TEST("false()")),
     "product/endOfSaleOn=2023-12",
     "notApplicable (fail) at '' message 'm' reason 'binds from 2024-04-29 on; the product was "
     "available until 2023-12'"},
    {RULE(ERROR " bindsFrom='2024-04-29' bindsOn='available'", TEST("true()")),
     "product/launchedOn=2023-12",
     "undetermined (pass) at '' reason 'binds from 2024-04-29; whether that holds for a product "
     "available 2023-12 depends on the day, or on when it is available (product/status with the "
     "value onSale, or product/launchedOn)'"},
    {RULE(ERROR " bindsUntil='2025-12-31'", TEST("false()")), "",
     "notApplicable (fail) at '' message 'm' reason 'bound until 2025-12-31; the product was "
     "checked 2026-11-22'"},
};

START_TEST(rules_come_to_a_verdict)
{
    g_autofree char *said = verdict(verdicts[_i].rule, verdicts[_i].members);
    ck_assert_str_eq(said, verdicts[_i].verdict);
}
END_TEST

START_TEST(fail_outweighs_all)
{
    ck_assert_int_eq(outcome_worst(OUTCOME_PASS, OUTCOME_FAIL), OUTCOME_FAIL);
    ck_assert_int_eq(outcome_worst(OUTCOME_UNDETERMINED, OUTCOME_PASS), OUTCOME_UNDETERMINED);
    ck_assert_int_eq(outcome_worst(OUTCOME_NOT_APPLICABLE, OUTCOME_PASS), OUTCOME_PASS);
    ck_assert_int_eq(outcome_worst(OUTCOME_WARN, OUTCOME_UNDETERMINED), OUTCOME_WARN);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("rule");
    TCase *tests = tcase_create("rule");
    tcase_set_timeout(tests, 30);
    tcase_add_loop_test(tests, expressions_hold, 0, G_N_ELEMENTS(expressions));
    tcase_add_test(tests, doubts_are_named);
    tcase_add_loop_test(tests, rules_come_to_a_verdict, 0, G_N_ELEMENTS(verdicts));
    tcase_add_test(tests, fail_outweighs_all);
    suite_add_tcase(suite, tests);
    return suite;
}

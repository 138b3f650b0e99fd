/* SPDX-License-Identifier: Apache-2.0 */
/* What the lint of profiles refuses, and what it lets pass. */
#include "rules/lint.h"

#include "base/source.h"
#include "findings.h"
#include "read/read.h"
#include "read/vocabulary.h"
#include "unit.h"

#define HEAD                                                                                       \
    "<profile xmlns='urn:uplabel:profile:1' id='t' title='T' version='2026-11-22' kind='own'>"     \
    "<about>.</about><source id='r' title='R' mark='secondary'/>"

/* What the lint says of a rule, "" for nothing; the caller frees. */
static char *lint(const char *rule)
{
    struct diags *diags = diags_new(0);
    g_autofree char *text = g_strconcat(HEAD, rule, "</profile>", NULL);
    struct source *source = source_new("t.xml", text, strlen(text));
    struct document *document = read_data_file(source, "schemas/profile.xsd", "profile", diags);
    ck_assert_msg(document != NULL, "%s",
                  diags_count(diags) > 0 ? diags_at(diags, 0)->text : "no profile");
    lint_profile(document, diags);
    diags_sort(diags);
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++)
        g_string_append_printf(said, "%s%s", i > 0 ? "; " : "", diags_at(diags, i)->text);
    document_free(document);
    diags_free(diags);
    return g_string_free(said, FALSE);
}

#define RULE(parts)                                                                                \
    "<rule id='R' clause='1' source='r' severity='error'><title>T</title>" parts "</rule>"
#define TEST(expression) RULE("<test>" expression "</test><message>m</message>")

static const struct {
    const char *rule, *said; /* "": nothing */
} rows[] = {
    {TEST("d:support/d:end"), ""},
    {TEST("/d:declaration/d:support/d:end"), ""},
    {TEST("d:components/d:component[d:essential = 'true']/d:support/d:end"), ""},
    {TEST("count(d:components/d:component) &gt; 1 and u:months(d:support/d:period/d:duration) "
          "&gt;= 60"),
     ""},
    {TEST("d:product/d:identifiers/d:identifier[d:scheme = 'gtin'][1]/../d:identifier"), ""},
    {TEST("u:earlier()/d:support/d:end = d:support/d:end"), ""},
    {TEST("not(//d:support[d:commitment = 'anticipated']) or self::d:declaration"), ""},
    {TEST("d:support/d:ende"),
     "in \"d:support/d:ende\": d:support has no \"ende\"; did you mean d:end?"},
    {TEST("d:suport/d:end"),
     "in \"d:suport/d:end\": d:declaration has no \"suport\"; did you mean d:support?"},
    {TEST("d:components/d:component[d:knd = 'x']"),
     "in \"d:components/d:component[d:knd = 'x']\": d:component has no \"knd\"; did you mean "
     "d:kind?"},
    {TEST("//d:zzz"), "in \"//d:zzz\": a declaration has no \"zzz\""},
    {TEST("support"), "in \"support\": \"support\" needs the prefix d:"},
    {TEST("x:support"), "in \"x:support\": names have the prefix d:, not x:"},
    {TEST("/d:support"), "in \"/d:support\": a path from the document begins with /d:declaration"},
    {TEST("d:support["), "in \"d:support[\": this is not XPath 1.0"},
    {TEST("$a = 1"), "in \"$a = 1\": there are no variables, such as $a"},
    {TEST("d:support/d:qqqqqqqqq"), "in \"d:support/d:qqqqqqqqq\": d:support has no \"qqqqqqqqq\""},
    {TEST("1 = /d:support"), "in \"1 = /d:support\": a path from the document begins with /d:declaration"},
    {TEST("(/d:support)"), "in \"(/d:support)\": a path from the document begins with /d:declaration"},
    {TEST("(d:support)/d:end | d:components/*/d:name | ../d:id"), ""},
    {TEST("d:components/d:component[1]/d:name"), ""},
    {TEST("d:id/text()"), ""},
    {TEST("d:id/@x"), "in \"d:id/@x\": \"x\" needs the prefix d:"},
    /* Dates */
    {TEST("d:support/d:end &lt; '2031-01'"),
     "in \"d:support/d:end < '2031-01'\": < does not compare dates; use u:before() or u:after()"},
    {TEST("'2031-01' &gt;= d:support/d:end"),
     "in \"'2031-01' >= d:support/d:end\": >= does not compare dates; use u:before() or u:after()"},
    {TEST("//d:component[d:support/d:end &gt; 1]"),
     "in \"//d:component[d:support/d:end > 1]\": > does not compare dates; use u:before() or "
     "u:after()"},
    {TEST("u:end() &lt; u:as-of()"),
     "in \"u:end() < u:as-of()\": < does not compare dates; use u:before() or u:after()"},
    {TEST("d:support/d:end[1] &lt; 5"),
     "in \"d:support/d:end[1] < 5\": < does not compare dates; use u:before() or u:after()"},
    {TEST("d:support/d:end = u:earlier()/d:support/d:end"), ""},
    {TEST("5 &lt; d:components/d:component[d:kind = 'app'][1]/d:support/d:end"), "in \"5 < d:components/d:component[d:kind = 'app'][1]/d:support/d:end\": < does not compare dates; use u:before() or u:after()"},
    {TEST("5 &lt; d:components/d:component[d:kind = 'app'][1]/d:name"), ""},
    {TEST("5 &lt; d:support/d:end and d:id"), "in \"5 < d:support/d:end and d:id\": < does not compare dates; use u:before() or u:after()"},
    {TEST("5 &lt; child::d:support/child::d:end"), "in \"5 < child::d:support/child::d:end\": < does not compare dates; use u:before() or u:after()"},
    {TEST("5 &lt; ./d:support/d:end"), "in \"5 < ./d:support/d:end\": < does not compare dates; use u:before() or u:after()"},
    {TEST("5 &lt; d:id and d:support/d:end = 'x'"), ""},
    {TEST("5 &lt; 6 and d:support/d:end"), ""},
    {TEST("5 &gt; u:latest(d:support/d:end)"), "in \"5 > u:latest(d:support/d:end)\": > does not compare dates; use u:before() or u:after()"},
    {TEST("5 &gt; u:months(d:support/d:period/d:duration)"), ""},
    {TEST("5 &gt; count(d:support/d:end)"), ""},
    {TEST("u:latest((d:support/d:end)[1]) &lt;= 5"), "in \"u:latest((d:support/d:end)[1]) <= 5\": <= does not compare dates; use u:before() or u:after()"},
    {TEST("count((d:support/d:end)) &lt; 5"), ""},
    {TEST("(d:support/d:end) &lt; 5"), ""},
    {TEST("d:components/d:component[1]/d:name[. = 'x'] &lt; 5"), ""},
    /* Functions */
    {TEST("u:befor(d:support/d:end, '2031')"), "in \"u:befor(d:support/d:end, '2031')\": there is "
                                               "no function u:befor(); did you mean u:before()?"},
    {TEST("document('x')"), "in \"document('x')\": there is no function document()"},
    {TEST("cont(d:id)"), "in \"cont(d:id)\": there is no function cont(); did you mean count()?"},
    {TEST("u:before(d:support/d:end)"),
     "in \"u:before(d:support/d:end)\": u:before() takes 2 arguments, not 1"},
    {TEST("not()"), "in \"not()\": not() takes 1 argument, not 0"},
    {TEST("concat('a', substring('b', 1, 2), 'c') = 'abc'"), ""},
    {RULE("<at>d:components/d:component[u:before(d:support/d:end, '2031')]</at><test>true()</test>"
          "<message>m</message>"),
     "in \"d:components/d:component[u:before(d:support/d:end, '2031')]\": u:before() may be open, "
     "and here only what is certain can stand"},
    {TEST("x:foo(1)"), "in \"x:foo(1)\": functions have the prefix u: or none, not x:"},
    {TEST("u:zzzzzzzzzzzz(1)"), "in \"u:zzzzzzzzzzzz(1)\": there is no function u:zzzzzzzzzzzz()"},
    {TEST("concat('a')"), "in \"concat('a')\": concat() takes 2 arguments, not 1"},
    {TEST("substring('a', 1, 2, 3)"), "in \"substring('a', 1, 2, 3)\": substring() takes 3 arguments, not 4"},
    {TEST("not(1, 2)"), "in \"not(1, 2)\": not() takes 1 argument, not 2"},
    {TEST("count(d:components/d:component[contains(d:name, 'x')], 2)"), "in \"count(d:components/d:component[contains(d:name, 'x')], 2)\": count() takes 1 argument, not 2"},
    {TEST("count(d:components/d:component[contains(d:name, 'x')]) = 2 mod 1"), ""},
    /* Texts, and where a rule runs */
    {RULE("<at>d:components/d:component</at><test>d:name</test><message>{d:nam}</message>"),
     "in \"d:nam\": d:component has no \"nam\"; did you mean d:name?"},
    {RULE("<test>true()</test><message>{d:id} {{no}} {1 +}</message>"),
     "in \"1 +\": this is not XPath 1.0"},
    {RULE("<test>true()</test>"), "a rule with a test needs a message for when it fails"},
    {RULE(""),
     "a rule without a test can never be judged from a declaration: say in settledBy what "
     "would settle it"},
    {"<rule id='R' clause='1' source='x' "
     "severity='error'><title>T</title><settledBy>.</settledBy></rule>",
     "there is no source \"x\" in this profile"},
    {"<rule id='R' clause='1' source='r' mark='read' "
     "severity='error'><title>T</title><settledBy>.</settledBy></rule>",
     "the mark \"read\" is better than that of its source, \"secondary\""},
    {"<rule id='R' clause='1' source='r' severity='error' "
     "bindsFrom='2027-02-29'><title>T</title><settledBy>.</settledBy></rule>",
     "bindsFrom=\"2027-02-29\" is not in the calendar"},
    {RULE("<settledBy>.</settledBy>") RULE("<settledBy>.</settledBy>"),
     "there is another rule \"R\" before this one"},
};

START_TEST(profiles_are_linted)
{
    g_autofree char *said = lint(rows[_i].rule);
    ck_assert_str_eq(said, rows[_i].said);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("lint");
    TCase *tests = tcase_create("lint");
    tcase_add_loop_test(tests, profiles_are_linted, 0, G_N_ELEMENTS(rows));
    suite_add_tcase(suite, tests);
    return suite;
}

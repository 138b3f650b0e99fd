/* SPDX-License-Identifier: Apache-2.0 */
/* Text, URLs, dates and ids: what the policy refuses, and what it lets through. */
#include "read/policy.h"

#include "unit.h"

#include "findings.h"
#include "read/json.h"
#include "read/read.h"

#include <string.h>

static const struct {
    const char *json, *findings;
} cases[] = {
    {"{\"id\":\"cam.1-x\"}", ""},
    {"{\"id\":\"CON\"}", "ID-GRAMMAR /id"},
    {"{\"id\":\"con.x\"}", "ID-GRAMMAR /id"},
    {"{\"id\":\"com7\"}", "ID-GRAMMAR /id"},
    {"{\"id\":\"com\"}", ""},
    {"{\"id\":\"console\"}", ""},
    {"{\"product\":{\"name\":\"</script>]]>\\\"><svg onload=x>\"}}", ""},
    {"{\"product\":{\"name\":\"\"}}", "TEXT-EMPTY /product/name"},
    {"{\"product\":{\"name\":\"  \"}}", "TEXT-EMPTY /product/name"},
    {"{\"product\":{\"name\":\"\\u3164\"}}", "TEXT-EMPTY /product/name"},
    {"{\"product\":{\"name\":\"abcd\\u202e7\"}}", "TEXT-BIDI /product/name"},
    {"{\"product\":{\"name\":\"a\\u2069b\"}}", "TEXT-BIDI /product/name"},
    {"{\"product\":{\"name\":\"a\\u200bb\"}}", "TEXT-INVISIBLE /product/name"},
    {"{\"product\":{\"name\":\"a\\nb\"}}", "TEXT-CONTROL /product/name"},
    {"{\"product\":{\"name\":\"a\\u0085b\"}}", "TEXT-CONTROL /product/name"},
    {"{\"product\":{\"name\":\"a\\u0378b\"}}", "TEXT-UNASSIGNED /product/name"},
    {"{\"product\":{\"name\":\"G\\u0430rden\"}}", "TEXT-MIXED-SCRIPT /product/name"},
    {"{\"support\":{\"end\":\"2028-02-29\"}}", ""},
    {"{\"support\":{\"end\":\"2027-02-29\"}}", "DATE /support/end"},
    {"{\"support\":{\"end\":\"2100-02-29\"}}", "DATE /support/end"},
    {"{\"updates\":{\"optOutUrl\":\"https://example.com/a?b\"}}", ""},
    {"{\"updates\":{\"optOutUrl\":\"http://example.com/\"}}", "URL-HTTP /updates/optOutUrl"},
    {"{\"updates\":{\"optOutUrl\":\"javascript:x\"}}", "URL-SCHEME /updates/optOutUrl"},
    {"{\"updates\":{\"optOutUrl\":\"https://u@example.com\"}}", "URL-SYNTAX /updates/optOutUrl"},
    {"{\"updates\":{\"optOutUrl\":\"mailto:a@example.com\"}}", "URL-SCHEME /updates/optOutUrl"},
    {"{\"declaredBy\":{\"contact\":\"mailto:a@example.com\"}}", ""},
    {"{\"declaredBy\":{\"contact\":\"mailto:a@example\"}}", "URL-SYNTAX /declaredBy/contact"},
    {"{\"declaredBy\":{\"contact\":\"mailto:a@b.org?subject=x\"}}",
     "URL-SYNTAX /declaredBy/contact"},
    {"{\"declaredBy\":{\"contact\":\"https://example.com\"}}", ""},
    {"{\"zz\":\"\\u202e\"}", ""}, /* unknown: the gate's business */
};

START_TEST(values_are_judged)
{
    struct diags *diags = diags_new(0);
    const char *json = cases[_i].json;
    struct document *document = json_read(source_new("x.json", json, strlen(json)), diags);
    ck_assert_ptr_nonnull(document);
    policy_judge(document, diags);
    document_free(document);
    g_autofree char *lines = findings_take(diags);
    ck_assert_str_eq(strchr(lines, ' ') ? strchr(lines, ' ') + 1 : "", cases[_i].findings);
}
END_TEST

START_TEST(the_character_and_its_position_are_named)
{
    static const char json[] = "{\"product\":{\"name\":\"abcd\\u202e7\"}}";
    struct diags *diags = diags_new(0);
    struct document *document = json_read(source_new("x.json", json, sizeof json - 1), diags);
    policy_judge(document, diags);
    ck_assert(findings_say(diags, "U+202E at character 5"));
    document_free(document);
    diags_free(diags);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("policy");
    TCase *tests = tcase_create("all");
    tcase_add_unchecked_fixture(tests, NULL, read_shutdown);
    tcase_add_loop_test(tests, values_are_judged, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, the_character_and_its_position_are_named);
    suite_add_tcase(suite, tests);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The gate: each mistake in both syntaxes, one finding for one mistake, at one pointer. */
#include "read/schema.h"

#include "unit.h"

#include "base/assets.h"
#include "findings.h"
#include "read/read.h"
#include "read/xml.h"

#include <string.h>

/* A declaration that passes once it has updates; the tests write at both marks. */
static const char xml_form[] =
    "<declaration xmlns=\"urn:uplabel:declaration:1\"%s>"
    "<schemaVersion>1.0</schemaVersion><id>homecam</id><language>en</language>"
    "<declaredBy><role>manufacturer</role><name>Northwind</name><statedOn>2026-06-15</statedOn>"
    "</declaredBy><product><name>HomeCam</name><category>camera</category></product>"
    "<manufacturer><name>Northwind</name></manufacturer>"
    "<support><commitment>none</commitment></support>%s</declaration>";

static const char json_form[] =
    "{%s\"schemaVersion\":\"1.0\",\"id\":\"homecam\",\"language\":\"en\",\"declaredBy\":{"
    "\"role\":\"manufacturer\",\"name\":\"Northwind\",\"statedOn\":\"2026-06-15\"},\"product\":{"
    "\"name\":\"HomeCam\",\"category\":\"camera\"},\"manufacturer\":{\"name\":\"Northwind\"},"
    "\"support\":{\"commitment\":\"none\"},%s}";

/* A form's text with two insertions; the caller frees. */
static char *fill(const char *form, const char *first, const char *second)
{
    GString *text = g_string_new(form);
    g_string_replace(text, "%s", first, 1);
    g_string_replace(text, "%s", second, 1);
    return g_string_free(text, FALSE);
}

/* The findings about text as a declaration, one of which says part where not NULL; the caller
 * frees. */
static char *judge(const char *name, const char *text, const char *part)
{
    struct diags *diags = diags_new(0);
    struct document *document = read_declaration(source_new(name, text, strlen(text)), diags);
    ck_assert_int_eq(document != NULL, !diags_has_errors(diags));
    ck_assert_msg(!part || findings_say(diags, part), "nothing says: %s", part);
    document_free(document);
    return findings_take(diags);
}

/* The findings without their places, which differ between the syntaxes; the caller frees. */
static char *without_places(const char *lines)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(lines, "; ", -1);
    for (char **part = parts; *part; part++)
        g_string_append_printf(out, "%s%s", part > parts ? "; " : "",
                               strchr(*part, ' ') ? strchr(*part, ' ') + 1 : "");
    return g_string_free(out, FALSE);
}

#define UPDATES_XML "<updates><capability>yes</capability></updates>"
#define UPDATES_JSON "\"updates\":{\"capability\":\"yes\"}"

static const struct {
    const char *xml, *json, *findings;
    const char *said;
} twins[] = {
    {UPDATES_XML, UPDATES_JSON, "", NULL},
    {"<updates><capability>yes</capability><mode>auto</mode></updates>",
     "\"updates\":{\"capability\":\"yes\",\"mode\":\"auto\"}", "SCHEMA-VALUE /updates/mode",
     "\"auto\" is not an update mode; did you mean \"automaticOptOut\"? One of: automaticOptOut, "},
    {"<updates/>", "\"updates\":{}", "SCHEMA-MISSING /updates",
     "\"capability\" is missing in \"updates\": one of yes, partial, no, notStated"},
    {"<updates><capability>Yes</capability></updates>", "\"updates\":{\"capability\":\"Yes\"}",
     "SCHEMA-VALUE /updates/capability", "did you mean \"yes\"?"},
    {UPDATES_XML "<zz/>", UPDATES_JSON ",\"zz\":\"\"", "SCHEMA-NAME /zz", "it may hold: "},
    {UPDATES_XML "<barrier/>", UPDATES_JSON ",\"barrier\":[]", "SCHEMA-NAME /barrier",
     "did you mean \"barriers\"?"},
    {UPDATES_XML "<markets/>", UPDATES_JSON ",\"markets\":[]", "SCHEMA-VALUE /markets", "is empty"},
    {UPDATES_XML "<markets><market>eu</market></markets>", UPDATES_JSON ",\"markets\":[\"eu\"]",
     "SCHEMA-VALUE /markets/0", "a country by its ISO 3166-1 code"},
    {UPDATES_XML "<revision>012</revision>", UPDATES_JSON ",\"revision\":1000000",
     "SCHEMA-VALUE /revision", "expected: a number from 1 to 999999"},
    {UPDATES_XML "<supersedes>a/b</supersedes>", UPDATES_JSON ",\"supersedes\":\"a/b\"",
     "ID-GRAMMAR /supersedes", NULL},
    {UPDATES_XML "<contacts><securityTxtUrl></securityTxtUrl></contacts>",
     UPDATES_JSON ",\"contacts\":{\"securityTxtUrl\":\"\"}", "URL-SYNTAX /contacts/securityTxtUrl",
     "is empty"},
    {UPDATES_XML "<signatory><name></name></signatory>",
     UPDATES_JSON ",\"signatory\":{\"name\":\"\"}",
     "SCHEMA-MISSING /signatory; SCHEMA-MISSING /signatory; SCHEMA-MISSING /signatory; "
     "TEXT-EMPTY /signatory/name",
     NULL},
};

START_TEST(twins_get_the_same_findings)
{
    g_autofree char *xml_text = fill(xml_form, "", twins[_i].xml);
    g_autofree char *json_text = fill(json_form, "", twins[_i].json);
    g_autofree char *xml_lines = judge("x.xml", xml_text, twins[_i].said);
    g_autofree char *json_lines = judge("x.json", json_text, twins[_i].said);
    g_autofree char *xml_findings = without_places(xml_lines);
    g_autofree char *json_findings = without_places(json_lines);
    ck_assert_str_eq(xml_findings, twins[_i].findings);
    ck_assert_str_eq(json_findings, twins[_i].findings);
}
END_TEST

static const struct {
    const char *root, *more, *findings, *said;
} xmls[] = {
    {" a='1'", UPDATES_XML, "SCHEMA-NAME", "a declaration has none"},
    {" language='en'", UPDATES_XML, "SCHEMA-NAME", "write it as an element"},
    {" xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='u v'", UPDATES_XML,
     "XML-HINT", "xsi:schemaLocation"},
    {"", UPDATES_XML UPDATES_XML, "SCHEMA-REPEATED /updates", NULL},
    {"", UPDATES_XML "text", "SCHEMA-TYPE", "has the text \"text\" beside its elements"},
    {"", "<updates>text</updates>", "SCHEMA-TYPE /updates", "is the text \"text\""},
    {"", "<updates><capability>y<b/>es</capability></updates>", "SCHEMA-TYPE /updates/capability",
     "has the element \"b\" inside"},
    {"", UPDATES_XML "<x:zz xmlns:x='urn:x'/>", "SCHEMA-NAME /zz", "of the namespace \"urn:x\""},
    {"", UPDATES_XML "<markets><market>EU</market><marke>GB</marke></markets>",
     "SCHEMA-NAME /markets/1", "each item is a \"market\""},
};

START_TEST(what_only_xml_can_get_wrong)
{
    g_autofree char *text = fill(xml_form, xmls[_i].root, xmls[_i].more);
    g_autofree char *lines = judge("x.xml", text, xmls[_i].said);
    g_autofree char *findings = without_places(lines);
    ck_assert_str_eq(findings, xmls[_i].findings);
}
END_TEST

static const struct {
    const char *more, *findings, *said;
} jsons[] = {
    {UPDATES_JSON ",\"revision\":\"5\"", "SCHEMA-TYPE /revision",
     "\"revision\" is a string, a whole number is due"},
    {UPDATES_JSON ",\"revision\":null", "SCHEMA-TYPE /revision", "leave it out"},
    {UPDATES_JSON ",\"revision\":1.5", "JSON-NUMBER /revision", "a whole number is due"},
    {UPDATES_JSON ",\"revision\":-1", "SCHEMA-VALUE /revision", NULL},
    {UPDATES_JSON ",\"supersedes\":5", "SCHEMA-TYPE /supersedes",
     "\"supersedes\" is a whole number, a string is due"},
    {UPDATES_JSON ",\"markets\":\"EU\"", "SCHEMA-TYPE /markets", "is a string, a list is due"},
    {UPDATES_JSON ",\"markets\":{}", "SCHEMA-TYPE /markets", "is an object, a list is due"},
    {"\"updates\":[]", "SCHEMA-TYPE /updates", "is a list, an object is due"},
    {"\"updates\":true", "SCHEMA-TYPE /updates", "is true or false, an object is due"},
    {UPDATES_JSON ",\"a/b\":{\"c\":[1,[2]]}", "SCHEMA-NAME /a~1b", NULL},
};

START_TEST(what_only_json_can_get_wrong)
{
    g_autofree char *text = fill(json_form, "\"$schema\":\"x\",", jsons[_i].more);
    g_autofree char *lines = judge("x.json", text, jsons[_i].said);
    g_autofree char *findings = without_places(lines);
    ck_assert_str_eq(findings, jsons[_i].findings);
}
END_TEST

static const struct {
    const char *text, *findings, *said;
} roots[] = {
    {"<html><body/></html>", "1:1 SCHEMA-NAME",
     "root element \"html\" without namespace, expected \"declaration\" in "
     "urn:uplabel:declaration:1"},
    {"<declaration/>", "1:1 SCHEMA-NAME", NULL},
    {"<declaration xmlns='urn:x'/>", "1:1 SCHEMA-NAME", "\"urn:x\""},
    {"<declaration xmlns='urn:uplabel:declaration:1'>\n <schemaVersion>2.0</schemaVersion><x/>"
     "</declaration>",
     "2:2 SCHEMA-VERSION /schemaVersion", "version \"2.0\" of the vocabulary"},
    {"{\"x\": 1, \"product\": {\"name\": \"\"}, \"schemaVersion\": \"1.1\"}",
     "1:52 SCHEMA-VERSION /schemaVersion", NULL},
};

START_TEST(another_kind_of_file_gets_one_finding)
{
    g_autofree char *lines = judge("x", roots[_i].text, roots[_i].said);
    ck_assert_str_eq(lines, roots[_i].findings);
}
END_TEST

START_TEST(more_items_than_allowed_are_reported_once)
{
    GString *items = g_string_new(UPDATES_XML "<markets>");
    for (int i = 0; i < 70; i++)
        g_string_append(items, "<market>EU</market>");
    g_string_append(items, "</markets>");
    g_autofree char *text = fill(xml_form, "", items->str);
    g_string_free(items, TRUE);
    g_autofree char *lines = judge("x.xml", text, "more than the 64 items");
    g_autofree char *findings = without_places(lines);
    ck_assert_str_eq(findings, "SCHEMA-VALUE /markets/64");
}
END_TEST

#define STRINGS "<strings xmlns='urn:uplabel:strings:1' language='en' name='English' direction='"

static const struct {
    const char *text, *findings, *said;
} data[] = {
    {"<x/>", "1:1 SCHEMA-NAME", "root element \"x\""},
    {STRINGS "up' reviewed='yes'>\n<note/></strings>", "1:1 SCHEMA-VALUE; 2:1 SCHEMA-NAME /note",
     "One of: ltr, rtl"},
    {STRINGS "up' reviewed='yes'>\n<note/></strings>", NULL,
     "\"up\" is not a valid value of the attribute \"direction\""},
    {STRINGS "up' reviewed='maybe'/>", NULL, "\"maybe\" is not a valid value of the attribute"},
    {STRINGS "ltr'>\n<string/></strings>", NULL, "no attribute \"id\""},
    {STRINGS "ltr' reviewed='yes' colour='red'/>", NULL,
     "attribute \"colour\" is not known in \"strings\""},
    {STRINGS "ltr' reviewed='yes'/>", "1:1 SCHEMA-MISSING", "is not complete"},
};

START_TEST(data_files_are_judged_by_their_schema)
{
    struct diags *diags = diags_new(0);
    ck_assert_ptr_null(read_data_file(source_new("x.xml", data[_i].text, strlen(data[_i].text)),
                                      "schemas/strings.xsd", "strings", diags));
    ck_assert_msg(findings_say(diags, data[_i].said), "nothing says: %s", data[_i].said);
    g_autofree char *lines = findings_take(diags);
    if (data[_i].findings)
        ck_assert_str_eq(lines, data[_i].findings);
}
END_TEST

/* Which schema judges which of the program's own files: the first prefix that fits. */
static const struct {
    const char *prefix, *schema; /* NULL: no data file */
} schemas[] = {
    {"templates/new/", NULL},
    {"templates/proof/", NULL}, /* declarations: judged when proofs are made */
    {"templates/strings/", "schemas/strings.xsd"},
    {"templates/stock/", "schemas/stock.xsd"},
    {"templates/", "schemas/template.xsd"},
    {"schemas/profiles/", "schemas/profile.xsd"},
    {"schemas/terms.xml", "schemas/terms.xsd"},
    {"schemas/standards.xml", "schemas/standards.xsd"},
};

static const char *schema_of(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(schemas); i++)
        if (g_str_has_prefix(path, schemas[i].prefix))
            return schemas[i].schema;
    return NULL;
}

/* The program's own files are not judged when read; this is where they are. */
START_TEST(embedded_files_follow_their_schemas)
{
    struct diags *diags = diags_new(0);
    size_t judged = 0;
    for (size_t i = 0; i < assets_embedded_count; i++) {
        const struct asset *asset = &assets_embedded[i];
        const char *schema = schema_of(asset->path);
        if (!schema)
            continue;
        struct document *document =
            xml_read(source_new(asset->path, (const char *)asset->bytes, asset->size), diags);
        ck_assert_ptr_nonnull(document);
        judged += schema_judge(document, schema, diags);
        document_free(document);
    }
    ck_assert_uint_ge(judged, 6);
    g_autofree char *lines = findings_take(diags);
    ck_assert_str_eq(lines, "");
}
END_TEST

START_TEST(a_schema_that_is_not_there_is_our_mistake)
{
    struct diags *diags = diags_new(0);
    ck_assert_ptr_null(
        read_data_file(source_new("x.xml", "<x/>", 4), "schemas/none.xsd", "x", diags));
    g_autofree char *lines = findings_take(diags);
    ck_assert_str_eq(lines, "1:1 INTERNAL");
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("schema");
    TCase *tests = tcase_create("all");
    tcase_add_unchecked_fixture(tests, NULL, read_shutdown);
    tcase_add_loop_test(tests, twins_get_the_same_findings, 0, G_N_ELEMENTS(twins));
    tcase_add_loop_test(tests, what_only_xml_can_get_wrong, 0, G_N_ELEMENTS(xmls));
    tcase_add_loop_test(tests, what_only_json_can_get_wrong, 0, G_N_ELEMENTS(jsons));
    tcase_add_loop_test(tests, another_kind_of_file_gets_one_finding, 0, G_N_ELEMENTS(roots));
    tcase_add_test(tests, more_items_than_allowed_are_reported_once);
    tcase_add_loop_test(tests, data_files_are_judged_by_their_schema, 0, G_N_ELEMENTS(data));
    tcase_add_test(tests, embedded_files_follow_their_schemas);
    tcase_add_test(tests, a_schema_that_is_not_there_is_our_mistake);
    suite_add_tcase(suite, tests);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* JSON: the tree it gives, the places of its values, and each refusal with code and place. */
#include "read/json.h"

#include "unit.h"

#include "findings.h"
#include "read/read.h"
#include "read/vocabulary.h"

#include <string.h>

static struct document *read_bytes(const char *bytes, size_t size, struct diags *diags)
{
    return json_read(source_new("x.json", bytes, size), diags);
}

START_TEST(members_become_named_elements)
{
    static const char text[] = "{\"$schema\": \"x\", \"id\": \"a\\u00e9\", \"revision\": 12,\n"
                               " \"markets\": [\"EU\", \"GB\"], \"support\": {\"final\": true}}";
    struct diags *diags = diags_new(0);
    struct document *document = read_bytes(text, sizeof text - 1, diags);
    ck_assert_ptr_nonnull(document);
    const struct element *root = document->root;
    ck_assert_str_eq(root->name, "declaration");
    ck_assert_str_eq(root->space, DECLARATION_NAMESPACE);
    ck_assert_str_eq(element_first(root)->name, "id");
    ck_assert_str_eq(element_child_text(root, "id"), "aé");
    ck_assert_str_eq(element_child_text(root, "revision"), "12");
    ck_assert_str_eq(element_find_text(root, "support/final"), "true");
    const struct element *market = element_child(root, "markets")->last;
    ck_assert_str_eq(market->name, "market");
    ck_assert(market->item);
    ck_assert_ptr_nonnull(market->field);
    document_free(document);
    diags_free(diags);
}
END_TEST

static const struct {
    const char *json, *text;
} escaped[] = {
    {"\\\"\\\\\\/", "\"\\/"},
    {"\\n\\r\\t\\u000a", "\n\r\t\n"},
    {"\\u00E9\\u4e2d", "\u00E9\u4E2D"},
    {"\\ud83d\\ude00!", "\U0001F600!"},
};

START_TEST(an_escape_stands_for_its_character)
{
    struct diags *diags = diags_new(0);
    g_autofree char *json = g_strdup_printf("{\"id\": \"a%sb\"}", escaped[_i].json);
    g_autofree char *text = g_strdup_printf("a%sb", escaped[_i].text);
    struct document *document = read_bytes(json, strlen(json), diags);
    ck_assert_ptr_nonnull(document);
    ck_assert_str_eq(element_child_text(document->root, "id"), text);
    document_free(document);
    diags_free(diags);
}
END_TEST

START_TEST(each_value_has_its_place)
{
    static const char text[] = "{\"$schema\": \"}\", \"z\": [1,\n [true, {\"y\": \"\\\"\"}]],\n"
                               "\"id\" : \"é\", \"id2\":null}";
    struct diags *diags = diags_new(0);
    struct document *document = read_bytes(text, sizeof text - 1, diags);
    ck_assert_ptr_nonnull(document);
    for (const struct element *child = element_first(document->root); child;
         child = element_next(child))
        document_report(document, child, diags, CODE_SCHEMA_NAME, "%s", "x");
    const struct element *deep = element_child(document->root, "z")->last->last->first;
    document_report(document, deep, diags, CODE_SCHEMA_NAME, "%s", "x");
    document_report(document, document->root, diags, CODE_SCHEMA_NAME, "%s", "x");
    g_autofree char *lines = findings_take(diags);
    ck_assert_str_eq(lines, "1:1 SCHEMA-NAME; 1:23 SCHEMA-NAME /z; 2:15 SCHEMA-NAME /z/1/1/y; "
                            "3:8 SCHEMA-NAME /id; 3:19 SCHEMA-NAME /id2");
    document_free(document);
}
END_TEST

#define BYTES(text) (text), sizeof(text) - 1

static const struct {
    const char *bytes;
    size_t size;
    const char *findings;
} refused[] = {
    {BYTES(""), "1:1 JSON-SYNTAX"},
    {BYTES(" \n"), "1:1 JSON-SYNTAX"},
    {BYTES("{\"a\": 1,\n}"), "2:1 JSON-SYNTAX"},
    {BYTES("{\"a\": [1,]}"), "1:10 JSON-SYNTAX"},
    {BYTES("{\"é\": 1 // x\n}"), "1:9 JSON-SYNTAX"},
    {BYTES("{'a': 1}"), "1:2 JSON-SYNTAX"},
    {BYTES("{a: 1}"), "1:2 JSON-SYNTAX"},
    {BYTES("{\"a\" 1}"), "1:6 JSON-SYNTAX"},
    {BYTES("{\"a\": }"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": 1 \"b\": 2}"), "1:9 JSON-SYNTAX"},
    {BYTES("{\"a\": 1]"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": 1} x"), "1:10 JSON-SYNTAX"},
    {BYTES("{\"a\": 1"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": \"b"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": 01}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": 1.}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": +1}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": -}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": 1e}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": 1e+}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": 1E-x}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": -Infinite}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": \"\\"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": \"\\u12"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": \"\\\0\"}"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": \"\\b\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"\\f\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"\\ud800\\ue000\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"\\ud800\\n12345\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": True}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": \"\\x\"}"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": \"\\u12g4\"}"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": \"é\\u0000\"}"), "1:9 JSON-CHAR"},
    {BYTES("{\"a\": \"\\u001b\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"\\ud800\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"b\\ufffe\"}"), "1:9 JSON-CHAR"},
    {BYTES("{\"a\": \"b\xEF\xBF\xBF\"}"), "1:9 JSON-CHAR"},
    {BYTES("{\"a\xEF\xBF\xBE\": 1}"), "1:4 JSON-CHAR"},
    {BYTES("{\"a\": \"\\ud800\\u0041\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"\\udc00\"}"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"x\ny\"}"), "1:9 JSON-CHAR"},
    {BYTES("{\"a\": \"x\0y\"}"), "1:9 JSON-CHAR"},
    {BYTES("{\"a\": 9223372036854775808}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": -9223372036854775809}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": 1e400}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": NaN}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": -Infinity}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": -0}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": Infinity}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": 12345678901234567890}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": -12345678901234567890}"), "1:7 JSON-NUMBER"},
    {BYTES("{\"a\": NaM}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": Infinite}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": tru"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": -"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": 1e"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": [,1]}"), "1:8 JSON-SYNTAX"},
    {BYTES("{\"a\": ]}"), "1:7 JSON-SYNTAX"},
    {BYTES("{\"a\": [}]}"), "1:8 JSON-SYNTAX"},
    {BYTES("{,}"), "1:2 JSON-SYNTAX"},
    {BYTES("{\"a\": [1 2]}"), "1:10 JSON-SYNTAX"},
    {BYTES("{\"a\": 1, 2}"), "1:10 JSON-SYNTAX"},
    {BYTES("]"), "1:1 JSON-SYNTAX"},
    {BYTES("{\"a\": \"\\u0009\\u000a\\u000d\\u0008\"}"), "1:26 JSON-CHAR"},
    {BYTES("{\"a\": \"\\ud800\\"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"\\ud800\\u"), "1:8 JSON-CHAR"},
    {BYTES("{\"a\": \"\\udbff\\udbff\"}"), "1:8 JSON-CHAR"},
    {BYTES("[{}]"), "1:1 JSON-ROOT"},
    {BYTES("\n 12"), "2:2 JSON-ROOT"},
    {BYTES("\"a\""), "1:1 JSON-ROOT"},
    {BYTES("{\"product\": {\"a\": 1,\n \"\\u0061\": 2}}"), "2:2 JSON-DUPKEY /product"},
    {BYTES("{\"a\": [{}, {\"b\": 1, \"b\": 2}]}"), "1:21 JSON-DUPKEY /a/1"},
    {BYTES("{\"a\": 1, \"a\": {}}"), "1:10 JSON-DUPKEY"},
    {BYTES("\xef\xbb\xbf{}"), "1:1 JSON-ENCODING"},
    {BYTES("\xff\xfe{\0}\0"), "1:1 JSON-ENCODING"},
    {BYTES("{\0}\0"), "1:1 JSON-ENCODING"},
    {BYTES("{\"a\": \"\xe9\"}"), "1:8 ENCODING"},
    {BYTES("PK\x03\x04"), "1:1 JSON-SYNTAX"},
};

START_TEST(what_is_refused_says_where)
{
    struct diags *diags = diags_new(0);
    ck_assert_ptr_null(read_bytes(refused[_i].bytes, refused[_i].size, diags));
    g_autofree char *lines = findings_take(diags);
    ck_assert_str_eq(lines, refused[_i].findings);
}
END_TEST

/* `count` times `part` between head and tail. */
static char *many(const char *head, const char *part, size_t count, const char *tail)
{
    GString *text = g_string_new(head);
    for (size_t i = 0; i < count; i++)
        g_string_append(text, part);
    g_string_append(text, tail);
    return g_string_free(text, FALSE);
}

static const struct {
    const char *head, *part;
    size_t count;
    const char *tail, *findings;
} bounds[] = {
    {"{\"a\":", "[", 63, "1", "1:69 JSON-SYNTAX"}, /* the depth is fine, the end is not */
    {"{\"a\":", "[", 64, "", "1:69 LIMIT-DEPTH"},
    {"", "{\"a\":", 100000, "", "1:321 LIMIT-DEPTH"},
    {"{\"a\":[0", ",0", 9997, "]}", ""},
    {"{\"a\":[0", ",0", 9998, "]}", "1:20003 LIMIT-NODES"},
    {"{\"a\":\"", "x", 4096, "\"}", ""},
    {"{\"a\":\"", "\\u0041", 4096, "\"}", ""},
    {"{\"a\":\"", "x", 4097, "\"}", "1:6 LIMIT-TEXT"},
    {"{\"", "x", 4097, "\": 1}", "1:2 LIMIT-TEXT"},
};

START_TEST(bounds_are_kept)
{
    g_autofree char *text =
        many(bounds[_i].head, bounds[_i].part, bounds[_i].count, bounds[_i].tail);
    struct diags *diags = diags_new(0);
    struct document *document = read_bytes(text, strlen(text), diags);
    ck_assert_int_eq(document != NULL, *bounds[_i].findings == '\0');
    document_free(document);
    g_autofree char *lines = findings_take(diags);
    ck_assert_str_eq(lines, bounds[_i].findings);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("json");
    TCase *tests = tcase_create("all");
    tcase_add_unchecked_fixture(tests, NULL, read_shutdown);
    tcase_add_test(tests, members_become_named_elements);
    tcase_add_loop_test(tests, an_escape_stands_for_its_character, 0, G_N_ELEMENTS(escaped));
    tcase_add_test(tests, each_value_has_its_place);
    tcase_add_loop_test(tests, what_is_refused_says_where, 0, G_N_ELEMENTS(refused));
    tcase_add_loop_test(tests, bounds_are_kept, 0, G_N_ELEMENTS(bounds));
    suite_add_tcase(suite, tests);
    return suite;
}

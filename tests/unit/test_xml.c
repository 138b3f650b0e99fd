/* SPDX-License-Identifier: Apache-2.0 */
/* XML: exact places of elements, and each refusal with its code and place. */
#include "read/xml.h"

#include "unit.h"

#include "findings.h"
#include "read/read.h"

#include <string.h>

static struct document *read_bytes(const char *bytes, size_t size, struct diags *diags)
{
    return xml_read(source_new("x.xml", bytes, size), diags);
}

/* The place of an element as "line:column". */
static char *place_of(struct document *document, const struct element *element)
{
    size_t line, column;
    source_locate(document->source, document_offset(document, element), &line, &column);
    return g_strdup_printf("%zu:%zu", line, column);
}

static const char placed[] = "<?xml version='1.0' encoding='utf-8'?>\n"
                             "<!-- é <a> --><r xmlns='u' xmlns:q='v'>é<a\n"
                             "  x='>'\n"
                             "  q:y=\"é\" xml:lang='d&amp;&#38;&amp;#38;e'/>é<q:b>Gar<!-- x -->den<![CDATA[<&]]>&#233;"
                             "</q:b></r>";

static void check_placed(struct document *document)
{
    const struct element *a = document->root->first, *b = a->next;
    g_autofree char *root_place = place_of(document, document->root);
    g_autofree char *a_place = place_of(document, a);
    g_autofree char *b_place = place_of(document, b);
    ck_assert_str_eq(root_place, "2:15");
    ck_assert_str_eq(a_place, "2:41");
    ck_assert_str_eq(b_place, "4:46");
    ck_assert_str_eq(b->text, "Garden<&é");
    ck_assert_str_eq(b->space, "v");
    ck_assert_str_eq(a->space, "u");
    ck_assert_str_eq(element_attribute(a, "x"), ">");
    ck_assert_str_eq(element_attribute(a, "q:y"), "é");
    ck_assert_str_eq(element_attribute(a, "xml:lang"), "d&&&#38;e");
}

START_TEST(elements_have_exact_places_and_whole_text)
{
    struct diags *diags = diags_new(0);
    struct document *document = read_bytes(placed, sizeof placed - 1, diags);
    ck_assert_ptr_nonnull(document);
    check_placed(document);
    document_free(document);
    diags_free(diags);
}
END_TEST

START_TEST(a_byte_order_mark_moves_no_place)
{
    struct diags *diags = diags_new(0);
    g_autofree char *marked = g_strconcat("\xef\xbb\xbf", placed, NULL);
    struct document *document = read_bytes(marked, strlen(marked), diags);
    ck_assert_ptr_nonnull(document);
    check_placed(document);
    document_free(document);
    diags_free(diags);
}
END_TEST

/* text in UTF-16 with a byte order mark, big-endian or not; the caller frees. */
static char *in_utf16(const char *text, bool big, size_t *size)
{
    g_autofree char *marked = g_strconcat("\xef\xbb\xbf", text, NULL);
    gsize written = 0;
    char *wide =
        g_convert(marked, -1, big ? "UTF-16BE" : "UTF-16LE", "UTF-8", NULL, &written, NULL);
    *size = written;
    return wide;
}

START_TEST(utf16_is_read_as_if_it_were_utf8)
{
    struct diags *diags = diags_new(0);
    g_autoptr(GString) text = g_string_new(placed);
    size_t size = 0;
    g_string_replace(text, "utf-8", "utf-16", 1);
    g_autofree char *wide = in_utf16(text->str, _i == 1, &size);
    struct document *document = read_bytes(wide, size, diags);
    ck_assert_ptr_nonnull(document);
    check_placed(document);
    document_free(document);
    diags_free(diags);
}
END_TEST

#define BYTES(text) (text), sizeof(text) - 1

static const struct {
    const char *bytes;
    size_t size;
    const char *findings;
} refused[] = {
    {BYTES(""), "1:1 XML-SYNTAX"},
    {BYTES(" \n\t"), "1:1 XML-SYNTAX"},
    {BYTES("\xef\xbb\xbf"), "1:1 XML-SYNTAX"},
    {BYTES("\x1f\x8b\x08"), "1:1 XML-SYNTAX"},
    {BYTES("PK\x03\x04"), "1:1 XML-SYNTAX"},
    {BYTES("<a>\n<b"), "2:2 XML-SYNTAX"},
    {BYTES("<a>\n<b>"), "2:3 XML-SYNTAX"},
    {BYTES("<a>\n</b>"), "2:1 XML-SYNTAX"},
    {BYTES("<a/>\n x"), "2:2 XML-SYNTAX"},
    {BYTES("<a/>\n <b/>"), "2:2 XML-SYNTAX"},
    {BYTES("x<a/>"), "1:1 XML-SYNTAX"},
    {BYTES("<a>é&nbsp;</a>"), "1:5 XML-SYNTAX"},
    {BYTES("<a>é & b</a>"), "1:6 XML-SYNTAX"},
    {BYTES("<a>é < b</a>"), "1:6 XML-SYNTAX"},
    {BYTES("<a>\n<![CDATA[x</a>"), "2:1 XML-SYNTAX"},
    {BYTES("<a>\n<!-- x</a>"), "2:1 XML-SYNTAX"},
    {BYTES("\n<?xml version='1.0'?><a/>"), "2:1 XML-SYNTAX"},
    {BYTES("<a>&#27;</a>"), "1:4 XML-CHAR"},
    {BYTES("<a>\n&#x0;</a>"), "2:1 XML-CHAR"},
    {BYTES("<a>é\x1b</a>"), "1:5 XML-CHAR"},
    {BYTES("<a>\0</a>"), "1:4 XML-CHAR"},
    {BYTES("<a>\xef\xbf\xbf</a>"), "1:4 XML-CHAR"},
    {BYTES("<!DOCTYPE a><a/>"), "1:1 XML-DOCTYPE"},
    {BYTES("<!-- <!DOCTYPE -->\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "2:1 XML-DOCTYPE"},
    {BYTES("<a/>\n<!DOCTYPE a>"), "2:1 XML-DOCTYPE"},
    {BYTES("<a>\n <!DOCTYPE a></a>"), "2:2 XML-DOCTYPE"},
    {BYTES("<!doctype html><html/>"), "1:1 XML-DOCTYPE"},
    {BYTES("<a>\n<q:b/></a>"), "2:1 XML-NAMESPACE"},
    {BYTES("<a q:x='1'/>"), "1:1 XML-NAMESPACE"},
    {BYTES("<a>\xc3(</a>"), "1:4 ENCODING"},
    {BYTES("<a>\xc0\xaf</a>"), "1:4 ENCODING"},
    {BYTES("<a>\xed\xa0\x80</a>"), "1:4 ENCODING"},
    {BYTES("<a>Caf\xe9 au lait</a>"), "1:7 XML-ENCODING"},
    {BYTES("<?xml version='1.0' encoding='UTF-7'?><a/>"), "1:31 XML-ENCODING"},
    {BYTES("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"), "1:31 XML-ENCODING"},
    {BYTES("<?xml version='1.0' encoding='UTF-16'?><a/>"), "1:31 XML-ENCODING"},
    {BYTES("\xff\xfe<\0a\0/\0>\0\x00\xd8"), "1:5 ENCODING"},
    {BYTES("<\0a\0/\0>\0"), "1:1 XML-ENCODING"},
    {BYTES("\x4c\x6f\xa7\x94\x93"), "1:1 XML-ENCODING"},
    {BYTES("\xff\xfe\0\0<\0\0\0"), "1:1 XML-ENCODING"},
    {BYTES("\0\0\xfe\xff\0\0\0<"), "1:1 XML-ENCODING"},
    {BYTES("\0<\0a"), "1:1 XML-ENCODING"},
    {BYTES("\0\0\0<"), "1:1 XML-ENCODING"},
    {BYTES("<a>\xe9</a>"), "1:4 ENCODING"},
    {BYTES("<a>\xe9t</a>"), "1:4 XML-ENCODING"},
    {BYTES("<a>caf\xe9 \x85</a>"), "1:7 ENCODING"},
    {BYTES("<a>caf\xe9 \xc3\xa9</a>"), "1:7 ENCODING"},
    {BYTES("\xff\xfe<\0a"), "1:2 ENCODING"},
    {BYTES("\xff\xfe<\0\x00\xdc"), "1:2 ENCODING"},
    {BYTES("\xff\xfe<\0\x00\xd8"
           "a\0"),
     "1:2 ENCODING"},
    {BYTES("\xff\xfe<\0\x00\xd8\x00"), "1:2 ENCODING"},
    {BYTES("\xff\xfe<\0\x3d\xd8\x00\xde"), "1:2 XML-SYNTAX"},
    {BYTES("<a>\xef\xbf\xbe</a>"), "1:4 XML-CHAR"},
    {BYTES("<a>\xef\xbf\xbf</a>"), "1:4 XML-CHAR"},
    {BYTES("\x1f\x8b\x08"), "1:1 XML-SYNTAX"},
    {BYTES("\xfd\x37zXZ\0"), "1:1 XML-SYNTAX"},
    {BYTES("BZh91AY"), "1:1 XML-SYNTAX"},
    {BYTES("\x28\xb5\x2f\xfd"), "1:1 XML-SYNTAX"},
    {BYTES("<?xml version='1.0' encoding=UTF-7?><a/>"), "1:30 XML-SYNTAX"},
    {BYTES("<?xml version='1.0' encoding='UTF-7?><a/>"), "1:36 XML-SYNTAX"},
    {BYTES("<?xml version='1.0'?><a b='encoding'"), "1:36 XML-SYNTAX"},
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
    {"", "<a>", 64, "</a>", "1:196 XML-SYNTAX"}, /* the depth is fine, the end is not */
    {"", "<a>", 65, "", "1:193 LIMIT-DEPTH"},
    {"", "<a>", 300000, "", "1:193 LIMIT-DEPTH"},
    {"<a>", "<b/>", 9999, "</a>", ""},
    {"<a>", "<b/>", 10000, "</a>", "1:40000 LIMIT-NODES"},
    {"<a>\n<b>", "x", 4096, "</b></a>", ""},
    {"<a>\n<b>", "x", 4097, "</b></a>", "2:1 LIMIT-TEXT"},
    {"<a x='", "x", 4096, "' y='1'/>", ""},
    {"<r>\n<a x='", "x", 4097, "' y='1' z='2'/></r>", "2:1 LIMIT-TEXT"},
    {"<a>", "<b/>         \n", 2000, "</a>", ""},
    {"<!-- ", "a='1' ", 100, "--><a/>", ""},
    {"<r><a ", "a='1' ", 100000, "/></r>", "1:4 LIMIT-ATTRS"},
    {"<r><a ", "x='' xmlns:a='u' ", 33, "/></r>", "1:4 LIMIT-ATTRS"},
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
    Suite *suite = suite_create("xml");
    TCase *tests = tcase_create("all");
    tcase_add_unchecked_fixture(tests, NULL, read_shutdown);
    tcase_add_test(tests, elements_have_exact_places_and_whole_text);
    tcase_add_test(tests, a_byte_order_mark_moves_no_place);
    tcase_add_loop_test(tests, utf16_is_read_as_if_it_were_utf8, 0, 2);
    tcase_add_loop_test(tests, what_is_refused_says_where, 0, G_N_ELEMENTS(refused));
    tcase_add_loop_test(tests, bounds_are_kept, 0, G_N_ELEMENTS(bounds));
    suite_add_tcase(suite, tests);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Escaping: each context's own characters, and what it forbids. */
#include "base/escape.h"

#include "unit.h"

#include <stdbool.h>

typedef void (*escape)(GString *out, const char *text);

static const struct {
    escape escape;
    const char *text, *escaped;
} rows[] = {
    {escape_xml, "", ""},
    {escape_xml, "plain \u00E9 \U0001F600", "plain \u00E9 \U0001F600"},
    {escape_xml, "<a b=\"c\" d='e'>&amp;]]>",
     "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;]]&gt;"},
    {escape_xml, "a\tb\nc\rd", "a&#9;b&#10;c&#13;d"},
    {escape_xml, "\x01\x1B\x1F\x7F", "\uFFFD\uFFFD\uFFFD\x7F"},
    {escape_xml, "\uFFFE\uFFFF\uFDD0", "\uFFFD\uFFFD\uFDD0"},
    {escape_xml, "a\xFFz\xC3", "a\uFFFDz\uFFFD"},
    {escape_xml, "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
    {escape_pdf_text, "", "()"},
    {escape_pdf_text, "Camera 2", "(Camera 2)"},
    {escape_pdf_text, "a(b)c\\d", "(a\\(b\\)c\\\\d)"},
    {escape_pdf_text, "\u00E9", "<FEFF00E9>"},
    {escape_pdf_text, "a(", "(a\\()"},
    {escape_pdf_text, "(\u4E2D", "<FEFF00284E2D>"},
    {escape_pdf_text, "\U0001F600", "<FEFFD83DDE00>"},
    {escape_pdf_text, "\U00010000\U0010FFFF", "<FEFFD800DC00DBFFDFFF>"},
    {escape_pdf_text, "a\nb", "<FEFF0061000A0062>"},
    {escape_pdf_text,
     "\x1B"
     "en",
     "<FEFFFFFD0065006E>"},
    {escape_pdf_text, "\xFF", "<FEFFFFFD>"},
    {escape_json_pointer, "", ""},
    {escape_json_pointer, "a/b~c", "a~1b~0c"},
    {escape_json_pointer, "~1", "~01"},
    {escape_json_pointer, "\u00E9\"", "\u00E9\""},
};

START_TEST(text_is_escaped_for_its_context)
{
    GString *out = g_string_new("x");
    rows[_i].escape(out, rows[_i].text);
    ck_assert_str_eq(out->str + 1, rows[_i].escaped);
    g_string_free(out, true);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("escape");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, text_is_escaped_for_its_context, 0, G_N_ELEMENTS(rows));
    suite_add_tcase(suite, all);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Markup as others rewrite it, and as nobody should: where each part ends, and what it shows. */
#include "read/markup.h"

#include "unit.h"

#include <string.h>

/* "<a>", "</a>", the text itself, and what is neither in brackets. The caller frees. */
static char *events_of(const char *bytes)
{
    GString *out = g_string_new(NULL);
    struct markup markup;
    enum markup_event event;
    size_t end = 0;
    markup_start(&markup, bytes, strlen(bytes));
    while ((event = markup_next(&markup)) != MARKUP_EOF) {
        g_autofree char *text = event == MARKUP_TEXT ? markup_text(&markup) : NULL;
        ck_assert_uint_eq(markup.start, end);
        ck_assert_uint_gt(markup.at, markup.start);
        end = markup.at;
        if (event == MARKUP_TEXT)
            g_string_append(out, text);
        else if (event == MARKUP_OTHER)
            g_string_append_printf(out, "[%.*s]", (int)(markup.at - markup.start),
                                   bytes + markup.start);
        else
            g_string_append_printf(out, "<%s%.*s>", event == MARKUP_END ? "/" : "",
                                   (int)markup.name_size, markup.name);
        g_string_append_c(out, '|');
    }
    ck_assert_uint_eq(end, strlen(bytes));
    return g_string_free(out, FALSE);
}

static const struct {
    const char *bytes, *events;
} walks[] = {
    {"", ""},
    {"a", "a|"},
    {"<a-b:c_d.e1>x</a-b:c_d.e1 >", "<a-b:c_d.e1>|x|</a-b:c_d.e1>|"},
    {"<a b='>' c=\">\">x", "<a>|x|"},
    {"<a b='>", "<a>|"},
    {"<a", "<a>|"},
    {"</a", "</a>|"},
    {"<", "[<]|"},
    {"</", "[</]|"},
    {"</>x", "[</>]|x|"},
    {"< a>x", "[< a>]|x|"},
    {"<1>x", "[<1>]|x|"},
    {"<!doctype html>x", "[<!doctype html>]|x|"},
    {"<!-- > <a> -->x", "[<!-- > <a> -->]|x|"},
    {"<!-- x", "[<!-- x]|"},
    {"<!-->x", "[<!-->x]|"},
    {"<!--", "[<!--]|"},
    {"<?pi?>x", "[<?pi?>]|x|"},
    {"<style>a<b> c</style>d<e>", "<style>|a<b> c|</style>|d|<e>|"},
    {"<SCRIPT>a<b</SCRIPT>", "<SCRIPT>|a<b|</SCRIPT>|"},
    {"<style><b></style>", "<style>|<b>|</style>|"},
    {"<style>a", "<style>|a|"},
    {"<styles>a<b>", "<styles>|a|<b>|"},
};

START_TEST(every_byte_is_of_one_event)
{
    g_autofree char *events = events_of(walks[_i].bytes);
    ck_assert_str_eq(events, walks[_i].events);
}
END_TEST

static const struct {
    const char *text, *meant;
} references[] = {
    {"&amp;&lt;&gt;&quot;&#39;&apos;&nbsp;", "&<>\"''\302\240"},
    {"&#65;&#x42;&#X43;&#x6a;&#x4A;", "ABCjJ"},
    {"&#8364;&#x1F600;", "\342\202\254\360\237\230\200"},
    {"&", "&"},
    {"&#", "&#"},
    {"&#;", "&#;"},
    {"&#x;", "&#x;"},
    {"&#65", "&#65"},
    {"&#65 ;", "&#65 ;"},
    {"&#6A;", "&#6A;"},
    {"&#0;", "&#0;"},
    {"&#xD800;", "&#xD800;"},
    {"&#x110000;", "&#x110000;"},
    {"&#99999999999999999999;", "&#99999999999999999999;"},
    {"&amp", "&amp"},
    {"&euro;", "&euro;"},
    {"&&amp;amp;", "&&amp;"},
};

START_TEST(a_reference_is_what_it_stands_for_or_itself)
{
    g_autofree char *events = events_of(references[_i].text);
    g_autofree char *meant = g_strconcat(references[_i].meant, "|", NULL);
    ck_assert_str_eq(events, meant);
}
END_TEST

static const struct {
    const char *tag, *name;
    const char *value; /* NULL: there is none */
} attributes[] = {
    {"<a b=\"1\" c='2'>", "c", "2"},
    {"<a b=\"1\"\n\tc = '2' >", "c", "2"},
    {"<a b=1 c=2>", "b", "1"},
    {"<a b=1 c=2>", "c", "2"},
    {"<a b c='2'>", "b", ""},
    {"<a b c='2'>", "c", "2"},
    {"<a b/c='2'/>", "c", "2"},
    {"<a b='&lt;\">'>", "b", "<\">"},
    {"<a b='1'c='2'>", "c", "2"},
    {"<a b='1", "b", "1"},
    {"<a b=", "b", ""},
    {"<a b =", "b", ""},
    {"<a b= '", "b", ""},
    {"<a b", "b", ""},
    {"<a ='1' c='2'>", "c", "2"},
    {"<a bc='1'>", "b", NULL},
    {"<a B='1'>", "b", NULL},
    {"<a>", "b", NULL},
    {"<a", "b", NULL},
    {"<a />", "b", NULL},
    {"<a b='1' b='2'>", "b", "1"},
};

START_TEST(an_attribute_is_found_as_it_is_written)
{
    struct markup markup;
    markup_start(&markup, attributes[_i].tag, strlen(attributes[_i].tag));
    ck_assert_int_eq(markup_next(&markup), MARKUP_START);
    g_autofree char *value = markup_attribute(&markup, attributes[_i].name);
    ck_assert_pstr_eq(value, attributes[_i].value);
}
END_TEST

static const struct {
    const char *bytes, *shown;
} shows[] = {
    {"<a c='2' b='1'> x\t\ny </a>", "<a b=\"1\" c=\"2\">\nx y\n</a>\n"},
    {"<a>\f\r\n</a>", "<a>\n</a>\n"},
    {"<a/>", "<a>\n</a>\n"},
    {"<a data-x='1' data='2' id='3'/>", "<a data=\"2\">\n</a>\n"},
    {"<a ='1' b/>", "<a b=\"\">\n</a>\n"},
    {"<meta>x</meta>", ""},
    {"<meta></meta>", ""},
    {"<META/>", ""},
    {"<meta>x</METADATA>", "something within <meta>\n"},
    {"<meta>x</metas>", "something within <meta>\n"},
    {"<meta>x</some>", "something within <meta>\n"},
    {"<meta>x<!-- --></meta>", "something within <meta>\n</meta>\n"},
    {"<meta>x", "something within <meta>\n"},
    {"<meta", "something within <meta>\n"},
    {"<?xml version=\"1.0\"?><a>", "<a>\n"},
    {"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>", "<a>\n"},
    {"<?xml version=\"1.0\" encoding=\"utf-8\"?><a>", "<a>\n"},
    {"<?xml version=\"1.1\"?><a>", "<?xml version=\"1.1\"?>\n<a>\n"},
    {" <?xml version=\"1.0\"?>", "<?xml version=\"1.0\"?>\n"},
    {"<!-- x --><a>", "<!-- x -->\n<a>\n"},
};

START_TEST(what_is_shown_is_told_line_by_line)
{
    static const char *const elements[] = {"style", "meta", NULL};
    static const char *const left_out[] = {"class", "ID", NULL};
    const struct markup_rest rest = {elements, left_out, false};
    g_autofree char *shown = markup_shown(shows[_i].bytes, strlen(shows[_i].bytes), &rest);
    ck_assert_str_eq(shown, shows[_i].shown);
}
END_TEST

START_TEST(texts_alone_are_shown_where_asked_for)
{
    static const char bytes[] = "<a b='1'>x <b/>y</a>";
    const struct markup_rest texts = {NULL, NULL, true}, all = {NULL, NULL, false};
    g_autofree char *one = markup_shown(bytes, sizeof bytes - 1, &texts);
    g_autofree char *other = markup_shown(bytes, sizeof bytes - 1, &all);
    ck_assert_str_eq(one, "x\ny\n");
    ck_assert_str_eq(other, "<a b=\"1\">\nx\n<b>\n</b>\ny\n</a>\n");
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("markup");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, every_byte_is_of_one_event, 0, G_N_ELEMENTS(walks));
    tcase_add_loop_test(all, a_reference_is_what_it_stands_for_or_itself, 0,
                        G_N_ELEMENTS(references));
    tcase_add_loop_test(all, an_attribute_is_found_as_it_is_written, 0, G_N_ELEMENTS(attributes));
    tcase_add_loop_test(all, what_is_shown_is_told_line_by_line, 0, G_N_ELEMENTS(shows));
    tcase_add_test(all, texts_alone_are_shown_where_asked_for);
    suite_add_tcase(suite, all);
    return suite;
}

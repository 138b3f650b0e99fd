/* SPDX-License-Identifier: Apache-2.0 */
/* Label JSON wherever it is carried as text: found, uncovered, and compared. */
#include "read/carrier.h"

#include "base/diag.h"
#include "findings.h"
#include "unit.h"

#include <string.h>

#define HEAD "{\"schema\":\"urn:uplabel:label:1\","
#define LABEL HEAD "\"declaration\":{\"id\":\"a\"},\"declarationSha256\":\"0\",\"language\":\"de\"}"
#define QUOTED                                                                                     \
    "{&quot;schema&quot;:&quot;urn:uplabel:label:1&quot;,&quot;declaration&quot;:{},"              \
    "&quot;language&quot;:&quot;de&quot;}"

/* Which it is */

static const struct {
    const char *bytes;
    enum carrier kind;
} kinds[] = {
    {"%PDF-1.7", CARRIER_PDF},
    {"%PDF", CARRIER_NONE},
    {"\x89PNG", CARRIER_PNG},
    {"\x89PN", CARRIER_NONE},
    {LABEL, CARRIER_JSON},
    {"\xef\xbb\xbf \n" LABEL, CARRIER_JSON},
    {"{\"schema\":\"urn:uplabel:declaration:1\"}", CARRIER_NONE},
    {"", CARRIER_NONE},
    {"id,product", CARRIER_NONE},
    {"<svg/>", CARRIER_SVG},
    {"<?xml version=\"1.0\"?>\n<!-- x -->\n<SVG>", CARRIER_SVG},
    {"<!DOCTYPE html><title>x</title>", CARRIER_HTML},
    {"<!DOCTYPE declaration><declaration>", CARRIER_NONE},
    {"<html>", CARRIER_HTML},
    {"<article>", CARRIER_HTML},
    {"<declaration>", CARRIER_NONE},
    {"<", CARRIER_NONE},
    {"<!--", CARRIER_NONE},
};

START_TEST(a_kind_is_seen_by_how_it_begins)
{
    struct source *source = source_new("x", kinds[_i].bytes, strlen(kinds[_i].bytes));
    ck_assert_int_eq(carrier_kind(source), kinds[_i].kind);
    source_free(source);
}
END_TEST

/* Uncovering */

static const struct {
    const char *bytes;
    const char *left; /* NULL: it is not the JSON of a label */
} covers[] = {
    {"{\"declarationSha256\":\"0\",\"declaration\":{\"id\":1}}", "{\"id\":1}"},
    {"{\"declaration\":{\"id\":{}},\n\"declarationSha256\":\"0\"}", "{\"id\":{}}"},
    {" {\"\303\251\":1,\r\n\"\342\202\254\":1,\"declaration\":{},\"declarationSha256\":0}", "{}"},
    {"{\"declaration\":{\"declaration\":{}},\"declarationSha256\":0}", "{\"declaration\":{}}"},
    {"{\"a\":{\"declaration\":{}},\"declarationSha256\":0}", NULL},
    {"{\"declaration\":{}}", NULL},
    {"{\"declarations\":{},\"declarationSha256\":0}", NULL},
    {"{\"declaratioN\":{},\"declarationSha256\":0}", NULL},
    {"{\"declaration\":[],\"declarationSha256\":0}", NULL},
    {"{\"declaration\":[{}],\"declarationSha256\":0}", NULL},
    {"{\"declaration\":\"{}\",\"declarationSha256\":0}", NULL},
    {"{\"declaration\":{},\"declarationSha256\":0", NULL},
    {"{\"declaration\":{},\"declarationSha256\":0} x", NULL},
    {"{\"declaration\":{\"\377\":1},\"declarationSha256\":0}", NULL},
    {"[\"declaration\",{},\"declarationSha256\",0]", NULL},
    {"{\"declarationSha256\":0}", NULL},
    {"", NULL},
};

START_TEST(a_declaration_keeps_its_place)
{
    const char *bytes = covers[_i].bytes, *left = covers[_i].left;
    struct source *source = source_new("x", bytes, strlen(bytes));
    ck_assert_int_eq(carrier_uncover(source), left != NULL);
    ck_assert_uint_eq(source->size, strlen(source->bytes));
    if (left == NULL) {
        ck_assert_str_eq(source->bytes, bytes);
    } else { /* in code points */
        const char *before = strstr(bytes, left), *now = strstr(source->bytes, left);
        glong place = g_utf8_pointer_to_offset(bytes, before);
        ck_assert_int_eq(g_utf8_pointer_to_offset(source->bytes, now), place);
        ck_assert_uint_eq(strspn(source->bytes, " \r\n"), (size_t)place);
        ck_assert_uint_eq(strspn(now + strlen(left), " \r\n"), strlen(now) - strlen(left));
        ck_assert_int_eq(strchr(source->bytes, '\n') != NULL, strchr(bytes, '\n') != NULL);
    }
    source_free(source);
}
END_TEST

/* Reading */

static const struct {
    const char *bytes, *what; /* of each label its languages and how it was made; or the finding */
} files[] = {
    {LABEL, "de"},
    {HEAD "\"declaration\":{},\"language\":\"de\",\"otherLanguages\":[{\"language\":\"fr\"},{},1]}",
     "de+fr++"},
    {HEAD "\"declaration\":{},\"facts\":{\"validFrom\":\"2026-02-30\"}}", "no label JSON"},
    {HEAD "\"declaration\":{},\"declaration\":{}}", "no label JSON"},
    {HEAD "\"declared\":{}}", "no label JSON"},
    {"{\"schema\":1,\"declaration\":\"urn:uplabel:label:1\"}", "no label JSON"},
    {"{\"x\":\"urn:uplabel:label:1\"}", "no label JSON"},
    {"{}", "is no SVG, PDF, PNG, HTML or label JSON"},
    {"<svg><metadata>" LABEL "</metadata></svg>", "de"},
    {"<svg data-uplabel-made='so'><svg data-uplabel-made='x'/><metadata>" LABEL "</metadata></svg>",
     "de (so)"},
    {"<svg><g><metadata>" LABEL "</metadata></g></svg>", "de"},
    {"<svg><metadata>" LABEL "</metadata><metadata/></svg>", "two elements metadata"},
    {"<svg><metadata><a>" LABEL "</a></metadata></svg>", "carries no label"},
    {"<svg><metadata>" LABEL "<a/></metadata></svg>", "carries no label"},
    {"<svg><metadata>" LABEL "</meta></svg>", "carries no label"},
    {"<svg><metadata></metadata></svg>", "carries no label"},
    {"<svg><metadata>{}</metadata></svg>", "no label JSON"},
    {"<svg/>", "carries no label"},
    {"<article class='uplabel' data-uplabel='" QUOTED "'></article>", "de"},
    {"<html><article class='a uplabel b' data-uplabel-made=so data-uplabel='" QUOTED
     "'></article><article class=uplabel></article><article class='uplabel' data-uplabel='" QUOTED
     "'>",
     "de (so) de"},
    {"<article class='uplabels' data-uplabel='" QUOTED "'></article>", "carries no label"},
    {"<article data-uplabel='" QUOTED "'></article>", "carries no label"},
    {"<html><div class='uplabel' data-uplabel='" QUOTED "'></div>", "carries no label"},
    {"<article class='uplabel'></article>", "carries no label"},
    {"<article class='uplabel' data-uplabel='{}'></article>", "no label JSON"},
};

START_TEST(labels_are_read_or_the_fault_is_told)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_new("x", files[_i].bytes, strlen(files[_i].bytes));
    GPtrArray *list = carrier_read(source, diags);
    g_autoptr(GString) what = g_string_new(NULL);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct carried *label = list->pdata[i];
        g_string_append_printf(what, "%s%s", i > 0 ? " " : "", label->language);
        if (label->made != NULL)
            g_string_append_printf(what, " (%s)", label->made);
        ck_assert_int_eq(label->as_of.year, 1970);
    }
    if (list != NULL)
        ck_assert_str_eq(what->str, files[_i].what);
    else
        ck_assert_msg(findings_say(diags, files[_i].what), "%s", diags_at(diags, 0)->text);
    if (list != NULL)
        g_ptr_array_unref(list);
    source_free(source);
    diags_free(diags);
}
END_TEST

START_TEST(markup_has_no_nul)
{
    static const char bytes[] = "<svg>\0<metadata>" LABEL "</metadata></svg>";
    struct diags *diags = diags_new(0);
    struct source *source = source_new("x", bytes, sizeof bytes - 1);
    ck_assert_ptr_null(carrier_read(source, diags));
    ck_assert(findings_say(diags, "there is a NUL in it"));
    source_free(source);
    diags_free(diags);
}
END_TEST

/* Unpacking */

#define CARD "<article class='uplabel' data-uplabel='" QUOTED "'></article>"

static const struct {
    const char *bytes;
    const char *left; /* NULL: it is refused … */
    const char *said; /* … with this */
} packed[] = {
    {"<declaration/>", "<declaration/>", NULL},
    {"id,product", "id,product", NULL},
    {"<svg><metadata>" LABEL "</metadata></svg>", "{\"id\":\"a\"}", NULL},
    {LABEL, "{\"id\":\"a\"}", NULL},
    {"{\"a\":\"urn:uplabel:label:1\"}", "{\"a\":\"urn:uplabel:label:1\"}", NULL},
    {"<html><title>x</title>", "<html><title>x</title>", NULL},
    {"<html>" CARD CARD, NULL, "it carries 2 labels"},
    {"<svg/>", NULL, "carries no label"},
    {"<svg><metadata>{}</metadata></svg>", NULL, "no label JSON"},
};

START_TEST(what_carries_a_label_becomes_its_declaration)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_new("x", packed[_i].bytes, strlen(packed[_i].bytes));
    bool good = carrier_unpack(source, diags);
    ck_assert_int_eq(good, packed[_i].left != NULL);
    if (good) {
        g_autofree char *left = g_strdup(source->bytes);
        ck_assert_str_eq(g_strstrip(left), packed[_i].left);
    }
    ck_assert_int_eq(diags_has_errors(diags), !good);
    ck_assert(good || findings_say(diags, packed[_i].said));
    source_free(source);
    diags_free(diags);
}
END_TEST

/* Comparing */

START_TEST(data_are_compared_but_for_what_does_not_count)
{
    g_autofree char *same =
        carrier_data_difference("{\"a\":1,\"b\":2,\"findings\":[1],\"variant\":\"x\"}",
                                "{\"b\":2, \"a\":1,\"findings\":[]}");
    ck_assert_ptr_null(same);
    g_autofree char *other = carrier_data_difference("{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}");
    ck_assert_str_eq(other, "it shows \"{\"a\":1,\"b\":2}\", and its data gives "
                            "\"{\"a\":1,\"b\":3}\"");
    g_autofree char *none = carrier_data_difference("{", "{\"a\":1}");
    ck_assert_str_eq(none, "it shows nothing more, and its data gives \"{\"a\":1}\"");
}
END_TEST

START_TEST(what_is_said_is_compared_where_it_is_known)
{
    static const struct {
        const char *said, *spoken, *language, *difference;
    } rows[] = {
        {"until 2031", "until 2031", "en", NULL},
        {"until 2032", "until 2031", "en",
         "it shows \"until 2032\", and its data gives \"until 2031\""},
        {"until\n\303\251t\303\251", "until\n\303\251t\303\250", "fr",
         "it shows \"\303\251t\303\251\", and its data gives \"\303\251t\303\250\""},
        {"a\303\250", "a", "en", "it shows \"a\303\250\", and its data gives \"a\""},
        {"a", "a b", "en", "it shows \"a\", and its data gives \"a b\""},
        {"until 2032", "until 2031", "en+de", NULL},
        {NULL, "until 2031", "en", NULL},
        {"until 2032", NULL, "en", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct carried label = {.said = (char *)(uintptr_t)rows[i].said,
                                      .spoken = (char *)(uintptr_t)rows[i].spoken,
                                      .language = (char *)(uintptr_t)rows[i].language};
        g_autofree char *difference = carrier_said_difference(&label);
        ck_assert_pstr_eq(difference, rows[i].difference);
    }
}
END_TEST

#define SHOWN(text) "<article class='uplabel' id='a'><b>" text "</b></article>"

static const struct {
    const char *found, *expected;
    enum likeness likeness;
} cards[] = {
    {"<p>x</p>" SHOWN("until 2031"), SHOWN("until 2031"), LIKENESS_SAME},
    {"<p>x</p><article class='uplabel'>until 2031</article>", SHOWN("until  2031"), LIKENESS_WORDS},
    {"<p>x</p>" SHOWN("until 2032"), SHOWN("until 2031"), LIKENESS_NONE},
    {"<!doctype html>" SHOWN("until 2031"), "<!DOCTYPE html>" SHOWN("until 2031"), LIKENESS_LABEL},
    {"<!doctype html>\n" SHOWN("until 2031"), "<!doctype html>" SHOWN("until 2031"), LIKENESS_SAME},
};

START_TEST(a_card_is_compared_by_what_it_shows)
{
    struct source *source = source_new("x", cards[_i].found, strlen(cards[_i].found));
    const struct carried label = {.at = 0, .end = source->size};
    g_autoptr(GBytes) expected = g_bytes_new(cards[_i].expected, strlen(cards[_i].expected));
    g_autofree char *difference = NULL;
    enum likeness likeness = carrier_compare(CARRIER_HTML, source, &label, expected, &difference);
    ck_assert_int_eq(likeness, cards[_i].likeness);
    ck_assert(likeness == LIKENESS_SAME || g_str_has_prefix(difference, "it shows "));
    source_free(source);
}
END_TEST

START_TEST(what_is_no_picture_is_the_same_in_every_byte)
{
    struct source *source = source_new("x", "{}", 2);
    g_autoptr(GBytes) same = g_bytes_new("{}", 2), other = g_bytes_new("{ }", 3);
    char *difference = NULL;
    ck_assert_int_eq(carrier_compare(CARRIER_JSON, source, NULL, same, &difference), LIKENESS_SAME);
    ck_assert_int_eq(carrier_compare(CARRIER_JSON, source, NULL, other, &difference),
                     LIKENESS_NONE);
    ck_assert_int_eq(carrier_compare(CARRIER_NONE, source, NULL, other, &difference),
                     LIKENESS_NONE);
    source_free(source);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("carrier_data");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, a_kind_is_seen_by_how_it_begins, 0, G_N_ELEMENTS(kinds));
    tcase_add_loop_test(all, a_declaration_keeps_its_place, 0, G_N_ELEMENTS(covers));
    tcase_add_loop_test(all, labels_are_read_or_the_fault_is_told, 0, G_N_ELEMENTS(files));
    tcase_add_test(all, markup_has_no_nul);
    tcase_add_loop_test(all, what_carries_a_label_becomes_its_declaration, 0, G_N_ELEMENTS(packed));
    tcase_add_test(all, data_are_compared_but_for_what_does_not_count);
    tcase_add_test(all, what_is_said_is_compared_where_it_is_known);
    tcase_add_loop_test(all, a_card_is_compared_by_what_it_shows, 0, G_N_ELEMENTS(cards));
    tcase_add_test(all, what_is_no_picture_is_the_same_in_every_byte);
    suite_add_tcase(suite, all);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Labels attached to a PDF, and what makes two PDFs the same. */
#include "read/carrier.h"

#include "base/diag.h"
#include "findings.h"
#include "made_pdf.h"
#include "unit.h"

#include <string.h>

#define JSON                                                                                       \
    "{\"schema\":\"urn:uplabel:label:1\",\"declaration\":{\"id\":\"a\"},\"language\":\"de\"}"

/* Reading */

#define FILES "<</Names<</EmbeddedFiles<</Names "
#define ONE FILES "[(label.json)3 0 R]>>>>>>"
#define FILE_4 "<</EF<</F 4 0 R>>/Desc(made so)>>"
#define NO_LABEL "carries no label"
#define UNREADABLE "its attachment label.json cannot be read"

static const struct {
    const char *root, *specification, *file;
    const char *made; /* how the label says it was made, NULL: nothing */
    const char *said; /* the finding's text; NULL: there is a label */
} attachments[] = {
    {ONE, FILE_4, JSON, "made so", NULL},
    {ONE, "<</EF<</F 4 0 R>>/Desc/name>>", JSON, NULL, NULL},
    {ONE, "<</EF<</F 4 0 R>>>>", JSON, NULL, NULL},
    {FILES "[(other.json)5 0 R/name 5 0 R null 5 0 R(label.json)3 0 R(odd)]>>>>>>", FILE_4, JSON,
     "made so", NULL},
    {FILES "[(label.json)3 0 R(label.json)3 0 R]>>>>>>", FILE_4, JSON, NULL, "two attachments"},
    {FILES "(label.json)>>>>>>", FILE_4, JSON, NULL, NO_LABEL},
    {FILES "[]>>>>>>", FILE_4, JSON, NULL, NO_LABEL},
    {FILES "[(label.json)9 0 R]>>>>>>", FILE_4, JSON, NULL, NO_LABEL},
    {FILES "[(label.json)]>>>>>>", FILE_4, JSON, NULL, NO_LABEL},
    {"<<>>", FILE_4, JSON, NULL, NO_LABEL},
    {"5", FILE_4, JSON, NULL, NO_LABEL},
    {ONE, "<<>>", JSON, NULL, UNREADABLE},
    {ONE, "<</EF 4 0 R>>", JSON, NULL, UNREADABLE},
    {ONE, "<</EF<</F(a)>>>>", JSON, NULL, UNREADABLE},
    {ONE, "<</EF<</F 6 0 R>>>>", JSON, NULL, UNREADABLE}, /* in a way that is not read */
    {ONE, "<</EF<</F 7 0 R>>>>", JSON, NULL, "its attachment label.json is no text"},
    {ONE, FILE_4, "{}", NULL, "what it carries is no label JSON"},
};

START_TEST(an_attachment_is_read_or_its_fault_is_told)
{
    struct made_pdf *made = made_pdf_new();
    made_pdf_object(made, 1, attachments[_i].root);
    made_pdf_object(made, 3, attachments[_i].specification);
    made_pdf_deflated(made, 4, "", attachments[_i].file, strlen(attachments[_i].file));
    made_pdf_object(made, 5, "null");
    made_pdf_stream(made, 6, "/Filter/LZWDecode", JSON, strlen(JSON));
    made_pdf_stream(made, 7, "", "{\0}", 3);
    made_pdf_end(made);
    struct diags *diags = diags_new(0);
    struct source *source = source_new("x", made->text->str, made->text->len);
    GPtrArray *list = carrier_read(source, diags);
    if (attachments[_i].said == NULL) {
        ck_assert_ptr_nonnull(list);
        ck_assert_uint_eq(list->len, 1);
        const struct carried *carried = list->pdata[0];
        ck_assert_str_eq(carried->json, JSON "\n");
        ck_assert_pstr_eq(carried->made, attachments[_i].made);
        g_ptr_array_unref(list);
    } else {
        ck_assert_ptr_null(list);
        ck_assert_msg(findings_say(diags, attachments[_i].said), "%s", diags_at(diags, 0)->text);
    }
    source_free(source);
    diags_free(diags);
    made_pdf_free(made);
}
END_TEST

START_TEST(an_attachment_has_its_limit)
{
    g_autofree char *long_one = g_strnfill(CARRIED_MAX_BYTES + 1, ' ');
    struct made_pdf *made = made_pdf_new();
    made_pdf_object(made, 1, ONE);
    made_pdf_object(made, 3, FILE_4);
    made_pdf_deflated(made, 4, "", long_one, CARRIED_MAX_BYTES + 1);
    made_pdf_end(made);
    struct diags *diags = diags_new(0);
    struct source *source = source_new("x", made->text->str, made->text->len);
    ck_assert_ptr_null(carrier_read(source, diags));
    ck_assert(findings_say(diags, UNREADABLE));
    source_free(source);
    diags_free(diags);
    made_pdf_free(made);
}
END_TEST

/* Comparing */

static const struct {
    const char *found, *expected; /* the first objects */
    const char *where;            /* NULL: they are the same */
} roots[] = {
    {"<</A 1/B(b)/C/c/D[1 null]/E true>>", "<</E true/D [1 null]/C/c/B <62>/A 1>>", NULL},
    {"<</A 1>>", "<</A 2>>", "/Root/A"},
    {"<</A 1>>", "<</A 10>>", "/Root/A"},
    {"<</A 1>>", "<</A(1)>>", "/Root/A"},
    {"<</A 1>>", "<</B 1>>", "/Root/B"},
    {"<</A 1/B 2>>", "<</A 1>>", "/Root"},
    {"<</A[1 2]>>", "<</A[1 3]>>", "/Root/A/1"},
    {"<</A[1 2]>>", "<</A[1]>>", "/Root/A"},
    {"<</A 9 0 R>>", "<</A 8 0 R>>", NULL}, /* nothing is there */
    {"<</A 9 0 R>>", "<</A 1>>", "/Root/A"},
    {"<</A 1>>", "<</A 9 0 R>>", "/Root/A"},
    {"<</A 1 0 R/B 1 0 R>>", "<</A 1 0 R/B 1 0 R>>", NULL}, /* round and round */
    {"<</A<</A<<>>>>>>", "<</A 1 0 R>>", "/Root/A/A"},
    {"<</A 3 0 R>>", "<</A 4 0 R>>", NULL},
    {"<</A 3 0 R>>", "<</A 5 0 R>>", "/Root/A"},
    {"<</A 3 0 R>>", "<</A 6 0 R>>", "/Root/A"},
    {"<</A 6 0 R>>", "<</A 6 0 R>>", NULL},
    {"<</A 3 0 R>>", "<</A<<>>>>", "/Root/A"},
    {"<</A<<>>>>", "<</A 3 0 R>>", "/Root/A"},
    {"<</A 10 0 R/B 1>>", "<</B 1/A 10 0 R>>", "/Root/A"}, /* neither can be read */
    {"<</A 3 0 R>>", "<</A 10 0 R>>", "/Root/A"},
    {"<</Length 1/Filter/a>>", "<</Length 2/Filter/b>>", "/Root/Length"}, /* no stream */
    {"<</A 7 0 R>>", "<</A 11 0 R>>", NULL},                              /* data count elsewhere */
    {"<</A 7 0 R>>", "<</A 3 0 R>>", "/Root/A"},
    {"<</A 3 0 R>>", "<</A 7 0 R>>", "/Root/A"},
    {"<</Type/Filespec/Desc(a)>>", "<</Type/Filespec/Desc(b)>>", NULL},
    {"<</Type/Other/Desc(a)>>", "<</Type/Other/Desc(b)>>", "/Root/Desc"},
    {"<</Type/Filespec/F(a)>>", "<</Type/Filespec/F(b)>>", "/Root/F"},
};

static GBytes *make(const char *root, const char *info)
{
    struct made_pdf *made = made_pdf_new();
    made_pdf_object(made, 1, root);
    made_pdf_object(made, 2, info);
    made_pdf_stream(made, 3, "", "content", 7);
    made_pdf_deflated(made, 4, "", "content", 7);
    made_pdf_stream(made, 5, "", "Content", 7);
    made_pdf_stream(made, 6, "/Filter/LZWDecode", "content", 7);
    made_pdf_stream(made, 7, "/Type/EmbeddedFile", "a", 1);
    made_pdf_object(made, 10, "<</Length 400000>>stream\nendstream");
    made_pdf_stream(made, 11, "/Type/EmbeddedFile/Subtype/text", "b", 1);
    made_pdf_end(made);
    GBytes *bytes = g_bytes_new(made->text->str, made->text->len);
    made_pdf_free(made);
    return bytes;
}

/* Compares; where is NULL: they are the same. */
static void expect(GBytes *found, GBytes *expected, const char *where)
{
    gsize size;
    const char *bytes = g_bytes_get_data(found, &size);
    struct source *source = source_new("x", bytes, size);
    g_autofree char *difference = NULL;
    enum likeness likeness = carrier_compare(CARRIER_PDF, source, NULL, expected, &difference);
    g_autofree char *said =
        where ? g_strdup_printf("its object %s is not what its data gives", where) : NULL;
    ck_assert_pstr_eq(difference, said);
    ck_assert_int_eq(likeness, where ? LIKENESS_NONE : LIKENESS_SAME);
    source_free(source);
}

START_TEST(files_are_compared_object_by_object)
{
    g_autoptr(GBytes) found = make(roots[_i].found, "(found)");
    g_autoptr(GBytes) expected = make(roots[_i].expected, "(found)");
    expect(found, expected, roots[_i].where);
    g_autoptr(GBytes) otherwise = make(roots[_i].expected, "(else)");
    expect(found, otherwise, roots[_i].where ? roots[_i].where : "/Info");
}
END_TEST

START_TEST(a_broken_file_is_no_other)
{
    g_autoptr(GBytes) whole = make("<<>>", "(a)");
    g_autoptr(GBytes) broken = g_bytes_new_from_bytes(whole, 0, 100);
    expect(broken, whole, "");
    expect(whole, broken, "");
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("carrier_pdf");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, an_attachment_is_read_or_its_fault_is_told, 0,
                        G_N_ELEMENTS(attachments));
    tcase_add_test(all, an_attachment_has_its_limit);
    tcase_add_loop_test(all, files_are_compared_object_by_object, 0, G_N_ELEMENTS(roots));
    tcase_add_test(all, a_broken_file_is_no_other);
    suite_add_tcase(suite, all);
    return suite;
}

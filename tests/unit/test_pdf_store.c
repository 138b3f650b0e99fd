/* SPDX-License-Identifier: Apache-2.0 */
/* PDF files by the table at their end: what is found by it, and each way in which one is broken. */
#include "read/pdf_store.h"

#include "made_pdf.h"
#include "unit.h"

#include <string.h>

/* The store of a file that is whole. */
static struct pdf_store *open_made(const struct made_pdf *made)
{
    const char *fault = NULL;
    struct pdf_store *store = pdf_store_open(made->text->str, made->text->len, &fault);
    ck_assert_msg(store != NULL, "%s", fault);
    return store;
}

static const struct pdf_value *object(struct pdf_store *store, unsigned number)
{
    const struct pdf_value reference = {.kind = PDF_REFERENCE, .object = number};
    return pdf_store_resolve(store, &reference);
}

/* What a word or a string says; "" where it is neither. */
static const char *said(const struct pdf_value *value)
{
    return value && (value->kind == PDF_WORD || value->kind == PDF_STRING) ? value->text : "";
}

/* Whole files */

START_TEST(an_object_is_found_where_the_table_says)
{
    struct made_pdf *made = made_pdf_new();
    made_pdf_object(made, 1, "<</A 2 0 R/B(b)/C 9 0 R/D 40 0 R>>");
    made_pdf_object(made, 2, "3 0 R");
    made_pdf_object(made, 3, "5");
    made_pdf_object(made, 4, "(not five)");
    made->at[5] = made->at[4];
    made->at[6] = made->at[4] + 2;
    made_pdf_end(made);
    struct pdf_store *store = open_made(made);
    const struct pdf_value *root = pdf_store_get(store, pdf_store_trailer(store), "Root");
    ck_assert_ptr_eq(root, object(store, 1));
    ck_assert_str_eq(said(pdf_store_get(store, root, "A")), "5");
    ck_assert_str_eq(said(pdf_store_get(store, root, "B")), "b");
    ck_assert_ptr_null(pdf_store_get(store, root, "C"));
    ck_assert_ptr_null(pdf_store_get(store, root, "D"));
    ck_assert_str_eq(said(object(store, 4)), "not five");
    ck_assert_ptr_null(object(store, 5));
    ck_assert_ptr_null(object(store, 6));
    pdf_store_free(store);
    made_pdf_free(made);
}
END_TEST

START_TEST(what_was_changed_later_counts)
{
    struct made_pdf *made = made_pdf_new();
    made_pdf_object(made, 1, "(old)");
    size_t first = made->text->len;
    g_string_append_printf(made->text, "xref\n0 3\n0 0 f\n%zu 0 n\n%zu 0 n\ntrailer<</Size 3>>\n",
                           made->at[1], made->at[1]);
    made_pdf_end_at(made, first);
    made_pdf_object(made, 1, "(new)");
    size_t second = made->text->len;
    g_string_append_printf(made->text, "xref\n1 2\n%zu 0 n\n0 0 f\ntrailer<</Size 4/Prev %zu>>\n",
                           made->at[1], first);
    made_pdf_end_at(made, second);
    struct pdf_store *store = open_made(made);
    ck_assert_str_eq(said(object(store, 1)), "new");
    ck_assert_ptr_null(object(store, 2));
    ck_assert_str_eq(said(pdf_store_get(store, pdf_store_trailer(store), "Size")), "4");
    pdf_store_free(store);
    made_pdf_free(made);
}
END_TEST

START_TEST(objects_that_lead_in_circles_are_none)
{
    struct made_pdf *made = made_pdf_new();
    made_pdf_object(made, 1, "2 0 R");
    made_pdf_object(made, 2, "1 0 R");
    for (unsigned i = 3; i < 20; i++) {
        g_autofree char *next = g_strdup_printf("%u 0 R", i + 1);
        made_pdf_object(made, i, next);
    }
    made_pdf_object(made, 20, "(end)");
    made_pdf_end(made);
    struct pdf_store *store = open_made(made);
    ck_assert_ptr_null(object(store, 1));
    ck_assert_ptr_null(object(store, 3));
    ck_assert_str_eq(said(object(store, 5)), "end");
    pdf_store_free(store);
    made_pdf_free(made);
}
END_TEST

/* Streams */

/* What a stream of object 1 holds, as text; NULL where it is broken. The caller frees. */
static char *content(const struct made_pdf *made, bool *raw)
{
    struct pdf_store *store = open_made(made);
    g_autoptr(GBytes) bytes = pdf_store_stream(store, object(store, 1), raw);
    gsize size = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    char *text = bytes ? g_strndup(data ? data : "", size) : NULL;
    pdf_store_free(store);
    return text;
}

static const struct {
    const char *filter;
    bool raw;
} filters[] = {
    {"", false},
    {"/Filter null", false},
    {"/Filter[]", false},
    {"/Filter 2 0 R", false},
    {"/Filter/LZWDecode", true},
    {"/Filter[/ASCIIHexDecode]", true},
    {"/Filter[/FlateDecode/FlateDecode]", true},
    {"/Filter(FlateDecode)", true},
};

START_TEST(what_is_not_deflated_comes_as_it_stands)
{
    struct made_pdf *made = made_pdf_new();
    bool raw = !filters[_i].raw;
    made_pdf_stream(made, 1, filters[_i].filter, "as it is", 8);
    made_pdf_end(made);
    g_autofree char *text = content(made, &raw);
    ck_assert_str_eq(text, "as it is");
    ck_assert_int_eq(raw, filters[_i].raw);
    made_pdf_free(made);
}
END_TEST

static const struct {
    const char *object; /* the first one, whole */
    const char *text;   /* NULL: it is broken */
} streams[] = {
    {"<</Length 4>>stream\ntext\nendstream", "text"},
    {"<</Length 4>>stream\r\ntext\r\nendstream", "text"},
    {"<</Length 4>>stream\ntextendstream", "text"},
    {"<</Length 2 0 R>>stream\ntext\nendstream", "text"},
    {"<</Length 0>>stream\nendstream", ""},
    {"<</Length 4>>stream\rtext\rendstream", NULL},
    {"<</Length 4>>streamtext\nendstream", NULL},
    {"<</Length 4>>", NULL},
    {"<<>>stream\ntext\nendstream", NULL},
    {"<</Length 3>>stream\ntext\nendstream", NULL},
    {"<</Length 400000>>stream\ntext\nendstream", NULL},
    {"<</Length(4)>>stream\ntext\nendstream", NULL},
    {"<</Length 1 0 R>>stream\ntext\nendstream", NULL},
    {"<</Length 4/Filter/FlateDecode>>stream\ntext\nendstream", NULL},
    {"(text)", NULL},
};

START_TEST(a_stream_ends_where_its_length_says)
{
    struct made_pdf *made = made_pdf_new();
    made_pdf_object(made, 1, streams[_i].object);
    made_pdf_object(made, 2, "4");
    made_pdf_end(made);
    g_autofree char *text = content(made, NULL);
    if (streams[_i].text)
        ck_assert_str_eq(text, streams[_i].text);
    else
        ck_assert_ptr_null(text);
    made_pdf_free(made);
}
END_TEST

START_TEST(a_stream_at_the_very_end_is_none)
{
    static const char *const ends[] = {"stream", "stream\r"};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        struct made_pdf *made = made_pdf_new();
        g_string_append(made->text, "xref\n0 0\ntrailer<</Root 1 0 R>>\nstartxref\n9\n");
        size_t table = made->text->len;
        g_string_append_printf(made->text, "xref\n1 1\n%zu 0 n\ntrailer<</Root 1 0 R>>\n",
                               table + 80);
        made_pdf_end_at(made, table);
        while (made->text->len < table + 80)
            g_string_append_c(made->text, ' ');
        g_string_append_printf(made->text, "1 0 obj<</Length 0>>%s", ends[i]);
        ck_assert_ptr_null(content(made, NULL));
        made_pdf_free(made);
    }
}
END_TEST

/* Three columns; each row begins with how it was made. */
#define NONE_SUB_UP "\0abc\1\001\001\001\2\001\001\001"

static const struct {
    const char *parameters;
    const char *rows;
    size_t size;
    const char *text; /* NULL: it is broken */
} predicted[] = {
    {"", "\0abc", 4, ""},
    {"/DecodeParms<</Predictor 1/Columns 3>>", "abcd", 4, "abcd"},
    {"/DecodeParms<</Predictor 12/Columns 3>>", NONE_SUB_UP, 12, "abc\1\2\3\2\3\4"},
    {"/DecodeParms[<</Predictor 15/Columns 3>>]", "\2abc", 4, "abc"},
    {"/DecodeParms 2 0 R", "\0abc", 4, "abc"},
    {"/DecodeParms[2 0 R]", "\0abc", 4, "abc"},
    {"/DecodeParms[]", "abcd", 4, "abcd"},
    {"/DecodeParms[null null]", "abcd", 4, "abcd"},
    {"/DecodeParms<</Predictor 12/Columns 3/Colors 1/BitsPerComponent 8>>", "\0abc", 4, "abc"},
    {"/DecodeParms<</Predictor 12/Columns 3>>", "\3abc", 4, NULL},
    {"/DecodeParms<</Predictor 12/Columns 3>>", "\0abcd", 5, NULL},
    {"/DecodeParms<</Predictor 2/Columns 3>>", "\0abc", 4, NULL},
    {"/DecodeParms<</Predictor 12/Columns 0>>", "\0abc", 4, NULL},
    {"/DecodeParms<</Predictor 12/Columns 65536>>", "\0abc", 4, NULL},
    {"/DecodeParms<</Predictor 12/Columns 3/Colors 3>>", "\0abc", 4, NULL},
    {"/DecodeParms<</Predictor 12/Columns 3/BitsPerComponent 4>>", "\0abc", 4, NULL},
};

START_TEST(rows_are_made_of_those_before)
{
    struct made_pdf *made = made_pdf_new();
    made_pdf_deflated(made, 1, predicted[_i].parameters, predicted[_i].rows, predicted[_i].size);
    made_pdf_object(made, 2, "<</Predictor 12/Columns 3>>");
    made_pdf_end(made);
    g_autofree char *text = content(made, NULL);
    if (predicted[_i].text)
        ck_assert_str_eq(text, predicted[_i].text);
    else
        ck_assert_ptr_null(text);
    made_pdf_free(made);
}
END_TEST

/* Two streams of 40 MiB: one fits, both do not. */
START_TEST(so_much_is_inflated_and_no_more)
{
    size_t size = (size_t)40 << 20;
    g_autofree char *zeros = g_malloc0(size);
    struct made_pdf *made = made_pdf_new();
    made_pdf_deflated(made, 1, "", zeros, size);
    made_pdf_end(made);
    struct pdf_store *store = open_made(made);
    g_autoptr(GBytes) once = pdf_store_stream(store, object(store, 1), NULL);
    ck_assert_ptr_nonnull(once);
    ck_assert_uint_eq(g_bytes_get_size(once), size);
    ck_assert_ptr_null(pdf_store_stream(store, object(store, 1), NULL));
    pdf_store_free(store);
    made_pdf_free(made);
}
END_TEST

/* Tables in streams, and objects in them */

/* Rows of kind, offset in two bytes, and position. */
static void add_row(GByteArray *rows, unsigned kind, size_t second, size_t third)
{
    const guint8 row[] = {(guint8)kind, (guint8)(second >> 8), (guint8)second, (guint8)third};
    g_byte_array_append(rows, row, sizeof row);
}

/* A file of a pack, object 1, that says it holds 10 to 13; object 14 is packed in one that is
 * packed, 15 in one that is free, 16 in none. */
static struct made_pdf *make_packed(const char *members, const char *pack)
{
    struct made_pdf *made = made_pdf_new();
    g_autoptr(GByteArray) rows = g_byte_array_new();
    made_pdf_deflated(made, 1, members, pack, strlen(pack));
    size_t start = made->text->len;
    add_row(rows, 0, 0, 0);
    add_row(rows, 1, made->at[1], 0);
    add_row(rows, 1, start, 0);
    for (unsigned i = 0; i < 4; i++)
        add_row(rows, 2, 1, i);
    add_row(rows, 2, 10, 0);
    add_row(rows, 2, 0, 0);
    add_row(rows, 2, 77, 0);
    made_pdf_stream(made, 2, "/Type/XRef/W[1 2 1]/Size 17/Root 10 0 R/Index[0 3 10 7]", rows->data,
                    rows->len);
    made_pdf_end_at(made, start);
    return made;
}

#define PACK "/Type/ObjStm/N 3/First 16"

static const struct {
    const char *members, *pack;
    const char *text; /* what 10 to 16 say, none of them "-" */
} packs[] = {
    {PACK, "10 0 11 4 12 6  (a) 5 (c)", "a5c----"},
    {PACK, "10 0 11 4 17 6  (a) 5 (c)", "a5-----"},
    {PACK, "10 0 11 x 12 6  (a) 5 (c)", "a------"},
    {PACK, "10 0 11 400 12 6(a) 5 (c)", "a-c----"},
    {PACK, "", "-------"},
    {"/Type/ObjStm/N 2/First 16", "10 0 11 4 12 6  (a) 5 (c)", "a5-----"},
    {"/Type/ObjStm/N 3/First 400", "10 0 11 4 12 6  (a) 5 (c)", "-------"},
    {"/Type/ObjStm/N 3", "10 0 11 4 12 6  (a) 5 (c)", "-------"},
    {"/Type/ObjStm/First 16", "10 0 11 4 12 6  (a) 5 (c)", "-------"},
    {"/Type/Else/N 3/First 16", "10 0 11 4 12 6  (a) 5 (c)", "-------"},
    {PACK "/DecodeParms<</Predictor 3>>", "10 0 11 4 12 6  (a) 5 (c)", "-------"},
    {PACK "/DecodeParms 10 0 R", "10 0 11 4 12 6  (a) 5 (c)", "a5c----"}, /* it is in itself */
};

START_TEST(packed_objects_are_found_in_their_pack)
{
    struct made_pdf *made = make_packed(packs[_i].members, packs[_i].pack);
    struct pdf_store *store = open_made(made);
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 10; i <= 16; i++) {
        const char *one = said(object(store, i));
        g_string_append(text, *one ? one : "-");
    }
    ck_assert_str_eq(text->str, packs[_i].text);
    pdf_store_free(store);
    made_pdf_free(made);
}
END_TEST

START_TEST(a_pack_that_is_no_object_holds_none)
{
    struct made_pdf *made = made_pdf_new();
    g_autoptr(GByteArray) rows = g_byte_array_new();
    add_row(rows, 1, 0, 0);
    add_row(rows, 2, 0, 0);
    made_pdf_stream(made, 2, "/Type/XRef/W[1 2 1]/Size 2", rows->data, rows->len);
    made_pdf_end_at(made, made->at[2]);
    struct pdf_store *store = open_made(made);
    ck_assert_ptr_null(object(store, 1));
    pdf_store_free(store);
    made_pdf_free(made);
}
END_TEST

/* Broken files */

#define BROKEN "the table of its objects is broken"
#define TABLE(text) "%PDF-1.7\n" text "\nstartxref\n9\n%%EOF\n"
#define STREAM(members) TABLE("1 0 obj<<" members ">>stream\n\1\1\1\1\nendstream")

static const struct {
    const char *bytes, *fault;
} broken[] = {
    {"%PDF-1.7", "it is no PDF"},
    {"%PDX-1.7\nxref\n0 0\ntrailer<<>>\nstartxref\n9\n", "it is no PDF"},
    {"%PDF-1.7\nxref\n0 0\ntrailer<<>>\n", "its end is missing"},
    {"%PDF-1.7\nxref\n0 0\ntrailer<<>>\nstartxref\n", "its end is broken"},
    {"%PDF-1.7\nxref\n0 0\ntrailer<<>>\nstartxrefs 9\n", "its end is broken"},
    {TABLE("xref\n0 x"), BROKEN},
    {TABLE("xref\n0 1\nx"), BROKEN},
    {TABLE("xref\n0 1\n0 x"), BROKEN},
    {TABLE("xref\n0 1\n0 0 x"), BROKEN},
    {TABLE("xref\n0 1\n0 0 f\nx"), BROKEN},
    {TABLE("xref\n0 1\n0 0 f\ntrailer x"), BROKEN},
    {TABLE("xref\n0 1\n0 0 f\ntrailer[]"), BROKEN},
    {TABLE("xref\n4294967296 1\n0 0 n\ntrailer<<>>"), "it has too many objects"},
    {TABLE("xref\n0 0\ntrailer<</Prev(9)>>"), BROKEN},
    {TABLE("xref\n0 0\ntrailer<</Prev 9>>"), "it was changed too often"},
    {TABLE("xref\n0 0\ntrailer<</Encrypt 1 0 R>>"), "it is encrypted"},
    {TABLE("xref\n0 0\ntrailer<</XRefStm 9>>"), "it has two tables of its objects"},
    {TABLE("1 0 obj(no table)"), BROKEN},
    {TABLE("1 x obj<<>>"), BROKEN},
    {TABLE("1 0 x<<>>"), BROKEN},
    {TABLE("1 0 obj<</Type/XRef/W[1 2 1]/Size 1/Length 4>>"), BROKEN},
    {STREAM("/Type/ObjStm/W[1 2 1]/Size 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/Size 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W 4/Size 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2]/Size 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2/x]/Size 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 8]/Size 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[0 0 0]/Size 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Size 1/Length 3"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Size 2/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Index 1/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Index[0]/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Index[/a 1]/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Index[0/a]/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[1 2 1]/Index[0 1 1 1]/Length 4"), BROKEN},
    {STREAM("/Type/XRef/W[2 1 1]/Size 1/Length 4"), BROKEN}, /* there is no kind 257 */
    {STREAM("/Type/XRef/W[1 2 1]/Index[4294967296 1]/Length 4"), "it has too many objects"},
};

START_TEST(a_broken_file_is_refused_with_its_fault)
{
    const char *fault = NULL;
    ck_assert_ptr_null(pdf_store_open(broken[_i].bytes, strlen(broken[_i].bytes), &fault));
    ck_assert_str_eq(fault, broken[_i].fault);
}
END_TEST

START_TEST(a_file_of_too_many_objects_is_refused)
{
    enum { LIMIT = 500000 };
    g_autofree char *rows = g_malloc0(LIMIT + 1);
    for (size_t count = LIMIT; count <= LIMIT + 1; count++) {
        const char *fault = NULL;
        struct made_pdf *made = made_pdf_new();
        g_autofree char *members = g_strdup_printf("/Type/XRef/W[1 0 0]/Size %zu", count);
        made_pdf_stream(made, 1, members, rows, count);
        made_pdf_end_at(made, made->at[1]);
        struct pdf_store *store = pdf_store_open(made->text->str, made->text->len, &fault);
        ck_assert_int_eq(store != NULL, count == LIMIT);
        ck_assert(store || strcmp(fault, "it has too many objects") == 0);
        pdf_store_free(store);
        made_pdf_free(made);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("pdf_store");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_test(all, an_object_is_found_where_the_table_says);
    tcase_add_test(all, what_was_changed_later_counts);
    tcase_add_test(all, objects_that_lead_in_circles_are_none);
    tcase_add_loop_test(all, what_is_not_deflated_comes_as_it_stands, 0, G_N_ELEMENTS(filters));
    tcase_add_loop_test(all, a_stream_ends_where_its_length_says, 0, G_N_ELEMENTS(streams));
    tcase_add_test(all, a_stream_at_the_very_end_is_none);
    tcase_add_loop_test(all, rows_are_made_of_those_before, 0, G_N_ELEMENTS(predicted));
    tcase_add_test(all, so_much_is_inflated_and_no_more);
    tcase_add_loop_test(all, packed_objects_are_found_in_their_pack, 0, G_N_ELEMENTS(packs));
    tcase_add_test(all, a_pack_that_is_no_object_holds_none);
    tcase_add_loop_test(all, a_broken_file_is_refused_with_its_fault, 0, G_N_ELEMENTS(broken));
    tcase_add_test(all, a_file_of_too_many_objects_is_refused);
    suite_add_tcase(suite, all);
    return suite;
}

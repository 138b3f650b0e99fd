/* SPDX-License-Identifier: Apache-2.0 */
/* CSV: where records end however they arrive, cells with their places, and dates by patterns. */
#include "read/csv.h"

#include "read/map_dates.h"
#include "unit.h"

#include <glib.h>
#include <string.h>

static const struct csv_dialect usual = {';', '"'};

/* The records of a text that arrives in chunks of `step` bytes, joined by "|". */
static char *cut(const char *text, size_t step)
{
    struct csv_cutter *cutter = csv_cutter_new(usual);
    GString *records = g_string_new(NULL);
    size_t size = strlen(text), at = 0, have = MIN(step, size);
    for (;;) {
        const char *end = csv_cut(cutter, text + at, have - at, have == size);
        if (end) {
            g_string_append_len(records, text + at, end - text - (gssize)at);
            g_string_append_c(records, '|');
            at = (size_t)(end - text) + 1;
        } else if (have < size) {
            have = MIN(have + step, size);
        } else {
            break;
        }
    }
    g_string_append(records, text + at);
    csv_cutter_free(cutter);
    return g_string_free(records, FALSE);
}

static const struct {
    const char *text, *records;
} files[] = {
    {"", ""},
    {"a;b", "a;b"},
    {"a;b\nc;d\n", "a;b|c;d|"},
    {"a;b\r\nc;d\r\n", "a;b\r|c;d\r|"},
    {"a;\"b\nc\"\nd", "a;\"b\nc\"|d"},
    {"a;\"b\nc\"", "a;\"b\nc\""},
    {"a;\"b \"\"\n\"\"c\"\n\nd\n", "a;\"b \"\"\n\"\"c\"||d|"},
    /* What does not work out costs its first line. */
    {"a;\"b\nc;d\n", "a;\"b|c;d|"},
    {"a;\"b\nc;d\ne", "a;\"b|c;d|e"},
    {"a;\"b\nc;\"d\"\ne\n", "a;\"b|c;\"d\"|e|"},
    {"a;\"b\"c\nd\n", "a;\"b\"c|d|"},
    {"a;b\"c\nd\n", "a;b\"c|d|"},
    {"\"\n\"\n\"\n", "\"\n\"|\"|"},
};

START_TEST(records_end_where_they_do)
{
    for (size_t step = 1; step <= strlen(files[_i].text) + 1; step++) {
        g_autofree char *records = cut(files[_i].text, step);
        ck_assert_str_eq(records, files[_i].records);
    }
}
END_TEST

/* "OFFSET=TEXT" for each cell, joined by "|"; what was found where the row is refused. */
static char *list_cells(const char *text)
{
    GString *list = g_string_new(NULL);
    struct source *source = source_new("x.csv", text, strlen(text));
    struct diags *diags = diags_new(0);
    GArray *cells = csv_cells(source, usual, diags);
    for (guint i = 0; cells && i < cells->len; i++) {
        const struct csv_cell *cell = &g_array_index(cells, struct csv_cell, i);
        g_string_append_printf(list, "%s%zu=%s", i > 0 ? "|" : "", cell->offset, cell->text);
    }
    if (!cells)
        g_string_append_printf(list, "refused at %zu", diags_at(diags, 0)->offset);
    ck_assert_int_eq(cells == NULL, diags_count(diags) == 1);
    csv_cells_free(cells);
    diags_free(diags);
    source_free(source);
    return g_string_free(list, FALSE);
}

static const struct {
    const char *row, *cells;
} rows[] = {
    {"a;b", "0=a|2=b"},
    {"a;", "0=a|2="},
    {";a;;", "0=|1=a|3=|4="},
    {" a ; b c \r", "1=a|5=b c"},
    {"\"a;b\" ; \"c \"\"d\"\"\"\r", "0=a;b|8=c \"d\""},
    {"\"a\nb\";c", "0=a\nb|6=c"},
    {"\"\";\" \"", "0=|3= "},
    {"a;b\"c", "refused at 3"},
    {"a;\"b\"c", "refused at 5"},
    {"a; \"bc", "refused at 3"},
    {"a;b\xff", "refused at 3"},
};

START_TEST(cells_have_their_places)
{
    g_autofree char *cells = list_cells(rows[_i].row);
    ck_assert_str_eq(cells, rows[_i].cells);
}
END_TEST

static const struct {
    const char *patterns, *text, *date; /* date NULL: none; patterns are refused where text is */
} dates[] = {
    {"dd.mm.yyyy mm.yyyy yyyy", "31.03.2031", "2031-03-31"},
    {"dd.mm.yyyy mm.yyyy yyyy", "03.2031", "2031-03"},
    {"dd.mm.yyyy mm.yyyy yyyy", "2031", "2031"},
    {"dd.mm.yyyy", "31.3.2031", NULL},
    {"d.m.yyyy", "31.3.2031", "2031-03-31"},
    {"d.m.yyyy", "31.03.2031", "2031-03-31"},
    {"d.m.yyyy", "31.02.2031", NULL},
    {"d.m.yyyy", "0.3.2031", NULL},
    {"d.m.yyyy", "1.3.2031 ", NULL},
    {"d.m.yyyy", "1.3.0031", NULL},
    {"mm/dd/yyyy", "03/31/2031", "2031-03-31"},
    {"yyyymmdd", "20310331", "2031-03-31"},
    {"yyyymmdd", "2031033", NULL},
    {"yyyy-mm-dd yyyy-mm", "2031-03", "2031-03"},
    {"dd.mm.yyyy d.m.yyyy", "1.3.2031", "2031-03-01"},
    {"dd.mm.yyyy dd/mm/yyyy", "01/03/2031", "2031-03-01"},
    {"dd/mm/yyyy mm/dd/yyyy", NULL, NULL},
    {"d/m/yyyy mm/dd/yyyy", NULL, NULL},
    {"ddmmyyyy yyyymmdd", NULL, NULL},
    {"dd.mm.yy", NULL, NULL},
    {"dd.mm", NULL, NULL},
    {"dd.yyyy", NULL, NULL},
    {"dmyyyy", NULL, NULL},
    {"yyyy.", NULL, NULL},
    {"mm.mm.yyyy", NULL, NULL},
    {"dd..mm.yyyy", NULL, NULL},
};

START_TEST(dates_are_not_guessed)
{
    g_autofree char *why = NULL;
    g_autoptr(GArray) forms = date_forms_parse(dates[_i].patterns, &why);
    ck_assert_msg((forms != NULL) == (dates[_i].text != NULL), "%s: %s", dates[_i].patterns,
                  why ? why : "taken");
    ck_assert_int_eq(forms == NULL, why != NULL);
    if (!forms)
        return;
    g_autofree char *date = date_forms_read(forms, dates[_i].text);
    ck_assert_pstr_eq(date, dates[_i].date);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("csv");
    TCase *tcase = tcase_create("csv");
    tcase_add_loop_test(tcase, records_end_where_they_do, 0, G_N_ELEMENTS(files));
    tcase_add_loop_test(tcase, cells_have_their_places, 0, G_N_ELEMENTS(rows));
    tcase_add_loop_test(tcase, dates_are_not_guessed, 0, G_N_ELEMENTS(dates));
    suite_add_tcase(suite, tcase);
    return suite;
}

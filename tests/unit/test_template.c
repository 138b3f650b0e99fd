/* SPDX-License-Identifier: Apache-2.0 */
/* Templates: the shipped ones load; own ones are judged, and refused with their own place. */
#include "layout/paths.h"
#include "layout/template.h"
#include "layout/when.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

#define OPEN                                                                                       \
    "<template xmlns='urn:uplabel:template:1' name='own' title='own' width='60' height='90'>\n"
#define TEXT(more) "<text x='1' end='9' y='9' size='8' " more "/>"

/* Loads a template from text through a file; its findings are in diags. */
static struct template *load(const char *text, struct diags *diags)
{
    struct assets *assets = assets_new(NULL);
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test_template.xml", NULL);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    struct template *template = template_load(assets, path, diags);
    remove(path);
    assets_free(assets);
    return template;
}

static void assert_refused(const char *body, enum code code, const char *part)
{
    struct diags *diags = diags_new(0);
    g_autofree char *text = g_strconcat(OPEN, body, "</template>", NULL);
    ck_assert_ptr_null(load(text, diags));
    ck_assert_uint_ge(diags_count(diags), 1);
    const struct diag *diag = diags_at(diags, 0);
    ck_assert_int_eq(diag->code, code);
    ck_assert_msg(strstr(diag->text, part) != NULL, "%s", diag->text);
    ck_assert_uint_eq(diag->line, 2);
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 2);
    diags_free(diags);
}

START_TEST(shipped_templates_load)
{
    static const char *const names[] = {"panel",         "wide",          "compact",      "mark",
                                        "shelf-296x128", "shelf-250x122", "shelf-400x300"};
    struct diags *diags = diags_new(0);
    struct assets *assets = assets_new(NULL);
    struct template *template = template_load(assets, names[_i], diags);
    ck_assert_ptr_nonnull(template);
    ck_assert_str_eq(template_name(template), names[_i]);
    ck_assert_uint_gt(strlen(template_title(template)), 10);
    ck_assert_uint_eq(diags_count(diags), 0);
    template_free(template);
    assets_free(assets);
    diags_free(diags);
}
END_TEST

START_TEST(a_name_that_is_not_there_is_reported)
{
    struct diags *diags = diags_new(0);
    struct assets *assets = assets_new(NULL);
    ck_assert_ptr_null(template_load(assets, "poster", diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_TEMPLATE_MISSING);
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 2);
    assets_free(assets);
    diags_free(diags);
}
END_TEST

START_TEST(own_template_loads)
{
    struct diags *diags = diags_new(0);
    struct template *template =
        load(OPEN "<group down='2'>" TEXT("word='hero' when='side!=yes'") "</group></template>",
             diags);
    ck_assert_ptr_nonnull(template);
    ck_assert_str_eq(template_name(template), "own");
    template_free(template);
    diags_free(diags);
}
END_TEST

START_TEST(rules_beyond_the_schema)
{
    assert_refused(TEXT("word='slogan'"), CODE_TEMPLATE_RULE, "no word \"slogan\"");
    assert_refused(TEXT("word='hero' under='slogan'"), CODE_TEMPLATE_RULE, "slogan");
    assert_refused(TEXT("word='hero' when='mood=good'"), CODE_TEMPLATE_RULE, "\"mood\"");
    assert_refused(TEXT("word='hero' when='state=dead'"), CODE_TEMPLATE_RULE, "dated, relative");
    assert_refused(TEXT("word='hero' when='form=young'"), CODE_TEMPLATE_RULE, "endedUndated");
    assert_refused("<ruler x='1' y='1' width='9' height='0.9' gap='0'/>", CODE_TEMPLATE_RULE,
                   "below 1 mm");
    assert_refused("<icon name='method' x='1' y='1' width='0.9'/>", CODE_TEMPLATE_RULE, "1 mm");
    assert_refused("<ruler x='1' y='1' width='9' height='2' gap='0' labels='5'/>",
                   CODE_TEMPLATE_RULE, "need a size");
    assert_refused(TEXT("word='hero' floor='4'"), CODE_TEMPLATE_RULE, "4.7 pt");
    assert_refused("<icon name='medal' x='1' y='1' width='4'/>", CODE_TEMPLATE_RULE, "medal");
    assert_refused("<path x='1' y='1' scale='1' d='M1 1 X'/>", CODE_TEMPLATE_RULE, "character 6");
    assert_refused("<qr x='1' y='1' width='20' module='0.2'/>", CODE_TEMPLATE_RULE, "0.396");
}
END_TEST

START_TEST(the_schema_judges_first)
{
    struct diags *diags = diags_new(0);
    ck_assert_ptr_null(load(OPEN "<badge/></template>", diags));
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 2);
    diags_free(diags);
}
END_TEST

/* What would be drawn inside out, or not at all, or fill the memory. */
START_TEST(impossible_measures_are_refused)
{
    static const char *const bodies[] = {
        "<rect x='1' y='1' width='-5' height='5'/>",
        "<rect x='1' y='1' width='5' height='0'/>",
        "<rect x='1' y='1' width='5' height='5' radius='-1'/>",
        "<frame stroke='-1' radius='1'/>",
        "<line x='1' y='1' x2='9' y2='9' stroke='0.000'/>",
        "<path x='1' y='1' scale='0' d='M1 1 L2 2'/>",
        "<icon name='method' x='1' y='1' width='-4'/>",
        "<text x='1' end='9' y='9' size='0' word='hero'/>",
        "<ruler x='1' y='1' width='0' height='4' gap='0.5'/>",
        "<ruler x='1' y='1' width='40' height='4' gap='-0.5'/>",
        "<qr x='1' y='1' width='-20' module='0.4'/>",
        "<rows x='1' y='1' width='40' step='0' max='3' size='6'/>",
    };
    assert_refused(bodies[_i], CODE_SCHEMA_VALUE, "not a valid value of the attribute");
}
END_TEST

START_TEST(impossible_pages_are_refused)
{
    static const char *const widths[] = {"0", "-60", "0.001", "10000", "NaN"};
    struct diags *diags = diags_new(0);
    g_autofree char *text = g_strdup_printf(
        "<template xmlns='urn:uplabel:template:1' name='own' title='own' width='%s' height='90'>"
        "<rect x='1' y='1' width='5' height='5'/></template>",
        widths[_i]);
    ck_assert_ptr_null(load(text, diags));
    ck_assert_str_eq(code_info(diags_at(diags, 0)->code)->name, "SCHEMA-VALUE");
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 2);
    diags_free(diags);
}
END_TEST

START_TEST(groups_are_repeated)
{
    struct diags *diags = diags_new(0);
    struct template *template =
        load(OPEN "<choose><group><group name='rest'>" TEXT("word='hero'") "</group></group>"
             "<group><again name='rest'/></group></choose></template>",
             diags);
    ck_assert_ptr_nonnull(template);
    template_free(template);
    diags_free(diags);
    assert_refused("<again name='rest'/>", CODE_TEMPLATE_RULE, "no group \"rest\"");
    assert_refused("<group name='rest'>" TEXT("word='hero'") "<again name='rest'/></group>",
                   CODE_TEMPLATE_RULE, "no group \"rest\"");
    g_autoptr(GString) many = g_string_new("<group name='a'>" TEXT("word='hero'") "</group>");
    for (int i = 0; i < 9; i++)
        g_string_append(many, "<again name='a'/>");
    assert_refused(many->str, CODE_TEMPLATE_RULE, "8 times at most");
}
END_TEST

START_TEST(pages_of_pixels_are_judged)
{
    static const struct {
        const char *page, *body, *part;
    } cases[] = {
        {"width='500' height='90'", TEXT("word='hero'"), "shorter than 500 mm"},
        {"width='2000' height='90' ppi='96'", TEXT("word='hero'"), "shorter than 500 mm"},
        {"width='60' height='90' bitmap='yes'", TEXT("word='hero'"), "ppi"},
        {"width='296' height='128' ppi='112.4' bitmap='yes'",
         "<rect x='1.5' y='1' width='9' height='9'/>", "no whole number of pixels"},
        {"width='296' height='128' ppi='112.4' bitmap='yes'",
         "<text word='hero' x='1' end='9' y='9' size='12' floor='10'/>", "less than 11 pixels"},
        {"width='360' height='90' ppi='96'",
         "<text word='hero' x='1' end='9' y='9' size='6'/>", "4.7 pt"},
    };
    struct diags *diags = diags_new(0);
    g_autofree char *text =
        g_strdup_printf("<template xmlns='urn:uplabel:template:1' name='own' title='own' %s>%s"
                        "</template>",
                        cases[_i].page, cases[_i].body);
    ck_assert_ptr_null(load(text, diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_TEMPLATE_RULE);
    ck_assert_msg(strstr(diags_at(diags, 0)->text, cases[_i].part) != NULL, "%s",
                  diags_at(diags, 0)->text);
    diags_free(diags);
}
END_TEST

START_TEST(icons_are_no_template)
{
    struct diags *diags = diags_new(0);
    ck_assert_ptr_null(load("<icons xmlns='urn:uplabel:template:1'><icon name='a' means='b'>"
                            "<fill d='M1 1 L2 2'/></icon></icons>",
                            diags));
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 0)->text, "expected \"template\""));
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 2);
    diags_free(diags);
}
END_TEST

START_TEST(conditions_name_their_fault)
{
    ck_assert_ptr_null(when_fault("state=dated,open qr=yes  ink!=mono condition=no"));
    static const char *const wrong[] = {"state", "stat=dated", "qr=maybe", "rows=4"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *fault = when_fault(wrong[i]);
        ck_assert_msg(fault != NULL, "%s", wrong[i]);
    }
}
END_TEST

/* The segments of path data in units of 1000, or NULL with the offset of the fault. */
static GArray *parse(const char *data, long *fault)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct segment));
    *fault = path_parse(data, &(struct path_frame){0, 0, 1000}, out);
    return out;
}

static struct point last_point(const GArray *path)
{
    const struct segment *segment = &g_array_index(path, struct segment, path->len - 1);
    return segment->p[segment->kind == SEGMENT_CUBIC ? 2 : 0];
}

START_TEST(paths_end_where_they_say)
{
    static const struct {
        const char *data;
        unsigned segments;
        int32_t x, y;
    } rows[] = {
        {"M1 2L3 4", 2, 3000, 4000},          {"m1 2 3 4", 2, 4000, 6000},
        {"M1 2H5V6h-1v-1", 5, 4000, 5000},    {"M0 0C1 0 2 1 2 2S3 4 4 4", 3, 4000, 4000},
        {"M0 0Q1 1 2 0", 2, 2000, 0},         {"M4.1 10.9A8 8 0 0 1 18.1 6.8", 3, 18100, 6800},
        {"M0 0a5 5 0 1 1 7.9 0", 4, 7900, 0}, {"M1-.5.5.5", 2, 500, 500},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        long fault;
        g_autoptr(GArray) path = parse(rows[i].data, &fault);
        ck_assert_int_eq(fault, -1);
        ck_assert_msg(path->len == rows[i].segments, "%s: %u", rows[i].data, path->len);
        ck_assert_int_eq(last_point(path).x, rows[i].x);
        ck_assert_int_eq(last_point(path).y, rows[i].y);
    }
}
END_TEST

START_TEST(an_arc_stays_on_its_circle)
{
    long fault;
    g_autoptr(GArray) path = parse("M10 0A10 10 0 0 1 0 10", &fault);
    const struct segment *arc = &g_array_index(path, struct segment, 1);
    double x = (10000 + 3.0 * arc->p[0].x + 3.0 * arc->p[1].x + arc->p[2].x) / 8;
    double y = (3.0 * arc->p[0].y + 3.0 * arc->p[1].y + arc->p[2].y) / 8;
    ck_assert_double_eq_tol(x * x + y * y, 1e8, 1e5);
}
END_TEST

START_TEST(broken_paths_are_refused)
{
    static const char *const wrong[] = {"L1 1",    "M1",       "M1 1 L", "M1 1 A5 5 0 2 0 1 1",
                                        "M1 1 e5", "M1 1 B2 2"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        long fault;
        g_autoptr(GArray) path = parse(wrong[i], &fault);
        ck_assert_msg(fault >= 0 && path != NULL, "%s", wrong[i]);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("template");
    TCase *files = tcase_create("files"), *parts = tcase_create("parts");
    tcase_add_loop_test(files, shipped_templates_load, 0, 7);
    tcase_add_test(files, a_name_that_is_not_there_is_reported);
    tcase_add_test(files, own_template_loads);
    tcase_add_test(files, rules_beyond_the_schema);
    tcase_add_test(files, the_schema_judges_first);
    tcase_add_loop_test(files, impossible_measures_are_refused, 0, 12);
    tcase_add_loop_test(files, impossible_pages_are_refused, 0, 5);
    tcase_add_test(files, groups_are_repeated);
    tcase_add_loop_test(files, pages_of_pixels_are_judged, 0, 6);
    tcase_add_test(files, icons_are_no_template);
    suite_add_tcase(suite, files);
    tcase_add_test(parts, conditions_name_their_fault);
    tcase_add_test(parts, paths_end_where_they_say);
    tcase_add_test(parts, an_arc_stays_on_its_circle);
    tcase_add_test(parts, broken_paths_are_refused);
    suite_add_tcase(suite, parts);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What one label says and leaves out, and what is refused; test_measure measures all of them. */
#include "declared.h"
#include "layout/layout.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

#define QR "; evidence/information/url=https://upd.example/01/09506000134352"

static const char *const layouts[] = {"panel", "wide", "compact", "mark"};

/* Everything one label needs. */
struct label {
    struct diags *diags;
    struct assets *assets;
    struct fontset *fontset;
    struct catalogue *catalogue;
    struct template *template;
    struct document *document;
    struct declaration *declaration;
    struct facts *facts;
    struct wording *wording;
    struct scene *scene;
};

static struct label label_new(const char *layout, const char *members, bool mono)
{
    struct label label = {.diags = diags_new(0), .assets = assets_new(NULL)};
    label.fontset = fontset_new(NULL);
    label.catalogue = catalogue_load(label.assets, "en", label.diags);
    label.template = template_load(label.assets, layout, label.diags);
    ck_assert_msg(label.template != NULL, "template %s is refused", layout);
    label.document = declared(members);
    label.declaration = declaration_new(label.document);
    label.facts = facts_new(label.declaration, (struct date){2026, 6, 20});
    label.wording = wording_new(label.facts, label.catalogue);
    label.scene = layout_label(label.template, label.wording, label.fontset,
                               &(struct layout_options){.mono = mono}, label.diags);
    return label;
}

static void label_free(struct label *label)
{
    scene_free(label->scene);
    wording_free(label->wording);
    facts_free(label->facts);
    declaration_free(label->declaration);
    document_free(label->document);
    template_free(label->template);
    catalogue_free(label->catalogue);
    fontset_free(label->fontset);
    assets_free(label->assets);
    diags_free(label->diags);
}

static const char *first_finding(const struct label *label)
{
    return diags_count(label->diags) > 0 ? diags_at(label->diags, 0)->text : "nothing";
}

/* Whether the scene says the role with a text that contains `part`. */
static bool says(const struct scene *scene, const char *role, const char *part)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind == OP_GLYPHS && strcmp(op->glyphs.role, role) == 0)
            g_string_append(g_string_append_c(all, ' '), op->glyphs.text);
    }
    return strstr(all->str, part) != NULL;
}

START_TEST(every_layout_says_who_and_when_and_on_what_condition)
{
    struct label label =
        label_new(layouts[_i], "support/end=2031-03; updates/cost=subscription" QR, false);
    const struct scene *scene = label.scene;
    ck_assert_msg(scene != NULL, "%s", first_finding(&label));
    ck_assert(says(scene, "condition", "subscription"));
    ck_assert(says(scene, "voice", "Maker") || says(scene, "disclaimer", "Maker"));
    ck_assert(says(scene, "statedOn", "2026-06-15") || says(scene, "stated", "2026-06-15"));
    label_free(&label);
}
END_TEST

START_TEST(a_long_name_is_named_with_its_millimetres)
{
    struct label label = label_new(
        "panel",
        "support/end=2031-03; product/name=Extraordinarily Long Product Name That Nobody Would "
        "Ever Want To Print On Any Package Whatsoever At All, Not Even On The Largest One That "
        "There Is In Any Shop" QR,
        false);
    ck_assert_ptr_null(label.scene);
    ck_assert_int_eq(diags_at(label.diags, 0)->code, CODE_LAYOUT_OVERFLOW);
    ck_assert_ptr_nonnull(strstr(first_finding(&label), " mm"));
    ck_assert_ptr_nonnull(strstr(first_finding(&label), "product.labelName"));
    label_free(&label);
}
END_TEST

START_TEST(a_missing_glyph_is_named)
{
    struct label label = label_new("panel", "support/end=2031-03; product/name=กล้อง", false);
    ck_assert_ptr_null(label.scene);
    ck_assert_int_eq(diags_at(label.diags, 0)->code, CODE_FONT_GLYPH);
    ck_assert_ptr_nonnull(strstr(first_finding(&label), "U+0E01"));
    label_free(&label);
}
END_TEST

START_TEST(a_link_too_long_says_how_long_it_may_be)
{
    g_autofree char *tail = g_strnfill(300, 'a');
    g_autofree char *members = g_strconcat(
        "support/end=2031-03; evidence/information/url=https://example.org/", tail, NULL);
    struct label label = label_new("compact", members, false);
    ck_assert_ptr_null(label.scene);
    ck_assert_int_eq(diags_at(label.diags, 0)->code, CODE_QR_CAPACITY);
    ck_assert_ptr_nonnull(strstr(first_finding(&label), "320 bytes"));
    label_free(&label);
}
END_TEST

/* Findings about declared words lead to what was declared. */
static const struct {
    const char *layout, *members;
    enum code code;
    const char *pointer;
} pointed[] = {
    {"panel", "product/name=กล้อง", CODE_FONT_GLYPH, "/product/name"},
    {"compact", "product/labelName=กล้อง", CODE_FONT_GLYPH, "/product/labelName"},
    {"compact", "product/model=กล้อง", CODE_FONT_GLYPH, "/product/model"},
    {"panel", "declaredBy/name=กล้อง", CODE_FONT_GLYPH, "/declaredBy/name"},
    {"panel",
     "support/conditions/+condition/kind=region; support/conditions/condition/text=ประเทศไทย",
     CODE_FONT_GLYPH, "/support/conditions/0"},
    {"panel",
     "components/+component/kind=cloudService; components/component/name=กล้อง; "
     "components/component/support/commitment=guaranteed; "
     "components/component/support/end=2029-06",
     CODE_FONT_GLYPH, "/components/0"},
    {"panel", "product/status/value=recalled", CODE_PRODUCT_RECALLED, "/product/status/value"},
};

START_TEST(a_finding_points_to_what_was_declared)
{
    g_autofree char *members = g_strconcat("support/end=2031-03; ", pointed[_i].members, NULL);
    struct label label = label_new(pointed[_i].layout, members, false);
    ck_assert_ptr_null(label.scene);
    ck_assert_int_eq(diags_at(label.diags, 0)->code, pointed[_i].code);
    ck_assert_str_eq(diags_at(label.diags, 0)->pointer, pointed[_i].pointer);
    label_free(&label);
}
END_TEST

/* Lays out a template of one text, 20 mm wide, whose lines end at 12 mm. */
static void assert_too_low(const char *attributes, const char *part)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test_layout.xml", NULL);
    g_autofree char *text = g_strconcat(
        "<template xmlns='urn:uplabel:template:1' name='own' title='own' width='60' height='90' wordless='yes'>"
        "<text word='product' x='4' end='24' size='8' lines='4' limit='12' ",
        attributes, "/></template>", NULL);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    struct label label =
        label_new(path, "support/end=2031-03; product/name=HomeCam Outdoor Camera Three", false);
    remove(path);
    ck_assert_ptr_null(label.scene);
    ck_assert_int_eq(diags_at(label.diags, 0)->code, CODE_LAYOUT_OVERFLOW);
    ck_assert_msg(strstr(first_finding(&label), part) != NULL, "%s", first_finding(&label));
    label_free(&label);
}

static void assert_blamed(const char *word, int status)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test_blamed.xml", NULL);
    g_autofree char *text = g_strdup_printf(
        "<template xmlns='urn:uplabel:template:1' name='own' title='own' width='60' height='90' wordless='yes'>"
        "<text word='%s' x='4' end='9' y='9' size='8'/></template>",
        word);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    struct label label = label_new(path, "support/end=2031-03", false);
    remove(path);
    ck_assert_ptr_null(label.scene);
    ck_assert_int_eq(diags_at(label.diags, 0)->code, CODE_LAYOUT_OVERFLOW);
    ck_assert_int_eq(diags_status(label.diags, SEVERITY_ERROR), status);
    label_free(&label);
}

START_TEST(who_can_make_it_fit_is_to_blame)
{
    assert_blamed("title", 2);
    assert_blamed("lead", 2);
    assert_blamed("methodSub", 2);
    assert_blamed("product", 1);
    assert_blamed("stated", 1);
}
END_TEST

START_TEST(too_little_height_is_called_so)
{
    assert_too_low("y='8'", "needs 3 lines at 8 pt; layout own has 2");
    assert_too_low("y='13'", "more height at 8 pt; layout own has no room for it");
}
END_TEST

/* Lays out a template of that body, 40 x 40 mm: what is drawn breaks no rule where part is NULL. */
static void assert_body(const char *body, const char *part)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test_body.xml", NULL);
    g_autofree char *text = g_strconcat(
        "<template xmlns='urn:uplabel:template:1' name='own' title='own' width='40' height='40' wordless='yes'>",
        body, "</template>", NULL);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    struct label label = label_new(path, "support/end=2031-03" QR, false);
    remove(path);
    ck_assert_msg((label.scene != NULL) == (part == NULL), "%s: %s", body, first_finding(&label));
    if (part != NULL) {
        ck_assert_int_eq(diags_at(label.diags, 0)->code, CODE_TEMPLATE_RULE);
        ck_assert_int_eq(diags_status(label.diags, SEVERITY_ERROR), 2);
        ck_assert_msg(strstr(first_finding(&label), part) != NULL, "%s", first_finding(&label));
    }
    label_free(&label);
}

START_TEST(a_drawing_stays_on_the_label)
{
    assert_body("<rect x='0' y='0' width='40' height='40'/>", NULL);
    assert_body("<rect x='0' y='0' width='40.02' height='40'/>", NULL);
    assert_body("<rect x='0' y='0' width='40.021' height='40'/>", "a drawing leaves the label");
    assert_body("<rect x='-1' y='0' width='9' height='9' color='paper'/>", "leaves");
    assert_body("<line x='0' y='1' x2='40' y2='1' stroke='0.5'/>", NULL);
    assert_body("<line x='1' y='0.2' x2='9' y2='0.2' stroke='0.5'/>", "leaves");
    assert_body("<frame stroke='0.5' radius='2'/>", NULL);
    assert_body("<path x='0' y='0' scale='1' d='M20 1 A19 19 0 1 1 20 39 A19 19 0 1 1 20 1 Z'/>",
                NULL);
    assert_body("<path x='0' y='0' scale='1' d='M1 1 h5' stroke='1.9'/>", NULL);
    assert_body("<path x='0' y='0' scale='1' d='M1 1 h5' stroke='2.1'/>", "leaves");
    assert_body("<path x='0' y='0' scale='1' d='M5 20 C5 60 35 60 35 20 Z'/>", "leaves");
    assert_body("<icon name='method' x='37' y='2' width='5'/>", "leaves");
    assert_body("<ruler x='2' y='37' width='36' height='4' gap='0.5'/>", "leaves");
}
END_TEST

START_TEST(one_code_stands_on_the_label_with_its_quiet_zone)
{
    assert_body("<qr x='0' y='0' width='14' module='0.4'/>", NULL);
    assert_body("<qr x='27' y='2' width='14' module='0.4'/>",
                "a QR code leaves the label with its quiet zone");
    assert_body("<qr x='2' y='-0.5' width='14' module='0.4'/>", "quiet zone");
    assert_body("<qr x='2' y='2' width='14' module='0.4'/><qr x='20' y='2' width='14' "
                "module='0.4'/>",
                "a QR code is the second; a label has one");
    assert_body("<group when='qr=no'><qr x='2' y='2' width='14' module='0.4'/></group>"
                "<qr x='20' y='2' width='14' module='0.4'/>",
                NULL);
}
END_TEST

START_TEST(what_has_no_room_beside_the_code_is_refused)
{
#define CODE_BOX "<qr x='2' y='2' width='14' module='0.4'/>"
    assert_body(CODE_BOX "<rect x='8' y='4' width='2' height='2' clear='yes'/>", "no room");
    assert_body(CODE_BOX "<ruler x='8' y='4' width='2' height='2' gap='0.5' clear='yes'/>",
                "no room for its cells");
    assert_body("<ruler x='8' y='4' width='4' height='2' gap='0.5'/>", "no room for its cells");
    assert_body(CODE_BOX "<choose><group><rect x='8' y='4' width='2' height='2' clear='yes'/>"
                         "</group><group/></choose>",
                NULL);
}
END_TEST

#define PART(kind, end)                                                                            \
    "; components/+component/kind=" kind "; components/component/essential=true; "                 \
    "components/component/support/commitment=guaranteed; components/component/support/end=" end
#define THREE_PARTS                                                                                \
    "support/end=2031-03" QR PART("companionApp", "2032-12") PART("cloudService", "2029-06")

START_TEST(a_service_keeps_the_mark_that_it_ends_first)
{
    struct label label =
        label_new("panel", THREE_PARTS "; components/component/serviceEnd=2029-06", false);
    ck_assert_msg(label.scene != NULL, "%s", first_finding(&label));
    ck_assert(says(label.scene, "partName", "Cloud service – ends first"));
    ck_assert(says(label.scene, "partEnd", "June\u00a02029"));
    label_free(&label);
}
END_TEST

START_TEST(three_parts_have_three_rows_and_four_have_two)
{
    for (size_t i = 0; i < 2; i++) {
        struct label label = label_new(i == 0 ? "panel" : "wide", THREE_PARTS, false);
        ck_assert_msg(label.scene != NULL, "%s", first_finding(&label));
        ck_assert(says(label.scene, "partName", "App"));
        ck_assert(says(label.scene, "partName", "Device"));
        label_free(&label);
        label =
            label_new(i == 0 ? "panel" : "wide", THREE_PARTS PART("accessory", "2033-01"), false);
        ck_assert_msg(label.scene != NULL, "%s", first_finding(&label));
        ck_assert(says(label.scene, "moreParts", "and 2 more parts"));
        ck_assert(!says(label.scene, "partName", "App"));
        label_free(&label);
    }
}
END_TEST

START_TEST(a_recalled_product_gets_no_label)
{
    struct label label =
        label_new("panel", "support/end=2031-03; product/status/value=recalled", false);
    ck_assert_ptr_null(label.scene);
    ck_assert_int_eq(diags_at(label.diags, 0)->code, CODE_PRODUCT_RECALLED);
    label_free(&label);
}
END_TEST

START_TEST(two_runs_give_the_same_scene)
{
    struct label label = label_new("wide", "support/end=2031-03" QR, false);
    uint64_t one = scene_digest(label.scene);
    label_free(&label);
    label = label_new("wide", "support/end=2031-03" QR, false);
    ck_assert_uint_eq(scene_digest(label.scene), one);
    label_free(&label);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("layout");
    TCase *labels = tcase_create("labels");
    tcase_set_timeout(labels, 120);
    tcase_add_loop_test(labels, every_layout_says_who_and_when_and_on_what_condition, 0,
                        G_N_ELEMENTS(layouts));
    tcase_add_test(labels, a_long_name_is_named_with_its_millimetres);
    tcase_add_test(labels, a_missing_glyph_is_named);
    tcase_add_test(labels, a_link_too_long_says_how_long_it_may_be);
    tcase_add_loop_test(labels, a_finding_points_to_what_was_declared, 0, G_N_ELEMENTS(pointed));
    tcase_add_test(labels, who_can_make_it_fit_is_to_blame);
    tcase_add_test(labels, too_little_height_is_called_so);
    tcase_add_test(labels, a_drawing_stays_on_the_label);
    tcase_add_test(labels, one_code_stands_on_the_label_with_its_quiet_zone);
    tcase_add_test(labels, what_has_no_room_beside_the_code_is_refused);
    tcase_add_test(labels, a_service_keeps_the_mark_that_it_ends_first);
    tcase_add_test(labels, three_parts_have_three_rows_and_four_have_two);
    tcase_add_test(labels, a_recalled_product_gets_no_label);
    tcase_add_test(labels, two_runs_give_the_same_scene);
    suite_add_tcase(suite, labels);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The PDF writer: file structure, tags, attachment, boxes, inks, and text that can be copied. */
#include "drawn.h"
#include "unit.h"
#include "write/pdf.h"
#include "write/pdf_cff.h"
#include "write/pdf_cluster.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define ck_assert_has(text, part) ck_assert_msg(strstr(text, part), "no %s in:\n%s", part, text)
#define ck_assert_lacks(text, part) ck_assert_msg(!strstr(text, part), "%s in:\n%s", part, text)

static struct fontset *fontset;

static void open_fonts(void)
{
    fontset = fontset_new(NULL);
}

static void close_fonts(void)
{
    fontset_free(fontset);
}

/* Where needle first is, binary data included. */
static const char *find(const char *bytes, size_t size, const char *needle)
{
    return memmem(bytes, size, needle, strlen(needle));
}

/* True if the dictionary that ends at stream is that of a deflated stream. */
static bool is_deflated(const char *from, const char *stream)
{
    const char *dictionary = stream;
    while (dictionary > from && strncmp(dictionary, "obj\n", 4) != 0)
        dictionary--;
    return find(dictionary, (size_t)(stream - dictionary), "/FlateDecode") != NULL;
}

/* Everything readable in the file: its plain parts, and each stream inflated, one after another. */
static char *readable(const char *pdf, size_t size)
{
    static const char begin[] = ">>stream\n", end[] = "\nendstream";
    GString *out = g_string_new(NULL);
    const char *at = pdf, *stop = pdf + size;
    for (const char *stream; (stream = find(at, (size_t)(stop - at), begin)); at = stream) {
        g_string_append_len(out, at, stream - at);
        bool deflated = is_deflated(at, stream);
        stream += strlen(begin);
        const char *after = find(stream, (size_t)(stop - stream), end);
        ck_assert_ptr_nonnull(after);
        if (!deflated) {
            at = stream;
            stream = after;
            g_string_append_len(out, at, after - at);
            continue;
        }
        uLongf room = 1 << 20;
        Bytef *plain = g_malloc(room);
        ck_assert_int_eq(uncompress(plain, &room, (const Bytef *)stream, (uLong)(after - stream)),
                         Z_OK);
        for (uLongf i = 0; i < room; i++)
            g_string_append_c(out, plain[i] == '\0' ? '.' : (char)plain[i]);
        g_free(plain);
        stream = after;
    }
    g_string_append_len(out, at, stop - at);
    return g_string_free(out, FALSE);
}

static char *written(struct scene *scene)
{
    size_t size = 0;
    g_autofree char *pdf = drawn_write("pdf", scene, false, NULL, &size);
    scene_free(scene);
    return readable(pdf, size);
}

START_TEST(file_is_one_page_of_the_exact_size)
{
    size_t size = 0, again_size = 0;
    struct scene *scene = drawn_all(fontset, false);
    g_autofree char *pdf = drawn_write("pdf", scene, false, NULL, &size);
    g_autofree char *again = drawn_write("pdf", scene, false, NULL, &again_size);
    ck_assert_uint_eq(size, again_size);
    ck_assert_mem_eq(pdf, again, size);
    ck_assert(g_str_has_prefix(pdf, "%PDF-1.7\n"));
    ck_assert_mem_eq(pdf + size - 7, "\n%%EOF\n", 7);
    const char *start = find(pdf, size, "startxref\n");
    ck_assert_ptr_nonnull(start);
    size_t table = strtoul(start + 10, NULL, 10);
    ck_assert_ptr_nonnull(find(pdf + table, 120, "/Type/XRef"));

    g_autofree char *text = readable(pdf, size);
    ck_assert_has(text, "/MediaBox[0 0 170.0787 113.3858]/BleedBox[0 0 170.0787 113.3858]"
                        "/TrimBox[0 0 170.0787 113.3858]");
    ck_assert_has(text, "/Type/Catalog/Pages 2 0 R/Lang(en)");
    ck_assert_has(text, "/ViewerPreferences<</DisplayDocTitle true>>");
    ck_assert_has(text, "/Title(Security updates: HomeCam 3)");
    ck_assert_lacks(text, "Date");
    scene_free(scene);
}
END_TEST

START_TEST(whole_label_is_one_figure)
{
    g_autofree char *text = written(drawn_all(fontset, false));
    ck_assert_has(text, "/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R");
    ck_assert_has(text, "<</Type/StructTreeRoot/K 8 0 R/ParentTree 10 0 R");
    ck_assert_has(text, "<</Type/StructElem/S/Document/P 7 0 R/K 9 0 R>>");
    ck_assert_has(text, "<</Type/StructElem/S/Figure/P 8 0 R/Pg 3 0 R"
                        "/Alt(Security updates for HomeCam 3: at least until March 2031.)");
    ck_assert_has(text, "/BBox[0 0 170.0787 113.3858]>>/K[ 0 1]>>");
    ck_assert_has(text, "<</Nums[0[ 9 0 R 9 0 R]]>>");
}
END_TEST

START_TEST(all_that_is_painted_is_figure_or_artifact)
{
    g_autofree char *text = written(drawn_all(fontset, false));
    /* Paper; band; what stands in no group and is no text; text and code. */
    ck_assert_has(text, " cm\n/Artifact BMC\n1 g\n");
    ck_assert_has(text, "EMC\n/Figure<</MCID 0>>BDC\n0.043 0.239 0.569 rg\n");
    ck_assert_has(text, "5000 re f\nEMC\n/Artifact BMC\n0 g\n");
    ck_assert_has(text, "S\nEMC\n/Figure<</MCID 1>>BDC\nBT");
    g_auto(GStrv) lines = g_strsplit(strstr(text, " cm\n"), "\n", -1);
    int depth = 0;
    for (char **line = lines + 1; !g_str_has_prefix(*line, "endstream"); line++) {
        depth += g_str_has_suffix(*line, "BMC") || g_str_has_suffix(*line, "BDC");
        depth -= strcmp(*line, "EMC") == 0;
        ck_assert_int_ge(depth, 0);
        if (g_str_has_suffix(*line, "f") || strcmp(*line, "S") == 0 ||
            g_str_has_suffix(*line, "]TJ"))
            ck_assert_int_ge(depth, 1);
    }
    ck_assert_int_eq(depth, 0);
}
END_TEST

START_TEST(metadata_are_plain_and_escaped)
{
    struct scene *scene = drawn_empty();
    scene->title = "<?xpacket end=\"w\"?> & ]]>";
    g_autofree char *text = written(scene);
    ck_assert_has(text, "/Metadata 6 0 R");
    ck_assert_has(text, "<rdf:li xml:lang=\"x-default\">&lt;?xpacket end=&quot;w&quot;?&gt; &amp; "
                        "]]&gt;</rdf:li>");
    ck_assert_has(text, "<dc:language><rdf:Bag><rdf:li>en</rdf:li>");
    ck_assert_lacks(text, "Date");
}
END_TEST

START_TEST(label_json_is_attached)
{
    static const char json[] = "{\"schema\":\"urn:uplabel:label:1\"}\n";
    size_t size = 0;
    struct scene *scene = drawn_empty(); /* no fonts: the attachment's objects are 11 and 12 */
    g_autofree char *pdf = drawn_write("pdf", scene, false, json, &size);
    g_autofree char *text = readable(pdf, size);
    ck_assert_has(text, "/AF[ 11 0 R]/Names<</EmbeddedFiles<</Names[(label.json) 11 0 R]>>>>");
    ck_assert_has(text, "<</Type/Filespec/F(label.json)/UF(label.json)/AFRelationship/Data"
                        "/EF<</F 12 0 R/UF 12 0 R>>>>");
    ck_assert_has(text, "/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size 33>>");
    ck_assert_has(text, json);
    g_autofree char *bare = written(scene);
    ck_assert_lacks(bare, "/AF");
    ck_assert_lacks(bare, "/Names");
}
END_TEST

START_TEST(black_is_a_single_ink)
{
    g_autofree char *colour = written(drawn_all(fontset, false));
    ck_assert_has(colour, "\n0 g\n");
    ck_assert_has(colour, "\n1 g\n");
    ck_assert_has(colour, "\n0.043 0.239 0.569 rg\n0 35000 60000 5000 re f\n");
    ck_assert_has(colour, "0 G\n250 w 0 J 0 j\n[640 520 ] 0 d\n1000 20000 m\n4000 20000 l\nS\n");
    g_autofree char *mono = written(drawn_all(fontset, true));
    ck_assert_lacks(mono, " rg\n");
    ck_assert_lacks(mono, " RG\n");
}
END_TEST

/* The printer's file of the scene, as text; frees the scene. */
static char *printed(struct scene *scene, bool bleed)
{
    struct write_options options = {.print = true, .bleed = bleed};
    struct write_input input = {.scene = scene, .options = &options};
    g_autoptr(GBytes) bytes = writer_find("pdf")->write(&input, NULL);
    ck_assert_ptr_nonnull(bytes);
    gsize size = 0;
    const char *pdf = g_bytes_get_data(bytes, &size);
    char *text = readable(pdf, size);
    scene_free(scene);
    return text;
}

START_TEST(print_file_is_plain)
{
    g_autofree char *text = printed(drawn_all(fontset, false), false);
    ck_assert(g_str_has_prefix(text, "%PDF-1.4\n"));
    const char *table = strstr(text, "\nxref\n0 ");
    ck_assert_ptr_nonnull(table);
    g_autofree char *first = g_strdup_printf("\n%010d 00000 n \n", 15); /* behind the header */
    ck_assert_has(table, first);
    ck_assert_has(table, "trailer\n<</Size ");
    ck_assert_lacks(text, "/XRef");
    ck_assert_lacks(text, "BDC");
    ck_assert_lacks(text, "Date"); /* no declaration, no date */
}
END_TEST

START_TEST(black_text_alone_overprints)
{
    g_autofree char *text = printed(drawn_all(fontset, false), false);
    ck_assert_has(text, "\n1 0.8 0 0.15 k\n0 35000 60000 5000 re f\n0 0 0 1 k\n");
    ck_assert_has(text, "0 0 0 1 K\n");
    ck_assert_has(text, "S\n/On gs\nBT");
    ck_assert_has(text, "ET\n/Off gs\n");
}
END_TEST

START_TEST(blocks_at_the_trim_bleed)
{
    static const struct segment round[] = {
        {SEGMENT_MOVE, {{2000, 0}}},
        {SEGMENT_LINE, {{58000, 0}}},
        {SEGMENT_CUBIC, {{59104, 0}, {60000, 896}, {60000, 2000}}},
        {SEGMENT_LINE, {{60000, 9000}}},
        {SEGMENT_LINE, {{0, 9000}}},
        {SEGMENT_LINE, {{0, 2000}}},
        {SEGMENT_CUBIC, {{0, 896}, {896, 0}, {2000, 0}}},
        {SEGMENT_CLOSE, {{0, 0}}},
    };
    static const struct segment wedge[] = {
        {SEGMENT_MOVE, {{0, 20000}}},
        {SEGMENT_LINE, {{9000, 20000}}},
        {SEGMENT_LINE, {{0, 25000}}},
        {SEGMENT_CLOSE, {{0, 0}}},
    };
    static const struct segment frame[] = {
        {SEGMENT_MOVE, {{100, 100}}},     {SEGMENT_LINE, {{59900, 100}}},
        {SEGMENT_LINE, {{59900, 39900}}}, {SEGMENT_LINE, {{100, 39900}}},
        {SEGMENT_CLOSE, {{0, 0}}},
    };
    struct scene *scene = drawn_empty();
    scene_fill_path(scene, INK_NONE, round, G_N_ELEMENTS(round));
    scene_fill_path(scene, INK_INK, wedge, G_N_ELEMENTS(wedge)); /* no block: as it is */
    scene_fill_rect(scene, INK_INK, 5000, 30000, 1000, 1000, 0); /* touches nothing */
    scene_stroke_path(scene, INK_INK, frame, G_N_ELEMENTS(frame), 200, 0, 0, true);
    g_autofree char *text = printed(scene, true);
    ck_assert_has(text, "0 1 0.75 0.4 k\n-3000 31000 66000 12000 re f\n"
                        "0 0 0 1 k\n0 20000 m\n9000 20000 l\n0 15000 l\nh\nf\n"
                        "5000 9000 1000 1000 re f\n\nendstream");
    ck_assert_has(text,
                  "/BleedBox[0 0 187.0866 130.3937]/TrimBox[8.5039 8.5039 178.5827 121.8898]");
}
END_TEST

/* A page of 210 x 100 mm that says where its two labels come from. */
static struct scene *sheet_of_two(const struct scene *one, const struct scene *other)
{
    struct scene *sheet = scene_new(210000, 100000);
    sheet->layout = "sheet";
    sheet->language = "en";
    sheet->title = "Two labels";
    sheet->spoken = "";
    scene_fill_rect(sheet, INK_INK, 0, 0, 210000, 250, 0);
    scene_place(sheet, one, 10000, 20000);
    scene_begin(sheet, "caption", NULL);
    drawn_text(sheet, drawn_font(fontset), 10000, 80000, "one", false);
    drawn_text(sheet, drawn_font(fontset), 10000, 90000, "two", false);
    scene_end(sheet);
    drawn_text(sheet, drawn_font(fontset), 10000, 95000, "three", false);
    scene_place(sheet, other, 100000, 20000);
    return sheet;
}

/* The document of these pages. */
static GBytes *paged(const struct scene *const *scenes, size_t count, bool print, bool bleed)
{
    struct write_options options = {.print = print, .bleed = bleed};
    struct pdf_pages pages = {.scenes = scenes, .count = count, .options = &options};
    pages.stated_on = (struct date){.year = 2026, .month = 3, .day = 1};
    GBytes *bytes = pdf_write_pages(&pages, NULL);
    ck_assert_ptr_nonnull(bytes);
    return bytes;
}

static char *paged_text(const struct scene *const *scenes, size_t count, bool print, bool bleed)
{
    g_autoptr(GBytes) bytes = paged(scenes, count, print, bleed);
    gsize size = 0;
    const char *pdf = g_bytes_get_data(bytes, &size);
    return readable(pdf, size);
}

START_TEST(pages_share_fonts_and_have_their_own_size)
{
    struct scene *one = drawn_all(fontset, false), *two = drawn_empty();
    two->width = 30000;
    two->language = "fi";
    two->spoken = "Toinen.";
    drawn_text(two, drawn_font(fontset), 1000, 9000, "xyz", false);
    const struct scene *const scenes[] = {one, two};
    g_autofree char *text = paged_text(scenes, 2, false, false);
    ck_assert_has(text, "<</Type/Pages/Count 2/Kids[ 3 0 R 5 0 R]"
                        "/Resources<</Font<</F1 14 0 R>>>>>>");
    ck_assert_has(text, "/TrimBox[0 0 170.0787 113.3858]/Contents 4 0 R/StructParents 0>>");
    ck_assert_has(text, "/TrimBox[0 0 85.0394 113.3858]/Contents 6 0 R/StructParents 1>>");
    ck_assert_has(text, "/Pg 3 0 R/Alt(Security updates for HomeCam 3: "
                        "at least until March 2031.)/A<<");
    ck_assert_has(text, "/Pg 5 0 R/Alt(Toinen.)/Lang(fi)/A<<");
    ck_assert_has(text, "/ParentTreeNextKey 2>>");
    ck_assert_has(text, "<</Nums[0[ 11 0 R 11 0 R] 1[ 12 0 R]]>>");
    ck_assert_ptr_null(strstr(strstr(text, "/FontFile3") + 1, "/FontFile3"));
    g_autofree char *print = paged_text(scenes, 2, true, false);
    ck_assert_has(print, "/Kids[ 3 0 R 5 0 R]/Resources<</ExtGState");
    ck_assert_has(print, "/CreationDate(D:20260301000000Z)");
    ck_assert_lacks(print, "BDC");
    scene_free(one);
    scene_free(two);
}
END_TEST

START_TEST(label_on_a_sheet_is_a_figure)
{
    struct scene *one = drawn_all(fontset, false), *two = drawn_all(fontset, true);
    two->language = "fi";
    two->spoken = "Toinen.";
    const struct scene *sheet = sheet_of_two(one, two);
    g_autofree char *text = paged_text(&sheet, 1, false, false);
    ck_assert_has(text, "<</Type/StructElem/S/Document/P 7 0 R/K[ 9 0 R 10 0 R 11 0 R 12 0 R]>>");
    ck_assert_has(text, "<</Type/StructElem/S/Figure/P 8 0 R/Pg 3 0 R/Alt(Security updates for "
                        "HomeCam 3: at least until March 2031.)/A<</O/Layout/Placement/Block"
                        "/BBox[28.3465 113.3858 198.4252 226.7717]>>/K[ 0 1]>>");
    ck_assert_has(text, "<</Type/StructElem/S/P/P 8 0 R/Pg 3 0 R/K[ 2]>>");
    ck_assert_has(text, "<</Type/StructElem/S/P/P 8 0 R/Pg 3 0 R/K[ 3]>>");
    ck_assert_has(text, "/Alt(Toinen.)/Lang(fi)/A<<");
    ck_assert_has(text, ">>/K[ 4 5]>>");
    ck_assert_has(text, "<</Nums[0[ 9 0 R 9 0 R 10 0 R 11 0 R 12 0 R 12 0 R]]>>");
    ck_assert_has(text, "EMC\n/P<</MCID 2>>BDC\n");
    ck_assert_has(text, "\n10000 75000 60000 5000 re f\n"); /* its band, moved */
    ck_assert_has(text, "0 g\n100000 75000 60000 5000 re f\n");
    g_autofree char *press = paged_text(&sheet, 1, true, true);
    ck_assert_has(press, "1 0.8 0 0.15 k\n7000 75000 66000 8000 re f\n");
    ck_assert_has(press, "0 0 0 1 k\n97000 75000 66000 8000 re f\n");
    scene_free((struct scene *)(uintptr_t)sheet);
    scene_free(one);
    scene_free(two);
}
END_TEST

/* A phrase in two runs with a rule between them, and another that says the same. */
START_TEST(phrase_beside_a_label_is_a_paragraph)
{
    struct scene *label = drawn_empty(), *sheet = drawn_empty();
    label->spoken = "One.";
    scene_place(sheet, label, 0, 0);
    for (int i = 0; i < 4; i++) {
        if (i == 3)
            scene_begin(sheet, "caption", NULL);
        drawn_text(sheet, drawn_font(fontset), 1000, 9000, "ab", false);
        struct op *run = &g_array_index(sheet->ops, struct op, sheet->ops->len - 1);
        run->glyphs.phrase = scene_string(sheet, i == 2 ? "cd" : "ab ab");
        if (i == 0)
            scene_fill_rect(sheet, INK_INK, 0, 0, 1000, 100, 0);
    }
    scene_end(sheet);
    const struct scene *page = sheet;
    g_autofree char *text = paged_text(&page, 1, false, false);
    ck_assert_has(text, "/S/Document/P 7 0 R/K[ 9 0 R 10 0 R 11 0 R 12 0 R]>>");
    ck_assert_has(text, "/S/P/P 8 0 R/Pg 3 0 R/ActualText(ab ab)/K[ 0 1]>>");
    ck_assert_has(text, "/S/P/P 8 0 R/Pg 3 0 R/ActualText(cd)/K[ 2]>>");
    ck_assert_has(text, "/S/P/P 8 0 R/Pg 3 0 R/ActualText(ab ab)/K[ 3]>>");
    scene_free(sheet);
    scene_free(label);
}
END_TEST

/* More objects than one byte can number, in a file that a reader must be able to walk. */
START_TEST(many_pages_are_found)
{
    struct scene *scene = drawn_empty();
    drawn_text(scene, drawn_font(fontset), 1000, 9000, "xyz", false);
    const struct scene *scenes[300];
    for (size_t i = 0; i < G_N_ELEMENTS(scenes); i++)
        scenes[i] = scene;
    g_autofree char *text = paged_text(scenes, G_N_ELEMENTS(scenes), false, false);
    ck_assert_has(text, "/Type/XRef/W[1 3 3]");
    ck_assert_has(text, "/Count 300/Kids[");
    scene_free(scene);
}
END_TEST

START_TEST(qr_code_is_one_path)
{
    static const char *const rows[] = {"#.", ".#"};
    struct scene *scene = drawn_empty();
    drawn_qr(scene, 1000, 2000, rows, 2);
    g_autofree char *text = written(scene);
    ck_assert_has(text, "0 g\nq 500 0 0 -500 1000 38000 cm\n0 0 m\n1 0 l\n1 1 l\n0 1 l\n"
                        "1 1 m\n2 1 l\n2 2 l\n1 2 l\nf\nQ\n");
}
END_TEST

START_TEST(fonts_are_subsets_with_texts)
{
    struct scene *scene = drawn_empty();
    drawn_text(scene, drawn_font(fontset), 4000, 15000, "ABA", false);
    g_autofree char *text = written(scene);
    ck_assert_has(text, "+Inter-Bold/");
    ck_assert_has(text, "/Subtype/CIDFontType0C");
    ck_assert_has(text, "1 beginbfrange\n<0001><0002>[<0041><0042>]\nendbfrange");
    ck_assert_has(text, "BT/F1 3527.778 Tf 4000 25000 Td\n[<000100020001>]TJ\nET\n");
}
END_TEST

START_TEST(glyphs_that_cannot_say_it_are_spanned)
{
    struct scene *scene = drawn_empty();
    drawn_text(scene, drawn_font(fontset), 4000, 15000, "ABA", false);
    struct op *op = &g_array_index(scene->ops, struct op, 0);
    op->glyphs.text = "Axy\xc2\xa0";
    op->glyphs.glyphs[1].cluster = 1;
    op->glyphs.glyphs[2].cluster = 1; /* two glyphs for "xy " */
    op->glyphs.glyphs[2].y = -300;
    g_autofree char *text = written(scene);
    ck_assert_has(text, "/Span<</ActualText(xy )>>BDC\n[<0002>]TJ\n300 Ts\n[<0001>]TJ\nEMC\n");
    ck_assert_has(text, "0 Ts\nET\n");
}
END_TEST

START_TEST(clusters_follow_the_text)
{
    static const char text[] = "a\xe2\x81\xa8"
                               "b\xe2\x80\xaf"; /* a, an isolate, b, narrow space */
    struct glyph ltr[] = {{.cluster = 0}, {.cluster = 1}, {.cluster = 4}};
    struct glyph rtl[] = {{.cluster = 4}, {.cluster = 1}, {.cluster = 0}};
    static const char *const said[] = {"a", "", "b "};
    for (int turn = 0; turn < 2; turn++) {
        struct op op = {.kind = OP_GLYPHS};
        op.glyphs.text = text;
        op.glyphs.rtl = turn == 1;
        op.glyphs.glyphs = turn == 1 ? rtl : ltr;
        op.glyphs.count = 3;
        struct pdf_cluster cluster = {0};
        for (int i = 0; i < 3; i++) {
            ck_assert(pdf_cluster_next(&op, &cluster));
            ck_assert_uint_eq(cluster.count, 1);
            ck_assert_str_eq(cluster.text, said[turn == 1 ? 2 - i : i]);
        }
        ck_assert(!pdf_cluster_next(&op, &cluster));
    }
}
END_TEST

/* A CFF table up to its charset: header, names "A", a Top DICT that says ROS and charset 29, then
 * the charset: format 2, 7 to 8, 40 to 40. */
static const uint8_t keyed[] = {1,   0,   4,   1,                    /* header */
                                0,   1,   1,   1,  2,  'A',          /* names */
                                0,   1,   1,   1,  9,                /* dictionaries: 8 bytes */
                                139, 139, 139, 12, 30, 169, 15, 139, /* ROS; 30 charset */
                                0,   0,   0,   0,  0,  0,   0,       /* … */
                                2,   0,   7,   0,  1,  0,   40, 0,   0};

START_TEST(cff_charset_gives_the_ids)
{
    uint16_t ids[4];
    pdf_cff_ids(keyed, sizeof keyed, ids, 4);
    ck_assert_uint_eq(ids[0], 0);
    ck_assert_uint_eq(ids[1], 7);
    ck_assert_uint_eq(ids[2], 8);
    ck_assert_uint_eq(ids[3], 40);
    for (size_t size = 0; size < sizeof keyed; size++) /* cut short anywhere: no harm */
        pdf_cff_ids(keyed, size, ids, 4);
    pdf_cff_ids(keyed, 0, ids, 4);
    ck_assert_uint_eq(ids[3], 3);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("pdf");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, open_fonts, close_fonts);
    tcase_add_test(all, file_is_one_page_of_the_exact_size);
    tcase_add_test(all, whole_label_is_one_figure);
    tcase_add_test(all, all_that_is_painted_is_figure_or_artifact);
    tcase_add_test(all, metadata_are_plain_and_escaped);
    tcase_add_test(all, label_json_is_attached);
    tcase_add_test(all, black_is_a_single_ink);
    tcase_add_test(all, print_file_is_plain);
    tcase_add_test(all, black_text_alone_overprints);
    tcase_add_test(all, blocks_at_the_trim_bleed);
    tcase_add_test(all, pages_share_fonts_and_have_their_own_size);
    tcase_add_test(all, label_on_a_sheet_is_a_figure);
    tcase_add_test(all, phrase_beside_a_label_is_a_paragraph);
    tcase_add_test(all, many_pages_are_found);
    tcase_add_test(all, qr_code_is_one_path);
    tcase_add_test(all, fonts_are_subsets_with_texts);
    tcase_add_test(all, glyphs_that_cannot_say_it_are_spanned);
    tcase_add_test(all, clusters_follow_the_text);
    tcase_add_test(all, cff_charset_gives_the_ids);
    suite_add_tcase(suite, all);
    return suite;
}

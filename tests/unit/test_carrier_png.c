/* SPDX-License-Identifier: Apache-2.0 */
/* Labels in a PNG's texts, and what makes two PNGs the same. */
#include "read/carrier.h"

#include "base/diag.h"
#include "findings.h"
#include "unit.h"

#include <string.h>
#include <zlib.h>

#define SIGNATURE "\x89PNG\r\n\x1a\n"
#define JSON                                                                                       \
    "{\"schema\":\"urn:uplabel:label:1\",\"declaration\":{\"id\":\"a\"},\"language\":\"de\"}"

static void add_number(GByteArray *bytes, uLong number)
{
    const guint8 big_endian[] = {(guint8)(number >> 24), (guint8)(number >> 16),
                                 (guint8)(number >> 8), (guint8)number};
    g_byte_array_append(bytes, big_endian, sizeof big_endian);
}

static void add_chunk(GByteArray *bytes, const char *type, const void *content, size_t size)
{
    add_number(bytes, size);
    guint start = bytes->len;
    g_byte_array_append(bytes, (const guint8 *)type, 4);
    g_byte_array_append(bytes, content, (guint)size);
    add_number(bytes, crc32(0, bytes->data + start, bytes->len - start));
}

static struct source *source_of(const GByteArray *bytes)
{
    return source_new("x", (const char *)bytes->data, bytes->len);
}

/* Reading */

#define KEY "uplabel:label\0"
#define TEXT(flags) KEY flags "de\0Etikett\0" JSON

static const struct {
    const char *text;
    size_t size;
    const char *said; /* the finding's text; NULL: there is a label */
} texts[] = {
    {TEXT("\0\0"), sizeof TEXT("\0\0") - 1, NULL},
    {KEY "\0\0\0\0" JSON, sizeof KEY "\0\0\0\0" JSON - 1, NULL},
    {TEXT("\1\0"), sizeof TEXT("\1\0") - 1, "its text uplabel:label cannot be read"},
    {KEY "\0", sizeof KEY, "its text uplabel:label cannot be read"},
    {KEY "\0\0de", sizeof KEY "\0\0de" - 1, "its text uplabel:label cannot be read"},
    {KEY "\0\0de\0Etikett", sizeof KEY "\0\0de\0Etikett" - 1,
     "its text uplabel:label cannot be read"},
    {KEY "\0\0\0\0{}", sizeof KEY "\0\0\0\0{}" - 1, "what it carries is no label JSON"},
    {KEY, sizeof KEY - 1, "carries no label"},
    {"uplabel:labels\0\0\0\0\0" JSON, sizeof "uplabel:labels\0\0\0\0\0" JSON - 1,
     "carries no label"},
};

/* The one label of a PNG; NULL after findings. */
static struct carried *label_of(const GByteArray *bytes, GPtrArray **list, struct diags *diags)
{
    struct source *source = source_of(bytes);
    *list = carrier_read(source, diags);
    source_free(source);
    ck_assert(*list == NULL || (*list)->len == 1);
    return *list ? (*list)->pdata[0] : NULL;
}

START_TEST(a_text_is_read_or_its_fault_is_told)
{
    GPtrArray *list;
    struct diags *diags = diags_new(0);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)SIGNATURE, 8);
    add_chunk(bytes, "tEXt", "uplabel:made\0first", 18);
    add_chunk(bytes, "tEXt", "uplabel:made\0so", 15);
    add_chunk(bytes, "iTXt", texts[_i].text, texts[_i].size);
    add_chunk(bytes, "IEND", "", 0);
    const struct carried *label = label_of(bytes, &list, diags);
    if (texts[_i].said == NULL) {
        ck_assert_ptr_nonnull(label);
        ck_assert_str_eq(label->json, JSON "\n");
        ck_assert_str_eq(label->made, "so");
        g_ptr_array_unref(list);
    } else {
        ck_assert_ptr_null(label);
        ck_assert_msg(findings_say(diags, texts[_i].said), "%s", diags_at(diags, 0)->text);
    }
    diags_free(diags);
}
END_TEST

START_TEST(a_text_may_be_deflated)
{
    static const struct {
        size_t size;
        bool good;
    } rows[] = {{CARRIED_MAX_BYTES, true}, {CARRIED_MAX_BYTES + 1, false}};
    for (int deflated = 0; deflated < 2; deflated++)
        for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
            GPtrArray *list;
            struct diags *diags = diags_new(0);
            g_autofree char *text = g_strnfill(rows[i].size, ' ');
            memcpy(text, JSON, sizeof JSON - 1);
            uLongf room = compressBound(rows[i].size);
            g_autofree Bytef *small = g_malloc(room);
            ck_assert_int_eq(compress(small, &room, (const Bytef *)text, rows[i].size), Z_OK);
            g_autoptr(GByteArray) bytes = g_byte_array_new(), content = g_byte_array_new();
            g_byte_array_append(content, (const guint8 *)KEY "\0\0\0\0", sizeof KEY + 3);
            content->data[sizeof KEY - 1] = (guint8)deflated;
            g_byte_array_append(content, deflated ? small : (const guint8 *)text,
                                (guint)(deflated ? room : rows[i].size));
            g_byte_array_append(bytes, (const guint8 *)SIGNATURE, 8);
            add_chunk(bytes, "iTXt", content->data, content->len);
            add_chunk(bytes, "IEND", "", 0);
            const struct carried *label = label_of(bytes, &list, diags);
            ck_assert_int_eq(label != NULL, rows[i].good);
            if (label != NULL) {
                ck_assert_str_eq(label->json, JSON "\n");
                g_ptr_array_unref(list);
            }
            diags_free(diags);
        }
}
END_TEST

START_TEST(a_file_has_an_end_and_one_label)
{
    GPtrArray *list;
    struct diags *diags = diags_new(0);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)SIGNATURE, 8);
    add_chunk(bytes, "iTXt", TEXT("\0\0"), sizeof TEXT("\0\0") - 1);
    guint size = bytes->len;
    add_chunk(bytes, "iTXt", TEXT("\0\0"), sizeof TEXT("\0\0") - 1);
    add_chunk(bytes, "IEND", "", 0);
    ck_assert_ptr_null(label_of(bytes, &list, diags));
    ck_assert(findings_say(diags, "two texts named uplabel:label"));
    diags_free(diags);
    const guint cuts[] = {8, 9, 19, 20, size - 1, size};
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++) {
        diags = diags_new(0);
        g_autoptr(GByteArray) cut = g_byte_array_new();
        g_byte_array_append(cut, bytes->data, cuts[i]);
        ck_assert_ptr_null(label_of(cut, &list, diags));
        ck_assert(findings_say(diags, "the file is cut short"));
        diags_free(diags);
    }
}
END_TEST

/* Comparing */

/* A picture of so many black pixels, of which the last has that much red. */
static GByteArray *picture(guint width, guint height, guint8 red)
{
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(GByteArray) head = g_byte_array_new();
    size_t row = 1 + 3 * (size_t)width, size = row * height;
    g_autofree Bytef *rows = g_malloc0(size);
    rows[size - 3] = red;
    uLongf room = compressBound(size);
    g_autofree Bytef *deflated = g_malloc(room);
    ck_assert_int_eq(compress(deflated, &room, rows, size), Z_OK);
    add_number(head, width);
    add_number(head, height);
    g_byte_array_append(head, (const guint8 *)"\10\2\0\0\0", 5); /* 8 bits of three colours */
    g_byte_array_append(bytes, (const guint8 *)SIGNATURE, 8);
    add_chunk(bytes, "IHDR", head->data, head->len);
    add_chunk(bytes, "IDAT", deflated, room);
    add_chunk(bytes, "IEND", "", 0);
    return bytes;
}

/* The same picture with a chunk before its end. */
static GByteArray *with_chunk(const GByteArray *bytes, const char *type, const char *content,
                              size_t size)
{
    GByteArray *more = g_byte_array_new();
    g_byte_array_append(more, bytes->data, 33); /* its signature and IHDR */
    add_chunk(more, type, content, size);
    g_byte_array_append(more, bytes->data + 33, bytes->len - 33);
    return more;
}

/* Compares; frees both. said: the difference, NULL: there is none. */
static void expect(GByteArray *found, GByteArray *expected, const char *said)
{
    struct source *source = source_of(found);
    g_autoptr(GBytes) other = g_bytes_new(expected->data, expected->len);
    g_autofree char *difference = NULL;
    enum likeness likeness = carrier_compare(CARRIER_PNG, source, NULL, other, &difference);
    ck_assert_pstr_eq(difference, said);
    ck_assert_int_eq(likeness, said ? LIKENESS_NONE : LIKENESS_SAME);
    source_free(source);
    g_byte_array_unref(found);
    g_byte_array_unref(expected);
}

START_TEST(pictures_are_compared_pixel_by_pixel)
{
    g_autoptr(GByteArray) base = picture(3, 2, 0);
    expect(picture(3, 2, 0), picture(3, 2, 0), NULL);
    expect(with_chunk(base, "tEXt", "a\0b", 3), picture(3, 2, 0), NULL);
    expect(picture(3, 2, 255), picture(3, 2, 0),
           "its pixel 2,1 is #ff0000, and its data gives #000000");
    expect(picture(2, 3, 0), picture(3, 2, 0), "it has 2 by 3 pixels, and its data gives 3 by 2");
    expect(picture(3, 3, 0), picture(3, 2, 0), "it has 3 by 3 pixels, and its data gives 3 by 2");
}
END_TEST

START_TEST(what_may_change_a_picture_is_told)
{
    static const char one[] = "\0\0\4\0\0\0\4\0\1", other[] = "\0\0\5\0\0\0\5\0\1";
    g_autoptr(GByteArray) base = picture(3, 2, 0);
    expect(with_chunk(base, "gAMA", "\0\0\1\1", 4), picture(3, 2, 0),
           "its chunk gAMA may change what is seen");
    expect(with_chunk(base, "pHYs", one, 9), with_chunk(base, "pHYs", one, 9), NULL);
    expect(with_chunk(base, "pHYs", one, 9), with_chunk(base, "pHYs", other, 9),
           "its resolution is not what its data gives");
    expect(with_chunk(base, "pHYs", one, 9), picture(3, 2, 0),
           "its resolution is not what its data gives");
    expect(picture(3, 2, 0), with_chunk(base, "pHYs", one, 9),
           "its resolution is not what its data gives");
}
END_TEST

START_TEST(a_broken_picture_is_no_other)
{
    GByteArray *longer = picture(3, 2, 0), *shorter = picture(3, 2, 0), *dark = picture(3, 2, 0);
    g_byte_array_append(longer, (const guint8 *)"more", 4);
    expect(longer, picture(3, 2, 0), "there is something behind its end");
    g_byte_array_set_size(shorter, shorter->len - 1);
    expect(shorter, picture(3, 2, 0), "the file is cut short");
    dark->data[45] ^= 0xFF; /* in its pixels */
    expect(dark, picture(3, 2, 0), "its pixels cannot be read");
    GByteArray *headless = picture(3, 2, 0);
    headless->data[24] = 7; /* bits that no picture has */
    expect(headless, picture(3, 2, 0), "its pixels cannot be read");
    GByteArray *expected = picture(3, 2, 0);
    expected->data[45] ^= 0xFF;
    expect(picture(3, 2, 0), expected, "its pixels cannot be read");
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("carrier_png");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, a_text_is_read_or_its_fault_is_told, 0, G_N_ELEMENTS(texts));
    tcase_add_test(all, a_text_may_be_deflated);
    tcase_add_test(all, a_file_has_an_end_and_one_label);
    tcase_add_test(all, pictures_are_compared_pixel_by_pixel);
    tcase_add_test(all, what_may_change_a_picture_is_told);
    tcase_add_test(all, a_broken_picture_is_no_other);
    suite_add_tcase(suite, all);
    return suite;
}

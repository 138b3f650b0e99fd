/* SPDX-License-Identifier: Apache-2.0 */
/* Encodings: into UTF-8 in chunks of any size, and back to the same bytes. */
#include "base/charset.h"

#include "unit.h"

#include <string.h>

/* Reads in chunks of `step` bytes. */
static GString *decode(struct charset_reader *reader, const char *bytes, size_t size, size_t step)
{
    GString *out = g_string_new(NULL);
    for (size_t at = 0; at < size; at += step)
        charset_read(reader, out, bytes + at, MIN(step, size - at));
    charset_end(reader, out);
    return out;
}

static const struct {
    enum charset charset;
    const char *bytes;
    size_t size;
    const char *text;
} texts[] = {
    {CHARSET_UTF8, "T\xc3\xbcr", 4, "T\u00FCr"},
    {CHARSET_UTF8, "T\xfcr", 3, "T\xfcr"},
    {CHARSET_LATIN1, "T\xfcr \xa4 \x80", 7, "T\u00FCr \u00A4 \xc2\x80"},
    {CHARSET_LATIN9, "T\xfcr \xa4", 5, "T\u00FCr \u20AC"},
    {CHARSET_WINDOWS_1252, "\x84x\x93 \x80 \x81 \xff", 9, "\u201Ex\u201C \u20AC \xc2\x81 \u00FF"},
    {CHARSET_UTF16LE, "T\0\xfc\0\x3d\xd8\x00\xde", 8, "T\u00FC\U0001F600"},
    {CHARSET_UTF16BE, "\0T\0\xfc\xd8\x3d\xde\x00", 8, "T\u00FC\U0001F600"},
    {CHARSET_UTF16LE,
     "\x00\xde"
     "a\0\x3d\xd8",
     6,
     "\xed\xb8\x80"
     "a\xed\xa0\xbd"},
};

START_TEST(text_goes_both_ways)
{
    for (size_t step = 1; step <= texts[_i].size; step++) {
        struct charset_reader reader = {.charset = texts[_i].charset};
        GString *text = decode(&reader, texts[_i].bytes, texts[_i].size, step);
        ck_assert_str_eq(text->str, texts[_i].text);
        ck_assert_int_eq(reader.mark, CHARSET_NONE);
        GString *back = g_string_new(NULL);
        charset_write(texts[_i].charset, back, text->str, text->len);
        ck_assert_mem_eq(back->str, texts[_i].bytes, texts[_i].size);
        ck_assert_uint_eq(back->len, texts[_i].size);
        g_string_free(text, TRUE);
        g_string_free(back, TRUE);
    }
}
END_TEST

START_TEST(every_byte_comes_back)
{
    for (int charset = CHARSET_LATIN1; charset <= CHARSET_WINDOWS_1252; charset++) {
        char all[256];
        for (size_t i = 0; i < sizeof all; i++)
            all[i] = (char)(255 - i);
        struct charset_reader reader = {.charset = (enum charset)charset};
        GString *text = decode(&reader, all, sizeof all, 7);
        ck_assert(g_utf8_validate_len(text->str, text->len - 1, NULL));
        GString *back = g_string_new(NULL);
        charset_write((enum charset)charset, back, text->str, text->len);
        ck_assert_uint_eq(back->len, sizeof all);
        ck_assert_mem_eq(back->str, all, sizeof all);
        g_string_free(text, TRUE);
        g_string_free(back, TRUE);
    }
}
END_TEST

static const struct {
    enum charset charset, mark, then;
    const char *bytes;
    size_t size;
    const char *text;
} marked[] = {
    {CHARSET_UTF8, CHARSET_UTF8, CHARSET_UTF8, "\xef\xbb\xbfx", 4, "x"},
    {CHARSET_UTF16, CHARSET_UTF16LE, CHARSET_UTF16LE, "\xff\xfex\0", 4, "x"},
    {CHARSET_UTF16, CHARSET_UTF16BE, CHARSET_UTF16BE, "\xfe\xff\0x", 4, "x"},
    {CHARSET_UTF16LE, CHARSET_UTF16LE, CHARSET_UTF16LE, "\xff\xfex\0", 4, "x"},
    {CHARSET_LATIN1, CHARSET_UTF8, CHARSET_LATIN1, "\xef\xbb\xbfx", 4, "\u00EF\u00BB\u00BFx"},
    {CHARSET_UTF8, CHARSET_NONE, CHARSET_UTF8, "x", 1, "x"},
    {CHARSET_UTF8, CHARSET_NONE, CHARSET_UTF8, "", 0, ""},
};

START_TEST(a_mark_is_seen)
{
    for (size_t step = 1; step <= 4; step++) {
        struct charset_reader reader = {.charset = marked[_i].charset};
        GString *text = decode(&reader, marked[_i].bytes, marked[_i].size, step);
        ck_assert_str_eq(text->str, marked[_i].text);
        ck_assert_int_eq(reader.mark, marked[_i].mark);
        ck_assert_int_eq(reader.charset, marked[_i].then);
        g_string_free(text, TRUE);
    }
}
END_TEST

START_TEST(half_a_character_is_no_text_and_comes_back)
{
    struct charset_reader reader = {.charset = CHARSET_UTF16LE};
    GString *text = decode(&reader, "a\0\n", 3, 3);
    ck_assert(g_str_has_prefix(text->str, "a\xff"));
    ck_assert_ptr_null(strchr(text->str, '\n'));
    GString *back = g_string_new(NULL);
    charset_write(CHARSET_UTF16LE, back, text->str, text->len);
    ck_assert_uint_eq(back->len, 3);
    ck_assert_mem_eq(back->str, "a\0\n", 3);
    g_string_free(text, TRUE);
    g_string_free(back, TRUE);
}
END_TEST

START_TEST(names_are_exact)
{
    ck_assert_int_eq(charset_find("windows-1252"), CHARSET_WINDOWS_1252);
    ck_assert_int_eq(charset_find("UTF-16LE"), CHARSET_UTF16LE);
    ck_assert_int_eq(charset_find("utf-8"), CHARSET_NONE);
    ck_assert_str_eq(charset_name(CHARSET_LATIN9), "ISO-8859-15");
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("charset");
    TCase *tcase = tcase_create("charset");
    tcase_add_loop_test(tcase, text_goes_both_ways, 0, G_N_ELEMENTS(texts));
    tcase_add_test(tcase, every_byte_comes_back);
    tcase_add_loop_test(tcase, a_mark_is_seen, 0, G_N_ELEMENTS(marked));
    tcase_add_test(tcase, half_a_character_is_no_text_and_comes_back);
    tcase_add_test(tcase, names_are_exact);
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Text policy, safe printing, nearest names, normalisation. */
#include "base/text.h"

#include "unit.h"

#include <string.h>

static const struct {
    const char *text;
    enum text_fault fault;
    uint32_t code_point;
    size_t index;
} texts[] = {
    /* what people write */
    {"Garden Camera 2 (outdoor)", TEXT_OK, 0, 0},
    {"</script>]]>\"><svg onload=x>", TEXT_OK, 0, 0},
    {"Caf\u00E9 \u2013 \u201Equick\u201C \u2026 5\u00A0GHz \u20AC \u00B0C", TEXT_OK, 0, 0},
    {"e\u0301", TEXT_OK, 0, 0},
    {"\u0423\u043C\u043D\u044B\u0439 \u0434\u043E\u043C Home", TEXT_OK, 0, 0},
    {"\u30B9\u30DE\u30FC\u30C8Hub\u3000\u2161", TEXT_OK, 0, 0},
    {"\u667A\u80FD\u6444\u50CF\u5934Pro", TEXT_OK, 0, 0},
    {"\uC2A4\uB9C8\uD2B8TV", TEXT_OK, 0, 0},
    {"\u05DE\u05E6\u05DC\u05DE\u05D4 2", TEXT_OK, 0, 0},
    {"\u0627\u0644\u0628\u064A\u062A", TEXT_OK, 0, 0},
    {"\u0639\u0650\u0651\u064E", TEXT_OK, 0, 0}, /* three marks in a row */
    {"10 k\u2126, 10 k\u03A9, 5 \u03BCm, \u03B1-Test", TEXT_OK, 0, 0},
    /* empty */
    {"", TEXT_FAULT_EMPTY, 0, 0},
    {"   ", TEXT_FAULT_EMPTY, 0, 0},
    {"\n\t \r", TEXT_FAULT_EMPTY, 0, 0},
    {"\u00A0", TEXT_FAULT_EMPTY, 0, 0},
    {"\u3164", TEXT_FAULT_EMPTY, 0, 0},
    {"\u2800\u3000\u2003", TEXT_FAULT_EMPTY, 0, 0},
    {"\u200B\uFEFF", TEXT_FAULT_EMPTY, 0, 0},
    /* controls */
    {"a\nb", TEXT_FAULT_CONTROL, 0x0A, 2},
    {"\tb", TEXT_FAULT_CONTROL, 0x09, 1},
    {"a\x1B[31m", TEXT_FAULT_CONTROL, 0x1B, 2},
    {"a\x7F", TEXT_FAULT_CONTROL, 0x7F, 2},
    {"\u00E9\xC2\x85", TEXT_FAULT_CONTROL, 0x85, 2},
    {"a\xC2\x9B", TEXT_FAULT_CONTROL, 0x9B, 2},
    {"a\u2028b", TEXT_FAULT_CONTROL, 0x2028, 2},
    {"a\u2029b", TEXT_FAULT_CONTROL, 0x2029, 2},
    /* bidi */
    {"Cam \u202E7", TEXT_FAULT_BIDI, 0x202E, 5},
    {"a\u202A", TEXT_FAULT_BIDI, 0x202A, 2},
    {"\u202E", TEXT_FAULT_BIDI, 0x202E, 1},
    {"a\u2066b", TEXT_FAULT_BIDI, 0x2066, 2},
    {"a\u2067b", TEXT_FAULT_BIDI, 0x2067, 2},
    {"a\u2069b", TEXT_FAULT_BIDI, 0x2069, 2},
    {"a\u200Fb", TEXT_FAULT_BIDI, 0x200F, 2},
    {"a\u061Cb", TEXT_FAULT_BIDI, 0x61C, 2},
    /* invisible */
    {"a\u200Bb", TEXT_FAULT_INVISIBLE, 0x200B, 2},
    {"a\u2060b", TEXT_FAULT_INVISIBLE, 0x2060, 2},
    {"\uFEFFb", TEXT_FAULT_INVISIBLE, 0xFEFF, 1},
    {"a\u00ADb", TEXT_FAULT_INVISIBLE, 0xAD, 2},
    {"a\u034Fb", TEXT_FAULT_INVISIBLE, 0x34F, 2},
    {"a\u3164b", TEXT_FAULT_INVISIBLE, 0x3164, 2},
    {"a\uFFA0b", TEXT_FAULT_INVISIBLE, 0xFFA0, 2},
    {"a\u115Fb", TEXT_FAULT_INVISIBLE, 0x115F, 2},
    {"a\u1160b", TEXT_FAULT_INVISIBLE, 0x1160, 2},
    {"a\u180Bb", TEXT_FAULT_INVISIBLE, 0x180B, 2},
    {"a\u206Ab", TEXT_FAULT_INVISIBLE, 0x206A, 2},
    {"a\uFFF9b", TEXT_FAULT_INVISIBLE, 0xFFF9, 2},
    {"a\U000E0041b", TEXT_FAULT_INVISIBLE, 0xE0041, 2},
    {"a\uE000b", TEXT_FAULT_INVISIBLE, 0xE000, 2},
    {"a\U00100000b", TEXT_FAULT_INVISIBLE, 0x100000, 2},
    {"a\uFDD0b", TEXT_FAULT_INVISIBLE, 0xFDD0, 2},
    {"a\uFFFEb", TEXT_FAULT_INVISIBLE, 0xFFFE, 2},
    {"a\U0010FFFFb", TEXT_FAULT_INVISIBLE, 0x10FFFF, 2},
    {"a\u0378b", TEXT_FAULT_UNASSIGNED, 0x378, 2},
    {"a\U000CFFF0b", TEXT_FAULT_UNASSIGNED, 0xCFFF0, 2},
    /* joiners */
    {"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", TEXT_OK, 0, 0},
    {"\u0915\u094D\u200D\u0937", TEXT_OK, 0, 0},
    {"\u0D28\u0D4D\u200D", TEXT_OK, 0, 0}, /* behind a virama, at the end of the word */
    {"ab\u200Ccd", TEXT_FAULT_INVISIBLE, 0x200C, 3},
    {"ab\u200Dcd", TEXT_FAULT_INVISIBLE, 0x200D, 3},
    {"\u200D\u0915", TEXT_FAULT_INVISIBLE, 0x200D, 1},
    {"\u0645\u200C", TEXT_FAULT_INVISIBLE, 0x200C, 2},
    {"\u0645\u200Cb", TEXT_FAULT_INVISIBLE, 0x200C, 2},
    {"\u0645\u200C\u200C\u0645", TEXT_FAULT_INVISIBLE, 0x200C, 2},
    /* emoji */
    {"\U0001F468\u200D\U0001F469\u200D\U0001F467", TEXT_OK, 0, 0},
    {"\U0001F44D\U0001F3FD \u2764\uFE0F\u200D\U0001F525 1\uFE0F\u20E3", TEXT_OK, 0, 0},
    {"a\uFE0F", TEXT_FAULT_INVISIBLE, 0xFE0F, 2},
    {"1\uFE0F2", TEXT_FAULT_INVISIBLE, 0xFE0F, 2},
    {"\u2764\uFE0F\uFE0F", TEXT_FAULT_INVISIBLE, 0xFE0F, 3},
    {"\u8FBB\U000E0100", TEXT_OK, 0, 0},
    {"a\U000E0100", TEXT_FAULT_INVISIBLE, 0xE0100, 2},
    {"\U0001F3F4\U000E0067", TEXT_FAULT_INVISIBLE, 0xE0067, 2},
    /* warnings */
    {"a\u0301\u0302\u0303", TEXT_OK, 0, 0},
    {"a\u0301\u0302\u0303\u0304", TEXT_FAULT_MARKS, 0x304, 5},
    {"G\u0430rden", TEXT_FAULT_MIXED_SCRIPT, 0x430, 2},
    {"The G\u0430rden", TEXT_FAULT_MIXED_SCRIPT, 0x430, 6},
    {"\u0423\u043C\u043D\u044Be", TEXT_FAULT_MIXED_SCRIPT, 'e', 5},
    {"\u039Fffice", TEXT_FAULT_MIXED_SCRIPT, 0x39F, 1},
    {"\u0430\u03BF", TEXT_FAULT_MIXED_SCRIPT, 0x430, 1},
    {"Garden-\u0430", TEXT_OK, 0, 0},
    /* errors before warnings */
    {"G\u0430rden\u200B", TEXT_FAULT_INVISIBLE, 0x200B, 7},
    {"a\u0301\u0302\u0303\u0304\n", TEXT_FAULT_CONTROL, 0x0A, 6},
};

START_TEST(text_is_judged)
{
    struct text_report report = text_inspect(texts[_i].text);
    ck_assert_msg(report.fault == texts[_i].fault, "row %d: fault %d instead of %d (U+%04X)", _i,
                  report.fault, texts[_i].fault, report.code_point);
    ck_assert_msg(report.code_point == texts[_i].code_point, "row %d: U+%04X", _i,
                  report.code_point);
    ck_assert_msg(report.index == texts[_i].index, "row %d: character %zu", _i, report.index);
}
END_TEST

static const struct {
    const char *bytes;
    size_t size, fault;
} utf8[] = {
    {"", 0, 0},
    {"abc", 3, 3},
    {"a\0b", 3, 3},
    {"\0\0\xFF", 3, 2},
    {"\xC3\xA9", 2, 2},
    {"a\xC3", 2, 1},
    {"a\xC0\x80", 3, 1},
    {"\xC1\xBF", 2, 0},
    {"\xE0\x80\xAF", 3, 0},
    {"a\xED\xA0\x80", 4, 1},
    {"\xF4\x90\x80\x80", 4, 0},
    {"\xF5\x80\x80\x80", 4, 0},
    {"ab\x80", 3, 2},
    {"\xF0\x9F\x98\x80", 4, 4},
    {"\xEF\xBF\xBF", 3, 3},
};

START_TEST(the_first_broken_byte_is_found)
{
    ck_assert_msg(text_utf8_fault(utf8[_i].bytes, utf8[_i].size) == utf8[_i].fault, "row %d: %zu",
                  _i, text_utf8_fault(utf8[_i].bytes, utf8[_i].size));
}
END_TEST

static const struct {
    const char *text;
    size_t max;
    const char *safe;
} safes[] = {
    {"plain", 0, "plain"},
    {"", 5, ""},
    {"plain", 5, "plain"},
    {"plain", 4, "plai\u2026"},
    {"a\x1B[31m\n", 0, "a\\x1b[31m\\x0a"},
    {"\x7F", 0, "\\x7f"},
    {"\xC2\x9B"
     "1m",
     0, "\\u{009B}1m"},
    {"\u202E7\u2066", 0, "\\u{202E}7\\u{2066}"},
    {"a\u200B\uFEFF\u2028", 0, "a\\u{200B}\\u{FEFF}\\u{2028}"},
    {"\U000E0041\uE000\u0378", 0, "\\u{E0041}\\u{E000}\\u{0378}"},
    {"\xFFx\xC3", 0, "\\xffx\\xc3"},
    {"\xED\xA0\x80", 0, "\\xed\\xa0\\x80"},
    {"G\u0430rden \u4E2D", 0, "G\u0430rden \u4E2D"},
    {"\u0645\u200C\u0645 a\u200Cb", 0, "\u0645\u200C\u0645 a\\u{200C}b"},
    {"\u00E9\u00E9\u00E9", 2, "\u00E9\u00E9\u2026"},
    {"\u00E9\u00E9", 2, "\u00E9\u00E9"},
    {"ab\u202E", 9, "ab\u2026"}, /* an escape is kept whole or not at all */
    {"ab\u202E", 10, "ab\\u{202E}"},
};

START_TEST(no_control_reaches_a_terminal)
{
    GString *out = g_string_new("> ");
    text_append_safe(out, safes[_i].text, safes[_i].max);
    ck_assert_str_eq(out->str + 2, safes[_i].safe);
    g_string_free(out, true);
}
END_TEST

START_TEST(no_byte_sequence_gets_through)
{
    for (unsigned first = 1; first < 256; first++) {
        for (unsigned second = 0; second < 256; second++) {
            const char bytes[] = {(char)first, (char)second, '\0'};
            GString *out = g_string_new(NULL);
            text_append_safe(out, bytes, 0);
            ck_assert(g_utf8_validate(out->str, -1, NULL));
            for (char *at = out->str; *at; at = g_utf8_next_char(at))
                ck_assert(!g_unichar_iscntrl(g_utf8_get_char(at)));
            g_string_free(out, true);
        }
    }
}
END_TEST

static const char *const modes[] = {
    "automaticNoOptOut", "automaticOptOut", "consentBased", "manual",
    "professional",      "other",           "notStated",    NULL,
};

static const struct {
    const char *name, *nearest;
} names[] = {
    {"manual", "manual"},
    {"Manual", "manual"},
    {"manaul", "manual"},
    {"manua", "manual"},
    {"automatic_opt_out", "automaticOptOut"},
    {"automaticoptout", "automaticOptOut"},
    {"auto", "automaticOptOut"},
    {"automaticOptOuts", "automaticOptOut"},
    {"consent", "consentBased"},
    {"notsated", "notStated"},
    {"zzUnknown", NULL},
    {"x", NULL},
    {"", NULL},
    {"ma", NULL},
    {"\u043C\u0430\u043D\u0443\u0430\u043B", NULL},
    {"otherotherotherotherotherotherotherotherotherotherotherotherotherother", NULL},
};

START_TEST(the_nearest_name_is_proposed)
{
    ck_assert_pstr_eq(text_nearest(names[_i].name, modes), names[_i].nearest);
}
END_TEST

START_TEST(short_names_need_to_match)
{
    static const char *const codes[] = {"EU", "XI", "GB", "yes", "no", NULL};
    ck_assert_pstr_eq(text_nearest("eu", codes), "EU");
    ck_assert_pstr_eq(text_nearest("UK", codes), NULL);
    ck_assert_pstr_eq(text_nearest("ye", codes), "yes");
    static const char *const none[] = {NULL};
    ck_assert_pstr_eq(text_nearest("eu", none), NULL);
}
END_TEST

START_TEST(normalisation_composes)
{
    static const char *const pairs[][2] = {
        {"", ""},
        {"plain", "plain"},
        {"e\u0301", "\u00E9"},
        {"\u00E9", "\u00E9"},
        {"\u1112\u1161\u11AB", "\uD55C"},
        {"\u212B", "\u00C5"},
        {"\uFB01", "\uFB01"},                             /* compatibility forms stay */
        {"\U0001D160", "\U0001D158\U0001D165\U0001D16E"}, /* NFC may be longer */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *nfc = text_nfc(pairs[i][0]);
        ck_assert_str_eq(nfc, pairs[i][1]);
    }
}
END_TEST

START_TEST(length_counts_code_points)
{
    ck_assert_uint_eq(text_length(""), 0);
    ck_assert_uint_eq(text_length("a\u00E9\U0001F600"), 3);
    ck_assert(g_ascii_isdigit(text_unicode_version()[0]));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("text");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, text_is_judged, 0, G_N_ELEMENTS(texts));
    tcase_add_loop_test(all, the_first_broken_byte_is_found, 0, G_N_ELEMENTS(utf8));
    tcase_add_loop_test(all, no_control_reaches_a_terminal, 0, G_N_ELEMENTS(safes));
    tcase_add_test(all, no_byte_sequence_gets_through);
    tcase_add_loop_test(all, the_nearest_name_is_proposed, 0, G_N_ELEMENTS(names));
    tcase_add_test(all, short_names_need_to_match);
    tcase_add_test(all, normalisation_composes);
    tcase_add_test(all, length_counts_code_points);
    suite_add_tcase(suite, all);
    return suite;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Text policy by Unicode properties; text that is plain ASCII never asks ICU. */
#include "base/text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#define MARKS_MAX 3
#define NAME_MAX_BYTES 64 /* longer names are proposals for nothing */

/* A code point and its neighbours; -1 where the text begins or ends. */
struct context {
    UChar32 previous, c, next;
};

static bool has(UChar32 c, UProperty property)
{
    return c >= 0 && u_hasBinaryProperty(c, property);
}

static UScriptCode script_of(UChar32 c)
{
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    return U_SUCCESS(error) ? script : USCRIPT_UNKNOWN;
}

static bool is_mark(UChar32 c)
{
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/* Whether the script joins its letters in ways that ZWJ and ZWNJ steer. */
static bool is_joining_script(UScriptCode script)
{
    static const UScriptCode scripts[] = {
        USCRIPT_ARABIC,    USCRIPT_SYRIAC,     USCRIPT_NKO,     USCRIPT_MANDAIC,  USCRIPT_ADLAM,
        USCRIPT_MONGOLIAN, USCRIPT_DEVANAGARI, USCRIPT_BENGALI, USCRIPT_GURMUKHI, USCRIPT_GUJARATI,
        USCRIPT_ORIYA,     USCRIPT_TAMIL,      USCRIPT_TELUGU,  USCRIPT_KANNADA,  USCRIPT_MALAYALAM,
        USCRIPT_SINHALA,   USCRIPT_KHMER,      USCRIPT_MYANMAR, USCRIPT_TIBETAN,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++) {
        if (scripts[i] == script)
            return true;
    }
    return false;
}

/* ZWJ and ZWNJ inside a word of a joining script (a virama may end the word before them), and ZWJ
 * between two pictures of an emoji sequence. */
static bool is_joiner_in_place(struct context at)
{
    if (at.previous < 0)
        return false;
    if (at.c == 0x200D && has(at.next, UCHAR_EXTENDED_PICTOGRAPHIC))
        return has(at.previous, UCHAR_EXTENDED_PICTOGRAPHIC) || at.previous == 0xFE0F ||
               has(at.previous, UCHAR_EMOJI_MODIFIER);
    if (!u_isalpha(at.previous) && !is_mark(at.previous))
        return false;
    UScriptCode script = script_of(at.previous);
    if (script == USCRIPT_INHERITED && at.next >= 0)
        script = script_of(at.next);
    if (!is_joining_script(script))
        return false;
    return u_getCombiningClass(at.previous) == 9 || (at.next >= 0 && script_of(at.next) == script);
}

/* U+FE0E and U+FE0F behind an emoji (behind a digit only in a keycap), the others behind a Han
 * character. */
static bool is_selector_in_place(struct context at)
{
    if (at.c == 0xFE0E || at.c == 0xFE0F)
        return has(at.previous, UCHAR_EMOJI) && (at.previous >= 0x80 || at.next == 0x20E3);
    return has(at.previous, UCHAR_IDEOGRAPHIC);
}

static bool is_selector(UChar32 c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* Characters that show nothing, whatever stands around them. */
static bool is_unseen(UChar32 c)
{
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return true;
    return u_charType(c) == U_FORMAT_CHAR &&
           !u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
}

/* Faults of error severity at one code point; `at.c` is not ASCII. */
static enum text_fault judge_beyond_ascii(struct context at)
{
    if (u_hasBinaryProperty(at.c, UCHAR_BIDI_CONTROL))
        return TEXT_FAULT_BIDI;
    if (at.c == 0x200C || at.c == 0x200D)
        return is_joiner_in_place(at) ? TEXT_OK : TEXT_FAULT_INVISIBLE;
    if (is_selector(at.c))
        return is_selector_in_place(at) ? TEXT_OK : TEXT_FAULT_INVISIBLE;
    if (U_IS_UNICODE_NONCHAR(at.c))
        return TEXT_FAULT_INVISIBLE;
    switch (u_charType(at.c)) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return TEXT_FAULT_CONTROL;
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
        return TEXT_FAULT_INVISIBLE;
    default:
        break;
    }
    if (is_unseen(at.c))
        return TEXT_FAULT_INVISIBLE;
    return u_charType(at.c) == U_UNASSIGNED ? TEXT_FAULT_UNASSIGNED : TEXT_OK;
}

static enum text_fault judge(struct context at)
{
    if (at.c < 0x80)
        return at.c < 0x20 || at.c == 0x7F ? TEXT_FAULT_CONTROL : TEXT_OK;
    return judge_beyond_ascii(at);
}

/* White space and what shows nothing: a text of nothing else is empty. Controls that do something
 * (bidi, escape) are faults of their own. */
static bool is_blank(UChar32 c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL))
        return false;
    return c == 0x2800 || u_isUWhiteSpace(c) || is_unseen(c); /* U+2800: Braille without a dot */
}

/* The code point at offset, which moves behind it; -1 at the end. */
static UChar32 step(const char *text, size_t size, size_t *offset)
{
    if (*offset >= size)
        return -1;
    gunichar c = g_utf8_get_char(text + *offset);
    *offset += (size_t)g_unichar_to_utf8(c, NULL);
    return (UChar32)c;
}

static bool is_ascii_safe(const char *text)
{
    for (; *text; text++) {
        if (*text < ' ' || *text > '~')
            return false;
    }
    return true;
}

static bool is_all_blank(const char *text)
{
    size_t size = strlen(text), offset = 0;
    while (offset < size) {
        if (!is_blank(step(text, size, &offset)))
            return false;
    }
    return true;
}

static struct text_report find_error(const char *text)
{
    size_t size = strlen(text), offset = 0, index = 0;
    struct context at = {-1, -1, step(text, size, &offset)};
    while (at.next >= 0) {
        at = (struct context){at.c, at.next, step(text, size, &offset)};
        index++;
        enum text_fault fault = judge(at);
        if (fault != TEXT_OK)
            return (struct text_report){fault, (uint32_t)at.c, index};
    }
    return (struct text_report){TEXT_OK, 0, 0};
}

static struct text_report find_piled_marks(const char *text)
{
    size_t size = strlen(text), offset = 0, index = 0, marks = 0;
    while (offset < size) {
        UChar32 c = step(text, size, &offset);
        index++;
        marks = is_mark(c) && !is_selector(c) ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            return (struct text_report){TEXT_FAULT_MARKS, (uint32_t)c, index};
    }
    return (struct text_report){TEXT_OK, 0, 0};
}

enum { LATIN, GREEK, CYRILLIC, SCRIPT_COUNT };

/* Letters of one word by script, and where each script first occurs in it. */
struct word {
    size_t letters[SCRIPT_COUNT];
    struct text_report first[SCRIPT_COUNT];
};

/* Only Greek letters that look like Latin ones make a mix suspicious: kΩ and μm are units. */
static bool looks_latin(UChar32 c)
{
    static const char alike[] = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχϲϳϹ";
    return g_utf8_strchr(alike, -1, (gunichar)c) != NULL;
}

static size_t slot_of(UChar32 c)
{
    switch (script_of(c)) {
    case USCRIPT_LATIN:
        return LATIN;
    case USCRIPT_CYRILLIC:
        return CYRILLIC;
    case USCRIPT_GREEK:
        return looks_latin(c) ? GREEK : SCRIPT_COUNT;
    default:
        return SCRIPT_COUNT;
    }
}

static void word_add(struct word *word, UChar32 c, size_t index)
{
    size_t slot = slot_of(c);
    if (slot == SCRIPT_COUNT)
        return;
    if (word->letters[slot]++ == 0)
        word->first[slot] = (struct text_report){TEXT_FAULT_MIXED_SCRIPT, (uint32_t)c, index};
}

/* The first letter of the script that is rarer in the word; TEXT_OK where there is only one. */
static struct text_report word_judge(const struct word *word)
{
    size_t rarest = SCRIPT_COUNT, scripts = 0;
    for (size_t i = 0; i < SCRIPT_COUNT; i++) {
        if (!word->letters[i])
            continue;
        scripts++;
        if (rarest == SCRIPT_COUNT || word->letters[i] <= word->letters[rarest])
            rarest = i;
    }
    return scripts > 1 ? word->first[rarest] : (struct text_report){TEXT_OK, 0, 0};
}

static struct text_report find_mixed_scripts(const char *text)
{
    size_t size = strlen(text), offset = 0, index = 0;
    struct word word = {0};
    while (offset < size) {
        UChar32 c = step(text, size, &offset);
        index++;
        if (u_isalpha(c)) {
            word_add(&word, c, index);
        } else if (!is_mark(c)) {
            struct text_report report = word_judge(&word);
            if (report.fault)
                return report;
            word = (struct word){0};
        }
    }
    return word_judge(&word);
}

struct text_report text_inspect(const char *text)
{
    if (is_all_blank(text))
        return (struct text_report){TEXT_FAULT_EMPTY, 0, 0};
    if (is_ascii_safe(text))
        return (struct text_report){TEXT_OK, 0, 0};
    struct text_report report = find_error(text);
    if (!report.fault)
        report = find_piled_marks(text);
    if (!report.fault)
        report = find_mixed_scripts(text);
    return report;
}

size_t text_utf8_fault(const char *bytes, size_t size)
{
    size_t offset = 0;
    const char *end;
    /* GLib stops at NUL, which is valid UTF-8 all the same. */
    while (!g_utf8_validate_len(bytes + offset, size - offset, &end)) {
        offset = (size_t)(end - bytes);
        if (bytes[offset] != '\0')
            return offset;
        offset++;
    }
    return size;
}

size_t text_length(const char *text)
{
    return (size_t)g_utf8_strlen(text, -1);
}

/* The code point at text, or -1 with *size 1 where the bytes are broken. */
static UChar32 decode(const char *text, size_t room, size_t *size)
{
    gunichar c = g_utf8_get_char_validated(text, (gssize)room);
    bool broken = room == 0 || c >= 0x110000;
    *size = broken ? 1 : (size_t)g_unichar_to_utf8(c, NULL);
    return broken ? -1 : (UChar32)c;
}

/* How the code point appears: itself, \xNN or \u{N}. */
static void show(char shown[static 16], const char *text, size_t size, struct context at)
{
    if (at.c < 0)
        g_snprintf(shown, 16, "\\x%02x", (unsigned char)*text);
    else if (judge(at) == TEXT_OK)
        g_strlcpy(shown, text, size + 1);
    else if (at.c < 0x80)
        g_snprintf(shown, 16, "\\x%02x", (unsigned)at.c);
    else
        g_snprintf(shown, 16, "\\u{%04X}", (unsigned)at.c);
}

void text_append_safe(GString *out, const char *text, size_t max)
{
    size_t left = strlen(text), used = 0, size, next_size;
    if (is_ascii_safe(text) && (max == 0 || left <= max)) {
        g_string_append_len(out, text, (gssize)left);
        return;
    }
    struct context at = {-1, -1, -1};
    for (at.c = decode(text, left, &size); left > 0; size = next_size) {
        at.next = decode(text + size, left - size, &next_size);
        char shown[16];
        show(shown, text, size, at);
        used += text_length(shown);
        if (max > 0 && used > max) {
            g_string_append(out, "…");
            return;
        }
        g_string_append(out, shown);
        text += size;
        left -= size;
        at.previous = at.c;
        at.c = at.next;
    }
}

/* Edit distance without case: insert, delete, replace, swap neighbours. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t rows[3][NAME_MAX_BYTES + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    size_t length = strlen(b);
    for (size_t j = 0; j <= length; j++)
        above[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            char x = g_ascii_tolower(a[i - 1]), y = g_ascii_tolower(b[j - 1]);
            row[j] = MIN(MIN(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) && g_ascii_tolower(a[i - 2]) == y)
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[length];
}

/* One begins with the other: "auto" for "automaticOptOut". */
static bool is_beginning(const char *a, const char *b)
{
    size_t shorter = MIN(strlen(a), strlen(b));
    return shorter >= 3 && g_ascii_strncasecmp(a, b, shorter) == 0;
}

char *text_safe(const char *text)
{
    GString *safe = g_string_new(NULL);
    text_append_safe(safe, text, 0);
    return g_string_free(safe, FALSE);
}

const char *text_nearest(const char *name, const char *const *candidates)
{
    size_t length = strlen(name), best = NAME_MAX_BYTES;
    const char *nearest = NULL, *beginning = NULL;
    if (length > NAME_MAX_BYTES)
        return NULL;
    for (; *candidates; candidates++) {
        size_t size = strlen(*candidates);
        if (size > NAME_MAX_BYTES)
            continue;
        size_t distance = edit_distance(name, *candidates);
        if (distance < best && distance <= MIN(MAX(length, size) / 3, 4)) {
            best = distance;
            nearest = *candidates;
        }
        if (is_beginning(name, *candidates) && (!beginning || size < strlen(beginning)))
            beginning = *candidates;
    }
    return nearest ? nearest : beginning;
}

char *text_nfc(const char *text)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = g_str_is_ascii(text) ? NULL : unorm2_getNFCInstance(&error);
    if (!nfc)
        return g_strdup(text);

    long length = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &length, NULL);
    if (!wide)
        return g_strdup(text);
    int32_t room = (int32_t)length * 3 + 1; /* NFC at most triples UTF-16 */
    g_autofree UChar *normal = g_new(UChar, (size_t)room);
    int32_t size =
        unorm2_normalize(nfc, (const UChar *)wide, (int32_t)length, normal, room, &error);
    g_assert(U_SUCCESS(error));
    return g_utf16_to_utf8((const gunichar2 *)normal, size, NULL, NULL, NULL);
}

const char *text_unicode_version(void)
{
    return U_UNICODE_VERSION;
}

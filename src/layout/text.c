/* SPDX-License-Identifier: Apache-2.0 */
/* Text is resolved letter by letter (script, font, language), ordered by bidi, shaped by run. */
#include "layout/text_parts.h"

#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

enum { WORD_JOINER = 0x2060, LRI = 0x2066, RLI, FSI, PDI };

enum { ROOM = 64 }; /* letters at first: few texts have more */

struct shaper *shaper_new(struct fontset *fontset, const char *language, bool rtl,
                          struct diags *diags)
{
    struct shaper *shaper = g_new0(struct shaper, 1);
    shaper->fontset = fontset;
    shaper->diags = diags;
    shaper->language = language;
    shaper->rtl = rtl;
    shaper->buffer = hb_buffer_create();
    shaper->hb_language = hb_language_from_string(language, -1);
    return shaper;
}

void shaper_free(struct shaper *shaper)
{
    if (shaper == NULL)
        return;
    hb_buffer_destroy(shaper->buffer);
    g_free(shaper);
}

void shaper_keep_to(struct shaper *shaper, int32_t ppi)
{
    shaper->ppi = ppi;
}

/* Letters that need no bidi, no script lookup and break only at blanks and hyphens. */
static bool is_simple(uint32_t c)
{
    return c < 0x250 || (c >= 0x2010 && c <= 0x2027) || c == 0x202F || c == 0x20AC;
}

/* Letters of a span's bytes [text, text + size), which hold no word joiner. */
static void add_letters_of(struct paragraph *paragraph, const struct span *span, const char *text,
                           size_t size)
{
    GArray *letters = paragraph->letters;
    uint32_t offset = (uint32_t)paragraph->text->len;
    guint count = letters->len;
    g_array_set_size(letters, count + (guint)size);
    for (const char *p = text; p < text + size; p += g_utf8_skip[(unsigned char)*p]) {
        struct letter letter = {.code_point = g_utf8_get_char(p), .span = span};
        letter.offset = offset + (uint32_t)(p - text);
        letter.joined = paragraph->joining;
        paragraph->joining = false;
        paragraph->simple &= is_simple(letter.code_point);
        g_array_index(letters, struct letter, count++) = letter;
    }
    g_array_set_size(letters, count);
    g_string_append_len(paragraph->text, text, (gssize)size);
}

/* A word joiner only keeps its neighbours on one line: it is a mark on the letter behind it. */
static void add_letters(struct paragraph *paragraph, const struct span *span)
{
    static const char joiner[] = "\u2060";
    const char *text = span->text, *end;
    while ((end = strstr(text, joiner)) != NULL) {
        add_letters_of(paragraph, span, text, (size_t)(end - text));
        paragraph->joining = true;
        paragraph->simple = false;
        text = end + strlen(joiner);
    }
    add_letters_of(paragraph, span, text, strlen(text));
}

static const char *chinese_or_japanese(const char *language)
{
    if (g_str_has_prefix(language, "ja"))
        return "Jpan";
    if (g_str_has_prefix(language, "ko"))
        return "Kore";
    if (g_str_has_prefix(language, "zh-Hant") || g_str_has_prefix(language, "zh-TW") ||
        g_str_has_prefix(language, "zh-HK"))
        return "Hant";
    return "Hans";
}

/* Punctuation and wide forms that only the fonts of Chinese, Japanese and Korean have, though by
 * Unicode they belong to no script: the blocks CJK Symbols and Punctuation, and Fullwidth Forms. */
static bool is_ideographic_punctuation(uint32_t c)
{
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF);
}

/* The script's name in the font table; NULL for characters of no script of their own. */
static const char *script_of(uint32_t code_point, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript((UChar32)code_point, &status)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
        return is_ideographic_punctuation(code_point) ? chinese_or_japanese(language) : NULL;
    case USCRIPT_GREEK:
        return "Grek";
    case USCRIPT_CYRILLIC:
        return "Cyrl";
    case USCRIPT_ARABIC:
        return "Arab";
    case USCRIPT_HEBREW:
        return "Hebr";
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
        return "Jpan";
    case USCRIPT_HANGUL:
        return "Kore";
    case USCRIPT_BOPOMOFO:
        return "Hant";
    case USCRIPT_HAN:
        return chinese_or_japanese(language);
    default:
        return "Latn";
    }
}

/* Characters of no script take the script before them, else the one behind them, inside their own
 * phrase or value. */
static void resolve_scripts(struct paragraph *paragraph)
{
    size_t count = paragraph->letters->len;
    for (size_t i = 0; i < count; i++) {
        struct letter *letter = letter_at(paragraph, i);
        letter->script = paragraph->simple
                             ? "Latn"
                             : script_of(letter->code_point, language_of(paragraph, letter));
        if (letter->script == NULL && i > 0 && letter_at(paragraph, i - 1)->span == letter->span)
            letter->script = letter_at(paragraph, i - 1)->script;
    }
    for (size_t i = count; i-- > 0;) {
        struct letter *letter = letter_at(paragraph, i);
        if (letter->script != NULL)
            continue;
        bool joined = i + 1 < count && letter_at(paragraph, i + 1)->span == letter->span;
        letter->script = joined ? letter_at(paragraph, i + 1)->script : "Zyyy";
    }
}

static bool is_mark_or_blank(uint32_t c)
{
    return c == ' ' || c == '\n' || c == 0xA0 ||
           u_hasBinaryProperty((UChar32)c, UCHAR_GRAPHEME_EXTEND) ||
           u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* The font of the letter's script, or Inter where only that has the character. */
static bool resolve_font(struct paragraph *paragraph, size_t index)
{
    struct shaper *shaper = paragraph->shaper;
    struct letter *letter = letter_at(paragraph, index);
    const struct letter *before = index > 0 ? letter_at(paragraph, index - 1) : NULL;
    enum font_weight weight =
        letter->span->strong ? paragraph->style.strong : paragraph->style.weight;
    if (paragraph->simple && before != NULL && before->span == letter->span) {
        letter->font = before->font;
        return true;
    }
    letter->font = fontset_get(shaper->fontset, letter->script, weight, shaper->diags);
    if (letter->font == NULL || paragraph->simple || font_has(letter->font, letter->code_point))
        return letter->font != NULL;
    if (before != NULL && before->span == letter->span && is_mark_or_blank(letter->code_point)) {
        letter->font = before->font;
        return true;
    }
    const struct font *inter = fontset_get(shaper->fontset, "Zyyy", weight, shaper->diags);
    if (inter == NULL)
        return false;
    if (font_has(inter, letter->code_point))
        letter->font = inter;
    return true;
}

static void add_unit(struct paragraph *paragraph, UChar unit, int32_t letter)
{
    g_array_append_val(paragraph->utf16, unit);
    g_array_append_val(paragraph->mapping, letter);
}

/* Whether the first strong letter of the whole that begins there runs from right to left. */
static bool whole_is_rtl(const struct paragraph *paragraph, size_t first)
{
    for (size_t i = first; i < paragraph->letters->len; i++) {
        const struct letter *letter = letter_at(paragraph, i);
        UCharDirection direction = u_charDirection((UChar32)letter->code_point);
        if (!letter->span->whole || direction == U_LEFT_TO_RIGHT)
            return false;
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
            return true;
    }
    return false;
}

/* The isolates that end or begin between two letters, either of which may be NULL. For the whole,
 * FSI would not do: it does not look into the isolates inside. */
static void add_isolates(struct paragraph *paragraph, size_t index)
{
    size_t count = paragraph->letters->len;
    const struct span *before = index > 0 ? letter_at(paragraph, index - 1)->span : NULL;
    const struct span *here = index < count ? letter_at(paragraph, index)->span : NULL;
    if (before == here)
        return;
    bool whole_before = before != NULL && before->whole, whole_here = here != NULL && here->whole;
    if (before != NULL && before->value)
        add_unit(paragraph, PDI, -1);
    if (whole_before && !whole_here)
        add_unit(paragraph, PDI, -1);
    if (whole_here && !whole_before)
        add_unit(paragraph, whole_is_rtl(paragraph, index) ? RLI : LRI, -1);
    if (here != NULL && here->value)
        add_unit(paragraph, FSI, -1);
}

static void add_code_point(struct paragraph *paragraph, size_t index)
{
    uint32_t c = letter_at(paragraph, index)->code_point;
    if (U_IS_BMP(c)) {
        /* A line feed would end the paragraph for the bidi algorithm, a line separator does not. */
        add_unit(paragraph, c == '\n' ? 0x2028 : (UChar)c, (int32_t)index);
    } else {
        add_unit(paragraph, U16_LEAD(c), (int32_t)index);
        add_unit(paragraph, U16_TRAIL(c), (int32_t)index);
    }
}

/* The text as ICU wants it; each value stands between isolates, so that no neighbour can change
 * its order nor it theirs. */
static void build_utf16(struct paragraph *paragraph)
{
    paragraph->utf16 = g_array_new(FALSE, FALSE, sizeof(UChar));
    paragraph->mapping = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (size_t i = 0; i < paragraph->letters->len; i++) {
        if (letter_at(paragraph, i)->joined)
            add_unit(paragraph, WORD_JOINER, -1);
        add_isolates(paragraph, i);
        add_code_point(paragraph, i);
    }
    add_isolates(paragraph, paragraph->letters->len);
}

bool text_icu_good(const struct paragraph *paragraph, UErrorCode status)
{
    if (U_FAILURE(status))
        diag_add(paragraph->shaper->diags, CODE_INTERNAL, paragraph->style.place,
                 "ICU answers %s to \"%s\"", u_errorName(status), paragraph->text->str);
    return U_SUCCESS(status);
}

static bool open_bidi(struct paragraph *paragraph)
{
    UErrorCode status = U_ZERO_ERROR;
    build_utf16(paragraph);
    paragraph->bidi = ubidi_openSized((int32_t)paragraph->utf16->len, 0, &status);
    ubidi_setPara(paragraph->bidi, (const UChar *)(void *)paragraph->utf16->data,
                  (int32_t)paragraph->utf16->len, paragraph->shaper->rtl ? 1 : 0, NULL, &status);
    return text_icu_good(paragraph, status);
}

static bool same_run(const struct paragraph *paragraph, size_t a, size_t b)
{
    const struct letter *one = letter_at(paragraph, a), *two = letter_at(paragraph, b);
    if (one->span == two->span)
        return one->font == two->font;
    bool apart = one->span->value || two->span->value;
    return one->font == two->font && (paragraph->simple || !apart) &&
           strcmp(language_of(paragraph, one), language_of(paragraph, two)) == 0;
}

/* Adds the runs of letters [start, end), which have one direction, in visual order. */
static bool add_runs(struct paragraph *paragraph, struct line *line, size_t start, size_t end,
                     bool rtl)
{
    bool good = true;
    while (start < end && good) {
        size_t a = start, b = end;
        if (rtl) {
            for (a = end - 1; a > start && same_run(paragraph, a - 1, a);)
                a--;
            end = a;
        } else {
            for (b = start + 1; b < end && same_run(paragraph, b - 1, b);)
                b++;
            start = b;
        }
        good = text_add_run(paragraph, line, a, b, rtl);
    }
    return good;
}

/* The UTF-16 index of a letter's first unit, or of the end. */
static int32_t unit_of(const struct paragraph *paragraph, size_t letter)
{
    for (unsigned i = 0; i < paragraph->mapping->len; i++)
        if (g_array_index(paragraph->mapping, int32_t, i) >= (int32_t)letter)
            return (int32_t)i;
    return (int32_t)paragraph->mapping->len;
}

/* The letters of UTF-16 units [start, end), isolates left out; false where there are none. */
static bool letters_of(const struct paragraph *paragraph, int32_t start, int32_t end, size_t *a,
                       size_t *b)
{
    *a = SIZE_MAX;
    for (int32_t i = start; i < end; i++) {
        int32_t letter = g_array_index(paragraph->mapping, int32_t, i);
        if (letter < 0)
            continue;
        if (*a == SIZE_MAX)
            *a = (size_t)letter;
        *b = (size_t)letter + 1;
    }
    return *a != SIZE_MAX;
}

static bool shape_bidi(struct paragraph *paragraph, struct line *line, size_t start, size_t end)
{
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *part = ubidi_openSized(0, 0, &status);
    int32_t from = unit_of(paragraph, start);
    ubidi_setLine(paragraph->bidi, from, unit_of(paragraph, end), part, &status);
    int32_t count = ubidi_countRuns(part, &status);
    bool good = text_icu_good(paragraph, status);
    for (int32_t i = 0; i < count && good; i++) {
        int32_t at, length;
        size_t a, b;
        bool rtl = ubidi_getVisualRun(part, i, &at, &length) == UBIDI_RTL;
        if (letters_of(paragraph, from + at, from + at + length, &a, &b))
            good = add_runs(paragraph, line, a, b, rtl);
    }
    ubidi_close(part);
    return good;
}

struct line *paragraph_shape(struct paragraph *paragraph, size_t start, size_t end)
{
    end = letters_trimmed(paragraph, start, end);
    struct line *line = text_line_new(paragraph);
    bool good = paragraph->simple ? add_runs(paragraph, line, start, end, false)
                                  : start == end || shape_bidi(paragraph, line, start, end);
    if (!good) {
        line_free(line);
        return NULL;
    }
    return line;
}

struct paragraph *paragraph_new(struct shaper *shaper, const struct phrase *phrase,
                                const struct style *style)
{
    struct paragraph *paragraph = g_new0(struct paragraph, 1);
    paragraph->shaper = shaper;
    paragraph->style = *style;
    paragraph->text = g_string_sized_new(ROOM);
    paragraph->letters = g_array_sized_new(FALSE, FALSE, sizeof(struct letter), ROOM);
    paragraph->simple = !shaper->rtl;
    for (size_t i = 0; i < phrase->count; i++)
        add_letters(paragraph, &phrase->spans[i]);
    resolve_scripts(paragraph);
    bool good = true;
    for (size_t i = 0; i < paragraph->letters->len && good; i++)
        good = resolve_font(paragraph, i);
    good = good && (paragraph->simple || open_bidi(paragraph));
    if (good)
        paragraph->line = paragraph_shape(paragraph, 0, paragraph->letters->len);
    if (paragraph->line == NULL) {
        paragraph_free(paragraph);
        return NULL;
    }
    return paragraph;
}

void paragraph_free(struct paragraph *paragraph)
{
    if (paragraph == NULL)
        return;
    g_string_free(paragraph->text, TRUE);
    g_array_unref(paragraph->letters);
    line_free(paragraph->line);
    g_clear_pointer(&paragraph->bidi, ubidi_close);
    g_clear_pointer(&paragraph->utf16, g_array_unref);
    g_clear_pointer(&paragraph->mapping, g_array_unref);
    g_clear_pointer(&paragraph->pieces, g_array_unref);
    g_free(paragraph);
}

const struct line *paragraph_line(const struct paragraph *paragraph)
{
    return paragraph->line;
}

struct line *paragraph_whole(const struct paragraph *paragraph)
{
    struct line *line = g_new(struct line, 1);
    line->runs = g_ptr_array_ref(paragraph->line->runs);
    line->ppi = paragraph->line->ppi;
    return line;
}

const char *paragraph_text(const struct paragraph *paragraph)
{
    return paragraph->text->str;
}

bool paragraph_has_script(const struct paragraph *paragraph, const char *script)
{
    if (paragraph->simple)
        return strcmp(script, "Latn") == 0;
    for (size_t i = 0; i < paragraph->letters->len; i++)
        if (strcmp(letter_at(paragraph, i)->script, script) == 0)
            return true;
    return false;
}

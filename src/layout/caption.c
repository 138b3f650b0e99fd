/* SPDX-License-Identifier: Apache-2.0 */
/* Captions take as many lines as they need: only labels have to fit. */
#include "layout/caption.h"

#include "layout/text.h"

enum { PITCH_PERCENT = 132, BASELINE_PERCENT = 100 };

struct captions {
    struct diags *diags, *ignored;
    struct shaper *shaper, *trial; /* the second one's findings are ignored */
};

struct caption {
    char *text;
    struct span span;
    struct phrase phrase; /* of that span: the paragraph needs it */
    struct paragraph *paragraph;
    struct type type;
    int32_t width;
    GPtrArray *lines; /* of struct line */
};

static const char *const language = "en";

struct captions *captions_new(struct fontset *fontset, struct diags *diags)
{
    struct captions *captions = g_new0(struct captions, 1);
    captions->diags = diags;
    captions->ignored = diags_new(0);
    captions->shaper = shaper_new(fontset, language, false, diags);
    captions->trial = shaper_new(fontset, language, false, captions->ignored);
    return captions;
}

void captions_free(struct captions *captions)
{
    if (captions == NULL)
        return;
    shaper_free(captions->shaper);
    shaper_free(captions->trial);
    diags_free(captions->ignored);
    g_free(captions);
}

static void free_line(void *line)
{
    line_free(line);
}

/* The text in ASCII alone. */
static char *escaped(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p += g_utf8_skip[(unsigned char)*p]) {
        uint32_t c = g_utf8_get_char(p);
        if (c < 0x80)
            g_string_append_c(out, (char)c);
        else
            g_string_append_printf(out, "\\u{%X}", c);
    }
    return g_string_free(out, FALSE);
}

/* False where a font lacks a character, or is missing. */
static bool shape(struct caption *caption, struct shaper *shaper, enum font_weight weight)
{
    struct style weights = {weight, weight, 0, NOWHERE};
    caption->span = (struct span){.text = caption->text, .value = true};
    caption->phrase = (struct phrase){&caption->span, 1};
    caption->paragraph = paragraph_new(shaper, &caption->phrase, &weights);
    return caption->paragraph != NULL;
}

static bool shape_escaped(struct caption *caption, struct shaper *shaper, enum font_weight weight)
{
    char *text = caption->text;
    caption->text = escaped(text);
    g_free(text);
    return shape(caption, shaper, weight);
}

static int32_t width_of(const struct caption *caption, size_t start, size_t end)
{
    struct line *line = paragraph_shape(caption->paragraph, start, end);
    int32_t width = line != NULL ? line_width(line, caption->type.size) : 0;
    line_free(line);
    return width;
}

/* Where the line that begins there ends: behind the last piece that fits, else inside the first. */
static size_t line_end(const struct caption *caption, size_t start)
{
    size_t count, end = start;
    const struct piece *pieces = paragraph_pieces(caption->paragraph, &count);
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].end <= start)
            continue;
        if (width_of(caption, start, pieces[i].end) > caption->width) {
            if (end > start)
                break;
            for (end = pieces[i].end; end > start + 1;)
                if (width_of(caption, start, --end) <= caption->width)
                    break;
            break;
        }
        end = pieces[i].end;
        if (pieces[i].forced)
            break;
    }
    return end;
}

static void break_lines(struct caption *caption)
{
    size_t count;
    const struct piece *pieces = paragraph_pieces(caption->paragraph, &count);
    size_t end = count > 0 ? pieces[count - 1].end : 0;
    for (size_t start = 0; start < end;) {
        size_t next = line_end(caption, start);
        struct line *line = paragraph_shape(caption->paragraph, start, next);
        if (line == NULL)
            break;
        g_ptr_array_add(caption->lines, line);
        start = next;
    }
}

struct caption *caption_new(struct captions *captions, const char *text,
                            const struct caption_style *style, int32_t width)
{
    struct caption *caption = g_new0(struct caption, 1);
    caption->text = g_strdup(text);
    caption->type = (struct type){style->size, 0, style->ink, "caption"};
    caption->width = width;
    caption->lines = g_ptr_array_new_with_free_func(free_line);
    if (!shape(caption, captions->trial, style->weight) &&
        !shape_escaped(caption, captions->shaper, style->weight)) {
        caption_free(caption);
        return NULL;
    }
    break_lines(caption);
    return caption;
}

void caption_free(struct caption *caption)
{
    if (caption == NULL)
        return;
    g_ptr_array_unref(caption->lines);
    paragraph_free(caption->paragraph);
    g_free(caption->text);
    g_free(caption);
}

int32_t caption_height(const struct caption *caption)
{
    return text_scale(PITCH_PERCENT, caption->type.size, 100) * (int32_t)caption->lines->len;
}

int32_t caption_width(const struct caption *caption)
{
    int32_t width = 0;
    for (unsigned i = 0; i < caption->lines->len; i++)
        width = MAX(width, line_width(caption->lines->pdata[i], caption->type.size));
    return width;
}

void caption_draw(const struct caption *caption, struct scene *scene, int32_t x, int32_t y)
{
    int32_t pitch = text_scale(PITCH_PERCENT, caption->type.size, 100);
    int32_t baseline = y + text_scale(BASELINE_PERCENT, caption->type.size, 100);
    for (unsigned i = 0; i < caption->lines->len; i++)
        line_draw(caption->lines->pdata[i], scene, &caption->type, x, baseline + pitch * (int32_t)i,
                  paragraph_text(caption->paragraph));
}

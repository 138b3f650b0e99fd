/* SPDX-License-Identifier: Apache-2.0 */
/* The slug: one paragraph of small type, broken where it must be. */
#include "layout/slug.h"

#include "layout/caption.h"

enum { LEAST_WIDTH = 60000, DIGEST_DIGITS = 16 };

static const struct caption_style style = {550, WEIGHT_REGULAR, INK_INK};

static void add(GString *text, const char *before, const char *item)
{
    if (item == NULL)
        return;
    if (text->len > 0)
        g_string_append(text, " \xc2\xb7 "); /* a middle dot */
    g_string_append(text, before);
    g_string_append(text, item);
}

/* The same for the same input: whoever holds the file can compute its digest. */
static char *describe(const struct label *label)
{
    GString *text = g_string_new(NULL);
    g_autofree char *file = g_path_get_basename(label->file);
    g_autofree char *digest = g_strndup(label->digest, DIGEST_DIGITS);
    add(text, "", file);
    add(text, "", label->sku);
    add(text, "variant ", label->variant);
    add(text, "revision ", label->revision);
    add(text, "", label->language);
    add(text, "", label->scene->layout);
    add(text, "", label->scene->mono ? "one ink" : "colour");
    add(text, "SHA-256 ", digest);
    return g_string_free(text, FALSE);
}

struct scene *slug_new(const struct label *label, struct fontset *fontset, struct diags *diags)
{
    g_autofree char *text = describe(label);
    struct captions *captions = captions_new(fontset, diags);
    struct caption *caption =
        caption_new(captions, text, &style, MAX(label->scene->width, LEAST_WIDTH));
    struct scene *slug = NULL;
    if (caption != NULL) {
        slug = scene_new(caption_width(caption), caption_height(caption));
        slug->layout = "slug";
        slug->language = "en";
        slug->mono = label->scene->mono;
        slug->title = slug->spoken = scene_string(slug, text);
        caption_draw(caption, slug, 0, 0);
    }
    caption_free(caption);
    captions_free(captions);
    return slug;
}

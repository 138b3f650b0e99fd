/* SPDX-License-Identifier: Apache-2.0 */
/* Reads off a label what a proof says beside it. */
#include "job/identify.h"

#include <string.h>

/* The value of the first identifier of that scheme, NULL without. */
static const char *identifier(const struct element *identifiers, const char *scheme)
{
    for (struct element *e = element_first(identifiers); e != NULL; e = element_next(e))
        if (strcmp(element_child_text(e, "scheme"), scheme) == 0)
            return element_child_text(e, "value");
    return NULL;
}

/* What a shop knows the product by. */
static const char *sku_of(const struct declaration *declaration)
{
    static const char *const schemes[] = {"gtin", "mpn", "other"};
    const struct element *root = declaration->document->root;
    const struct element *identifiers = element_find(root, "product/identifiers");
    for (size_t i = 0; identifiers != NULL && i < G_N_ELEMENTS(schemes); i++) {
        const char *value = identifier(identifiers, schemes[i]);
        if (value != NULL)
            return value;
    }
    return declaration->id;
}

static bool has_letter(const char *text)
{
    for (; *text != '\0'; text += g_utf8_skip[(unsigned char)*text])
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return true;
    return false;
}

/* Whose words a text is. */
enum origin { ORIGIN_DECLARED, ORIGIN_REVIEWED, ORIGIN_DRAFT };

/* A translator wrote what is neither a declared value nor figures alone. */
static enum origin origin_of(const struct word *word)
{
    enum origin origin = ORIGIN_DECLARED;
    for (size_t i = 0; word->count > 0 && i < word->variants[0].count; i++) {
        const struct span *span = &word->variants[0].spans[i];
        if (!span->value && has_letter(span->text))
            origin = MAX(origin, span->draft ? ORIGIN_DRAFT : ORIGIN_REVIEWED);
    }
    return origin;
}

/* Of all the names, or ends, of parts: which one a run is of is not told. */
static enum origin origin_of_rows(const struct wording *wording, bool name)
{
    enum origin origin = ORIGIN_DECLARED;
    for (size_t i = 0; i < wording->row_count; i++)
        origin = MAX(origin, origin_of(name ? &wording->rows[i].name : &wording->rows[i].when));
    return origin;
}

static enum origin origin_of_role(const struct wording *wording, const char *role)
{
    g_assert(role);
    enum word_id id = word_find(role);
    if (id == WORD_LANGUAGE) /* a code is no translator's */
        return ORIGIN_DECLARED;
    if (id != WORD_COUNT)
        return origin_of(&wording->words[id]);
    if (strcmp(role, "partName") == 0 || strcmp(role, "partEnd") == 0)
        return origin_of_rows(wording, strcmp(role, "partName") == 0);
    if (strcmp(role, "moreParts") == 0)
        return catalogue_reviewed(wording->catalogue) ? ORIGIN_REVIEWED : ORIGIN_DRAFT;
    return ORIGIN_DECLARED;
}

/* Whose words a run is in: values may be in a language of their own. */
static const struct wording *wording_of(const struct op *op, const struct wording *const *wordings,
                                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (g_strcmp0(op->glyphs.language, catalogue_language(wordings[i]->catalogue)) == 0)
            return wordings[i];
    return wordings[0];
}

/* Runs of one phrase follow each other. */
static void count_texts(struct label *label, const struct wording *const *wordings, size_t count)
{
    const char *role = NULL, *phrase = NULL;
    for (unsigned i = 0; i < label->scene->ops->len; i++) {
        const struct op *op = &g_array_index(label->scene->ops, struct op, i);
        if (op->kind != OP_GLYPHS || (op->glyphs.role == role && op->glyphs.phrase == phrase))
            continue;
        role = op->glyphs.role;
        phrase = op->glyphs.phrase;
        enum origin origin = origin_of_role(wording_of(op, wordings, count), role);
        label->texts += origin != ORIGIN_DECLARED;
        label->drafts += origin == ORIGIN_DRAFT;
    }
}

void identify(struct label *label, const struct declaration *declaration, const char *language,
              const struct wording *const *wordings, size_t count)
{
    const struct element *root = declaration->document->root;
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               catalogue_name(wordings[i]->catalogue));
    label->id = g_strdup(declaration->id);
    label->sku = g_strdup(sku_of(declaration));
    label->variant = g_strdup(declaration->variant);
    label->revision = g_strdup(element_child_text(root, "revision"));
    label->stated_on = declaration->declarant.stated_on;
    label->language = g_strdup(language);
    label->language_name = g_strdup(names->str);
    count_texts(label, wordings, count);
}

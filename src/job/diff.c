/* SPDX-License-Identifier: Apache-2.0 */
/* Compares two revisions of a declaration or catalogue, product by product, in the label's words.
 */
#include "job/diff.h"

#include "model/variant.h"
#include "words/wording.h"

#include <string.h>

/* A variant of a revision, or its base, with what its label says. */
struct version {
    struct document *chosen;
    struct declaration *declaration;
    struct facts *facts;
    struct wording *wording;
};

struct diff {
    struct revision *old, *new;
    struct workshop *workshop;
    const struct diff_options *options;
    struct diags *diags;
};

static struct version version_new(const struct diff *diff, struct document *document,
                                  const char *variant)
{
    struct version version;
    version.chosen = variant_apply(document, variant);
    version.declaration = declaration_new(version.chosen);
    version.facts = facts_new(version.declaration, diff->options->as_of);
    const struct catalogue *catalogue =
        workshop_catalogue(diff->workshop, diff->options->language, diff->diags);
    version.wording = catalogue ? wording_new(version.facts, catalogue) : NULL;
    return version;
}

static void version_clear(struct version *version)
{
    wording_free(version->wording);
    facts_free(version->facts);
    declaration_free(version->declaration);
    document_free(version->chosen);
}

/* Words */

static void free_reworded(void *data)
{
    struct reworded *reworded = data;
    g_free(reworded->variant);
    g_free(reworded->was);
    g_free(reworded->is);
    g_free(reworded);
}

static bool is_known(const GPtrArray *rewords, const struct reworded *one)
{
    for (unsigned i = 0; i < rewords->len; i++) {
        const struct reworded *other = rewords->pdata[i];
        if (strcmp(other->word, one->word) == 0 && g_strcmp0(other->was, one->was) == 0 &&
            g_strcmp0(other->is, one->is) == 0)
            return true;
    }
    return false;
}

/* Each word that reads differently; where only one version is there, all that it has. */
static void reword(GPtrArray *rewords, const struct version *old, const struct version *new)
{
    static const enum word_id ids[] = {WORD_HEADLINE, WORD_METHOD, WORD_CONDITION, WORD_NOTE};
    const struct version *some = new ? new : old;
    g_assert(some);
    if (!some->wording)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        struct reworded *one = g_new0(struct reworded, 1);
        one->word = word_name(ids[i]);
        one->variant = g_strdup(some->declaration->variant);
        one->was = old ? word_text(old->wording, ids[i], 0) : NULL;
        one->is = new ? word_text(new->wording, ids[i], 0) : NULL;
        bool shown = old && new ? g_strcmp0(one->was, one->is) != 0 : i == 0;
        if (shown && !is_known(rewords, one))
            g_ptr_array_add(rewords, one);
        else
            free_reworded(one);
    }
}

/* Variants */

static void compare_variant(const struct diff *diff, struct document *old, struct document *new,
                            const char *variant, struct comparison *comparison)
{
    struct version before = version_new(diff, old, variant_counterpart(old, variant));
    struct version after = version_new(diff, new, variant_counterpart(new, variant));
    size_t from = comparison->changes->len;
    compare_revisions(before.facts, after.facts, comparison->changes);
    changes_drop_repeated(comparison->changes, from);
    reword(comparison->rewords, &before, &after);
    version_clear(&before);
    version_clear(&after);
}

/* The variants asked for, none of them NULL; NULL where the revision has none that is. */
static GArray *variants_of(const struct diff *diff, struct document *document)
{
    struct diags *unused = diags_new(0);
    GArray *variants =
        variant_candidates(document, diff->options->variant, diff->options->market, unused);
    diags_free(unused);
    return variants;
}

static bool contains(const GArray *variants, const char *variant)
{
    for (unsigned i = 0; variants && i < variants->len; i++)
        if (g_strcmp0(g_array_index(variants, const char *, i), variant) == 0)
            return true;
    return false;
}

static void compare_alone(const struct diff *diff, struct document *document, bool gone,
                          struct comparison *comparison)
{
    g_autoptr(GArray) variants = variants_of(diff, document);
    for (unsigned i = 0; variants && i < variants->len; i++) {
        struct version version =
            version_new(diff, document, g_array_index(variants, const char *, i));
        size_t from = comparison->changes->len;
        if (gone)
            compare_gone(version.facts, comparison->changes);
        else
            compare_added(version.facts, comparison->changes);
        changes_drop_repeated(comparison->changes, from);
        reword(comparison->rewords, gone ? &version : NULL, gone ? NULL : &version);
        version_clear(&version);
    }
}

/* That neither revision has what was asked for. */
static void report_choice(const struct diff *diff, struct document *document)
{
    GArray *none =
        variant_candidates(document, diff->options->variant, diff->options->market, diff->diags);
    g_assert(!none);
}

/* Those of the new revision, then those that only the old one has. */
static void compare_variants(const struct diff *diff, struct document *old, struct document *new,
                             struct comparison *comparison)
{
    g_autoptr(GArray) after = variants_of(diff, new), before = variants_of(diff, old);
    if (!after && before && diff->options->market) {
        compare_alone(diff, old, true, comparison); /* no longer for that market */
        return;
    }
    if (!after && !before)
        report_choice(diff, new);
    for (unsigned i = 0; after && i < after->len; i++)
        compare_variant(diff, old, new, g_array_index(after, const char *, i), comparison);
    for (unsigned i = 0; before && i < before->len; i++)
        if (!contains(after, g_array_index(before, const char *, i)))
            compare_variant(diff, old, new, g_array_index(before, const char *, i), comparison);
}

/* Products */

/* A product: its number on either side, and what became of it. */
struct product {
    size_t old, new; /* PAIRING_NONE: not there */
    enum pairing_by by;
    enum fate fate;
};

static struct compared_side side_of(const struct revision *revision, size_t number)
{
    if (number == PAIRING_NONE)
        return (struct compared_side){NULL, 0};
    struct revision_record record = revision_record(revision, number);
    return (struct compared_side){record.file, record.line};
}

static struct comparison comparison_of(const struct diff *diff, const struct product *product)
{
    return (struct comparison){
        .fate = product->fate,
        .old = side_of(diff->old, product->old),
        .new = side_of(diff->new, product->new),
        .by = product->by,
        .rewords = g_ptr_array_new_with_free_func(free_reworded),
        .changes = changes_new(),
    };
}

/* Sets the product's fate; hands it over where take is not NULL. */
static void compare_product(const struct diff *diff, struct product *product, diff_take *take,
                            void *data)
{
    bool gone = product->new == PAIRING_NONE, added = product->old == PAIRING_NONE;
    struct document *old = added ? NULL : revision_document(diff->old, product->old, diff->diags);
    struct document *new = gone ? NULL : revision_document(diff->new, product->new, diff->diags);
    struct comparison comparison = comparison_of(diff, product);
    const struct document *some = new ? new : old;
    if (some && old && new)
        compare_variants(diff, old, new, &comparison);
    else if (some && (gone || added))
        compare_alone(diff, new ? new : old, gone, &comparison);
    product->fate = comparison.fate = changes_fate(comparison.changes);
    if (take && some) {
        comparison.name = element_find_text(some->root, "product/name");
        comparison.id = element_child_text(some->root, "id");
        take(data, &comparison);
    }
    g_ptr_array_unref(comparison.rewords);
    g_ptr_array_unref(comparison.changes);
    document_free(old);
    document_free(new);
}

/* All products, with their fates; those of the new revision in its order, then what is gone. */
static GArray *judge_products(const struct diff *diff)
{
    size_t count = revision_count(diff->new), old_count = revision_count(diff->old);
    g_autofree struct pair *pairs =
        pairing_match(revision_pairing(diff->new), count, revision_pairing(diff->old), old_count);
    g_autofree bool *paired = g_new0(bool, old_count + 1);
    GArray *products = g_array_new(FALSE, FALSE, sizeof(struct product));
    for (size_t i = 0; i < count; i++) {
        struct product product = {pairs[i].with, i, pairs[i].by, FATE_UNCHANGED};
        if (product.old != PAIRING_NONE)
            paired[product.old] = true;
        if (product.old == PAIRING_NONE || !revision_same(diff->old, product.old, diff->new, i))
            compare_product(diff, &product, NULL, NULL);
        g_array_append_val(products, product);
    }
    for (size_t i = 0; i < old_count; i++) {
        struct product product = {i, PAIRING_NONE, PAIRING_ID, FATE_GONE};
        if (paired[i])
            continue;
        compare_product(diff, &product, NULL, NULL);
        g_array_append_val(products, product);
    }
    return products;
}

/* Fates come first, so that the most serious can be handed over first without keeping the rest:
 * what differs is compared twice. */
void diff_run(struct revision *old, struct revision *new, struct workshop *workshop,
              const struct diff_options *options, struct diags *diags, size_t counts[FATE_COUNT],
              diff_take *take, void *data)
{
    struct diff diff = {old, new, workshop, options, diags};
    g_autoptr(GArray) products = judge_products(&diff);
    for (size_t i = 0; i < products->len; i++)
        counts[g_array_index(products, struct product, i).fate]++;
    for (enum fate fate = 0; fate < FATE_UNCHANGED; fate++)
        for (size_t i = 0; counts[fate] > 0 && i < products->len; i++) {
            struct product *product = &g_array_index(products, struct product, i);
            if (product->fate == fate)
                compare_product(&diff, product, take, data);
        }
}

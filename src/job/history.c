/* SPDX-License-Identifier: Apache-2.0 */
/* What earlier revisions of a declaration said, and what changed from each to the next. */
#include "job/history.h"

#include "model/variant.h"
#include "rules/compare.h"
#include "words/wording.h"

/* A revision of the product, or of one of its variants. */
struct version {
    struct document *document; /* owned; NULL: the caller's */
    struct document *chosen;
    struct declaration *declaration;
};

static struct version *version_new(struct document *document, const char *variant, bool owned)
{
    struct version *version = g_new0(struct version, 1);
    version->document = owned ? document : NULL;
    version->chosen = variant_apply(document, variant_counterpart(document, variant));
    version->declaration = declaration_new(version->chosen);
    return version;
}

static void version_free(void *data)
{
    struct version *version = data;
    declaration_free(version->declaration);
    document_free(version->chosen);
    document_free(version->document);
    g_free(version);
}

static void free_revision(void *data)
{
    struct write_revision *revision = data;
    g_free(revision->number);
    g_free(revision->brief);
    g_strfreev(revision->changes);
    g_free(revision);
}

/* The latest statement first; what has no date comes last. */
static int compare_versions(const void *a, const void *b)
{
    const struct version *const *one = a, *const *other = b;
    struct date first = (*one)->declaration->declarant.stated_on;
    struct date second = (*other)->declaration->declarant.stated_on;
    if (!date_known(first) || !date_known(second))
        return date_known(second) - date_known(first);
    return date_compare(second, first);
}

static GPtrArray *find_versions(struct revision *const *revisions, struct document *document,
                                const char *variant, struct diags *diags)
{
    GPtrArray *versions = g_ptr_array_new_with_free_func(version_free);
    for (; *revisions; revisions++) {
        size_t number = pairing_find(revision_pairing(*revisions), document);
        struct document *old =
            number != PAIRING_NONE ? revision_document(*revisions, number, diags) : NULL;
        if (old)
            g_ptr_array_add(versions, version_new(old, variant, true));
        else if (number == PAIRING_NONE)
            document_report(document, element_child(document->root, "id"), diags, CODE_HISTORY_NONE,
                            "no earlier revision of \"%s\" is there: none has its id, a GTIN of "
                            "it, or its maker and model",
                            element_child_text(document->root, "id"));
    }
    g_ptr_array_sort(versions, compare_versions);
    return versions;
}

/* What the label said on the day of the statement. */
static char *brief_of(const struct version *version, struct date as_of,
                      const struct catalogue *catalogue)
{
    struct date stated = version->declaration->declarant.stated_on;
    struct facts *facts =
        facts_new(version->declaration, date_known(stated) ? date_last_day(stated) : as_of);
    struct wording *wording = wording_new(facts, catalogue);
    char *brief = wording_brief(wording);
    wording_free(wording);
    facts_free(facts);
    return brief;
}

/* Whether a change says no more than that there is another statement. */
static bool is_formal(const struct change *change)
{
    static const char *const pointers[] = {"/declaredBy/statedOn", "/revision", "/supersedes", NULL};
    return change->pointer && g_strv_contains(pointers, change->pointer);
}

/* What the later of two versions says otherwise, as sentences. */
static char **changes_between(const struct version *old, const struct version *new,
                              struct date as_of)
{
    struct facts *before = facts_new(old->declaration, as_of);
    struct facts *after = facts_new(new->declaration, as_of);
    g_autoptr(GPtrArray) changes = changes_new();
    GPtrArray *sentences = g_ptr_array_new();
    compare_revisions(before, after, changes);
    changes_drop_repeated(changes, 0);
    for (guint i = 0; i < changes->len; i++)
        if (!is_formal(change_at(changes, i)))
            g_ptr_array_add(sentences, change_sentence(change_at(changes, i)));
    g_ptr_array_add(sentences, NULL);
    facts_free(before);
    facts_free(after);
    return (char **)g_ptr_array_free(sentences, FALSE);
}

GPtrArray *history_new(struct revision *const *revisions, struct document *document,
                       const char *variant, struct date as_of, const struct catalogue *catalogue,
                       struct diags *diags)
{
    GPtrArray *history = g_ptr_array_new_with_free_func(free_revision);
    g_autoptr(GPtrArray) versions = find_versions(revisions, document, variant, diags);
    struct version *current = version_new(document, variant, false), *next = current;
    for (guint i = 0; i < versions->len; i++) {
        const struct version *version = versions->pdata[i];
        struct write_revision *revision = g_new0(struct write_revision, 1);
        revision->stated_on = version->declaration->declarant.stated_on;
        revision->number = g_strdup(element_child_text(version->chosen->root, "revision"));
        revision->brief = brief_of(version, as_of, catalogue);
        revision->changes = changes_between(version, next, as_of);
        g_ptr_array_add(history, revision);
        next = versions->pdata[i];
    }
    version_free(current);
    return history;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The words of one label in each of its languages. */
#include "job/wordings.h"

/* A printed label cannot be taken back: there a draft is an error, unless the user allows it. */
static void say_unreviewed(const struct job_options *options, const struct catalogue *catalogue,
                           const char *language, struct diags *diags)
{
    bool refused = options->print && !options->allow_unreviewed;
    struct approval approval = catalogue_approval(catalogue);
    g_autofree char *approved =
        approval.reviewer
            ? g_strdup_printf(", but for %u of %u texts, approved by %s on %s", approval.texts,
                              approval.of, approval.reviewer, approval.reviewed_on)
            : g_strdup("");
    diag_add(diags, refused ? CODE_PRINT_UNREVIEWED : CODE_STRINGS_UNREVIEWED, NOWHERE,
             "the words in %s (%s) are a draft that no native speaker has confirmed%s%s",
             catalogue_name(catalogue), language, approved,
             refused ? "; --allow-unreviewed prints them all the same" : "");
}

/* Names fall back to the declaration's own language where it has no translation; that is told. */
static void say_untranslated(const struct wording *wording, struct diags *diags)
{
    g_autofree struct foreign *foreign = wording_foreign(wording);
    size_t count = 0;
    while (foreign[count].text)
        count++;
    const char *language = catalogue_language(wording->catalogue);
    g_autofree char *more = count > 1 ? g_strdup_printf(" and %zu more", count - 1) : g_strdup("");
    if (count > 0)
        diag_add(diags, CODE_NAME_UNTRANSLATED, NOWHERE,
                 "the label in \"%s\" has \"%s\"%s in \"%s\", which the declaration does not "
                 "translate into \"%s\"",
                 language, foreign[0].text, more, foreign[0].language, language);
}

static void free_wording(void *wording)
{
    wording_free(wording);
}

GPtrArray *wordings_new(const struct facts *facts, struct workshop *workshop,
                        const struct job_options *options, const char *languages,
                        struct diags *diags)
{
    g_auto(GStrv) tags = g_strsplit(languages, "+", -1);
    g_autoptr(GPtrArray) wordings = g_ptr_array_new_with_free_func(free_wording);
    for (char **tag = tags; *tag; tag++) {
        const struct catalogue *catalogue = workshop_catalogue(workshop, *tag, diags);
        if (!catalogue)
            return NULL;
        if (!catalogue_reviewed(catalogue))
            say_unreviewed(options, catalogue, *tag, diags);
        struct wording *wording = wording_new(facts, catalogue);
        say_untranslated(wording, diags);
        g_ptr_array_add(wordings, wording);
    }
    return g_steal_pointer(&wordings);
}

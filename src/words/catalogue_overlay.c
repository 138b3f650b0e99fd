/* SPDX-License-Identifier: Apache-2.0 */
/* A maker's approved wording: some of a language's texts, laid over its catalogue. */
#include "base/text.h"
#include "read/read.h"
#include "words/catalogue_private.h"

#include <string.h>

/* Who approved the wording, and on which day, is part of it. */
static void judge_root(const struct document *document, struct diags *diags)
{
    static const char *const due[] = {"reviewer", "reviewedOn"};
    const struct element *root = document->root;
    for (size_t i = 0; i < G_N_ELEMENTS(due); i++)
        if (!element_attribute(root, due[i]))
            document_report(document, root, diags, CODE_STRINGS_OVERLAY,
                            "\"strings\" has no attribute \"%s\", which wording laid over a "
                            "catalogue needs",
                            due[i]);
    if (g_strcmp0(element_attribute(root, "reviewed"), "no") == 0)
        document_report(document, root, diags, CODE_STRINGS_OVERLAY,
                        "reviewed=\"no\" contradicts a reviewer; leave the attribute out");
    const char *day = element_attribute(root, "reviewedOn");
    struct date date;
    if (day && (!date_parse(day, &date) || date.day == 0))
        document_report(document, root, diags, CODE_STRINGS_OVERLAY,
                        "reviewedOn is \"%s\", which is no day of the calendar such as 2026-06-15",
                        day);
    const char *reviewer = element_attribute(root, "reviewer");
    enum text_fault fault = reviewer ? text_inspect(reviewer).fault : TEXT_OK;
    if (fault != TEXT_OK && fault < TEXT_FAULT_MARKS)
        document_report(document, root, diags, CODE_STRINGS_OVERLAY,
                        "reviewer is blank or has characters that nobody sees");
}

struct catalogue *catalogue_read_overlay(struct source *source, struct diags *diags)
{
    diags_blame_use(diags, true);
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    struct document *document = read_data_file(source, STRINGS_SCHEMA, "strings", diags);
    if (document)
        judge_root(document, diags);
    diags_blame_use(diags, false);
    if (document && diags_count_of(diags, SEVERITY_ERROR) == before)
        return catalogue_new(document);
    document_free(document);
    return NULL;
}

static unsigned count_months(const struct catalogue *catalogue)
{
    unsigned count = 0;
    for (size_t form = 0; form < MONTH_FORM_COUNT; form++)
        count += catalogue->months[form].element != NULL;
    return count;
}

static unsigned count_texts(const struct catalogue *catalogue)
{
    return g_hash_table_size(catalogue->entries) + count_months(catalogue);
}

static bool judge_match(const struct catalogue *catalogue, const struct catalogue *overlay,
                        struct diags *diags)
{
    const struct document *document = overlay->document;
    const char *direction = element_attribute(document->root, "direction");
    if (catalogue->overlay)
        document_report(
            document, document->root, diags, CODE_STRINGS_OVERLAY,
            "there is already wording for \"%s\", by %s; only one file can be laid over "
            "a language",
            catalogue_language(catalogue), catalogue->approval.reviewer);
    if (direction && (strcmp(direction, "rtl") == 0) != catalogue_rtl(catalogue))
        document_report(document, document->root, diags, CODE_STRINGS_OVERLAY,
                        "the direction is \"%s\", but %s is written the other way", direction,
                        catalogue_name(catalogue));
    return !catalogue->overlay;
}

/* Full text and short ones are replaced together: short ones of another text would not fit. */
static void merge(struct catalogue *catalogue, const struct catalogue *overlay)
{
    GHashTableIter iter;
    void *id, *entry;
    g_hash_table_iter_init(&iter, overlay->entries);
    while (g_hash_table_iter_next(&iter, &id, &entry))
        g_hash_table_insert(catalogue->entries, g_strdup(id),
                            g_memdup2(entry, sizeof(struct entry)));
    for (size_t form = 0; form < MONTH_FORM_COUNT; form++)
        if (overlay->months[form].element)
            catalogue->months[form] = overlay->months[form];
}

bool catalogue_lay(struct catalogue *catalogue, struct catalogue *overlay, struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    diags_blame_use(diags, true);
    bool first = judge_match(catalogue, overlay, diags);
    catalogue_judge_part(overlay, catalogue, diags);
    if (first && diags_count_of(diags, SEVERITY_ERROR) == before) {
        const struct element *root = overlay->document->root;
        merge(catalogue, overlay);
        catalogue->overlay = overlay;
        catalogue->approval = (struct approval){
            .reviewer = element_attribute(root, "reviewer"),
            .reviewed_on = element_attribute(root, "reviewedOn"),
            .texts = count_texts(overlay),
            .of = count_texts(catalogue),
        };
        catalogue_judge_contrasts(catalogue, diags);
    } else {
        catalogue_free(overlay);
    }
    diags_blame_use(diags, false);
    return diags_count_of(diags, SEVERITY_ERROR) == before;
}

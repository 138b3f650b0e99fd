/* SPDX-License-Identifier: Apache-2.0 */
/* Refuses what is not complete, then writes. */
#include "job/statement.h"

#include "layout/statement_pages.h"
#include "model/statement.h"
#include "read/document.h"
#include "write/pdf.h"
#include "write/statement_html.h"

static void free_statement(void *statement)
{
    statement_free(statement);
}

static GPtrArray *statements_of(const struct declaration *declaration, const char *market)
{
    GPtrArray *statements = g_ptr_array_new_with_free_func(free_statement);
    static const enum statement_law laws[] = {STATEMENT_UK, STATEMENT_AU};
    for (size_t i = 0; i < G_N_ELEMENTS(laws); i++)
        if (statement_is_for(laws[i], declaration, market))
            g_ptr_array_add(statements, statement_new(laws[i], declaration));
    return statements;
}

/* False after a finding for each gap. */
static bool is_complete(const struct statement *statement, const struct declaration *declaration,
                        struct diags *diags)
{
    for (unsigned i = 0; i < statement->gaps->len; i++) {
        const struct statement_gap *gap = &g_array_index(statement->gaps, struct statement_gap, i);
        document_report(declaration->document, gap->at, diags, CODE_STATEMENT_MISSING,
                        "the statement of compliance for %s lacks %s; declare %s",
                        statement->law == STATEMENT_UK ? "the United Kingdom" : "Australia",
                        gap->what, gap->field);
    }
    return statement->gaps->len == 0;
}

static char *origin_of(const struct declaration *declaration)
{
    char day[11];
    const char *revision = element_child_text(declaration->document->root, "revision");
    return g_strdup_printf(
        "Drawn up from the declaration %s%s%s, stated by %s on %s, by uplabel " PACKAGE_VERSION
        ". It says what was declared; nothing was tested.",
        declaration->id, revision ? ", revision " : "", revision ? revision : "",
        declaration->declarant.name, date_format(declaration->declarant.stated_on, day));
}

static GBytes *pdf_of(const struct declaration *declaration, const GPtrArray *pages,
                      struct diags *diags)
{
    struct write_options options = {0};
    struct pdf_pages pdf = {
        .scenes = (const struct scene *const *)(const void *)pages->pdata,
        .count = pages->len,
        .title = "Statement of compliance",
        .language = "en",
        .stated_on = declaration->declarant.stated_on,
        .options = &options,
    };
    return pdf_write_pages(&pdf, diags);
}

bool statement_documents(const struct declaration *declaration, const char *market,
                         struct workshop *workshop, struct diags *diags,
                         struct documents *documents)
{
    g_autoptr(GPtrArray) statements = statements_of(declaration, market);
    if (statements->len == 0)
        document_report(declaration->document, declaration->document->root, diags,
                        CODE_STATEMENT_MARKET,
                        "a statement of compliance goes with products for the United Kingdom (GB) "
                        "or Australia (AU); %s neither",
                        market ? "--market names" : "the declaration is for");
    bool complete = statements->len > 0;
    for (unsigned i = 0; i < statements->len; i++)
        complete = is_complete(statements->pdata[i], declaration, diags) && complete;
    if (!complete)
        return false;
    g_autofree char *origin = origin_of(declaration);
    GPtrArray *pages = statement_pages(statements, origin, workshop_fontset(workshop), diags);
    documents->pdf = pages ? pdf_of(declaration, pages, diags) : NULL;
    g_clear_pointer(&pages, g_ptr_array_unref);
    if (!documents->pdf)
        return false;
    documents->html = statement_html(statements, origin);
    return true;
}

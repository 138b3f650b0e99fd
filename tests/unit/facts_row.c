/* SPDX-License-Identifier: Apache-2.0 */
/* Facts of a declaration in a line, and tables of what they must be. */
#include "facts_row.h"

#include "unit.h"

#include <string.h>

static struct document *document;
static struct declaration *declaration;
struct facts *facts;

static struct date day(const char *text)
{
    struct date date = NO_DATE;
    ck_assert_msg(date_parse(text, &date), "no date: %s", text);
    return date;
}

void compute(const char *members, const char *as_of)
{
    document = declared(members);
    declaration = declaration_new(document);
    facts = facts_new(declaration, day(as_of));
}

void clear(void)
{
    facts_free(facts);
    declaration_free(declaration);
    document_free(document);
    facts = NULL;
    declaration = NULL;
    document = NULL;
}

/* "dated plain 2031-03 computed floor" and the like: what a table row expects. */
static char *summary(void)
{
    char end[11];
    GString *text = g_string_new(state_name(facts->state));
    g_string_append_printf(text, " %s", form_name(facts->form));
    if (date_known(facts->end))
        g_string_append_printf(text, " %s", date_format(facts->end, end));
    if (facts->end_computed)
        g_string_append(text, " computed");
    if (facts->end_is_floor)
        g_string_append(text, " floor");
    if (facts->end_is_final)
        g_string_append(text, " final");
    return g_string_free(text, FALSE);
}

void check_row(const struct row *row)
{
    compute(row->members, row->as_of);
    g_autofree char *found = summary();
    ck_assert_msg(strcmp(found, row->expected) == 0, "\"%s\" as of %s: %s instead of %s",
                  row->members, row->as_of, found, row->expected);
    clear();
}

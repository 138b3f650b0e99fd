/* SPDX-License-Identifier: Apache-2.0 */
/* Contents of the statements of compliance of the United Kingdom and Australia. They were read in
 * secondary sources, which the document says. */
#include "model/statement.h"

#include <string.h>

static const struct law {
    const char *market, *role; /* of the representative */
    const char *title, *regime, *basis;
    const char *declares;
    int years; /* it is kept, from its issue */
    bool keeps_through_support;
} laws[] = {
    [STATEMENT_UK] =
        {"GB", "uk", "Statement of compliance",
         "Product Security and Telecommunications Infrastructure Act 2022 (United Kingdom), "
         "section 9; SI 2023/1007, Schedule 4",
         "The list of contents of Schedule 4 was read in secondary sources: compare it with the "
         "text before signing.",
         "The manufacturer declares that, in its opinion, it has complied with the security "
         "requirements of Schedule 1, or with the conditions of Schedule 2 that stand in for them",
         10, true},
    [STATEMENT_AU] =
        {"AU", "au", "Statement of compliance",
         "Cyber Security Act 2024 and Cyber Security (Security Standards for Smart Devices) Rules "
         "2025 (Australia), section 9",
         "The list of contents of section 9 was read in secondary sources: compare it with the "
         "text before signing.",
         "The manufacturer declares that, in its opinion, the product has been manufactured in "
         "compliance with the security standard in Schedule 1 of the Rules",
         5, false},
};

/* "30 June 2033", "June 2033", "2033". */
static char *date_words(struct date date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    if (date.month == 0)
        return g_strdup_printf("%d", date.year);
    if (date.day == 0)
        return g_strdup_printf("%s %d", months[date.month - 1], date.year);
    return g_strdup_printf("%d %s %d", date.day, months[date.month - 1], date.year);
}

static struct date date_of(const char *text)
{
    struct date date;
    return text && date_parse(text, &date) ? date : NO_DATE;
}

static void add_part(struct statement *statement, const char *heading, char *text)
{
    struct statement_part part = {heading, text};
    g_array_append_val(statement->parts, part);
}

static void add_gap(struct statement *statement, const struct element *at, const char *field,
                    const char *what)
{
    struct statement_gap gap = {at, field, what};
    g_array_append_val(statement->gaps, gap);
}

/* Contents */

static char *types_of(const struct element *product)
{
    const char *model = element_child_text(product, "model");
    const struct element *models = element_child(product, "models");
    g_autoptr(GString) types = g_string_new(model);
    for (const struct element *e = models ? element_first(models) : NULL; e; e = element_next(e)) {
        const char *code = element_child_text(e, "code");
        if (!model || strcmp(code, model) != 0)
            g_string_append_printf(types, "%s%s", types->len > 0 ? ", " : "", code);
    }
    return types->len > 0 ? g_strdup(types->str) : NULL;
}

static void add_product(struct statement *statement, const struct element *root)
{
    const struct element *product = element_child(root, "product");
    g_autofree char *types = types_of(product);
    const char *batch = element_child_text(product, "batch");
    if (!types)
        add_gap(statement, product, "product.model", "the type of the product");
    if (!batch)
        add_gap(statement, product, "product.batch", "the batch");
    add_part(statement, "Product",
             g_strdup_printf("%s\nType: %s\nBatch: %s", element_child_text(product, "name"),
                             types ? types : "", batch ? batch : ""));
}

static void add_manufacturer(struct statement *statement, const struct element *root)
{
    const struct element *maker = element_child(root, "manufacturer");
    const char *address = element_child_text(maker, "postalAddress");
    if (!address)
        add_gap(statement, maker, "manufacturer.postalAddress", "the address of the manufacturer");
    add_part(statement, "Manufacturer",
             g_strdup_printf("%s\n%s", element_child_text(maker, "name"), address ? address : ""));
}

/* In Australia somebody there has to be named where the manufacturer is elsewhere. */
static void add_representatives(struct statement *statement, const struct element *root)
{
    const struct element *list = element_child(root, "representatives");
    g_autoptr(GString) text = g_string_new(NULL);
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e))
        if (strcmp(element_child_text(e, "role"), laws[statement->law].role) == 0)
            g_string_append_printf(text, "%s%s\n%s", text->len > 0 ? "\n" : "",
                                   element_child_text(e, "name"),
                                   element_child_text(e, "postalAddress"));
    const char *country = element_find_text(root, "manufacturer/country");
    bool needed = statement->law == STATEMENT_AU && (!country || strcmp(country, "AU") != 0);
    if (text->len > 0)
        add_part(statement, "Authorised representative", g_strdup(text->str));
    else if (needed)
        add_gap(statement, list ? list : root, "representatives",
                "the authorised representative in Australia");
}

/* Standards that the product is said to meet, for the conditions of Schedule 2. */
static void append_standards(GString *text, const struct element *root)
{
    const struct element *list = element_find(root, "evidence/standards");
    bool first = true;
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e)) {
        const char *version = element_child_text(e, "version");
        if (strcmp(element_child_text(e, "claim"), "conforms") != 0)
            continue;
        g_string_append_printf(text, "%s%s%s%s", first ? "\nStandards relied on: " : "; ",
                               element_child_text(e, "id"), version ? ", version " : "",
                               version ? version : "");
        first = false;
    }
}

static void add_declaration(struct statement *statement, const struct element *root)
{
    g_autoptr(GString) text =
        g_string_new("This statement is prepared by or on behalf of the manufacturer.\n");
    g_string_append_printf(text, "%s.", laws[statement->law].declares);
    if (statement->law == STATEMENT_UK)
        append_standards(text, root);
    add_part(statement, "Declaration", g_strdup(text->str));
}

/* When the manufacturer first supplied the product; NO_DATE where that is not declared. */
static struct date first_supply(const struct element *root)
{
    const char *basis = element_find_text(root, "support/start/basis");
    if (basis && strcmp(basis, "firstSupply") == 0)
        return date_of(element_find_text(root, "support/start/date"));
    return date_of(element_find_text(root, "product/firstPlacedOn"));
}

static bool stated_by(struct date on, struct date supply)
{
    return date_known(on) && date_known(supply) && date_compare(on, supply) <= 0;
}

/* The end that held at the first supply, which is the one that counts here: the last that had been
 * stated by then, else the first of all. */
static struct date first_end(const struct element *root)
{
    const struct element *history = element_find(root, "support/history");
    struct date supply = first_supply(root), stated = NO_DATE;
    struct date end = date_of(element_find_text(root, "support/end"));
    if (stated_by(date_of(element_find_text(root, "declaredBy/statedOn")), supply))
        return end;
    for (const struct element *e = history ? element_first(history) : NULL; e;
         e = element_next(e)) {
        struct date on = date_of(element_child_text(e, "statedOn"));
        bool earlier = date_known(stated) && date_compare(on, stated) < 0;
        bool replaces = stated_by(on, supply) ? !earlier || !stated_by(stated, supply)
                                              : earlier && !stated_by(stated, supply);
        if (!replaces && date_known(stated))
            continue;
        stated = on;
        end = date_of(element_child_text(e, "end"));
    }
    return end;
}

static void add_support(struct statement *statement, const struct element *root)
{
    const struct element *support = element_child(root, "support");
    struct date end = first_end(root), now = date_of(element_child_text(support, "end"));
    struct date start = date_of(element_find_text(support, "start/date"));
    bool promised = strcmp(element_child_text(support, "commitment"), "guaranteed") == 0;
    if (strcmp(element_find_text(root, "updates/capability"), "no") == 0) {
        add_part(statement, "Defined support period",
                 g_strdup("None: nothing in the product can be updated."));
        return;
    }
    if (!promised)
        add_gap(statement, support, "support.commitment", "a promised support period");
    if (end.month == 0) {
        add_gap(statement, support, "support.end", "the end date of the support period");
        return;
    }
    g_autofree char *until = date_words(end), *later = date_words(now);
    g_autoptr(GString) text = g_string_new("Security updates ");
    if (date_known(start)) {
        g_autofree char *from = date_words(start);
        g_string_append_printf(text, "from %s ", from);
    }
    g_string_append_printf(text, "until at least %s", until);
    if (date_compare(now, end) != 0)
        g_string_append_printf(text, " (published since then: %s)", later);
    add_part(statement, "Defined support period, as it was when the product was first supplied",
             g_strdup(text->str));
}

/* Blank where nobody is named: a signature is never made up. */
static void add_signature(struct statement *statement, const struct element *root)
{
    static const struct {
        const char *heading, *field;
    } lines[] = {{"Name", "name"}, {"Function", "function"}, {"Place of issue", "place"}};
    const struct element *signatory = element_child(root, "signatory");
    statement->draft = signatory != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        add_part(statement, lines[i].heading,
                 signatory ? g_strdup(element_child_text(signatory, lines[i].field)) : NULL);
    struct date date = date_of(element_find_text(root, "signatory/date"));
    add_part(statement, "Date of issue", date_known(date) ? date_words(date) : NULL);
    add_part(statement, "Signature", NULL);
}

/* The later of the end that held at first and that of today: a promise may have been extended. */
static struct date longest_end(const struct element *root)
{
    struct date first = first_end(root), now = date_of(element_find_text(root, "support/end"));
    return date_known(now) && date_compare(now, first) > 0 ? now : first;
}

static void add_retention(struct statement *statement, const struct element *root)
{
    const struct law *law = &laws[statement->law];
    struct date issued = date_of(element_find_text(root, "signatory/date"));
    struct date end = law->keeps_through_support ? longest_end(root) : NO_DATE;
    struct date kept = date_add(issued, (struct duration){.years = law->years});
    if (date_known(issued)) {
        bool longer = date_known(end) && date_compare(end, kept) > 0;
        add_part(statement, "To be kept until", date_words(longer ? end : kept));
        return;
    }
    g_autofree char *until = date_known(end) ? date_words(end) : NULL;
    add_part(statement, "To be kept",
             g_strdup_printf("For %d years from the date of issue%s%s%s", law->years,
                             until ? ", or until " : "", until ? until : "",
                             until ? ", whichever is longer" : ""));
}

/* A market of the declaration that the law is for. */
static bool is_market(const struct declaration *declaration, const char *market)
{
    const struct element *list = element_child(declaration->document->root, "markets");
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e))
        if (strcmp(e->text, market) == 0)
            return true;
    return list == NULL;
}

bool statement_is_for(enum statement_law law, const struct declaration *declaration,
                      const char *market)
{
    bool wanted = !market || strcmp(market, laws[law].market) == 0;
    return wanted && is_market(declaration, laws[law].market);
}

struct statement *statement_new(enum statement_law law, const struct declaration *declaration)
{
    const struct element *root = declaration->document->root;
    struct statement *statement = g_new0(struct statement, 1);
    statement->law = law;
    statement->title = laws[law].title;
    statement->regime = laws[law].regime;
    statement->basis = laws[law].basis;
    statement->parts = g_array_new(FALSE, FALSE, sizeof(struct statement_part));
    statement->gaps = g_array_new(FALSE, FALSE, sizeof(struct statement_gap));
    add_product(statement, root);
    add_manufacturer(statement, root);
    add_representatives(statement, root);
    add_declaration(statement, root);
    add_support(statement, root);
    add_signature(statement, root);
    add_retention(statement, root);
    return statement;
}

void statement_free(struct statement *statement)
{
    if (!statement)
        return;
    for (unsigned i = 0; i < statement->parts->len; i++)
        g_free(g_array_index(statement->parts, struct statement_part, i).text);
    g_array_unref(statement->parts);
    g_array_unref(statement->gaps);
    g_free(statement);
}

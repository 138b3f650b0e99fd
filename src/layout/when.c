/* SPDX-License-Identifier: Apache-2.0 */
/* Terms are NAME=VALUE,… or NAME!=VALUE,…; names are facts, or words of the label (yes or no). */
#include "layout/when.h"

#include "base/text.h"

#include <string.h>

static const char *yes_no(bool value)
{
    return value ? "yes" : "no";
}

static const char *get_state(const struct when_facts *facts)
{
    return state_name(facts->wording->facts->state);
}

static const char *get_form(const struct when_facts *facts)
{
    return form_name(facts->wording->facts->form);
}

static const char *get_band(const struct when_facts *facts)
{
    return band_name(facts->wording->facts->band);
}

static const char *get_ink(const struct when_facts *facts)
{
    return facts->mono ? "mono" : "colour";
}

static const char *get_direction(const struct when_facts *facts)
{
    return facts->rtl ? "rtl" : "ltr";
}

/* Scripts whose least size or dense characters ask for other sizes and places. */
static const char *get_script(const struct when_facts *facts)
{
    static const struct {
        const char *language, *script;
    } rows[] = {{"ar", "arabic"}, {"ja", "cjk"}, {"ko", "cjk"}, {"zh", "cjk"}};
    const char *language = catalogue_language(facts->wording->catalogue);
    size_t length = strcspn(language, "-");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strlen(rows[i].language) == length && strncmp(rows[i].language, language, length) == 0)
            return rows[i].script;
    return "other";
}

static const char *get_qr(const struct when_facts *facts)
{
    return yes_no(facts->qr);
}

static const char *get_rows(const struct when_facts *facts)
{
    static const char *const counts[] = {"0", "1", "2", "3"};
    size_t rows = facts->wording->row_count;
    return rows < G_N_ELEMENTS(counts) ? counts[rows] : "many";
}

static const char *get_maker(const struct when_facts *facts)
{
    return yes_no(facts->wording->facts->by_maker);
}

static const char *get_precision(const struct when_facts *facts)
{
    struct date end = facts->wording->facts->end;
    return !date_known(end) ? "none" : end.day == 0 ? "month" : "day";
}

static const struct variable {
    const char *name;
    const char *(*get)(const struct when_facts *facts);
    const char *const *values; /* NULL at the end */
} variables[] = {
    {"state", get_state,
     (const char *const[]){"dated", "relative", "expected", "open", "none", "ended", NULL}},
    {"form", get_form,
     (const char *const[]){"plain", "openByMaker", "openNotFound", "openWhileOnSale", "openPart",
                           "openTerm", "noneCannot", "noneNotPromised", "endedPromise",
                           "endedStopped", "endedContinuing", "endedUndated", NULL}},
    {"band", get_band, (const char *const[]){"dark", "light", "solid", NULL}},
    {"ink", get_ink, (const char *const[]){"colour", "mono", NULL}},
    {"dir", get_direction, (const char *const[]){"ltr", "rtl", NULL}},
    {"script", get_script, (const char *const[]){"arabic", "cjk", "other", NULL}},
    {"qr", get_qr, (const char *const[]){"yes", "no", NULL}},
    {"rows", get_rows, (const char *const[]){"0", "1", "2", "3", "many", NULL}},
    {"maker", get_maker, (const char *const[]){"yes", "no", NULL}},
    {"precision", get_precision, (const char *const[]){"month", "day", "none", NULL}},
};

/* One term, cut into its parts inside the expression. */
struct term {
    const char *name, *values;
    size_t name_length, length;
    bool negated;
};

/* Reads the term at *p and moves behind it and its blanks; false where it has no '='. */
static bool next_term(const char **p, struct term *term)
{
    size_t length = strcspn(*p, " ");
    const char *equals = memchr(*p, '=', length);
    if (equals == NULL)
        return false;
    term->name = *p;
    term->name_length = (size_t)(equals - *p);
    term->negated = term->name_length > 0 && equals[-1] == '!';
    term->name_length -= term->negated ? 1 : 0;
    term->values = equals + 1;
    term->length = length - (size_t)(equals + 1 - *p);
    *p += length + strspn(*p + length, " ");
    return true;
}

static const struct variable *find_variable(const struct term *term)
{
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++)
        if (strlen(variables[i].name) == term->name_length &&
            memcmp(variables[i].name, term->name, term->name_length) == 0)
            return &variables[i];
    return NULL;
}

static enum word_id find_word(const struct term *term)
{
    g_autofree char *name = g_strndup(term->name, term->name_length);
    return word_find(name);
}

static bool lists(const struct term *term, const char *value)
{
    size_t size = strlen(value);
    for (const char *p = term->values, *end = p + term->length; p <= end;) {
        const char *comma = memchr(p, ',', (size_t)(end - p));
        const char *stop = comma != NULL ? comma : end;
        if ((size_t)(stop - p) == size && memcmp(p, value, size) == 0)
            return true;
        p = stop + 1;
    }
    return false;
}

static const char *value_of(const struct term *term, const struct when_facts *facts)
{
    const struct variable *variable = find_variable(term);
    if (variable != NULL)
        return variable->get(facts);
    enum word_id word = find_word(term);
    return yes_no(word < WORD_COUNT && facts->wording->words[word].count > 0);
}

bool when_holds(const char *expression, const struct when_facts *facts)
{
    struct term term;
    for (const char *p = expression; p != NULL && *p != '\0';)
        if (!next_term(&p, &term) || lists(&term, value_of(&term, facts)) == term.negated)
            return false;
    return true;
}

/* Whether the term allows one of the listed values, were it about them. */
static bool allows(const struct term *term, const char *values)
{
    g_auto(GStrv) list = g_strsplit(values, ",", -1);
    for (char **value = list; *value != NULL; value++)
        if (lists(term, *value) != term->negated)
            return true;
    return false;
}

static bool is_about(const struct term *term, const char *name)
{
    return strlen(name) == term->name_length && strncmp(name, term->name, term->name_length) == 0;
}

bool when_may_hold(const char *expression, const char *state, const char *bands)
{
    struct term term;
    for (const char *p = expression; p != NULL && *p != '\0';)
        if (!next_term(&p, &term) || (is_about(&term, "state") && !allows(&term, state)) ||
            (is_about(&term, "band") && !allows(&term, bands)))
            return false;
    return true;
}

static bool is_value(const char *value, const char *const *values)
{
    for (; *values != NULL; values++)
        if (strcmp(*values, value) == 0)
            return true;
    return false;
}

static char *value_fault(const struct term *term, const char *const *known)
{
    g_autofree char *all = g_strndup(term->values, term->length);
    g_auto(GStrv) values = g_strsplit(all, ",", -1);
    for (char **value = values; *value != NULL; value++) {
        if (is_value(*value, known))
            continue;
        g_autofree char *list = g_strjoinv(", ", (char **)(uintptr_t)known);
        return g_strdup_printf("\"%s\" is no value of \"%.*s\" (one of: %s)", *value,
                               (int)term->name_length, term->name, list);
    }
    return NULL;
}

char *when_fault(const char *expression)
{
    static const char *const yes_or_no[] = {"yes", "no", NULL};
    struct term term;
    for (const char *p = expression; *p != '\0';) {
        if (!next_term(&p, &term))
            return g_strdup("a term has no \"=\"; write NAME=VALUE or NAME!=VALUE");
        const struct variable *variable = find_variable(&term);
        if (variable == NULL && find_word(&term) == WORD_COUNT)
            return g_strdup_printf("\"%.*s\" is neither a fact nor a word of the label",
                                   (int)term.name_length, term.name);
        char *fault = value_fault(&term, variable != NULL ? variable->values : yes_or_no);
        if (fault != NULL)
            return fault;
    }
    return NULL;
}

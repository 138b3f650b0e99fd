/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the functions, and those about dates and facts. */
#include "rules/functions.h"

#include "model/terms.h"
#include "rules/expression.h"
#include "rules/functions_private.h"

#include <libxml/tree.h>
#include <string.h>

/* Dates as arguments */

struct date_argument {
    struct date date;
    char text[16]; /* as it was given; "" where it is no date */
};

static struct date_argument pop_date(struct call *call)
{
    struct date_argument argument = {NO_DATE, ""};
    xmlChar *text = xmlXPathPopString(call->parser);
    if (text && date_parse((const char *)text, &argument.date))
        date_format(argument.date, argument.text);
    xmlFree(text);
    return argument;
}

static struct duration pop_duration(struct call *call)
{
    struct duration duration = {0, 0};
    xmlChar *text = xmlXPathPopString(call->parser);
    if (text)
        duration_parse((const char *)text, &duration);
    xmlFree(text);
    return duration;
}

static void return_date(struct call *call, struct date date)
{
    char text[11];
    functions_return_text(call, date_format(date, text));
}

/* What a comparison depends on: "the day in 2028-01", "a date that is not declared". */
static void append_doubt(GString *doubt, const struct date_argument *argument)
{
    const char *what = NULL;
    if (!date_known(argument->date))
        what = "a date that is not declared";
    else if (!argument->date.month)
        what = "the month and day in ";
    else if (!argument->date.day)
        what = "the day in ";
    if (!what)
        return;
    g_string_append_printf(doubt, "%s%s%s", doubt->len > 0 ? " and " : "", what, argument->text);
}

static void return_truth(struct call *call, enum truth truth, const char *name,
                         const struct date_argument *a, const struct date_argument *b)
{
    bool yes = truth == TRUTH_YES;
    if (truth == TRUTH_OPEN) {
        g_autofree char *key = g_strjoin("|", name, a->text, b->text, NULL);
        g_autoptr(GString) doubt = g_string_new(NULL);
        append_doubt(doubt, a);
        if (strcmp(a->text, b->text) != 0)
            append_doubt(doubt, b);
        g_string_prepend(doubt, "it depends on ");
        yes = readings_ask(&call->judge->readings, key, doubt->str);
    }
    xmlXPathReturnBoolean(call->parser, yes);
}

static void call_before(struct call *call)
{
    struct date_argument b = pop_date(call), a = pop_date(call);
    return_truth(call, date_is_before(a.date, b.date), "before", &a, &b);
}

static void call_after(struct call *call)
{
    struct date_argument b = pop_date(call), a = pop_date(call);
    return_truth(call, date_is_before(b.date, a.date), "before", &b, &a);
}

static void call_at_least(struct call *call)
{
    xmlChar *text = xmlXPathPopString(call->parser);
    struct duration period = {0, 0};
    bool known = text && duration_parse((const char *)text, &period);
    struct date_argument start = pop_date(call), end = pop_date(call);
    g_autofree char *name = g_strconcat("at-least ", known ? (const char *)text : "", NULL);
    xmlFree(text);
    enum truth truth = known ? date_is_at_least(end.date, start.date, period) : TRUTH_OPEN;
    return_truth(call, truth, name, &end, &start);
}

static void call_due(struct call *call)
{
    struct date_argument limit = {0}, due = pop_date(call);
    const struct rules_input *input = call->judge->input;
    limit.date = date_add(input->facts->as_of, input->warn_before);
    date_format(limit.date, limit.text);
    enum truth late = date_is_before(limit.date, due.date);
    enum truth truth = late == TRUTH_OPEN ? TRUTH_OPEN : late == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    return_truth(call, truth, "due", &due, &limit);
}

static void call_precision(struct call *call)
{
    struct date date = pop_date(call).date;
    const char *precision = !date_known(date) ? ""
                            : date.day        ? "day"
                            : date.month      ? "month"
                                              : "year";
    functions_return_text(call, precision);
}

static void call_first_day(struct call *call)
{
    return_date(call, date_first_day(pop_date(call).date));
}

static void call_last_day(struct call *call)
{
    return_date(call, date_last_day(pop_date(call).date));
}

static void call_add(struct call *call)
{
    struct duration period = pop_duration(call);
    return_date(call, date_add(pop_date(call).date, period));
}

static void call_subtract(struct call *call)
{
    struct duration period = pop_duration(call);
    return_date(call, date_subtract(pop_date(call).date, period));
}

static void call_latest_start(struct call *call)
{
    struct duration period = pop_duration(call);
    return_date(call, date_latest_start(pop_date(call).date, period));
}

static void call_months_between(struct call *call)
{
    struct date b = pop_date(call).date, a = pop_date(call).date;
    bool known = date_known(a) && date_known(b);
    xmlXPathReturnNumber(call->parser, known ? date_months_between(a, b) : xmlXPathNAN);
}

static void call_months(struct call *call)
{
    xmlChar *text = xmlXPathPopString(call->parser);
    struct duration period;
    bool known = text && duration_parse((const char *)text, &period);
    xmlFree(text);
    xmlXPathReturnNumber(call->parser, known ? duration_months(period) : xmlXPathNAN);
}

static void call_longer(struct call *call)
{
    struct duration b = pop_duration(call), a = pop_duration(call);
    xmlXPathReturnBoolean(call->parser, duration_months(a) > duration_months(b));
}

/* The date of the nodes that comes first (sign -1) or last (1). */
static void return_outermost(struct call *call, int sign)
{
    xmlNodeSet *nodes = xmlXPathPopNodeSet(call->parser);
    struct date found = NO_DATE;
    for (int i = 0; nodes && i < nodes->nodeNr; i++) {
        struct date date;
        xmlChar *text = xmlXPathCastNodeToString(nodes->nodeTab[i]);
        if (text && date_parse((const char *)text, &date) &&
            (!date_known(found) || sign * date_compare(date, found) > 0))
            found = date;
        xmlFree(text);
    }
    xmlXPathFreeNodeSet(nodes);
    return_date(call, found);
}

static void call_earliest(struct call *call)
{
    return_outermost(call, -1);
}

static void call_latest(struct call *call)
{
    return_outermost(call, 1);
}

/* The facts */

static void call_as_of(struct call *call)
{
    return_date(call, call->judge->input->facts->as_of);
}

static void call_state(struct call *call)
{
    functions_return_text(call, state_name(call->judge->input->facts->state));
}

static void call_form(struct call *call)
{
    functions_return_text(call, form_name(call->judge->input->facts->form));
}

static void call_mode(struct call *call)
{
    functions_return_text(call, mode_name(call->judge->input->facts->method.mode));
}

static void call_end(struct call *call)
{
    return_date(call, call->judge->input->facts->end);
}

static void call_computed(struct call *call)
{
    xmlXPathReturnBoolean(call->parser, call->judge->input->facts->end_computed);
}

/* The other revision */

static void call_earlier(struct call *call)
{
    xmlDoc *earlier = call->judge->earlier;
    xmlXPathReturnNodeSet(call->parser,
                          xmlXPathNodeSetCreate(earlier ? xmlDocGetRootElement(earlier) : NULL));
}

const struct function functions[] = {
    {"add", 2, 2, RESULT_DATE, call_add},
    {"after", 2, 2, RESULT_OPEN, call_after},
    {"as-of", 0, 0, RESULT_DATE, call_as_of},
    {"at-least", 3, 3, RESULT_OPEN, call_at_least},
    {"before", 2, 2, RESULT_OPEN, call_before},
    {"computed", 0, 0, RESULT_OTHER, call_computed},
    {"due", 1, 1, RESULT_OPEN, call_due},
    {"earlier", 0, 0, RESULT_OTHER, call_earlier},
    {"earliest", 1, 1, RESULT_DATE, call_earliest},
    {"end", 0, 0, RESULT_DATE, call_end},
    {"first-day", 1, 1, RESULT_DATE, call_first_day},
    {"form", 0, 0, RESULT_OTHER, call_form},
    {"gtin-valid", 1, 1, RESULT_OTHER, functions_gtin_valid},
    {"host", 1, 1, RESULT_OTHER, functions_host},
    {"in-language", 1, 1, RESULT_OTHER, functions_in_language},
    {"last-day", 1, 1, RESULT_DATE, call_last_day},
    {"latest", 1, 1, RESULT_DATE, call_latest},
    {"latest-start", 2, 2, RESULT_DATE, call_latest_start},
    {"list", 1, 1, RESULT_OTHER, functions_list},
    {"longer", 2, 2, RESULT_OTHER, call_longer},
    {"mentions", 2, 2, RESULT_OTHER, functions_mentions},
    {"mode", 0, 0, RESULT_OTHER, call_mode},
    {"months", 1, 1, RESULT_OTHER, call_months},
    {"months-between", 2, 2, RESULT_OTHER, call_months_between},
    {"precision", 1, 1, RESULT_OTHER, call_precision},
    {"sold-in", 1, 1, RESULT_OTHER, functions_sold_in},
    {"state", 0, 0, RESULT_OTHER, call_state},
    {"subtract", 2, 2, RESULT_DATE, call_subtract},
    {"unique", 1, 1, RESULT_OTHER, functions_unique},
    {NULL, 0, 0, RESULT_OTHER, NULL},
};

const struct function *function_find(const char *name)
{
    for (const struct function *function = functions; function->name; function++)
        if (strcmp(function->name, name) == 0)
            return function;
    return NULL;
}

/* libxml2 hands a function its parser context alone; which one is called stands there by name. */
static void dispatch(xmlXPathParserContext *parser, int count)
{
    struct judge *judge = parser->context->userData;
    const struct function *function = function_find((const char *)parser->context->function);
    if (!judge || !function || count < function->least || count > function->most) {
        xmlXPathErr(parser, XPATH_INVALID_ARITY);
        return;
    }
    struct call call = {parser, judge};
    function->call(&call);
}

static xmlXPathFunction look_up(void *data, const xmlChar *name, const xmlChar *space)
{
    (void)data;
    bool ours = space && strcmp((const char *)space, FUNCTIONS_NAMESPACE) == 0;
    return ours && function_find((const char *)name) ? dispatch : NULL;
}

void functions_register(struct _xmlXPathContext *context, struct judge *judge)
{
    context->userData = judge;
    xmlXPathRegisterFuncLookup(context, look_up, judge);
}

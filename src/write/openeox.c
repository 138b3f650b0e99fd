/* SPDX-License-Identifier: Apache-2.0 */
/* OpenEoX core 1.0: the dates of a product's life, "tba" where they are not known. */
#include "write/formats.h"
#include "write/json_value.h"
#include "write/losses.h"

#include <string.h>

struct openeox {
    const struct element *root;
    json_t *object;
};

#define SCHEMA "https://docs.oasis-open.org/openeox/v1.0/schema/core.json"

/* The moment that an extension of the declaration keeps from an import, NULL without. */
static const char *kept_moment(const struct element *root, const char *key)
{
    g_autofree char *name = g_strconcat("openeox:", key, NULL);
    const struct element *list = element_child(root, "extensions");
    struct date date;
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        if (strcmp(element_child_text(item, "name"), name) == 0 &&
            date_parse_moment(element_child_text(item, "value"), &date))
            return element_child_text(item, "value");
    return NULL;
}

/* A time of day is asked for beside each date: what begins does with the day's first second, what
 * ends with the last, in UTC, unless an import has kept the time of that day. Full dates only. */
static void put_time(struct openeox *record, const char *key, struct date date, const char *time)
{
    char buffer[11];
    const char *kept = kept_moment(record->root, key);
    g_autofree char *text = g_strconcat(date_format(date, buffer), time, NULL);
    value_put_text(record->object, key, kept && g_str_has_prefix(kept, buffer) ? kept : text);
}

static void put_begin(struct openeox *record, const char *key, struct date date)
{
    put_time(record, key, date, "T00:00:00Z");
}

static void put_end(struct openeox *record, const char *key, struct date date)
{
    put_time(record, key, date_last_day(date), "T23:59:59Z");
}

/* The format's way to say that there is no security support: it ends on the day the product comes.
 * "tba" would be taken for later than any date. */
static bool put_none(struct openeox *record, const struct facts *facts, struct diags *diags)
{
    struct date launch = facts->declaration->product.launched_on;
    if (facts->state == STATE_NONE && launch.day != 0) {
        put_begin(record, "end_of_security_support", launch);
        return true;
    }
    diag_add(diags, CODE_EXPORT_REFUSED, NOWHERE,
             facts->state == STATE_NONE
                 ? "OpenEoX says that there is no security support by ending it on the day the "
                   "product came out; declare that day as product.launchedOn"
                 : "OpenEoX takes \"tba\" for later than any date, and the day on which security "
                   "updates ended is not declared; declare it as support.stoppedOn");
    return false;
}

static bool put_security(struct openeox *record, const struct facts *facts, struct diags *diags)
{
    bool over = facts->state == STATE_ENDED || facts->state == STATE_NONE;
    bool dated = facts->state == STATE_DATED || facts->state == STATE_ENDED;
    if (dated && date_known(facts->end) && facts->end.month != 0 && (over || !facts->anticipated))
        put_end(record, "end_of_security_support", facts->end);
    else if (over)
        return put_none(record, facts, diags);
    else
        value_put_text(record->object, "end_of_security_support", "tba");
    return true;
}

/* What the format then holds of the declaration. */
static void report(const struct facts *facts, const json_t *object, struct diags *diags)
{
    const char *kept[6];
    size_t count = 0;
    kept[count++] = "declaredBy.statedOn";
    const char *end = json_string_value(json_object_get(object, "end_of_security_support"));
    bool own = date_compare(facts->declaration->support.end, facts->end) == 0;
    if (own && strcmp(end, "tba") != 0) {
        kept[count++] = "support.end";
        kept[count++] = "support.commitment";
    }
    if (json_object_get(object, "end_of_sales"))
        kept[count++] = "product.endOfSaleOn";
    if (json_object_get(object, "general_availability"))
        kept[count++] = "product.launchedOn";
    kept[count] = NULL;
    diag_add(
        diags, CODE_EXPORT_CHANGED, NOWHERE,
        "OpenEoX asks for a time of day: what begins does at 00:00:00Z, what ends at 23:59:59Z "
        "of the last day that is meant; end_of_life is \"tba\" unless an extension has it, as only "
        "security updates are declared");
    losses_report(facts->declaration->document->root, "OpenEoX", kept, diags);
}

GBytes *openeox_write(const struct write_input *input, struct diags *diags)
{
    const struct facts *facts = input->wordings[0]->facts;
    const struct declaration *declaration = facts->declaration;
    json_t *object = json_object();
    struct openeox whole = {declaration->document->root, object}, *record = &whole;
    value_put_text(object, "$schema", SCHEMA);
    if (declaration->product.launched_on.day != 0)
        put_begin(record, "general_availability", declaration->product.launched_on);
    if (declaration->product.end_of_sale_on.month != 0)
        put_end(record, "end_of_sales", declaration->product.end_of_sale_on);
    if (!put_security(record, facts, diags)) {
        json_decref(object);
        return NULL;
    }
    const char *life = kept_moment(whole.root, "end_of_life");
    value_put_text(object, "end_of_life", life ? life : "tba");
    put_begin(record, "last_updated", declaration->declarant.stated_on);
    report(facts, object, diags);
    return json_value_bytes(object);
}

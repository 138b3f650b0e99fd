/* SPDX-License-Identifier: Apache-2.0 */
/* MUD (RFC 8520): what a declaration says of a product's MUD file, as a patch to be merged into it.
 * A whole file has an address and rules for the network, which no declaration knows. */
#include "write/formats.h"
#include "write/json_value.h"
#include "write/losses.h"

#include <string.h>

enum { SYSTEMINFO_MAX = 60 }; /* characters on a display: RFC 8520, 3.7 */

/* Whether updates beyond the promise go on for some on the day. */
static bool is_extended(const struct facts *facts)
{
    const struct element *list =
        element_find(facts->declaration->document->root, "support/extended");
    struct date end;
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        if (date_parse(element_child_text(item, "end"), &end) &&
            date_compare(end, facts->as_of) >= 0)
            return true;
    return false;
}

/* Whether updates are meant to be issued to a part, or the whole, in that state. TRI_UNKNOWN:
 * nobody has said so, and *why. */
static enum tri supported(enum state state, enum form form, const struct support *support,
                          const char **why)
{
    bool meant = support->commitment == COMMITMENT_GUARANTEED ||
                 support->commitment == COMMITMENT_ANTICIPATED;
    if (state == STATE_OPEN && !meant)
        *why = "it is not stated whether updates will come";
    else if (state == STATE_NONE && form != FORM_NONE_CANNOT)
        *why = "that none are promised is not that none will ever come";
    else if (form == FORM_ENDED_PROMISE)
        *why = "the promise has ended, and whether updates go on is not stated: declare it as "
               "support.updatesStopped";
    else
        return state == STATE_NONE || (state == STATE_ENDED && form != FORM_ENDED_CONTINUING)
                   ? TRI_NO
                   : TRI_YES;
    return TRI_UNKNOWN;
}

/* Apps and services are no part of the thing on the network; where one stands for the product too,
 * it has the same end. */
static bool is_inside(const struct part *part, const struct declaration *declaration)
{
    enum component_kind kind = part->component ? part->component->kind : KIND_DEVICE_FIRMWARE;
    if (kind != KIND_COMPANION_APP && kind != KIND_CLOUD_SERVICE && kind != KIND_ACCESSORY)
        return true;
    return date_known(part->end) && date_compare(part->end, declaration->support.end) == 0;
}

/* "A Thing is said to not be supported if the manufacturer intends never to issue a firmware or
 * software update" to it (RFC 8520, 3.6): while one of its parts gets some, it is. */
static enum tri thing_supported(const struct facts *facts, const char **why)
{
    const struct declaration *declaration = facts->declaration;
    if (facts->part_count == 0)
        return supported(facts->state, facts->form, &declaration->support, why);
    enum tri all = TRI_ABSENT;
    for (size_t i = 0; i < facts->part_count && all != TRI_YES; i++) {
        const struct part *part = &facts->parts[i];
        bool own = part->component && part->component->support.stated;
        if (!is_inside(part, declaration))
            continue;
        enum tri is = supported(part->state, part->form,
                                own ? &part->component->support : &declaration->support, why);
        all = is == TRI_YES || all != TRI_UNKNOWN ? is : all;
    }
    return all != TRI_ABSENT ? all
                             : supported(facts->state, facts->form, &declaration->support, why);
}

/* What is stopped for all may go on for those who pay. */
static enum tri is_supported(const struct facts *facts, const char **why)
{
    *why = "it is the manufacturer's word, and somebody else declares";
    enum tri is = facts->by_maker ? thing_supported(facts, why) : TRI_UNKNOWN;
    if (is != TRI_NO || !is_extended(facts))
        return is;
    *why = "support.extended has updates that still come for some";
    return TRI_UNKNOWN;
}

/* Places that a text takes on a display. */
static size_t width_of(const char *text)
{
    size_t width = 0;
    for (; *text; text = g_utf8_next_char(text))
        width += g_unichar_iszerowidth(g_utf8_get_char(text)) ? 0
                 : g_unichar_iswide(g_utf8_get_char(text))    ? 2
                                                              : 1;
    return width;
}

/* A name that a list of devices has room for; none is cut. */
static void put_name(json_t *mud, const struct declaration *declaration)
{
    const char *name = declaration->product.name;
    if (width_of(name) > SYSTEMINFO_MAX)
        name = declaration->product.label_name;
    value_put_text(mud, "systeminfo", name);
}

static void report(const struct facts *facts, const json_t *mud, struct diags *diags)
{
    const struct declaration *declaration = facts->declaration;
    const char *name = json_string_value(json_object_get(mud, "systeminfo"));
    const char *const kept[] = {
        "manufacturer.name",
        g_strcmp0(name, declaration->product.name) == 0 ? "product.name" : "product.labelName",
        declaration->product.model ? "product.model" : NULL, NULL};
    char as_of[11];
    diag_add(diags, CODE_EXPORT_CHANGED, NOWHERE,
             "MUD says of updates only whether the manufacturer means to issue any: this holds on "
             "%s; merge it into the product's MUD file (RFC 7396), and set last-update there",
             date_format(facts->as_of, as_of));
    losses_report(declaration->document->root, "MUD", kept, diags);
}

GBytes *mud_write(const struct write_input *input, struct diags *diags)
{
    const struct facts *facts = input->wordings[0]->facts;
    const char *why;
    enum tri is = is_supported(facts, &why);
    if (is == TRI_UNKNOWN) {
        diag_add(diags, CODE_EXPORT_REFUSED, NOWHERE,
                 "MUD demands is-supported, whether the manufacturer means to issue any update: %s",
                 why);
        return NULL;
    }
    json_t *patch = json_object(), *mud = json_object();
    value_put_flag(mud, "is-supported", is == TRI_YES);
    put_name(mud, facts->declaration);
    value_put_text(mud, "mfg-name",
                   element_find_text(facts->declaration->document->root, "manufacturer/name"));
    value_put_text(mud, "model-name", facts->declaration->product.model);
    json_object_set_new(patch, "ietf-mud:mud", mud);
    report(facts, mud, diags);
    return json_value_bytes(patch);
}

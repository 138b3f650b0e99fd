/* SPDX-License-Identifier: Apache-2.0 */
/* Prints profiles and their rules. */
#include "cli/explained.h"

#include <string.h>

static void print_source(FILE *out, const struct rule_source *source)
{
    g_autofree char *text = g_strdup_printf("%s%s%s", source->title, source->url ? " " : "",
                                            source->url ? source->url : "");
    print_wrapped(out, text, 4);
}

void explain_profile(FILE *out, const struct profile *profile)
{
    fprintf(out, "%s (%s, version %s)\n", profile->id, profile->kind, profile->version);
    print_wrapped(out, profile->title, 2);
    fputc('\n', out);
    print_wrapped(out, profile->about, 2);
    if (*profile->markets)
        fprintf(out, "\n  Checked by itself for: %s\n", profile->markets);
    fputc('\n', out);
    for (size_t i = 0; i < profile->rule_count; i++) {
        const struct rule *rule = &profile->rules[i];
        g_autofree char *name = g_strdup_printf("  %s/%s", profile->id, rule->id);
        const char *title = rule_text(rule, "title", "en");
        print_hanging(out, name, title ? title : "", strlen(profile->id) + 16);
    }
}

static void print_binding(FILE *out, const struct rule *rule)
{
    static const char *const dates[] = {
        [BINDS_ON_AS_OF] = "checks",
        [BINDS_ON_PLACING] = "placing on the market",
        [BINDS_ON_AVAILABLE] = "making available",
        [BINDS_ON_STATEMENT] = "statements",
    };
    char from[11], until[11];
    if (date_known(rule->binds_from))
        fprintf(out, "\n  Binds %s from %s.\n", dates[rule->binds_on],
                date_format(rule->binds_from, from));
    if (date_known(rule->binds_until))
        fprintf(out, "  Binds %s until %s.\n", dates[rule->binds_on],
                date_format(rule->binds_until, until));
}

static const char *verdict_phrase(const struct rule *rule)
{
    if (!rule->test.text)
        return "A declaration cannot show it, so it is always undetermined.";
    switch (rule->severity) {
    case SEVERITY_ERROR:
        return "A declaration that does not meet it fails.";
    case SEVERITY_WARNING:
        return rule->mark == MARK_READ ? "A declaration that does not meet it is warned of."
                                       : "A declaration that does not meet it is warned of, and "
                                         "never fails: the text was not read itself.";
    case SEVERITY_NOTE:
        break;
    }
    return "A declaration that does not meet it gets a note.";
}

void explain_rule(FILE *out, const struct rule *rule)
{
    const char *title = rule_text(rule, "title", "en");
    const char *advice = rule_text(rule, "advice", "en");
    const char *settled = rule_text(rule, "settledBy", "en");
    fprintf(out, "%s/%s (%s)\n", rule->profile->id, rule->id, rule->clause);
    print_wrapped(out, title ? title : "", 2);
    fputc('\n', out);
    print_wrapped(out, verdict_phrase(rule), 2);
    if (advice)
        print_wrapped(out, advice, 2);
    if (settled) {
        fputs("\n  What settles it:\n", out);
        print_wrapped(out, settled, 4);
    }
    print_binding(out, rule);
    fprintf(out, "\n  Source (%s):\n", mark_name(rule->mark));
    print_source(out, rule->source);
    const struct gates *gates[] = {&rule->profile->applies, &rule->applies};
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(gates); i++)
        for (size_t k = 0; k < gates[i]->count; k++) {
            if (!any)
                fputs("\n  Not applicable where\n", out);
            any = true;
            print_wrapped(out, rule_gate_reason(rule, &gates[i]->first[k], "en"), 4);
        }
}

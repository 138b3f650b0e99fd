/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison found, as text: a block for each product, the most serious first; and as CSV.
 */
#include "report/report_diff.h"

#include "base/text.h"
#include "report/report.h"

#include <string.h>

/* Longest a name or a value is printed, in code points. */
enum { MAX_NAME = 240, MAX_TEXT = 1200 };

static const struct compared_side *side_of(const struct comparison *comparison,
                                           const struct change *change)
{
    return change->in_old ? &comparison->old : &comparison->new;
}

/* Text */

static void append_title(GString *out, const struct comparison *comparison)
{
    text_append_safe(out, comparison->name ? comparison->name : "", MAX_NAME);
    if (comparison->id) {
        g_string_append(out, " (");
        text_append_safe(out, comparison->id, MAX_NAME);
        g_string_append_c(out, ')');
    }
    g_string_append_printf(out, ": %s", fate_words(comparison->fate));
    if (comparison->by == PAIRING_GTIN)
        g_string_append(out, "; the id is another, the GTIN the same");
    else if (comparison->by == PAIRING_MODEL)
        g_string_append(out, "; the id is another, maker and model are the same");
    g_string_append_c(out, '\n');
}

static void append_variant(GString *out, const char *variant)
{
    if (!variant)
        return;
    g_string_append(out, "variant ");
    text_append_safe(out, variant, MAX_NAME);
    g_string_append(out, ": ");
}

static void append_words(GString *out, const char *words)
{
    if (words)
        text_append_safe(out, words, MAX_TEXT);
    else
        g_string_append(out, "(nothing)");
}

/* What only one side has is not said to become anything. */
static void append_reworded(GString *out, const struct comparison *comparison,
                            const struct reworded *one)
{
    g_string_append(out, "  ");
    append_variant(out, one->variant);
    if (comparison->new.file && comparison->old.file) {
        append_words(out, one->was);
        g_string_append(out, " → ");
        append_words(out, one->is);
    } else {
        append_words(out, one->is ? one->is : one->was);
    }
    g_string_append_c(out, '\n');
}

static void append_change(GString *out, const struct comparison *comparison,
                          const struct change *change)
{
    const struct compared_side *side = side_of(comparison, change);
    const struct code_info *info = code_info(change->code);
    g_autofree char *sentence = change_sentence(change);
    g_string_append(out, "  ");
    text_append_safe(out, side->file ? side->file : "", MAX_NAME);
    if (change->line > 0)
        g_string_append_printf(out, ":%zu:%zu", change->line, change->column);
    g_string_append_printf(out, ": %s: %s: ", severity_name(info->severity), info->name);
    append_variant(out, change->variant);
    text_append_safe(out, sentence, MAX_TEXT);
    if (change->pointer && *change->pointer) {
        g_string_append(out, " [");
        text_append_safe(out, change->pointer, MAX_NAME);
        g_string_append_c(out, ']');
    }
    g_string_append_c(out, '\n');
}

/* What is less first, then what is more, then the rest. */
static int rank_of(const struct change *change)
{
    if (code_info(change->code)->severity == SEVERITY_ERROR)
        return 0;
    return change->code == CODE_DIFF_CHANGED ? 2 : 1;
}

static void append_product(GString *out, const struct diff_run_info *run,
                           const struct comparison *comparison, size_t index)
{
    (void)run;
    (void)index;
    append_title(out, comparison);
    for (unsigned i = 0; i < comparison->rewords->len; i++)
        append_reworded(out, comparison, comparison->rewords->pdata[i]);
    for (int rank = 0; rank <= 2; rank++)
        for (unsigned i = 0; i < comparison->changes->len; i++)
            if (rank_of(change_at(comparison->changes, i)) == rank)
                append_change(out, comparison, change_at(comparison->changes, i));
    g_string_append_c(out, '\n');
}

static void begin(GString *out, const struct diff_run_info *run)
{
    (void)out;
    (void)run;
}

static void end(GString *out, const struct diff_run_info *run)
{
    size_t products = 0;
    for (enum fate fate = 0; fate < FATE_COUNT; fate++)
        products += run->counts[fate];
    g_string_append_printf(out, "%zu %s compared: ", products,
                           products == 1 ? "product" : "products");
    const char *comma = "";
    for (enum fate fate = 0; fate < FATE_COUNT; fate++) {
        if (run->counts[fate] == 0 && fate != FATE_WEAKENED)
            continue;
        g_string_append_printf(out, "%s%zu %s", comma, run->counts[fate], fate_words(fate));
        comma = ", ";
    }
    size_t refused = run->old_refused + run->new_refused;
    if (refused > 0)
        g_string_append_printf(out, "; %zu refused and not compared", refused);
    char day[11];
    g_string_append_printf(out, "; as of %s, by uplabel " PACKAGE_VERSION "\n",
                           date_format(run->as_of, day));
}

/* CSV: a row for each change */

/* What a spreadsheet would take for a formula gets an apostrophe in front. */
static void append_cell(GString *out, const char *text, const char *behind)
{
    g_string_append_c(out, '"');
    if (text && *text && strchr("=+-@\t\r", *text))
        g_string_append_c(out, '\'');
    for (; text && *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
    g_string_append(out, behind);
}

static void csv_begin(GString *out, const struct diff_run_info *run)
{
    (void)run;
    g_string_append(out, "product,id,fate,severity,code,variant,what,was,is,file,line,column,"
                         "pointer\r\n");
}

static void csv_product(GString *out, const struct diff_run_info *run,
                        const struct comparison *comparison, size_t index)
{
    (void)run;
    (void)index;
    for (unsigned i = 0; i < comparison->changes->len; i++) {
        const struct change *change = change_at(comparison->changes, i);
        const struct code_info *info = code_info(change->code);
        append_cell(out, comparison->name, ",");
        append_cell(out, comparison->id, ",");
        append_cell(out, fate_name(comparison->fate), ",");
        append_cell(out, severity_name(info->severity), ",");
        append_cell(out, info->name, ",");
        append_cell(out, change->variant, ",");
        append_cell(out, change->what, ",");
        append_cell(out, change->was, ",");
        append_cell(out, change->is, ",");
        append_cell(out, side_of(comparison, change)->file, ",");
        g_string_append_printf(out, "%zu,%zu,", change->line, change->column);
        append_cell(out, change->pointer, "\r\n");
    }
}

const struct diff_format *diff_format_find(const char *name)
{
    static const struct diff_format formats[] = {
        {"text", begin, append_product, end},
        {"json", diff_json_begin, diff_json_product, diff_json_end},
        {"csv", csv_begin, csv_product, begin},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison found, as one JSON document. */
#include "report/json_parts.h"
#include "report/report.h"
#include "report/report_diff.h"

void diff_json_begin(GString *out, const struct diff_run_info *run)
{
    char day[11];
    g_autoptr(json_t) old = json_of_text(run->old), new = json_of_text(run->new);
    g_autoptr(json_t) language = json_of_text(run->language);
    g_string_append_printf(out, "{\"program\":\"uplabel " PACKAGE_VERSION "\",\"asOf\":\"%s\"",
                           date_format(run->as_of, day));
    g_string_append(out, ",\"language\":");
    json_append(out, language);
    g_string_append(out, ",\"old\":");
    json_append(out, old);
    g_string_append(out, ",\"new\":");
    json_append(out, new);
    g_string_append(out, ",\"products\":[\n");
}

static json_t *side_of(const struct compared_side *side)
{
    if (!side->file)
        return json_null();
    json_t *object = json_object();
    json_put_text(object, "file", side->file);
    if (side->line > 0)
        json_put_count(object, "line", side->line);
    return object;
}

static json_t *words_of(const struct comparison *comparison)
{
    json_t *array = json_array();
    for (unsigned i = 0; i < comparison->rewords->len; i++) {
        const struct reworded *one = comparison->rewords->pdata[i];
        json_t *object = json_object();
        json_put_text(object, "word", one->word);
        json_put_text(object, "variant", one->variant);
        json_object_set_new(object, "was", json_of_text(one->was));
        json_object_set_new(object, "is", json_of_text(one->is));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *change_of(const struct comparison *comparison, const struct change *change)
{
    const struct compared_side *side = change->in_old ? &comparison->old : &comparison->new;
    json_t *object = json_object();
    json_put_text(object, "code", code_info(change->code)->name);
    json_put_text(object, "severity", severity_name(code_info(change->code)->severity));
    json_put_text(object, "variant", change->variant);
    json_put_text(object, "what", change->what);
    json_object_set_new(object, "was", json_of_text(change->was));
    json_object_set_new(object, "is", json_of_text(change->is));
    json_put_text(object, "in", change->in_old ? "old" : "new");
    json_put_text(object, "file", side->file);
    if (change->line > 0) {
        json_put_count(object, "line", change->line);
        json_put_count(object, "column", change->column);
    }
    json_put_text(object, "pointer", change->pointer);
    return object;
}

void diff_json_product(GString *out, const struct diff_run_info *run,
                       const struct comparison *comparison, size_t index)
{
    (void)run;
    g_autoptr(json_t) object = json_object();
    json_t *changes = json_array();
    for (unsigned i = 0; i < comparison->changes->len; i++)
        json_array_append_new(changes, change_of(comparison, change_at(comparison->changes, i)));
    json_put_text(object, "name", comparison->name);
    json_put_text(object, "id", comparison->id);
    json_put_text(object, "fate", fate_name(comparison->fate));
    if (comparison->old.file && comparison->new.file)
        json_put_text(object, "pairedBy", pairing_by_name(comparison->by));
    json_object_set_new(object, "old", side_of(&comparison->old));
    json_object_set_new(object, "new", side_of(&comparison->new));
    json_object_set_new(object, "words", words_of(comparison));
    json_object_set_new(object, "changes", changes);
    if (index > 0)
        g_string_append(out, ",\n");
    json_append(out, object);
}

void diff_json_end(GString *out, const struct diff_run_info *run)
{
    g_autoptr(json_t) summary = json_object();
    json_put_count(summary, "old", run->old_count);
    json_put_count(summary, "new", run->new_count);
    json_put_count(summary, "oldRefused", run->old_refused);
    json_put_count(summary, "newRefused", run->new_refused);
    for (enum fate fate = 0; fate < FATE_COUNT; fate++)
        json_put_count(summary, fate_name(fate), run->counts[fate]);
    g_string_append(out, "\n],\"summary\":");
    json_append(out, summary);
    g_string_append(out, "}\n");
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as one JSON document, an input a line so that a long run can be streamed. */
#include "report/report_json.h"

#include <jansson.h>
#include <stdlib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* ASCII, in which jansson leaves one control character as it is. */
static void append_dump(GString *out, const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII);
    for (const char *at = text ? text : "null"; *at; at++) {
        if (*at == '\x7f')
            g_string_append(out, "\\u007f");
        else
            g_string_append_c(out, *at);
    }
    free(text);
}

/* A string that is not UTF-8 (bytes quoted from a broken file) is repaired, never dropped. */
static json_t *string_of(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

static json_t *finding_of(const struct diag *diag)
{
    json_t *finding = json_object();
    json_object_set_new(finding, "code", json_string(diag_name(diag)));
    json_object_set_new(finding, "severity", json_string(severity_name(diag->severity)));
    json_object_set_new(finding, "text", string_of(diag->text));
    if (diag->pointer)
        json_object_set_new(finding, "pointer", string_of(diag->pointer));
    if (diag->line > 0) {
        json_object_set_new(finding, "line", json_integer((json_int_t)diag->line));
        json_object_set_new(finding, "column", json_integer((json_int_t)diag->column));
        json_object_set_new(finding, "offset", json_integer((json_int_t)diag->offset));
    }
    return finding;
}

void report_json_begin(GString *out)
{
    g_string_append(out, "{\"program\":\"uplabel\",\"version\":\"" PACKAGE_VERSION
                         "\",\"inputs\":[\n");
}

void report_json_input(GString *out, const struct report_input *input, size_t index)
{
    g_autoptr(json_t) object = json_object();
    json_object_set_new(object, "file", string_of(input->file));
    if (input->line > 0)
        json_object_set_new(object, "line", json_integer((json_int_t)input->line));
    json_object_set_new(object, "sha256", *input->digest ? json_string(input->digest) : json_null());
    json_object_set_new(object, "refused", json_boolean(input->refused));
    json_t *findings = json_array();
    for (size_t i = 0; i < diags_count(input->diags); i++)
        json_array_append_new(findings, finding_of(diags_at(input->diags, i)));
    json_object_set_new(object, "findings", findings);
    json_object_set_new(object, "notShown", json_integer((json_int_t)diags_dropped(input->diags)));
    if (index > 0)
        g_string_append(out, ",\n");
    append_dump(out, object);
}

void report_json_end(GString *out, const struct report_totals *totals)
{
    g_string_append_printf(out,
                           "\n],\"summary\":{\"judged\":%zu,\"accepted\":%zu,\"refused\":%zu,"
                           "\"errors\":%zu,\"warnings\":%zu}}\n",
                           totals->judged, totals->judged - totals->refused, totals->refused,
                           totals->errors, totals->warnings);
}

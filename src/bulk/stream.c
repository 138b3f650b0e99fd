/* SPDX-License-Identifier: Apache-2.0 */
/* A record's line on the stream: id, findings, label JSON and the bytes of every other output. */
#include "bulk/stream.h"

#include <jansson.h>
#include <string.h>

/* Bytes of broken input may stand in a finding: they are repaired, never dropped. */
static json_t *text_of(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

static json_t *finding_of(const struct diag *diag)
{
    static const char *const severities[] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};
    json_t *object = json_object();
    json_object_set_new(object, "code", json_string(code_info(diag->code)->name));
    json_object_set_new(object, "severity", json_string(severities[diag->severity]));
    json_object_set_new(object, "text", text_of(diag->text));
    if (diag->line > 0) {
        json_object_set_new(object, "line", json_integer((json_int_t)diag->line));
        json_object_set_new(object, "column", json_integer((json_int_t)diag->column));
    }
    if (diag->pointer != NULL)
        json_object_set_new(object, "pointer", text_of(diag->pointer));
    return object;
}

static json_t *findings_of(const struct diags *diags)
{
    json_t *array = json_array();
    for (size_t i = 0; i < diags_count(diags); i++)
        json_array_append_new(array, finding_of(diags_at(diags, i)));
    return array;
}

/* An output: the label JSON as what it is, text as text, all else in base64. */
static json_t *output_of(const char *name, GBytes *output)
{
    size_t size;
    const char *bytes = g_bytes_get_data(output, &size);
    json_t *object = json_object();
    json_object_set_new(object, "name", json_string(name));
    if (g_str_has_suffix(name, ".json")) {
        json_object_set_new(object, "json", json_loadb(bytes, size, 0, NULL));
    } else if (g_utf8_validate(bytes, (gssize)size, NULL)) {
        json_object_set_new(object, "text", json_stringn(bytes, size));
    } else {
        g_autofree char *base64 = g_base64_encode((const guchar *)bytes, size);
        json_object_set_new(object, "base64", json_string(base64));
    }
    return object;
}

static json_t *labels_of(const struct result *result)
{
    json_t *array = json_array();
    for (guint i = 0; i < result->labels->len; i++)
        json_array_append_new(array, json_loads(result->labels->pdata[i], 0, NULL));
    return array;
}

/* What every line says. */
static json_t *line_of(const char *id, const char *file, size_t number, const char *digest,
                       const struct diags *diags)
{
    json_t *line = json_object();
    json_object_set_new(line, "id", id != NULL ? json_string(id) : json_null());
    json_object_set_new(line, "source", text_of(file));
    if (number > 0)
        json_object_set_new(line, "line", json_integer((json_int_t)number));
    json_object_set_new(line, "sha256", json_string(digest));
    json_object_set_new(line, "findings", findings_of(diags));
    return line;
}

static char *dump(json_t *line)
{
    char *text = json_dumps(line, JSON_SORT_KEYS | JSON_COMPACT);
    char *whole = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(line);
    return whole;
}

char *stream_line(const struct result *result, const struct job *job,
                  const struct outputs *outputs)
{
    json_t *line = line_of(result->id, job->file, job->line, job->digest, job->diags);
    bool written = result->outcome == OUTCOME_WRITTEN;
    json_object_set_new(line, "refused", json_boolean(!written));
    json_object_set_new(line, "labels", labels_of(result));
    json_t *array = json_array();
    for (size_t i = 0; written && i < outputs_count(outputs); i++)
        json_array_append_new(array, output_of(outputs_name(outputs, i), outputs_bytes(outputs, i)));
    json_object_set_new(line, "outputs", array);
    return dump(line);
}

char *stream_refusal(const struct source *source, const char *file, const char *digest,
                     const char *id, const struct diags *diags)
{
    json_t *line = line_of(id, file, source != NULL ? source->line : 0, digest, diags);
    json_object_set_new(line, "refused", json_true());
    json_object_set_new(line, "labels", json_array());
    json_object_set_new(line, "outputs", json_array());
    return dump(line);
}

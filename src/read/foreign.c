/* SPDX-License-Identifier: Apache-2.0 */
/* Foreign formats → the draft of a declaration, with what it still lacks. */
#include "read/foreign.h"

#include "read/foreign_parts.h"
#include "read/json.h"
#include "read/policy.h"
#include "read/schema.h"

#include <stdlib.h>
#include <string.h>

const char *draft_text(const json_t *record, const char *key)
{
    return json_string_value(json_object_get(record, key));
}

void draft_put(json_t *draft, const char *path, const char *text)
{
    if (!text)
        return;
    g_auto(GStrv) names = g_strsplit(path, ".", -1);
    for (size_t i = 0; names[i + 1]; i++) {
        if (!json_object_get(draft, names[i]))
            json_object_set_new(draft, names[i], json_object());
        draft = json_object_get(draft, names[i]);
    }
    json_object_set_new(draft, names[g_strv_length(names) - 1], json_string(text));
}

void draft_extend(json_t *draft, const char *name, const char *value)
{
    if (!json_object_get(draft, "extensions"))
        json_object_set_new(draft, "extensions", json_array());
    json_t *item = json_object();
    draft_put(item, "name", name);
    draft_put(item, "value", value);
    json_array_append_new(json_object_get(draft, "extensions"), item);
}

static json_t *load(const struct source *source)
{
    return json_loadb(source->bytes, source->size, JSON_REJECT_DUPLICATES, NULL);
}

static enum foreign_kind kind_of(const json_t *record)
{
    const char *schema = draft_text(record, "$schema");
    if (g_strcmp0(draft_text(record, "schema"), "urn:uplabel:label:1") == 0 &&
        json_is_object(json_object_get(record, "declaration")))
        return FOREIGN_LABEL;
    if (schema && strstr(schema, "/openeox/") && json_object_get(record, "end_of_life"))
        return FOREIGN_OPENEOX;
    if (draft_text(record, "schema_version") && json_object_get(record, "support_date"))
        return FOREIGN_CTA2120;
    return FOREIGN_NONE;
}

enum foreign_kind foreign_find(const struct source *source)
{
    json_t *record = load(source);
    enum foreign_kind kind = kind_of(record);
    json_decref(record);
    return kind;
}

/* A source that holds the draft. */
static struct source *source_of(const char *name, const json_t *draft)
{
    g_autofree char *own = g_strconcat(name, " (draft)", NULL);
    char *text = json_dumps(draft, JSON_COMPACT);
    struct source *source = source_new(own, text, strlen(text));
    free(text);
    return source;
}

/* What a declaration must have and the draft has not is a list of things to do; any other fault
 * means that the draft is none. */
static void judge(struct source *source, const json_t *draft, struct diags *diags)
{
    struct diags *found = diags_new(0);
    struct document *document = json_read(source_of(source->name, draft), found);
    if (document && schema_judge_declaration(document, found))
        policy_judge(document, found);
    diags_sort(found);
    for (size_t i = 0; i < diags_count(found); i++) {
        const struct diag *diag = diags_at(found, i);
        if (diag->code == CODE_SCHEMA_MISSING)
            diag_add(diags, CODE_IMPORT_MISSING, (struct place){source, NO_OFFSET, diag->pointer},
                     "%s", diag->text);
        else
            diag_add(diags, diag->code, (struct place){source, NO_OFFSET, diag->pointer}, "%s",
                     diag->text);
    }
    document_free(document);
    diags_free(found);
}

static json_t *draft_of(const json_t *record, enum foreign_kind foreign, struct diags *diags)
{
    if (foreign == FOREIGN_LABEL)
        return json_incref(json_object_get(record, "declaration"));
    json_t *draft = json_object();
    draft_put(draft, "schemaVersion", "1.0");
    if (foreign == FOREIGN_OPENEOX)
        openeox_draft(record, draft, diags);
    else
        cta2120_draft(record, draft, diags);
    return draft;
}

struct document *foreign_read(struct source *source, enum foreign_kind foreign, struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    diags_set_place(diags, (struct place){source, NO_OFFSET, NULL});
    json_t *record = load(source), *draft = draft_of(record, foreign, diags);
    if (diags_count_of(diags, SEVERITY_ERROR) == before)
        judge(source, draft, diags);
    diags_set_place(diags, NOWHERE);
    bool good = diags_count_of(diags, SEVERITY_ERROR) == before;
    /* The judge sets aside what is not complete, so what is handed on was not judged. */
    struct document *document = good ? json_read(source_of(source->name, draft), diags) : NULL;
    json_decref(draft);
    json_decref(record);
    source_free(source);
    return document;
}

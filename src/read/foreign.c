/* SPDX-License-Identifier: Apache-2.0 */
/* Foreign formats → the draft of a declaration, with what it still lacks. */
#include "read/foreign.h"

#include "read/carrier.h"
#include "read/foreign_parts.h"
#include "read/json.h"
#include "read/map.h"
#include "read/policy.h"
#include "read/read.h"
#include "read/schema.h"
#include "read/vocabulary.h"

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

/* What a source is. */
enum foreign_kind {
    FOREIGN_NONE, /* a declaration, a label that carries one, or nothing that is known */
    FOREIGN_OPENEOX,
    FOREIGN_CTA2120,
};

/* By what only that format has: a member "$schema" or "schema_version". */
static enum foreign_kind kind_of(const json_t *record)
{
    const char *schema = draft_text(record, "$schema");
    if (schema && strstr(schema, "/openeox/") && json_object_get(record, "end_of_life"))
        return FOREIGN_OPENEOX;
    if (draft_text(record, "schema_version") && json_object_get(record, "support_date"))
        return FOREIGN_CTA2120;
    return FOREIGN_NONE;
}

static enum foreign_kind kind_of_source(const struct source *source)
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
 * means that the draft is none. The faults of a row have places of their own, those of another
 * format's draft, which nobody sees, only the field. Frees the draft and returns NULL where it is
 * none. */
static struct document *judge(struct document *draft, struct source *source, struct diags *diags)
{
    struct diags *found = diags_new(0);
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    schema_judge_declaration(draft, found);
    policy_judge(draft, found);
    for (size_t i = 0; i < diags_count(found); i++) {
        const struct diag *diag = diags_at(found, i);
        bool missing = diag->code == CODE_SCHEMA_MISSING;
        size_t offset = draft->source == source ? diag->offset : NO_OFFSET;
        diag_add(diags, missing ? CODE_IMPORT_MISSING : diag->code,
                 (struct place){source, offset, diag->pointer}, "%s", diag->text);
    }
    diags_free(found);
    if (diags_count_of(diags, SEVERITY_ERROR) == before)
        return draft;
    document_free(draft);
    return NULL;
}

static json_t *draft_of(const json_t *record, enum foreign_kind foreign, struct diags *diags)
{
    json_t *draft = json_object();
    draft_put(draft, "schemaVersion", "1.0");
    if (foreign == FOREIGN_OPENEOX)
        openeox_draft(record, draft, diags);
    else
        cta2120_draft(record, draft, diags);
    return draft;
}

/* Takes the source. */
static struct document *read_foreign(struct source *source, enum foreign_kind foreign,
                                     struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    diags_set_place(diags, (struct place){source, NO_OFFSET, NULL});
    json_t *record = load(source), *draft = draft_of(record, foreign, diags);
    diags_set_place(diags, NOWHERE);
    struct document *document = NULL;
    if (diags_count_of(diags, SEVERITY_ERROR) == before)
        document = json_read(source_of(source->name, draft), diags);
    if (document)
        document = judge(document, source, diags);
    json_decref(draft);
    json_decref(record);
    source_free(source);
    return document;
}

static struct document *read_row(struct source *row, const struct map *map, struct diags *diags)
{
    struct document *document = map_draft_row(map, row, diags);
    return document ? judge(document, row, diags) : NULL;
}

struct document *draft_read(struct source *source, const struct map *map, bool *draft,
                            struct diags *diags)
{
    bool row = map && source->header;
    enum foreign_kind foreign = row ? FOREIGN_NONE : kind_of_source(source);
    *draft = row || foreign != FOREIGN_NONE;
    if (row)
        return read_row(source, map, diags);
    if (foreign != FOREIGN_NONE)
        return read_foreign(source, foreign, diags);
    if (carrier_unpack(source, diags))
        return read_declaration(source, diags);
    source_free(source);
    return NULL;
}

/* The member of that name, added where it is not there. */
static struct element *member_of(struct document *draft, struct element *parent, const char *name)
{
    struct element *member = element_child(parent, name);
    if (member)
        return member;
    member = document_add(draft, parent, name, parent->space);
    member->field = field_member(parent->field, name);
    member->offset = parent->offset;
    return member;
}

static void fill(struct document *draft, struct element *parent, const char *name, const char *text)
{
    if (!element_child(parent, name))
        document_set_text(draft, member_of(draft, parent, name), text);
}

void draft_fill(struct document *draft)
{
    static const char *const given[][3] = {
        {"updates", "capability", "notStated"},
        {"support", "commitment", "notStated"},
        {"product", "name", "the product"},
        {"manufacturer", "name", "the manufacturer"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(given); i++)
        fill(draft, member_of(draft, draft->root, given[i][0]), given[i][1], given[i][2]);
    fill(draft, draft->root, "language", "und");
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The way in: bytes become a document that the schema and the policies have judged. */
#include "read/read.h"

#include "base/assets.h"
#include "read/json.h"
#include "read/libxml.h"
#include "read/map.h"
#include "read/policy.h"
#include "read/schema.h"
#include "read/tolerance.h"
#include "read/vocabulary.h"
#include "read/xml.h"
#include "read/xsd.h"

#include <string.h>

static bool has_suffix(const char *name, const char *suffix)
{
    size_t size = strlen(name), tail = strlen(suffix);
    return size >= tail && g_ascii_strcasecmp(name + size - tail, suffix) == 0;
}

/* The first byte that is neither blank nor part of a byte order mark or a wide character. */
static char first_byte(const struct source *source)
{
    size_t at = 0;
    while (at < source->size && (!source->bytes[at] || strchr(" \t\r\n", source->bytes[at]) ||
                                 strchr("\xef\xbb\xbf\xfe\xff", source->bytes[at])))
        at++;
    return at < source->size ? source->bytes[at] : '\0';
}

static enum syntax find_syntax(const struct source *source)
{
    char first = first_byte(source);
    if (first == '<')
        return SYNTAX_XML;
    if (first == '{' || first == '[' || has_suffix(source->name, ".json"))
        return SYNTAX_JSON;
    if (has_suffix(source->name, ".xml"))
        return SYNTAX_XML;
    return first && strchr("\"-0123456789tfn", first) ? SYNTAX_JSON : SYNTAX_XML;
}

static struct document *read_tree(struct source *source, const struct map *map, struct diags *diags)
{
    if (map && source->header)
        return map_read_row(map, source, diags);
    return find_syntax(source) == SYNTAX_XML ? xml_read(source, diags) : json_read(source, diags);
}

/* The gate and the policies; false where there was an error. */
static bool judge(struct document *document, struct diags *diags)
{
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    bool known = schema_judge_declaration(document, diags);
    policy_judge(document, diags);
    return known && diags_count_of(diags, SEVERITY_ERROR) == before;
}

/* The same without the fields whose faults are tolerated. */
static bool judge_tolerantly(struct document *document, const struct read_options *options,
                             struct diags *diags)
{
    struct diags *found = diags_new(0);
    bool good = judge(document, found);
    if (!good && tolerance_apply(options->tolerance, document, found, diags, options->tolerated)) {
        diags_free(found);
        return judge(document, diags);
    }
    diags_move(diags, found);
    return good;
}

struct document *read_record(struct source *source, const struct read_options *options,
                             struct diags *diags)
{
    struct document *document = read_tree(source, options->map, diags);
    if (!document)
        return NULL;
    if (options->tolerance ? judge_tolerantly(document, options, diags) : judge(document, diags))
        return document;
    document_free(document);
    return NULL;
}

struct document *read_declaration(struct source *source, struct diags *diags)
{
    return read_record(source, &(struct read_options){0}, diags);
}

static bool has_root(struct document *document, const char *root, struct diags *diags)
{
    if (strcmp(document->root->name, root) == 0)
        return true;
    document_report(
        document, document->root, diags, CODE_SCHEMA_NAME,
        "root element \"%s\" is not the one that this kind of file has; expected \"%s\"",
        document->root->name, root);
    return false;
}

struct document *read_data_file(struct source *source, const char *schema, const char *root,
                                struct diags *diags)
{
    bool known = assets_include(source);
    struct document *document = xml_read(source, diags);
    if (document && has_root(document, root, diags) &&
        (known || schema_judge(document, schema, diags)))
        return document;
    document_free(document);
    return NULL;
}

void read_shutdown(void)
{
    vocabulary_shutdown();
    xsd_shutdown();
    libxml_shutdown();
}

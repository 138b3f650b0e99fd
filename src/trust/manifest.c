/* SPDX-License-Identifier: Apache-2.0 */
/* What is signed: which files, with their digests, and what they were made with, as canonical JSON.
 */
#include "trust/manifest.h"

#include "trust/tree.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA "urn:uplabel:manifest:1"

/* Keys are ASCII, numbers whole and below 2^53, and control characters refused: so sorted and
 * compact is what RFC 8785 asks for. */
#define CANONICAL (JSON_SORT_KEYS | JSON_COMPACT)
#define SIZE_LIMIT ((json_int_t)1 << 53)

static void clear_file(void *file)
{
    g_free(((struct manifest_file *)file)->path);
}

static void clear_part(void *part)
{
    g_free(((struct manifest_part *)part)->name);
    g_free(((struct manifest_part *)part)->version);
}

GArray *manifest_files_new(void)
{
    GArray *files = g_array_new(FALSE, TRUE, sizeof(struct manifest_file));
    g_array_set_clear_func(files, clear_file);
    return files;
}

GArray *manifest_parts_new(void)
{
    GArray *parts = g_array_new(FALSE, TRUE, sizeof(struct manifest_part));
    g_array_set_clear_func(parts, clear_part);
    return parts;
}

/* Writing */

static void put(json_t *object, const char *key, const char *text)
{
    if (text && json_object_set_new(object, key, json_string(text)) != 0)
        abort();
}

static json_t *file_value(const struct manifest_file *file)
{
    json_t *object = json_object();
    put(object, "path", file->path);
    put(object, "sha256", file->sha256);
    json_object_set_new(object, "size", json_integer((json_int_t)file->size));
    return object;
}

/* Takes the value; what is returned is freed by g_free. */
static char *canonical(json_t *value)
{
    char *text = json_dumps(value, CANONICAL);
    if (!text)
        abort();
    json_decref(value);
    char *copy = g_strdup(text);
    free(text);
    return copy;
}

char *manifest_line(const struct manifest_file *file)
{
    return canonical(file_value(file));
}

static json_t *parts_value(const GArray *parts)
{
    json_t *array = json_array();
    for (guint i = 0; i < parts->len; i++) {
        const struct manifest_part *part = &g_array_index(parts, struct manifest_part, i);
        json_t *object = json_object();
        put(object, "name", part->name);
        put(object, "version", part->version);
        put(object, "sha256", part->sha256);
        json_array_append_new(array, object);
    }
    return array;
}

/* Takes the files' value. */
static char *manifest_text(const struct manifest_about *about, json_t *files)
{
    json_t *manifest = json_object();
    put(manifest, "schema", SCHEMA);
    put(manifest, "program", about->program);
    put(manifest, "asOf", about->as_of);
    put(manifest, "signedBy", about->signed_by);
    put(manifest, "signedOn", about->signed_on);
    json_object_set_new(manifest, "data", parts_value(about->data));
    json_object_set_new(manifest, "fonts", parts_value(about->fonts));
    json_object_set_new(manifest, "files", files);
    return canonical(manifest);
}

char *manifest_of_files(const struct manifest_about *about, const GArray *files)
{
    json_t *array = json_array();
    for (guint i = 0; i < files->len; i++)
        json_array_append_new(array, file_value(&g_array_index(files, struct manifest_file, i)));
    return manifest_text(about, array);
}

char *manifest_of_list(const struct manifest_about *about, uint64_t count, const char *sha256)
{
    json_t *list = json_object();
    json_object_set_new(list, "count", json_integer((json_int_t)count));
    put(list, "list", MANIFEST_LIST);
    put(list, "sha256", sha256);
    return manifest_text(about, list);
}

/* Reading */

static bool take_digest(const json_t *object, char hex[HASH_HEX_SIZE])
{
    const char *text = json_string_value(json_object_get(object, "sha256"));
    if (!text || strlen(text) != HASH_HEX_SIZE - 1 ||
        strspn(text, "0123456789abcdef") != HASH_HEX_SIZE - 1)
        return false;
    memcpy(hex, text, HASH_HEX_SIZE);
    return true;
}

static bool take_number(const json_t *object, const char *key, uint64_t *number)
{
    const json_t *value = json_object_get(object, key);
    json_int_t whole = json_integer_value(value);
    *number = (uint64_t)whole;
    return json_is_integer(value) && whole >= 0 && whole < SIZE_LIMIT;
}

static bool take_file(const json_t *object, struct manifest_file *file)
{
    const char *path = json_string_value(json_object_get(object, "path"));
    if (!path || json_object_size(object) != 3 || !path_is_plain(path) ||
        !take_digest(object, file->sha256) || !take_number(object, "size", &file->size))
        return false;
    file->path = g_strdup(path);
    return true;
}

bool manifest_read_line(const char *line, size_t size, struct manifest_file *file)
{
    *file = (struct manifest_file){0};
    json_t *object = json_loadb(line, size, JSON_REJECT_DUPLICATES, NULL);
    bool good = take_file(object, file);
    json_decref(object);
    return good;
}

/* In strict order, so that none is there twice. */
static const char *take_files(const json_t *array, struct manifest *manifest)
{
    size_t i;
    json_t *value;
    const char *before = "";
    if (json_array_size(array) == 0 || json_array_size(array) > MANIFEST_MAX_FILES)
        return "it has no files, or too many";
    manifest->files = manifest_files_new();
    json_array_foreach(array, i, value)
    {
        struct manifest_file file = {0};
        if (!take_file(value, &file))
            return "one of its files has no path below the manifest, digest and size";
        g_array_append_val(manifest->files, file);
        if (strcmp(before, file.path) >= 0)
            return "its files are not in the order of their paths";
        before = file.path;
    }
    manifest->count = manifest->files->len;
    return NULL;
}

static const char *take_list(const json_t *list, struct manifest *manifest)
{
    const char *name = json_string_value(json_object_get(list, "list"));
    if (g_strcmp0(name, MANIFEST_LIST) != 0 || !take_number(list, "count", &manifest->count) ||
        !take_digest(list, manifest->list_sha256))
        return "what it says of the list of files is broken";
    return NULL;
}

static void take_text(const json_t *head, const char *key, char **field)
{
    *field = g_strdup(json_string_value(json_object_get(head, key)));
}

static const char *take_all(const json_t *head, struct manifest *manifest)
{
    const char *schema = json_string_value(json_object_get(head, "schema"));
    const json_t *files = json_object_get(head, "files");
    if (g_strcmp0(schema, SCHEMA) != 0)
        return "it is no manifest of the version " SCHEMA;
    take_text(head, "program", &manifest->program);
    take_text(head, "asOf", &manifest->as_of);
    take_text(head, "signedBy", &manifest->signed_by);
    take_text(head, "signedOn", &manifest->signed_on);
    return json_is_array(files) ? take_files(files, manifest) : take_list(files, manifest);
}

struct manifest *manifest_read(const char *json, size_t size, const char **fault)
{
    json_t *head = json_loadb(json, size, JSON_REJECT_DUPLICATES, NULL);
    struct manifest *manifest = g_new0(struct manifest, 1);
    *fault = take_all(head, manifest);
    json_decref(head);
    if (!*fault)
        return manifest;
    manifest_free(manifest);
    return NULL;
}

void manifest_free(struct manifest *manifest)
{
    if (!manifest)
        return;
    if (manifest->files)
        g_array_unref(manifest->files);
    g_free(manifest->program);
    g_free(manifest->as_of);
    g_free(manifest->signed_by);
    g_free(manifest->signed_on);
    g_free(manifest);
}

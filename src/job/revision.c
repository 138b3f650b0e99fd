/* SPDX-License-Identifier: Apache-2.0 */
/* One side of a comparison: a SOURCE's records by place and key, read again when they are needed.
 */
#include "job/revision.h"

#include "read/carrier.h"
#include "read/read.h"
#include "read/records.h"

#include <string.h>

/* Half of a SHA-256 tells records apart, and halves what is kept of them. */
enum { DIGEST_SIZE = 32 };

struct entry {
    struct record_place place; /* file: of the revision's chunk */
    char digest[DIGEST_SIZE];  /* hexadecimal, without an end */
};

struct revision {
    GArray *entries; /* of struct entry */
    GStringChunk *files;
    struct pairing *pairing;
    char *bytes; /* of a stream, which cannot be read again; NULL: files */
    size_t size;
    size_t refused;
};

static void set_digest(char digest[DIGEST_SIZE], const struct source *source)
{
    char hex[HASH_HEX_SIZE];
    hash_sha256(source->bytes, source->size, hex);
    memcpy(digest, hex, DIGEST_SIZE);
}

/* A declaration, or that of a label; takes the source. NULL after findings. */
static struct document *read_carried(struct source *source, struct diags *diags)
{
    if (carrier_unpack(source, diags))
        return read_declaration(source, diags);
    source_free(source);
    return NULL;
}

static void add(struct revision *revision, struct source *source, const char *file,
                struct diags *diags)
{
    struct entry entry = {
        .place = {g_string_chunk_insert_const(revision->files, file), source->line, source->offset,
                  source->size},
    };
    set_digest(entry.digest, source);
    if (strcmp(file, "-") == 0) {
        revision->bytes = g_strndup(source->bytes, source->size);
        revision->size = source->size;
    }
    struct document *document = read_carried(source, diags);
    if (document) {
        pairing_add(revision->pairing, revision->entries->len, document);
        g_array_append_val(revision->entries, entry);
    } else {
        revision->refused++;
    }
    document_free(document);
}

struct revision *revision_read(const char *path, FILE *in, struct diags *diags)
{
    struct revision *revision = g_new0(struct revision, 1);
    revision->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    revision->files = g_string_chunk_new(256);
    revision->pairing = pairing_new();
    struct records *records = records_open(path, in);
    struct source *source;
    const char *file;
    while (records_next(records, diags, &source, &file)) {
        if (source)
            add(revision, source, file, diags);
        else
            revision->refused++;
    }
    records_free(records);
    return revision;
}

void revision_free(struct revision *revision)
{
    if (!revision)
        return;
    g_array_unref(revision->entries);
    g_string_chunk_free(revision->files);
    pairing_free(revision->pairing);
    g_free(revision->bytes);
    g_free(revision);
}

size_t revision_count(const struct revision *revision)
{
    return revision->entries->len;
}

size_t revision_refused(const struct revision *revision)
{
    return revision->refused;
}

struct pairing *revision_pairing(struct revision *revision)
{
    return revision->pairing;
}

static const struct entry *entry_at(const struct revision *revision, size_t number)
{
    return &g_array_index(revision->entries, struct entry, number);
}

struct revision_record revision_record(const struct revision *revision, size_t number)
{
    const struct entry *entry = entry_at(revision, number);
    bool stream = strcmp(entry->place.file, "-") == 0;
    struct revision_record record = {
        .file = stream ? "<stdin>" : entry->place.file,
        .line = entry->place.line,
    };
    memcpy(record.digest, entry->digest, DIGEST_SIZE);
    return record;
}

bool revision_same(const struct revision *a, size_t number, const struct revision *b, size_t other)
{
    return memcmp(entry_at(a, number)->digest, entry_at(b, other)->digest, DIGEST_SIZE) == 0;
}

static struct source *read_again(const struct revision *revision, const struct entry *entry,
                                 struct diags *diags)
{
    if (revision->bytes && strcmp(entry->place.file, "-") == 0)
        return source_new("<stdin>", revision->bytes, revision->size);
    return records_read_again(&entry->place, diags);
}

struct document *revision_document(const struct revision *revision, size_t number,
                                   struct diags *diags)
{
    const struct entry *entry = entry_at(revision, number);
    struct source *source = read_again(revision, entry, diags);
    char digest[DIGEST_SIZE];
    if (!source)
        return NULL;
    set_digest(digest, source);
    if (memcmp(digest, entry->digest, DIGEST_SIZE) != 0) {
        diag_add(diags, CODE_IO_READ, (struct place){source, NO_OFFSET, NULL},
                 "the file has changed while it was compared: start again");
        source_free(source);
        return NULL;
    }
    struct diags *known = diags_new(0);
    struct document *document = read_carried(source, known);
    diags_free(known);
    return document;
}

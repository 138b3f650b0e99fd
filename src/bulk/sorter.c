/* SPDX-License-Identifier: Apache-2.0 */
/* Sorts more records than memory holds: by key, then by content, as bytes. */
#include "bulk/sorter.h"

#include "base/streams.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    IN_MEMORY = 4 << 20, /* bytes */
    RUNS_MAX = 32,       /* sorted files at a time; then they become one */
};

struct head {
    uint32_t key_size, size;
};

/* A sorted file, and the record that is next in it. */
struct run {
    FILE *file;
    GByteArray *bytes; /* key and content */
    struct head head;
    bool over;
};

struct sorter {
    struct tree *tree;
    struct diags *diags;
    GByteArray *bytes; /* records not yet in a file: head, key, content … */
    GArray *offsets;   /* … each begins at one of these */
    GPtrArray *runs;
    struct run *told; /* the run whose record was told last */
    bool failed;
};

static void free_run(void *data)
{
    struct run *run = data;
    if (run->file != NULL)
        fclose(run->file);
    g_byte_array_unref(run->bytes);
    g_free(run);
}

struct sorter *sorter_new(struct tree *tree, struct diags *diags)
{
    struct sorter *sorter = g_new0(struct sorter, 1);
    sorter->tree = tree;
    sorter->diags = diags;
    sorter->bytes = g_byte_array_new();
    sorter->offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
    sorter->runs = g_ptr_array_new_with_free_func(free_run);
    return sorter;
}

void sorter_free(struct sorter *sorter)
{
    if (sorter == NULL)
        return;
    g_byte_array_unref(sorter->bytes);
    g_array_unref(sorter->offsets);
    g_ptr_array_unref(sorter->runs);
    g_free(sorter);
}

bool sorter_good(const struct sorter *sorter)
{
    return !sorter->failed;
}

static void fail(struct sorter *sorter, int error)
{
    if (!sorter->failed)
        tree_fail(sorter->tree, "sorting", error, sorter->diags);
    sorter->failed = true;
}

static int compare_bytes(const guint8 *a, size_t a_size, const guint8 *b, size_t b_size)
{
    int order = memcmp(a, b, MIN(a_size, b_size));
    return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

static int compare_records(struct head a_head, const guint8 *a, struct head b_head, const guint8 *b)
{
    int order = compare_bytes(a, a_head.key_size, b, b_head.key_size);
    return order != 0
               ? order
               : compare_bytes(a + a_head.key_size, a_head.size, b + b_head.key_size, b_head.size);
}

static struct head head_at(const guint8 *at)
{
    struct head head;
    memcpy(&head, at, sizeof head);
    return head;
}

static int compare_offsets(const void *a, const void *b, void *data)
{
    const guint8 *bytes = data;
    const guint8 *one = bytes + *(const size_t *)a, *other = bytes + *(const size_t *)b;
    return compare_records(head_at(one), one + sizeof(struct head), head_at(other),
                           other + sizeof(struct head));
}

/* Runs */

/* A new file that goes away with its descriptor; NULL after a finding. */
static struct run *run_new(struct sorter *sorter)
{
    int descriptor = sorter->failed ? -1 : tree_create(sorter->tree, "sorting", sorter->diags);
    FILE *file = descriptor >= 0 ? streams_open(descriptor, "w+") : NULL;
    if (file == NULL || !tree_unlink(sorter->tree, "sorting", sorter->diags)) {
        sorter->failed = true;
        if (file != NULL)
            fclose(file);
        return NULL;
    }
    struct run *run = g_new0(struct run, 1);
    run->file = file;
    run->bytes = g_byte_array_new();
    return run;
}

static void put(struct run *run, struct head head, const guint8 *bytes)
{
    fwrite(&head, sizeof head, 1, run->file);
    fwrite(bytes, 1, (size_t)head.key_size + head.size, run->file);
}

/* Reads the next record of a file. */
static void advance(struct sorter *sorter, struct run *run)
{
    size_t got = fread(&run->head, 1, sizeof run->head, run->file);
    run->over = got == 0 && !ferror(run->file);
    if (run->over)
        return;
    size_t size = got == sizeof run->head ? (size_t)run->head.key_size + run->head.size : 0;
    g_byte_array_set_size(run->bytes, (guint)size);
    if (got < sizeof run->head || fread(run->bytes->data, 1, size, run->file) < size) {
        fail(sorter, ferror(run->file) ? streams_error() : EIO);
        run->over = true;
    }
}

static struct run *least(const struct sorter *sorter)
{
    struct run *first = NULL;
    for (guint i = 0; i < sorter->runs->len; i++) {
        struct run *run = sorter->runs->pdata[i];
        if (!run->over && (first == NULL || compare_records(run->head, run->bytes->data,
                                                            first->head, first->bytes->data) < 0))
            first = run;
    }
    return first;
}

static void begin(struct sorter *sorter)
{
    sorter->told = NULL;
    for (guint i = 0; i < sorter->runs->len; i++) {
        struct run *run = sorter->runs->pdata[i];
        if (fflush(run->file) != 0 || ferror(run->file))
            fail(sorter, streams_error());
        rewind(run->file);
        advance(sorter, run);
    }
}

/* All files into one. */
static void merge(struct sorter *sorter)
{
    struct run *merged = run_new(sorter), *run;
    begin(sorter);
    while (merged != NULL && !sorter->failed && (run = least(sorter)) != NULL) {
        put(merged, run->head, run->bytes->data);
        advance(sorter, run);
    }
    g_ptr_array_set_size(sorter->runs, 0);
    if (merged != NULL)
        g_ptr_array_add(sorter->runs, merged);
}

/* What is in memory becomes a file. */
static void spill(struct sorter *sorter)
{
    if (sorter->runs->len == RUNS_MAX)
        merge(sorter);
    struct run *run = run_new(sorter);
    g_array_sort_with_data(sorter->offsets, compare_offsets, sorter->bytes->data);
    for (guint i = 0; run != NULL && i < sorter->offsets->len; i++) {
        const guint8 *at = sorter->bytes->data + g_array_index(sorter->offsets, size_t, i);
        put(run, head_at(at), at + sizeof(struct head));
    }
    if (run != NULL)
        g_ptr_array_add(sorter->runs, run);
    g_byte_array_set_size(sorter->bytes, 0);
    g_array_set_size(sorter->offsets, 0);
}

/* Use */

void sorter_add(struct sorter *sorter, const char *key, size_t key_size, const char *content,
                size_t size)
{
    struct head head = {(uint32_t)key_size, (uint32_t)size};
    size_t offset = sorter->bytes->len;
    g_array_append_val(sorter->offsets, offset);
    g_byte_array_append(sorter->bytes, (const guint8 *)&head, sizeof head);
    g_byte_array_append(sorter->bytes, (const guint8 *)key, (guint)key_size);
    g_byte_array_append(sorter->bytes, (const guint8 *)content, (guint)size);
    if (sorter->bytes->len > IN_MEMORY)
        spill(sorter);
}

void sorter_rewind(struct sorter *sorter)
{
    if (sorter->offsets->len > 0)
        spill(sorter);
    begin(sorter);
}

bool sorter_next(struct sorter *sorter, struct sorted *record)
{
    if (sorter->told != NULL)
        advance(sorter, sorter->told);
    struct run *run = sorter->failed ? NULL : least(sorter);
    sorter->told = run;
    if (run == NULL)
        return false;
    const char *key = (const char *)run->bytes->data;
    *record = (struct sorted){key, key + run->head.key_size, run->head.key_size, run->head.size};
    return true;
}

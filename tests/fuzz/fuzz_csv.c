/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: a map and behind it the CSV file that it is for, read row by row. */
#include "fuzz.h"

#include "base/charset.h"
#include "read/map.h"
#include "read/read.h"
#include "read/records.h"
#include "read/tolerance.h"

#include <string.h>

static const char end_of_map[] = "</map>\n";

/* The first byte behind the map; all where there is none. */
static size_t split(const char *data, size_t size)
{
    const char *end = memmem(data, size, end_of_map, strlen(end_of_map));
    return end ? (size_t)(end - data) + strlen(end_of_map) : size;
}

static struct map *load(const char *data, size_t size)
{
    struct diags *diags = diags_new(0);
    struct map *map = map_load(source_new("map.xml", data, size), diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    if (map ? status != 0 : status != BLAME_USE && status != BLAME_INTERNAL)
        fuzz_fail("map %s with exit status %d", map ? "taken" : "refused", status);
    fuzz_judge_findings(diags);
    diags_free(diags);
    return map;
}

/* Refused rows are handed back as they came. */
static void judge_bytes(const struct source *row, const char *csv, size_t size)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    charset_write(row->charset, bytes, row->bytes, row->size);
    if (row->size > 0 && !memmem(csv, size, bytes->str, bytes->len))
        fuzz_fail("line %zu is not what was read", row->line);
}

static void read_row(const struct map *map, struct source *row)
{
    struct tolerance tolerance;
    for (size_t i = 0; i < CODE_COUNT; i++)
        tolerance.codes[i] = row->line % 2 == 0;
    struct read_options options = {.map = map, .tolerance = &tolerance};
    struct diags *diags = diags_new(0);
    struct document *document = read_record(row, &options, diags);
    if (!document != diags_has_errors(diags))
        fuzz_fail("a row was %s", document ? "taken with errors" : "refused without");
    fuzz_judge_findings(diags);
    diags_free(diags);
    document_free(document);
}

static void read_rows(const struct map *map, const char *path, const char *csv, size_t size)
{
    struct records *records = records_open(path, stdin);
    struct diags *diags = diags_new(0);
    struct source *row;
    const char *name;
    size_t line = 0;
    records_set_map(records, map);
    while (records_next(records, diags, &row, &name)) {
        if (!row && diags_count(diags) == 0)
            fuzz_fail("a record was lost without a finding");
        if (!row)
            continue;
        if (row->line <= line)
            fuzz_fail("line %zu comes behind line %zu", row->line, line);
        line = row->line;
        judge_bytes(row, csv, size);
        read_row(map, row);
    }
    fuzz_judge_findings(diags);
    diags_free(diags);
    records_free(records);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    fuzz_choose(data, size);
    size_t begin = split(text, size);
    struct map *map = load(text, begin);
    if (map)
        read_rows(map, fuzz_file(data + begin, size - begin), text + begin, size - begin);
    map_free(map);
    return 0;
}

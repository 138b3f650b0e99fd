/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a catalogue of lines, each a declaration in JSON. */
#include "fuzz.h"

#include "read/read.h"
#include "read/records.h"

#include <stdio.h>
#include <string.h>

#define AS_OF ((struct date){2026, 6, 15})
#define LABELS_MAX 4 /* of one input: the rest is only read */

/* A line as it stands in the input, found by its place. */
static void judge_place(const struct source *line, const uint8_t *data, size_t size)
{
    if (line->offset + line->size > size ||
        memcmp(data + line->offset, line->bytes, line->size) != 0)
        fuzz_fail("line %zu is not what was read", line->line);
    if (line->offset > 0 && data[line->offset - 1] != '\n')
        fuzz_fail("line %zu does not begin at its offset", line->line);
}

static void read_line(struct source *line, size_t *labels)
{
    struct diags *diags = diags_new(0);
    struct document *document = read_record(line, &(struct read_options){0}, diags);
    if (!document != diags_has_errors(diags))
        fuzz_fail("a line was %s", document ? "taken with errors" : "refused without");
    fuzz_judge_findings(diags);
    if (document && (*labels)++ < LABELS_MAX)
        fuzz_label(document, AS_OF, NULL, false);
    diags_free(diags);
    document_free(document);
}

static void read_lines(struct records *records, struct diags *diags, const uint8_t *data,
                       size_t size)
{
    struct source *line;
    const char *name;
    size_t before = 0, labels = 0;
    while (records_next(records, diags, &line, &name)) {
        if (!line && diags_count(diags) == 0)
            fuzz_fail("a record was lost without a finding");
        if (!line)
            continue;
        if (line->line <= before)
            fuzz_fail("line %zu comes behind line %zu", line->line, before);
        before = line->line;
        judge_place(line, data, size);
        read_line(line, &labels);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_choose(data, size);
    FILE *in = fmemopen((void *)(uintptr_t)data, size, "r");
    struct records *records = records_open_lines("-", in);
    struct diags *diags = diags_new(0);
    read_lines(records, diags, data, size);
    fuzz_judge_findings(diags);
    diags_free(diags);
    records_free(records);
    fclose(in);
    return 0;
}

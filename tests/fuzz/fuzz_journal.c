/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as what a worker says and what a hidden folder holds: neither is believed. */
#include "fuzz.h"

#include "bulk/entry.h"
#include "bulk/line.h"
#include "bulk/result.h"
#include "bulk/tree.h"

#include <string.h>

/* What is taken is written so that it is taken as the same again. */
static void judge_line(const char *text)
{
    struct journal_line line, again;
    if (!journal_line_parse(text, &line))
        return;
    g_autofree char *written = journal_line_format(&line);
    written[strcspn(written, "\n")] = '\0';
    if (!journal_line_parse(written, &again))
        fuzz_fail("a line that was written is not taken");
    if (strcmp(line.digest, again.digest) != 0 || strcmp(line.id, again.id) != 0 ||
        strcmp(line.next, again.next) != 0 || line.number != again.number)
        fuzz_fail("a line says something else when it is written");
    journal_line_clear(&line);
    journal_line_clear(&again);
}

/* The same text sealed, so that what is behind the check sum is reached. */
static void judge_sealed(const char *text)
{
    g_auto(GStrv) fields = g_strsplit(text, "\t", -1);
    g_autofree char *line = journal_seal((const char *const *)fields);
    line[strcspn(line, "\n")] = '\0';
    g_auto(GStrv) back = journal_unseal(line);
    if (!strchr(text, '\n') && fields[0] &&
        (!back || !g_strv_equal((const char *const *)fields, (const char *const *)back)))
        fuzz_fail("a sealed line does not open");
    judge_line(line);
}

static void told(void *data, const char *key, size_t key_size, const char *value, size_t value_size)
{
    const char *text = data, *end = text + strlen(text);
    if (key < text || key + key_size > end || value < text || value + value_size > end)
        fuzz_fail("an entry tells what is not in it");
    g_free(entry_text(value, value_size));
}

static void judge_message(struct message message)
{
    struct result *result = result_unpack(&message);
    if (!result)
        return;
    for (guint i = 0; i < result->paths->len; i++)
        if (!tree_path_valid(result->paths->pdata[i]))
            fuzz_fail("a worker's file %s is taken", (const char *)result->paths->pdata[i]);
    g_string_free(result_pack(result), TRUE);
    result_free(result);
}

static void judge_path(const char *path)
{
    if (tree_path_valid(path) && (path[0] == '/' || path[0] == '.' || strstr(path, "/.")))
        fuzz_fail("%s leads out of its folder", path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_string(data, size);
    judge_line(text);
    judge_sealed(text);
    entry_walk(text, told, text);
    judge_path(text);
    struct message message;
    size_t whole = message_find((const char *)data, size, &message);
    if (whole > 0 && whole != SIZE_MAX)
        judge_message(message);
    judge_message((struct message){.at = (const char *)data, .end = (const char *)data + size});
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What became of a record: made by a worker, told in a message, finished by the supervisor. */
#include "bulk/result.h"

#include "bulk/tree.h"

#include <string.h>

struct result *result_new(uint64_t number)
{
    struct result *result = g_new0(struct result, 1);
    result->number = number;
    result->paths = g_ptr_array_new_with_free_func(g_free);
    result->labels = g_ptr_array_new_with_free_func(g_free);
    return result;
}

void result_free(struct result *result)
{
    if (result == NULL)
        return;
    g_free(result->id);
    g_free(result->findings);
    g_free(result->codes);
    g_free(result->tolerated);
    g_free(result->line);
    g_free(result->next);
    g_ptr_array_unref(result->paths);
    g_ptr_array_unref(result->labels);
    g_free(result);
}

static void add_texts(GString *message, const GPtrArray *texts)
{
    message_add_number(message, texts->len);
    for (guint i = 0; i < texts->len; i++)
        message_add_text(message, texts->pdata[i]);
}

static void take_texts(struct message *message, GPtrArray *texts)
{
    for (uint64_t count = message_number(message); count > 0 && !message->broken; count--)
        g_ptr_array_add(texts, message_text(message));
}

GString *result_pack(const struct result *result)
{
    GString *message = message_new();
    message_add_number(message, result->number);
    message_add_number(message, result->outcome);
    message_add_number(message, (uint64_t)result->status);
    message_add_text(message, result->id);
    message_add_text(message, result->findings);
    message_add_text(message, result->codes);
    message_add_text(message, result->tolerated);
    message_add_text(message, result->line);
    message_add_text(message, result->next);
    add_texts(message, result->paths);
    add_texts(message, result->labels);
    message_seal(message);
    return message;
}

/* Whether a text can stand in a line of the journal. */
static bool is_plain(const char *text)
{
    return text == NULL || strpbrk(text, "\t\n") == NULL;
}

/* What a worker says is not believed: it may have been taken over by the record it was at. */
static bool is_sound(const struct result *result)
{
    bool sound = result->outcome <= OUTCOME_FAILED && is_plain(result->id) &&
                 is_plain(result->next) && result->status >= 0 && result->status <= BLAME_INTERNAL;
    if (result->outcome == OUTCOME_WRITTEN)
        sound = sound && result->id != NULL && result->next != NULL;
    for (guint i = 0; i < result->paths->len && sound; i++)
        sound = result->paths->pdata[i] != NULL && tree_path_valid(result->paths->pdata[i]);
    for (guint i = 0; i < result->labels->len && sound; i++)
        sound = result->labels->pdata[i] != NULL && is_plain(result->labels->pdata[i]);
    const char *end = result->line != NULL ? strchr(result->line, '\n') : NULL;
    return sound && (result->line == NULL || (end != NULL && end[1] == '\0'));
}

struct result *result_unpack(struct message *message)
{
    struct result *result = result_new(message_number(message));
    result->outcome = (enum outcome)message_number(message);
    result->status = (int)message_number(message);
    result->id = message_text(message);
    result->findings = message_text(message);
    result->codes = message_text(message);
    result->tolerated = message_text(message);
    result->line = message_text(message);
    result->next = message_text(message);
    take_texts(message, result->paths);
    take_texts(message, result->labels);
    if (!message->broken && is_sound(result))
        return result;
    result_free(result);
    return NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Messages between the supervisor and its workers: a length, then fields with a length each. */
#include "bulk/message.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A record is at most 1 MiB; its outputs as texts may be a few times that. */
enum { MESSAGE_MAX = 256 * 1024 * 1024 };

typedef uint32_t length;

#define NO_TEXT UINT32_MAX

GString *message_new(void)
{
    return g_string_append_len(g_string_new(NULL), "\0\0\0\0", sizeof(length));
}

static void add_length(GString *message, length size)
{
    g_string_append_len(message, (const char *)&size, sizeof size);
}

void message_add(GString *message, const void *bytes, size_t size)
{
    add_length(message, (length)size);
    g_string_append_len(message, bytes, (gssize)size);
}

void message_add_text(GString *message, const char *text)
{
    if (text != NULL)
        message_add(message, text, strlen(text));
    else
        add_length(message, NO_TEXT);
}

void message_add_number(GString *message, uint64_t number)
{
    message_add(message, &number, sizeof number);
}

void message_seal(GString *message)
{
    length size = (length)(message->len - sizeof size);
    memcpy(message->str, &size, sizeof size);
}

/* The next length; NO_TEXT with the message broken where it is longer than what is left. */
static length take_length(struct message *message)
{
    length size = NO_TEXT;
    if ((size_t)(message->end - message->at) < sizeof size) {
        message->broken = true;
        return NO_TEXT;
    }
    memcpy(&size, message->at, sizeof size);
    message->at += sizeof size;
    if (size == NO_TEXT || size <= (size_t)(message->end - message->at))
        return size;
    message->broken = true;
    return NO_TEXT;
}

const char *message_bytes(struct message *message, size_t *size)
{
    length taken = take_length(message);
    *size = taken == NO_TEXT ? 0 : taken;
    const char *bytes = taken == NO_TEXT ? NULL : message->at;
    message->at += *size;
    return bytes;
}

char *message_text(struct message *message)
{
    size_t size;
    const char *bytes = message_bytes(message, &size);
    return bytes != NULL ? g_strndup(bytes, size) : NULL;
}

uint64_t message_number(struct message *message)
{
    uint64_t number = 0;
    size_t size;
    const char *bytes = message_bytes(message, &size);
    if (bytes != NULL && size == sizeof number)
        memcpy(&number, bytes, sizeof number);
    else
        message->broken = true;
    return number;
}

size_t message_find(const char *bytes, size_t size, struct message *message)
{
    length length_in_front;
    if (size < sizeof length_in_front)
        return 0;
    memcpy(&length_in_front, bytes, sizeof length_in_front);
    if (length_in_front > MESSAGE_MAX)
        return SIZE_MAX;
    if (size - sizeof length_in_front < length_in_front)
        return 0;
    *message = (struct message){bytes + sizeof length_in_front,
                                bytes + sizeof length_in_front + length_in_front, false};
    return sizeof length_in_front + length_in_front;
}

static bool read_all(int descriptor, char *into, size_t size)
{
    while (size > 0) {
        ssize_t got = TEMP_FAILURE_RETRY(read(descriptor, into, size));
        if (got <= 0)
            return false;
        into += got;
        size -= (size_t)got;
    }
    return true;
}

bool message_receive(int descriptor, GString *buffer, struct message *message)
{
    length size;
    g_string_set_size(buffer, sizeof size);
    if (!read_all(descriptor, buffer->str, sizeof size))
        return false;
    memcpy(&size, buffer->str, sizeof size);
    if (size > MESSAGE_MAX)
        return false;
    g_string_set_size(buffer, sizeof size + size);
    return read_all(descriptor, buffer->str + sizeof size, size) &&
           message_find(buffer->str, buffer->len, message) == buffer->len;
}

bool message_send(int descriptor, const GString *message)
{
    for (size_t sent = 0; sent < message->len;) {
        ssize_t done =
            TEMP_FAILURE_RETRY(write(descriptor, message->str + sent, message->len - sent));
        if (done < 0)
            return false;
        sent += (size_t)done;
    }
    return true;
}

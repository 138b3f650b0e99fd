/* SPDX-License-Identifier: Apache-2.0 */
/* Messages between the supervisor and its workers: a length, then fields with a length each. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A message under construction is a GString: begun, filled, sealed. */
GString *message_new(void);
void message_add(GString *message, const void *bytes, size_t size);
void message_add_text(GString *message, const char *text); /* NULL is told from "" */
void message_add_number(GString *message, uint64_t number);
void message_seal(GString *message); /* writes its length in front */

/* A received message, read field by field. */
struct message {
    const char *at, *end;
    bool broken; /* a field was asked for that is not there: its value is then empty */
};

/* The next field, inside the message. */
const char *message_bytes(struct message *message, size_t *size);
char *message_text(struct message *message); /* the caller frees */
uint64_t message_number(struct message *message);

/* The first whole message in buffered bytes: its size with the length in front, 0 where it is not
 * whole yet, SIZE_MAX where the bytes are no message. */
size_t message_find(const char *bytes, size_t size, struct message *message);

/* Reads one message from a descriptor, waiting for it, into a buffer that it replaces. False at the
 * end of the stream, on failure, and where the bytes are no message. */
bool message_receive(int descriptor, GString *buffer, struct message *message);

/* Writes all of it, waiting as long as it takes; false where the other side is gone. */
bool message_send(int descriptor, const GString *message);

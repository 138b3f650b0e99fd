/* SPDX-License-Identifier: Apache-2.0 */
/* What became of a record: made by a worker, told in a message, finished by the supervisor. */
#pragma once

#include "bulk/message.h"

enum outcome {
    OUTCOME_WRITTEN,   /* outputs are staged, or the line for the stream is made */
    OUTCOME_REFUSED,   /* findings say why */
    OUTCOME_ELSEWHERE, /* the record is another shard's */
    OUTCOME_FAILED,    /* input or output failed, or the worker did: findings say it */
};

struct result {
    uint64_t number; /* of the record, as it was sent */
    enum outcome outcome;
    int status;       /* exit status that the findings lead to */
    char *id;         /* NULL: not known */
    char *findings;   /* as text, a line each */
    char *codes;      /* of the errors, a line each */
    char *tolerated;  /* codes of what was left out, a line each */
    char *line;       /* for the stream, NULL: none */
    char *next;       /* the first day on which something would change, "" where none will */
    GPtrArray *paths; /* of char *: where each staged file belongs … */
    GPtrArray *labels; /* of char *: a label's index entry each */
};

struct result *result_new(uint64_t number);
void result_free(struct result *result);

/* The result as a message, which the caller frees; and back, NULL where it is broken. */
GString *result_pack(const struct result *result);
struct result *result_unpack(struct message *message);

/* SPDX-License-Identifier: Apache-2.0 */
/* A URL as QR code modules, and what fits into a box. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    QR_QUIET = 4,        /* modules of quiet zone on each side */
    QR_MODULE_MIN = 396, /* micrometres: least module side that is sure to be read in print */
};

struct qr {
    char *payload; /* ASCII */
    int modules;   /* per side */
    uint8_t *bits; /* modules * modules, 1 = dark */
};

/* The code for a URL at error correction M; NULL where it is beyond every version. */
struct qr *qr_new(const char *url);
void qr_free(struct qr *qr);

/* The module side for a box of `side` micrometres, quiet zone included, not above `wish`; 0 where
 * it would be less than the least. */
int32_t qr_module(int modules, int32_t side, int32_t wish);

/* Characters a code in a box of that side can hold: of the alphanumeric set, or any bytes. */
size_t qr_capacity(int32_t side, bool alphanumeric);

/* True where the payload needs only digits, capitals and $%*+-./: and blank. */
bool qr_alphanumeric(const char *payload);

/* SPDX-License-Identifier: Apache-2.0 */
/* A URL as QR code modules, and what fits into a box. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    QR_QUIET = 4,        /* modules of quiet zone on each side */
    QR_MODULE_MIN = 396, /* micrometres: least module side that is sure to be read in print */
    QR_PIXELS_MIN = 2,   /* the same on a display whose pixels are on or off */
};

struct qr {
    char *payload; /* ASCII */
    int modules;   /* per side */
    uint8_t *bits; /* modules * modules, 1 = dark */
    size_t allowed; /* characters that the last box tried would hold; 0: it holds the code */
};

/* The code for a URL at error correction M; NULL where it is beyond every version. */
struct qr *qr_new(const char *url);
void qr_free(struct qr *qr);

/* The module side for a box of that side, quiet zone included, not above `wish`; 0 where it would be
 * less than the least. All in micrometres, or all in pixels. */
int32_t qr_module(int modules, int32_t side, int32_t wish, int32_t least);

/* Characters a code in a box of that side can hold with modules of the least side: of the
 * alphanumeric set, or any bytes. */
size_t qr_capacity(int32_t side, int32_t least, bool alphanumeric);

/* True where the payload needs only digits, capitals and $%*+-./: and blank. */
bool qr_alphanumeric(const char *payload);

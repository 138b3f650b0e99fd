/* SPDX-License-Identifier: Apache-2.0 */
/* The colour profile of a printing condition: judged before it is embedded. */
#pragma once

#include "base/diag.h"

#include <glib.h>

struct icc {
    GBytes *bytes;
    char *description; /* what it calls itself */
    GBytes *packed;    /* deflated, once a file has needed it */
};

/* Reads a file and judges that it is an output profile for CMYK of version 2 or 4. NULL after
 * PRINT-PROFILE or IO-READ. */
struct icc *icc_read(const char *path, struct diags *diags);
void icc_free(struct icc *icc);

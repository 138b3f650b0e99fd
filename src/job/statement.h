/* SPDX-License-Identifier: Apache-2.0 */
/* The statements of compliance of one declaration, as PDF and HTML. */
#pragma once

#include "job/workshop.h"
#include "model/declaration.h"

struct documents {
    GBytes *pdf, *html;
};

/* For each law that the declaration has a market of, or for that of `market` alone. False after
 * STATEMENT-MISSING for each thing that the declaration does not say, or STATEMENT-MARKET. */
bool statement_documents(const struct declaration *declaration, const char *market,
                         struct workshop *workshop, struct diags *diags,
                         struct documents *documents);

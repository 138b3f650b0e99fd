/* SPDX-License-Identifier: Apache-2.0 */
/* Where a label leads when its user asks for GS1 Digital Links. */
#pragma once

#include "base/diag.h"
#include "model/declaration.h"

/* Makes the GS1 Digital Link of the article at a host (gs1_host) the declaration's link. The
 * article is the one GTIN that its variant selects by, else the product's. Where there is none,
 * several, or a pattern of models: GS1-ARTICLE and false. */
bool link_to_gs1(struct declaration *declaration, const char *host, struct diags *diags);

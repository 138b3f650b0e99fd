/* SPDX-License-Identifier: Apache-2.0 */
/* Markets by their codes: countries, the EU and its member states, Northern Ireland. */
#include "model/market.h"

#include <string.h>

/* The member states: a declaration for the EU holds in each. */
static const char eu_members[] = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL "
                                 "PT RO SK SI ES SE";

bool market_in_eu(const char *market)
{
    const char *found = strlen(market) == 2 ? strstr(eu_members, market) : NULL;
    return found && (found - eu_members) % 3 == 0;
}

static bool within_eu(const char *market)
{
    return market_in_eu(market) || strcmp(market, "XI") == 0;
}

bool market_overlap(const char *a, const char *b)
{
    return strcmp(a, b) == 0 || (strcmp(a, "EU") == 0 && within_eu(b)) ||
           (strcmp(b, "EU") == 0 && within_eu(a));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Markets by their codes: countries, the EU and its member states, Northern Ireland. */
#pragma once

#include <stdbool.h>

/* A member state of the EU, by its ISO 3166-1 code. */
bool market_in_eu(const char *market);

/* True where what is sold in one of the two may be sold in the other: the same market, or the EU
 * and a member state, or the EU and Northern Ireland (XI), where its rules for goods hold. */
bool market_overlap(const char *a, const char *b);

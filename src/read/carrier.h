/* SPDX-License-Identifier: Apache-2.0 */
/* The declaration that a label carries: label JSON holds it whole. */
#pragma once

#include "base/source.h"

/* Where the source is a label's JSON, blanks everything in it but the declaration, which keeps its
 * lines and columns, and returns true. */
bool carrier_uncover(struct source *source);

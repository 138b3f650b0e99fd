/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of facts share. */
#pragma once

#include "model/facts.h"

/* The facts without next_change and valid_from. */
struct facts *facts_compute(const struct declaration *declaration, struct date as_of);

struct method facts_method(const struct declaration *declaration);

/* Sets condition, condition_closed, conditional, paid and needs_receipt; the state is set. */
void facts_set_condition(struct facts *facts);

struct date facts_next_change(const struct facts *facts);

/* The first day of the time around as_of in which the label reads as it does; NO_DATE: it always
 * did. */
struct date facts_last_change(const struct facts *facts);

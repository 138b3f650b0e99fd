/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of facts share. */
#pragma once

#include "model/facts.h"

/* The facts without next_change. */
struct facts *facts_compute(const struct declaration *declaration, struct date as_of);

struct method facts_method(const struct declaration *declaration);

/* Sets condition, condition_closed, conditional, paid and needs_receipt; the state is set. */
void facts_set_condition(struct facts *facts);

struct date facts_next_change(const struct facts *facts);

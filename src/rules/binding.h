/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a rule binds this product: its dates against the one of the declaration that counts. */
#pragma once

#include "model/facts.h"
#include "rules/profile.h"
#include "rules/readings.h"

/* Whether the rule binds; where it does not, or nobody can tell, *reason says why, naming the
 * dates; the caller frees. */
enum truth binding_of(const struct rule *rule, const struct facts *facts, char **reason);

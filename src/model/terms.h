/* SPDX-License-Identifier: Apache-2.0 */
/* The vocabulary's words for the values of declaration.h, each word in one place. */
#pragma once

#include "model/declaration.h"

/* For each enumeration: the word of a value, NULL where the vocabulary has none (absent, none
 * declared); and the value of a word, `absent` where it is NULL or unknown. */
#define TERMS(type)                                                                                \
    const char *type##_name(enum type value);                                                      \
    enum type type##_of(const char *word, enum type absent);

TERMS(tri)
TERMS(role)
TERMS(capability)
TERMS(mode)
TERMS(delivery)
TERMS(commitment)
TERMS(period_from)
TERMS(combine)
TERMS(condition_kind)
TERMS(cost)
TERMS(product_status)
TERMS(product_condition)
TERMS(component_kind)
TERMS(effect) /* one bit */
#undef TERMS

/* SPDX-License-Identifier: Apache-2.0 */
/* How `uplabel explain` prints what it knows: codes, terms, standards, rules. */
#pragma once

#include "base/diag.h"
#include "read/glossary.h"
#include "read/standards.h"
#include "rules/profile.h"

#include <stdio.h>

/* Prints text in lines of at most 78 columns behind an indent. */
void print_wrapped(FILE *out, const char *text, size_t indent);

/* The same behind a name that stands in the first line; text begins at the column `indent`. */
void print_hanging(FILE *out, const char *name, const char *text, size_t indent);

void explain_code(FILE *out, const struct code_info *info);

/* name is what was asked for; the term of a field or value is printed with its documentation. */
void explain_term(FILE *out, const struct glossary *glossary, const struct standards *standards,
                  const struct term *term, const char *name);

void explain_standard(FILE *out, const struct standard *standard);

void explain_profile(FILE *out, const struct profile *profile);
void explain_rule(FILE *out, const struct rule *rule);

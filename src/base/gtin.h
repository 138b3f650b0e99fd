/* SPDX-License-Identifier: Apache-2.0 */
/* Article numbers (GTIN): whether one is right, and what became of one that is not. */
#pragma once

enum gtin_fault {
    GTIN_OK,
    GTIN_FAULT_FORM,  /* not 8, 12, 13 or 14 digits */
    GTIN_FAULT_CHECK, /* the last digit does not fit the others */
};

/* Judges a GTIN. After a fault *why says, as the rest of a sentence that begins with the value,
 * what is wrong, the likely cause and what would be right; the caller frees. */
enum gtin_fault gtin_inspect(const char *text, char **why);

/* A right GTIN in 14 digits, zeros in front, as links and catalogues have it; the caller frees. */
char *gtin_14(const char *gtin);

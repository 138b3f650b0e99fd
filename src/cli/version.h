/* SPDX-License-Identifier: Apache-2.0 */
/* --version: what a result may depend on besides the input. */
#pragma once

#include <stdio.h>

/* Versions of the program, of Unicode's tables, and of each of the label's font files with its digest. */
void version_print(FILE *out);

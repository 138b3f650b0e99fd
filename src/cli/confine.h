/* SPDX-License-Identifier: Apache-2.0 */
/* A command that was understood keeps what its command line names, and no more. */
#pragma once

#include "cli/cli.h"

/* Confines the process for good to data, fonts and what the options' values and the operands name;
 * returns only where that is done, as far as the kernel can. */
void confine(const struct cli *cli, const struct command *command, const void *values,
             char *const *operands);

/* SPDX-License-Identifier: Apache-2.0 */
/* Fail-stop: a failed allocation, whichever library made it, or a fatal signal becomes one line and
 * exit status 4. */
#pragma once

/* Installs the handler of signals; allocations are watched from the start. No file is half written
 * when it runs: outputs land by rename at the end. */
void fatal_install(void);

/* What the line says of the outputs; a literal. NULL: no line, somebody else tells. */
void fatal_say(const char *outputs);

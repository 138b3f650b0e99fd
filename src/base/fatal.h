/* SPDX-License-Identifier: Apache-2.0 */
/* Fail-stop: a fatal signal (a failed allocation ends in one) becomes one line and exit status 4. */
#pragma once

/* Installs the handler. Nothing is half written when it runs: outputs land by rename at the end. */
void fatal_install(void);

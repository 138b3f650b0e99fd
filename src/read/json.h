/* SPDX-License-Identifier: Apache-2.0 */
/* JSON bytes → the same tree that XML gives, by the vocabulary's names. */
#pragma once

#include "read/document.h"

/* Takes the source. NULL after adding findings. Members the vocabulary does not know are kept under
 * their own name, with field NULL, for the gate to report. */
struct document *json_read(struct source *source, struct diags *diags);

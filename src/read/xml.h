/* SPDX-License-Identifier: Apache-2.0 */
/* XML bytes → document: encoding checked, DOCTYPE refused, bounds kept, exact places. */
#pragma once

#include "read/document.h"

/* Takes the source. NULL after adding findings. Attributes are kept; whoever judges decides. */
struct document *xml_read(struct source *source, struct diags *diags);

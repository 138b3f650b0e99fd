/* SPDX-License-Identifier: Apache-2.0 */
/* The list of copy: every printed word of labels as a table, for those who approve wording. */
#pragma once

#include "scene/label.h"

/* CSV as RFC 4180 has it, in UTF-8, with a header: file, id, sku, language, layout, role, text and
 * variant. What a label says twice in one role, or on another label of the same kind, is listed
 * once. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
GBytes *copy_write(const GPtrArray *labels);

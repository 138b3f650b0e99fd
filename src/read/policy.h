/* SPDX-License-Identifier: Apache-2.0 */
/* What an XSD cannot judge in a declaration's values: text, URLs, dates, ids. */
#pragma once

#include "read/document.h"

/* Walks the document and adds TEXT-…, URL-…, DATE and ID-GRAMMAR findings. */
void policy_judge(struct document *document, struct diags *diags);

/* SPDX-License-Identifier: Apache-2.0 */
/* Statements of compliance as one page of HTML that needs nothing else. */
#pragma once

#include "model/statement.h"

/* All statements (of const struct statement *), each a printed page; `origin` stands at the foot.
 */
GBytes *statement_html(const GPtrArray *statements, const char *origin);

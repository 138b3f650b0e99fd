/* SPDX-License-Identifier: Apache-2.0 */
/* The parser's errors in our own words, at the place where the mistake begins. */
#pragma once

#include "base/diag.h"

#include <libxml/xmlerror.h>

/* Adds the finding for a parser error that was raised when `at` bytes had been read. */
void xml_error_report(struct source *source, size_t at, const xmlError *error, struct diags *diags);

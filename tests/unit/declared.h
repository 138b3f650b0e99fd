/* SPDX-License-Identifier: Apache-2.0 */
/* Documents for unit tests, written as lines of paths and values. */
#pragma once

#include "read/document.h"

/* A declaration of the maker Northwind Home, stated on 2026-06-15, with more members as `members`
 * says: "path=value" separated by "; ". A path segment that begins with '+' starts a new item of a
 * list, any other is the last child of that name, made where it is missing:
 * "support/end=2031-03; components/+component/kind=cloudService;
 * components/component/essential=true". */
struct document *declared(const char *members);

/* SPDX-License-Identifier: Apache-2.0 */
/* Statements of compliance as pages. */
#pragma once

#include "font/fontset.h"
#include "model/statement.h"
#include "scene/scene.h"

/* A4 pages (struct scene *) of all statements, each beginning a page; `origin` stands at the foot.
 * The caller frees with g_ptr_array_unref. NULL after FONT-MISSING. */
GPtrArray *statement_pages(const GPtrArray *statements, const char *origin, struct fontset *fontset,
                           struct diags *diags);

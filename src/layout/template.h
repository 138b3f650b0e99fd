/* SPDX-License-Identifier: Apache-2.0 */
/* A label template: a display list with variables, loaded from templates/<name>.xml. */
#pragma once

#include "base/assets.h"
#include "base/diag.h"

#include <stdint.h>

struct template;

/* Loads a template by name ("panel") or, where it contains '/' or ends in ".xml", by path; judges
 * it against schemas/template.xsd and its own rules. NULL after findings with exit status 2. */
struct template *template_load(const struct assets *assets, const char *name, struct diags *diags);
void template_free(struct template *template);
const char *template_name(const struct template *template);
const char *template_title(const struct template *template); /* one line for `list layouts` */
bool template_dark(const struct template *template);         /* may stand on a dark ground */
bool template_bitmap(const struct template *template);       /* its pixels are fixed */
bool template_wordless(const struct template *template);     /* only beside one with words */

/* The page in micrometres, before it grows. */
void template_size(const struct template *template, int32_t *width, int32_t *height);

/* How many languages one label of it shows: 1 and 1 for most. */
void template_languages(const struct template *template, size_t *least, size_t *most);

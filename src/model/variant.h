/* SPDX-License-Identifier: Apache-2.0 */
/* Variants of a product: which there are, which one is meant, and the document of that one. */
#pragma once

#include "read/document.h"

/* Ids of the document's variants in order, NULL at the end; empty where there are none. Strings
 * borrowed, array freed by the caller with g_free. */
const char **variant_ids(const struct document *document);

/* The variant that `id` or `market` (either may be NULL) names: VARIANT-UNKNOWN where none does,
 * NULL in *id_out where neither is given or the product has no variants. Returns false after a
 * finding. A market that no variant selects, in a product with variants, means the base
 * declaration if its markets cover it. */
bool variant_select(struct document *document, const char *id, const char *market,
                    const char **id_out, struct diags *diags);

/* A new document in which the variant's support, updates, components, endOfSupport and
 * product.status stand in place of the base's, and `variants` is gone; places and pointers stay
 * those of the base document, which must outlive it. id NULL: the base itself without variants. */
struct document *variant_apply(struct document *document, const char *id);

/* SPDX-License-Identifier: Apache-2.0 */
/* Variants of a product: which there are, which one is meant, and the document of that one. */
#pragma once

#include "read/document.h"

/* Ids of the document's variants in order, NULL at the end; empty where there are none. Strings
 * borrowed, array freed by the caller with g_free. */
const char **variant_ids(const struct document *document);

/* Ids (const char *) of the variants that may be meant, in order, NULL standing for the base
 * declaration. `id` names one. `market` leaves those that select it, and those that select by
 * something else than markets; where none selects it, the base. With neither, the base and all. A
 * product without variants is its base. NULL after a finding: VARIANT-UNKNOWN where no variant has
 * that id or is for that market, and where the base declaration does not hold there. Strings
 * borrowed; the caller frees with g_array_unref. */
GArray *variant_candidates(struct document *document, const char *id, const char *market,
                           struct diags *diags);

/* The one variant that `id` or `market` (either may be NULL) names, NULL in *id_out for the base;
 * the base where neither is given. VARIANT-UNKNOWN as above; VARIANT-CHOICE where a market leaves
 * several. Returns false after a finding. */
bool variant_select(struct document *document, const char *id, const char *market,
                    const char **id_out, struct diags *diags);

/* Adds VARIANT-CHOICE with the ids of the candidates. */
void variant_report_choice(struct document *document, const GArray *candidates,
                           struct diags *diags);

/* The id of the document's variant of that id, NULL (its base) where it has none. */
const char *variant_counterpart(const struct document *document, const char *variant);

/* A document in which the variant's support, updates, components, endOfSupport and
 * product.status stand in place of the base's, and `variants` is gone; places stay those of the
 * base document, which must outlive it. id NULL: the base itself without variants. The caller frees
 * it. */
struct document *variant_apply(struct document *document, const char *id);

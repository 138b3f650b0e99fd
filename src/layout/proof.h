/* SPDX-License-Identifier: Apache-2.0 */
/* Labels side by side at true size, each with a caption: for those who judge them. */
#pragma once

#include "font/fontset.h"
#include "scene/scene.h"

enum proof_kind {
    PROOF_PAGES,     /* A4, as many as are needed; a page grows where a label is larger */
    PROOF_ONE_SHEET, /* one page of the smallest A size that holds everything, up to 4A0 */
};

struct proof;

/* title and details stand at the head of every page; details may be NULL. */
struct proof *proof_new(enum proof_kind kind, const char *title, const char *details);
void proof_free(struct proof *proof);

/* What the following calls speak of: a label, which must outlive the proof; or one that could not
 * be drawn, as an empty frame of that size that says why. */
void proof_add(struct proof *proof, const struct scene *label, const char *title);
void proof_add_missing(struct proof *proof, int32_t width, int32_t height, const char *why,
                       const char *title);

/* A line of its caption: a value, and what it is called; name may be NULL. */
void proof_say(struct proof *proof, const char *name, const char *value);

/* A box below its caption for name, date and signature. */
void proof_ask_approval(struct proof *proof);

/* The pages (struct scene *); the caller frees with g_ptr_array_unref. NULL after FONT-MISSING. */
GPtrArray *proof_pages(const struct proof *proof, struct fontset *fontset, struct diags *diags);

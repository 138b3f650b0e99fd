/* SPDX-License-Identifier: Apache-2.0 */
/* A PDF file as its objects, by the table at its end alone: what is broken is refused, not
 * repaired. */
#pragma once

#include "read/pdf_value.h"

struct pdf_store;

/* Opens a file whose bytes outlive the store; NULL with *fault saying why: that it is no PDF,
 * broken, encrypted, or beyond a limit. */
struct pdf_store *pdf_store_open(const char *bytes, size_t size, const char **fault);
void pdf_store_free(struct pdf_store *store);

/* The dictionary that leads into the file: /Root, /Info. */
const struct pdf_value *pdf_store_trailer(const struct pdf_store *store);

/* What a value refers to, the value itself where it is no reference, NULL where nothing is there.
 */
const struct pdf_value *pdf_store_resolve(struct pdf_store *store, const struct pdf_value *value);

/* The same of a dictionary's member, of a dictionary or a reference to one. */
const struct pdf_value *pdf_store_get(struct pdf_store *store, const struct pdf_value *dictionary,
                                      const char *key);

/* The content of a dictionary's stream, inflated where it is deflated, and else as it stands, with
 * *raw set; NULL where it is broken. */
GBytes *pdf_store_stream(struct pdf_store *store, const struct pdf_value *dictionary, bool *raw);

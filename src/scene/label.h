/* SPDX-License-Identifier: Apache-2.0 */
/* A finished label, and what tells it from others: what sheets and proofs are made of. */
#pragma once

#include "base/date.h"
#include "scene/scene.h"

struct label {
    struct scene *scene;
    char *file;     /* the input's name as text, "catalogue.ndjson:12" for a record */
    char *digest;   /* SHA-256 of its bytes, in hexadecimal */
    char *id;       /* the declaration's */
    char *sku;      /* the identifier it is sold by, else the id */
    char *variant;  /* NULL: none */
    char *revision; /* NULL: not declared */
    struct date stated_on;
    char *language; /* BCP 47; several as "de+fr" */
    char *language_name;
    unsigned texts;  /* phrases on it that hold words of a catalogue … */
    unsigned drafts; /* … and how many of them no native speaker has read */
};

/* A list of labels that owns them. */
GPtrArray *labels_new(void);

/* Adds a label with that scene, which it owns, and returns it for the rest to be filled in. */
struct label *labels_add(GPtrArray *labels, struct scene *scene);

static inline const struct label *label_at(const GPtrArray *labels, unsigned index)
{
    return (const struct label *)labels->pdata[index];
}

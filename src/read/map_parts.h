/* SPDX-License-Identifier: Apache-2.0 */
/* What maps are made of, for the files that load and apply them. */
#pragma once

#include "read/map.h"
#include "read/map_dates.h"
#include "read/vocabulary.h"

/* A member that comes with an object: scheme=gtin. */
struct map_fixed {
    const struct field *field;
    char *value;
};

/* A place in the declaration that some field of the map leads through. */
struct map_node {
    struct map_node *parent; /* NULL: the root */
    const struct field *field;
    char *key;       /* the segment that leads here: "support", "0", "[scheme=gtin]" */
    bool item;       /* of a list */
    bool filled;     /* a constant or column is its value */
    GArray *fixed;   /* of struct map_fixed */
    unsigned number; /* position in map->nodes */
};

enum map_source { MAP_CONSTANT, MAP_COLUMN, MAP_COMPOSED };

/* A part of a composed text: a literal, or a column. */
struct map_part {
    char *text;
    bool column;
};

struct map_entry {
    enum map_source from;
    struct map_node *node;
    const struct field *leaf; /* of one value: the node's field, or the item of its list */
    struct element *element;  /* of the map: the place of findings */
    const char *name;         /* of the column; NULL: by number */
    unsigned column;          /* its number, from 1; 0: by name */
    GHashTable *table;        /* supplier's word → struct element *, or NULL */
    GArray *dates;            /* of struct date_form, or NULL */
    const char *unit, *split; /* or NULL */
    GArray *parts;            /* of struct map_part, or NULL */
    bool required;            /* no declaration is whole without it */
};

struct map {
    struct document *document;
    enum charset charset;
    struct csv_dialect dialect;
    bool header;
    GPtrArray *nodes;   /* of struct map_node *, the root first */
    GPtrArray *entries; /* of struct map_entry * */
    GHashTable *tables; /* name → GHashTable */
};

/* Adds to the node's path what `field` says ("product/name"); NULL after a finding at element. */
struct map_node *map_path(struct map *map, const struct element *element, const char *field,
                          struct diags *diags);

/* The document of one row, or of a single value, under work: nodes become elements once. */
struct map_build {
    const struct map *map;
    struct document *document;
    struct element **elements; /* by the nodes' numbers */
};

struct element *map_build_node(struct map_build *build, const struct map_node *node, size_t offset);

/* Adds a value: text of the node, or one more item of its list. */
struct element *map_build_value(struct map_build *build, const struct map_entry *entry,
                                const char *text, size_t offset);

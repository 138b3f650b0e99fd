/* SPDX-License-Identifier: Apache-2.0 */
/* A map: what the columns of a CSV file mean. Its format is that of schemas/map.xsd. */
#pragma once

#include "base/charset.h"
#include "read/csv.h"
#include "read/document.h"

struct map;

/* Judges the source, which it takes, and makes a map of it. NULL after findings, all of which count
 * as the user's map being wrong. */
struct map *map_load(struct source *source, struct diags *diags);
void map_free(struct map *map);

enum charset map_charset(const struct map *map);
struct csv_dialect map_dialect(const struct map *map);
bool map_has_header(const struct map *map);

/* Judges the first row of a file where that is a header: every column that the map
 * names is there once; those it does not name are a note. False after a finding. */
bool map_judge_header(const struct map *map, struct source *first, struct diags *diags);

/* A row (a source with a header) as a document that no schema has judged yet. Takes the source.
 * NULL after findings, whose places name the column. */
struct document *map_read_row(const struct map *map, struct source *row, struct diags *diags);

/* The same for a draft, which may lack what a declaration needs. */
struct document *map_draft_row(const struct map *map, struct source *row, struct diags *diags);

/* SPDX-License-Identifier: Apache-2.0 */
/* Small scenes for the unit tests of writers. */
#pragma once

#include "font/fontset.h"
#include "scene/scene.h"
#include "write/writer.h"

/* An empty scene of 60 x 40 mm in English. */
struct scene *drawn_empty(void);

/* Adds a run of 10 pt in black at x, y: one glyph for each character, none combined. From right to
 * left where rtl. */
void drawn_text(struct scene *scene, const struct font *font, int32_t x, int32_t y,
                const char *text, bool rtl);

/* Adds a QR code of 0.5 mm modules from rows of '#' and '.'. */
void drawn_qr(struct scene *scene, int32_t x, int32_t y, const char *const *rows, int32_t modules);

/* A scene with every kind of op. */
struct scene *drawn_all(struct fontset *fontset, bool mono);

/* The fonts of the build's path; fails the test where they are missing. */
const struct font *drawn_font(struct fontset *fontset);

/* What the writer makes of the scene with 300 dpi and this label JSON; NUL-terminated copy of its
 * bytes, size in *size where not NULL. */
char *drawn_write(const char *writer, const struct scene *scene, bool live_text,
                  const char *label_json, size_t *size);

/* SPDX-License-Identifier: Apache-2.0 */
/* What the fuzz targets share: the target itself, the way through the program, and its judges. */
#pragma once

#include "base/date.h"
#include "job/workshop.h"
#include "read/document.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* One execution; libFuzzer's interface, which the replay program calls as well. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Changes the text in data, of `size` bytes with room for `max`; returns its new size. libFuzzer's
 * interface. The changes keep XML and JSON together more often than changed bytes would. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

/* Says what went wrong and aborts: the input is kept by whoever runs the target. */
void fuzz_fail(const char *format, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

/* What an input does not say itself is chosen by a hash of it, so that it does the same in every
 * run: begin with its bytes, then choose below `count` as often as needed. */
void fuzz_choose(const uint8_t *data, size_t size);
unsigned fuzz_choice(unsigned count);

/* Whether a step that costs more than reading takes its turn at this input: once in so many. */
bool fuzz_turn(unsigned one_in);

/* The input as a string that ends at its first NUL; the caller frees. */
char *fuzz_string(const uint8_t *data, size_t size);

/* The input as a file that is only in memory, for what is read by its name; good until the next. */
const char *fuzz_file(const uint8_t *data, size_t size);

/* Assets, fonts and templates for the life of the process. */
struct workshop *fuzz_workshop(void);

/* Reads a declaration and judges how it was taken or refused; NULL where it was refused. */
struct document *fuzz_read(const char *text, size_t size, struct diags *diags);

/* Runs every profile of the program on a document, as fuzz_rules does. */
void fuzz_all_rules(struct document *document);

/* Runs profiles (of const struct profile *) on a document, which is its own earlier revision, and
 * judges verdicts and reports. */
void fuzz_rules(struct document *document, const GPtrArray *profiles);

/* The judge of findings: in every report format each is well formed and safe to show. */
void fuzz_judge_findings(struct diags *diags);

/* The layouts of one language. */
#define FUZZ_LAYOUTS 10
extern const char *const fuzz_layouts[FUZZ_LAYOUTS];

/* Everything that follows from a document as of a day, in one layout and ink: facts, words, scene
 * and every writer, each judged. layout NULL: what needs no scene. */
void fuzz_label(const struct document *document, struct date as_of, const char *layout, bool mono);

/* Writes a document in both syntaxes and reads them back: nothing may have changed. */
void fuzz_round_trip(const struct document *document);

/* Aborts unless a text is valid UTF-8 without anything that a terminal would obey or nobody sees.
 */
void fuzz_judge_safe(const char *text);

/* The same of what is spoken, which isolates values; of JSON: one value; of XML: well formed; of a
 * picture or a page: nothing in it runs, fetches or leads elsewhere. */
void fuzz_judge_spoken(const char *text);
void fuzz_judge_json(const char *text, size_t size);
void fuzz_judge_xml(const char *text, size_t size);
void fuzz_judge_page(const char *text, size_t size);

/* The judge of facts: aborts where they say more than was declared. */
struct facts;
void fuzz_judge_facts(const struct facts *facts);
/* The judge of what was drawn: aborts where a text leaves the label or two stand on each other. */
struct scene;
void fuzz_judge_scene(const struct scene *scene);

/* SPDX-License-Identifier: Apache-2.0 */
/* A profile: what a law, a standard or a scheme asks of a declaration, read from its file. */
#pragma once

#include "base/assets.h"
#include "base/date.h"
#include "base/diag.h"
#include "read/document.h"

struct _xmlXPathCompExpr; /* libxml2's: opaque to whoever does not include it */

/* How the text of a source is known. */
enum mark { MARK_READ, MARK_SECONDARY, MARK_RECALLED };

/* Which date a rule's binding dates are compared with. */
enum binds_on { BINDS_ON_AS_OF, BINDS_ON_PLACING, BINDS_ON_AVAILABLE, BINDS_ON_STATEMENT };

struct rule_source {
    const char *id, *title;
    const char *url; /* NULL: none */
    enum mark mark;
};

/* An XPath expression, compiled when it is first evaluated. */
struct expression {
    const char *text; /* NULL: not there */
    struct _xmlXPathCompExpr *compiled;
};

/* A condition of a rule, and what it means: otherwise="" or because="". */
struct gate {
    struct expression when;
    const struct element *element;
};

struct gates {
    struct gate *first;
    size_t count;
};

struct rule {
    const struct profile *profile;
    char *code; /* "RULE:eu-cra/C1" */
    const char *id, *clause;
    const struct rule_source *source;
    enum mark mark;         /* of this clause: at best the source's */
    enum severity severity; /* of a failed test: at most a warning where the text was not read */
    struct date binds_from, binds_until; /* NO_DATE: ever */
    enum binds_on binds_on;
    struct expression at, test, points;
    struct gates applies, undetermined;
    const struct element *element;
};

struct profile {
    const char *id, *title, *version, *kind, *about;
    const char *markets; /* codes separated by blanks; "" for none */
    struct rule_source *sources;
    size_t source_count;
    struct gates applies, undetermined;
    struct rule *rules;
    size_t rule_count;
    struct document *document;
    GPtrArray *blocks;
};

/* By id, or by path where the name holds a '/' or ends in .xml. NULL after findings
 * (PROFILE-MISSING, PROFILE-RULE, those of reading). The caller frees. */
struct profile *profile_load(const struct assets *assets, const char *name, struct diags *diags);
void profile_free(struct profile *profile);

/* The ids of all profiles of the data folders and the program, sorted. The caller frees. */
GPtrArray *profile_list(const struct assets *assets);

/* Whether it runs by itself for a declaration of that market. */
bool profile_is_for(const struct profile *profile, const char *market);

/* The same of a profile that is not loaded: its id, its file's root element. True also where only
 * loading it tells. */
bool profile_may_be_for(const struct assets *assets, const char *id, const char *market);

/* SHA-256 of its file. */
void profile_digest(const struct profile *profile, char hex[static 65]);

/* "read", "secondary", "recalled". */
const char *mark_name(enum mark mark);

/* A text of a rule ("title", "report", "message", "advice", "settledBy") in the language, or in the
 * language without region, else as it is; NULL where there is none. */
const char *rule_text(const struct rule *rule, const char *text, const char *language);

/* The reason of a gate of the rule, or of its profile, likewise. */
const char *rule_gate_reason(const struct rule *rule, const struct gate *gate,
                             const char *language);

/* The profile's title, likewise. */
const char *profile_title(const struct profile *profile, const char *language);

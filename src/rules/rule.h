/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a profile's rules over a declaration: verdicts with place, reason and advice. */
#pragma once

#include "model/facts.h"
#include "rules/profile.h"

enum outcome {
    OUTCOME_PASS,
    OUTCOME_FAIL,
    OUTCOME_WARN, /* a failed test that is no error */
    OUTCOME_UNDETERMINED,
    OUTCOME_NOT_APPLICABLE,
    OUTCOME_COUNT,
};

/* What rules judge. All is borrowed. */
struct rules_input {
    const struct document *document; /* a variant chosen */
    const struct facts *facts;       /* of it, as of the day of the check */
    const struct document *earlier;  /* the same of the earlier revision, or NULL */
    const char *const *markets; /* that the verdicts are for, NULL at the end; empty: not said */
    struct duration warn_before;
    const char *language;
};

struct verdict {
    const struct rule *rule;
    enum outcome outcome;
    enum outcome would;            /* where binding dates decided: what it would be; else outcome */
    bool unbound;                  /* binding dates decided, for the reason given */
    const struct element *element; /* what it points to, of the judged document */
    char *message;                 /* what is wrong, where the test failed; else NULL */
    char *advice;                  /* likewise */
    char *reason;                  /* why undetermined or not applicable; else NULL */
    char *report;                  /* a value worth knowing; NULL: none */
    const char *settled_by;        /* where undetermined: what would settle it; NULL: not said */
};

/* One profile's verdicts on one declaration, in the order of the rules. */
struct judgement {
    const struct profile *profile;
    GArray *verdicts; /* of struct verdict */
};

struct judge;

/* Judges by one profile. `judge` (rules/judge.h) is made once for a declaration. */
struct judgement *rules_judge(struct judge *judge, const struct profile *profile);
void judgement_free(struct judgement *judgement);

const struct verdict *judgement_at(const struct judgement *judgement, size_t index);
size_t judgement_count(const struct judgement *judgement, enum outcome outcome);

/* Failed tests of severity warning; those of severity note are none. */
size_t judgement_warnings(const struct judgement *judgement);

/* "pass", "fail", "warn", "undetermined", "notApplicable". */
const char *outcome_name(enum outcome outcome);

/* The one that matters more: fail, warn, undetermined, pass, notApplicable. */
enum outcome outcome_worst(enum outcome a, enum outcome b);

/* SPDX-License-Identifier: Apache-2.0 */
/* Whole labels for unit tests: any layout, language and ink, of members as declared() takes them. */
#include "label.h"

#include "declared.h"

#include <check.h>
#include <string.h>

#define PART(kind, end)                                                                            \
    "; components/+component/kind=" kind "; components/component/essential=true; "                 \
    "components/component/support/commitment=guaranteed; components/component/support/end=" end

const char *const label_cases[] = {
    "support/end=2031-03",
    "support/end=2031-03-15",
    "support/end=2031-09; support/final=true",
    "support/end=2036-11",
    "support/end=2049-12",
    "support/period/duration=P5Y; support/period/from=purchase",
    "support/period/duration=P18M; support/period/from=firstUse",
    "support/commitment=anticipated; support/end=2029-03",
    "support/commitment=anticipated; support/period/duration=P5Y; support/period/from=purchase",
    "support/commitment=anticipated; support/period/duration=P18M; support/period/from=manufacture",
    "support/commitment=notStated",
    "support/commitment=notStated; declaredBy/role=thirdParty; declaredBy/name=Orrery Lab",
    "support/commitment=guaranteed; support/period/duration=P5Y; support/period/from=whileOnSale",
    "support/commitment=none",
    "updates/capability=no",
    "support/end=2024-03",
    "support/end=2024-03; support/updatesStopped=yes",
    "support/end=2024-03; support/updatesStopped=no",
    "support/updatesStopped=yes",
    "support/end=2031-03; updates/cost=subscription",
    "support/end=2031-03; support/conditions/+condition/kind=proofOfPurchase",
    "support/end=2031-03; updates/mode=professional; updates/delivery/+channel=serviceCentre",
    "support/end=2031-03; endOfSupport/effects/+effect=losesRemoteFeatures",
    "support/end=2031-03" PART("cloudService", "2029-06") PART("companionApp", "2032-12"),
    ("support/end=2031-03; support/conditions/+condition/kind=proofOfPurchase; "
     "product/name=SoundSill wireless speaker"),
    "support/end=2031-09; updates/cost=subscription; product/name=Thistledown Tab 11",
    ("support/commitment=anticipated; support/end=2033-06-25; "
     "product/name=Kindle Paperwhite (12th Generation)"),
    "support/commitment=anticipated; support/end=2029-03; updates/cost=subscription",
    "support/commitment=notStated; updates/cost=subscription",
    "support/end=2024-03; updates/cost=subscription",
    "support/period/duration=P5Y; support/period/from=purchase; updates/cost=subscription",
    ("support/period/duration=P5Y; support/period/from=purchase; "
     "support/conditions/+condition/kind=authorisedSeller"),
    "support/end=2031-09; support/conditions/+condition/kind=latestVersion",
};
const size_t label_case_count = G_N_ELEMENTS(label_cases);

/* The bare names of the XML files in a folder of the program's own. */
static char **names_in(const char *folder, const char *but)
{
    struct assets *assets = assets_new(NULL);
    g_autoptr(GPtrArray) paths = assets_list(assets, folder);
    GPtrArray *names = g_ptr_array_new();
    for (unsigned i = 0; i < paths->len; i++) {
        char *name = g_path_get_basename(paths->pdata[i]);
        char *dot = strrchr(name, '.');
        if (dot && strcmp(dot, ".xml") == 0) {
            *dot = '\0';
            if (strcmp(name, but) != 0) {
                g_ptr_array_add(names, name);
                continue;
            }
        }
        g_free(name);
    }
    assets_free(assets);
    ck_assert_uint_gt(names->len, 0);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

char **label_layouts(void)
{
    return names_in("templates/", "icons");
}

char **label_languages(void)
{
    return names_in("templates/strings/", "");
}

struct said said_new(struct workshop *workshop, const char *language, const char *members)
{
    struct said said = {.document = declared(members)};
    struct diags *diags = diags_new(0);
    const struct catalogue *catalogue = workshop_catalogue(workshop, language, diags);
    ck_assert_msg(catalogue, "%s: %s", language, first_finding(diags));
    said.declaration = declaration_new(said.document);
    said.facts = facts_new(said.declaration, (struct date){2026, 6, 20});
    said.wording = wording_new(said.facts, catalogue);
    diags_free(diags);
    return said;
}

void said_free(struct said *said)
{
    wording_free(said->wording);
    facts_free(said->facts);
    declaration_free(said->declaration);
    document_free(said->document);
}

struct scene *said_draw(const struct said *said, struct workshop *workshop, const char *layout,
                        bool mono, struct diags *diags)
{
    const struct template *template = workshop_template(workshop, layout, diags);
    ck_assert_msg(template, "template %s is refused: %s", layout, first_finding(diags));
    const struct wording *lines[] = {said->wording, said->wording};
    struct layout_options options = {.mono = mono};
    size_t least, most;
    template_languages(template, &least, &most);
    if (most > 1) {
        options.lines = lines;
        options.line_count = G_N_ELEMENTS(lines);
    }
    return layout_label(template, said->wording, workshop_fontset(workshop), &options, diags);
}

bool label_is_due(size_t turn, size_t each)
{
    return turn % each == 0 || g_strcmp0(g_getenv("UPLABEL_TEST_ALL"), "yes") == 0;
}

const char *first_finding(const struct diags *diags)
{
    return diags_count(diags) > 0 ? diags_at(diags, 0)->text : "nothing";
}

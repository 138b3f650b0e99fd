/* SPDX-License-Identifier: Apache-2.0 */
/* The functions behind the table of formats, one per format. */
#pragma once

#include "write/writer.h"

/* Each returns the output's bytes, NULL after a finding. */
GBytes *svg_write(const struct write_input *input, struct diags *diags);
GBytes *pdf_write(const struct write_input *input, struct diags *diags);
GBytes *png_write(const struct write_input *input, struct diags *diags);
GBytes *text_write(const struct write_input *input, struct diags *diags);
GBytes *scene_write(const struct write_input *input, struct diags *diags);
GBytes *label_json_write(const struct write_input *input, struct diags *diags);
GBytes *jsonld_write(const struct write_input *input, struct diags *diags);
GBytes *openeox_write(const struct write_input *input, struct diags *diags);
GBytes *cyclonedx_write(const struct write_input *input, struct diags *diags);
GBytes *mud_write(const struct write_input *input, struct diags *diags);
GBytes *cta2120_write(const struct write_input *input, struct diags *diags);
GBytes *fragment_write(const struct write_input *input, struct diags *diags);
GBytes *badge_write(const struct write_input *input, struct diags *diags);
GBytes *html_write(const struct write_input *input, struct diags *diags);

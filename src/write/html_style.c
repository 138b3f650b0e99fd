/* SPDX-License-Identifier: Apache-2.0 */
/* The styles of card, badge and page: constants, so that a policy can name them by their digest. */
#include "write/html_style.h"

/* The colours are the label's, each pair read at 7:1 or more; paper is white, whatever the screen
 * was. Bands are printed as they are: they say which state it is. What a shop's style says of
 * elements is undone inside. Card and badge have theirs apart: what stands later on a page undoes
 * nothing. */
#define COLOURS(it)                                                                                \
    it "{--uplabel-ink:#111;--uplabel-paper:#fff;--uplabel-soft:#3d3d3d;"                          \
       "--uplabel-promise:#0b3d91;--uplabel-on-promise:#fff;"                                      \
       "--uplabel-open:#f7b500;--uplabel-on-open:#111;"                                            \
       "--uplabel-none:#8f1023;--uplabel-on-none:#fff;"                                            \
       "color:var(--uplabel-ink);background:var(--uplabel-paper);border:1px solid "                \
       "var(--uplabel-soft);box-sizing:border-box;text-align:start;text-transform:none;"           \
       "letter-spacing:normal;word-spacing:normal;text-indent:0;text-shadow:none;"                 \
       "white-space:normal;overflow-wrap:anywhere;color-scheme:light dark;"                        \
       "print-color-adjust:exact}\n"                                                               \
       "@media screen and (prefers-color-scheme:dark){" it "{"                                     \
       "--uplabel-ink:#f4f4f2;--uplabel-paper:#15171a;"                                            \
       "--uplabel-soft:#b9bcc2;--uplabel-promise:#8fb4ff;--uplabel-on-promise:#0b1630;"            \
       "--uplabel-open:#6b4e00;--uplabel-on-open:#f4f4f2;"                                         \
       "--uplabel-none:#ff7a84;--uplabel-on-none:#15171a}}\n" it                                   \
       " :where(:not(svg,svg *)){all:revert}\n" it " time{white-space:nowrap}\n"

/* Sizes grow with the reader's letters and the card's width. In forced colours the bands are those
 * of a label in one ink, and large type has no ground of its own, which would hide the line above.
 */
#define CARD                                                                                       \
    ".uplabel{max-inline-size:22.5rem;border-radius:.625rem;overflow:hidden;margin:0;padding:0;"   \
    "font:1rem/1.4 system-ui,sans-serif}\n"                                                        \
    ".uplabel p,.uplabel table,.uplabel footer,.uplabel .uplabel-ruler{margin:.5rem 1.5rem}\n"     \
    ".uplabel .uplabel-title{margin:0;padding:.7rem 1.5rem;font-size:1.5rem;line-height:1.2;"      \
    "font-weight:700;color:var(--uplabel-on-promise);background:var(--uplabel-promise)}\n"         \
    ".uplabel-light .uplabel-title{color:var(--uplabel-on-open);background:var(--uplabel-open);"   \
    "border-block-end:.4rem solid var(--uplabel-ink)}\n"                                           \
    ".uplabel-solid .uplabel-title,.uplabel.uplabel-solid .uplabel-state{margin:0;"                \
    "color:var(--uplabel-on-none);background:var(--uplabel-none)}\n"                               \
    ".uplabel-solid .uplabel-state{padding:0 1.5rem 1rem}\n"                                       \
    ".uplabel .uplabel-notice{margin:0;padding:.7rem 1.5rem;border-block-end:3px solid;"           \
    "font-size:1.15rem}\n"                                                                         \
    ".uplabel-state span{display:inline-block;vertical-align:baseline}\n"                          \
    ".uplabel .uplabel-lead,.uplabel .uplabel-below{display:block;font-size:1.25rem}\n"            \
    ".uplabel-below{font-weight:700}\n"                                                            \
    ".uplabel-hero{font-size:2.75rem;line-height:1.15;font-weight:800;"                            \
    "forced-color-adjust:none}\n"                                                                  \
    ".uplabel-figure .uplabel-hero{font-size:5rem;line-height:1.05}\n"                             \
    ".uplabel-side{font-size:1.3rem;line-height:1.25;font-weight:700}\n"                           \
    ".uplabel .uplabel-ruler{display:block;box-sizing:border-box;inline-size:calc(100% - 3rem);"   \
    "block-size:auto;max-inline-size:none;float:none;margin-block:.75rem}\n"                       \
    ".uplabel-dark .uplabel-filled{fill:var(--uplabel-promise);stroke:var(--uplabel-promise)}\n"   \
    ".uplabel .uplabel-method{border-block:1px solid var(--uplabel-soft);margin-inline:0;"         \
    "padding:.5rem 1.5rem}\n"                                                                      \
    ".uplabel-method b{font-size:1.2rem}\n"                                                        \
    ".uplabel-parts{border-collapse:collapse;inline-size:calc(100% - 3rem)}\n"                     \
    ".uplabel-parts th,.uplabel-parts td{padding:.25rem 0;text-align:start;font-weight:400;"       \
    "vertical-align:top}\n"                                                                        \
    ".uplabel-parts td{padding-inline-start:.75rem;text-align:end}\n"                              \
    ".uplabel .uplabel-governs th,.uplabel .uplabel-governs td,.uplabel-condition{"                \
    "font-weight:700}\n"                                                                           \
    ".uplabel-link a{color:var(--uplabel-promise);font-weight:600}\n"                              \
    ".uplabel-foot{font-size:.82rem;color:var(--uplabel-soft)}\n"                                  \
    ".uplabel .uplabel-foot p{margin:.15rem 0}\n"                                                  \
    ".uplabel-product{font-weight:600;color:var(--uplabel-ink)}\n"                                 \
    "@media (forced-colors:active){.uplabel-hero{color:CanvasText}"                                \
    ".uplabel-dark .uplabel-title,.uplabel-solid .uplabel-title,"                                  \
    ".uplabel.uplabel-solid .uplabel-state{forced-color-adjust:none;color:Canvas;"                 \
    "background:CanvasText}.uplabel-solid .uplabel-hero{color:Canvas}"                             \
    ".uplabel-dark .uplabel-filled{fill:CanvasText;stroke:CanvasText}}\n"                          \
    "@media print{.uplabel{break-inside:avoid}}\n"

/* A line that wraps where it must; its left edge is the band. */
#define BADGE                                                                                      \
    ".uplabel-badge{display:inline-flex;flex-wrap:wrap;gap:0 .45em;vertical-align:middle;"         \
    "max-inline-size:100%;margin:0;padding:.1em .5em;border-radius:.25em;"                         \
    "font:.8125rem/1.45 system-ui,sans-serif;border-inline-start:1.1em solid "                     \
    "var(--uplabel-promise)}\n"                                                                    \
    ".uplabel-badge strong,.uplabel-badge b{font-weight:700}\n"                                    \
    ".uplabel-badge.uplabel-light{border-inline-start-color:var(--uplabel-open);"                  \
    "box-shadow:inset .25em 0 var(--uplabel-ink);padding-inline-start:.75em}\n"                    \
    ".uplabel-badge.uplabel-light[dir=rtl]{box-shadow:inset -.25em 0 var(--uplabel-ink)}\n"        \
    ".uplabel-badge.uplabel-solid{color:var(--uplabel-on-none);background:var(--uplabel-none);"    \
    "border-color:var(--uplabel-none);border-inline-start-width:1px;padding-inline:.75em}\n"       \
    "@media (forced-colors:active){.uplabel-badge.uplabel-light{border-inline-start-style:double}" \
    ".uplabel-badge.uplabel-solid{forced-color-adjust:none;color:Canvas;"                          \
    "background:CanvasText;border-color:CanvasText}}\n"

const char html_card_style[] = COLOURS(".uplabel") CARD;
const char html_badge_style[] = COLOURS(".uplabel-badge") BADGE;
const char html_shared_style[] = COLOURS(".uplabel") CARD COLOURS(".uplabel-badge") BADGE;

const char html_page_style[] =
    ":root{color-scheme:light dark;--ink:#111;--paper:#fff;--soft:#3d3d3d;--line:#b9bcc2;"
    "--link:#0b3d91}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#f4f4f2;--paper:#15171a;--soft:#b9bcc2;"
    "--line:#3d3d3d;--link:#8fb4ff}}\n"
    "body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);"
    "overflow-wrap:anywhere}\n"
    "main{max-inline-size:60rem;margin-inline:auto;padding:1rem}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}\n"
    "h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem;"
    "border-block-end:1px solid var(--line)}\n"
    "h3{font-size:1.05rem;margin:1rem 0 .25rem}\n"
    "a{color:var(--link)}\n"
    ".notice{border:3px solid;padding:.75rem 1rem;font-size:1.2rem}\n"
    ".cards{display:flex;flex-wrap:wrap;gap:1rem}\n"
    ".cards h2{border:0}\n"
    ".cards>article{flex:1 1 18rem}\n"
    "dl{margin:0}\n"
    "dt{font-weight:600;margin-block-start:.5rem}\n"
    "dd{margin:0}\n"
    "dd dl{border-inline-start:3px solid var(--line);padding-inline-start:.75rem;"
    "margin-block:.25rem .75rem}\n"
    ".history{padding-inline-start:1.5rem}\n"
    ".picture{max-inline-size:100%;block-size:auto}\n"
    ".files{margin:0;padding:0;list-style:none}\n"
    ".files span{display:block;color:var(--soft);font-size:.9rem}\n"
    ".files li{padding-block:.25rem}\n"
    ".item{border-block-start:1px solid var(--line);padding-block:.25rem}\n"
    ".item:first-child{border:0}\n"
    "code{color:var(--soft);font-size:.85em}\n"
    ".small,details{color:var(--soft);font-size:.9rem}\n"
    "summary{margin-block-start:.75rem;cursor:pointer}\n"
    "@media (min-width:48rem){section>div>dl>div,.item>dl>div{display:grid;"
    "grid-template-columns:14rem 1fr;column-gap:1rem;margin-block-start:.35rem}"
    "section>div>dl>div>dt,.item>dl>div>dt{margin:0;grid-column:1}"
    "section>div>dl>div>dd,.item>dl>div>dd{grid-column:2}}\n"
    "@media print{main{max-inline-size:none;padding:0}details{display:none}"
    "a{color:inherit}h2,dt{break-after:avoid}}\n";

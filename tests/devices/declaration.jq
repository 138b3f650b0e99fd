# SPDX-License-Identifier: Apache-2.0
# One record of device support dates → a declaration compiled by a third party, saying what the
# record says and nothing else.

def category:
  {phone: "smartphone", computer: "computer", smartwatch: "wearable"}[.] // "generalIot";

# A date is one of security updates only where the record says so.
def about_security: .eolMeaning == "security-updates";

def support:
  if about_security and .endOfSecuritySupportKind == "date"
  then {commitment: "anticipated", end: .endOfSecuritySupport}
  elif about_security and .endOfSecuritySupportKind == "ended-date-unknown"
  then {commitment: "notStated", updatesStopped: "yes"}
  else {commitment: "notStated"}
  end;

def covered:
  support | if .end then "/support/end"
            elif .updatesStopped then "/support/updatesStopped"
            else "/support/commitment" end;

def status:
  if .discontinued == null then {}
  elif .discontinued == false then {status: {value: "onSale"}}
  elif .discontinued == true then {status: {value: "discontinued"}}
  else {status: {value: "discontinued", on: .discontinued}}
  end;

def https_only: if . != null and startswith("https://") then . else null end;

{
  schemaVersion: "1.0",
  id: ("record-" + ($number | tostring)),
  language: "en",
  declaredBy: {role: "thirdParty", name: "uplabel project", statedOn: "2026-11-22"},
  product: ({brand: .vendor, name: .model, category: (.deviceType | category)}
    + (if (.model | length) > 40 then {labelName: .model[0:40] | sub(" +$"; "")} else {} end)
    + (if .releaseDate then {launchedOn: .releaseDate} else {} end)
    + status),
  manufacturer: {name: .vendor},
  updates: {capability: (if about_security then "yes" else "notStated" end), mode: "notStated"},
  support: support
}
+ (if (.sourceLink | https_only)
   then {sources: [{covers: [covered], url: .sourceLink, seenOn: "2026-11-22"}]}
   else {} end)

# SPDX-License-Identifier: Apache-2.0
# What a label must say of a record as of a day, computed from the record alone: "STATE DATE", with
# "-" for no date. Dates are ISO, so comparing them as strings compares them as days.

if .eolMeaning != "security-updates" then "open -"
elif .endOfSecuritySupportKind == "date" then
  (if .endOfSecuritySupport < $asof then "ended " else "expected " end) + .endOfSecuritySupport
elif .endOfSecuritySupportKind == "ended-date-unknown" then "ended -"
else "open -"
end

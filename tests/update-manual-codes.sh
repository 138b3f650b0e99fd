#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints the manual with its list of codes as `uplabel list codes` has them.
# Usage: tests/update-manual-codes.sh UPLABEL src/doc/uplabel.1 >new
set -eu
codes=$("$1" list codes)
sed -n '1,/^\.\\" codes begin$/p' "$2"
printf '%s\n' "$codes" | while read -r code severity title; do
    printf '.It Sy %s Pq %s\n%s.\n' "$code" "$severity" "$title"
done
sed -n '/^\.\\" codes end$/,$p' "$2"

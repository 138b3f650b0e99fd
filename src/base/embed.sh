#! /bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints a C table of files: embed.sh DIRECTORY NAME... (names below DIRECTORY become the keys).
set -eu
LC_ALL=C
export LC_ALL

dir=$1
shift
names=$(printf '%s\n' "$@" | sort)

cat <<'END'
/* SPDX-License-Identifier: Apache-2.0 */
/* Made by embed.sh: the bytes of the data files, sorted by name. */
#include "base/assets.h"

END

# An empty C array is not allowed, so every array ends in a zero that its size does not count.
n=0
for name in $names; do
    echo "static const unsigned char bytes_${n}[] = {"
    od -An -v -tu1 "$dir/$name" | sed 's/  *\([0-9]\{1,\}\)/\1,/g'
    echo '0};'
    n=$((n + 1))
done

echo 'const struct asset assets_embedded[] = {'
n=0
for name in $names; do
    echo "    {\"$name\", bytes_$n, sizeof bytes_$n - 1},"
    n=$((n + 1))
done
cat <<'END'
};
const size_t assets_embedded_count = sizeof assets_embedded / sizeof assets_embedded[0];
END

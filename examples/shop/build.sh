#!/bin/sh
# SPDX-License-Identifier: CC0-1.0
# A shop's pages with labels made by uplabel: a list with badges, and for each product a page with its
# card, the label as a picture, and its data for search engines. Usage: build.sh FOLDER [DECLARATION…]
# Of your own you would call the same three commands where your shop makes its pages.
set -eu
uplabel=${UPLABEL-uplabel}
here=$(cd "$(dirname "$0")" && pwd)
to=$1
shift
[ $# -gt 0 ] || set -- "$here/../dated.xml" "$here/../subscription.xml" "$here/../ended.xml"

# attribute: a text as the value of an attribute, in double quotes.
attribute() { sed 's/&/\&amp;/g; s/"/\&quot;/g; s/</\&lt;/g'; }

begin() { # TITLE
    cat <<END
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$1</title>
<link rel="stylesheet" href="uplabel.css">
<style>img { max-width: 100%; height: auto }</style>
</head>
<body>
<main>
<h1>$1</h1>
END
}

end() { printf '</main>\n</body>\n</html>\n'; }

mkdir -p "$to"
"$uplabel" list style >"$to/uplabel.css"
"$uplabel" render -L en -f fragment,badge,jsonld,text --style apart -o "$to/parts/" "$@"
"$uplabel" render -L en -l web -f svg --theme light,dark --name '{name}-{theme}' -o "$to/" "$@"

{
    begin 'Cameras and locks'
    echo '<ul>'
    for file; do
        name=$(basename "${file%.*}")
        printf '<li><a href="%s.html">Product %s\n' "$name" "$name"
        cat "$to/parts/$name.badge.html"
        printf '</a></li>\n'
    done
    echo '</ul>'
    end
} >"$to/index.html"

for file; do
    name=$(basename "${file%.*}")
    {
        begin "Product $name"
        echo '<h2>Good to know</h2>'
        cat "$to/parts/$name.fragment.html"
        # Where nothing but a picture can be put in, its words are the alternative text.
        cat <<END
<h2>The same as a picture</h2>
<picture>
<source srcset="$name-dark.svg" media="(prefers-color-scheme: dark)">
<img src="$name-light.svg" width="360" alt="$(attribute <"$to/parts/$name.txt")">
</picture>
<script type="application/ld+json">
$(cat "$to/parts/$name.jsonld")
</script>
END
        end
    } >"$to/$name.html"
done
rm -r "$to/parts"

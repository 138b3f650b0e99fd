#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints uplabel-glossary(7): what `uplabel explain` says of every term, field, value and standard.
# Usage: tests/update-glossary.sh UPLABEL >src/doc/uplabel-glossary.7
set -eu
uplabel=$1

# Turns explanations (name at the margin, text behind two blanks) into items of a list. The members
# of a field are left out: they have items of their own.
items() {
    awk '
        # Text of its own lines: each sentence begins one.
        function escape(text) {
            gsub(/\\/, "\\e", text)
            text = (text ~ /^[.\047]/ ? "\\&" : "") text
            while (match(text, /[a-z)"][.] [A-Z]/))
                text = substr(text, 1, RSTART + 1) "\n" substr(text, RSTART + 3)
            return text
        }
        # Text behind a macro, where a word such as No or It would be one too.
        function argument(text,    words, count, i, out) {
            count = split(text, words, " ")
            for (i = 1; i <= count; i++)
                out = out (i > 1 ? " " : "") (words[i] ~ /^[A-Z][a-z][a-z]?$/ ? "\\&" : "") words[i]
            return out
        }
        function end_table() { if (table) { print ".El"; table = 0 } }
        function end_parts() { if (parts) { print ".El"; parts = 0 } }
        function strip(line) { sub(/^ +/, "", line); return line }
        /^[^ ]/ {
            end_table(); end_parts()
            title = $0; name = $1
            sub(/^[^ ]+ ?/, "", title); gsub(/^\(|\)$/, "", title)
            print ".It Cm " name
            if (title != "") { print ".Em " argument(title) "."; print ".br" }
            field = title == ""; members = 0; fresh = 0
            next
        }
        /^$/ { fresh = 1; next }
        field && fresh && /^  [A-Za-z0-9.]+( \(required\))?$/ { members = 1 }
        members { next }
        /^  Who asks for it/ {
            print ".Bl -tag -compact -width \"EU consumer law\""
            table = 1; fresh = 0
            next
        }
        table && /^    [^ ]/ {
            label = substr($0, 5, 18); sub(/ +$/, "", label)
            print ".It " argument(label); print escape(strip(substr($0, 23)))
            next
        }
        table && /^      / { print escape(strip($0)); next }
        /^    https?:/ { print ".br"; print ".Lk " $1; next }
        /^  [^ ].* \([a-z0-9.-]+\)$/ && fresh {
            end_table()
            if (!parts) { print ".Bl -tag -width Ds"; parts = 1 }
            id = $NF; gsub(/[()]/, "", id); part = strip($0); sub(/ \([^ ]*\)$/, "", part)
            print ".It " argument(part); print ".Cm " id; print ".br"
            fresh = 0
            next
        }
        {
            end_table()
            if (fresh && !parts) print ".Pp"
            if ($1 == "Fields:") print ".br"
            print escape(strip($0))
            fresh = 0
        }
        END { end_table(); end_parts() }'
}

concepts() { "$uplabel" list terms | awk '$2 != "field" && $2 != "value" && $1 !~ /\./ { print $1 }'; }
fields() { "$uplabel" list terms | awk '$2 == "field" || $2 == "value" { print $1 }'; }
standards() { "$uplabel" list standards | sed 's/ .*//'; }

cat <<'END'
.\" SPDX-License-Identifier: Apache-2.0
.\" Generated from schemas/terms.xml, standards.xml and declaration.xsd: run make update-glossary.
.Dd November 22, 2026
.Dt UPLABEL-GLOSSARY 7
.Os
.Sh NAME
.Nm uplabel-glossary
.Nd shared terms of update declarations, and who calls them what
.Sh DESCRIPTION
The terms that labels, declarations and reports use, every field and value of a declaration, and the
standards and regimes that ask for them.
Each term has one name that never changes.
A field or value is named by its path, which is the same in XML and JSON.
.Pp
Words in quotation marks are those of the text.
.Li [secondary]
marks a regime that was read in accounts of it,
.Li [recalled]
one that was not read.
.Pp
.Li uplabel explain
says the same of a single term.
.Sh TERMS
.Bl -tag -width Ds
END
# shellcheck disable=SC2046
"$uplabel" explain $(concepts) | items
printf '.El\n.Sh FIELDS AND VALUES\n.Bl -tag -width Ds\n'
# shellcheck disable=SC2046
"$uplabel" explain $(fields) | items
printf '.El\n.Sh STANDARDS AND REGIMES\n.Bl -tag -width Ds\n'
for standard in $(standards); do
    # A profile of the same name is explained behind it: rules are not the glossary's.
    "$uplabel" explain "$standard" | awk 'NR > 1 && /^[^ ]/ { exit } { print }' | items
done
cat <<'END'
.El
.Sh SEE ALSO
.Xr uplabel 1 ,
.Xr uplabel-profile 5
END

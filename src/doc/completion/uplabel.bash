# SPDX-License-Identifier: Apache-2.0
# Bash completion of uplabel's commands, options and values.

# The first column of `uplabel list SUBJECT`.
_uplabel_list()
{
    uplabel list "$1" 2>/dev/null | while read -r name _; do printf '%s\n' "$name"; done
}

# Words from $1 for the last item of a comma-separated list.
_uplabel_items()
{
    local before=""
    [[ $cur == *,* ]] && before="${cur%,*},"
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
}

_uplabel_value()
{
    case $prev in
    --report | -r)
        case ${COMP_WORDS[1]} in
        diff) _uplabel_items "text json csv" ;;
        *) _uplabel_items "text json sarif junit csv html" ;;
        esac
        ;;
    --fail-on) _uplabel_items "error warning note" ;;
    --layout | -l)
        [[ ${COMP_WORDS[1]} != extract ]] || return 1
        _uplabel_items "$(_uplabel_list layouts)"
        ;;
    --lang | -L) _uplabel_items "$(_uplabel_list languages)" ;;
    --format | -f) _uplabel_items "$(_uplabel_list formats)" ;;
    --ink) _uplabel_items "colour mono" ;;
    --theme) _uplabel_items "light dark" ;;
    --text) _uplabel_items "outline live" ;;
    --style) _uplabel_items "inside apart" ;;
    --to | -t) _uplabel_items "json xml ndjson" ;;
    --syntax | -s) _uplabel_items "xml json" ;;
    --scale) _uplabel_items "1 1.5 2 3" ;;
    --dpi) _uplabel_items "203 300 600 1200" ;;
    --sheet) _uplabel_items "$(_uplabel_list sheets)" ;;
    --print)
        [[ $cur == "=" ]] || return 1
        cur=
        _uplabel_items "x1a x4"
        ;;
    =)
        [[ ${COMP_WORDS[COMP_CWORD - 2]} == --print ]] || return 1
        _uplabel_items "x1a x4"
        ;;
    --condition) _uplabel_items "FOGRA39 FOGRA51 FOGRA52 FOGRA47 GRACoL2006 JC200103" ;;
    --spot)
        compopt -o nospace
        _uplabel_items "ink= promise= open= none="
        ;;
    --tolerate) _uplabel_items "GTIN-FORM GTIN-CHECK URL-SYNTAX URL-SCHEME" ;;
    --map) mapfile -t COMPREPLY < <(compgen -f -X '!*.xml' -- "$cur") ;;
    --icc) mapfile -t COMPREPLY < <(compgen -f -X '!*.@(icc|icm)' -- "$cur") ;;
    --data-dir) mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
    --key | -k)
        if [[ ${COMP_WORDS[1]} == verify ]]; then
            mapfile -t COMPREPLY < <(compgen -d -- "$cur"; compgen -f -X '!*.@(pub|pem)' -- "$cur")
        else
            mapfile -t COMPREPLY < <(compgen -f -X '*.pub' -- "$cur")
        fi
        ;;
    --signed-by | --signed-on) COMPREPLY=() ;;
    --new-key | --output | -o | --strings | --copy | --rejects) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    --name | --variant | --market | --as-of | --gs1 | --copies | --start | --jobs | -j | --shard | --max-refused) COMPREPLY=() ;;
    *) return 1 ;;
    esac
}

_uplabel_options()
{
    case $1 in
    check)
        echo "--profile --as-of --against --variant --market --report --fail-on --require-sources" \
            "--warn-before --map --lang --data-dir --help"
        ;;
    diff) echo "--report --as-of --variant --market --lang --data-dir --help" ;;
    render)
        echo "--layout --lang --format --output --name --against --variant --market --ink --theme --as-of --gs1 --text" \
            "--style --scale --dpi --print --condition --icc --spot --bleed --crop-marks --slug" \
            "--allow-unreviewed --sheet --copies --start --strings --data-dir --help"
        ;;
    bulk)
        echo "--output --map --tolerate --jobs --resume --site --prune --flat --shard --rejects --max-refused --require-sandbox --layout --lang" \
            "--format --ink --theme --as-of --gs1 --text --style --scale --dpi --print --condition --icc --spot --bleed" \
            "--crop-marks --slug --allow-unreviewed --strings --data-dir --help"
        ;;
    proof)
        echo "--layout --lang --ink --output --copy --variant --market --as-of --gs1 --strings --data-dir" \
            "--help"
        ;;
    convert) echo "--to --output --map --profile --as-of --data-dir --help" ;;
    sign) echo "--key --new-key --output --signed-by --signed-on --as-of --data-dir --help" ;;
    verify) echo "--key --help" ;;
    extract) echo "--output --layout --strings --data-dir --fail-on --help" ;;
    new) echo "--syntax --help" ;;
    list) echo "--data-dir --strings --help" ;;
    strings) echo "--output --data-dir --help" ;;
    explain) echo "--data-dir --help" ;;
    esac
}

_uplabel_operands()
{
    case $1 in
    check | render | diff | bulk | proof | convert)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur"; compgen -f -X '!*.@(xml|json|csv)' -- "$cur")
        ;;
    extract)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur"; compgen -f -X '!*.@(svg|pdf|png|html|json)' -- "$cur")
        ;;
    sign | verify)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    list) _uplabel_items "layouts languages profiles formats sheets codes fields terms standards style" ;;
    strings)
        if [[ $prev == export ]]; then
            _uplabel_items "$(_uplabel_list languages)"
        elif [[ $prev == import ]]; then
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$cur"; compgen -f -X '!*.@(xlf|xliff)' -- "$cur")
        else
            _uplabel_items "export import"
        fi
        ;;
    explain) _uplabel_items "$(_uplabel_list codes) $(_uplabel_list terms) $(_uplabel_list standards)" ;;
    esac
}

_uplabel()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _uplabel_items "check render diff bulk proof convert extract sign verify new list strings explain --help --version"
    elif _uplabel_value; then
        return
    elif [[ $cur == -* ]]; then
        _uplabel_items "$(_uplabel_options "$command")"
    else
        _uplabel_operands "$command"
    fi
}

shopt -s extglob
complete -F _uplabel uplabel

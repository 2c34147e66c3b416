#!/usr/bin/env bash
# What action.yml runs, in the working directory: planvet with annotations, a step summary and outputs. Reads its inputs from
# PLANVET_*, and writes to GITHUB_OUTPUT and GITHUB_STEP_SUMMARY.
set -euo pipefail

reports=$(mktemp -d "${RUNNER_TEMP:-/tmp}/planvet-XXXXXX")
trap 'rm -rf "$reports"' EXIT

output() {
  printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/null}"
}

give_up() {
  printf '::error title=planvet::%s\n' "$1"
  output result error
  exit 2
}

# The planvet of the project, so that its check is what its people run; else the version that this action is.
find_planvet() {
  local folder=$PWD
  while :; do
    if [ -x "$folder/node_modules/.bin/planvet" ]; then
      planvet=("$folder/node_modules/.bin/planvet")
      return
    fi
    [ "$folder" != / ] || break
    folder=$(dirname "$folder")
  done
  local version
  version=$(node -p 'require(process.argv[1]).version' "$PLANVET_ACTION/package.json")
  planvet=(npx --yes "planvet@$version")
}

# Adds the lines of a text to the arguments, each behind what a second text says.
add_lines() {
  local line option=${2-}
  while IFS= read -r line; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    [ -z "$line" ] || arguments+=("$option$line")
  done <<<"$1"
}

# The commit that a pull request is compared with; a shallow clone has to fetch what lies between.
compare_with_base() {
  [ "$PLANVET_ONLY_NEW" = true ] && [ -n "$PLANVET_BASE" ] || return 0
  if ! git merge-base HEAD "$PLANVET_BASE" >/dev/null 2>&1; then
    local unshallow=()
    [ "$(git rev-parse --is-shallow-repository)" = false ] || unshallow=(--unshallow)
    git fetch --quiet --no-tags ${unshallow[@]+"${unshallow[@]}"} origin "$PLANVET_BASE" HEAD ||
      give_up 'The base of the pull request could not be fetched: check out with `fetch-depth: 0`.'
  fi
  arguments+=("--since=$PLANVET_BASE")
}

[ "$PLANVET_ONLY_NEW" = true ] || [ "$PLANVET_ONLY_NEW" = false ] || give_up 'The input `only-new` is `true` or `false`.'
arguments=()
# That there are no plans is no mistake, unless somebody said where.
[ -n "${PLANVET_PATHS//[[:space:]]/}" ] || arguments+=(--force-exclude)
case $PLANVET_FAIL_ON in
  error) ;;
  warning) arguments+=(--max-warnings=0) ;;
  never) arguments+=(--exit-zero) ;;
  *) give_up 'The input `fail-on` is `error`, `warning` or `never`.' ;;
esac
[ -z "$PLANVET_CONFIG" ] || arguments+=("--config=$PLANVET_CONFIG")
if [ "$PLANVET_ALLOW_PLUGINS" = true ]; then arguments+=(--allow-plugins); else arguments+=(--no-allow-plugins); fi
add_lines "$PLANVET_FORMAT" --format=
arguments+=(--format pretty --format github "--format=json:$reports/findings.json" "--format=markdown:$reports/summary.md")
[ -z "$PLANVET_SARIF" ] || arguments+=("--format=sarif:$PLANVET_SARIF")
compare_with_base
arguments+=(--)
add_lines "$PLANVET_PATHS"

find_planvet
code=0
"${planvet[@]}" "${arguments[@]}" || code=$?

counts=$(node -e '
  const results = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(results.length, sum("errorCount"), sum("warningCount"));
' "$reports/findings.json" 2>/dev/null) || counts='0 0 0'
read -r plans errors warnings <<<"$counts"

case $code in
  0) result=pass ;;
  1) result=fail ;;
  *) result=error ;;
esac
# That nothing was wrong with nothing is no pass.
[ "$code" -ne 0 ] || [ "$plans" -gt 0 ] || result=indeterminate
[ "$result" != indeterminate ] || echo '::notice title=planvet::No plan was checked.'
[ ! -s "$reports/summary.md" ] || cat "$reports/summary.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"

output result "$result"
output plans "$plans"
output errors "$errors"
output warnings "$warnings"
sarif=
[ -z "$PLANVET_SARIF" ] || [ ! -f "$PLANVET_SARIF" ] || sarif="${PLANVET_FOLDER%/}/$PLANVET_SARIF"
output sarif-file "${sarif#./}"
exit "$code"

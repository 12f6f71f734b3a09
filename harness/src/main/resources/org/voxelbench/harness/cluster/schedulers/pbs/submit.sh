#!/usr/bin/env bash
# Submits what is left of {{protocol}} and not in the queue; call it again whenever you like.
# --dry-run prints what it would call.
set -euo pipefail
cd {{'folder'}}
mkdir -p logs
dry=
[ "${1:-}" != --dry-run ] || dry=yes
{{#modules}}
# What a site's profile and modules read may not be set, and not all that they call succeeds.
set +eu
command -v module >/dev/null || . /etc/profile
module load {{'module'}} || {
  echo "submit.sh: the module '{{module}}' can't be loaded here; 'module avail' lists those that can, for 'modules' of the settings." >&2
  exit 1
}
set -eu
{{/modules}}
{{#environment}}
export {{key}}={{'value'}}
{{/environment}}

left=$({{container}} {{'voxelbench'}} job --list --out {{'out'}})
declare -A ids=()
submitted=0

call() {
  printf '%q ' "$@" >&2
  echo >&2
  [ -n "$dry" ] || "$@"
}

# group NAME CONDITION NEED...: submits those of its jobs that are left and not in the queue.
group() {
  local name=$1 condition=$2 after='' id index job known
  shift 2
  for need in "$@"; do after+=${ids[$need]:-}; done
  while read -r group index job; do
    [ "$group" = "$name" ] || continue
    known=$(qselect -u "$(id -un)" -N {{'mark'}}-"$name-$index" </dev/null)
    if [ -n "$known" ] && [ "$condition" = afterany ] && [ "$submitted" -gt 0 ]; then
      # shellcheck disable=SC2086
      call qdel $known
    elif [ -n "$known" ]; then
      ids[$name]+=":${known//$'\n'/:}"
      continue
    fi
    id=$(call qsub -N {{'mark'}}-"$name-$index" -o "logs/$name-$index.pbs" -v "VOXELBENCH_JOB=$job,VOXELBENCH_INDEX=$index" \
      ${after:+-W "depend=$condition$after"} "$name.sh" </dev/null)
    ids[$name]+=":${id:-NEW-$name-$index}"
    submitted=$((submitted + 1))
  done <<<"$left"
}

{{#groups}}
group {{group}} {{condition}}{{#needs}} {{need}}{{/needs}}
{{/groups}}
echo "Submitted $submitted jobs."

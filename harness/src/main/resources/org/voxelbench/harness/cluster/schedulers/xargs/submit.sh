#!/usr/bin/env bash
# Does what is left of {{protocol}} on this machine stage by stage, WIDTH jobs side by side.
# --dry-run prints the jobs.
set -euo pipefail
cd {{'folder'}}
width=${WIDTH:-{{#width}}{{width}}{{/width}}}
width=${width:-1}
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

voxelbench() {
  {{container}} {{'voxelbench'}} "$@"
}

kind() {
  case $1 in
{{#groups}}
    {{group}}) echo {{kind}} ;;
{{/groups}}
  esac
}

# stage KIND: the names of its jobs that are left.
stage() {
  voxelbench job --list --out {{'out'}} | while read -r group index job; do
    [ "$(kind "$group")" != "$1" ] || echo "$job"
  done
}

failed=0
for stage in prepare pretraining training report; do
  if [ "${1:-}" = --dry-run ]; then
    stage "$stage"
  else
    # One that fails takes no other down.
    stage "$stage" | xargs -r -d '\n' -P "$width" -I @JOB@ {{container}} {{'voxelbench'}} job @JOB@ --out {{'out'}} || failed=1
  fi
done
exit "$failed"

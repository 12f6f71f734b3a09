#!/usr/bin/env bash
# Applies the Jobs of what is left of {{protocol}}, stage by stage, and waits for each stage; call it again whenever you like.
# --dry-run prints what it would call.
set -euo pipefail
cd {{'folder'}}
dry=
[ "${1:-}" != --dry-run ] || dry=yes

call() {
  printf '%q ' "$@" >&2
  echo >&2
  [ -n "$dry" ] || "$@"
}

left() {
  {{'voxelbench'}} job --list --out {{'out'}}
}

# Jobs of a kind that have neither completed nor failed.
unfinished() {
  kubectl get jobs -l voxelbench={{mark}},kind="$1" -o jsonpath='{range .items[*]}{.metadata.name} {.status.conditions[*].type}{"\n"}{end}' |
    grep -v 'Complete\|Failed' | cut -d ' ' -f 1 || true
}

# group NAME NUMBER KIND: one Job, unless it runs or nothing of it is left. What is done in it ends at once.
group() {
  local job={{mark}}-$2
  left | grep -q "^$1 " || return 0
  if ! unfinished "$3" | grep -qx "$job"; then
    call kubectl delete job "$job" --ignore-not-found
    call kubectl create -f "$1.yaml"
  fi
}

stage=
next() {
  if [ -n "$stage" ] && [ "$stage" != "$1" ] && [ -z "$dry" ]; then
    while [ -n "$(unfinished "$stage")" ]; do sleep 30; done
  fi
  stage=$1
}

{{#groups}}
next {{kind}}
group {{group}} {{number}} {{kind}}
{{/groups}}
next end

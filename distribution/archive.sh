#!/usr/bin/env bash
# Lays the release out in FOLDER and packs it as ARCHIVE, with the same bytes for the same commit: TIME is the age of all files.
# Usage, from this folder after the other modules are built: archive.sh FOLDER ARCHIVE TIME
set -euo pipefail
umask 022
export LC_ALL=C
folder=$1 archive=$2 time=$3
[[ $time =~ ^[0-9]+$ ]] && time=@$time
top=..
target=$(dirname "$archive")

rm -rf "$folder" "$target"/voxelbench-*.tar.gz*
mkdir -p "$folder/results"
cp -r "$top/harness/target/voxelbench/bin" "$top/harness/target/voxelbench/lib" "$top/docs" "$folder/"
cp -r "$top/protocol/training/src/main/resources/org/voxelbench/training/protocol" "$folder/protocols"
find "$folder/protocols" -type f ! -name '*.yaml' -delete
cp -r "$top/results/published" "$folder/results/"
cp -r containers "$folder/"
cp -r "$target/licences" "$folder/"
cp natives.md "$folder/licences/"
cp "$target/sbom.json" "$top/README.md" "$top/LICENSE" "$top/NOTICE" "$top/CHANGELOG.md" "$top/CONTRIBUTING.md" "$folder/"
chmod 755 "$folder/bin/voxelbench"

cd "$folder"
find . -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum > SHA256SUMS
cd - > /dev/null

# Jars hardly shrink further: more than the fastest compression only takes time.
tar --create --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="$time" --mode=u+rwX,go+rX,go-w \
  --directory="$(dirname "$folder")" "$(basename "$folder")" | gzip -n -1 > "$archive.part"
mv "$archive.part" "$archive"
cd "$target"
sha256sum "$(basename "$archive")" > "$(basename "$archive").sha256"

#!/usr/bin/env bash
# Reads files of so many megabytes (10; the whole trees of x12-types take fifty to a hundred and fifty times the file) with our reader and its peers, in one run.
# Needs Rust, Python 3, Node with npm, and the generators of shared/data/edi/bench beside the repository. What it installs lies in its own folder `work`.
set -euo pipefail
cd "$(dirname "$0")"
megabytes="${1:-10}"
generators="$(cd ../../.. && pwd)/shared/data/edi/bench"
[ -d "$generators" ] || { echo "SKIPPED: no folder shared/data/edi/bench beside the repository"; exit 0; }
mkdir -p work
[ -d work/python ] || { python3 -m venv work/python && work/python/bin/pip install --quiet pyx12==4.0.0; }
[ -d node_modules ] || npm install --silent --no-audit --no-fund
cargo build --release --quiet --target-dir work/target
for kind in 835 837; do
    file="work/$kind-$megabytes.edi"
    [ -f "$file" ] || python3 "$generators/gen_$kind.py" "$file" --mb "$megabytes" --seed 7 > /dev/null
    echo "== $kind, $(stat -c %s "$file") bytes: reader, claims, cents, seconds (the least of three), MB/s"
    for reader in scan totals guide x12-types x12-parser pyx12; do
        best="" line=""
        for _ in 1 2 3; do
            case "$reader" in
                x12-parser) line="$(node x12_parser.js "$file" "$kind")" ;;
                pyx12) line="$(work/python/bin/python pyx12_reader.py "$file" "$kind")" ;;
                *) line="$(work/target/release/x12-peers "$reader" "$file" "$kind")" ;;
            esac
            best="$(printf '%s\n%s\n' "$best" "$line" | awk 'NF && (least == "" || $4 < least) { least = $4; kept = $0 } END { print kept }')"
        done
        echo "$best" | awk -v bytes="$(stat -c %s "$file")" '{ printf "%s %.1f\n", $0, bytes / 1e6 / $4 }'
    done
done

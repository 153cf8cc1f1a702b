#!/bin/sh
# Prints how many patients of claus_2020.csv are in each category, question by question. THROUGHLINE names the program where it is not on the path.
set -eu
data=${1:?"usage: run.sh claus_2020.csv"}
here=$(cd "$(dirname "$0")" && pwd)
for question in jacobson-truax cutoff-b-package cutoff-b-functional hageman-arrindell percentage within-treatment; do
  echo "== $question"
  # The first two parts of the page are facts and counts; after the second empty line come the patients, which stay here.
  "${THROUGHLINE:-throughline}" change "$data" --spec "$here/$question.json" | awk 'NF == 0 { empty++ } empty < 2 { print }'
done

#!/usr/bin/env bash
# What the compiler cannot see: the direction of every include, between layers and, as tests/directions.txt says, between
# their folders; the length of files; and that every source is built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0

# complain SENTENCE LIST: nothing where the list is empty.
complain() {
    if [[ -n $2 ]]; then
        printf '%s:\n%s\n' "$1" "$2"
        failed=1
    fi
}

complain 'math/ includes another layer or more than Eigen' \
    "$(grep -rnE '#include +["<](\.\.|viz/|app/|tests/|[a-zA-Z0-9_-]+/)' math | grep -vE '#include +("math/|<Eigen/|<unsupported/Eigen/)' || true)"
complain 'viz/ includes app/ or a window' \
    "$(grep -rniE '#include +["<](\.\.|app/|tests/|imgui|GLFW/|glad/|GL/|EGL/)' viz || true)"
complain 'app/ includes tests/ or a path from its own folder upwards' \
    "$(grep -rnE '#include +["<](\.\.|tests/)' app || true)"
complain 'An include against tests/directions.txt' "$(grep -rE '^ *#include "' math viz app | awk '
    NR == FNR { split($1, f, ":"); if (f[1] in known) print "twice: " f[1]; known[f[1]]
                for (i = 2; i <= NF; ++i) { may[f[1], $i]; if ($i ~ "/" && !($i in known)) print f[1] " before " $i }; next }
    { split($0, hit, /: *#include "|"/); split(hit[1], a, "/"); split(hit[2], b, "/"); from = a[1] "/" a[2]; to = b[1] "/" b[2]
      if (hit[1] ~ /^(app|viz)\/[a-z_]+\.cpp$/) next              # a program at a root
      if (a[1] == "app" && to ~ /^viz\/(labs|fragments)$/) print
      else if (from == "viz/labs" && from == to) { if (b[3] != "vocabulary.hpp" && a[3] "/" a[4] != b[3] "/" b[4]) print "another lab: " $0 }
      else if (!(from in known)) print "no line: " $0
      else if (from != to && !((from, to) in may) && !((from, b[1]) in may)) print }' tests/directions.txt -)"
complain 'More than 400 lines' \
    "$(find app math viz tests assets -type f \( -name '*.[ch]pp' -o -name '*.py' -o -name '*.sh' -o -name '*.glsl' \) \
        -exec awk 'FNR == 401 { print FILENAME }' {} +)"

# Every source but those of labs, whose folders CMake finds.
for layer in math viz app tests; do
    unlisted=$(comm -23 <(cd "$layer" && find . -name '*.cpp' -not -path './labs/*/*/*' -printf '%P\n' | sort) \
        <(grep -ohE '[a-z0-9_/]+\.cpp' "$layer/CMakeLists.txt" | sort))
    complain "Sources that $layer/CMakeLists.txt does not build" "$unlisted"
done

complain 'A header without #pragma once' "$(find math viz app tests -name '*.hpp' -exec grep -L '#pragma once' {} +)"
exit $failed

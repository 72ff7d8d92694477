#!/usr/bin/env bash
# What the compiler cannot see: the layers' direction through any include, the length of files, and that every
# source is built.
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
complain 'More than 400 lines' \
    "$(find app math viz tests assets -type f \( -name '*.[ch]pp' -o -name '*.py' -o -name '*.sh' -o -name '*.glsl' \) \
        -exec awk 'ENDFILE { if (FNR > 400) print FILENAME ": " FNR }' {} +)"

# What a layer's list builds; a line of a lab names its parts.
listed() {
    grep -ohE '[a-z0-9_/]+\.cpp' "$1/CMakeLists.txt"
    sed -nE 's/^lossfield_lab\(([a-z].*)\)/\1/p' "$1/CMakeLists.txt" |
        awk '{ lab = "labs/" $1 "/" $2; print lab ".cpp"; for (i = 3; i <= NF; ++i) print lab "_" $i ".cpp" }'
}

for layer in math viz app tests; do
    unlisted=$(comm -23 <(cd "$layer" && find . -name '*.cpp' -printf '%P\n' | sort) \
        <(listed "$layer" | sort))
    complain "Sources that $layer/CMakeLists.txt does not build" "$unlisted"
done

complain 'A header without #pragma once' "$(find math viz app tests -name '*.hpp' -exec grep -L '#pragma once' {} +)"
exit $failed

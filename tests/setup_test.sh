#!/usr/bin/env bash
# app/run on machines it has not seen: a copy of its scripts runs with stand-ins for apt, dpkg, cmake and sudo.
set -euo pipefail
source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
machine=$(mktemp -d)
trap 'rm -rf "$machine"' EXIT
mkdir -p "$machine"/{bin,project/{app,math,viz,assets}}
cp "$source_root"/app/{run,setup.sh} "$machine/project/app/"
touch "$machine"/project/{CMakeLists.txt,CMakePresets.json}
calls="$machine/calls"
export calls project="$machine/project"

for tool in bash env dirname find mkdir touch mv comm sort sed tail cat chmod nproc; do
    ln -s "$(command -v $tool)" "$machine/bin/$tool"
done
stand_in() { printf '#!/usr/bin/env bash\n%s\n' "$2" >"$machine/bin/$1" && chmod +x "$machine/bin/$1"; }

check() {
    if [[ $2 != $3 ]]; then
        printf '%s\n  wanted: %s\n  found:  %s\n' "$1" "$3" "$2"
        exit 1
    fi
}
start() { PATH="$machine/bin" "$project/app/run" "$@" 2>"$machine/errors"; }

# Neither apt nor cmake: one sentence that lists the packages.
status=0
output=$(start list) || status=$?
check 'exit code without apt' "$status" 1
check 'lines on stderr without apt' "$(wc -l <"$machine/errors")" 1
check 'sentence without apt' "$(cat "$machine/errors")" '*no Debian or Ubuntu*libimgui-dev*librsvg2-dev*'
check 'stdout without apt' "$output" ''

# A bare Debian: apt-get update, then exactly what is missing and what is available; only `list` reaches stdout.
stand_in sudo 'exec "$@"'
stand_in apt-get 'echo "apt-get $*" >>"$calls"; echo noise'
stand_in apt-cache '[[ $2 == python3-glad ]]'
stand_in dpkg-query 'echo dpkg-query >>"$calls"; shift 3
    for package in "$@"; do
        case $package in
        libfmt-dev) echo "config-files $package" ;;
        librsvg2-dev) ;;
        *) echo "installed $package" ;;
        esac
    done'
stand_in cmake 'echo "cmake $1" >>"$calls"; echo noise
    if [[ $1 == --build ]]; then
        printf "#!/usr/bin/env bash\necho started \"\$@\"\n" >"$project/build/lossfield"
        chmod +x "$project/build/lossfield"
    fi'
check 'first start' "$(start list --json)" 'started list --json'
check 'calls of the first start' "$(tr '\n' '|' <"$calls")" "dpkg-query|apt-get update|apt-get install --yes \
--no-install-recommends libfmt-dev librsvg2-dev python3-glad|cmake --preset|cmake --build|"

# Again: nothing but the program. After a change: built anew. After a failure: the log, no program.
rm "$calls"
check 'second start' "$(start)" 'started'
check 'calls of the second start' "$(cat "$calls" 2>/dev/null || true)" ''
sleep 0.02
touch "$project/viz/new.cpp"
check 'start after a change' "$(start)" 'started'
check 'calls after a change' "$(grep -c cmake "$calls")" 2
sleep 0.02
touch "$project/math/new.cpp"
stand_in cmake 'echo "error in line 7"; exit 1'
status=0
output=$(start) || status=$?
check 'exit code of a failed build' "$status" 1
check 'stdout of a failed build' "$output" ''
check 'stderr of a failed build' "$(cat "$machine/errors")" '*error in line 7*could not be configured*'

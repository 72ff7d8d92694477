# shellcheck shell=bash disable=SC2034  # the lists are used where this is sourced
# Sourced by app/run, tests/run and .ci/run: what the program needs, and how to get and build it.
# Progress goes to stderr, build output to build/setup.log; the log is shown only when something fails.
# Objects come from a compiler cache where ccache is installed: the tests bring it, the program alone does not need it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build="$root/build"

program_packages=(
    cmake ninja-build g++ pkg-config python3 python3-venv
    libimgui-dev libstb-dev libglfw3-dev libgl-dev libegl-dev libgl1-mesa-dri
    libeigen3-dev libcairo2-dev libfreetype-dev libfontconfig-dev libharfbuzz-dev librsvg2-dev libpng-dev
    libqpdf-dev libexpat1-dev zlib1g-dev
    nlohmann-json3-dev libcli11-dev libfmt-dev
    fonts-inter fonts-dejavu-core fonts-stix
)
test_packages=(libgtest-dev libbenchmark-dev xvfb xdotool poppler-utils librsvg2-bin libxml2-utils ccache)
check_packages=(clang clang-format-14)
# Taken where the distribution has them: the build can do without the first, other releases name the second else.
optional_packages=(python3-glad libclang-rt-14-dev)

say() { printf '%s\n' "$*" >&2; }

# Prints those of the given packages that are not installed, one a line.
missing_packages() {
    comm -23 <(printf '%s\n' "$@" | sort) \
        <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
            sed -n 's/^installed //p' | sort)
}

# Installs what is missing of the given packages; leaves with one sentence where that is not possible.
install_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        hint="This is no Debian or Ubuntu: please install what these packages hold, then start again: $*"
        if command -v cmake >/dev/null; then return; fi
        say "$hint"
        exit 1
    fi
    local missing as_root=() package
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then return; fi
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "These packages are missing; please install them as root: ${missing[*]}"
            exit 1
        fi
        as_root=(sudo)
    fi
    say "Installing ${missing[*]} ..."
    # A bare machine has no package lists, an old one stale ones. Some source that fails need not matter.
    logged "${as_root[@]}" apt-get update || true
    for package in "${optional_packages[@]}"; do
        if apt-cache show "$package" >/dev/null 2>&1; then missing+=("$package"); fi
    done
    logged "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        "${missing[@]}" || fail "The packages could not be installed."
}

log="$build/setup.log"

# Runs a command with its output in the log.
logged() {
    mkdir -p "$build"
    "$@" >>"$log" 2>&1 </dev/null
}

# Shows what the log has gathered and leaves.
fail() {
    tail -n 60 "$log" >&2
    say "$* The whole log: $log"
    if [[ -n ${hint-} ]]; then say "$hint"; fi
    exit 1
}

# Writes ninja's output to the log and how far it is to stderr: one line that is renewed on a terminal, elsewhere a line every half
# minute. Units differ, so the time left is a guess from those that are done.
show_progress() {
    local line shown=0 now left words
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        if ! [[ $line =~ ^\[([0-9]+)/([0-9]+)\ ([0-9]+) ]]; then continue; fi
        local finished=${BASH_REMATCH[1]} all=${BASH_REMATCH[2]} seconds=${BASH_REMATCH[3]}
        left=$((finished > 0 ? seconds * (all - finished) / finished : 0))
        words="$finished of $all steps"
        if ((seconds > 2)); then words+=", about $((left / 60)):$(printf %02d $((left % 60))) left"; fi
        if [[ -t 2 ]]; then
            printf '\r  %s\033[K' "$words" >&2
        elif now=$((seconds / 30)) && ((now > shown)); then
            shown=$now
            say "  $words"
        fi
    done
    if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# Configures and builds one target in build/. Further arguments go to cmake's configuration.
build_target() {
    local target=$1 configure=(--preset default)
    shift
    # An existing folder keeps its generator and settings.
    if [[ -f "$build/CMakeCache.txt" ]]; then configure=(-B "$build"); fi
    logged cmake "${configure[@]}" -S "$root" "$@" || fail "The program could not be configured."
    NINJA_STATUS='[%f/%t %e] ' cmake --build "$build" --parallel "$(nproc)" --target "$target" 2>&1 </dev/null |
        show_progress || fail "The program could not be built."
}

# What .ci/release, .ci/image and .ci/npm share: the programs, built from the commit that is checked out.
# To be sourced; the working directory is the top of the checkout.

readonly made=.artifacts/release

# Where casemock runs, and casepact, for which Debian has a C compiler and Pact a library. No profile guides
# the compiler: it has to win more than 5 % first, and then belongs into compile.
readonly systems=(linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64)
readonly architectures=(amd64 arm64) # of Linux: images, and casepact
readonly -A cross_compilers=(
	[arm64]='aarch64-linux-gnu-gcc=gcc-aarch64-linux-gnu,libc6-dev-arm64-cross'
	[amd64]='x86_64-linux-gnu-gcc=gcc-x86-64-linux-gnu,libc6-dev-amd64-cross'
)

export DEBIAN_FRONTEND=noninteractive
# The checkout may belong to another user than the one who runs this.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'

work=$(mktemp -d)
started=() # processes that end with the script

clean() {
	local process
	for process in "${started[@]}"; do
		if kill "$process" 2>/dev/null; then wait "$process" 2>/dev/null || true; fi
	done
	rm -rf "$work"
}
trap clean EXIT

# need_programs installs the Debian packages of programs that are missing, each given as
# program=package,package.
need_programs() {
	local pair missing=() packages=()
	for pair in "$@"; do
		command -v "${pair%%=*}" >/dev/null && continue
		IFS=, read -r -a packages <<<"${pair#*=}"
		missing+=("${packages[@]}")
	done
	((${#missing[@]} == 0)) && return
	if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
		printf 'missing here: as root, apt-get install %s\n' "${missing[*]}" >&2
		exit 1
	fi
	apt-get -q update >/dev/null
	apt-get -q install --yes --no-install-recommends "${missing[@]}" >/dev/null
}

# need_compilers makes sure of the C compilers for casepact.
need_compilers() {
	local architecture
	need_programs gcc=gcc,libc6-dev patchelf=patchelf npm=npm
	for architecture in "${architectures[@]}"; do
		[[ $architecture == "$(go env GOHOSTARCH)" ]] || need_programs "${cross_compilers[$architecture]}"
	done
}

# take_source makes $source, a clone of the commit that is checked out: Go tells version and commit from it,
# and nothing gets in that is not committed. Its path is another one each time; no byte may depend on it.
take_source() {
	if [[ -n $(git status --porcelain --untracked-files=no) ]]; then
		printf 'commit first: what is built is the commit that is checked out\n' >&2
		exit 1
	fi
	source=$(mktemp -d "$work/source.XXXXXX")
	git clone -q --no-checkout "$PWD" "$source"
	git -C "$source" checkout -q "$(git rev-parse HEAD)"
	SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct)
	export SOURCE_DATE_EPOCH
}

# compile PACKAGE SYSTEM/ARCHITECTURE DIRECTORY builds a program of $source, without cgo unless the
# environment wants it.
compile() {
	mkdir -p "$3"
	CGO_ENABLED=${CGO_ENABLED:-0} GOOS=${2%/*} GOARCH=${2#*/} \
		go -C "$source" build -trimpath -buildvcs=true -tags netgo,osusergo -o "$(realpath "$3")/" "$1"
}

# compile_casepact ARCHITECTURE DIRECTORY builds casepact for Linux, with the native library beside it, where
# alone the loader looks for it. It needs the glibc of the machine that builds, or a later one.
compile_casepact() {
	local architecture=$1 directory compiler=gcc
	mkdir -p "$2"
	directory=$(realpath "$2")
	[[ $architecture == "$(go env GOHOSTARCH)" ]] || compiler=${cross_compilers[$architecture]%%=*}
	go -C "$source" run ./cmd/libpact --dir "$directory" --for "linux/$architecture/glibc"
	CC=$compiler CGO_ENABLED=1 CGO_LDFLAGS="-L$directory" \
		compile ./cmd/casepact "linux/$architecture" "$directory"
	patchelf --set-rpath "\$ORIGIN" "$directory/casepact"
}

# version_of PROGRAM is the version that it was built with, without the v.
version_of() { go version -m "$1" | awk '$1 == "mod" {sub(/^v/, "", $3); print $3}'; }

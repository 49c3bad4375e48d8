# What .ci/bench and .ci/soak share: starting servers, asking the system about them, sending load.
# To be sourced; the working directory is the top of the checkout.

readonly built=.artifacts/bench
readonly key=sandbox-key

export DEBIAN_FRONTEND=noninteractive

started=()

# stop_all ends, by their ids, the processes that were started here.
stop_all() {
	local process
	for process in "${started[@]}"; do
		kill "$process" 2>/dev/null || continue
		wait "$process" 2>/dev/null || true
	done
	started=()
}
trap stop_all EXIT

# need_programs installs the Debian packages of that name where the programs are missing.
need_programs() {
	local program missing=()
	for program in "$@"; do
		command -v "$program" >/dev/null || missing+=("$program")
	done
	((${#missing[@]} == 0)) && return
	if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
		printf 'missing here: install %s\n' "${missing[*]}" >&2
		exit 1
	fi
	apt-get -q update >/dev/null
	apt-get -q install --yes --no-install-recommends "${missing[@]}" >/dev/null
}

build() {
	mkdir -p "$built"
	CGO_ENABLED=0 go build -trimpath -o "$built/" ./cmd/casemock ./.ci/reference
}

# start LINES COMMAND... runs a server in the background: its id is in $process, the first LINES lines
# that it prints, its URLs, are in ${urls[@]}.
start() {
	local lines=$1 line output
	shift
	exec {output}< <(exec "$@" 2>>"$built/servers.log")
	process=$!
	started+=("$process")
	urls=()
	while ((lines--)); do
		read -r -u "$output" line || { printf 'ended at once: %s\n' "$*" >&2 && exit 1; }
		urls+=("$line")
	done
}

start_casemock() { start 1 "$built/casemock" serve --addr 127.0.0.1:0 "$@"; }

stop() { kill "$1" && wait "$1" 2>/dev/null || true; }

# get_case URL asks for the first case.
get_case() { curl -sf -o /dev/null -H "Authorization: $key" "$1/case/1001"; }

# resident PROCESS says how much memory is in use, in kB.
resident() { awk '/^VmRSS/ {print $2}' "/proc/$1/status"; }

# processor_time PROCESS says how long its threads have run, in µs.
processor_time() { cat /proc/"$1"/task/*/schedstat | awk '{sum += $1} END {printf "%d\n", sum / 1000}'; }

# load URL DURATION KIND CASES sends requests over keep-alive connections: see load.lua for
# the kinds, and for the figures that it prints.
load() {
	local url=$1 duration=$2
	shift 2
	wrk -t2 -c16 -d "$duration" -s .ci/load.lua "$url" -- "$@" | sed -n 's/^figures //p'
}

# median reads numbers, one a line.
median() { sort -g | awk '{a[NR] = $1} END {print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2}'; }

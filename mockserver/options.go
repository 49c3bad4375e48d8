package mockserver

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/bugs"
	"casemock/mockserver/engine/open"
	"casemock/mockserver/files"
	"casemock/mockserver/proxy"
	"casemock/mockserver/surprises"
	"casemock/mockserver/world"
)

// Option changes a default of [New].
type Option func(*config)

// config is what the options leave behind; check reads it once, in one place.
type config struct {
	seed           uint64
	cases          int
	customers      int // 0: a quarter of cases, at least one
	keys           []string
	scenarios      []string
	metaFile       string
	fixtures       string
	structures     *caseapi.ObjectStructures
	publicURL      string
	latency        Latency
	failRates      []FailRate
	bugs           []string // names
	profile        string   // empty: none
	journalSize    int
	maxBody        int64
	maxData        int64
	maxWorlds      int
	now            func() time.Time
	clock          world.ClockSetting // of each world at its start
	observe        func(Entry)
	logger         *slog.Logger
	version        string
	corsOrigins    []string
	locale         fixtures.Locale
	adminToken     string
	adminOpen      bool
	adminElsewhere bool
	trustProxy     bool
	upstream       *proxy.Options // nil: none
	drift          bool
	store          string // empty: in memory
	storeReset     bool
}

func defaults() config {
	return config{
		seed:        1,
		cases:       100,
		keys:        []string{DefaultKey},
		publicURL:   "http://127.0.0.1:8080",
		journalSize: DefaultJournalSize,
		maxBody:     DefaultMaxBody,
		maxData:     DefaultMaxData,
		maxWorlds:   DefaultMaxWorlds,
		now:         time.Now,
		observe:     func(Entry) {},
		logger:      slog.New(slog.DiscardHandler),
		version:     "unknown",
	}
}

// The defaults that users meet; the others stand at their option.
const (
	DefaultKey         = "sandbox-key"
	DefaultJournalSize = 1000
	DefaultMaxBody     = 1 << 20 // bytes
	DefaultMaxData     = 1 << 28 // bytes
	DefaultMaxWorlds   = 1000
)

// WithSeed chooses the data: the same seed gives the same data, byte for byte. Default 1.
func WithSeed(seed uint64) Option { return func(c *config) { c.seed = seed } }

// WithCases sets the size of the seeded population. Default 100; 0 starts empty.
func WithCases(cases int) Option { return func(c *config) { c.cases = cases } }

// WithCustomers sets how many customers the cases belong to. Default a quarter of the cases, rounded
// down, at least one.
func WithCustomers(customers int) Option { return func(c *config) { c.customers = customers } }

// WithKeys sets the accepted Authorization values. Default [DefaultKey].
func WithKeys(keys ...string) Option { return func(c *config) { c.keys = keys } }

// WithScenarios adds scenario files, or directories of them, to the built-in scenarios.
func WithScenarios(paths ...string) Option {
	return func(c *config) { c.scenarios = append(c.scenarios, paths...) }
}

// WithMeta reads the custom fields from a file. Default [fixtures.DefaultStructures].
func WithMeta(file string) Option { return func(c *config) { c.metaFile = file } }

// WithFixtures adds cases and customers from a person's hand to the generated ones: from a directory of
// files or from one file, as [fixtures.Load] reads them.
func WithFixtures(path string) Option { return func(c *config) { c.fixtures = path } }

// WithStructures sets the custom fields, in place of a file.
func WithStructures(structures caseapi.ObjectStructures) Option {
	return func(c *config) { c.structures = &structures }
}

// WithPublicURL sets the address under which clients reach the server: the url of cases and customers
// begins with it. No trailing slash. Default http://127.0.0.1:8080.
func WithPublicURL(address string) Option {
	return func(c *config) { c.publicURL = strings.TrimSuffix(address, "/") }
}

// WithLatency adds to the time of each answer. Default none.
func WithLatency(latency Latency) Option { return func(c *config) { c.latency = latency } }

// WithFailRates lets a share of the requests fail, reproducibly for a seed. The shares of an operation
// add up to 1 at most. Default none.
func WithFailRates(rates ...FailRate) Option {
	return func(c *config) { c.failRates = append(c.failRates, rates...) }
}

// WithBugs makes the sandbox wrong on purpose, by the names of [bugs.All]: so that a gate can be seen to catch
// something. Answers say in [BugsHeader] which bugs were at work. Default none.
func WithBugs(names ...string) Option {
	return func(c *config) { c.bugs = append(c.bugs, names...) }
}

// WithProfile lets the sandbox answer as no document forbids and as clients do not expect: hostile for all surprises,
// hostile:order,dates for some, hostile:-ids for all others, by the names that [surprises.All] lists and those of their
// groups. Answers name those that they carry in [SurprisesHeader]. With those of the group ids, there is no case 1001
// and no customer C-1001. Empty, the default, is none.
func WithProfile(profile string) Option { return func(c *config) { c.profile = profile } }

// WithJournalSize sets how many requests each world's journal keeps, as long as all journals together keep no
// more than [MaxJournalBytes]. Default [DefaultJournalSize].
func WithJournalSize(entries int) Option { return func(c *config) { c.journalSize = entries } }

// WithMaxBody sets the size in bytes over which a request body is a 400. Default [DefaultMaxBody].
func WithMaxBody(bytes int64) Option { return func(c *config) { c.maxBody = bytes } }

// WithMaxData bounds what clients make and change, in bytes of JSON, in all worlds together: beyond it,
// what would take more is refused with a 422 until something is reset. Default [DefaultMaxData].
func WithMaxData(bytes int64) Option { return func(c *config) { c.maxData = bytes } }

// WithMaxWorlds bounds the worlds; the least recently used one is dropped, never the default one.
// Default [DefaultMaxWorlds].
func WithMaxWorlds(worlds int) Option { return func(c *config) { c.maxWorlds = worlds } }

// WithStore keeps the worlds at an address as --store takes it: memory, file:PATH, redis://HOST:PORT[/DB] or
// rediss://… What is not in memory outlasts the server, and Redis lets many servers be one; each of them must have
// the same seed, sizes, custom fields and fixtures. See [Server.CloseStore]. Default memory.
func WithStore(address string) Option { return func(c *config) { c.store = address } }

// WithStoreReset forgets what is in the store, whatever it belongs to.
func WithStoreReset() Option { return func(c *config) { c.storeReset = true } }

// WithNow sets the clock. Default [time.Now].
func WithNow(now func() time.Time) Option { return func(c *config) { c.now = now } }

// WithClock sets the clock of each world, at its start and after a reset: the time that cases show. Where it stands,
// the same requests in the same order give the same bytes. Default the real time.
func WithClock(setting ClockSetting) Option { return func(c *config) { c.clock = setting } }

// WithObserver is told of each answered request of the API, from the goroutine that answered it.
func WithObserver(observe func(Entry)) Option { return func(c *config) { c.observe = observe } }

// WithLogger is told what goes wrong behind an answer. Default none.
func WithLogger(logger *slog.Logger) Option { return func(c *config) { c.logger = logger } }

// WithVersion sets the version that the admin API tells.
func WithVersion(version string) Option { return func(c *config) { c.version = version } }

// WithCORSOrigins lets pages of these origins, such as https://app.example.com, call the API from a
// browser; * lets all. Default none.
func WithCORSOrigins(origins ...string) Option {
	return func(c *config) { c.corsOrigins = append(c.corsOrigins, origins...) }
}

// WithLocale lets all seeded customers live in one region. Default a mix of regions.
func WithLocale(locale fixtures.Locale) Option { return func(c *config) { c.locale = locale } }

// WithAdminToken asks for a token at the admin API, and at the pages of cases and customers. Default none.
func WithAdminToken(token string) Option { return func(c *config) { c.adminToken = token } }

// WithAdminOpen serves the admin API without a token under any name of the machine. Default only by
// localhost, by an IP address, or by the name of the public URL.
func WithAdminOpen() Option { return func(c *config) { c.adminOpen = true } }

// WithTrustedProxy believes what X-Forwarded-Host, -Proto and -Port say of the address that a browser asked,
// for a server behind a proxy that sets them. Default not.
func WithTrustedProxy() Option { return func(c *config) { c.trustProxy = true } }

// WithAdminElsewhere leaves the admin API out of the handler; [Server.Admin] serves it.
func WithAdminElsewhere() Option { return func(c *config) { c.adminElsewhere = true } }

// WithUpstream puts a real server in the place of the sandbox: what nothing forces, it answers, also for paths
// that the API does not have. The keys of [WithKeys] then say no more than where a world's name may follow; any
// other goes to the server as it is. Default none.
func WithUpstream(server proxy.Options) Option { return func(c *config) { c.upstream = &server } }

// WithDrift puts what the real server of [WithUpstream] is asked to the sandbox as well, as a model of it, and lists
// by field where the two part beyond what the documents leave free: see package drift. No answer waits for that.
// Default not.
func WithDrift() Option { return func(c *config) { c.drift = true } }

// check says everything that is wrong with the options.
func (c *config) check() error {
	var problems []error
	refuse := func(wrong bool, format string, arguments ...any) {
		if wrong {
			problems = append(problems, fmt.Errorf(format, arguments...))
		}
	}
	refuse(c.cases < 0, "cases must be 0 or more, got %d", c.cases)
	refuse(c.customers < 0, "customers must be 0 or more, got %d", c.customers)
	refuse(len(c.keys) == 0 && c.upstream == nil, "api-key: at least one key is needed")
	for _, key := range c.keys {
		refuse(key == "", "api-key must not be empty")
		problem := caseapi.Unsendable(key)
		refuse(problem != "", "api-key %q %s", key, problem)
	}
	problem := caseapi.Unsendable(c.adminToken)
	refuse(problem != "", "admin-token %s", problem)
	refuse(c.journalSize < 0, "journal must be 0 or more, got %d", c.journalSize)
	refuse(c.maxBody < 1, "max-body must be at least 1 byte, got %d", c.maxBody)
	refuse(c.maxData < 1, "max-data must be at least 1 byte, got %d", c.maxData)
	if err := open.Check(cmp.Or(c.store, open.Memory)); err != nil {
		problems = append(problems, fmt.Errorf("store %w", err))
	}
	refuse(c.maxWorlds < 1, "max-worlds must be at least 1, got %d", c.maxWorlds)
	public, err := url.Parse(c.publicURL)
	refuse(err != nil || public.Host == "" || !caseapi.IsURI(c.publicURL),
		"public-url %q must be a URL with a scheme and a host", c.publicURL)
	c.checkFailRates(refuse)
	if err := c.clock.Check(); err != nil {
		problems = append(problems, fmt.Errorf("clock %w", err))
	}
	for _, name := range c.bugs {
		_, err := bugs.Find(name)
		refuse(err != nil, "bug %q %v", name, err)
	}
	if c.profile != "" {
		_, err := surprises.Parse(c.profile)
		refuse(err != nil, "profile %q %v", c.profile, err)
		refuse(c.upstream != nil, "profile %q is of the sandbox, and a real server answers in its place", c.profile)
	}
	refuse(c.drift && (c.upstream == nil || c.upstream.Judge == proxy.Off),
		"drift needs a real server whose answers are judged")
	refuse(c.latency.Min < 0 || c.latency.Max < c.latency.Min,
		"latency must not be negative, and its end not before its start, got %s", c.latency)
	return errors.Join(problems...)
}

// chosenBugs are the bugs by name, which were checked.
func (c *config) chosenBugs() []bugs.Bug {
	var chosen []bugs.Bug
	for _, name := range c.bugs {
		if bug, err := bugs.Find(name); err == nil {
			chosen = append(chosen, bug)
		}
	}
	return chosen
}

// chosenProfile is the profile, which was checked; nil for none.
func (c *config) chosenProfile() *surprises.Profile {
	if c.profile == "" {
		return nil
	}
	profile, _ := surprises.Parse(c.profile)
	return profile
}

// checkFailRates refuses shares that are none, alone or together.
func (c *config) checkFailRates(refuse func(wrong bool, format string, arguments ...any)) {
	sums := map[caseapi.OperationName]float64{}
	for _, rate := range c.failRates {
		refuse(!(rate.Share >= 0 && rate.Share <= 1),
			"fail-rate %s: the share must be from 0 to 1, got %v", rate.Pair, rate.Share)
		sums[rate.Pair.Operation] += rate.Share
	}
	for _, operation := range slices.Sorted(maps.Keys(sums)) {
		refuse(sums[operation] > 1+shareTolerance,
			"fail-rate: the shares of %s add up to %g, more than all of its requests",
			operation, sums[operation])
	}
}

// sources is what of the options says what to load.
func (c *config) sources() files.Sources {
	return files.Sources{Scenarios: c.scenarios, Meta: c.metaFile, Fixtures: c.fixtures, Structures: c.structures,
		Seed: c.seed, Cases: c.cases, Customers: c.customers, Locale: c.locale, PublicURL: c.publicURL,
		Naming: c.chosenProfile().Naming(), Widen: c.chosenProfile().Widen, Seeding: c.chosenProfile().Seeding()}
}

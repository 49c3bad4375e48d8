package mockserver

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"

	"casemock/contracts/caseapi"
	"casemock/mockserver/admin"
	"casemock/mockserver/bugs"
	"casemock/mockserver/drift"
	"casemock/mockserver/engine"
	"casemock/mockserver/files"
	"casemock/mockserver/journal"
	"casemock/mockserver/proxy"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
	"casemock/mockserver/surprises"
	"casemock/mockserver/world"
)

// Server is the fake server: an [http.Handler] for the Case API and, unless it is served elsewhere,
// the admin API beneath /__admin/. Servers know nothing of each other; all methods are safe for
// concurrent use.
type Server struct {
	config    config
	bugs      []bugs.Bug
	profile   *surprises.Profile // nil: answers without surprises
	files     *files.Loader
	data      *store.Budget   // of all worlds together
	journals  *journal.Budget // of all worlds together
	worlds    *world.Registry
	store     engine.Engine // that the worlds are kept in; nil: memory
	telemetry *telemetry
	upstream  *proxy.Upstream // the real server; nil: the sandbox answers
	drift     *drift.Model    // beside the real server; nil: there is none
	caseAPI   http.Handler
	admin     http.Handler
	closing   chan struct{}
	close     sync.Once

	storeProblem atomic.Pointer[error] // why the store cannot be reached; nil where it can
}

// New makes a server. The error says everything that is wrong with the options, and every problem of
// the scenario and meta files as file:line:column: message.
func New(options ...Option) (*Server, error) {
	config := defaults()
	for _, option := range options {
		option(&config)
	}
	if err := config.check(); err != nil {
		return nil, fmt.Errorf("options: %w", err)
	}
	server := &Server{config: config, bugs: config.chosenBugs(), profile: config.chosenProfile(),
		data:      store.NewBudget(config.maxData),
		journals:  journal.NewBudget(journal.MaxBytes),
		telemetry: newTelemetry(), closing: make(chan struct{})}
	server.telemetry.measure("casemock_data_bytes",
		"JSON of what clients have made and changed, in all worlds together.", server.data.Used)
	server.telemetry.measure("casemock_journal_bytes", "What the journals of all worlds keep.", server.journals.Used)
	var err error
	if server.files, err = files.NewLoader(config.sources()); err != nil {
		return nil, err
	}
	server.upstream = server.newUpstream()
	if config.drift {
		server.drift = drift.New(drift.Options{Server: server.upstream.String(), API: server.upstream.API,
			Now: config.now, Failed: func(cause any) { config.logger.Error("comparing for --drift failed", "cause", cause) }})
		server.telemetry.measure("casemock_drift_bytes",
			"JSON of what the models beside the real server hold, in all worlds together.", server.drift.Held)
	}
	if err := server.openStore(); err != nil {
		return nil, err
	}
	server.worlds = world.NewRegistry(config.maxWorlds, server.newWorld)
	server.worlds.Engine = server.store
	server.caseAPI = server.recovering(server.withCORS(server.routes()))
	server.admin = server.recovering(admin.New(server.administered()))
	return server, nil
}

// newUpstream is the real server, whose custom fields the options may give; nil for none.
func (s *Server) newUpstream() *proxy.Upstream {
	if s.config.upstream == nil {
		return nil
	}
	options := *s.config.upstream
	if given := s.files.API().Structures(); s.config.metaFile != "" || s.config.structures != nil {
		options.Structures = &given
	}
	return proxy.New(options)
}

// ServeHTTP answers a request of the Case API or, unless [WithAdminElsewhere] is given, of the admin
// API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.config.adminElsewhere:
	case strings.HasPrefix(r.URL.Path, AdminPath):
		s.admin.ServeHTTP(w, r)
		return
	case r.URL.Path+"/" == AdminPath:
		redirectToConsole(w, r, http.StatusPermanentRedirect)
		return
	case s.upstream == nil && r.URL.Path == "/" && r.Method == http.MethodGet && takesHTML(r):
		redirectToConsole(w, r, http.StatusFound)
		return
	}
	s.caseAPI.ServeHTTP(w, r)
}

// redirectToConsole leads there from a path beside it. The way is relative, so that a proxy may put the server
// anywhere, and the world stays the same.
func redirectToConsole(w http.ResponseWriter, r *http.Request, status int) {
	target := url.URL{Path: strings.TrimPrefix(AdminPath, "/"), RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", target.String())
	w.WriteHeader(status)
}

// Close ends what would go on for as long as a client listens: the streams of the admin API. The
// server that serves the handler waits for them when it shuts down; register Close with it.
func (s *Server) Close() { s.close.Do(func() { close(s.closing) }) }

// API is the description that is in force: the documented API with the custom fields.
func (s *Server) API() *caseapi.API { return s.files.API() }

// administered is what the admin API uses of the server.
func (s *Server) administered() *admin.Server {
	key, upstream := "", ""
	if s.upstream != nil {
		upstream = s.upstream.String()
	}
	if len(s.config.keys) > 0 { // a proxy need not know one
		key = s.config.keys[0]
	}
	return &admin.Server{Store: s.checkStore,
		Surprises: s.profile.Names(),
		Files:     s.files, Worlds: s.worlds, CRM: s.crm, Metrics: s.telemetry.write, Closing: s.closing,
		Send: s.answerOwn, Key: key,
		Upstream: upstream, Drift: s.drift != nil,
		Version: s.config.version, PublicURL: s.config.publicURL, Token: s.config.adminToken,
		Open: s.config.adminOpen, TrustProxy: s.config.trustProxy, Elsewhere: s.config.adminElsewhere}
}

// crm is what the sandbox works on in a world.
func (s *Server) crm(loaded *files.Loaded, where *world.World) sandbox.CRM {
	return sandbox.CRM{API: loaded.API, Population: loaded.Population, Store: where.Store,
		Now: where.Clock.Present(), Link: where.Link, PublicURL: s.config.publicURL,
		KeepsTwice: s.profile.KeepsTwice()}
}

// Admin is the admin API alone, to be served at an address of its own.
func (s *Server) Admin() http.Handler { return s.admin }

// newWorld is a world as it is at the start. One that an engine keeps has a copy beside it, which alone counts: what
// is in both is shared.
func (s *Server) newWorld(name string) *world.World {
	if s.store == nil {
		return s.worldInMemory(name, s.data)
	}
	made := s.worldInMemory(name, store.NewBudget(math.MaxInt64))
	made.Keep(s.store, s.worldInMemory(name, s.data))
	return made
}

func (s *Server) worldInMemory(name string, budget *store.Budget) *world.World {
	population := s.profile.Populate(s.files.Population(), s.config.seed)
	if name != DefaultWorld {
		population = linked{population, s.config.publicURL, name}
	}
	made := world.New(name, store.NewMemory(population, budget), store.NewAccount(budget),
		journal.New(s.config.journalSize, s.journals))
	made.Store = bugs.Infest(made.Store, s.bugs)
	made.Clock = world.NewClock(s.config.now, s.config.clock)
	if s.upstream != nil {
		made.Traffic = s.upstream.NewTraffic()
	}
	if s.drift != nil {
		made.Drift = s.drift.NewWorld()
	}
	return made
}

// Reload reads the scenario, meta and fixture files again. What is good is in force for the next request.
// Of a file with a problem the last good version stays; the problems are returned, and told by the admin
// API's health. What a file that is gone held goes, but for the meta file's custom fields.
func (s *Server) Reload() error { return s.files.Reload() }

// Watch reloads the files whenever what they hold has changed, until the context ends.
func (s *Server) Watch(ctx context.Context) { s.files.Watch(ctx, s.config.logger) }

package mockserver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/engine"
	"casemock/mockserver/engine/open"
	"casemock/mockserver/journal"
	"casemock/mockserver/world"
)

// openStore opens the store that the options name, when the files are loaded.
func (s *Server) openStore() (err error) {
	s.telemetry.measure("casemock_store_available", "1 while the store that keeps the worlds can be reached, else 0.",
		func() int64 {
			if s.storeProblem.Load() != nil {
				return 0
			}
			return 1
		})
	fingerprint, err := s.fingerprint()
	if err != nil {
		return err
	}
	s.store, err = open.Store(context.Background(), cmp.Or(s.config.store, open.Memory), engine.Options{
		Fingerprint: fingerprint, Reset: s.config.storeReset, JournalEntries: s.config.journalSize,
		JournalBytes: journal.MaxBytes, Report: s.reportStore})
	if err != nil {
		return &StoreError{err}
	}
	return nil
}

// StoreError is why the store of [WithStore] cannot be opened. It names the address, but no password in it, and says
// what to do.
type StoreError struct{ Reason error }

func (e *StoreError) Error() string { return "store " + e.Reason.Error() }

func (e *StoreError) Unwrap() error { return e.Reason }

// CheckStore says what is wrong with an address for [WithStore] that cannot be one.
func CheckStore(address string) error { return open.Check(address) }

// reportStore is told once when the store is away, and once when it is back.
func (s *Server) reportStore(unavailable error) {
	if unavailable == nil {
		s.storeProblem.Store(nil)
		s.config.logger.Info("the store is back")
		return
	}
	s.storeProblem.Store(&unavailable)
	s.config.logger.Error("the store cannot be reached: requests are answered 503 until it is back",
		"store", open.Shown(s.config.store), "error", unavailable)
}

// checkStore says why the store cannot be used now; nil where it can, or where there is none.
func (s *Server) checkStore(ctx context.Context) error {
	if s.store == nil {
		return nil
	}
	return s.store.Check(ctx)
}

// CloseStore lets go of the store, when no request is under way any longer. Without a store it does nothing.
func (s *Server) CloseStore() error {
	if s.store == nil {
		return nil
	}
	return s.store.Close()
}

// fingerprint is what the kept data depend on, by the flags that set it.
func (s *Server) fingerprint() (engine.Fingerprint, error) {
	c, loaded := s.config, s.files.Current()
	customers, cases := loaded.Population.CustomerCount(), loaded.Population.CaseCount()
	added, err := fixturesHash(loaded.Population)
	fingerprint := engine.Fingerprint{
		"--seed": strconv.FormatUint(c.seed, 10), "--cases": strconv.Itoa(cases),
		"--customers": strconv.Itoa(customers), "--locale": string(c.locale),
		"--meta": hashOf(caseapi.MustMarshal(loaded.API.Structures())), "--fixtures": added, "version": c.version,
	}
	if named := loaded.Population.Naming().String() + s.profile.Seeding(); named != "" {
		fingerprint["--profile"] = named
	}
	return fingerprint, err
}

// fixturesHash tells the cases and customers of files from others; empty where there are none.
func fixturesHash(population *fixtures.Population) (string, error) {
	added := population.Additions()
	if len(added.Cases)+len(added.Customers) == 0 {
		return "", nil
	}
	text, err := caseapi.Marshal(added)
	return hashOf(text), err
}

func hashOf(text []byte) string {
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:6])
}

// change changes a world, which is made if it is not there, and returns when that is kept.
func (s *Server) change(ctx context.Context, worldName string, change func(here *world.World)) error {
	arrived, err := s.worlds.Arrive(ctx, worldName, false)
	if err == nil {
		err = arrived.World.Change(ctx, change)
	}
	if err == nil {
		err = arrived.World.Settle(ctx)
	}
	return err
}

package redis

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	goredis "github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"casemock/mockserver/engine"
)

// Open connects to a store, or makes one where there is none. The address is a URL as go-redis reads it:
// redis://[USER:PASSWORD@]HOST:PORT[/DB], rediss:// for TLS; with ?master_name=NAME the hosts are sentinels, with
// ?addr=HOST:PORT they are some of a cluster's. With ?prefix=TEXT the keys begin with that instead of casemock:. With
// ?ca_file=PATH, the certificates in that file are those to trust, instead of the system's; ?cert_file=PATH and
// &key_file=PATH are what a Redis is shown that asks for a certificate. They are PEM.
//
// The error says what to do; it is [engine.MisfitError] for a store of a sandbox with other settings.
func Open(ctx context.Context, address string, options engine.Options) (*Engine, error) {
	silence()
	client, prefix, err := connect(address)
	if err != nil {
		return nil, err
	}
	opened := &Engine{options: options, client: client, pipeline: &pipeline{client: client},
		prefix: prefix, scripts: loadScripts(),
		availability: engine.Availability{Report: options.Report}, closing: make(chan struct{}),
		newsroom: newNewsroom(client), process: rand.Text()[:8] + ".", places: map[string]*place{}}
	_, opened.isCluster = client.(*goredis.ClusterClient)
	if err := opened.begin(ctx); err != nil {
		return nil, errors.Join(explain(err, strings.HasPrefix(address, "rediss:")), client.Close())
	}
	return opened, nil
}

// Check is an error for an address that [Open] cannot read. It does not ask Redis.
func Check(address string) error {
	_, _, err := read(address)
	return err
}

// connect makes a client of an address. It does not ask Redis yet.
func connect(address string) (client goredis.UniversalClient, prefix string, err error) {
	options, prefix, err := read(address)
	if err != nil {
		return nil, "", err
	}
	return goredis.NewUniversalClient(options), prefix, nil
}

// read reads an address.
func read(address string) (options *goredis.UniversalOptions, prefix string, err error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, "", errors.New("it is no URL; " + addressForm)
	}
	query := parsed.Query()
	if prefix = query.Get("prefix"); prefix == "" {
		prefix = "casemock:"
	}
	query.Del("prefix")
	trust := takeTrust(query)
	parsed.RawQuery = query.Encode()
	if options, err = parse(parsed); err != nil {
		return nil, "", fmt.Errorf("%w; %s", err, addressForm)
	}
	return options, prefix, trust.into(options.TLSConfig)
}

// addressForm says what to give, in a way that nobody takes for an address with a password that is to be hidden.
const addressForm = "give redis://HOST:PORT[/DB], and where it wants a password, USER:PASSWORD@ before HOST"

// parse reads a URL, of which there are three kinds.
func parse(address *url.URL) (*goredis.UniversalOptions, error) {
	text := address.String()
	switch query := address.Query(); {
	case query.Has("master_name"):
		options, err := goredis.ParseFailoverURL(text)
		if err != nil {
			return nil, err
		}
		return bounded(&goredis.UniversalOptions{Addrs: options.SentinelAddrs, MasterName: options.MasterName,
			DB: options.DB, Username: options.Username, Password: options.Password,
			SentinelUsername: options.SentinelUsername, SentinelPassword: options.SentinelPassword,
			PoolSize: options.PoolSize, TLSConfig: options.TLSConfig}), nil
	case query.Has("addr"):
		options, err := goredis.ParseClusterURL(text)
		if err != nil {
			return nil, err
		}
		return bounded(&goredis.UniversalOptions{Addrs: options.Addrs, IsClusterMode: true,
			Username: options.Username, Password: options.Password, PoolSize: options.PoolSize,
			TLSConfig: options.TLSConfig}), nil
	}
	options, err := goredis.ParseURL(text)
	if err != nil {
		return nil, err
	}
	return bounded(&goredis.UniversalOptions{Addrs: []string{options.Addr}, DB: options.DB, Username: options.Username,
		Password: options.Password, PoolSize: options.PoolSize, TLSConfig: options.TLSConfig}), nil
}

// bounded makes a client that waits no longer than the engine, and leaves to it what to try again.
func bounded(options *goredis.UniversalOptions) *goredis.UniversalOptions {
	options.DialTimeout, options.ReadTimeout, options.WriteTimeout = patience, patience, patience
	options.ContextTimeoutEnabled = true
	options.MaxRetries, options.DialerRetries = -1, 1
	options.DisableIdentity = true
	options.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	if options.PoolSize == 0 {
		options.PoolSize = 50
	}
	return options
}

// begin finds out whether Redis is one that can be used, and whether the sandbox fits.
func (e *Engine) begin(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*patience)
	defer cancel()
	if err := e.suits(ctx); err != nil {
		return err
	}
	if e.options.Reset {
		if err := e.forgetAll(ctx); err != nil {
			return err
		}
	}
	return e.usable(ctx)
}

var infoLine = regexp.MustCompile(`(?m)^([a-z_]+):(.*?)\r?$`)

// suits is an error for a Redis that is too old, a replica, or forgets what it was told.
func (e *Engine) suits(ctx context.Context) error {
	text, err := e.client.Info(ctx).Result()
	if err != nil {
		if isAnswer(err) && strings.HasPrefix(err.Error(), "NOPERM") {
			return nil // it can be used without knowing that
		}
		return err
	}
	info := map[string]string{}
	for _, line := range infoLine.FindAllStringSubmatch(text, -1) {
		info[line[1]] = line[2]
	}
	major, _, _ := strings.Cut(info["redis_version"], ".")
	if number, err := strconv.Atoi(major); err == nil && number < oldest {
		return unsuited("it is Redis %s; casemock needs %d or later", info["redis_version"], oldest)
	}
	if info["role"] == "slave" {
		return unsuited("it is a replica, which nobody can write to; give its master, %s",
			net.JoinHostPort(info["master_host"], info["master_port"]))
	}
	if policy := info["maxmemory_policy"]; info["maxmemory"] != "0" && strings.HasPrefix(policy, "allkeys-") {
		return unsuited("it forgets what it was told when its memory is full (maxmemory-policy %s); "+
			"set noeviction, or give a Redis that does not", policy)
	}
	return nil
}

// unsuitedError says of a Redis that answers why it cannot be used, and what to do.
type unsuitedError struct{ message string }

func (u unsuitedError) Error() string { return u.message }

func unsuited(format string, arguments ...any) error {
	return unsuitedError{fmt.Sprintf(format, arguments...)}
}

// oldest is the first major version of Redis that is good enough.
const oldest = 6

// agree is an [engine.MisfitError] where Redis belongs to a sandbox with other settings. Where it belongs to none, it
// is this one's from now on.
func (e *Engine) agree(ctx context.Context) error {
	ours, key := e.options.Fingerprint.Marshal(), e.prefix+"fingerprint"
	if err := e.client.SetNX(ctx, key, ours, 0).Err(); err != nil {
		return err
	}
	text, err := e.client.Get(ctx, key).Bytes()
	if err != nil {
		return err
	}
	theirs := engine.Fingerprint{}
	if err := json.Unmarshal(text, &theirs); err != nil {
		return unsuited("its key %s is of something else; give another ?prefix=, or --store-reset", key)
	}
	return e.options.Fingerprint.Compare(theirs)
}

// forgetAll deletes every key with the prefix.
func (e *Engine) forgetAll(ctx context.Context) error {
	if cluster, ok := e.client.(*goredis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, node *goredis.Client) error {
			return forgetAllIn(ctx, node, e.prefix)
		})
	}
	return forgetAllIn(ctx, e.client, e.prefix)
}

func forgetAllIn(ctx context.Context, node goredis.Cmdable, prefix string) error {
	keys := node.Scan(ctx, 0, literal.Replace(prefix)+"*", 1000).Iterator()
	for keys.Next(ctx) {
		if err := node.Unlink(ctx, keys.Val()).Err(); err != nil {
			return err
		}
	}
	return keys.Err()
}

// literal makes a text one that matches itself only.
var literal = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`, `]`, `\]`)

// explain says what to do about an error of a Redis that was asked with TLS, or without.
func explain(err error, secure bool) error {
	var misfit *engine.MisfitError
	var unsuited unsuitedError
	text := err.Error()
	switch {
	case errors.As(err, &misfit), errors.As(err, &unsuited):
		return err
	case strings.HasPrefix(text, "WRONGPASS"), strings.HasPrefix(text, "NOAUTH"),
		strings.HasPrefix(text, "ERR invalid password"), strings.HasPrefix(text, "ERR AUTH"):
		return errors.New("it wants another password; " + addressForm)
	case strings.HasPrefix(text, "NOPERM"):
		return fmt.Errorf("its user may not do what casemock needs (%w); allow it all commands for its keys", err)
	case strings.Contains(text, "DB index is out of range"):
		return errors.New("it has no database of that number; give another one, redis://HOST:PORT/DB")
	case strings.HasPrefix(text, "READONLY"):
		return errors.New("it is a replica, which nobody can write to; give its master")
	case strings.HasPrefix(text, "OOM"):
		return fmt.Errorf("its memory is full (%w); give it more", err)
	case !isAnswer(err) && secure:
		return fmt.Errorf("it cannot be reached: %w; is Redis running there, and does it speak TLS as rediss:// says?", err)
	case !isAnswer(err):
		return fmt.Errorf("it cannot be reached: %w; is Redis running there?", err)
	}
	return err
}

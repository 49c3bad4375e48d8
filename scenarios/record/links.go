package record

import (
	"net/url"
	"slices"
	"strings"
)

// services are the hosts whose links can stay theirs; any other may be somebody's.
var services = []string{"facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "tiktok.com",
	"linkedin.com", "whatsapp.com", "reddit.com", "pinterest.com", "threads.net", "bsky.app", "vk.com", "t.me"}

// routes are words in links that say what they lead to, and not to whom.
var routes = []string{"status", "statuses", "post", "posts", "p", "permalink", "photo", "photos", "comment", "comments",
	"reel", "reels", "video", "videos", "watch", "in", "user", "users", "profile", "profiles", "channel", "groups", "r",
	"story", "stories", "feed", "update", "messages", "message", "case", "cases", "customer", "customers", "agent",
	"agents", "crm", "app", "view", "detail", "details", "s", "t", "id", "n", "lang", "m", "u", "c", "api", "v1", "v2"}

// link is another address of the same parts; segment invents those that may tell something.
func (in *inventor) link(text string, segment func(string) string) string {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" {
		return in.of(prose, text)
	}
	made := url.URL{Scheme: parsed.Scheme, Host: hostOf(parsed.Hostname())}
	parts := strings.Split(parsed.EscapedPath(), "/")
	for i, part := range parts {
		plain, err := url.PathUnescape(part)
		if err != nil || plain == "" {
			continue
		}
		parts[i] = url.PathEscape(part)
		if !slices.Contains(routes, strings.ToLower(plain)) {
			parts[i] = escaped(segment(plain))
		}
	}
	address := made.String() + strings.Join(parts, "/")
	if query := in.query(parsed.RawQuery, segment); query != "" {
		address += "?" + query
	}
	return address
}

// escaped writes a path segment; a reference of a story in it stays one.
func escaped(segment string) string {
	written := url.PathEscape(segment)
	return strings.NewReplacer("%7B", "{", "%7D", "}", url.PathEscape(mark), mark).Replace(written)
}

func (in *inventor) query(raw string, segment func(string) string) string {
	var parts []string
	for pair := range strings.SplitSeq(raw, "&") {
		name, value, found := strings.Cut(pair, "=")
		plain, err := url.QueryUnescape(value)
		if !found || err != nil || !slices.Contains(routes, strings.ToLower(name)) || plain == "" {
			continue // what it is for nobody knows: a token, maybe
		}
		parts = append(parts, name+"="+escaped(segment(plain)))
	}
	return strings.Join(parts, "&")
}

func hostOf(host string) string {
	for _, service := range services {
		if host == service || strings.HasSuffix(host, "."+service) {
			return service
		}
	}
	return "www.example.com"
}

// segment is what takes the place of a part of an address: of a handle or an id, the same as elsewhere.
func (in *inventor) segment(text string) string {
	if _, known := in.made[strings.TrimPrefix(text, "@")]; known || !digitForm.MatchString(text) {
		return in.of(handle, text)
	}
	return in.of(code, text)
}

// segmentsOf are the parts of an address that may tell something.
func segmentsOf(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		parsed, err := url.Parse(text)
		if err != nil {
			return
		}
		for part := range strings.SplitSeq(parsed.Path, "/") {
			if !slices.Contains(routes, strings.ToLower(part)) && !yield(part) {
				return
			}
		}
	}
}

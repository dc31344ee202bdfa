package chat

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// origin is a scheme, a host in lower case and a port, as RFC 6454 compares
// them.
type origin struct{ scheme, host, port string }

// parseOrigin reads an Origin header. Anything but exactly scheme://host or
// scheme://host:port of http and https is refused, "null" included.
func parseOrigin(text string) (origin, bool) {
	scheme, authority, ok := strings.Cut(text, "://")
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "http" && scheme != "https" {
		return origin{}, false
	}
	return parseAuthority(scheme, authority)
}

func parseAuthority(scheme, authority string) (origin, bool) {
	for _, b := range []byte(authority) {
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', b == '.', b == '-', b == ':', b == '[', b == ']':
		default:
			return origin{}, false
		}
	}
	if strings.HasSuffix(authority, ":") {
		return origin{}, false
	}
	u, err := url.Parse(scheme + "://" + authority)
	if err != nil || u.Hostname() == "" || u.Path != "" || u.User != nil {
		return origin{}, false
	}
	o := origin{scheme, strings.ToLower(u.Hostname()), u.Port()}
	if o.port == "" {
		o.port = map[string]string{"http": "80", "https": "443"}[scheme]
	}
	return o, true
}

// origins decides which pages may use the chat.
type origins map[origin]bool

func newOrigins(list []string) (origins, error) {
	all := origins{}
	for _, text := range list {
		o, ok := parseOrigin(text)
		if !ok {
			return nil, fmt.Errorf("chat: Config.Origins has %q; an origin is https://host or https://host:port and nothing else", text)
		}
		all[o] = true
	}
	return all, nil
}

// allow reports whether the page that made the request may use the chat, and
// whether that page is of the chat's own host. A request without an origin, or
// with more than one, may not.
func (all origins) allow(r *http.Request) (allowed, own bool) {
	header := r.Header.Values("Origin")
	if len(header) != 1 {
		return false, false
	}
	from, ok := parseOrigin(header[0])
	if !ok {
		return false, false
	}
	own = from.isHostOf(r)
	return own || all[from], own
}

// isHostOf compares o with the request's own host. Behind a proxy that ends TLS
// the request does not know that it was https, so that a request without TLS
// agrees with either scheme as long as the port fits.
func (o origin) isHostOf(r *http.Request) bool {
	if r.TLS != nil && o.scheme != "https" {
		return false
	}
	host, ok := parseAuthority(o.scheme, r.Host)
	return ok && host == o
}

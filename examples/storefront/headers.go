package main

import (
	"net/http"
	"strings"
)

// maxBody is the largest form that the pages take.
const maxBody = 64 << 10

// maxImageHosts is how many origins a policy names before it allows all of
// https instead: a header has its limits too.
const maxImageHosts = 60

// contentPolicy is the pages' Content-Security-Policy: everything from here,
// nothing inline, no text that becomes markup or code, and pictures from where
// the feed has them.
func contentPolicy(imageHosts []string) string {
	if len(imageHosts) > maxImageHosts {
		imageHosts = []string{"https:"}
	}
	images := strings.Join(append([]string{"img-src 'self' data:"}, imageHosts...), " ")
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", images, "connect-src 'self'",
		"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
		"require-trusted-types-for 'script'", "trusted-types 'none'",
	}, "; ")
}

// headers sets what every answer has.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// limited bounds the forms of the pages; chat and desk bound their own.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/aisle/") && !strings.HasPrefix(r.URL.Path, "/desk/api/") {
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		}
		next.ServeHTTP(w, r)
	})
}

package desk

import "strings"

// pathBelow returns the part of a request's path that lies below the place
// where a handler is mounted, without a slash in front. pattern is the mux's
// pattern that led to the handler: "/desk/", "GET /desk/", "example.com/desk/"
// and "/{shop}/desk/{rest...}" all mount it. A path that does not begin as the
// pattern does was stripped already and is returned whole.
func pathBelow(pattern, path string) string {
	if _, after, ok := strings.Cut(pattern, " "); ok {
		pattern = after
	}
	if i := strings.IndexByte(pattern, '/'); i >= 0 {
		pattern = pattern[i:]
	}
	rest := path
	for segment := range strings.SplitSeq(pattern[:strings.LastIndexByte(pattern, '/')+1], "/") {
		if segment == "" {
			continue // before the first slash and after the last one
		}
		head, tail, ok := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
		if !ok || head != segment && segment[0] != '{' {
			return strings.TrimPrefix(path, "/")
		}
		rest = tail
	}
	return strings.TrimPrefix(rest, "/")
}

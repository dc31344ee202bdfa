package desk

import (
	"embed"
	"path"
)

// dist is the page, made from src by widget/build.
//
//go:embed dist
var dist embed.FS

// file answers with one file of the page.
func file(name string) func(*desk, *request) error {
	return func(_ *desk, q *request) error {
		data, err := dist.ReadFile("dist/" + name)
		if err != nil {
			return err
		}
		q.w.Header().Set("Content-Type", types[path.Ext(name)])
		_, err = q.w.Write(data)
		return err
	}
}

// types are the media types of the page's files; those that the system knows
// may be others.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".svg":  "image/svg+xml",
}

package knowledge

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
)

// Base is a set of articles, ready to be asked. It is safe for concurrent use
// and never changes. Its zero value has no articles.
type Base struct {
	articles []*Article
	entries  []entry
	weights  weights
}

// Read reads every .md file below the root of files. A broken article loses
// only itself: the Base holds the others, and the error joins one [*Error] for
// each, in the order of their paths. Nil files are no articles.
func Read(files fs.FS) (*Base, error) {
	if files == nil {
		return New(nil), nil
	}
	var articles []*Article
	var broken []error
	seen := map[string]string{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			broken = append(broken, &Error{File: name, Reason: err.Error()})
			return nil
		}
		if d.IsDir() || path.Ext(name) != ".md" {
			return nil
		}
		if len(articles) >= MaxArticles {
			broken = append(broken, &Error{File: name, Reason: fmt.Sprintf("there are more than %d articles", MaxArticles)})
			return fs.SkipAll
		}
		article, err := readFile(files, name)
		if err != nil {
			broken = append(broken, err)
			return nil
		}
		if other, taken := seen[article.ID]; taken {
			broken = append(broken, &Error{File: name, Field: "id", Reason: fmt.Sprintf("%q is the id of %s already", article.ID, other)})
			return nil
		}
		seen[article.ID] = name
		articles = append(articles, article)
		return nil
	})
	if err != nil {
		broken = append(broken, &Error{Reason: err.Error()})
	}
	return New(articles), errors.Join(broken...)
}

func readFile(files fs.FS, name string) (*Article, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, &Error{File: name, Reason: err.Error()}
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, MaxFileSize+1))
	if err != nil {
		return nil, &Error{File: name, Reason: err.Error()}
	}
	return Parse(name, data)
}

// New makes a Base of articles that were read already.
func New(articles []*Article) *Base {
	b := &Base{articles: slices.Clone(articles)}
	for _, a := range b.articles {
		b.entries = append(b.entries, newEntry(a))
	}
	b.weights = weigh(b.entries)
	return b
}

// Articles returns all articles, those included that do not hold now.
func (b *Base) Articles() []*Article { return slices.Clone(b.articles) }

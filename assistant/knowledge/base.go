package knowledge

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"syscall"

	"github.com/aisle-chat/aisle/assistant"
)

// Base is a set of articles, ready to be asked, with the terms that lie beside
// them. It is safe for concurrent use and never changes. Its zero value has no
// articles and no terms.
type Base struct {
	articles []*Article
	terms    assistant.Terms
	claims   Claims
	triggers Triggers
	persona  Persona
	entries  []entry
	weights  weights
}

// Read reads the terms at the root of files and every .md file below it. A
// broken file loses only itself: the Base holds the others, and the error joins
// one [*Error] for each mistake, first those in the terms, then those in the
// articles in the order of their paths. Nil files are no articles.
func Read(files fs.FS) (*Base, error) {
	if files == nil {
		return New(nil), nil
	}
	if _, err := fs.Stat(files, "."); err != nil {
		return New(nil), noFolder(files, err)
	}
	terms, vague, broken := readTerms(files)
	claims, wrong := readClaims(files)
	broken = append(broken, wrong...)
	triggers, wrong := readTriggers(files)
	broken = append(broken, wrong...)
	values := newValues(terms, vague)
	persona, wrong := readPersona(files, values)
	broken = append(broken, wrong...)
	var articles []*Article
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
		article, err := readFile(files, name, values)
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
	base := New(articles)
	base.terms, base.claims, base.triggers, base.persona = terms, claims, triggers, persona
	return base, errors.Join(broken...)
}

// noFolder says that there is nothing to read, and where: the files of os.DirFS
// are a text with the folder's name.
func noFolder(files fs.FS, err error) *Error {
	folder := ""
	if v := reflect.ValueOf(files); v.Kind() == reflect.String {
		folder = v.String()
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return &Error{File: folder, Reason: "there is no such folder"}
	}
	return &Error{File: folder, Reason: err.Error()}
}

func readFile(files fs.FS, name string, values *values) (*Article, error) {
	data, err := readAll(files, name)
	if err != nil {
		return nil, &Error{File: name, Reason: err.Error()}
	}
	return parse(name, data, values)
}

// readAll reads a file as far as it may be long, and a byte further.
func readAll(files fs.FS, name string) ([]byte, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, MaxFileSize+1))
}

// New makes a Base of articles that were read already. It has no terms.
func New(articles []*Article) *Base {
	b := &Base{articles: slices.Clone(articles)}
	for _, a := range b.articles {
		b.entries = append(b.entries, newEntry(a))
	}
	b.weights = weigh(b.entries)
	for i := range b.entries {
		b.entries[i].link(&b.weights)
	}
	return b
}

// Articles returns all articles, those included that do not hold now.
func (b *Base) Articles() []*Article { return slices.Clone(b.articles) }

// Terms returns what policies.yaml, shipping.yaml, hours.yaml and
// promotions.yaml say, each nil or empty where the file is missing, empty or
// broken. They are shared between callers: read them, never write to them.
// Their field Orders is false.
func (b *Base) Terms() assistant.Terms { return b.terms }

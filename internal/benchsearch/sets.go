package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// set is a catalogue with its queries and what is right for them.
type set struct {
	name    string
	folder  string
	catalog string // the file of its products
	queries []query
	// none are queries that nothing in the catalogue satisfies.
	none   []query
	facts  map[string]facts          // by product
	grades map[string]map[string]int // by query and product
}

// query is one line of a query file.
type query struct {
	id, kind, text string
	// bound is true where the text states a wish beside the kind of product,
	// and every product that fulfils all wishes is in grades.
	bound  bool
	limits limits
}

// noneKind is the kind under which the hopeless queries are run.
const noneKind = "none"

// constraints are what the makers of a set know that a text says.
type constraints map[string]any

// bound leaves out wishes about the order: of the products that fulfil them,
// only the first are in grades.
func (c constraints) bound() bool {
	_, sorted := c["sort"]
	_, typed := c["type"]
	return !sorted && (len(c) > 1 || len(c) == 1 && !typed)
}

func readSet(data, name string) (*set, error) {
	folder := filepath.Join(data, name)
	s := &set{name: name, folder: folder, catalog: filepath.Join(folder, "catalog.jsonl"), grades: map[string]map[string]int{}}
	if name == "icecat_judged" { // it shares the catalogue
		s.catalog = filepath.Join(data, "icecat", "catalog.jsonl")
	}
	stated, bounds := map[string]constraints{}, map[string]limits{}
	err := lines(filepath.Join(folder, "queries.jsonl"), func(line string) error {
		var q struct {
			QID         string
			Constraints constraints
		}
		err := json.Unmarshal([]byte(line), &q)
		if err != nil {
			return err
		}
		var l struct{ Constraints limits }
		stated[q.QID] = q.Constraints
		err = json.Unmarshal([]byte(line), &l)
		bounds[q.QID] = l.Constraints
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	if s.queries, err = readQueries(filepath.Join(folder, "queries.tsv")); err != nil {
		return nil, err
	}
	for i := range s.queries {
		s.queries[i].bound = stated[s.queries[i].id].bound()
		s.queries[i].limits = bounds[s.queries[i].id]
	}
	err = lines(filepath.Join(folder, "qrels.tsv"), func(line string) error {
		columns := strings.Split(line, "\t")
		if len(columns) != 4 {
			return fmt.Errorf("want four columns in %q", line)
		}
		grade, err := strconv.Atoi(columns[3])
		if s.grades[columns[0]] == nil {
			s.grades[columns[0]] = map[string]int{}
		}
		s.grades[columns[0]][columns[2]] = grade
		return err
	})
	if err != nil {
		return nil, err
	}
	err = lines(filepath.Join(folder, "none_queries.jsonl"), func(line string) error {
		var q struct{ QID, Text string }
		err := json.Unmarshal([]byte(line), &q)
		s.none = append(s.none, query{id: q.QID, kind: noneKind, text: q.Text})
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	s.facts, err = readFacts(s)
	return s, err
}

// scaleQueries is how many of the queries of the large set are run, so that the
// slow engines come to an end.
const scaleQueries = 300

// readScale unpacks the large set to work. Nobody has judged what is right
// there: it tells what answers take.
func readScale(data, work string) (*set, error) {
	folder := filepath.Join(data, "scale100k")
	s := &set{name: "scale100k", folder: folder, catalog: filepath.Join(work, "scale100k.jsonl")}
	queries, err := readQueries(filepath.Join(folder, "queries.tsv"))
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(queries); i += max(1, len(queries)/scaleQueries) {
		s.queries = append(s.queries, queries[i])
	}
	packed, err := os.Open(filepath.Join(folder, "catalog.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	defer packed.Close()
	products, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	plain, err := os.Create(s.catalog)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(plain, products)
	return s, errors.Join(err, plain.Close())
}

// readQueries reads lines of id, kind and text.
func readQueries(path string) ([]query, error) {
	var queries []query
	err := lines(path, func(line string) error {
		columns := strings.SplitN(line, "\t", 3)
		if len(columns) != 3 {
			return fmt.Errorf("want id, kind and text in %q", line)
		}
		queries = append(queries, query{id: columns[0], kind: columns[1], text: columns[2]})
		return nil
	})
	return queries, err
}

// writeQueries writes what readQueries reads.
func writeQueries(path string, queries []query) error {
	var b strings.Builder
	for _, q := range queries {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", q.id, q.kind, q.text)
	}
	return os.WriteFile(path, []byte(b.String()), 0o600)
}

// asked is every query of the set, the hopeless ones last.
func (s *set) asked() []query { return append(s.queries[:len(s.queries):len(s.queries)], s.none...) }

// lines calls read for every line of a file that is not empty.
func lines(path string, read func(string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 16<<20)
	for n := 1; in.Scan(); n++ {
		if in.Text() == "" {
			continue
		}
		if err := read(in.Text()); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	return in.Err()
}

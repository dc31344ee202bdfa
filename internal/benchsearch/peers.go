package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// peerPrograms are the engines of ../shared/bench, by the program that has them. An
// "oracle" is a keyword engine that is handed the true constraints: it shows
// how far perfect reading and plain ranking get.
var peerPrograms = []struct {
	folder  string
	engines []string
}{
	{"search-go", []string{"fts5-default", "fts5-tuned", "fts5-hybrid", "bleve", "bleve-fuzzy", "fts5-oracle"}},
	{"search-js", []string{"minisearch", "minisearch-exact", "orama"}},
}

func peerNames() []string {
	var names []string
	for _, p := range peerPrograms {
		names = append(names, p.engines...)
	}
	return names
}

// peer is one engine, ready to run.
type peer struct {
	name string
	// command starts the engine: it answers the queries of a file from the
	// products of another, and writes a run and a line of statistics.
	command func(ctx context.Context, set, catalog, queries, run, stats string) *exec.Cmd
}

// isOracle reports whether the engine is handed what the queries state.
func (p peer) isOracle() bool { return strings.HasSuffix(p.name, "-oracle") }

// buildPeers copies the programs of the peers wanted to work and builds them
// there. What cannot be built is left out with a word.
func buildPeers(ctx context.Context, bench, work, wanted string) []peer {
	names := strings.FieldsFunc(wanted, comma)
	var peers []peer
	for _, program := range peerPrograms {
		engines := slices.DeleteFunc(slices.Clone(program.engines), func(e string) bool { return !slices.Contains(names, e) })
		if len(engines) == 0 {
			continue
		}
		dir := filepath.Join(work, program.folder)
		if err := os.CopyFS(dir, os.DirFS(filepath.Join(bench, program.folder))); err != nil {
			fmt.Printf("skip  %s: the peers' program is not here: %v\n", strings.Join(engines, ", "), err)
			continue
		}
		start, err := buildProgram(ctx, program.folder, dir)
		if err != nil {
			fmt.Printf("skip  %s: cannot be built here: %v\n", strings.Join(engines, ", "), err)
			continue
		}
		for _, engine := range engines {
			peers = append(peers, peer{engine, func(ctx context.Context, set, catalog, queries, run, stats string) *exec.Cmd {
				return start(ctx, engine, set, catalog, queries, run, stats)
			}})
		}
	}
	return peers
}

type starter func(ctx context.Context, engine, set, catalog, queries, run, stats string) *exec.Cmd

// buildProgram builds the program in dir, whose files may be read only.
func buildProgram(ctx context.Context, folder, dir string) (starter, error) {
	if folder == "search-js" {
		if err := quietly(ctx, dir, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"); err != nil {
			return nil, err
		}
		return func(ctx context.Context, engine, set, catalog, queries, run, stats string) *exec.Cmd {
			cmd := exec.CommandContext(ctx, "node", "--expose-gc", "--max-old-space-size=8192", "bench.js",
				engine, set, catalog, queries, run, stats)
			cmd.Dir = dir
			return cmd
		}, nil
	}
	if err := quietly(ctx, dir, "go", "build", "-mod=mod", "-o", "peer", "."); err != nil {
		return nil, err
	}
	return func(ctx context.Context, engine, set, catalog, queries, run, stats string) *exec.Cmd {
		return exec.CommandContext(ctx, filepath.Join(dir, "peer"), "-engine", engine, "-set", set, "-catalog", catalog,
			"-queries", queries, "-run", run, "-stats", stats, "-k", fmt.Sprint(depth), "-limit", "60")
	}, nil
}

// quietly runs a command and returns what it printed only as an error.
func quietly(ctx context.Context, dir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	if out, err := cmd.CombinedOutput(); err != nil {
		last := bytes.TrimSpace(out)
		if at := bytes.LastIndexByte(last, '\n'); at >= 0 {
			last = last[at+1:]
		}
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, last)
	}
	return nil
}

// run judges the engine on a set.
func (p peer) run(ctx context.Context, s *set, work string) (result, error) {
	prefix := filepath.Join(work, s.name+"-"+p.name)
	// The program looks for queries.jsonl, with what the queries state, beside
	// the queries: only the engine that is handed it gets it.
	queries, run, stats := prefix+".tsv", prefix+".run", prefix+".json"
	if p.isOracle() {
		queries = filepath.Join(s.folder, "queries.tsv")
	} else if err := writeQueries(queries, s.asked()); err != nil {
		return result{}, err
	}
	catalog, err := filepath.Abs(s.catalog)
	if err != nil {
		return result{}, err
	}
	if queries, err = filepath.Abs(queries); err != nil {
		return result{}, err
	}
	cmd := p.command(ctx, s.name, catalog, queries, run, stats)
	if out, err := cmd.CombinedOutput(); err != nil {
		return result{}, fmt.Errorf("%w: %.200s", err, bytes.TrimSpace(out))
	}
	answers := found{}
	err = lines(run, func(line string) error {
		columns := strings.Split(line, "\t")
		if len(columns) != 6 {
			return fmt.Errorf("want six columns in %q", line)
		}
		answers[columns[0]] = append(answers[columns[0]], columns[2])
		return nil
	})
	if err != nil {
		return result{}, err
	}
	c, err := readStats(stats)
	return judge(p.name, s, answers, c), err
}

func readStats(path string) (cost, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return cost{}, err
	}
	var s struct {
		P50, P95, P99 float64
		Build         float64 `json:"build_s"`
		RSS           float64 `json:"rss_mb"`
		Base          float64 `json:"base_mb"`
	}
	err = json.Unmarshal(data, &s)
	return cost{s.P50, s.P95, s.P99, s.Build * 1000, max(0, s.RSS-s.Base)}, err
}

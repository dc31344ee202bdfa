package rehearsal

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/aisle-chat/aisle/assistant"
)

// Table prints the figures for a person; its last line is that of [Report.Line].
func (r *Report) Table(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "theme\ttalks\treplies\tscore\tautomation\t")
	for _, t := range r.Themes {
		name := t.Theme
		if name == "" {
			name = "(scripts)"
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%.1f\t%.0f%%\t\n", name, t.Talks, t.Replies, t.Score, t.Automation)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	table = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\ncheck\tfailed\tthe first of them")
	for _, name := range append(Checks(), TalkChecks()...) {
		if n := r.Failures[name]; n > 0 {
			fmt.Fprintf(table, "%s\t%d\t%s\n", name, n, r.example(name))
		} else {
			fmt.Fprintf(table, "%s\t0\t\n", name)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%s\n", r.Line())
	return err
}

// Line is the run in one line, for scripts: "score 93.1 automation 91.5% walls 0
// loops 0 repeats 0 ungrounded 0 p99_ms 8.2".
func (r *Report) Line() string {
	return fmt.Sprintf("score %.1f automation %.1f%% walls %d loops %d repeats %d ungrounded %d p99_ms %.1f",
		r.Score, r.Automation, r.Walls, r.Loops, r.Repeats, r.Ungrounded, r.P99)
}

func (r *Report) example(name string) string {
	for _, t := range r.Talks {
		for i, x := range t.Exchanges {
			if c, ok := failed(x.Checks, name); ok {
				return fmt.Sprintf("%s turn %d, %s: %s", t.ID, i+1, quoted(x.Say), oneLine(c.Evidence))
			}
		}
		if c, ok := failed(t.Checks, name); ok {
			return t.ID + ", " + oneLine(c.Evidence)
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Print prints a transcript with the evidence of each check for a person.
func (t *Transcript) Print(out io.Writer) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "# %s %s\n", t.ID, t.Theme)
	if t.Page != "" {
		fmt.Fprintf(w, "(on the page of %s)\n", t.Page)
	}
	for i, x := range t.Exchanges {
		tapped := ""
		if x.Tapped != nil {
			tapped = "[" + string(x.Tapped.Do) + "] "
		}
		fmt.Fprintf(w, "\n%d > %s%s\n", i+1, tapped, x.Say)
		for _, part := range x.Parts {
			fmt.Fprintf(w, "    %s\n", draw(part))
		}
		if x.Failed != "" {
			fmt.Fprintf(w, "    (failed: %s)\n", x.Failed)
		}
		printChecks(w, x.Checks)
	}
	fmt.Fprintln(w)
	printChecks(w, t.Checks)
	return w.Flush()
}

func printChecks(w io.Writer, checks []Check) {
	for _, c := range checks {
		verdict := "FAIL"
		if c.Pass {
			verdict = "pass"
		}
		fmt.Fprintf(w, "  %s %s: %s\n", verdict, c.Name, oneLine(c.Evidence))
	}
}

// draw puts a part into a line.
func draw(part assistant.Part) string {
	switch part := part.(type) {
	case assistant.Text:
		return part.Text
	case assistant.ProductsBlock:
		var all []string
		for _, c := range part.Cards {
			all = append(all, c.Title+" "+c.Price.Format("en-US"))
		}
		return "[" + strings.Join(all, " | ") + "]"
	case assistant.ChoicesBlock:
		var all []string
		for _, c := range part.Choices {
			all = append(all, c.Label)
		}
		return "(" + strings.Join(all, ") (") + ")"
	case assistant.FormBlock:
		var all []string
		for _, f := range part.Fields {
			all = append(all, f.Label)
		}
		return "[form: " + part.Title + ": " + strings.Join(all, ", ") + "]"
	case assistant.Block:
		return "[" + part.Kind() + ": " + oneLine(part.Fallback()) + "]"
	default:
		return fmt.Sprintf("%v", part)
	}
}

// turnLine is a line of the file that WriteTurns writes.
type turnLine struct {
	Script   string               `json:"script"`
	Theme    string               `json:"theme,omitempty"`
	Turn     int                  `json:"turn"`
	Say      string               `json:"say"`
	Tapped   *assistant.Action    `json:"tapped,omitempty"`
	Want     Want                 `json:"want"`
	Text     string               `json:"text"`
	Blocks   []assistant.Block    `json:"blocks"`
	Evidence []assistant.Evidence `json:"evidence"`
	State    json.RawMessage      `json:"state"`
	Handoff  *assistant.Handoff   `json:"handoff,omitempty"`
	Failed   string               `json:"failed,omitempty"`
	MS       float64              `json:"ms"`
	Checks   []Check              `json:"checks"`
}

// WriteTurns writes every turn of every talk as one JSON object a line, so that
// others can grade: the words said, the reply's text, blocks, evidence and state,
// the time it took and what each check found.
func (r *Report) WriteTurns(out io.Writer) error {
	w := bufio.NewWriter(out)
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for _, t := range r.Talks {
		for i, x := range t.Exchanges {
			line := turnLine{
				Script: t.ID, Theme: t.Theme, Turn: i + 1, Say: x.Say, Tapped: x.Tapped, Want: x.Want, Text: x.Text,
				Blocks: []assistant.Block{}, Evidence: []assistant.Evidence{}, State: x.State, Handoff: x.Handoff, Failed: x.Failed, MS: x.MS,
				Checks: slices.Clone(x.Checks),
			}
			for _, part := range x.Parts {
				switch part := part.(type) {
				case assistant.Text:
					line.Evidence = append(line.Evidence, part.Evidence...)
				case assistant.Block:
					line.Blocks = append(line.Blocks, part)
				}
			}
			if err := lines.Encode(line); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}

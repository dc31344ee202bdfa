package feed

import (
	"bytes"
	"encoding/csv"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func validUTF8(s string) bool { return utf8.ValidString(s) }

// rowsOf reads a table of three columns.
func rowsOf(t testing.TB, text string, comma string) (rows [][]string, r Report) {
	t.Helper()
	f := Read(strings.NewReader(strings.Join([]string{"id", "title", "price"}, comma) + "\n" + text))
	source, err := f.detect()
	if err != nil {
		t.Fatal(err)
	}
	table := source.(*merchant).items.(*merchantTable).table
	for {
		r, ok, err := table.next()
		if err == io.EOF {
			return rows, f.Report()
		}
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			rows = append(rows, r.cells)
		}
	}
}

func TestTable(t *testing.T) {
	for _, c := range []struct {
		name, text        string
		rows              [][]string
		refused, repaired []int // lines; the header is line 1
	}{
		{"plain", "1,Hat,2\n", [][]string{{"1", "Hat", "2"}}, nil, nil},
		{"quoted", `"1","Hat, ""tall""","2"`, [][]string{{"1", `Hat, "tall"`, "2"}}, nil, nil},
		{"two lines", "1,\"Hat\r\ntall\",2\n2,Cap,3\n", [][]string{{"1", "Hat\ntall", "2"}, {"2", "Cap", "3"}}, nil, nil},
		{"newline first in a cell", ",,\"\n1\"\n", [][]string{{"", "", "\n1"}}, nil, nil},
		{"mark in a cell", "1,24\" Hat,2\n", [][]string{{"1", `24" Hat`, "2"}}, nil, nil},
		{"mark at the start", "1,\"tall\" Hat,2\n2,Cap,3\n", [][]string{{"1", `"tall" Hat`, "2"}, {"2", "Cap", "3"}}, nil, []int{2}},
		{"blank behind a mark", "1,\"Hat\" ,2\n", [][]string{{"1", "Hat", "2"}}, nil, nil},
		{"never closed", "1,\"Hat,2\n2,Cap,3\n3,\"Bag\",4\n", [][]string{{"1", `"Hat`, "2"}, {"2", "Cap", "3"}, {"3", "Bag", "4"}}, nil, []int{2}},
		{"never closed to the end", "1,\"Hat,2\n2,Cap,3\n", [][]string{{"1", `"Hat`, "2"}, {"2", "Cap", "3"}}, nil, []int{2}},
		{"never closed, and lost", "1,\"Hat\n2,Cap,3\n", [][]string{{"2", "Cap", "3"}}, []int{2}, nil},
		{"rest of a lost row", "1,\"Hat\nthat \"is\" tall,2\n2,Cap,3\n", [][]string{{"2", "Cap", "3"}}, []int{2, 3}, nil},
		{"too many", "1,Hat,2,3\n2,Cap,3,,\n", [][]string{{"2", "Cap", "3"}}, []int{2}, nil},
		{"too few", "1,Hat\n", [][]string{{"1", "Hat"}}, nil, []int{2}},
		{"nothing in it", ",,\n\n \n\"\",,\n1,Hat,2\n", [][]string{{"1", "Hat", "2"}}, nil, nil},
		{"too long", "1," + strings.Repeat("x", MaxLine) + ",2\n2,Cap,3\n", [][]string{{"2", "Cap", "3"}}, []int{2}, nil},
		{"too long in marks", "1,\"" + strings.Repeat("x\n", MaxLine/2) + "\",2\n2,Cap,3\n", nil, nil, nil},
		{"bad bytes", "1,Crème br\xffûlée,2\n", [][]string{{"1", "Crème br�ûlée", "2"}}, nil, []int{2}},
	} {
		rows, report := rowsOf(t, c.text, ",")
		if c.name == "too long in marks" { // every line of it is refused, the rest is read
			if len(rows) != 1 || rows[0][1] != "Cap" || report.Errors[0].Line != 2 {
				t.Errorf("%s: rows %.100q, first %v", c.name, rows, report.Errors[0])
			}
			continue
		}
		var refused, repaired []int
		for _, e := range report.Errors {
			refused = append(refused, e.Line)
		}
		for _, r := range report.Repairs {
			repaired = append(repaired, r.Line)
		}
		if !reflect.DeepEqual(rows, c.rows) || !slices.Equal(refused, c.refused) || !slices.Equal(repaired, c.repaired) {
			t.Errorf("%s: rows %.200q, refused %v %v, repaired %v", c.name, rows, refused, report.Errors, repaired)
		}
	}
}

// A table with tabs has newlines in cells without any marks around.
func TestTabs(t *testing.T) {
	rows, report := rowsOf(t, "1\tHat,\ntall\n\nwarm\t2\n2\tCap\n3\tBag\t4\n4\t\"Boot\t5", "\t")
	want := [][]string{{"1", "Hat,\ntall\n\nwarm", "2"}, {"2", "Cap"}, {"3", "Bag", "4"}, {"4", `"Boot`, "5"}}
	if !reflect.DeepEqual(rows, want) || report.Refused > 0 || report.Repaired != 3 {
		t.Errorf("rows %q, report %+v", rows, report)
	}
}

// FuzzTable writes rows with encoding/csv, damages them, and reads them back.
func FuzzTable(f *testing.F) {
	f.Add("1", `Hat, "tall"`, "2\n3", "")
	f.Add("a", "b", "c", `,"x`)
	f.Add("\"", "\"\"", ",", "\"\n\"\"\n\"a\",\"")
	f.Fuzz(func(t *testing.T, a, b, c, damage string) {
		cells := []string{a, b, c}
		for i, cell := range cells {
			cells[i] = strings.ReplaceAll(strings.ToValidUTF8(cell, ""), "\r", "")
		}
		var sound bytes.Buffer
		w := csv.NewWriter(&sound)
		w.Write(cells)
		w.Flush()
		rows, report := rowsOf(t, sound.String(), ",")
		if strings.Trim(strings.Join(cells, ""), " \t\",\n") != "" {
			if len(rows) != 1 || !slices.Equal(rows[0], cells) || report.Refused+report.Repaired > 0 {
				t.Fatalf("%q came back as %q, %+v", cells, rows, report)
			}
		}
		rows, report = rowsOf(t, damage+sound.String(), ",")
		if report.Lines != len(rows)+report.Refused {
			t.Fatalf("%d rows, %+v", len(rows), report)
		}
	})
}

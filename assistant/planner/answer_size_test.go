package planner

import (
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

func TestSizeFor(t *testing.T) {
	boots := catalog.SizeChart{
		Columns: []string{"Size", "EU", "Foot (cm)", "Foot, inches"},
		Rows:    [][]string{{"9", "42", "26.2-26.9", "10.3-10.6"}, {"10", "43", "27.0-27.7", "10.6-10.9"}, {"11", "44.5", "27.8-28.6", "10.9-11.3"}},
	}
	jacket := catalog.SizeChart{
		Columns: []string{"Size", "Chest (cm)", "Waist (cm)"},
		Rows:    [][]string{{"S", "88-94", "74-80"}, {"M", "95-101", "81-87"}, {"L", "102-109", "88-95"}},
	}
	for _, c := range []struct {
		chart      catalog.SizeChart
		norm, size string
		text       string
	}{
		{boots, "my foot is 27.5 cm", "10", "a foot of 27.5 cm"},
		{boots, "27 cm", "10", "a foot of 27 cm"},
		{boots, "i have eu 44", "11", "EU 44"},
		{boots, "i have eu 43", "10", "EU 43"},
		{boots, "i ordered two weeks ago, 2 of them", "", ""},
		{jacket, "i am 5 10 and 42 inch chest what size", "L", "a chest of 42 in (107 cm)"},
		{jacket, "waist 34 what size", "M", "a waist of 34"},
		{jacket, "chest 98, waist 90", "M", "a chest of 98"},
		{jacket, "my chest is 130 cm", "", ""},
	} {
		row, _, text := sizeFor(c.chart, c.norm)
		size := ""
		if row >= 0 {
			size = c.chart.Rows[row][0]
		}
		if size != c.size || size != "" && text != c.text {
			t.Errorf("%q: %q by %q, want %q by %q", c.norm, size, text, c.size, c.text)
		}
	}
}

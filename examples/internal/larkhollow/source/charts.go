package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// inBoth is the chart of these rows, with a column in inches behind them for
// every column in centimetres. The inches go by another name, "Chest, inches":
// a measure that a shopper names is read in the column that is called so, and
// that is the one in centimetres.
func inBoth(columns []string, rows ...[]string) *chart {
	c := &chart{Columns: columns, Rows: rows}
	for at, column := range columns {
		name, metric := strings.CutSuffix(column, " (cm)")
		if !metric {
			continue
		}
		c.Columns = append(c.Columns, name+", inches")
		for i, row := range rows {
			c.Rows[i] = append(c.Rows[i], inches(row[at]))
		}
	}
	return c
}

// inches converts "95-101" or "83" to the nearest half inch, and "25.0-25.3",
// which is measured more finely, to the nearest tenth.
func inches(centimetres string) string {
	var ends []string
	for end := range strings.SplitSeq(centimetres, "-") {
		n, err := strconv.ParseFloat(end, 64)
		if err != nil {
			panic(fmt.Sprintf("charts: %q is no measure", centimetres))
		}
		parts := 2.0
		if strings.Contains(end, ".") {
			parts = 10
		}
		ends = append(ends, strconv.FormatFloat(math.Round(n/2.54*parts)/parts, 'f', -1, 64))
	}
	return strings.Join(ends, "-")
}

// first is the chart of the first n sizes only.
func (c *chart) first(n int) *chart { return &chart{c.Columns, c.Rows[:n]} }

// Body measures, shared by garments of one cut.
var (
	unisexTops = inBoth([]string{"Size", "Chest (cm)", "Waist (cm)", "Sleeve (cm)"},
		[]string{"XS", "82-87", "68-73", "79"},
		[]string{"S", "88-94", "74-80", "81"},
		[]string{"M", "95-101", "81-87", "83"},
		[]string{"L", "102-109", "88-95", "85"},
		[]string{"XL", "110-118", "96-104", "87"},
	)
	womensTops = inBoth([]string{"Size", "Bust (cm)", "Waist (cm)", "Hip (cm)"},
		[]string{"XS", "80-84", "62-66", "87-91"},
		[]string{"S", "85-89", "67-71", "92-96"},
		[]string{"M", "90-95", "72-77", "97-101"},
		[]string{"L", "96-102", "78-84", "102-108"},
		[]string{"XL", "103-110", "85-92", "109-115"},
	)
	waists = inBoth([]string{"Size", "Waist (cm)", "Hip (cm)"},
		[]string{"28", "70-73", "88-91"},
		[]string{"30", "74-78", "92-96"},
		[]string{"32", "79-83", "97-101"},
		[]string{"34", "84-88", "102-106"},
		[]string{"36", "89-93", "107-111"},
	)
	letters = inBoth([]string{"Size", "Waist (cm)", "Hip (cm)", "Inside leg (cm)"},
		[]string{"S", "72-79", "90-97", "76"},
		[]string{"M", "80-87", "98-104", "78"},
		[]string{"L", "88-96", "105-112", "80"},
		[]string{"XL", "97-106", "113-121", "82"},
	)
	womensLegs = inBoth([]string{"Size", "Waist (cm)", "Hip (cm)", "Inside leg (cm)"},
		[]string{"XS", "62-66", "87-91", "75"},
		[]string{"S", "67-71", "92-96", "76"},
		[]string{"M", "72-77", "97-101", "77"},
		[]string{"L", "78-84", "102-108", "78"},
		[]string{"XL", "85-92", "109-115", "79"},
	)
)

// Lengths of feet. Sizes are US sizes for men; the second column says what that
// is for women.
var (
	feet = inBoth([]string{"Size", "US women's", "EU", "Foot (cm)"},
		[]string{"7", "8.5", "40", "25.0-25.3"},
		[]string{"8", "9.5", "41", "25.4-26.1"},
		[]string{"9", "10.5", "42", "26.2-26.9"},
		[]string{"10", "11.5", "43", "27.0-27.7"},
		[]string{"11", "12.5", "44.5", "27.8-28.6"},
		[]string{"12", "13.5", "46", "28.7-29.5"},
	)
	womensFeet = inBoth([]string{"Size", "EU", "Foot (cm)"},
		[]string{"5", "35.5", "22.0-22.5"},
		[]string{"6", "37", "22.6-23.3"},
		[]string{"7", "38", "23.4-24.1"},
		[]string{"8", "39", "24.2-24.9"},
		[]string{"9", "40", "25.0-25.7"},
		[]string{"10", "41.5", "25.8-26.5"},
	)
	kidsFeet = inBoth([]string{"Size", "EU", "Foot (cm)"},
		[]string{"10K", "27", "16.6-17.2"},
		[]string{"11K", "28", "17.3-18.0"},
		[]string{"12K", "30", "18.1-18.8"},
		[]string{"13K", "31", "18.9-19.7"},
		[]string{"1Y", "32.5", "19.8-20.5"},
		[]string{"2Y", "34", "20.6-21.3"},
	)
	socks = inBoth([]string{"Size", "US men's shoe", "US women's shoe", "Foot (cm)"},
		[]string{"S", "4-6.5", "5.5-8", "22.0-24.0"},
		[]string{"M", "7-9.5", "8.5-11", "24.1-27.0"},
		[]string{"L", "10-12.5", "11.5-14", "27.1-29.5"},
	)
)

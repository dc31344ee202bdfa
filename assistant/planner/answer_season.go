package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// seasons are what a season's attribute names; one for the whole year names them all.
var (
	seasons   = pattern.MustCompile(`\b(?:spring|summer|autumn|fall|winter)\b`)
	wholeYear = pattern.MustCompile(`\b(?:all|year|any|every|four|4)\b`)
)

// forSeason begins the answer to whether a thing is for a season, by those that its
// data name.
func forSeason(norm, value string) string {
	asked := seasons.FindAllString(norm, -1)
	if len(asked) == 0 {
		return ""
	}
	named := prose.Fold(value)
	for _, season := range asked {
		same := strings.Replace(season, "fall", "autumn", 1)
		if !wholeYear.MatchString(named) && !strings.Contains(named, season) && !strings.Contains(named, same) {
			return "The data do not name " + season + ". "
		}
	}
	return "Yes. "
}

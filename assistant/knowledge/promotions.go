package knowledge

import (
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// promotionsFile is promotions.yaml.
type promotionsFile struct {
	// TimeZone is where the days of Starts and Ends begin and end.
	TimeZone   string           `yaml:"time_zone"`
	Promotions []promotionEntry `yaml:"promotions"`
}

type promotionEntry struct {
	cart.Promotion
	Starts string `yaml:"starts"`
	Ends   string `yaml:"ends"`
}

// list returns the promotions as the shop takes them.
func (f *promotionsFile) list() []cart.Promotion {
	var list []cart.Promotion
	for _, entry := range f.Promotions {
		list = append(list, entry.Promotion)
	}
	return list
}

// check reads the times and looks at everything.
func (f *promotionsFile) check(s *sheet, currency string) {
	place, err := time.LoadLocation(f.TimeZone)
	if err != nil || f.TimeZone == "Local" {
		s.fail(s.line("time_zone"), "time_zone", f.TimeZone, "must be a time zone such as America/New_York")
		place = time.UTC
	}
	for i := range f.Promotions {
		p, at := &f.Promotions[i], fmt.Sprintf("promotions[%d]", i)
		p.Promotion.Starts = s.moment(at+".starts", p.Starts, place, 0)
		p.Promotion.Ends = s.moment(at+".ends", p.Ends, place, 1)
	}
	s.check(cart.CheckPromotions(f.list(), currency))
}

// moment reads a day, or a day with a clock time. A bare day stands for its
// first moment, or with days = 1 for that of the next day.
func (s *sheet) moment(field, text string, place *time.Location, days int) time.Time {
	if text == "" {
		return time.Time{}
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, place); err == nil {
		return time.Date(day.Year(), day.Month(), day.Day()+days, 0, 0, 0, 0, place)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, place)
	if err != nil {
		s.fail(s.line(field), field, text, `must be a day such as 2026-11-27, or with a time "2026-11-27 18:00"`)
	}
	return at
}

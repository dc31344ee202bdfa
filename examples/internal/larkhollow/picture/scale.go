package picture

import (
	"fmt"
	"strconv"
)

// Measures of the scale view. Lengths of things are in centimetres, places on
// the sheet in its own units, of which it is 400 wide and 500 high.
const (
	handHigh    = 45  // what is lower is shown beside a hand, not a person,
	handWide    = 55  // unless it is as wide as this
	lowest      = 448 // where the floor is when something fills the sheet,
	lowestWide  = 430 // and when its ruler stands below
	middle      = 258 // what is low stands around this height
	roomWide    = 324 // for the figure and the thing; the ruler stands beside
	roomTall    = 370
	rulerGap    = 14
	rulerTick   = 5
	centimetres = 2.54 // in an inch
)

// figure is what a thing is compared with.
type figure struct {
	// Wide and Tall are its true size in cm.
	wide, tall float64
	// unit is how many units of its drawing are a centimetre. The drawing's
	// feet are at bottom, and its middle is at 0.
	unit, bottom float64
}

var (
	person = figure{wide: 56, tall: 175, unit: 2, bottom: 350}
	hand   = figure{wide: 10.5, tall: 24, unit: 10, bottom: 240}
)

// size is how large a thing is, and where its drawing has it.
type size struct {
	// Tall is the true height in cm, lift how far above the floor it is shown:
	// what is worn hangs beside the part of the body that wears it.
	tall, lift float64
	// X, y, w and h are the box around the thing in its drawing.
	x, y, w, h float64
}

func (s size) wide() float64 { return s.tall * s.w / s.h }

// lies says that s is known by its width, as a shoe is.
func (s size) lies() bool { return s.w > 1.15*s.h }

// scale is a thing beside a figure, as the template "scene" draws it.
type scale struct {
	Person bool
	// Beside and Thing are the transforms of the figure and of the drawing.
	Beside, Thing string
	// Ruler is a path along the longer side of the thing, and the labels say
	// how long that is.
	Ruler                   string
	LabelX, LabelY, Label2Y string
	Metric, Imperial        string
}

// scaleOf lays out a thing of size s: the figure on the left, the thing on the
// right, both on the floor, as large as the sheet allows.
func scaleOf(s size) scale {
	beside := hand
	if s.tall >= handHigh || s.wide() >= handWide {
		beside = person
	}
	gap := beside.wide / 5
	wide := beside.wide + gap + s.wide()
	perCM := min(roomTall/max(beside.tall, s.lift+s.tall), roomWide/wide)
	left := 24 + (roomWide-wide*perCM)/2
	floor := float64(lowest)
	if s.lies() {
		floor = lowestWide
	}
	floor = min(floor, middle+max(beside.tall, s.lift+s.tall)*perCM/2)

	bottom := floor - s.lift*perCM
	k := s.tall * perCM / s.h
	thingLeft := left + (beside.wide+gap)*perCM
	out := scale{
		Person: beside == person,
		Beside: transform(left+beside.wide*perCM/2, floor-beside.bottom*perCM/beside.unit, perCM/beside.unit),
		Thing:  transform(thingLeft-k*s.x, bottom-k*(s.y+s.h), k),
	}
	out.measure(s, thingLeft, bottom, perCM)
	return out
}

// measure sets the ruler: beside a thing that stands, below one that lies.
func (out *scale) measure(s size, left, bottom, perCM float64) {
	top, right := bottom-s.tall*perCM, left+s.wide()*perCM
	if s.lies() {
		y := bottom + rulerGap + 4
		out.Ruler = fmt.Sprintf("M%s %sv%dM%[1]s %[4]sH%[5]sM%[5]s %[2]sv%[3]d", num(left), num(y-rulerTick), 2*rulerTick, num(y), num(right))
		out.LabelX, out.LabelY, out.Label2Y = num((left+right)/2), num(y+20), num(y+36)
		out.Metric, out.Imperial = labels(s.wide())
		return
	}
	x := right + rulerGap
	out.Ruler = fmt.Sprintf("M%s %sh%dM%[4]s %[2]sV%[5]sM%[1]s %[5]sh%[3]d", num(x-rulerTick), num(top), 2*rulerTick, num(x), num(bottom))
	out.LabelX, out.LabelY, out.Label2Y = num(x), num(top-26), num(top-10)
	out.Metric, out.Imperial = labels(s.tall)
}

func transform(x, y, k float64) string {
	return fmt.Sprintf("translate(%s %s) scale(%s)", num(x), num(y), strconv.FormatFloat(k, 'f', 4, 64))
}

func num(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// labels writes a length in both systems, to the tenth when it is small.
func labels(cm float64) (metric, imperial string) {
	write := func(v float64) string {
		if v < 9.95 {
			return strconv.FormatFloat(v, 'f', 1, 64)
		}
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return write(cm) + " cm", write(cm/centimetres) + " in"
}

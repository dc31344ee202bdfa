package main

// copies are Larkhollow's own words about its collections, by name: one line
// for a picture's caption, and a few for the head of the page.
var copies = map[string]struct{ Line, Lead string }{
	"Jackets": {
		"For the sky as it is.",
		"Shells, down and wax, cut to go over a fleece and under a pack. Hang one by the door and forget about the forecast.",
	},
	"Tops": {
		"Next to skin, under sky.",
		"Merino that does not mind a second day, flannel that does not mind a tenth year, and knits for the hour after the walk.",
	},
	"Trousers": {
		"Made to kneel in.",
		"Walking trousers, overtrousers and shorts for people who sit down on granite to eat their lunch.",
	},
	"Footwear": {
		"Go there and back.",
		"Boots for the ridge, shoes for the towpath, slippers for the moment when both are drying by the stove.",
	},
	"Packs": {
		"Carry less, better.",
		"From a daypack for the morning to a duffel for the ferry. Each has a place for the things you look for in the dark.",
	},
	"Camp": {
		"A room with weather.",
		"Tents that go up before the rain does, bags and pads for the night, and a chair for the view that you came for.",
	},
	"Kitchen": {
		"Coffee at six degrees.",
		"Stoves, pots and mugs that work on a tailgate and look right on a shelf.",
	},
	"Bedding": {
		"Worth handing down.",
		"Wool, down and linen for the night after a long day. Some of it will outlast the bed.",
	},
	"Lighting": {
		"Something to read by.",
		"Lanterns, headlamps and table lamps with warm light, and switches that you find without looking.",
	},
	"Gifts": {
		"Small, useful, wrapped.",
		"For people who have a tent already, and for those who would rather hear about it by the fire.",
	},
}

// shelves are Larkhollow's collections in the order of the navigation.
var shelves = []string{"Jackets", "Tops", "Trousers", "Footwear", "Packs", "Camp", "Kitchen", "Bedding", "Lighting", "Gifts"}

// describe gives the collections their words.
func (s *shelf) describe() {
	for _, c := range s.byPath {
		words := copies[c.Name]
		c.Line, c.Lead = words.Line, words.Lead
	}
}

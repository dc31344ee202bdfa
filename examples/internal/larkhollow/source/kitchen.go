package main

var kitchen = []product{
	{
		id: "ember-camp-stove", title: "Ember Gas Stove", brand: "Northmere",
		category: "Kitchen > Stoves", price: "58.00", picture: "stove", tint: "8b9196",
		about: []string{
			"Three arms fold out, one click lights it, and half a litre of water boils in under three minutes. Folds back to the size of an apple.",
			"Gas is sold separately; any threaded canister will do.",
		},
		stock: map[string]int{"*": 17},
		facts: facts{
			"material": "steel, aluminium, brass", "power": "2.6 kW", "boil time": "2 min 50 s for 0.5 L", "weight": "98 g",
			"fits": "threaded gas canisters (EN 417)", "requires": "gas canister, not included", "ignition": "piezo",
			"care": "Wipe clean when cold",
		},
		rating: "4.6", ratings: 58,
		reviews: []review{
			{5, "Coffee before my tent mate had found her glasses.", 71},
			{4, "Needs a windshield on a ridge.", 178},
		},
		tags: []string{"cooking"},
	},
	{
		id: "hearth-enamel-mug", title: "Hearth Enamel Mug", brand: "Larkhollow",
		category: "Kitchen > Mugs", price: "14.00", picture: "mug",
		about: []string{
			"Steel dipped twice in enamel, with a rim that will chip one day and look the better for it. Goes on the fire, in the sink and to the office.",
		},
		axes:  []axis{colors("Cream", "Blue", "Green", "Rust")},
		stock: map[string]int{"Green": 0, "Cream": 40},
		facts: facts{
			"material": "enamelled steel", "capacity": "350 ml", "weight": "140 g", "dishwasher": "yes", "microwave": "no",
			"care": "Dishwasher safe; avoid scouring pads",
		},
		rating: "4.8", ratings: 142,
		reviews: []review{
			{5, "Tea tastes of holidays.", 21},
			{5, "Survived two children and a dog.", 127},
			{4, "Handle gets warm on the fire. Of course it does.", 171},
		},
		tags: []string{"bestseller", "gift"},
	},
	{
		id: "gale-proof-stove", title: "Squallbox Windproof Gas Stove", brand: "Fellbound",
		category: "Kitchen > Stoves", price: "129.00", picture: "stove", tint: "4a4e52",
		about: []string{
			"A burner that hides from the wind inside its own rim and wastes nothing on the view. A litre boils in three and a half minutes on a ridge, in a gale, with you swearing beside it.",
		},
		stock: map[string]int{"*": 6},
		facts: facts{
			"material": "steel, aluminium", "power": "2.1 kW", "boil time": "3 min 30 s for 1 L in wind", "weight": "245 g",
			"fits": []string{"threaded gas canisters (EN 417)", "Billycan Cook Pot"}, "requires": "gas canister, not included", "ignition": "piezo",
			"care": "Wipe clean when cold",
		},
		rating: "4.7", ratings: 21,
		reviews: []review{
			{5, "Boiled water where my old stove only sighed.", 48},
			{4, "Heavier than it needs to be in a calm valley.", 157},
		},
		tags: []string{"cooking", "alpine", "new"},
	},
	{
		id: "potting-shed-mug", title: "Potting Shed Stoneware Mug", brand: "Ashbarrow",
		category: "Kitchen > Mugs", price: "19.00", picture: "mug",
		about: []string{
			"Thrown a little thick at the bottom, so that it stays put on a bench and warm through a phone call. Every glaze runs its own way and we pack whichever comes next.",
		},
		axes:  []axis{colors("Sage", "Mustard", "Charcoal")},
		stock: map[string]int{"Mustard": 2},
		facts: facts{
			"material": "glazed stoneware", "capacity": "400 ml", "weight": "390 g", "dishwasher": "yes", "microwave": "yes",
			"made in": "Vermont", "care": "Dishwasher safe; not for the fire",
		},
		rating: "4.6", ratings: 34,
		reviews: []review{
			{5, "Holds a proper amount of coffee and sits in the hand like a pebble.", 13},
			{4, "Glaze differs from the picture, as they said it would.", 86},
		},
		tags: []string{"gift"},
	},
	{
		id: "commons-insulated-mug", title: "Commons Insulated Mug", brand: "Northmere",
		category: "Kitchen > Mugs", price: "27.00", picture: "mug",
		about: []string{
			"Two steel walls with nothing in between, and a lid that slides with a thumb. Coffee stays hot for four hours, which is longer than any meeting deserves.",
		},
		axes:  []axis{colors("Navy", "Rust", "Sage", "Black")},
		stock: map[string]int{"Rust": 0},
		facts: facts{
			"material": "stainless steel, double wall", "capacity": "350 ml", "weight": "260 g", "keeps warm": "4 h", "keeps cold": "9 h",
			"dishwasher": "lid only", "microwave": "no", "care": "Wash by hand",
		},
		rating: "4.4", ratings: 62,
		reviews: []review{
			{5, "Still hot when I remembered it.", 9},
			{4, "Lid drips if you are careless on a bus.", 73},
			{3, "Paint came off at the rim after a winter in the truck.", 228},
		},
		tags: []string{"travel", "gift"},
	},
}

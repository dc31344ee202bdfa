package main

var packs = []product{
	{
		id: "cairn-45-pack", title: "Cairn 45 Trekking Pack", brand: "Fellbound",
		category: "Packs > Trekking packs", price: "175.00", picture: "trek-pack",
		about: []string{
			"Forty-five liters for a week between huts. The back is a plate of air and the hip belt carries what shoulders should not.",
			"Opens at the top, the front and the bottom, so that the thing you want is never under the thing you don't. Rain cover in the lid.",
		},
		axes:  []axis{colors("Green", "Navy"), {"back length", []string{"S/M", "M/L"}}},
		stock: map[string]int{"Navy/S/M": 0, "Green/M/L": 5},
		facts: facts{
			"material": "recycled nylon 210D", "capacity": "45 L", "weight": "1,420 g", "waterproof": "no",
			"rain cover": "included", "back length": "S/M 42-48 cm, M/L 47-53 cm", "fits": "hydration bladders up to 3 L",
			"load": "up to 16 kg", "care": "Sponge clean, never machine wash",
		},
		rating: "4.7", ratings: 33,
		reviews: []review{
			{5, "Nine days, no sore shoulders. Measure your back, it is worth it.", 68},
			{4, "Front opening is a joy. A bit heavy when empty.", 118},
		},
		tags: []string{"trekking"},
	},
	{
		id: "fernbank-daypack", title: "Fernbank 20 Daypack", brand: "Larkhollow",
		category: "Packs > Daypacks", price: "68.00", picture: "daypack",
		about: []string{
			"A roll-top for one good day out: lunch, layers, a book, and a padded sleeve in case the day turns out to be Monday.",
		},
		axes:  []axis{colors("Rust", "Blue", "Olive", "Black")},
		stock: map[string]int{"Rust": 3, "Olive": 0},
		facts: facts{
			"material": "recycled canvas, coated", "capacity": "20 L", "weight": "690 g", "waterproof": "no",
			"water resistance": "sheds rain for an hour", "fits": "laptops up to 15 inches", "closure": "roll-top",
			"care": "Sponge clean with cool water",
		},
		rating: "4.5", ratings: 91,
		reviews: []review{
			{5, "Office on Friday, fells on Saturday.", 29},
			{4, "Roll-top takes a moment to love.", 166},
			{4, "Holds more than twenty liters should.", 189},
		},
		tags: []string{"bestseller", "city"},
	},
	{
		id: "otter-dry-bag", title: "Otter Dry Bag", brand: "Northmere",
		category: "Packs > Dry bags", price: "18.00", picture: "dry-bag",
		about: []string{
			"Welded, not sewn. Roll it three times, clip it, throw it in the lake. Three sizes: a phone and a sweater, a sleeping bag, or everything.",
		},
		axes:    []axis{{"capacity", []string{"5 L", "10 L", "20 L"}}, colors("Orange", "Blue")},
		priceOf: map[string]string{"10 L": "24.00", "20 L": "32.00"},
		stock:   map[string]int{"20 L/Orange": 0},
		facts: facts{
			"material": "TPU-coated nylon, welded", "waterproof": "yes", "waterproof rating": "IPX7, short dips",
			"weight": "85 g in 5 L, 115 g in 10 L, 160 g in 20 L", "closure": "roll-top", "care": "Rinse, dry open",
		},
		rating: "4.6", ratings: 44,
		reviews: []review{
			{5, "Capsized. Sandwiches fine.", 94},
			{4, "Get the 10 L for a sleeping bag.", 135},
		},
		tags: []string{"boating"},
	},
	{
		id: "traverse-60-pack", title: "Traverse 60 Trekking Pack", brand: "Northmere",
		category: "Packs > Trekking packs", price: "220.00", picture: "trek-pack",
		about: []string{
			"Sixty liters for the trips where you carry the kitchen. The frame is one aluminum hoop, the hip belt swivels, and the lid comes off to be a day bag at the summit.",
		},
		axes:  []axis{colors("Slate", "Rust"), {"back length", []string{"S/M", "M/L"}}},
		stock: map[string]int{"Rust/S/M": 3, "Slate/M/L": 0},
		facts: facts{
			"material": "recycled nylon 420D", "capacity": "60 L", "weight": "1,890 g", "waterproof": "no", "rain cover": "included",
			"back length": "S/M 42-48 cm, M/L 47-53 cm", "load": "up to 22 kg", "fits": "hydration bladders up to 3 L", "country of origin": "Portugal",
			"care": "Sponge clean, never machine wash",
		},
		rating: "4.5", ratings: 19,
		reviews: []review{
			{5, "Twelve days of food and my knees complained before my shoulders did.", 84},
			{4, "The lid as a day bag is silly and useful.", 147},
			{4, "A lot of straps. I cut off four and miss none.", 206},
		},
		tags: []string{"trekking"},
	},
	{
		id: "kite-28-pack", title: "Kite 28 Summit Pack", brand: "Fellbound",
		category: "Packs > Daypacks", price: "112.00", picture: "daypack",
		about: []string{
			"A slim pack for days with an ice axe in them. It rides high, clears a harness, and sheds everything it does not need: frame and belt come off and leave 540 grams.",
		},
		axes:  []axis{colors("Orange", "Charcoal")},
		stock: map[string]int{"Orange": 4},
		facts: facts{
			"material": "recycled nylon 210D, PU-coated", "capacity": "28 L", "weight": "780 g", "waterproof": "no",
			"water resistance": "sheds snow and showers", "fits": "two ice axes, a rope, a 2 L bladder", "closure": "roll-top",
			"load": "up to 12 kg", "care": "Sponge clean with cool water",
		},
		rating: "4.4", ratings: 16,
		reviews: []review{
			{5, "Stripped it down on the first morning and never put the frame back.", 98},
			{4, "No outside pocket for a bottle. I got used to it.", 237},
		},
		tags: []string{"alpine"},
	},
	{
		id: "ledger-commuter-pack", title: "Ledger Waxed Canvas Daypack", brand: "Tarn & Thistle",
		category: "Packs > Daypacks", price: "98.00", picture: "daypack",
		about: []string{
			"A daypack that has been to meetings. Waxed canvas outside, striped ticking inside, a sleeve for the laptop and a loop for the umbrella you will forget on the train.",
			"The wax scuffs, and a warm thumb rubs the scuff out again.",
		},
		axes:  []axis{colors("Olive", "Navy", "Brown")},
		stock: map[string]int{"Brown": 0, "Navy": 5},
		facts: facts{
			"material": "waxed cotton canvas, leather straps", "capacity": "18 L", "weight": "980 g", "waterproof": "no",
			"water resistance": "heavy showers, re-waxable", "fits": "laptops up to 16 inches", "closure": "roll-top with a buckle", "country of origin": "Scotland",
			"care": "Brush dry, re-wax once a year",
		},
		rating: "4.6", ratings: 41,
		reviews: []review{
			{5, "Two years of daily trains and it only got better looking.", 17},
			{4, "Straps are stiff at first.", 107},
			{4, "Heavier than nylon, and I would buy it again.", 175},
		},
		tags: []string{"city", "heritage", "gift"},
	},
	{
		id: "grebe-compression-bag", title: "Grebe Compression Dry Bag", brand: "Fellbound",
		category: "Packs > Dry bags", price: "29.00", picture: "dry-bag",
		about: []string{
			"Four straps and a one-way valve make a loaf of your sleeping bag. Push the air out with a knee, pull, and it stays pulled.",
		},
		axes:    []axis{{"capacity", []string{"10 L", "20 L"}}, colors("Gray", "Yellow")},
		priceOf: map[string]string{"20 L": "36.00"},
		stock:   map[string]int{"10 L/Yellow": 3},
		facts: facts{
			"material": "TPU-coated nylon, taped", "waterproof": "yes", "waterproof rating": "IPX6, heavy splashes",
			"weight": "130 g in 10 L, 170 g in 20 L", "closure": "roll-top with valve", "fits": "sleeping bags and down jackets",
			"care": "Rinse, dry open",
		},
		rating: "4.3", ratings: 20,
		reviews: []review{
			{5, "My winter bag is now the size of a pumpkin, a small one.", 94},
			{3, "The valve whistles. The dog hates it.", 188},
		},
		tags: []string{"boating", "trekking"},
	},
	{
		id: "haymaker-duffel", title: "Haymaker Duffel", brand: "Northmere",
		category: "Packs > Duffels", price: "89.00", picture: "duffel",
		about: []string{
			"Tarpaulin with handles, more or less. It goes under a bus, onto a roof and into a puddle, and the straps turn it into a backpack for the half mile that no taxi will drive.",
		},
		axes:    []axis{{"capacity", []string{"40 L", "60 L", "90 L"}}, colors("Orange", "Slate")},
		priceOf: map[string]string{"60 L": "109.00", "90 L": "135.00"},
		stock:   map[string]int{"90 L/Orange": 0, "40 L/Slate": 4},
		facts: facts{
			"material": "TPU-coated recycled polyester", "waterproof": "no", "water resistance": "heavy rain, not for sinking", "closure": "two-way zip with flap",
			"weight": "1,050 g in 40 L, 1,240 g in 60 L, 1,480 g in 90 L", "fits": "40 L is cabin size on most airlines", "care": "Hose it down",
		},
		rating: "4.6", ratings: 51,
		reviews: []review{
			{5, "Thrown off a boat at me, twice. Dry underpants both times.", 50},
			{4, "Smells of rubber for a week.", 123},
			{4, "60 L is the one. The 90 L is for people with sherpas.", 179},
		},
		tags: []string{"travel", "boating"},
	},
	{
		id: "signalman-canvas-duffel", title: "Signalman Canvas Duffel", brand: "Larkhollow",
		category: "Packs > Duffels", price: "124.00", was: "148.00", picture: "duffel",
		about: []string{
			"For two nights away and the book you will not read. Heavy canvas, bridle-leather handles, brass that will tarnish, and feet on the bottom so that it can stand on a wet platform.",
		},
		axes:  []axis{colors("Olive", "Navy")},
		stock: map[string]int{"Navy": 2},
		facts: facts{
			"material": "18 oz cotton canvas, bridle leather", "capacity": "34 L", "weight": "1,600 g", "waterproof": "no",
			"water resistance": "showers", "fits": "the overhead rack and most airline cabins", "closure": "brass zip", "country of origin": "Portugal",
			"care": "Brush dry, feed the leather once a year",
		},
		rating: "4.7", ratings: 23,
		reviews: []review{
			{5, "A grown-up bag. It makes me stand up straighter.", 63},
			{4, "Shoulder strap could be wider.", 142},
		},
		tags: []string{"sale", "travel", "heritage", "gift"},
	},
	{
		id: "magpie-hip-pack", title: "Magpie Hip Pack", brand: "Larkhollow",
		category: "Packs > Hip packs", price: "34.00", picture: "hip-pack",
		about: []string{
			"Keys, phone, plasters, and the pine cone that somebody handed you. Two pockets, one of them hidden against the body, on a belt that is long enough to go over a winter coat.",
		},
		axes:  []axis{colors("Rust", "Teal", "Black")},
		stock: map[string]int{"Teal": 0, "Black": 11},
		facts: facts{
			"material": "recycled nylon 210D", "capacity": "2 L", "weight": "140 g", "waterproof": "no", "water resistance": "showers",
			"belt": "70 to 125 cm", "closure": "zip", "care": "Machine wash at 30 °C in a bag",
		},
		rating: "4.5", ratings: 78,
		reviews: []review{
			{5, "I mocked them for years. I was wrong.", 6},
			{4, "Hidden pocket is good for passports.", 80},
			{4, "Belt tail flaps about. Tuck it in.", 170},
		},
		tags: []string{"bestseller", "travel", "gift"},
	},
	{
		id: "contour-hip-pack", title: "Contour Trail Hip Pack", brand: "Fellbound",
		category: "Packs > Hip packs", price: "46.00", picture: "hip-pack",
		about: []string{
			"Carries half a liter of water and does not bounce, which took us eleven tries. The flask lies flat against your back; the poles hang below it by two loops.",
		},
		axes:  []axis{colors("Charcoal", "Orange"), sizes("S", "M", "L")},
		stock: map[string]int{"Orange/S": 0},
		facts: facts{
			"material": "stretch mesh, recycled nylon", "capacity": "3 L", "weight": "180 g", "waterproof": "no",
			"belt": "S 66-76 cm, M 76-88 cm, L 88-102 cm", "fits": []string{"soft flasks of 500 ml", "Staddle Trekking Poles"}, "closure": "zip",
			"care": "Machine wash at 30 °C",
		},
		rating: "4.2", ratings: 13,
		reviews: []review{
			{5, "Forty kilometers and I forgot that I wore it.", 119},
			{3, "Phone pocket is tight for a large one.", 184},
		},
		tags: []string{"running", "new"},
	},
	{
		id: "greengrocer-market-tote", title: "Greengrocer Market Tote", brand: "Larkhollow",
		category: "Packs > Totes", price: "24.00", picture: "tote",
		about: []string{
			"Carries a week of leeks without cutting off your fingers. Twill tape handles that go over a coated shoulder, a loop for keys, and a flat bottom so that eggs can travel.",
		},
		axes:  []axis{colors("Cream", "Green", "Mustard")},
		stock: map[string]int{"Mustard": 6},
		facts: facts{
			"material": "organic cotton canvas", "capacity": "18 L", "weight": "310 g", "load": "up to 15 kg", "closure": "open",
			"care": "Machine wash at 40 °C, reshape while damp",
		},
		rating: "4.6", ratings: 85,
		reviews: []review{
			{5, "Outlived two of the plastic ones and one car.", 43},
			{4, "Cream gets beetroot on it. Choose green.", 114},
		},
		tags: []string{"gift", "city"},
	},
	{
		id: "selvage-waxed-tote", title: "Selvage Waxed Tote", brand: "Tarn & Thistle",
		category: "Packs > Totes", price: "72.00", picture: "tote",
		about: []string{
			"The commuter's tote: waxed canvas, a zip across the top, a sleeve for a laptop and leather handles that darken where you hold them. It is sewn from the edges of coat cloth, so every run of color is a short one.",
		},
		axes:  []axis{colors("Brown", "Olive")},
		stock: map[string]int{"Olive": 3, "Brown": 2},
		facts: facts{
			"material": "waxed cotton canvas, leather handles", "capacity": "16 L", "weight": "640 g", "waterproof": "no",
			"water resistance": "showers, re-waxable", "fits": "laptops up to 14 inches", "closure": "zip", "country of origin": "Scotland", "care": "Sponge with cold water, re-wax once a year",
		},
		tags: []string{"city", "heritage", "new"},
	},
}

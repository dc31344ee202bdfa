package main

var packs = []product{
	{
		id: "cairn-45-pack", title: "Cairn 45 Trekking Pack", brand: "Fellbound",
		category: "Packs > Trekking packs", price: "175.00", picture: "trek-pack",
		about: []string{
			"Forty-five litres for a week between huts. The back is a plate of air and the hip belt carries what shoulders should not.",
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
			{4, "Holds more than twenty litres should.", 189},
		},
		tags: []string{"bestseller", "city"},
	},
	{
		id: "otter-dry-bag", title: "Otter Dry Bag", brand: "Northmere",
		category: "Packs > Dry bags", price: "18.00", picture: "dry-bag",
		about: []string{
			"Welded, not sewn. Roll it three times, clip it, throw it in the lake. Three sizes: a phone and a jumper, a sleeping bag, or everything.",
		},
		axes:    []axis{{"capacity", []string{"5 L", "10 L", "20 L"}}, colors("Orange", "Blue")},
		priceOf: map[string]string{"10 L": "24.00", "20 L": "32.00"},
		stock:   map[string]int{"20 L/Orange": 0},
		facts: facts{
			"material": "TPU-coated nylon, welded", "waterproof": "yes", "waterproof rating": "IPX7, short dips",
			"weight": "5 L 85 g, 10 L 115 g, 20 L 160 g", "closure": "roll-top", "care": "Rinse, dry open",
		},
		rating: "4.6", ratings: 44,
		reviews: []review{
			{5, "Capsized. Sandwiches fine.", 94},
			{4, "Get the 10 L for a sleeping bag.", 135},
		},
		tags: []string{"water"},
	},
}

var camp = []product{
	{
		id: "holloway-2-tent", title: "Holloway 2 Tent", brand: "Northmere",
		category: "Camp > Tents", price: "320.00", was: "360.00", picture: "tent",
		about: []string{
			"Two people, two doors, two porches, so nobody climbs over anybody at three in the morning. Pitches fly first: the inside stays dry while you work.",
			"Colour-coded poles and eight good pegs. The first pitch takes ten minutes, the second takes five.",
		},
		axes:  []axis{colors("Green")},
		stock: map[string]int{"Green": 8},
		facts: facts{
			"material": "ripstop nylon fly, aluminium poles", "capacity": "2 people", "waterproof": "yes",
			"waterproof rating": "3,000 mm fly, 5,000 mm floor", "weight": "2,150 g", "pack size": "45 x 16 cm",
			"inner size": "220 x 130 x 105 cm", "seasons": "3", "care": "Dry before packing away, sponge clean",
		},
		rating: "4.7", ratings: 29,
		reviews: []review{
			{5, "Sat out a storm on Skye. The tent was bored.", 76},
			{4, "Pegs could be longer for sand.", 115},
		},
		tags: []string{"cover", "sale", "shelter"},
	},
	{
		id: "dormouse-sleeping-bag", title: "Dormouse Sleeping Bag", brand: "Larkhollow",
		category: "Camp > Sleeping bags", price: "145.00", picture: "sleeping-bag",
		about: []string{
			"A three-season mummy bag with room to draw your knees up. Synthetic fill that stays warm when damp, a collar that keeps the draught out, a zip that does not bite.",
		},
		axes:    []axis{colors("Rust", "Navy"), {"length", []string{"Regular", "Long"}}},
		priceOf: map[string]string{"Long": "155.00"},
		stock:   map[string]int{"Navy/Long": 0},
		facts: facts{
			"material": "recycled polyester, synthetic fill", "comfort temperature": "3 °C", "limit temperature": "-3 °C",
			"weight": "Regular 1,150 g, Long 1,250 g", "fits": "Regular up to 185 cm, Long up to 200 cm",
			"pack size": "34 x 19 cm", "season": []string{"Spring", "Summer", "Autumn"}, "care": "Machine wash at 30 °C in a big drum, tumble dry low",
		},
		rating: "4.5", ratings: 37,
		reviews: []review{
			{5, "Two degrees outside, slept like the name.", 51},
			{4, "I am 183 cm and Regular is just right.", 150},
		},
		tags: []string{"sleep"},
	},
}

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
}

var home = []product{
	{
		id: "glowworm-lantern", title: "Glowworm Rechargeable Lantern", brand: "Larkhollow",
		category: "Home > Lighting", price: "54.00", picture: "lantern", tint: "56724f",
		about: []string{
			"Warm light, the colour of a window seen from the lane. Dim it with a turn of the top, hang it by the handle, charge a phone from its base.",
		},
		stock: map[string]int{"*": 12},
		facts: facts{
			"material": "steel, frosted glass", "light": "5 to 280 lumens, 2,700 K", "run time": "6 h bright, 90 h dim",
			"charging": "USB-C, 3 h", "water resistance": "IPX4, splashes", "weight": "420 g", "height": "21 cm",
			"care": "Wipe clean", "fits": "any hook of 8 mm",
		},
		rating: "4.7", ratings: 63,
		reviews: []review{
			{5, "On the table all winter, in the tent all summer.", 35},
			{4, "I wish the cable were longer.", 208},
		},
		tags: []string{"bestseller", "cover", "gift"},
	},
	{
		id: "fold-wool-blanket", title: "Fold Wool Blanket", brand: "Tarn & Thistle",
		category: "Home > Bedding", price: "135.00", picture: "blanket",
		about: []string{
			"New wool, woven in one of the last mills on the river and finished with a whipped edge. Big enough for two on a sofa or one on a hill.",
			"It smells of wool for a week, then of your house.",
		},
		axes:    []axis{colors("Sand", "Blue", "Rust"), {"size", []string{"Throw", "Double"}}},
		priceOf: map[string]string{"Double": "185.00"},
		stock:   map[string]int{"Blue/Double": 0, "Rust/Throw": 2},
		facts: facts{
			"material": "100 % new wool", "measures": "Throw 130 x 180 cm, Double 200 x 220 cm",
			"weight": "Throw 1.1 kg, Double 2.0 kg", "pattern": "herringbone with stripes", "care": "Air it; dry clean when it must be",
			"season": []string{"Autumn", "Winter"},
		},
		rating: "4.9", ratings: 48,
		reviews: []review{
			{5, "Heirloom. My daughter has already claimed it.", 14},
			{5, "Heavier and softer than the picture.", 313},
			{4, "A little scratchy on bare arms, lovely over a sheet.", 331},
		},
		tags: []string{"gift", "warm"},
	},
}

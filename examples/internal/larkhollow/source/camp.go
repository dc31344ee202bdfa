package main

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
	{
		id: "linnet-1-tent", title: "Linnet 1 Tent", brand: "Fellbound",
		category: "Camp > Tents", price: "289.00", picture: "tent",
		about: []string{
			"One person, one pole, 980 grams. You cannot stand up in it, but you can sit, cook in the porch and watch the rain with your socks dry, which is all that a night asks for.",
		},
		axes:  []axis{colors("Olive", "Orange")},
		stock: map[string]int{"Orange": 3},
		facts: facts{
			"material": "silicone-coated ripstop nylon, aluminium pole", "capacity": "1 person", "waterproof": "yes",
			"waterproof rating": "2,000 mm fly, 3,000 mm floor", "weight": "980 g", "pack size": "32 x 12 cm",
			"inner size": "215 x 90 x 98 cm", "seasons": "3", "made in": "Portugal", "care": "Dry before packing away, sponge clean",
		},
		rating: "4.6", ratings: 18,
		reviews: []review{
			{5, "Pitched it in the dark with one glove on.", 75},
			{4, "I am 190 cm and my feet touch the end.", 122},
			{4, "Condensation on still nights. Leave the vent open.", 178},
		},
		tags: []string{"shelter", "trekking", "new"},
	},
	{
		id: "farmstead-4-tent", title: "Farmstead 4 Family Tent", brand: "Larkhollow",
		category: "Camp > Tents", price: "420.00", picture: "tent",
		about: []string{
			"Two bedrooms, a living room you can stand up in, and a window on every side so that nobody has to ask what the weather is doing. It takes two adults and twenty minutes; children make it thirty.",
			"Cotton and polyester, so it is cool by day and quiet under rain.",
		},
		axes:  []axis{colors("Sand", "Green")},
		stock: map[string]int{"Green": 2},
		facts: facts{
			"material": "polycotton fly, steel poles", "capacity": "4 people", "waterproof": "yes",
			"waterproof rating": "polycotton, 5,000 mm floor", "weight": "18,500 g", "pack size": "80 x 34 cm",
			"inner size": "440 x 240 x 205 cm", "seasons": "3", "care": "Dry for a whole day before packing away",
		},
		rating: "4.5", ratings: 22,
		reviews: []review{
			{5, "A week of mixed weather with three kids and we are still a family.", 92},
			{4, "It is a two-trip carry from the car.", 115},
			{4, "Standing up to put on trousers is worth every kilo.", 154},
		},
		tags: []string{"shelter", "family"},
	},
	{
		id: "dunnock-down-sleeping-bag", title: "Dunnock Down Sleeping Bag", brand: "Fellbound",
		category: "Camp > Sleeping bags", price: "365.00", picture: "sleeping-bag",
		about: []string{
			"For nights that the forecast does not mention. 800-fill down in slanted boxes, a collar that closes without your hands leaving the bag, and a shell that sheds frost from the tent wall.",
		},
		axes:    []axis{colors("Navy", "Mustard"), {"length", []string{"Regular", "Long"}}},
		priceOf: map[string]string{"Long": "385.00"},
		stock:   map[string]int{"Mustard/Long": 0, "Navy/Regular": 3},
		facts: facts{
			"material": "ripstop nylon, traceable duck down", "fill": "800 cuin", "comfort temperature": "-6 °C", "limit temperature": "-13 °C",
			"weight": "Regular 960 g, Long 1,040 g", "length": "Regular up to 185 cm, Long up to 200 cm", "pack size": "30 x 18 cm",
			"fits": []string{"Drift Insulated Sleeping Pad", "Grebe Compression Dry Bag 20 L"}, "season": []string{"Autumn", "Winter", "Spring"},
			"care": "Machine wash cold with down soap, tumble dry low with two tennis balls",
		},
		rating: "4.8", ratings: 24,
		reviews: []review{
			{5, "Minus nine, slept in a T-shirt.", 285},
			{5, "The collar is the clever bit.", 296},
			{4, "Zip needs two hands for the last stretch.", 311},
		},
		tags: []string{"sleep", "warm", "alpine"},
	},
	{
		id: "cricket-summer-sleeping-bag", title: "Cricket Summer Sleeping Bag", brand: "Northmere",
		category: "Camp > Sleeping bags", price: "69.00", picture: "sleeping-bag",
		about: []string{
			"A square bag that opens flat into a quilt, for huts, sofas and nights when the crickets keep the heat going. Zip two together and nobody has to decide who gets the edge.",
		},
		axes:  []axis{colors("Green", "Slate")},
		stock: map[string]int{"Slate": 0},
		facts: facts{
			"material": "recycled polyester, cotton lining", "comfort temperature": "13 °C", "limit temperature": "9 °C", "weight": "890 g",
			"length": "up to 190 cm", "pack size": "28 x 17 cm", "fits": "a second Cricket, zipped together", "season": []string{"Summer"},
			"care": "Machine wash at 40 °C, tumble dry low",
		},
		rating: "4.2", ratings: 27,
		reviews: []review{
			{5, "Sofa guests ask where to buy it.", 103},
			{4, "Cotton inside feels like a bed. Not for frost.", 167},
		},
		tags: []string{"sleep", "summer"},
	},
}

package main

var camp = []product{
	{
		id: "holloway-2-tent", title: "Holloway 2 Tent", brand: "Northmere",
		category: "Camp > Tents", price: "320.00", was: "360.00", picture: "tent",
		about: []string{
			"Two people, two doors, two porches, so nobody climbs over anybody at three in the morning. Pitches fly first: the inside stays dry while you work.",
			"Color-coded poles and eight good pegs. The first pitch takes ten minutes, the second takes five.",
		},
		axes:  []axis{colors("Green")},
		stock: map[string]int{"Green": 8},
		facts: facts{
			"material": "ripstop nylon fly, aluminum poles", "capacity": "2 people", "waterproof": "yes",
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
			"weight": "1,150 g in Regular, 1,250 g in Long", "body length": "Regular up to 185 cm, Long up to 200 cm",
			"fits":      []string{"Peat Self-Inflating Sleeping Pad", "Drift Insulated Sleeping Pad", "Otter Dry Bag in 10 L"},
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
			"One person, one pole, 980 grams. You cannot stand up in it, but you can sit, boil water in the porch and watch the rain with your socks dry, which is all that a night asks for.",
		},
		axes:  []axis{colors("Olive", "Orange")},
		stock: map[string]int{"Orange": 3},
		facts: facts{
			"material": "silicone-coated ripstop nylon, aluminum pole", "capacity": "1 person", "waterproof": "yes",
			"waterproof rating": "2,000 mm fly, 3,000 mm floor", "weight": "980 g", "pack size": "32 x 12 cm",
			"inner size": "215 x 90 x 98 cm", "seasons": "3", "country of origin": "Portugal", "care": "Dry before packing away, sponge clean",
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
			"weight": "960 g in Regular, 1,040 g in Long", "body length": "Regular up to 185 cm, Long up to 200 cm", "pack size": "30 x 18 cm",
			"fits": []string{"Drift Insulated Sleeping Pad", "Grebe Compression Dry Bag in 20 L"}, "season": []string{"Autumn", "Winter", "Spring"},
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
			"A light bag with a zip that runs all the way round: open it flat and it is a quilt, for huts, sofas and nights when the crickets keep the heat going. Zip two together and nobody has to decide who gets the edge.",
		},
		axes:  []axis{colors("Green", "Slate")},
		stock: map[string]int{"Slate": 0},
		facts: facts{
			"material": "recycled polyester, cotton lining", "comfort temperature": "13 °C", "limit temperature": "9 °C", "weight": "890 g",
			"body length": "up to 190 cm", "pack size": "28 x 17 cm", "fits": "a second Cricket, zipped together", "season": []string{"Summer"},
			"care": "Machine wash at 40 °C, tumble dry low",
		},
		rating: "4.2", ratings: 27,
		reviews: []review{
			{5, "Sofa guests ask where to buy it.", 103},
			{4, "Cotton inside feels like a bed. Not for frost.", 167},
		},
		tags: []string{"sleep", "summer"},
	},
	{
		id: "peat-self-inflating-pad", title: "Peat Self-Inflating Sleeping Pad", brand: "Larkhollow",
		category: "Camp > Sleeping pads", price: "78.00", picture: "sleeping-pad",
		about: []string{
			"Open the valve, make tea, come back to a bed. Five centimeters of foam and air, a brushed top that a sleeping bag does not slide off, and a weight that belongs in a car rather than on a back.",
		},
		axes:    []axis{colors("Olive", "Rust"), {"width", []string{"Regular", "Wide"}}},
		priceOf: map[string]string{"Wide": "92.00"},
		stock:   map[string]int{"Rust/Wide": 0},
		facts: facts{
			"material": "recycled polyester, open-cell foam", "thickness": "5 cm", "insulation": "R 4.0", "weight": "1,150 g in Regular, 1,420 g in Wide",
			"measures": "Regular 183 x 51 cm, Wide 193 x 65 cm", "fits": []string{"Dormouse Sleeping Bag", "Cricket Summer Sleeping Bag"},
			"pack size": "28 x 18 cm", "season": []string{"Spring", "Summer", "Autumn"}, "care": "Sponge clean, store open and flat",
		},
		rating: "4.4", ratings: 28,
		reviews: []review{
			{5, "Side sleeper, forty-six, no complaints from the hip.", 81},
			{4, "Ten more breaths by mouth make it firm.", 144},
		},
		tags: []string{"sleep"},
	},
	{
		id: "drift-insulated-pad", title: "Drift Insulated Sleeping Pad", brand: "Northmere",
		category: "Camp > Sleeping pads", price: "129.00", was: "150.00", picture: "sleeping-pad",
		about: []string{
			"Nine centimeters of air over a foil that sends your warmth back to you. It packs to the size of a water bottle and fills with its own bag in a minute, so that you keep your breath for the view.",
		},
		axes:    []axis{colors("Mustard", "Slate"), {"length", []string{"Regular", "Long"}}},
		priceOf: map[string]string{"Long": "139.00"},
		stock:   map[string]int{"Mustard/Long": 2},
		facts: facts{
			"material": "ripstop nylon, reflective foil", "thickness": "9 cm", "insulation": "R 5.2", "weight": "540 g in Regular, 620 g in Long",
			"measures": "Regular 183 x 51 cm, Long 198 x 56 cm", "fits": []string{"Dormouse Sleeping Bag", "Dunnock Down Sleeping Bag"},
			"pack size": "23 x 11 cm", "season": []string{"Spring", "Summer", "Autumn", "Winter"}, "care": "Sponge clean, store unrolled",
		},
		rating: "4.6", ratings: 35,
		reviews: []review{
			{4, "Rustles when I turn over. My partner sleeps further off now.", 126},
			{4, "Patch kit works. Ask me how I know.", 162},
			{5, "Snow below, toast above.", 283},
		},
		tags: []string{"sleep", "sale", "trekking"},
	},
	{
		id: "plank-foam-pad", title: "Plank Foam Sleeping Pad", brand: "Fellbound",
		category: "Camp > Sleeping pads", price: "32.00", picture: "sleeping-pad", tint: "5d6873",
		about: []string{
			"Cannot burst, can hardly leak, cannot be admired. A roll of foam to sleep on, to sit on at lunch, and to put under a better pad when the ground is snow.",
		},
		stock: map[string]int{"*": 22},
		facts: facts{
			"material": "closed-cell foam", "thickness": "2 cm", "insulation": "R 2.1", "weight": "410 g", "measures": "183 x 51 cm",
			"fits": "any sleeping bag up to 60 cm wide", "season": []string{"Spring", "Summer", "Autumn"}, "care": "Wipe clean",
		},
		rating: "4.2", ratings: 31,
		reviews: []review{
			{5, "Eight years old and flat only in character.", 95},
			{3, "You feel every acorn.", 186},
		},
		tags: []string{"sleep", "basics"},
	},
	{
		id: "porch-camp-chair", title: "Porch Camp Chair", brand: "Larkhollow",
		category: "Camp > Camp chairs", price: "58.00", picture: "camp-chair",
		about: []string{
			"Sits at the height of a real chair, so that getting up is not a project. Ash-colored steel, canvas you can take off and wash, and a pocket that is exactly one paperback deep.",
		},
		axes:  []axis{colors("Olive", "Rust", "Navy")},
		stock: map[string]int{"Rust": 0, "Navy": 5},
		facts: facts{
			"material": "powder-coated steel, cotton canvas", "load": "up to 130 kg", "weight": "3,400 g", "seat height": "44 cm", "pack size": "92 x 16 cm",
			"season": []string{"Spring", "Summer", "Autumn"}, "care": "Canvas washes at 40 °C",
		},
		rating: "4.5", ratings: 53,
		reviews: []review{
			{5, "My father gets out of it unaided, which settles it.", 78},
			{4, "Heavy. It is for the car.", 136},
			{4, "Canvas fades nicely in the sun.", 201},
		},
		tags: []string{"bestseller", "family"},
	},
	{
		id: "perch-ultralight-chair", title: "Perch Ultralight Camp Chair", brand: "Fellbound",
		category: "Camp > Camp chairs", price: "99.00", picture: "camp-chair",
		about: []string{
			"Nine hundred grams of not sitting on a wet log. The poles find each other by themselves, the seat hangs low, and small feet keep it from sinking into meadows.",
			"Sold out until the new poles arrive; ask us and we tell you when.",
		},
		axes:  []axis{colors("Orange", "Charcoal")},
		stock: map[string]int{"*": 0},
		facts: facts{
			"material": "aluminum poles, ripstop nylon", "load": "up to 120 kg", "weight": "900 g", "seat height": "28 cm", "pack size": "35 x 11 cm",
			"country of origin": "Portugal", "care": "Sponge clean",
		},
		rating: "4.6", ratings: 26,
		reviews: []review{
			{5, "Best seat at every lake.", 108},
			{4, "Tips over if you lean for the salt.", 173},
		},
		tags: []string{"trekking"},
	},
	{
		id: "idle-hour-hammock", title: "Idle Hour Hammock", brand: "Northmere",
		category: "Camp > Hammocks", price: "64.00", picture: "hammock",
		about: []string{
			"Wide enough to lie across, which is the whole secret of hammocks. Parachute cloth, two carabiners, and a stuff sack that is sewn to the edge because loose ones are eaten by forests.",
			"Straps are sold with it; trees are not.",
		},
		axes:  []axis{colors("Teal", "Moss", "Orange")},
		stock: map[string]int{"Orange": 1},
		facts: facts{
			"material": "recycled parachute nylon", "load": "up to 180 kg", "weight": "560 g", "measures": "300 x 190 cm", "capacity": "2 people",
			"requires": "two trees or posts 3 to 5 m apart", "pack size": "24 x 12 cm", "season": []string{"Spring", "Summer", "Autumn"},
			"care": "Machine wash cold without carabiners",
		},
		rating: "4.6", ratings: 34,
		reviews: []review{
			{5, "Fell asleep testing it. Missed lunch.", 87},
			{4, "Cold from below after dusk. Put a pad in.", 148},
		},
		tags: []string{"summer", "gift"},
	},
	{
		id: "staddle-trekking-poles", title: "Staddle Trekking Poles", brand: "Fellbound",
		category: "Camp > Trekking poles", price: "119.00", picture: "trekking-poles",
		about: []string{
			"A pair of knees that you can adjust. Three aluminum sections, levers that close with gloves on, and cork that takes the shape of your palm by the second pass.",
		},
		axes:  []axis{colors("Charcoal", "Orange")},
		stock: map[string]int{"Orange": 3},
		facts: facts{
			"material": "aluminum, cork", "length": "65 to 135 cm", "weight": "490 g a pair", "pack size": "65 cm", "fits": "snow baskets and rubber tips of 12 mm",
			"season": []string{"Spring", "Summer", "Autumn", "Winter"}, "care": "Take apart and dry after rain",
		},
		rating: "4.7", ratings: 38,
		reviews: []review{
			{5, "Eleven hundred meters down and I could walk the next day.", 91},
			{4, "Tips wear on roads. Buy the rubber ones too.", 155},
		},
		tags: []string{"trekking"},
	},
	{
		id: "twig-folding-poles", title: "Twig Folding Trekking Poles", brand: "Northmere",
		category: "Camp > Trekking poles", price: "74.00", was: "92.00", picture: "trekking-poles",
		about: []string{
			"They fold like a tent pole and hide in a daypack until the stream or the descent. Not for leaning on with a heavy load; perfectly good for a second opinion from your arms.",
		},
		axes:  []axis{colors("Teal", "Slate"), {"length", []string{"105-120 cm", "115-135 cm"}}},
		stock: map[string]int{"Teal/115-135 cm": 0},
		facts: facts{
			"material": "aluminum, foam grip", "weight": "390 g a pair", "pack size": "36 cm", "load": "for walkers up to 90 kg",
			"season": []string{"Spring", "Summer", "Autumn"}, "care": "Wipe dry",
		},
		rating: "4.1", ratings: 19,
		reviews: []review{
			{4, "Light, short, clicks when cold.", 117},
			{4, "My mother swears by them. At them, the first time.", 192},
		},
		tags: []string{"sale", "travel"},
	},
}

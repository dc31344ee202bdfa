package main

var kitchen = []product{
	{
		id: "ember-camp-stove", title: "Ember Gas Stove", brand: "Northmere",
		category: "Kitchen > Stoves", price: "58.00", picture: "stove", tint: "8b9196",
		about: []string{
			"Three arms fold out, one click lights it, and half a liter of water boils in under three minutes. Folds back to the size of an apple.",
			"Gas is sold separately; any threaded canister will do.",
		},
		stock: map[string]int{"*": 17},
		facts: facts{
			"material": "steel, aluminum, brass", "power": "2.6 kW", "boil time": "2 min 50 s for 0.5 L", "weight": "98 g",
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
			"material": "enameled steel", "capacity": "350 ml", "weight": "140 g", "dishwasher safe": "yes", "microwave": "no",
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
		id: "squallbox-gas-stove", title: "Squallbox Windproof Gas Stove", brand: "Fellbound",
		category: "Kitchen > Stoves", price: "129.00", picture: "stove", tint: "4a4e52",
		about: []string{
			"A burner that hides from the wind inside its own rim and wastes nothing on the view. A liter boils in three and a half minutes on a ridge, in a gale, with you swearing beside it.",
		},
		stock: map[string]int{"*": 6},
		facts: facts{
			"material": "steel, aluminum", "power": "2.1 kW", "boil time": "3 min 30 s for 1 L in wind", "weight": "245 g",
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
			"material": "glazed stoneware", "capacity": "400 ml", "weight": "390 g", "dishwasher safe": "yes", "microwave": "yes",
			"country of origin": "USA, Vermont", "care": "Dishwasher safe; not for the fire",
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
			"dishwasher safe": "lid only", "microwave": "no", "care": "Wash by hand",
		},
		rating: "4.4", ratings: 62,
		reviews: []review{
			{5, "Still hot when I remembered it.", 9},
			{4, "Lid drips if you are careless on a bus.", 73},
			{3, "Paint came off at the rim after a winter in the truck.", 228},
		},
		tags: []string{"travel", "gift"},
	},
	{
		id: "billycan-cook-pot", title: "Billycan Cook Pot", brand: "Northmere",
		category: "Kitchen > Cook pots", price: "38.00", picture: "cook-pot", tint: "8b9196",
		about: []string{
			"Hard-anodized, with a lid that drains pasta and a handle that folds flat. A gas canister and the Ember stove sleep inside, so the kitchen is one thing to find and not four.",
		},
		axes:    []axis{{"capacity", []string{"1 L", "1.8 L"}}},
		priceOf: map[string]string{"1.8 L": "48.00"},
		stock:   map[string]int{"1.8 L": 3},
		facts: facts{
			"material": "hard-anodized aluminum", "weight": "190 g in 1 L, 270 g in 1.8 L", "fits": []string{"Ember Gas Stove", "Squallbox Windproof Gas Stove", "a 230 g gas canister inside"},
			"dishwasher safe": "no", "country of origin": "Portugal", "care": "Wash by hand, no metal spoons",
		},
		rating: "4.5", ratings: 33,
		reviews: []review{
			{5, "Everything nests and nothing rattles.", 102},
			{4, "Fill marks wore off in a year.", 196},
		},
		tags: []string{"cooking"},
	},
	{
		id: "gathering-stockpot", title: "Gathering Enamel Stockpot", brand: "Ashbarrow",
		category: "Kitchen > Cook pots", price: "76.00", picture: "cook-pot",
		about: []string{
			"Eight liters, for corn, for soup, for the neighbors. Enameled steel with a dark rim, light enough to carry full by two people who are still speaking to each other.",
		},
		axes:  []axis{colors("Cream", "Green", "Navy")},
		stock: map[string]int{"Navy": 0, "Cream": 4},
		facts: facts{
			"material": "enameled steel", "capacity": "8 L", "weight": "1,900 g", "fits": "gas, electric and induction hobs, and open fire", "dishwasher safe": "yes",
			"care": "Dishwasher safe; soak, do not scour",
		},
		rating: "4.7", ratings: 29,
		reviews: []review{
			{5, "Twelve people, one pot, no leftovers.", 45},
			{4, "Enamel chipped where I dropped it. My fault, still usable.", 210},
		},
		tags: []string{"cooking", "gift", "family"},
	},
	{
		id: "smithy-cast-iron-skillet", title: "Smithy Cast-Iron Skillet", brand: "Ashbarrow",
		category: "Kitchen > Skillets and pans", price: "34.00", picture: "skillet", tint: "2f3133",
		about: []string{
			"Poured in sand, ground smooth, seasoned three times with flax oil before it meets you. It will be too heavy for ten years, and then your children will fight over it.",
		},
		axes:    []axis{{"diameter", []string{"8 inch", "10 inch", "12 inch"}}},
		priceOf: map[string]string{"10 inch": "46.00", "12 inch": "64.00"},
		stock:   map[string]int{"12 inch": 5},
		facts: facts{
			"material": "cast iron", "weight": "1.5 kg in 8 inch, 2.3 kg in 10 inch, 3.2 kg in 12 inch", "fits": "gas, electric and induction hobs, oven, open fire",
			"dishwasher safe": "no", "country of origin": "USA, Vermont", "care": "Wipe with hot water, dry on the stove, a drop of oil",
		},
		rating: "4.9", ratings: 104,
		reviews: []review{
			{5, "Eggs slide on the first morning. I did not believe it either.", 2},
			{5, "Cornbread with a crust like a good argument.", 47},
			{4, "The 12 inch needs two hands and a plan.", 138},
			{5, "Left it in the rain, scrubbed, oiled, forgiven.", 216},
		},
		tags: []string{"bestseller", "cooking", "gift"},
	},
	{
		id: "featherweight-carbon-skillet", title: "Featherweight Carbon Steel Skillet", brand: "Northmere",
		category: "Kitchen > Skillets and pans", price: "72.00", was: "88.00", picture: "skillet", tint: "4a4e52",
		about: []string{
			"Cast iron's younger cousin: half the weight, quicker to heat, quicker to cool, and just as black in the end. The handle unhooks, so it lies flat in a camp box.",
		},
		stock: map[string]int{"*": 9},
		facts: facts{
			"material": "carbon steel", "diameter": "26 cm", "weight": "1.1 kg", "fits": "gas, electric and induction hobs, oven, open fire", "dishwasher safe": "no",
			"care": "Wipe hot, keep dry and oiled",
		},
		rating: "4.4", ratings: 22,
		reviews: []review{
			{5, "Pancakes for a scout troop without a sore wrist.", 69},
			{3, "Handle rattles a little on the latch.", 181},
		},
		tags: []string{"sale", "cooking"},
	},
	{
		id: "whistle-stop-kettle", title: "Whistle Stop Enamel Kettle", brand: "Ashbarrow",
		category: "Kitchen > Kettles", price: "62.00", picture: "kettle",
		about: []string{
			"Two liters, a birch handle that stays cool, and a whistle that can be heard from the vegetable bed. The spout pours in a thin line, which coffee people will know how to value.",
		},
		axes:  []axis{colors("Cream", "Teal", "Red")},
		stock: map[string]int{"Red": 3},
		facts: facts{
			"material": "enameled steel, birch", "capacity": "2 L", "weight": "1,150 g", "fits": "gas, electric and induction hobs", "dishwasher safe": "no",
			"care": "Wipe dry; a spoon of vinegar against lime",
		},
		rating: "4.5", ratings: 27,
		reviews: []review{
			{5, "The whistle is in tune, roughly B flat.", 54},
			{4, "Lid is a tight match, mind your knuckles.", 174},
		},
		tags: []string{"gift"},
	},
	{
		id: "wayside-camp-kettle", title: "Wayside Camp Kettle", brand: "Northmere",
		category: "Kitchen > Kettles", price: "36.00", picture: "kettle", tint: "8b9196",
		about: []string{
			"Flat, light and wide in the base, so it sits on three stones and catches all of a small flame. Holds tea for four, or one very thorough shave.",
		},
		stock: map[string]int{"*": 14},
		facts: facts{
			"material": "hard-anodized aluminum", "capacity": "1.2 L", "weight": "210 g", "fits": []string{"Ember Gas Stove", "open fire"}, "dishwasher safe": "no",
			"care": "Soot is protection; wipe the inside only",
		},
		rating: "4.3", ratings: 18,
		reviews: []review{
			{5, "Black as a crow now, and better for it.", 132},
			{4, "Knob gets hot. Use a stick.", 211},
		},
		tags: []string{"cooking", "trekking"},
	},
	{
		id: "wellspring-steel-bottle", title: "Wellspring Steel Bottle", brand: "Larkhollow",
		category: "Kitchen > Water bottles", price: "24.00", picture: "bottle",
		about: []string{
			"One wall of steel, so it is light, can be boiled on a stove, and tells you by touch what is in it. The cap has a loop that takes a whole finger, or a carabiner.",
		},
		axes:    []axis{{"capacity", []string{"0.5 L", "0.75 L", "1 L"}}, colors("Green", "Cream", "Navy")},
		priceOf: map[string]string{"0.75 L": "28.00", "1 L": "34.00"},
		stock:   map[string]int{"1 L/Cream": 0, "0.5 L/Navy": 3},
		facts: facts{
			"material": "stainless steel, polypropylene cap", "weight": "140 g in 0.5 L, 180 g in 0.75 L, 220 g in 1 L", "keeps warm": "no", "dishwasher safe": "yes",
			"fits": "car cup holders up to 0.75 L", "care": "Dishwasher safe without the cap",
		},
		rating: "4.7", ratings: 112,
		reviews: []review{
			{5, "Dropped it down a quarry. It is a shape now, and it holds water.", 1},
			{5, "No taste of anything.", 59},
			{4, "Sweats on a hot desk.", 135},
		},
		tags: []string{"bestseller", "gift", "travel"},
	},
	{
		id: "freshet-filter-bottle", title: "Freshet Filter Bottle", brand: "Fellbound",
		category: "Kitchen > Water bottles", price: "49.00", was: "60.00", picture: "bottle",
		about: []string{
			"Dip, close, drink. The hollow-fiber filter in the cap takes out what makes hikers interesting company, and shows by its slowness when it wants rinsing.",
		},
		axes:  []axis{colors("Blue", "Gray")},
		stock: map[string]int{"Gray": 2},
		facts: facts{
			"material": "stainless steel, hollow-fiber filter", "capacity": "0.6 L", "weight": "210 g", "filter life": "1,000 L", "keeps warm": "no",
			"requires": "a new filter after 1,000 L", "care": "Shake the filter in clean water, never freeze it",
		},
		rating: "4.3", ratings: 24,
		reviews: []review{
			{5, "Cow pond to drinkable. I will not describe the pond.", 100},
			{3, "Slow after silty water, even rinsed.", 185},
		},
		tags: []string{"sale", "trekking", "boating"},
	},
	{
		id: "longhaul-vacuum-flask", title: "Longhaul Vacuum Flask", brand: "Northmere",
		category: "Kitchen > Vacuum flasks", price: "32.00", picture: "flask",
		about: []string{
			"Fills at five in the morning and burns your tongue at two in the afternoon. The lid is a cup, the stopper pours without being taken out, and the base has a rubber foot for decks.",
		},
		axes:    []axis{{"capacity", []string{"0.5 L", "1 L"}}, colors("Navy", "Green")},
		priceOf: map[string]string{"1 L": "42.00"},
		stock:   map[string]int{"1 L/Green": 2},
		facts: facts{
			"material": "stainless steel, double wall", "weight": "380 g in 0.5 L, 560 g in 1 L", "keeps warm": "24 h above 50 °C", "keeps cold": "36 h", "dishwasher safe": "no",
			"care": "Rinse hot; a spoon of soda once a month",
		},
		rating: "4.8", ratings: 59,
		reviews: []review{
			{4, "Paint scratches, steel does not.", 200},
			{5, "Twelve hours on a frozen lake and still too hot.", 282},
			{5, "Replaced glass ones that kept breaking.", 318},
		},
		tags: []string{"warm", "gift"},
	},
	{
		id: "elevenses-tea-flask", title: "Elevenses Tea Flask", brand: "Larkhollow",
		category: "Kitchen > Vacuum flasks", price: "45.00", picture: "flask",
		about: []string{
			"A flask with a basket for leaves and a second cup, since eleven o'clock is better in company. The basket lifts out when the tea is right, so the last cup is not a punishment.",
		},
		axes:  []axis{colors("Cream", "Burgundy")},
		stock: map[string]int{"Burgundy": 0},
		facts: facts{
			"material": "stainless steel, double wall", "capacity": "0.7 L", "weight": "490 g", "keeps warm": "12 h above 50 °C", "keeps cold": "18 h",
			"dishwasher safe": "basket only", "care": "Rinse hot, leave open to dry",
		},
		rating: "4.4", ratings: 21,
		reviews: []review{
			{5, "Two cups! Somebody thought of it.", 76},
			{4, "The basket is fine enough for green tea.", 180},
		},
		tags: []string{"gift"},
	},
}

package main

var lighting = []product{
	{
		id: "glowworm-lantern", title: "Glowworm Rechargeable Lantern", brand: "Larkhollow",
		category: "Lighting > Lanterns", price: "54.00", picture: "lantern", tint: "56724f",
		about: []string{
			"Warm light, the color of a window seen from the lane. Dim it with a turn of the top, hang it by the handle, charge a phone from its base.",
		},
		stock: map[string]int{"*": 12},
		facts: facts{
			"material": "steel, frosted glass", "light": "5 to 280 lumens, 2,700 K", "brightness": "280 lumens", "run time": "6 h bright, 90 h dim",
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
		id: "ladybird-mini-lantern", title: "Ladybird Mini Lantern", brand: "Larkhollow",
		category: "Lighting > Lanterns", price: "22.00", picture: "lantern",
		about: []string{
			"A lantern for a tent pocket, a power cut or a child who would like to be brave. It clips, hangs, stands, and goes dim slowly by itself after twenty minutes if you ask it to.",
		},
		axes:  []axis{colors("Red", "Yellow", "Teal")},
		stock: map[string]int{"Teal": 0, "Red": 9},
		facts: facts{
			"material": "recycled plastic", "brightness": "80 lumens", "run time": "5 h bright, 40 h dim", "requires": "3 AAA batteries, included",
			"water resistance": "IPX4, splashes", "weight": "95 g", "height": "9 cm", "care": "Wipe clean",
		},
		rating: "4.5", ratings: 49,
		reviews: []review{
			{5, "My son now takes himself to the outhouse.", 35},
			{4, "Bright enough to read by, just.", 116},
			{4, "Wish it charged from a cable.", 208},
		},
		tags: []string{"gift", "family"},
	},
	{
		id: "pierhead-storm-lantern", title: "Pierhead Storm Lantern", brand: "Northmere",
		category: "Lighting > Lanterns", price: "88.00", picture: "lantern", tint: "5d6873",
		about: []string{
			"The shape of an oil lamp without the oil. It takes a soaking, a fall from a table and a night at sea, and its 600 lumens will find a dropped peg in wet grass.",
		},
		stock: map[string]int{"*": 8},
		facts: facts{
			"material": "powder-coated steel, polycarbonate", "brightness": "600 lumens", "run time": "4 h bright, 60 h dim",
			"charging": "USB-C, 4 h", "water resistance": "IPX6, heavy spray", "weight": "780 g", "height": "27 cm", "care": "Rinse after salt water",
		},
		rating: "4.4", ratings: 17,
		reviews: []review{
			{5, "Hung on our dock all season. Still works, now with barnacles.", 68},
			{4, "Big for a backpack, right for a porch.", 193},
		},
		tags: []string{"boating"},
	},
	{
		id: "moth-300-headlamp", title: "Moth 300 Headlamp", brand: "Fellbound",
		category: "Lighting > Headlamps", price: "44.00", picture: "headlamp",
		about: []string{
			"One button, three levels, and a red light for reading maps without waking the hut. It runs on batteries that every village shop sells, which matters on the day the cable stays at home.",
		},
		axes:  []axis{colors("Orange", "Slate")},
		stock: map[string]int{"Slate": 3},
		facts: facts{
			"material": "recycled plastic, elastic strap", "brightness": "300 lumens", "run time": "5 h bright, 120 h dim", "requires": "3 AAA batteries, included",
			"water resistance": "IPX4, splashes", "weight": "82 g", "care": "Wipe clean, strap washes at 30 °C",
		},
		rating: "4.4", ratings: 36,
		reviews: []review{
			{5, "Found the dog, the keys and the moral high ground.", 33},
			{4, "Red light is easy to find, for once.", 121},
			{4, "Strap loosens in a run.", 203},
		},
		tags: []string{"trekking"},
	},
	{
		id: "nightshift-headlamp", title: "Nightshift Rechargeable Headlamp", brand: "Northmere",
		category: "Lighting > Headlamps", price: "79.00", was: "95.00", picture: "headlamp",
		about: []string{
			"Bright enough to walk fast by, with the battery at the back of the head where it balances. It dims by itself when you look at a map and comes up when you look away.",
		},
		axes:  []axis{colors("Charcoal", "Yellow")},
		stock: map[string]int{"Yellow": 0, "Charcoal": 6},
		facts: facts{
			"material": "aluminum, elastic strap", "brightness": "800 lumens", "run time": "4 h bright, 60 h dim", "charging": "USB-C, 2 h 30 min",
			"water resistance": "IPX7, short dips", "weight": "148 g", "care": "Rinse after salt water",
		},
		rating: "4.6", ratings: 23,
		reviews: []review{
			{5, "Night trail race, saw every root.", 112},
			{4, "Heavier than the small ones, better on the neck than it looks.", 205},
		},
		tags: []string{"sale", "running"},
	},
	{
		id: "firefly-string-lights", title: "Firefly String Lights", brand: "Duskwright",
		category: "Lighting > String lights", price: "28.00", picture: "string-lights", tint: "dcab3c",
		about: []string{
			"Warm glass bulbs on a cloth-covered cable, with a hook at every one of them. Run them from a power bank in a tent or a plug on the porch; they do not blink, and cannot be made to.",
		},
		axes:    []axis{{"length", []string{"5 m", "10 m"}}},
		priceOf: map[string]string{"10 m": "42.00"},
		stock:   map[string]int{"10 m": 4},
		facts: facts{
			"material": "glass bulbs, cloth-covered cable", "brightness": "60 lumens", "requires": "a USB power bank or plug, not included", "water resistance": "IPX4, splashes",
			"weight": "420 g in 5 m, 790 g in 10 m", "color temperature": "2,200 K", "care": "Wind around a piece of card",
		},
		rating: "4.6", ratings: 55,
		reviews: []review{
			{5, "Up since a wedding, never taken down.", 52},
			{4, "Remembering where the plug is takes longer than hanging them.", 134},
		},
		tags: []string{"gift", "home"},
	},
	{
		id: "leanto-solar-lights", title: "Lean-To Solar String Lights", brand: "Larkhollow",
		category: "Lighting > String lights", price: "46.00", picture: "string-lights", tint: "a6512f",
		about: []string{
			"A panel the size of a postcard feeds ten lights from dusk until you have gone to bed. After a gray day it gives you four hours, after a sunny one the whole night.",
		},
		stock: map[string]int{"*": 7},
		facts: facts{
			"material": "recycled plastic, steel hooks", "length": "8 m", "brightness": "100 lumens", "run time": "4 to 10 h", "charging": "solar, or USB-C",
			"water resistance": "IPX6, heavy rain", "weight": "540 g", "care": "Wipe the panel in spring",
		},
		rating: "4.1", ratings: 26,
		reviews: []review{
			{5, "No cable across the lawn.", 89},
			{3, "In December they give up at supper.", 304},
		},
		tags: []string{"garden", "home"},
	},
	{
		id: "hive-beeswax-candle", title: "Hive Beeswax Candle", brand: "Duskwright",
		category: "Lighting > Candles", price: "18.00", picture: "candle", tint: "c6962f",
		about: []string{
			"Nothing but beeswax and a cotton wick, poured into a glass by two people in an old dairy. It smells faintly of honey, burns for thirty hours and leaves you the glass.",
		},
		stock: map[string]int{"*": 26},
		facts: facts{
			"material": "beeswax, cotton wick, glass", "run time": "30 h", "weight": "260 g", "height": "12 cm", "country of origin": "USA, Vermont",
			"care": "Trim the wick to 5 mm before each lighting",
		},
		rating: "4.8", ratings: 47,
		reviews: []review{
			{5, "The power went out and supper got better.", 44},
			{5, "No soot on the ceiling.", 187},
		},
		tags: []string{"gift", "home"},
	},
	{
		id: "parlor-scented-candle", title: "Parlor Scented Candle", brand: "Quibble & Daughter",
		category: "Lighting > Candles", price: "29.00", picture: "candle", tint: "754a6c",
		about: []string{
			"Rapeseed wax in a glass that becomes a tumbler. Three scents, named for what they are: Woodsmoke, Wet Pine and Clean Laundry; the last one is for people who own dogs.",
		},
		axes:  []axis{{"scent", []string{"Woodsmoke", "Wet Pine", "Clean Laundry"}}},
		stock: map[string]int{"Wet Pine": 0, "Woodsmoke": 6},
		facts: facts{
			"material": "rapeseed wax, cotton wick, glass", "scent strength": "fills a large room", "run time": "45 h", "weight": "380 g", "height": "10 cm", "vegan": "yes",
			"country of origin": "USA, Vermont", "care": "Burn to the edge the first time, trim the wick",
		},
		rating: "4.4", ratings: 33,
		reviews: []review{
			{5, "Woodsmoke without the sore eyes.", 30},
			{4, "Strong for a small room, blow it out after an hour.", 177},
		},
		tags: []string{"gift", "home"},
	},
	{
		id: "lectern-table-lamp", title: "Lectern Table Lamp", brand: "Duskwright",
		category: "Lighting > Table lamps", price: "148.00", picture: "table-lamp",
		about: []string{
			"A lamp to read under, not to look at. A foot of glazed stoneware, a linen shade, and a pull chain where a sleepy hand finds it; the light falls on the page and stops there.",
		},
		axes:  []axis{colors("Cream", "Sage", "Charcoal")},
		stock: map[string]int{"Charcoal": 2},
		facts: facts{
			"material": "glazed stoneware, linen shade", "brightness": "470 lumens", "requires": "one E26 bulb, included", "height": "46 cm", "cable": "2.2 m, cloth covered",
			"weight": "1,900 g", "country of origin": "USA, Vermont", "care": "Dust the shade with a dry brush",
		},
		rating: "4.7", ratings: 19,
		reviews: []review{
			{5, "Finally read the long Russian one.", 67},
			{4, "Shade arrived with a crease, a new one came in three days.", 222},
		},
		tags: []string{"home", "gift"},
	},
	{
		id: "toadstool-bedside-lamp", title: "Toadstool Bedside Lamp", brand: "Duskwright",
		category: "Lighting > Table lamps", price: "89.00", picture: "table-lamp",
		about: []string{
			"A small lamp for a large book. The shade sits low, so that the light stays on your side of the bed, and the chain clicks through three levels without waking anybody.",
		},
		axes:  []axis{colors("Red", "Cream")},
		stock: map[string]int{"Red": 0, "Cream": 5},
		facts: facts{
			"material": "glazed stoneware, linen shade", "brightness": "220 lumens", "requires": "one E12 bulb, included", "cable": "1.8 m, cloth covered", "country of origin": "USA, Vermont",
			"height": "28 cm", "weight": "780 g", "care": "Wipe clean",
		},
		rating: "4.5", ratings: 28,
		reviews: []review{
			{5, "Two of them, one marriage, no more elbowing.", 84},
			{4, "Lowest level could be lower still.", 168},
		},
		tags: []string{"home", "gift", "new"},
	},
	{
		id: "poacher-flashlight", title: "Poacher Flashlight", brand: "Fellbound",
		category: "Lighting > Flashlights", price: "59.00", picture: "flashlight", tint: "2f3133",
		about: []string{
			"A flashlight with a throw of two hundred meters and a tail switch you can find with a mitten. The first press is always low, so that it does not blind you in your own hallway.",
		},
		stock: map[string]int{"*": 11},
		facts: facts{
			"material": "anodized aluminum", "brightness": "900 lumens", "run time": "2 h bright, 80 h dim", "charging": "USB-C, 3 h", "water resistance": "IPX8, 2 m deep",
			"weight": "155 g", "length": "12 cm", "care": "A drop of oil on the thread once a year",
		},
		rating: "4.7", ratings: 31,
		reviews: []review{
			{5, "Counted the sheep from the kitchen door.", 46},
			{4, "Gets warm on full.", 195},
		},
		tags: []string{"garden"},
	},
	{
		id: "glovebox-flashlight", title: "Glovebox Flashlight", brand: "Larkhollow",
		category: "Lighting > Flashlights", price: "16.00", picture: "flashlight",
		about: []string{
			"Forget it for three winters and it still comes on: the switch cuts the batteries off entirely. The ring at the end hangs it from a bonnet, a tent pole or a thumb.",
		},
		axes:  []axis{colors("Yellow", "Black")},
		stock: map[string]int{"Black": 0, "Yellow": 18},
		facts: facts{
			"material": "recycled plastic, rubber", "brightness": "120 lumens", "run time": "12 h", "requires": "2 AA batteries, not included", "water resistance": "IPX4, splashes",
			"weight": "70 g", "length": "15 cm", "care": "Wipe clean",
		},
		rating: "4.2", ratings: 42,
		reviews: []review{
			{5, "One in each car, one in the woodshed.", 61},
			{3, "Beam has a dark spot in the middle.", 202},
		},
		tags: []string{"basics"},
	},
}

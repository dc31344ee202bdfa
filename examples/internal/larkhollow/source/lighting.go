package main

var lighting = []product{
	{
		id: "glowworm-lantern", title: "Glowworm Rechargeable Lantern", brand: "Larkhollow",
		category: "Lighting > Lanterns", price: "54.00", picture: "lantern", tint: "56724f",
		about: []string{
			"Warm light, the colour of a window seen from the lane. Dim it with a turn of the top, hang it by the handle, charge a phone from its base.",
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
			{4, "Big for a rucksack, right for a porch.", 193},
		},
		tags: []string{"water"},
	},
}

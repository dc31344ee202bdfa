package main

var footwear = []product{
	{
		id: "scree-hiking-boots", title: "Scree Waterproof Hiking Boots", brand: "Northmere",
		category: "Footwear > Hiking boots", price: "165.00", picture: "boot",
		about: []string{
			"Full-grain leather, one piece, so there are few seams to let water in. The membrane deals with the rest.",
			"A rocker under the forefoot rolls you along, and the sole can be replaced when you have walked it flat.",
		},
		axes:  []axis{colors("Brown", "Black"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Brown/9": 2, "Brown/12": 0, "Black/7": 0},
		facts: facts{
			"material": "full-grain leather, rubber sole", "waterproof": "yes", "waterproof rating": "lined with a membrane to 12 cm",
			"weight": "1,180 g a pair in size 9", "fit": "medium width, roomy toe box", "drop": "10 mm", "lining": "recycled polyester",
			"resoleable": "yes", "gender": unisex, "care": "Brush off mud, wax every few walks, dry away from heat",
			"season": []string{"Autumn", "Winter", "Spring"},
		},
		rating: "4.6", ratings: 68,
		reviews: []review{
			{5, "No break-in at all. True to size with walking socks.", 40},
			{5, "Bog-tested. Dry socks.", 83},
			{4, "They run half a size small; I took 10 instead of 9.", 97},
			{4, "Run small for me as well, otherwise superb.", 202},
		},
		chart: feet, tags: []string{"bestseller"},
	},
	{
		id: "lichen-trail-shoes", title: "Lichen Trail Running Shoes", brand: "Fellbound",
		category: "Footwear > Trail shoes", price: "130.00", was: "145.00", picture: "shoe",
		about: []string{
			"A shoe that drains instead of pretending: mesh that lets water out as fast as it came in, 5 mm lugs that bite wet grass, and a heel that does not wander.",
		},
		axes:  []axis{colors("Green", "Gray", "Orange"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Orange/8": 0, "Orange/9": 0, "Green/10": 4},
		facts: facts{
			"material": "recycled mesh, rubber sole", "waterproof": "no", "weight": "560 g a pair in size 9",
			"fit": "snug heel, wide forefoot", "drop": "6 mm", "lugs": "5 mm", "gender": unisex,
			"care": "Rinse, stuff with paper, dry in the shade", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.4", ratings: 49,
		reviews: []review{
			{5, "Grip like a gecko on wet slate. True to size.", 57},
			{4, "True to size, wide toes happy.", 113},
			{4, "Laces a touch long.", 147},
		},
		chart: feet, tags: []string{"sale", "running"},
	},
	{
		id: "burrow-felt-slippers", title: "Burrow Felt Slippers", brand: "Tarn & Thistle",
		category: "Footwear > Slippers", price: "45.00", picture: "slipper",
		about: []string{
			"Boiled wool, felted in one piece over a last, with a suede sole that is kind to floorboards. For tents with a porch and houses without central heating.",
			"The next batch is on the blocks now.",
		},
		axes:  []axis{colors("Gray", "Rust"), sizes("7", "8", "9", "10", "11")},
		stock: map[string]int{"*": 0},
		facts: facts{
			"material": "100 % wool felt, suede sole", "weight": "310 g a pair in size 9", "fit": "close, gives with wear",
			"gender": unisex, "care": "Brush, air, never machine wash", "season": []string{"Winter"},
		},
		rating: "4.8", ratings: 35,
		reviews: []review{
			{5, "Tight for two days, perfect since. True to size.", 294},
			{5, "Bought a second pair for the cabin.", 306},
		},
		chart: feet.first(5), tags: []string{"warm", "gift"},
	},
	{
		id: "talus-leather-boots", title: "Talus Leather Hiking Boots", brand: "Fellbound",
		category: "Footwear > Hiking boots", price: "235.00", picture: "boot",
		about: []string{
			"A boot for people who carry things: stiff under the arch, high at the ankle, with a rubber rand all the way round against scree. It asks for two weeks of your patience and pays back ten years.",
			"Two widths, measured across the ball of the foot.",
		},
		axes: []axis{
			colors("Brown"), sizes("7", "8", "9", "10", "11", "12"), {"width", []string{"Regular", "Wide"}},
		},
		stock: map[string]int{"Brown/7/Wide": 0, "Brown/12/Wide": 0, "Brown/9/Regular": 3},
		facts: facts{
			"material": "2.8 mm nubuck leather, rubber rand and sole", "waterproof": "yes", "waterproof rating": "lined with a membrane to 16 cm",
			"weight": "1,540 g a pair in size 9", "fit": "high ankle, two widths", "drop": "12 mm", "resoleable": "yes", "country of origin": "Portugal",
			"gender": men, "care": "Brush off mud, wax every few walks, dry away from heat", "season": []string{"Autumn", "Winter", "Spring"},
		},
		rating: "4.6", ratings: 26,
		reviews: []review{
			{5, "Wide that is really wide. First boots in years without a blister. True to size.", 29},
			{4, "Two weeks of breaking in, just as they warn you. True to size now.", 83},
			{3, "Heavy. They are not lying about carrying things.", 151},
			{5, "Resoled once already, uppers like new.", 330},
		},
		chart: feet, tags: []string{"heritage", "trekking"},
	},
	{
		id: "sedge-hiking-boots", title: "Sedge Women's Hiking Boots", brand: "Northmere",
		category: "Footwear > Hiking boots", price: "149.00", picture: "boot",
		about: []string{
			"A light waterproof boot on a women's last: narrower at the heel, higher over the instep. It walks straight out of the box and is dry again by morning.",
		},
		axes:  []axis{colors("Slate", "Plum", "Sage"), sizes("5", "6", "7", "8", "9", "10")},
		stock: map[string]int{"Plum/7": 0, "Sage/5": 1, "Slate/8": 4},
		facts: facts{
			"material": "suede and recycled mesh, rubber sole", "waterproof": "yes", "waterproof rating": "lined with a membrane to 10 cm",
			"weight": "820 g a pair in size 7", "fit": "narrow heel, regular forefoot", "drop": "9 mm", "gender": women,
			"care": "Brush off mud, spray against water twice a year", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.1", ratings: 54,
		reviews: []review{
			{5, "Out of the box and up Mount Mansfield. I went half a size up.", 10},
			{4, "They run small. I wear 7 and needed 8.", 36},
			{4, "Run small, exchange was painless, boots are great.", 58},
			{5, "True to size with thin socks.", 79},
			{3, "Too tight with hiking socks in my usual size.", 93},
			{4, "One size up and they are slippers with ankles.", 127},
			{5, "True to size. Dry feet in a wet June.", 146},
			{2, "Too narrow for me at any size. Sent them back, no questions asked.", 169},
		},
		chart: womensFeet, tags: []string{"new"},
	},
	{
		id: "marten-trail-shoes", title: "Marten Waterproof Trail Shoes", brand: "Northmere",
		category: "Footwear > Trail shoes", price: "148.00", picture: "shoe",
		about: []string{
			"The shoe for wet grass at six in the morning. A membrane sock inside, a gaiter ring outside, and a lace that locks with one pull because fingers are slow at that hour.",
		},
		axes:  []axis{colors("Teal", "Charcoal"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Teal/12": 0, "Charcoal/10": 2},
		facts: facts{
			"material": "recycled mesh, membrane, rubber sole", "waterproof": "yes", "waterproof rating": "membrane to the collar",
			"weight": "640 g a pair in size 9", "fit": "regular, close at the heel", "drop": "8 mm", "lugs": "4 mm", "gender": unisex,
			"care": "Rinse, dry in the shade, never in a machine", "season": []string{"Autumn", "Winter", "Spring"},
		},
		rating: "4.3", ratings: 30,
		reviews: []review{
			{5, "Dew, slush, a small ford: dry. True to size.", 21},
			{4, "Warm in July, as any membrane is. True to size.", 124},
			{4, "They run narrow for me. Half a size more did it.", 199},
		},
		chart: feet, tags: []string{"running", "rain"},
	},
	{
		id: "towpath-walking-shoes", title: "Towpath Walking Shoes", brand: "Larkhollow",
		category: "Footwear > Walking shoes", price: "88.00", picture: "shoe",
		about: []string{
			"Flat ground is ground too. A soft, quiet shoe for canals, pavements and museums, with room for toes to do what toes do.",
			"Comes in Wide, for feet that have walked a good deal already.",
		},
		axes: []axis{
			colors("Navy", "Gray", "Burgundy"), sizes("7", "8", "9", "10", "11", "12"), {"width", []string{"Regular", "Wide"}},
		},
		stock: map[string]int{"Burgundy/7/Wide": 0, "Gray/12/Wide": 0, "Navy/9/Wide": 5},
		facts: facts{
			"material": "recycled knit, natural rubber sole", "waterproof": "no", "weight": "520 g a pair in size 9",
			"fit": "roomy toes, two widths", "drop": "5 mm", "gender": unisex, "care": "Machine wash at 30 °C in a bag, air dry",
			"season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.5", ratings: 83,
		reviews: []review{
			{5, "Nine miles of Lisbon without a thought for my feet. True to size.", 25},
			{5, "The Wide is a blessing. True to size.", 51},
			{4, "Sole is soft and will not last for ever.", 143},
			{4, "Runs large in Regular, perfect fit in half a size less.", 190},
		},
		chart: feet, tags: []string{"bestseller", "city", "travel"},
	},
	{
		id: "inglenook-sheepskin-slippers", title: "Inglenook Sheepskin Slippers", brand: "Eiderfold",
		category: "Footwear > Slippers", price: "79.00", picture: "slipper",
		about: []string{
			"Sheepskin all the way round, wool side in, on a rubber sole thin enough to feel the floor and thick enough to fetch the mail. They mold to you in a week and will not do it for anybody else.",
		},
		axes:  []axis{colors("Brown", "Slate"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Slate/7": 0, "Brown/9": 6},
		facts: facts{
			"material": "sheepskin, natural rubber sole", "weight": "540 g a pair in size 9", "fit": "close at first, gives with wear",
			"sole": "rubber, for a step outside", "gender": unisex, "care": "Brush, air, spot clean cold", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.7", ratings: 57,
		reviews: []review{
			{5, "I have cancelled plans for these. True to size after a week.", 16},
			{4, "Tight on day one, so they run small until they do not.", 62},
			{5, "Bought for my mother, kept a pair for me.", 286},
		},
		chart: feet, tags: []string{"warm", "gift"},
	},
	{
		id: "rill-river-sandals", title: "Rill River Sandals", brand: "Northmere",
		category: "Footwear > Sandals", price: "72.00", was: "85.00", picture: "sandal",
		about: []string{
			"Made to be wet. Three straps, one buckle, a sole siped like a tire so that it holds on slime, and nothing that soaks up a river and gives it back at dinner.",
		},
		axes:  []axis{colors("Slate", "Teal", "Rust"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Teal/9": 1, "Rust/12": 0},
		facts: facts{
			"material": "recycled polyester webbing, rubber sole", "water resistance": "made to be wet", "weight": "510 g a pair in size 9",
			"fit": "adjustable at toe, instep and heel", "gender": unisex, "care": "Scrub with a brush, dry in the shade", "season": []string{"Summer"},
		},
		rating: "4.3", ratings: 45,
		reviews: []review{
			{5, "Canyon, ferry, supermarket. True to size.", 111},
			{4, "Straps are long, cut and melt the ends.", 137},
			{4, "True to size. Tan lines are ridiculous.", 150},
		},
		chart: feet, tags: []string{"sale", "summer", "boating"},
	},
	{
		id: "juniper-leather-sandals", title: "Juniper Leather Sandals", brand: "Tarn & Thistle",
		category: "Footwear > Sandals", price: "58.00", was: "95.00", picture: "sandal",
		about: []string{
			"Vegetable-tanned straps over a cork bed that takes the print of your foot and keeps it. This is the last of a leather we cannot get any more, so what is left goes as a final sale.",
		},
		axes:  []axis{colors("Brown", "Black"), sizes("5", "6", "7", "8", "9", "10")},
		stock: map[string]int{"Brown/6": 0, "Brown/7": 0, "Black/8": 2, "Black/10": 1, "Black/5": 0},
		facts: facts{
			"material": "vegetable-tanned leather, cork, rubber sole", "weight": "480 g a pair in size 7", "fit": "narrow to medium, adjustable",
			"final sale": "yes", "gender": women, "country of origin": "Portugal", "care": "Wipe clean, feed with wax, keep out of puddles", "season": []string{"Summer"},
		},
		rating: "4.2", ratings: 18,
		reviews: []review{
			{5, "They know my feet by now. True to size.", 125},
			{3, "Lovely, but they run narrow for me.", 161},
		},
		chart: womensFeet, tags: []string{"sale", "final-sale", "summer"},
	},
	{
		id: "gaskin-rain-boots", title: "Gaskin Rain Boots", brand: "Larkhollow",
		category: "Footwear > Rain boots", price: "69.00", picture: "rain-boot",
		about: []string{
			"Natural rubber on a cotton lining, cut low enough to drive in and high enough for the bottom field. The heel has a kick-off ledge, so that nobody needs to bend with muddy hands.",
		},
		axes:  []axis{colors("Green", "Navy", "Yellow"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Yellow/7": 0, "Green/9": 3},
		facts: facts{
			"material": "natural rubber, cotton lining", "waterproof": "yes", "waterproof rating": "up to the rim, 32 cm", "weight": "1,650 g a pair in size 9",
			"fit": "roomy, for thick socks", "gender": unisex, "care": "Rinse, dry away from heat, keep out of the sun",
			"season": []string{"Autumn", "Winter", "Spring"},
		},
		rating: "4.5", ratings: 60,
		reviews: []review{
			{5, "Mud season approved. Run large, I wear them a size down.", 42},
			{5, "Roomy enough for two pairs of socks.", 204},
			{4, "White bloom on the rubber at first. It is natural, it wipes off.", 230},
			{4, "True to size with boot socks.", 259},
		},
		chart: feet, tags: []string{"rain", "garden"},
	},
	{
		id: "splash-kids-rain-boots", title: "Splash Kids' Rain Boots", brand: "Northmere",
		category: "Footwear > Rain boots", price: "32.00", picture: "rain-boot",
		about: []string{
			"Handles big enough for small fists, a sole with room for a hand-me-down insole, and a name strip inside, since every pair at nursery is yellow.",
		},
		axes:  []axis{colors("Yellow", "Blue"), sizes("10K", "11K", "12K", "13K", "1Y", "2Y")},
		stock: map[string]int{"Yellow/12K": 0, "Blue/2Y": 2},
		facts: facts{
			"material": "natural rubber, cotton lining", "waterproof": "yes", "weight": "620 g a pair in size 12K", "fit": "wide, with growing room",
			"gender": kids, "reflective": "yes, at the heel", "care": "Rinse, dry away from heat", "season": []string{"Autumn", "Spring"},
		},
		rating: "4.7", ratings: 37,
		reviews: []review{
			{5, "Put on without help, worn to bed once. True to size.", 39},
			{5, "Run large, which lasts us a second winter.", 250},
			{4, "Blue scuffs, yellow does not.", 268},
		},
		chart: kidsFeet, tags: []string{"family", "rain"},
	},
	{
		id: "ramble-merino-socks", title: "Ramble Merino Walking Socks", brand: "Tarn & Thistle",
		category: "Footwear > Socks", price: "19.00", picture: "socks",
		about: []string{
			"Mid-calf, terry under the foot, smooth on top, with a heel that is knitted for a left and a right. If you wear a hole in them within two years we send a new pair and ask where you have been.",
		},
		axes:  []axis{colors("Charcoal", "Rust", "Green"), sizes("S", "M", "L")},
		stock: map[string]int{"Rust/L": 0, "Green/M": 7},
		facts: facts{
			"material": "68 % merino wool, 30 % nylon, 2 % elastane", "weight": "90 g a pair in size M", "cushioning": "medium, under the foot", "fit": "close",
			"gender": unisex, "country of origin": "Scotland", "care": "Machine wash at 40 °C inside out", "season": []string{"Spring", "Autumn", "Winter"},
		},
		rating: "4.8", ratings: 133,
		reviews: []review{
			{5, "No blisters between Georgia and Virginia. True to size.", 4},
			{5, "Gave a pair to everyone. Nobody returned theirs.", 32},
			{4, "A bit warm for August.", 106},
		},
		chart: socks, tags: []string{"bestseller", "gift"},
	},
	{
		id: "furrow-boot-socks", title: "Furrow Boot Socks", brand: "Fellbound",
		category: "Footwear > Socks", price: "14.00", picture: "socks",
		about: []string{
			"Thick, plain and cheap to lose one of. Recycled wool with enough nylon to survive a rubber boot, ribbed to the knee so that they stay up without a grip.",
		},
		axes:  []axis{colors("Olive", "Oatmeal"), sizes("M", "L")},
		stock: map[string]int{"Olive/M": 3},
		facts: facts{
			"material": "55 % recycled wool, 40 % nylon, 5 % elastane", "weight": "130 g a pair in size M", "cushioning": "full", "fit": "stretchy, to the knee",
			"gender": unisex, "care": "Machine wash at 40 °C", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.3", ratings: 25,
		reviews: []review{
			{5, "Farm boots, all winter. Still socks.", 271},
			{4, "Itchy for the first hour.", 289},
		},
		chart: &chart{socks.Columns, socks.Rows[1:]}, tags: []string{"garden", "warm"},
	},
}

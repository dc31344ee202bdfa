package main

// Body measures in centimetres, shared by garments of one cut.
var (
	unisexTops = &chart{
		Columns: []string{"Size", "Chest (cm)", "Waist (cm)", "Sleeve (cm)"},
		Rows: [][]string{
			{"XS", "82-87", "68-73", "79"}, {"S", "88-94", "74-80", "81"}, {"M", "95-101", "81-87", "83"},
			{"L", "102-109", "88-95", "85"}, {"XL", "110-118", "96-104", "87"},
		},
	}
	womensTops = &chart{
		Columns: []string{"Size", "Bust (cm)", "Waist (cm)", "Hip (cm)"},
		Rows: [][]string{
			{"XS", "80-84", "62-66", "87-91"}, {"S", "85-89", "67-71", "92-96"}, {"M", "90-95", "72-77", "97-101"},
			{"L", "96-102", "78-84", "102-108"}, {"XL", "103-110", "85-92", "109-115"},
		},
	}
	waists = &chart{
		Columns: []string{"Size", "Waist (cm)", "Hip (cm)"},
		Rows: [][]string{
			{"28", "70-73", "88-91"}, {"30", "74-78", "92-96"}, {"32", "79-83", "97-101"},
			{"34", "84-88", "102-106"}, {"36", "89-93", "107-111"},
		},
	}
	letters = &chart{
		Columns: []string{"Size", "Waist (cm)", "Hip (cm)", "Inside leg (cm)"},
		Rows: [][]string{
			{"S", "72-79", "90-97", "76"}, {"M", "80-87", "98-104", "78"},
			{"L", "88-96", "105-112", "80"}, {"XL", "97-106", "113-121", "82"},
		},
	}
	feet = &chart{
		Columns: []string{"Size", "EU", "Foot length (cm)"},
		Rows: [][]string{
			{"7", "40", "25.0-25.3"}, {"8", "41", "25.4-26.1"}, {"9", "42", "26.2-26.9"},
			{"10", "43", "27.0-27.7"}, {"11", "44.5", "27.8-28.6"}, {"12", "46", "28.7-29.5"},
		},
	}
)

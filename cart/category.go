package cart

import "strings"

// below returns how many steps of a path such as "Gifts > Gift cards" the
// category of a product begins with, without regard to case; 0 when it lies
// elsewhere, or the path is empty.
func below(category []string, path string) int {
	if strings.TrimSpace(path) == "" {
		return 0
	}
	steps := strings.Split(foldPath(path), ">")
	if len(steps) > len(category) {
		return 0
	}
	for i, step := range steps {
		if step != foldPath(category[i]) {
			return 0
		}
	}
	return len(steps)
}

// nearest returns the rule whose path is the longest that the category lies
// below, the first of several; nil where there is none.
func nearest[R any](rules []R, category []string, path func(*R) string) *R {
	var found *R
	most := 0
	for i := range rules {
		if steps := below(category, path(&rules[i])); steps > most {
			found, most = &rules[i], steps
		}
	}
	return found
}

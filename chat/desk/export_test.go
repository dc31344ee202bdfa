package desk

// Routes are the method and the path of every route.
var Routes = func() (all []string) {
	for _, r := range routes {
		all = append(all, r.method+" "+r.path)
	}
	return all
}()

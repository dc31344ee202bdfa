package desk

// Routes are the method, the path and the permission of every route.
var Routes = func() (all [][3]string) {
	for _, r := range routes {
		all = append(all, [3]string{r.method, r.path, string(r.needs)})
	}
	return all
}()

// Package browser tests the demo shop the way people use it: in Chromium, at
// desktop and phone size, with mouse, touch and keyboard, against the built
// storefront program. It is a module of its own, so that the core does not
// depend on a browser.
//
// The tests find things by role and accessible name, as a screen reader does,
// and never by class or selector. An error on a page's console fails the test.
// Screenshots go to the folder screenshots at the top of the checkout.
//
// Without Chromium the tests are skipped; with CI=true they fail instead.
package browser

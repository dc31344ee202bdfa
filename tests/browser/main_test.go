package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	root        = "../.."
	screenshots = root + "/screenshots"
)

// chromium is the one browser that all tests share; each page has a profile of
// its own in it. It is nil when none is installed.
var chromium context.Context

// temporary is a folder that is removed after all tests.
var temporary string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	path := findChromium()
	if path == "" {
		if os.Getenv("CI") == "true" {
			fmt.Fprintln(os.Stderr, "browser: no Chromium is installed; make test installs it")
			return 1
		}
		return m.Run()
	}
	var err error
	if temporary, err = os.MkdirTemp("", "aisle-browser-"); err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
		return 1
	}
	defer os.RemoveAll(temporary)
	if err := os.MkdirAll(screenshots, 0o755); err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
		return 1
	}

	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(filepath.Join(temporary, "profile")),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "en-US"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	browser, quit := chromedp.NewContext(allocator)
	defer quit()
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintln(os.Stderr, "browser: Chromium does not start:", err)
		return 1
	}
	chromium = browser
	return m.Run()
}

func findChromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// size is a kind of screen.
type size struct {
	name          string
	width, height int64
	phone         bool
}

var (
	desktop = size{name: "desktop", width: 1280, height: 900}
	phone   = size{name: "phone", width: 390, height: 844, phone: true}
	sizes   = []size{desktop, phone}
)

// bothSizes runs a test on a desktop and on a phone.
func bothSizes(t *testing.T, test func(t *testing.T, s size)) {
	for _, s := range sizes {
		t.Run(s.name, func(t *testing.T) { test(t, s) })
	}
}

// asset reads a file of an npm package of the widget.
func asset(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "widget", "node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatalf("%v: run make test, which installs the npm packages", err)
	}
	return string(data)
}

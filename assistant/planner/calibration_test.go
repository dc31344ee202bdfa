package planner

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// folds is how often the sentences are parted to learn from some and be asked for
// the others.
const folds = 5

// judged is what the classifier said of a sentence that it had not seen.
type judged struct {
	confidence float64
	right      bool
}

// exampleLines are the lines of a file of examples, without what is said about them.
func exampleLines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if name, _, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(name, "#") {
			all = append(all, strings.TrimSpace(line))
		}
	}
	return all
}

// guessOf is what a classifier says of a line of examples.
func guessOf(c *classifier, line, unknown string) judged {
	name, sentence, _ := strings.Cut(line, ": ")
	best := c.guess(expand(prose.Words(strings.ReplaceAll(sentence, "X", unknown))))[0]
	return judged{best.Confidence, best.Intent == Intent(name)}
}

// The classifier alone, without the phrases that go before it, is asked for sentences
// that it never learns from.
func TestClassifierAlone(t *testing.T) {
	data, err := os.ReadFile("testdata/unseen.txt")
	if err != nil {
		t.Fatal(err)
	}
	asked := exampleLines(string(data))
	right := 0
	for _, line := range asked {
		if guessOf(trained(), line, "blorple").right {
			right++
		} else {
			t.Logf("%s", line)
		}
	}
	t.Logf("%d of %d unseen sentences are guessed right", right, len(asked))
	if len(asked) < 200 || right*100 < len(asked)*leastAlone {
		t.Errorf("only %d of %d unseen sentences are guessed right", right, len(asked))
	}
}

// leastAlone is how many of a hundred unseen sentences are guessed right at least.
const leastAlone = 65

// crossed lets the classifier guess every sentence of intents.txt that it has not
// learnt from.
func crossed() []judged {
	all := exampleLines(intentExamples + "\n" + intentWordings)
	var out []judged
	for fold := range folds {
		var learn, ask []string
		for i, line := range all {
			if i%folds == fold {
				ask = append(ask, line)
			} else {
				learn = append(learn, line)
			}
		}
		c := train(strings.Join(learn, "\n"))
		for _, line := range ask {
			out = append(out, guessOf(c, line, unknownWord))
		}
	}
	return out
}

// calibrationError is the expected calibration error: by how much the confidence of
// ten bins misses how often they are right, weighted by their size.
func calibrationError(all []judged) float64 {
	const bins = 10
	sums, rights, counts := [bins]float64{}, [bins]float64{}, [bins]float64{}
	for _, j := range all {
		bin := min(int(j.confidence*bins), bins-1)
		counts[bin]++
		sums[bin] += j.confidence
		if j.right {
			rights[bin]++
		}
	}
	miss := 0.0
	for bin := range bins {
		if counts[bin] > 0 {
			miss += math.Abs(sums[bin]-rights[bin]) / float64(len(all))
		}
	}
	return miss
}

// The confidence that a reading is given means what it says: of those with one half,
// half are right. What the classifier says by itself would miss that by far.
func TestConfidenceIsCalibrated(t *testing.T) {
	all := crossed()
	raw := calibrationError(all)
	right := 0
	for i := range all {
		all[i].confidence = calibrated(all[i].confidence)
		if all[i].right {
			right++
		}
	}
	miss := calibrationError(all)
	t.Logf("%d of %d sentences are guessed right from the others; expected calibration error %.3f, before calibration %.3f", right, len(all), miss, raw)
	for bin := range 10 {
		n, ok, sum := 0, 0, 0.0
		for _, j := range all {
			if min(int(j.confidence*10), 9) == bin {
				if n++; j.right {
					ok++
				}
				sum += j.confidence
			}
		}
		if n > 0 {
			t.Logf("  %.1f to %.1f: %3d sentences, said %.2f, is %.2f", float64(bin)/10, float64(bin+1)/10, n, sum/float64(n), float64(ok)/float64(n))
		}
	}
	if len(all) < 500 || miss > 0.06 || miss >= raw {
		t.Errorf("the expected calibration error of %d sentences is %.3f", len(all), miss)
	}
}

// Package claimed lets a verifier hold what a merchant's claims.yaml forbids and
// demands. The built-in engine and the agent both do.
package claimed

import (
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// Verifier is v with the claims besides its own. It returns v where they cannot be
// held, and the error says why.
func Verifier(v *grounding.Verifier, claims knowledge.Claims) (*grounding.Verifier, error) {
	config := grounding.Config{Forbidden: claims.Forbidden}
	for _, d := range claims.Disclaimers {
		config.Disclaimers = append(config.Disclaimers, grounding.Disclaimer{Category: d.Category, Text: d.Text})
	}
	both, err := v.With(config)
	if err != nil {
		return v, err
	}
	return both, nil
}

package anthropic

import (
	"encoding/json"
	"fmt"

	sdk "github.com/anthropics/anthropic-sdk-go"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// params are a request as the API has it.
func (m *model) params(r *agent.Request) (sdk.MessageNewParams, error) {
	p := sdk.MessageNewParams{Model: sdk.Model(m.config.Model), MaxTokens: int64(r.MaxTokens), Messages: messages(r.Messages)}
	if r.System != "" {
		p.System = []sdk.TextBlockParam{{Text: r.System}}
	}
	if t := m.config.Temperature; t != nil {
		p.Temperature = sdk.Float(*t)
	}
	for _, t := range r.Tools {
		var schema struct {
			Properties json.RawMessage `json:"properties"`
			Required   []string        `json:"required"`
			Additional json.RawMessage `json:"additionalProperties"`
		}
		if err := json.Unmarshal(t.Schema, &schema); err != nil {
			return p, fmt.Errorf("the schema of the tool %s cannot be read: %w", t.Name, err)
		}
		input := sdk.ToolInputSchemaParam{Properties: schema.Properties, Required: schema.Required}
		if schema.Additional != nil {
			input.ExtraFields = map[string]any{"additionalProperties": schema.Additional}
		}
		p.Tools = append(p.Tools, sdk.ToolUnionParam{OfTool: &sdk.ToolParam{Name: t.Name, Description: sdk.String(t.Description), InputSchema: input}})
	}
	return p, nil
}

// earlier begins a conversation whose beginning is not sent: the API wants the
// shopper to speak first.
const earlier = "(The conversation began earlier.)"

// messages are a conversation as the API has it: the results of tools that were called
// together are one message of the user's.
func messages(all []agent.Message) []sdk.MessageParam {
	var out []sdk.MessageParam
	add := func(role sdk.MessageParamRole, blocks ...sdk.ContentBlockParamUnion) {
		if len(blocks) == 0 {
			return
		}
		if len(out) == 0 && role == sdk.MessageParamRoleAssistant {
			out = append(out, sdk.NewUserMessage(sdk.NewTextBlock(earlier)))
		}
		if last := len(out) - 1; last >= 0 && out[last].Role == role {
			out[last].Content = append(out[last].Content, blocks...)
			return
		}
		out = append(out, sdk.MessageParam{Role: role, Content: blocks})
	}
	for _, m := range all {
		switch m.Role {
		case agent.RoleTool:
			add(sdk.MessageParamRoleUser, sdk.NewToolResultBlock(m.CallID, m.Text, false))
		case agent.RoleUser:
			if m.Text != "" {
				add(sdk.MessageParamRoleUser, sdk.NewTextBlock(m.Text))
			}
		case agent.RoleAssistant:
			var blocks []sdk.ContentBlockParamUnion
			if m.Text != "" {
				blocks = append(blocks, sdk.NewTextBlock(m.Text))
			}
			for _, c := range m.Calls {
				input := json.RawMessage(c.Arguments)
				var object map[string]json.RawMessage
				if json.Unmarshal(input, &object) != nil || object == nil {
					input = json.RawMessage("{}") // the tool has refused it; the API would refuse all
				}
				blocks = append(blocks, sdk.NewToolUseBlock(c.ID, input, c.Name))
			}
			add(sdk.MessageParamRoleAssistant, blocks...)
		}
	}
	return out
}

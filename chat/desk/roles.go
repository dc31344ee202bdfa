package desk

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/aisle-chat/aisle/chat"
)

// Permission is something that a person may do at the desk.
type Permission string

// The permissions.
const (
	MaySee    Permission = "see"    // read conversations, carts and orders
	MayAnswer Permission = "answer" // take over, reply, edit, give back, transfer, close
	MaySort   Permission = "sort"   // note, tag, assign, prioritize, put off
	MayBlock  Permission = "block"  // mark as spam, test or blocked, and take that back
	MayOrder  Permission = "order"  // cancel, resend and change the address of orders
	MayRefund Permission = "refund" // ask for refunds
	// MayReassign is to give to somebody else what a colleague answers, who has left
	// it lying say.
	MayReassign Permission = "reassign"
	// MayPrepare is to write and remove the prepared replies of all.
	MayPrepare Permission = "prepare"
)

// The roles of DefaultRoles. A person without a role is an agent.
const (
	RoleReader = "reader"
	RoleAgent  = "agent"
	RoleLead   = "lead"
)

// DefaultRoles returns what each role may do where [Config] does not say.
func DefaultRoles() map[string][]Permission {
	return map[string][]Permission{
		RoleReader: {MaySee},
		RoleAgent:  {MaySee, MayAnswer, MaySort, MayOrder},
		RoleLead:   {MaySee, MayAnswer, MaySort, MayBlock, MayOrder, MayRefund, MayReassign, MayPrepare},
	}
}

// may returns what p may do. A role that the shop has not described may nothing.
func (d *desk) may(p chat.Person) []Permission {
	return append([]Permission{}, d.Roles[cmp.Or(p.Role, RoleAgent)]...)
}

// permit refuses what the person who asks may not do.
func (d *desk) permit(q *request, needs Permission) error {
	if slices.Contains(d.may(q.me), needs) {
		return nil
	}
	return refusal{http.StatusForbidden, chat.CodeForbidden,
		fmt.Sprintf("Your role may not do this; it takes the permission %q. Ask whoever manages the shop's accounts.", needs)}
}

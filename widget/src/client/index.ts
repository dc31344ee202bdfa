// The connection as one module, for programs without a page: tests that run
// many shoppers in node.
export { Client } from "./client";
export { browserPorts, safeStore, type Ports, type Socket, type Store } from "./ports";
export { Refusal } from "./session";
export { initial, type State } from "../state/state";
export { reduce } from "../state/reduce";

// The names under which a browser keeps things, one set for each mount.
export const keys = {
  token: (mount: string) => `aisle:${mount}:token`,
  blocked: (mount: string) => `aisle:${mount}:blocked`,
  fresh: (mount: string) => `aisle:${mount}:fresh`,
  outbox: (mount: string) => `aisle:${mount}:out:`,
  consent: (mount: string) => `aisle:${mount}:consent`,
  draft: (mount: string) => `aisle:${mount}:draft`,
  open: (mount: string) => `aisle:${mount}:open`,
  form: (mount: string) => `aisle:${mount}:form`,
  hushed: (mount: string) => `aisle:${mount}:hushed`,
};

// The cart page.
const lines = one("#lines");

async function refresh(request = new Request("/cart")) {
  request.headers.set("Accept", "application/json");
  const answer = await fetch(request);
  const cart = await answer.json();
  count(cart.count);
  if (lines) draw(cart);
}

function draw(cart) {
  const old = new Map(all("[data-line]", lines).map((line) => [line.dataset.line, line]));
  for (const values of cart.lines) {
    const line = old.get(values.id) ?? copy("#line");
    old.delete(values.id);
    fillLine(line, values);
    if (!line.isConnected) lines.append(line);
  }
  for (const gone of old.values()) gone.remove();
  one("#rows").replaceChildren(...cart.rows.map((row) => filled("#row", row)));
  one("#codes")?.replaceChildren(...cart.codes.map((code) => filled("#code-given", code)));
  one("#delivery").textContent = cart.delivery;
  one("#percent").setAttribute("width", cart.percent);
  one("#cart .done")?.remove();
  show("#free", cart.percent > 0);
  show("#full", cart.lines.length > 0);
  show("#empty", cart.lines.length === 0);
  show("#changed", cart.changed);
  show("#refusal", cart.refusal);
  one("#refusal").textContent = cart.refusal ?? "";
}

const show = (selector, wanted) => (one(selector).hidden = !wanted);
const copy = (template) => one("template" + template).content.firstElementChild.cloneNode(true);

function filled(template, values) {
  const piece = copy(template);
  fill(piece, values);
  if (values.kind) piece.className = values.kind;
  for (const input of all("[data-value]", piece)) input.value = values[input.dataset.value];
  return piece;
}

function fill(piece, values) {
  for (const place of all("[data-text]", piece)) place.textContent = values[place.dataset.text];
  for (const place of all("[data-href]", piece)) place.setAttribute("href", values[place.dataset.href]);
  for (const place of all("[data-src]", piece)) {
    if (place.getAttribute("src") !== values[place.dataset.src]) place.setAttribute("src", values[place.dataset.src]);
  }
}

function fillLine(line, values) {
  line.dataset.line = values.id;
  fill(line, values);
  for (const set of all("[data-set]", line)) set.action = "/cart/lines/" + encodeURIComponent(values.id);
  const quantity = line.querySelector("input[type=number]");
  quantity.max = values.max;
  quantity.value = values.quantity;
}

if (lines) {
  lines.addEventListener("change", (event) => event.target instanceof HTMLInputElement && event.target.form.requestSubmit());
  lines.addEventListener("submit", (event) => {
    event.preventDefault();
    const set = event.target;
    const body = new URLSearchParams(new FormData(set));
    refresh(new Request(set.action, { method: "POST", body })).catch(() => set.submit());
  });
}

// What the chat puts into the cart is in the page's cart, too.
document.addEventListener("aisle:cart", (event) => {
  count(event.detail.count);
  if (lines) refresh().catch(() => location.reload());
});

// A page that comes back from the browser's memory may be out of date.
addEventListener("pageshow", (event) => {
  if (event.persisted) refresh().catch(() => undefined);
});

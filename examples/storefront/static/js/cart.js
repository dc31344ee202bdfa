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
    const line = old.get(values.id) ?? one("template#line").content.firstElementChild.cloneNode(true);
    old.delete(values.id);
    fill(line, values);
    if (!line.isConnected) lines.append(line);
  }
  for (const gone of old.values()) gone.remove();
  one("#subtotal").textContent = cart.subtotal;
  one("#cart .done")?.remove();
  one("#full").hidden = cart.lines.length === 0;
  one("#empty").hidden = cart.lines.length > 0;
  one("#refusal").hidden = !cart.refusal;
  one("#refusal").textContent = cart.refusal ?? "";
}

function fill(line, values) {
  line.dataset.line = values.id;
  for (const place of all("[data-text]", line)) place.textContent = values[place.dataset.text];
  for (const place of all("[data-href]", line)) place.setAttribute("href", values[place.dataset.href]);
  for (const place of all("[data-src]", line)) {
    if (place.getAttribute("src") !== values[place.dataset.src]) place.setAttribute("src", values[place.dataset.src]);
  }
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

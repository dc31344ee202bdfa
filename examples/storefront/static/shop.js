// The pages work without this file. With it, the badge and the cart follow the
// chat, a choice shows its price and picture, and missing pictures are replaced.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

// Questions on the page are asked in the chat.
document.addEventListener("click", (event) => {
  const asked = event.target instanceof Element && event.target.closest("[data-ask]");
  if (!asked) return;
  window.Aisle = window.Aisle || [];
  window.Aisle.push(["ask", asked.dataset.ask]);
});

// A picture that cannot be loaded gives way to a drawn one.
const tints = ["a79a84", "8fa08b", "b08d7a", "8b9bab", "b3a06c", "9a8aa0"];
const replace = (image) => {
  if (image.src.includes("/img/placeholder/")) return;
  let sum = 0;
  for (const letter of image.src) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  image.src = `/img/placeholder/${tints[sum % tints.length]}.svg`;
};
document.addEventListener("error", (event) => event.target instanceof HTMLImageElement && replace(event.target), true);
for (const image of all("img")) if (image.complete && image.naturalWidth === 0 && image.loading !== "lazy") replace(image);

// The badge.
function count(number) {
  for (const badge of all("[data-aisle-cart-count]")) {
    badge.dataset.count = number;
    badge.querySelector(".number").textContent = number;
  }
}

// The product page.
function choose(form) {
  const variants = JSON.parse(one("#variants")?.textContent ?? "[]");
  if (variants.length === 0) return;
  const chosen = () => {
    const options = {};
    for (const set of all("[data-option]", form)) {
      const picked = set.querySelector("input:checked");
      if (picked) options[set.dataset.option] = picked.value;
    }
    return options;
  };
  const fits = (variant, options) =>
    Object.entries(options).every(([name, value]) => !(name in variant.options) || variant.options[name] === value);
  const before = { price: one("#price").textContent, was: one("#was").hidden };

  const show = (moved) => {
    const options = chosen();
    for (const set of all("[data-option]", form)) {
      for (const label of all(".value", set)) {
        const others = { ...options, [set.dataset.option]: label.querySelector("input").value };
        label.classList.toggle("out", !variants.some((variant) => !variant.soldOut && fits(variant, others)));
      }
    }
    const left = variants.filter((variant) => fits(variant, options));
    const whole = Object.keys(options).length === all("[data-option]", form).length;
    const variant = whole ? left[0] : undefined;
    const add = one("#add");
    one("#price").textContent = variant ? variant.price : before.price;
    one("#was").hidden = variant ? !variant.was : before.was;
    if (variant?.was) one("#was .value").textContent = variant.was;
    add.disabled = whole && (!variant || variant.soldOut);
    add.textContent = !add.disabled ? "Add to cart" : variant ? "Sold out" : "Not made";
    one("#stock").textContent = !whole ? "" : variant ? variant.stock : "This combination is not made.";
    if (moved && left[0]?.image) picture(left[0].image);
  };
  form.addEventListener("change", (event) => event.target instanceof HTMLInputElement && event.target.type === "radio" && show(true));
  if (variants.some((variant) => !variant.soldOut)) show(false);
}

function picture(source) {
  one("#large").src = source;
  one("#large").parentElement.href = source;
}

const form = one("#buy");
if (form) choose(form);
for (const thumb of all("[data-thumb]")) {
  thumb.addEventListener("click", (event) => {
    event.preventDefault();
    picture(thumb.getAttribute("href"));
  });
}

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
  document.documentElement.classList.add("script");
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

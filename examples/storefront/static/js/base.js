// The pages work without this file. With it, the badge and the cart follow the
// chat, a choice shows its price and picture, and missing pictures are replaced.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

document.documentElement.classList.add("script");

// Forms that only choose what to see are sent as soon as something is chosen;
// filters that lie over the list, on a phone, wait for their button.
const wide = matchMedia("(min-width: 901px)");
document.addEventListener("change", (event) => {
  const form = event.target instanceof Element && event.target.closest("[data-submits]");
  if (form && (wide.matches || form.dataset.submits !== "wide")) form.requestSubmit();
});

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

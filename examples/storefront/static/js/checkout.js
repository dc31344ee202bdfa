// The checkout: another way of sending shows its total, and another country is
// asked for what can be had there.
const checkout = one("#checkout");

checkout?.addEventListener("change", (event) => {
  const { target } = event;
  if (target.dataset.total) {
    one("#shipping").textContent = target.dataset.shipping;
    one("#sum").textContent = target.dataset.total;
  }
  if ("again" in target.dataset) checkout.requestSubmit(one("[data-update]"));
});

// A form is sent once; a page that comes back from the browser's memory can be
// sent again.
checkout?.addEventListener("submit", (event) => {
  if (checkout.dataset.sent) event.preventDefault();
  checkout.dataset.sent = "yes";
});
addEventListener("pageshow", () => checkout && delete checkout.dataset.sent);

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

// The other views of a drawn picture are beside it under names of their own.
function picture(source) {
  const set = (image, src) => {
    image.src = src;
    image.parentElement.href = src;
  };
  const [, drawn] = /^(\/img\/[a-z-]+\/[0-9a-f]{6})\.svg$/.exec(source) ?? [];
  set(one("#front"), source);
  for (const image of all("[data-view]")) {
    const [, view] = /-(detail|scale)\.svg$/.exec(image.src) ?? [];
    if (drawn && view) set(image, `${drawn}-${view}.svg`);
  }
}

const form = one("#buy");
if (form) choose(form);

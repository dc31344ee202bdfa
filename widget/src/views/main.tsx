import type { Layer } from "../panel/model";
import type { Rare, Second } from "../panel/second";
import { ArticleView } from "./article";
import { CartView } from "./cart";
import { Compare } from "./compare";
import { DetailsView } from "./details";
import { Form } from "./form";
import { OrderCard, OrderRow } from "./order";
import { OrdersView, OrderView } from "./orders";
import { PastView } from "./past";
import { Rating } from "./rating";
import article from "./styles/article.css";
import cart from "./styles/cart.css";
import compare from "./styles/compare.css";
import details from "./styles/details.css";
import form from "./styles/form.css";
import gate from "./styles/gate.css";
import menu from "./styles/menu.css";
import order from "./styles/order.css";
import rating from "./styles/rating.css";

export { Gate } from "./gate";
export { hold } from "./hold";
export { Menu } from "./menu";
export { Tools } from "./tools";
export { Typing } from "./typing";
export { Ways } from "./ways";

export const sheets: Second["sheets"] = [menu, gate, details, cart, form, order, compare, article, rating];

// LayerOf is what lies over the conversation.
export function LayerOf({ layer }: { layer: Layer }) {
  switch (layer.kind) {
    case "cart":
      return <CartView />;
    case "details":
      return <DetailsView layer={layer} />;
    case "article":
      return <ArticleView cited={layer.article} />;
    case "past":
      return <PastView />;
    case "orders":
      return <OrdersView layer={layer} />;
    case "order":
      return <OrderView layer={layer} />;
  }
}

// BlockOf is a block that few conversations have.
export function BlockOf({ block, seq }: { block: Rare; seq: number }) {
  switch (block.type) {
    case "compare":
      return <Compare block={block} seq={seq} />;
    case "form":
      return <Form block={block} seq={seq} />;
    case "rating":
      return <Rating block={block} seq={seq} />;
    case "order":
      return block.brief ? <OrderRow order={block.order} /> : <OrderCard order={block.order} seq={seq} />;
  }
}

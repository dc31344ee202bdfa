import { clean } from "../panel/kit";
import type { SizeChart } from "../wire.gen";
import { Fold } from "./fold";
import { words } from "./words";

// SizeHelp unfolds the size chart where one chooses; the row of the chosen size
// stands out.
export function SizeHelp({ chart, size }: { chart: SizeChart; size: string | undefined }) {
  return (
    <Fold label={words.sizes}>
      <div class="table" tabIndex={0} role="region" aria-label={words.sizes}>
        <table>
          <thead>
            <tr>
              {chart.columns.map((column) => (
                <th scope="col" key={column}>
                  {clean(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.rows.map(([name, ...cells]) => (
              <tr key={name} class={name === size ? "on" : undefined}>
                <th scope="row">{clean(name ?? "")}</th>
                {cells.map((cell, i) => (
                  <td key={i}>{clean(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Fold>
  );
}

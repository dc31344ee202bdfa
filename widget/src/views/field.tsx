import type { ComponentChildren } from "preact";
import { clean, Icon, Picture } from "../panel/kit";
import type { FieldOption, FormField } from "../wire.gen";
import { toggled, told } from "./check";
import { Quantity } from "./quantity";
import { words } from "./words";

interface FieldProps {
  id: string; // unique on the panel
  field: FormField;
  value: string;
  wrong: string; // what is wrong with it; "" for nothing
  busy: boolean;
  change: (value: string) => void;
}

// Field is one field of a form with its label, its help and its mistake.
export function Field(props: FieldProps) {
  const { field, id, value, busy, change, wrong } = props;
  const { kind } = field;
  switch (kind) {
    case "choice":
    case "many":
      return (
        <Group {...props}>
          {field.options?.map((option) => (
            <Option
              key={option.value}
              option={option}
              kind={kind}
              name={id}
              busy={busy}
              on={kind === "choice" ? value === option.value : value.split(",").includes(option.value)}
              turn={(on) => change(kind === "choice" ? option.value : toggled(field, value, option.value, on))}
            />
          ))}
        </Group>
      );
    case "check":
      return (
        <div class="field" data-field={field.name}>
          <Option option={{ value: "yes", label: field.label, ...(field.help && { help: field.help }) }} kind="many" name={id} busy={busy} on={value === "yes"} turn={(on) => change(on ? "yes" : "")} />
          <Wrong id={id} text={wrong} />
        </div>
      );
    case "number":
      return (
        <Group {...props}>
          <Quantity value={Number(value) || 1} max={field.max ?? 99} label={clean(field.label)} busy={busy} change={(count) => change(String(count))} />
        </Group>
      );
    default:
      return <Line {...props} />;
  }
}

// Line is a field to write in: one line, or several where more is wanted.
function Line({ id, field, value, wrong, busy, change }: FieldProps) {
  const { kind, required, autocomplete, max } = field;
  const common = {
    id,
    value,
    readOnly: busy,
    "aria-required": required === true,
    "aria-invalid": wrong !== "",
    "aria-describedby": described(id, field, wrong),
    dir: "auto" as const,
  };
  const counted = max && Array.from(value).length > max * 0.8;
  return (
    <div class="field" data-field={field.name}>
      <label for={id}>
        <Label field={field} />
      </label>
      {kind === "long" ? (
        <textarea {...common} rows={3} onInput={(event) => change(event.currentTarget.value)} />
      ) : (
        <input {...common} {...(kind === "email" ? email : line)} autocomplete={token(autocomplete)} onInput={(event) => change(event.currentTarget.value)} />
      )}
      <Help id={id} field={field} more={counted ? words.left(max - Array.from(value).length) : ""} />
      <Wrong id={id} text={wrong} />
    </div>
  );
}

const line = { type: "text" } as const;
const email = { type: "email", spellcheck: false, autocapitalize: "none" } as const;

// token lets an HTML autocomplete token pass, and nothing else.
function token(text = ""): string {
  return /^[a-z0-9 -]{1,60}$/.test(text) ? text : "off";
}

function Group({ id, field, wrong, children }: FieldProps & { children: ComponentChildren }) {
  return (
    <fieldset class="field" data-field={field.name} aria-describedby={described(id, field, wrong)}>
      <legend>
        <Label field={field} />
      </legend>
      <Help id={id} field={field} />
      {children}
      <Wrong id={id} text={wrong} />
    </fieldset>
  );
}

interface OptionProps {
  option: FieldOption;
  kind: "choice" | "many";
  name: string;
  on: boolean;
  busy: boolean;
  turn: (on: boolean) => void;
}

// Option is a value to choose, as a card that can be tapped anywhere.
function Option({ option: { value, label, help, image, image_sizes: files }, kind, name, on, busy, turn }: OptionProps) {
  return (
    <label class={`pick ${kind}`}>
      <input type={kind === "choice" ? "radio" : "checkbox"} name={name} value={value} checked={on} disabled={busy} onChange={(event) => turn(event.currentTarget.checked)} />
      <span class="tick" aria-hidden="true">
        <Icon name="check" />
      </span>
      {image && (
        <span class="mini">
          <Picture src={image} files={files} wide="48px" />
        </span>
      )}
      <span class="grow">
        <span dir="auto">{clean(label)}</span>
        {help && <span class="meta"> {clean(help)}</span>}
      </span>
    </label>
  );
}

function Label({ field: { label, required, kind } }: { field: FormField }) {
  return (
    <>
      {clean(label)}
      {!required && kind !== "number" && <span class="quiet"> {words.optional}</span>}
    </>
  );
}

function Help({ id, field: { help }, more = "" }: { id: string; field: FormField; more?: string }) {
  if (!help && !more) return null;
  return (
    <p class="meta" id={`${id}-help`}>
      {help && clean(help)} {more}
    </p>
  );
}

function Wrong({ id, text }: { id: string; text: string }) {
  return (
    text && (
      <p class="trouble" id={`${id}-wrong`}>
        <Icon name="alert" />
        <span class="grow">{clean(text)}</span>
      </p>
    )
  );
}

function described(id: string, { help }: FormField, wrong: string): string | undefined {
  return [wrong && `${id}-wrong`, help && `${id}-help`].filter(Boolean).join(" ") || undefined;
}

// Summary is a form after it was sent.
export function Summary({ fields, values }: { fields: readonly FormField[]; values: Readonly<Record<string, string>> }) {
  const filled = fields.filter((field) => values[field.name]);
  return (
    <dl class="filled">
      {filled.map((field) => (
        <div key={field.name}>
          <dt>{clean(field.label)}</dt>
          <dd dir="auto">{clean(told(field, values[field.name] ?? ""))}</dd>
        </div>
      ))}
    </dl>
  );
}
